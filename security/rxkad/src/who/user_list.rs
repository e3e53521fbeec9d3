//! Who may administer the servers of a cell.
//!
//! Holds: [`UserList`]. Must not know: what administering is.

use super::realms::folded;
use crate::Principal;
use crate::service::RxkadPeer;
use std::collections::BTreeSet;

/// What is in a file `UserList`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserList(BTreeSet<String>);

impl UserList {
    /// Reads the text of one: a line for each, `name`, `name.instance`, or with `@REALM`. Lines that begin with a blank,
    /// for identities of other kinds, are passed over.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let names = text.lines().filter(|line| !line.starts_with([' ', '\t']));
        Self(names.map(|name| folded(name.trim())).filter(|name| !name.is_empty()).collect())
    }

    /// Whether somebody is listed. The cell's own may be so without their realm. Nobody is who has an `@` in his name or
    /// instance: a line cannot tell it from the one before a realm.
    #[must_use]
    pub fn lists(&self, peer: &RxkadPeer) -> bool {
        if [peer.principal.name(), peer.principal.instance()].concat().contains('@') {
            return false;
        }
        let full = folded(&peer.principal.to_string());
        let short = full.rsplit_once('@').map_or(&*full, |(name, _)| name);
        self.0.contains(&full) || (peer.is_local && self.0.contains(short))
    }

    /// Whether somebody may administer: who has the service's key itself, as `afs` without instance and realm, or
    /// is listed.
    #[must_use]
    pub fn has(&self, peer: &RxkadPeer) -> bool {
        peer.principal == Principal::local_servers() || self.lists(peer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(name: &str, instance: &str, realm: &str, is_local: bool) -> RxkadPeer {
        let principal = Principal::new(name, instance, realm).expect("a name");
        RxkadPeer { is_local, ..RxkadPeer::new(principal) }
    }

    #[test]
    fn who_is_listed_is_found_by_name_instance_and_realm() {
        let list = UserList::parse("admin\nalice.admin\ncarol@OTHER.TEST\n 1 YWxpY2U= mallory\n\n");
        assert!(list.lists(&peer("admin", "", "RX.TEST", true)));
        assert!(!list.lists(&peer("admin", "", "OTHER.TEST", false)));
        assert!(list.lists(&peer("alice", "admin", "RX.TEST", true)));
        assert!(!list.lists(&peer("alice", "", "RX.TEST", true)));
        assert!(list.lists(&peer("carol", "", "other.test", false)));
        assert!(!list.lists(&peer("carol", "", "RX.TEST", true)));
        assert!(!list.lists(&peer("mallory", "", "", true)));
    }

    /// A Kerberos name may have an `@` of its own: written out, it must not be taken for somebody else's realm.
    #[test]
    fn nobody_is_listed_by_an_at_sign_in_his_name() {
        let list = UserList::parse("carol@OTHER.TEST\nalice.admin@OTHER.TEST\n");
        assert!(!list.lists(&peer("carol@OTHER.TEST", "", "RX.TEST", true)));
        assert!(!list.lists(&peer("carol@OTHER.TEST", "", "", true)));
        assert!(!list.lists(&peer("alice", "admin@OTHER.TEST", "RX.TEST", true)));
    }

    #[test]
    fn who_has_the_services_key_administers() {
        let list = UserList::default();
        assert!(list.has(&peer("afs", "", "", true)));
        assert!(!list.has(&peer("afs", "", "RX.TEST", true)));
        assert!(!list.has(&peer("afs", "x", "", true)));
    }
}
