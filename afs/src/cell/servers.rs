//! Which database servers cells have.
//!
//! Holds: the format of CellServDB, and servers in an order in which they are asked. Must not know: where the file is, DNS.

use super::names::is_cell_name;
use crate::random::Random;
use crate::{pr, vl};
use std::net::{Ipv4Addr, SocketAddr};

/// The most servers that OpenAFS takes of a cell.
pub(super) const MAX_SERVERS: usize = 8;

/// What a file CellServDB says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellServDb(Vec<ListedCell>);

/// A cell, as CellServDB has it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListedCell {
    /// The name.
    pub name: String,
    /// Another cell that belongs to it.
    pub linked: Option<String>,
    /// What the comment says. Not fit for a terminal as it is.
    pub comment: String,
    /// Its servers, in the order of the file: one address each, with the name of the host and whether it only has a copy.
    pub servers: Vec<ListedServer>,
}

/// A server, as CellServDB has it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListedServer {
    /// Where it is.
    pub address: Ipv4Addr,
    /// The name of its host, which may be empty. Not fit for a terminal as it is.
    pub host: String,
    /// It has a copy that is only read, and never leads.
    pub clone: bool,
}

/// Why a CellServDB cannot be read. As in OpenAFS, one wrong line makes all of it useless.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CellServDbError {
    /// A line begins with `>`, but no name of a cell follows.
    #[error("line {0}: the name of a cell should follow >")]
    Name(usize),
    /// A line is neither a cell, nor an address with a comment.
    #[error("line {0}: neither a cell nor an IPv4 address")]
    Server(usize),
    /// A server stands before any cell.
    #[error("line {0}: a server of no cell")]
    NoCell(usize),
    /// A cell has more than eight servers.
    #[error("line {0}: more than {MAX_SERVERS} servers")]
    TooManyServers(usize),
}

impl CellServDb {
    /// Reads the text of a CellServDB: `>cell [linked] [#comment]`, and below that `1.2.3.4 #host` or, for a server with a
    /// copy, `[1.2.3.4] #host`. Blanks in front and empty lines do not count; of two entries for one cell the later counts
    /// (OpenAFS). A comment alone is skipped.
    ///
    /// # Errors
    ///
    /// [`CellServDbError`] with the first line that is something else.
    pub fn parse(text: &str) -> Result<Self, CellServDbError> {
        let mut cells: Vec<ListedCell> = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let (said, comment) = line.split_once('#').unwrap_or((line, ""));
            let (said, comment, number) = (said.trim(), comment.trim(), at + 1);
            if let Some(names) = said.strip_prefix('>') {
                cells.push(cell(names, comment).ok_or(CellServDbError::Name(number))?);
            } else if !said.is_empty() {
                let server = server(said, comment).ok_or(CellServDbError::Server(number))?;
                let cell = cells.last_mut().ok_or(CellServDbError::NoCell(number))?;
                if cell.servers.len() == MAX_SERVERS {
                    return Err(CellServDbError::TooManyServers(number));
                }
                cell.servers.push(server);
            }
        }
        Ok(Self(without_earlier_ones(cells)))
    }

    /// All cells, in the order of the file.
    #[must_use]
    pub fn cells(&self) -> &[ListedCell] {
        &self.0
    }

    /// The cell of this name, whatever its case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&ListedCell> {
        self.0.iter().find(|cell| cell.name.eq_ignore_ascii_case(name))
    }

    /// The cell whose name begins so, whatever its case, if there is just one.
    #[must_use]
    pub fn beginning_with(&self, prefix: &str) -> Option<&ListedCell> {
        let begins = |cell: &&ListedCell| {
            let front = cell.name.as_bytes().get(..prefix.len());
            front.is_some_and(|front| front.eq_ignore_ascii_case(prefix.as_bytes()))
        };
        let mut found = self.0.iter().filter(begins);
        found.next().filter(|_| found.next().is_none())
    }
}

fn cell(names: &str, comment: &str) -> Option<ListedCell> {
    let mut words = names.split_whitespace();
    let name = words.next().filter(|name| is_cell_name(name))?.to_owned();
    let linked = words.next().map(ToOwned::to_owned);
    let fits = linked.as_deref().is_none_or(is_cell_name) && words.next().is_none();
    fits.then(|| ListedCell { name, linked, comment: comment.to_owned(), servers: Vec::new() })
}

fn server(said: &str, comment: &str) -> Option<ListedServer> {
    let inside = said.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let address = inside.unwrap_or(said).trim().parse().ok()?;
    Some(ListedServer { address, host: comment.to_owned(), clone: inside.is_some() })
}

fn without_earlier_ones(cells: Vec<ListedCell>) -> Vec<ListedCell> {
    let mut last = std::collections::BTreeMap::new();
    for (at, cell) in cells.iter().enumerate() {
        last.insert(cell.name.to_ascii_lowercase(), at);
    }
    let counts = |at, cell: &ListedCell| last.get(&cell.name.to_ascii_lowercase()) == Some(&at);
    cells
        .into_iter()
        .enumerate()
        .filter(|(at, cell)| counts(*at, cell))
        .map(|(_, cell)| cell)
        .collect()
}

/// One of the servers of a cell's databases.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DatabaseServer {
    /// Where one of the databases is.
    pub address: SocketAddr,
    /// The name of the host, which may be empty. Not fit for a terminal as it is.
    pub host: String,
    /// It has a copy that is only read, and never leads.
    pub clone: bool,
}

impl DatabaseServer {
    /// A server that may lead.
    pub fn new(address: SocketAddr, host: impl Into<String>) -> Self {
        Self { address, host: host.into(), clone: false }
    }
}

/// Who says which servers a cell has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Source {
    /// The program.
    Given,
    /// The file CellServDB.
    CellServDb,
    /// DNS, by records SRV.
    DnsSrv,
    /// DNS, by records AFSDB.
    DnsAfsDb,
}

/// A cell and its servers, in the order in which they are to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CellServers {
    /// The cell's real name.
    pub name: String,
    /// Those of volume location.
    pub volume_location: Vec<DatabaseServer>,
    /// Those of protection.
    pub protection: Vec<DatabaseServer>,
    /// Who says so.
    pub source: Source,
}

impl CellServers {
    /// A cell with these servers, in this order, as the program says.
    pub fn new(
        name: impl Into<String>,
        volume_location: Vec<DatabaseServer>,
        protection: Vec<DatabaseServer>,
    ) -> Self {
        Self { name: name.into(), volume_location, protection, source: Source::Given }
    }

    pub(crate) fn said_by(self, source: Source) -> Self {
        Self { source, ..self }
    }

    /// A cell with all databases at these addresses, at their usual ports.
    pub fn at(name: impl Into<String>, addresses: &[Ipv4Addr]) -> Self {
        let at = |port| {
            let server = |address: &Ipv4Addr| DatabaseServer::new((*address, port).into(), "");
            addresses.iter().map(server).collect()
        };
        Self::new(name, at(vl::PORT), at(pr::PORT))
    }

    /// The servers that CellServDB lists, in an order at random, as it says none.
    pub(crate) fn listed(cell: &ListedCell, random: &mut Random) -> Self {
        let mut listed: Vec<&ListedServer> = cell.servers.iter().collect();
        random.shuffle(&mut listed);
        let at = |port| {
            let server = |server: &&ListedServer| DatabaseServer {
                address: (server.address, port).into(),
                host: server.host.clone(),
                clone: server.clone,
            };
            listed.iter().map(server).collect()
        };
        let listed = Self::new(cell.name.clone(), at(vl::PORT), at(pr::PORT));
        listed.said_by(Source::CellServDb)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = ">Example.org  other.org #The example
192.0.2.1\t\t#db1.example.org
  [192.0.2.2] #db2.example.org

#nothing
>exam.net #
192.0.2.9 #db.exam.net
>example.ORG #again
192.0.2.7 #db7
192.0.2.8
";

    #[test]
    fn the_later_of_two_entries_counts() {
        let cells = CellServDb::parse(TEXT).unwrap();
        assert_eq!(cells.cells().len(), 2);
        let cell = cells.get("EXAMPLE.org").unwrap();
        assert_eq!((cell.comment.as_str(), cell.servers.len()), ("again", 2));
        assert_eq!(cell.servers[1].host, "");
        assert!(cells.get("example").is_none());
    }

    #[test]
    fn clones_and_linked_cells_are_told() {
        let cells = CellServDb::parse(&TEXT[..TEXT.find(">exam").unwrap()]).unwrap();
        let cell = &cells.cells()[0];
        assert_eq!(cell.linked.as_deref(), Some("other.org"));
        let clones: Vec<_> = cell.servers.iter().map(|server| server.clone).collect();
        assert_eq!(clones, [false, true]);
        assert_eq!(cell.servers[1].host, "db2.example.org");
    }

    #[test]
    fn a_prefix_that_two_cells_have_is_none() {
        let cells = CellServDb::parse(TEXT).unwrap();
        assert_eq!(cells.beginning_with("exam"), None);
        assert_eq!(cells.beginning_with("EXAM.").unwrap().name, "exam.net");
        assert_eq!(cells.beginning_with("z"), None);
    }

    #[test]
    fn a_wrong_line_makes_all_of_it_useless() {
        let fails = |text: &str| CellServDb::parse(text).unwrap_err();
        assert_eq!(fails("192.0.2.1 #x\n"), CellServDbError::NoCell(1));
        assert_eq!(fails(">\n"), CellServDbError::Name(1));
        assert_eq!(fails(">a b c\n"), CellServDbError::Name(1));
        assert_eq!(fails(">a\nb #c\n"), CellServDbError::Server(2));
        assert_eq!(fails(">a\n[192.0.2.1 #c\n"), CellServDbError::Server(2));
        assert_eq!(fails(">a\n2001:db8::1 #c\n"), CellServDbError::Server(2));
        let nine = format!(">a\n{}", "192.0.2.1 #x\n".repeat(9));
        assert_eq!(fails(&nine), CellServDbError::TooManyServers(10));
    }

    #[test]
    fn the_order_is_at_random_and_the_same_for_both_databases() {
        let text = format!(">a\n{}", (1..9).map(|n| format!("192.0.2.{n}\n")).collect::<String>());
        let cells = CellServDb::parse(&text).unwrap();
        let orders: std::collections::BTreeSet<Vec<_>> = (0..50)
            .map(|seed| {
                let servers = CellServers::listed(&cells.cells()[0], &mut Random::seeded(seed));
                let hosts = |of: &[DatabaseServer]| -> Vec<_> {
                    of.iter().map(|server| server.address.ip()).collect()
                };
                let order = hosts(&servers.volume_location);
                assert_eq!(order, hosts(&servers.protection));
                order
            })
            .collect();
        assert!(orders.len() > 40, "{} orders of 50", orders.len());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(
            text in "(>[a-c. ]{0,4}(#c)?\n|\\[?192.0.2.[0-9]\\]?( #h)?\n|[ -~]{0,5}\n){0,12}"
        ) {
            if let Ok(cells) = CellServDb::parse(&text) {
                for cell in cells.cells() {
                    prop_assert!(is_cell_name(&cell.name) && cell.servers.len() <= MAX_SERVERS);
                    prop_assert_eq!(cells.get(&cell.name), Some(cell));
                }
            }
        }

        #[test]
        fn any_characters_do_no_harm(text in ".{0,200}") {
            let _ = CellServDb::parse(&text);
        }
    }
}
