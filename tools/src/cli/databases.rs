//! Questions to the databases of a cell.
//!
//! Holds: what can be asked of volume location and of protection. Must not know: how.

use super::servers::partition_number;
use super::{Rx, WITHIN};
use crate::access::{Access, Asked, Identity, Which};
use crate::failure::Failure;
use crate::place::Place;
use crate::pt::Protection;
use crate::shown::tell;
use crate::vl::{self, Wanted};
use clap::{Args, Subcommand};
use std::cell::Cell;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr};
use std::process::ExitCode;
use std::time::Duration;

/// Which servers of a database are asked, and as whom.
#[derive(Debug, Args)]
pub(super) struct Servers {
    /// Ask only this server, HOST, HOST:PORT or [IPV6]:PORT, in place of those of the cell
    #[arg(long, value_name = "HOST[:PORT]")]
    server: Option<String>,

    #[command(flatten)]
    access: Access,
}

impl Servers {
    /// Says as whom it is asked, where answers do not go.
    fn asked(&self, rx: &Rx, which: Which) -> Result<Asked, Failure> {
        self.asked_as(rx, which).map(|(asked, _)| asked)
    }

    /// Also for who is asked besides.
    pub(super) fn asked_as(&self, rx: &Rx, which: Which) -> Result<(Asked, Identity), Failure> {
        let timeout = Duration::from_secs(rx.timeout);
        let identity = self.access.identity(timeout)?;
        let asked = Asked::new(&self.access, &identity, which, self.server.as_deref(), timeout)?;
        tell(format_args!("asking {} {identity}", asked.name()));
        Ok((asked, identity))
    }
}

/// Where volumes are.
#[derive(Debug, Subcommand)]
pub(super) enum Vl {
    /// Where volumes are, by their names or numbers
    Volume {
        /// Names, or numbers in decimal
        #[arg(required = true, value_name = "VOLUME")]
        volumes: Vec<String>,

        #[command(flatten)]
        servers: Servers,
    },
    /// All volumes, or those of a file server or partition
    List {
        /// Only those on this file server
        #[arg(long, value_name = "HOST")]
        on: Option<String>,

        /// Only those on this partition, as /vicepa or a
        #[arg(long, value_name = "PARTITION", value_parser = partition_number)]
        partition: Option<i32>,

        /// At most so many
        #[arg(long, value_name = "VOLUMES", default_value_t = 100_000)]
        most: usize,

        #[command(flatten)]
        servers: Servers,
    },
}

/// Users and groups. Their names are in lower case, and found in any.
#[derive(Debug, Subcommand)]
pub(super) enum Pt {
    /// Who they are: numbers, owners, rights
    Examine {
        #[command(flatten)]
        of: Of,
    },
    /// Which members groups have, or in which groups users are
    Membership {
        #[command(flatten)]
        of: Of,
    },
}

/// Which users and groups.
#[derive(Debug, Args)]
pub(super) struct Of {
    /// Names or numbers of users or groups; numbers of groups are negative
    #[arg(required = true, value_name = "WHO", allow_negative_numbers = true)]
    who: Vec<String>,

    #[command(flatten)]
    servers: Servers,
}

impl Pt {
    /// A list that was cut off is a failure, and shown all the same.
    pub(super) fn run(&self, rx: &Rx, out: &mut impl Write) -> Result<ExitCode, Failure> {
        let (Self::Examine { of } | Self::Membership { of }) = self;
        let asked = of.servers.asked(rx, Which::Users)?;
        let protection = Protection(&asked);
        if let Self::Examine { .. } = self {
            return rx.each(out, &of.who, |who| protection.entry(who));
        }
        let cut_off = Cell::new(false);
        let code = rx.each(out, &of.who, |who| {
            let membership = protection.membership(who)?;
            cut_off.set(cut_off.get() || membership.cut_off.is_some());
            Ok(membership)
        })?;
        Ok(if cut_off.get() { ExitCode::FAILURE } else { code })
    }
}

/// The address that volume location knows a file server by.
fn address(host: &str) -> Result<Ipv4Addr, Failure> {
    match Place::find(host)?.address.ip() {
        IpAddr::V4(address) => Ok(address),
        IpAddr::V6(_) => Err(Failure::Place(format!("{host}: volume location knows IPv4 only"))),
    }
}

impl Vl {
    /// A list that was cut off is a failure, and shown all the same.
    pub(super) fn run(&self, rx: &Rx, out: &mut impl Write) -> Result<ExitCode, Failure> {
        match self {
            Self::Volume { volumes, servers } => {
                let asked = servers.asked(rx, Which::Volumes)?;
                rx.each(out, volumes, |volume| vl::find(&asked, volume))
            }
            Self::List { on, partition, most, servers } => {
                let mut wanted = Wanted::new(*most, WITHIN);
                wanted.server = on.as_deref().map(address).transpose()?;
                wanted.partition = *partition;
                let list = vl::list(&servers.asked(rx, Which::Volumes)?, &wanted)?;
                rx.print(out, &list)?;
                Ok(if list.cut_off.is_none() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
            }
        }
    }
}
