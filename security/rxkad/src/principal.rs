//! Who somebody is, in the three parts that AFS knows.
//!
//! Holds: [`Principal`]. Must not know: how a name was proven, what its holder may do.

use std::fmt;

/// A name, an instance and a realm (of AFS: the cell), as tickets have them: each at most 63 bytes, without control
/// characters; only the name is never empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Principal {
    name: Box<str>,
    instance: Box<str>,
    realm: Box<str>,
}

/// A part that is too long, empty, or not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the {0} is no name of AFS")]
pub struct NameError(pub(crate) &'static str);

impl Principal {
    /// Bytes of the longest part (rxkad in practice §2).
    pub const MAX_PART: usize = 63;

    /// Somebody of these parts.
    ///
    /// # Errors
    ///
    /// [`NameError`] if a part is longer than 63 bytes or has control characters, or the name is empty.
    pub fn new(name: &str, instance: &str, realm: &str) -> Result<Self, NameError> {
        Self::from_bytes(name.as_bytes(), instance.as_bytes(), realm.as_bytes())
    }

    /// Whoever has the key of the servers: the name "afs", with neither instance nor realm.
    #[must_use]
    pub fn local_servers() -> Self {
        Self { name: "afs".into(), instance: "".into(), realm: "".into() }
    }

    pub(crate) fn from_bytes(
        name: &[u8],
        instance: &[u8],
        realm: &[u8],
    ) -> Result<Self, NameError> {
        if name.is_empty() {
            return Err(NameError("name"));
        }
        Ok(Self {
            name: part(name, "name")?,
            instance: part(instance, "instance")?,
            realm: part(realm, "realm")?,
        })
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The instance; mostly empty.
    #[must_use]
    pub fn instance(&self) -> &str {
        &self.instance
    }

    /// The realm, as the ticket has it; empty of who has the key of the servers.
    #[must_use]
    pub fn realm(&self) -> &str {
        &self.realm
    }
}

fn part(bytes: &[u8], what: &'static str) -> Result<Box<str>, NameError> {
    let text = std::str::from_utf8(bytes).map_err(|_| NameError(what))?;
    if text.len() > Principal::MAX_PART || text.chars().any(char::is_control) {
        return Err(NameError(what));
    }
    Ok(text.into())
}

impl fmt::Display for Principal {
    /// `name.instance@realm`; parts that are empty are left out with what stands before them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if !self.instance.is_empty() {
            write!(f, ".{}", self.instance)?;
        }
        if !self.realm.is_empty() {
            write!(f, "@{}", self.realm)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_how_they_are_shown() {
        let shown = |name, instance, realm| {
            Principal::new(name, instance, realm).map(|who| who.to_string())
        };
        assert_eq!(shown("alice", "", "rx.test").as_deref(), Ok("alice@rx.test"));
        assert_eq!(shown("alice", "admin", "").as_deref(), Ok("alice.admin"));
        assert_eq!(Principal::local_servers().to_string(), "afs");
        assert_eq!(shown("", "", "rx.test"), Err(NameError("name")));
        assert_eq!(shown("a", "b\0", ""), Err(NameError("instance")));
        assert_eq!(shown("a", "", &"r".repeat(64)), Err(NameError("realm")));
        assert!(Principal::from_bytes(&[0xff], b"", b"").is_err());
    }
}
