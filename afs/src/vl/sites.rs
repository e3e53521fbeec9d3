//! The sites of a volume, one by one.
//!
//! Holds: [`Site`], and how each kind of entry has them. Must not know: calls.

use super::{Nvldbentry, Uvldbentry, VLSF_UUID, Vldbentry};
use rxrpc_xdr::AfsUuid;
use std::net::Ipv4Addr;

/// A place where a volume is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Site {
    /// The file server.
    pub server: SiteServer,
    /// The partition there; [`partition::name`](crate::partition::name) has its name.
    pub partition: i32,
    /// `VLSF_…`: which of the volume, its copy and its backup are there.
    pub flags: i32,
}

/// How a file server is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SiteServer {
    /// By one of its addresses.
    Address(Ipv4Addr),
    /// By its UUID: `get_addrs_u` with `VL_BY_UUID` has its addresses.
    Uuid(AfsUuid),
}

/// How many sites an entry says that it has; what it can have bounds them anyway.
fn count(said: i32) -> usize {
    usize::try_from(said).unwrap_or(0)
}

fn address(number: &i32) -> SiteServer {
    SiteServer::Address(Ipv4Addr::from(number.cast_unsigned()))
}

macro_rules! by_address {
    ($($entry:ident)+) => {
        $(impl $entry {
            /// The sites of the volume.
            pub fn sites(&self) -> impl Iterator<Item = Site> {
                let places = self.server_partition.iter().zip(&self.server_flags);
                let all = self.server_number.iter().zip(places);
                all.take(count(self.n_servers)).map(|(server, (partition, flags))| Site {
                    server: address(server),
                    partition: *partition,
                    flags: *flags,
                })
            }
        })+
    };
}

by_address!(Vldbentry Nvldbentry);

impl Uvldbentry {
    /// The sites of the volume.
    pub fn sites(&self) -> impl Iterator<Item = Site> {
        let places = self.server_partition.iter().zip(&self.server_flags);
        let all = self.server_number.iter().zip(places);
        all.take(count(self.n_servers)).map(|(server, (partition, flags))| {
            let [a, b, c, d, ..] = server.0;
            let server = match flags & VLSF_UUID {
                0 => SiteServer::Address(Ipv4Addr::new(a, b, c, d)),
                _ => SiteServer::Uuid(*server),
            };
            Site { server, partition: *partition, flags: *flags }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Nvldbentry, SiteServer, Uvldbentry, VLSF_UUID, Vldbentry};
    use crate::vl::{VLSF_ROVOL, VLSF_RWVOL};
    use rxrpc_xdr::AfsUuid;
    use std::net::Ipv4Addr;

    const HOST: SiteServer = SiteServer::Address(Ipv4Addr::new(192, 0, 2, 7));

    #[test]
    fn sites_are_as_many_as_the_entry_says_and_can_have() {
        let mut entry = Nvldbentry { n_servers: 2, ..Default::default() };
        entry.server_number[..3].fill(0xc000_0207_u32.cast_signed());
        entry.server_partition[1] = 26;
        entry.server_flags[..2].copy_from_slice(&[VLSF_RWVOL, VLSF_ROVOL]);
        let sites: Vec<_> =
            entry.sites().map(|site| (site.server, site.partition, site.flags)).collect();
        assert_eq!(sites, [(HOST, 0, VLSF_RWVOL), (HOST, 26, VLSF_ROVOL)]);
        for (said, most) in [(-1, 0), (i32::MIN, 0), (14, 13), (i32::MAX, 13)] {
            entry.n_servers = said;
            assert_eq!(entry.sites().count(), most);
        }
        assert_eq!(Vldbentry { n_servers: 100, ..Default::default() }.sites().count(), 8);
    }

    #[test]
    fn a_server_has_a_uuid_if_the_flags_say_so() {
        let mut entry = Uvldbentry { n_servers: 2, ..Default::default() };
        let uuid = AfsUuid([192, 0, 2, 7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        entry.server_number[..2].fill(uuid);
        entry.server_flags[0] = VLSF_UUID | VLSF_RWVOL;
        let servers: Vec<_> = entry.sites().map(|site| site.server).collect();
        assert_eq!(servers, [SiteServer::Uuid(uuid), HOST]);
    }
}
