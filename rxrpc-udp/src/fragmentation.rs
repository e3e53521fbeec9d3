//! Letting the network cut single datagrams into fragments, on a socket that otherwise forbids it.
//!
//! Holds: [`Fragments`]. Must not know: which datagrams need it.
//!
//! quinn-udp makes a socket whose datagrams carry "don't fragment" and which goes by the interface's MTU,
//! not by what the system thinks of the path. Linux has no such mark for one datagram, so the socket's
//! option is changed and put back; that is for rare datagrams. What other threads send in between may
//! be cut as well, which does no harm, except to a probe: probes wait.

use rxrpc_core::AddressFamily;
use socket2::Socket;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The right to change the socket's option.
#[derive(Debug, Default)]
pub(crate) struct Fragments(Mutex<()>);

impl Fragments {
    /// Nothing is sent in fragments while the guard lives, unless its owner does.
    pub(crate) fn hold(&self) -> MutexGuard<'_, ()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `send` while fragmentation is allowed.
    pub(crate) fn allow<T>(
        &self,
        socket: &Socket,
        family: AddressFamily,
        send: impl FnOnce() -> T,
    ) -> T {
        let _held = self.hold();
        if let Err(error) = option::set(socket, family, true) {
            tracing::debug!(%error, "cannot allow fragments");
        }
        let restore = Restore { socket, family };
        let sent = send();
        drop(restore);
        sent
    }
}

/// Forbids fragments again, also after a panic.
struct Restore<'a> {
    socket: &'a Socket,
    family: AddressFamily,
}

impl Drop for Restore<'_> {
    fn drop(&mut self) {
        if let Err(error) = option::set(self.socket, self.family, false) {
            tracing::warn!(%error, "cannot forbid fragments");
        }
    }
}

#[cfg(target_os = "linux")]
mod option {
    use super::{AddressFamily, Socket, io};
    use nix::sys::socket::{setsockopt, sockopt::Ipv6DontFrag};
    use rustix::net::sockopt::{
        Ipv4PathMtuDiscovery, Ipv6PathMtuDiscovery, set_ip_mtu_discover, set_ipv6_mtu_discover,
    };

    /// An IPv6 socket has both options: the first one is for mapped IPv4 addresses.
    pub(super) fn set(socket: &Socket, family: AddressFamily, allowed: bool) -> io::Result<()> {
        let (v4, v6) = match allowed {
            true => (Ipv4PathMtuDiscovery::DONT, Ipv6PathMtuDiscovery::DONT),
            false => (Ipv4PathMtuDiscovery::PROBE, Ipv6PathMtuDiscovery::PROBE),
        };
        set_ip_mtu_discover(socket, v4)?;
        if family != AddressFamily::V4 {
            set_ipv6_mtu_discover(socket, v6)?;
            setsockopt(socket, Ipv6DontFrag, &!allowed)?;
        }
        Ok(())
    }
}

#[cfg(not(target_os = "linux"))]
mod option {
    //! On other systems the option stays as quinn-udp set it.

    use super::{AddressFamily, Socket, io};

    pub(super) fn set(_: &Socket, _: AddressFamily, _: bool) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use crate::{Settings, UdpState};
    use rustix::net::sockopt::{Ipv4PathMtuDiscovery, ip_mtu_discover};
    use std::net::SocketAddr;

    fn check(address: SocketAddr) {
        let settings = Settings { local: address.into(), ..Settings::default() };
        let Ok((state, socket)) = UdpState::bind(&settings) else { return };
        let socket = socket2::SockRef::from(&socket);
        let mode = || ip_mtu_discover(&*socket).expect("the option can be read");
        assert_eq!(mode(), Ipv4PathMtuDiscovery::PROBE);
        let fragments = Fragments::default();
        fragments.allow(&socket, state.family, || assert_eq!(mode(), Ipv4PathMtuDiscovery::DONT));
        assert_eq!(mode(), Ipv4PathMtuDiscovery::PROBE);
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            fragments.allow(&socket, state.family, || panic!("while fragments are allowed"));
        }));
        assert!(panicked.is_err());
        assert_eq!(mode(), Ipv4PathMtuDiscovery::PROBE, "put back after a panic");
        fragments.allow(&socket, state.family, || ());
    }

    #[test]
    fn fragments_are_allowed_for_one_send_only() {
        check(([127, 0, 0, 1], 0).into());
        check(([0u16; 8], 0).into());
    }
}
