//! What can be bound.
//!
//! Holds: [`BindAddress`], [`AddressError`]. Must not know: sockets. Host names are not looked up: that waits, for
//! a resolver that is a program's own choice.

use std::error::Error;
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr, SocketAddrV4, SocketAddrV6};

/// What a builder of an endpoint can bind: a `SocketAddr` or what stands for one, such as
/// `([127, 0, 0, 1], 7100)`, or an address and a port as text, such as `"127.0.0.1:7100"` and `"[::1]:7100"`.
pub trait BindAddress: sealed::Sealed {
    /// The address.
    ///
    /// # Errors
    ///
    /// [`AddressError`] (EINVAL) for text that is none.
    fn to_bind_address(&self) -> Result<SocketAddr, AddressError>;
}

/// A text that is no IP address with a port. Names are not looked up here: resolve them with the means of your
/// program, and bind a `SocketAddr`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressError {
    text: String,
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no IP address with a port, and names are not looked up", self.text)
    }
}

impl Error for AddressError {}

impl From<AddressError> for io::Error {
    fn from(error: AddressError) -> Self {
        Self::new(io::ErrorKind::InvalidInput, error)
    }
}

impl BindAddress for str {
    fn to_bind_address(&self) -> Result<SocketAddr, AddressError> {
        self.parse().map_err(|_| AddressError { text: self.to_owned() })
    }
}

impl BindAddress for String {
    fn to_bind_address(&self) -> Result<SocketAddr, AddressError> {
        self.as_str().to_bind_address()
    }
}

impl<A: BindAddress + ?Sized> BindAddress for &A {
    fn to_bind_address(&self) -> Result<SocketAddr, AddressError> {
        (**self).to_bind_address()
    }
}

impl BindAddress for SocketAddr {
    fn to_bind_address(&self) -> Result<SocketAddr, AddressError> {
        Ok(*self)
    }
}

impl BindAddress for SocketAddrV4 {
    fn to_bind_address(&self) -> Result<SocketAddr, AddressError> {
        Ok((*self).into())
    }
}

impl BindAddress for SocketAddrV6 {
    fn to_bind_address(&self) -> Result<SocketAddr, AddressError> {
        Ok((*self).into())
    }
}

impl<I: Into<IpAddr> + Copy> BindAddress for (I, u16) {
    fn to_bind_address(&self) -> Result<SocketAddr, AddressError> {
        Ok((*self).into())
    }
}

mod sealed {
    use std::net::{IpAddr, SocketAddr, SocketAddrV4, SocketAddrV6};

    /// Only what stands here can be bound, so that more may come.
    pub trait Sealed {}

    impl Sealed for str {}
    impl Sealed for String {}
    impl<A: Sealed + ?Sized> Sealed for &A {}
    impl Sealed for SocketAddr {}
    impl Sealed for SocketAddrV4 {}
    impl Sealed for SocketAddrV6 {}
    impl<I: Into<IpAddr> + Copy> Sealed for (I, u16) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    fn bound(address: impl BindAddress) -> Option<String> {
        address.to_bind_address().ok().map(|address| address.to_string())
    }

    #[test]
    fn addresses_of_all_kinds() {
        let wanted = Some("127.0.0.1:7100".to_owned());
        let address = SocketAddr::from(([127, 0, 0, 1], 7100));
        assert_eq!(bound(address), wanted);
        assert_eq!(bound("127.0.0.1:7100"), wanted);
        assert_eq!(bound("127.0.0.1:7100".to_owned()), wanted);
        assert_eq!(bound(([127, 0, 0, 1], 7100)), wanted);
        assert_eq!(bound((Ipv4Addr::LOCALHOST, 7100)), wanted);
        assert_eq!(bound("[::1]:0"), Some("[::1]:0".to_owned()));
    }

    #[test]
    fn text_that_is_no_address_says_so() {
        for text in ["localhost:7100", "127.0.0.1", "::1:7100", ""] {
            let error = text.to_bind_address().unwrap_err();
            assert!(error.to_string().contains(&format!("{text:?}")), "{error}");
            let error = io::Error::from(error);
            assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
            assert!(error.into_inner().unwrap().is::<AddressError>());
        }
    }
}
