//! Which realms are a cell's own.
//!
//! Holds: [`LocalRealms`]. Must not know: what is allowed to whom.

use crate::Principal;
use std::collections::BTreeSet;

/// The realms whose principals are taken for the cell's own users, by their names alone. Realms are compared without
/// regard to case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalRealms {
    realms: BTreeSet<String>,
    /// Full names that are foreign all the same.
    foreign: BTreeSet<String>,
}

impl LocalRealms {
    /// The realm that is named like the cell.
    #[must_use]
    pub fn of_cell(cell: &str) -> Self {
        Self::default().and(cell)
    }

    /// Adds a realm.
    #[must_use]
    pub fn and(mut self, realm: &str) -> Self {
        self.realms.insert(realm.to_ascii_uppercase());
        self
    }

    /// Adds what is in a file `krb.conf`: realms in its first line, with blanks between them.
    #[must_use]
    pub fn and_krb_conf(self, text: &str) -> Self {
        let realms = text.lines().next().unwrap_or_default().split_whitespace();
        realms.fold(self, Self::and)
    }

    /// Excepts what is in a file `krb.excl`: full names, `name@REALM` or `name.instance@REALM`, one a line.
    #[must_use]
    pub fn but_krb_excl(mut self, text: &str) -> Self {
        let names = text.lines().map(str::trim).filter(|name| !name.is_empty());
        self.foreign.extend(names.map(folded));
        self
    }

    /// Whether somebody is of the cell. An empty realm, of tickets that were made with the service's key, always is.
    #[must_use]
    pub fn has(&self, who: &Principal) -> bool {
        who.realm().is_empty()
            || (self.realms.contains(&who.realm().to_ascii_uppercase())
                && !self.foreign.contains(&folded(&who.to_string())))
    }
}

/// A full name as it is compared: its realm without regard to case.
pub(super) fn folded(name: &str) -> String {
    match name.rsplit_once('@') {
        Some((name, realm)) => format!("{name}@{}", realm.to_ascii_uppercase()),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_realm_is_the_cells_by_its_name_or_by_krb_conf() {
        let realms = LocalRealms::of_cell("rx.test")
            .and_krb_conf("OTHER.TEST  third.test\nKDC.TEST host\n")
            .but_krb_excl("admin@OTHER.TEST\n\nbob.daemon@other.test\n");
        let has = |name: &str, instance: &str, realm: &str| {
            realms.has(&Principal::new(name, instance, realm).expect("a name"))
        };
        assert!(has("alice", "", "RX.TEST") && has("alice", "", "rx.test"));
        assert!(has("alice", "", "other.test") && has("alice", "", "THIRD.TEST"));
        assert!(has("afs", "", ""));
        assert!(!has("alice", "", "KDC.TEST"), "the first line counts");
        assert!(!has("admin", "", "OTHER.TEST") && has("admin", "x", "OTHER.TEST"));
        assert!(!has("bob", "daemon", "OTHER.TEST") && has("bob", "daemon", "RX.TEST"));
        assert!(
            !LocalRealms::default().has(&Principal::new("alice", "", "RX.TEST").expect("a name"))
        );
    }
}
