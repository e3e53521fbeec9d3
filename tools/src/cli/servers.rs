//! Questions to the servers of one machine.
//!
//! Holds: what can be asked of its overseer and of its volume server. Must not know: how.

use super::databases::Servers;
use super::{Rx, WITHIN};
use crate::access::{Access, Which};
use crate::bos;
use crate::calling::Calling;
use crate::examine::Examined;
use crate::failure::Failure;
use crate::place::Place;
use crate::shown::tell;
use crate::vl;
use crate::vol::{self, Bounds};
use clap::{Args, Subcommand};
use rxrpc_afs::rxrpc_xdr::sync::Remote;
use rxrpc_afs::{bos::sync::BozoClient, partition, volser, volser::sync::AfsVolClient};
use std::cell::Cell;
use std::io::Write;
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::time::Duration;

/// What calls a server, and who that is.
fn calling(
    rx: &Rx,
    server: &str,
    port: u16,
    access: &Access,
) -> Result<(Calling, String), Failure> {
    let timeout = Duration::from_secs(rx.timeout);
    let place = Place::find_at(server, port)?;
    let identity = access.identity(timeout)?;
    let calling = Calling::new(&place, timeout)?.identity(&identity);
    tell(format_args!("asking {place} {identity}"));
    Ok((calling, place.to_string()))
}

/// What is cut off is a failure.
fn code(cut_off: Option<&String>) -> ExitCode {
    if cut_off.is_none() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Which instances of an overseer.
#[derive(Debug, Args)]
pub(super) struct Bos {
    /// HOST, HOST:PORT or [IPV6]:PORT; the port 7007 without one
    #[arg(value_name = "HOST[:PORT]")]
    server: String,

    /// Only these of its instances
    #[arg(value_name = "INSTANCE")]
    instances: Vec<String>,

    #[command(flatten)]
    access: Access,
}

impl Bos {
    /// A report that was cut off is a failure, and shown all the same.
    pub(super) fn run(&self, rx: &Rx, out: &mut impl Write) -> Result<ExitCode, Failure> {
        let (calling, name) = calling(rx, &self.server, rxrpc_afs::bos::PORT, &self.access)?;
        let client = BozoClient::new(calling.remote(rxrpc_afs::bos::SERVICE));
        let report = bos::ask(&client.options(calling.options()), &name, &self.instances, WITHIN)?;
        rx.print(out, &report)?;
        Ok(code(report.cut_off.as_ref()))
    }
}

/// What a volume server is asked.
#[derive(Debug, Subcommand)]
pub(super) enum Vol {
    /// Volumes of a file server
    List {
        #[command(flatten)]
        of: Of,

        /// At most so many
        #[arg(long, value_name = "VOLUMES", default_value_t = 100_000)]
        most: usize,
    },
    /// Where volumes are, and what the volume servers there say of them, as `vos examine`
    Examine {
        /// Names, or numbers in decimal
        #[arg(required = true, value_name = "VOLUME")]
        volumes: Vec<String>,

        #[command(flatten)]
        servers: Servers,
    },
    /// Partitions of a file server, and how full they are
    Partitions {
        #[command(flatten)]
        of: Of,
    },
}

/// Which server and partition.
#[derive(Debug, Args)]
pub(super) struct Of {
    /// HOST, HOST:PORT or [IPV6]:PORT of the volume server; the port 7005 without one
    #[arg(value_name = "HOST[:PORT]")]
    server: String,

    /// Only this partition, as /vicepa or a
    #[arg(long, value_name = "PARTITION", value_parser = partition_number)]
    partition: Option<i32>,

    #[command(flatten)]
    access: Access,
}

/// The number of a partition that somebody has named.
pub(super) fn partition_number(name: &str) -> Result<i32, String> {
    partition::number(name).ok_or_else(|| "there is no such partition".to_owned())
}

impl Vol {
    /// A list that was cut off is a failure, and shown all the same.
    pub(super) fn run(&self, rx: &Rx, out: &mut impl Write) -> Result<ExitCode, Failure> {
        match self {
            Self::Examine { volumes, servers } => examine(rx, out, volumes, servers),
            Self::List { of, most } => {
                let (client, name) = of.client(rx)?;
                let bounds = Bounds::new(*most, WITHIN);
                let volumes = vol::volumes(&client, &name, of.partition, &bounds)?;
                rx.print(out, &volumes)?;
                Ok(code(volumes.cut_off.as_ref()))
            }
            Self::Partitions { of } => {
                let (client, name) = of.client(rx)?;
                let partitions = vol::partitions(&client, &name, of.partition, WITHIN)?;
                rx.print(out, &partitions)?;
                Ok(code(partitions.cut_off.as_ref()))
            }
        }
    }
}

impl Of {
    /// What asks the volume server, and who that is.
    fn client(&self, rx: &Rx) -> Result<(AfsVolClient<Remote>, String), Failure> {
        let (calling, name) = calling(rx, &self.server, volser::PORT, &self.access)?;
        Ok((volume_server(&calling), name))
    }
}

fn volume_server(calling: &Calling) -> AfsVolClient<Remote> {
    AfsVolClient::new(calling.remote(volser::SERVICE)).options(calling.options())
}

/// A volume of which some server does not tell is shown, and a failure.
fn examine(
    rx: &Rx,
    out: &mut impl Write,
    volumes: &[String],
    servers: &Servers,
) -> Result<ExitCode, Failure> {
    let (asked, identity) = servers.asked_as(rx, Which::Volumes)?;
    let header = |server: Ipv4Addr, partition: i32, id: u32| {
        let place = Place::find_at(&server.to_string(), volser::PORT)?;
        let calling = Calling::new(&place, Duration::from_secs(rx.timeout))?.identity(&identity);
        vol::volume(&volume_server(&calling), &place.to_string(), partition, id)
    };
    let whole = Cell::new(true);
    let code = rx.each(out, volumes, |volume| {
        let examined = Examined::of(volume, &vl::entry(&asked, volume)?, header);
        whole.set(whole.get() && examined.is_whole());
        Ok(examined)
    })?;
    Ok(if whole.get() { code } else { ExitCode::FAILURE })
}
