//! Which principal is a cell's.
//!
//! Holds: [`Search`] and [`ServiceName`]. Must not know: who asks a KDC.
//!
//! The order is aklog's (rxkad in practice §4).

use std::fmt;

/// The principal of a cell's servers: `afs/CELL@REALM`, or `afs@REALM` where realm and cell have one name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ServiceName {
    /// The cell, if it is part of the name.
    pub cell: Option<String>,
    /// The realm.
    pub realm: String,
}

impl fmt::Display for ServiceName {
    /// As Kerberos writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cell {
            Some(cell) => write!(f, "afs/{cell}@{}", self.realm),
            None => write!(f, "afs@{}", self.realm),
        }
    }
}

/// What is known of a cell and its user, from which the principals of its servers are guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Search {
    /// The cell's name.
    pub cell: String,
    /// The realm, if somebody said it: then no other is tried.
    pub realm: Option<String>,
    /// The realm of the user.
    pub user_realm: Option<String>,
    /// A host of one of the cell's database servers.
    pub database_server: Option<String>,
    /// The realm of that host, as Kerberos is set up to tell it.
    pub server_realm: Option<String>,
}

impl Search {
    /// Nothing known but a cell's name.
    #[must_use]
    pub fn new(cell: impl Into<String>) -> Self {
        Self { cell: cell.into(), ..Self::default() }
    }

    /// The names to be tried, best first, each once.
    #[must_use]
    pub fn names(&self) -> Vec<ServiceName> {
        let mut names = Vec::new();
        let mut add = |cell: Option<&str>, realm: &str| {
            let name = ServiceName { cell: cell.map(Into::into), realm: realm.into() };
            if !realm.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        };
        let cell = Some(self.cell.as_str());
        if let Some(realm) = &self.realm {
            add(cell, realm);
            add(None, realm);
            return names;
        }
        if let Some(realm) = &self.user_realm {
            add(cell, realm);
        }
        if let Some(realm) = &self.server_realm {
            add(cell, realm);
            if realm.eq_ignore_ascii_case(&self.cell) {
                add(None, realm);
            }
        }
        let domain = self.database_server.as_deref().and_then(|host| host.split_once('.'));
        if let Some((_, domain)) = domain {
            add(cell, &domain.to_ascii_uppercase());
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(search: &Search) -> Vec<String> {
        search.names().iter().map(ServiceName::to_string).collect()
    }

    #[test]
    fn names_are_tried_in_the_order_of_aklog() {
        let mut search = Search::new("rx.test");
        assert!(names(&search).is_empty());
        search.user_realm = Some("USERS.TEST".into());
        search.database_server = Some("db1.servers.test".into());
        search.server_realm = Some("RX.TEST".into());
        assert_eq!(
            names(&search),
            [
                "afs/rx.test@USERS.TEST",
                "afs/rx.test@RX.TEST",
                "afs@RX.TEST",
                "afs/rx.test@SERVERS.TEST"
            ]
        );
        search.server_realm = Some("USERS.TEST".into());
        assert_eq!(names(&search), ["afs/rx.test@USERS.TEST", "afs/rx.test@SERVERS.TEST"]);
        search.realm = Some("R".into());
        assert_eq!(names(&search), ["afs/rx.test@R", "afs@R"]);
    }
}
