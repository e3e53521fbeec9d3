//! What the cases of one kernel have in common: the guest with its services, ours, keys, and a count of what was tried again.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use rxrpc_sync::{Config, Credentials};
use tokio::runtime::Runtime;

use super::guest::Guest;
use super::keys::Keys;
use super::repeated::Attempts;
use super::services::Services;
use super::tap::{GUEST, HOST, HOST_V6};
use super::to_kernel::Target;
use crate::interop::front_ends::{FrontEnd, runtime};
use xtask::programs::failure::Failure;

/// Ports of the kernel's services.
pub(super) const SERVER: u16 = 17_147;
pub(super) const SERVER_V6: u16 = 17_148;
pub(super) const SERVER_RXKAD: u16 = 17_149;
pub(super) const SERVER_RXPERF: u16 = 17_157;
/// A port of the guest's that nobody has.
pub(super) const CLOSED_PORT: u16 = 17_150;
/// First of the ports of services that have no place at first, one for each attempt.
const FULL: u16 = 17_400;
/// First of the ports of our services.
const OURS_SYNC: u16 = 17_247;
const OURS_ASYNC: u16 = 17_257;

pub(super) struct Scene {
    /// For tables: `Linux 7.3.4`.
    pub(super) kernel: String,
    pub(super) release: String,
    pub(super) guest: Guest,
    pub(super) keys: Keys,
    pub(super) attempts: Attempts,
    next_full: AtomicU16,
    runtime: Arc<Runtime>,
    sync: Services,
    tasks: Services,
}

impl Scene {
    /// Starts the services of both sides; the guest is up.
    pub(super) fn new(guest: Guest) -> Result<Scene, Failure> {
        let keys = Keys;
        guest.start_server("plain", &format!("rxguest server -p {SERVER}"))?;
        guest.start_server("v6", &format!("rxguest server -p {SERVER_V6} -6"))?;
        let key = keys.in_hexadecimal();
        guest.start_server("rxkad", &format!("rxguest server -p {SERVER_RXKAD} -k {key}"))?;
        guest.start_server("rxperf", &format!("rxguest server -p {SERVER_RXPERF} -R"))?;
        let runtime = runtime()?;
        let release = guest.release.clone();
        let version = release.split(['-', '+']).next().unwrap_or(&release);
        Ok(Scene {
            kernel: format!("Linux {version}"),
            sync: Services::start(FrontEnd::Sync, OURS_SYNC, &keys, &runtime)?,
            tasks: Services::start(FrontEnd::Async, OURS_ASYNC, &keys, &runtime)?,
            release,
            guest,
            keys,
            attempts: Attempts::default(),
            next_full: AtomicU16::new(FULL),
            runtime,
        })
    }

    /// Starts a service of the kernel's that has no place for any call at first; it ends by itself.
    pub(super) fn full_server(&self, milliseconds: u32) -> Result<SocketAddr, Failure> {
        let port = self.next_full.fetch_add(1, Ordering::Relaxed);
        let command = format!("timeout -s KILL 60 rxguest server -p {port} -w {milliseconds}");
        self.guest.start_server(&format!("full{port}"), &command)?;
        Ok((GUEST, port).into())
    }

    /// Our services of a front end.
    pub(super) fn services(&self, front_end: FrontEnd) -> &Services {
        match front_end {
            FrontEnd::Sync => &self.sync,
            FrontEnd::Async => &self.tasks,
        }
    }

    /// A client of a front end with a socket of its own, and whom it calls.
    pub(super) fn target(
        &self,
        front_end: FrontEnd,
        address: SocketAddr,
        credentials: Credentials,
    ) -> Result<Target, Failure> {
        let own = if address.is_ipv6() { HOST_V6.into() } else { HOST.into() };
        let own = SocketAddr::new(own, 0);
        let client = front_end.bind_at(own, Config::default(), &self.runtime)?;
        Ok(Target { client, address, credentials })
    }
}
