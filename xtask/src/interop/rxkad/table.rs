//! The table of rxkad: peer × key × level × front end. A place that nothing has passed is not green.

use std::collections::BTreeSet;
use std::fmt;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use crate::interop::front_ends::FrontEnd;
use crate::interop::lanes::Seen;
use xtask::programs::failure::Failure;

/// Who is at the other end, and in which role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Peer {
    PtServer,
    VlServer,
    CServer,
    Pts,
    Vos,
    CClient,
}

/// Which key a ticket is sealed with, and of which kind it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sealing {
    /// A ticket of Kerberos 4, sealed with a DES key.
    Des,
    /// The sealed part of a ticket of Kerberos 5 (kvno 213), sealed with aes128-cts-hmac-sha1-96.
    Aes128,
    /// The same with aes256-cts-hmac-sha1-96.
    Aes256,
    /// A KDC's whole ticket (kvno 256).
    KdcWhole,
    /// The sealed part of a KDC's ticket (kvno 213).
    KdcPart,
}

/// A place of the table. The level is by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) peer: Peer,
    pub(super) sealing: Sealing,
    pub(super) front_end: FrontEnd,
    pub(super) level: u32,
}

pub(super) const SEALINGS: [Sealing; 5] =
    [Sealing::Des, Sealing::Aes128, Sealing::Aes256, Sealing::KdcWhole, Sealing::KdcPart];
pub(super) const LEVELS: [u32; 3] = [0, 1, 2];
const PEERS: [Peer; 6] =
    [Peer::PtServer, Peer::VlServer, Peer::CServer, Peer::Pts, Peer::Vos, Peer::CClient];

impl Peer {
    pub(super) fn name(self) -> &'static str {
        match self {
            Peer::PtServer => "ptserver",
            Peer::VlServer => "vlserver",
            Peer::CServer => "C server",
            Peer::Pts => "pts -localauth",
            Peer::Vos => "vos -localauth",
            Peer::CClient => "C client",
        }
    }

    /// What tools do not offer is no place: with `-localauth` they make their tickets themselves; `pts` always encrypts
    /// then, and `vos` protects all or nothing.
    pub(super) fn takes(self, sealing: Sealing, level: u32) -> bool {
        let local = !matches!(sealing, Sealing::KdcWhole | Sealing::KdcPart);
        match self {
            Peer::PtServer | Peer::VlServer | Peer::CServer | Peer::CClient => true,
            Peer::Pts => local && level == 2,
            Peer::Vos => local && level != 1,
        }
    }
}

impl Sealing {
    pub(super) fn name(self) -> &'static str {
        match self {
            Sealing::Des => "DES",
            Sealing::Aes128 => "AES-128 as 213",
            Sealing::Aes256 => "AES-256 as 213",
            Sealing::KdcWhole => "KDC's as 256",
            Sealing::KdcPart => "KDC's as 213",
        }
    }
}

impl fmt::Display for Place {
    /// What a row of the run is called.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}, level {}, {}", self.sealing.name(), self.level, self.front_end.name())
    }
}

/// Every place that there has to be.
pub(super) fn all_places() -> impl Iterator<Item = Place> {
    let places = PEERS.into_iter().flat_map(|peer| {
        FrontEnd::BOTH.into_iter().flat_map(move |front_end| {
            SEALINGS.into_iter().flat_map(move |sealing| {
                LEVELS.map(|level| Place { peer, sealing, front_end, level })
            })
        })
    });
    places.filter(|place| place.peer.takes(place.sealing, place.level))
}

/// Which places have passed.
#[derive(Clone, Default)]
pub(super) struct Table(Arc<Mutex<BTreeSet<Place>>>);

impl Table {
    /// Puts down what came of a place.
    pub(super) fn record(&self, place: Place, seen: Seen) -> Seen {
        if seen.is_ok() {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(place);
        }
        seen
    }

    fn passed(&self) -> BTreeSet<Place> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Passes when every place has.
    pub(super) fn is_whole(&self) -> Seen {
        let passed = self.passed();
        let missing: Vec<_> = all_places().filter(|place| !passed.contains(place)).collect();
        match missing.first() {
            None => Ok(format!("all {} places", passed.len())),
            Some(first) => Err(Failure::new(format!(
                "{} of {} places missing, first: {}, {first}",
                missing.len(),
                all_places().count(),
                first.peer.name()
            ))),
        }
    }

    /// A line for each peer and key, a column for each front end and level; a dash where there is no place.
    pub(super) fn to_text(&self) -> String {
        let passed = self.passed();
        let mut text = format!("{:14}  {:14}", "peer", "key");
        for front_end in FrontEnd::BOTH {
            for level in LEVELS {
                // Writing to a string cannot fail.
                let _ = write!(text, "  {:>7}", format!("{} {level}", front_end.name()));
            }
        }
        text.push('\n');
        for (peer, sealing) in PEERS.into_iter().flat_map(|peer| SEALINGS.map(|key| (peer, key))) {
            if !LEVELS.into_iter().any(|level| peer.takes(sealing, level)) {
                continue;
            }
            let _ = write!(text, "{:14}  {:14}", peer.name(), sealing.name());
            for front_end in FrontEnd::BOTH {
                for level in LEVELS {
                    let place = Place { peer, sealing, front_end, level };
                    let mark = match (peer.takes(sealing, level), passed.contains(&place)) {
                        (false, _) => "-",
                        (true, true) => "yes",
                        (true, false) => "MISSING",
                    };
                    let _ = write!(text, "  {mark:>7}");
                }
            }
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_that_is_missing_or_failed_is_not_green() {
        let table = Table::default();
        assert!(table.is_whole().is_err());
        let all: Vec<_> = all_places().collect();
        for place in &all[1..] {
            table.record(*place, Ok(String::new())).unwrap();
        }
        assert!(table.record(all[0], Err(Failure::new("no"))).is_err());
        let reason = format!("{:?}", table.is_whole().unwrap_err());
        assert!(reason.starts_with("1 of 138 places missing"), "{reason}");
        assert_eq!(table.to_text().matches("MISSING").count(), 1);
        table.record(all[0], Ok(String::new())).unwrap();
        assert!(table.is_whole().is_ok());
    }
}
