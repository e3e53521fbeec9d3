//! A volume as `vos examine` has it: where it is, as volume location says, and what each server that has it says of it.
//!
//! Holds: which volume is meant, where it is asked about, and how all of that looks. Must not know: how servers are called.

use crate::failure::Failure;
use crate::vl::{Entry, Site};
use crate::vol::Volume;
use crate::when::When;
use rxrpc_afs::vl::{self, Nvldbentry, SiteServer};
use serde::Serialize;
use std::fmt;
use std::net::Ipv4Addr;

/// A volume, and what its servers say of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Examined {
    /// What volume location says.
    #[serde(flatten)]
    pub entry: Entry,
    /// Which of the volumes is looked at: `RW`, `RO` or `BK`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its copies; of `RW` and `BK` one. None if volume location knows no such volume.
    pub copies: Vec<Copied>,
}

/// One copy of a volume.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Copied {
    /// On which file server it is, if that is told by an address.
    pub server: Option<Ipv4Addr>,
    /// On which partition.
    pub partition: String,
    /// What that server says.
    pub header: Option<Volume>,
    /// Why nothing is said.
    pub problem: Option<String>,
}

/// Which of the volumes of an entry: its place among their numbers, its name, and what marks a site that has it.
struct Kind {
    place: usize,
    name: &'static str,
    exists: i32,
    at: i32,
}

/// A backup lies beside what it is a backup of.
const KINDS: [Kind; 3] = [
    Kind { place: 0, name: "RW", exists: vl::VLF_RWEXISTS, at: vl::VLSF_RWVOL },
    Kind { place: 1, name: "RO", exists: vl::VLF_ROEXISTS, at: vl::VLSF_ROVOL },
    Kind {
        place: 2,
        name: "BK",
        exists: vl::VLF_BACKEXISTS,
        at: vl::VLSF_RWVOL | vl::VLSF_BACKVOL,
    },
];

impl Kind {
    /// By its number or the suffix of its name; without one, the first that there is.
    fn meant<'a>(asked: &str, entry: &Nvldbentry) -> &'a Self {
        let number = asked.parse::<u32>().ok();
        let numbered = |kind: &&Self| number == Some(entry.volume_id[kind.place]);
        let there = |kind: &&Self| entry.flags & kind.exists != 0;
        let found = match asked {
            _ if number.is_some() => KINDS.iter().find(numbered),
            name if name.ends_with(".readonly") => Some(&KINDS[1]),
            name if name.ends_with(".backup") => Some(&KINDS[2]),
            _ => KINDS.iter().find(there),
        };
        found.unwrap_or(&KINDS[0])
    }
}

impl Examined {
    /// What volume location has said of what was asked for, and what each server with a copy says: `ask` is given its address,
    /// the partition and the number of the volume.
    pub fn of(
        asked: &str,
        entry: &Nvldbentry,
        ask: impl Fn(Ipv4Addr, i32, u32) -> Result<Volume, Failure>,
    ) -> Self {
        let kind = Kind::meant(asked, entry);
        let exists = entry.flags & kind.exists != 0;
        let copy = |site: vl::Site| {
            let mut copied = Copied::at(&site);
            let told = match site.server {
                SiteServer::Address(server) => {
                    ask(server, site.partition, entry.volume_id[kind.place])
                }
                SiteServer::Uuid(_) => Err(Failure::Place("at an unknown address".into())),
            };
            match told {
                Ok(header) => copied.header = Some(header),
                Err(failure) => copied.problem = Some(failure.to_string()),
            }
            copied
        };
        let sites = entry.sites().filter(|site| exists && site.flags & kind.at != 0);
        let copies = sites.map(copy).collect();
        Self { entry: Entry::of(entry), kind: kind.name, copies }
    }

    /// Whether there is a copy, and all that there are were told of.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.copies.is_empty() && self.copies.iter().all(|copied| copied.header.is_some())
    }
}

impl Copied {
    fn at(site: &vl::Site) -> Self {
        let Site { server, partition, .. } = Site::of(site);
        Self { server, partition, header: None, problem: None }
    }
}

impl fmt::Display for Examined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.entry.fmt(f)?;
        if self.copies.is_empty() {
            writeln!(f, "{} is nowhere", self.kind)?;
        }
        self.copies.iter().try_for_each(|copied| writeln!(f, "{copied}"))
    }
}

impl fmt::Display for Copied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let server = self.server.map_or("unknown".to_owned(), |server| server.to_string());
        match (&self.header, &self.problem) {
            (Some(header), _) => {
                write!(f, "{server} {header}")?;
                if header.usable { self.more(header, f) } else { Ok(()) }
            }
            (None, why) => {
                write!(f, "{server} {}: {}", self.partition, why.as_deref().unwrap_or("unknown"))
            }
        }
    }
}

impl Copied {
    /// What is not in the line of the volume.
    fn more(&self, header: &Volume, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n  used {} times today, last", header.used_today)?;
        write!(f, " {}", When(header.accessed))?;
        write!(f, "\n  made {}, copied {}", When(header.created), When(header.copied))?;
        write!(f, "\n  backed up {}", When(header.backed_up))?;
        let numbers = [("RW", header.read_write), ("RO", header.read_only), ("BK", header.backup)];
        f.write_str("\n  numbers:")?;
        numbers
            .iter()
            .filter(|(_, id)| *id != 0)
            .try_for_each(|(kind, id)| write!(f, " {kind} {id}"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use rxrpc_afs::rxrpc_xdr::Chars;
    use rxrpc_afs::volser::VolintInfo;

    /// `users` with the numbers 10, 11 and 12: the first server has what is written to, its backup and a copy, the second one a copy.
    fn entry(exists: i32) -> Nvldbentry {
        let mut entry = Nvldbentry { n_servers: 2, flags: exists, ..Default::default() };
        (entry.name, entry.volume_id) = (Chars::new("users").unwrap(), [10, 11, 12]);
        entry.server_number[..2].copy_from_slice(&[0x7f00_0001, 0x7f00_0002]);
        entry.server_partition[1] = 2;
        entry.server_flags[..2].copy_from_slice(&[vl::VLSF_RWVOL | vl::VLSF_ROVOL, vl::VLSF_ROVOL]);
        entry
    }

    const ALL: i32 = vl::VLF_RWEXISTS | vl::VLF_ROEXISTS | vl::VLF_BACKEXISTS;

    /// Which volume was asked for where.
    fn examined(asked: &str, exists: i32) -> (&'static str, Vec<(u8, i32, u32)>) {
        let places = std::cell::RefCell::new(Vec::new());
        let examined = Examined::of(asked, &entry(exists), |server, partition, volume| {
            places.borrow_mut().push((server.octets()[3], partition, volume));
            Err(Failure::NoAnswer("it".into()))
        });
        assert!(!examined.is_whole());
        (examined.kind, places.into_inner())
    }

    #[test]
    fn the_volume_that_is_meant_is_asked_about_where_it_is() {
        let copies = vec![(1, 0, 11), (2, 2, 11)];
        for asked in ["users", "10"] {
            assert_eq!(examined(asked, ALL), ("RW", vec![(1, 0, 10)]), "{asked}");
        }
        for asked in ["users.readonly", "11"] {
            assert_eq!(examined(asked, ALL), ("RO", copies.clone()), "{asked}");
        }
        for asked in ["users.backup", "12"] {
            assert_eq!(examined(asked, ALL), ("BK", vec![(1, 0, 12)]), "{asked}");
        }
        assert_eq!(examined("users", vl::VLF_ROEXISTS), ("RO", copies));
        assert_eq!(examined("users", 0), ("RW", vec![]));
        assert_eq!(examined("users.backup", vl::VLF_RWEXISTS), ("BK", vec![]));
        // A server that answers with another volume than was asked for.
        assert_eq!(examined("99", ALL), ("RW", vec![(1, 0, 10)]));
    }

    #[test]
    fn what_is_told_and_what_is_not_stands_below_the_entry() {
        let told =
            VolintInfo { volid: 11, parent_id: 10, r#type: 1, status: 2, ..Default::default() };
        let examined = Examined::of("11", &entry(ALL), |server, _, _| match server.octets()[3] {
            1 => Ok(Volume::of("/vicepa", &told)),
            _ => Err(Failure::NoAnswer("127.0.0.2:7005".into())),
        });
        assert!(!examined.is_whole());
        let text = examined.to_string();
        let wanted = "users: RW 10 RO 11 BK 12
  127.0.0.1       /vicepa   RW RO
  127.0.0.2       /vicepc   RO
127.0.0.1 /vicepa           11 RO : off-line, 0 KiB, 0 files, changed never
  used 0 times today, last never
  made never, copied never
  backed up never
  numbers: RW 10
127.0.0.2 /vicepc: 127.0.0.2:7005: no answer
";
        assert_eq!(text, wanted);
        let nowhere = Examined::of("users.backup", &entry(0), |_, _, _| unreachable!());
        assert!(nowhere.to_string().ends_with("\nBK is nowhere\n"));
    }
}
