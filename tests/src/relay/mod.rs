//! A relay for datagrams on loopback that loses, delays, doubles and reorders them.
//!
//! A client calls the relay's address instead of the server's. For each client the relay has a port of
//! its own towards the server, as a NAT has, and can change it in the middle. It works with real
//! sockets and the system's clock, between any two implementations of Rx, and counts what it sees of
//! each in the same manner. What becomes of a datagram is decided by its number and a seed, so that
//! two runs meet the same path.
//!
//! Holds: [`Relay`], [`Settings`]. Must not know: what the packets are for.
//!
//! ```
//! use rxrpc_tests::relay::{Conditions, Relay, Settings, Share};
//! # let server = std::net::UdpSocket::bind("127.0.0.1:0")?.local_addr()?;
//! let bad = Conditions { loss: Share::per_mille(50), ..Conditions::default() };
//! let relay = Relay::start("127.0.0.1:0".parse()?, server, Settings::both_ways(bad, 1))?;
//! println!("call {} instead of {server}", relay.address());
//! println!("{:?}", relay.counters().to_server);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod clients;
mod conditions;
mod counters;
mod fate;
mod sockets;
mod way;
#[cfg(test)]
mod way_tests;

pub use conditions::{Conditions, RateLimit, Share};
pub use counters::Counters;

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::sync::Arc;
use std::thread::JoinHandle;

use sockets::{Direction, Shared};

/// How a relay treats what passes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The way from the clients to the server.
    pub to_server: Conditions,
    /// The way from the server to the clients.
    pub to_client: Conditions,
    /// Every port towards the server changes each time that so many datagrams came from clients.
    pub rebind_every: Option<u64>,
    /// What all decisions follow from.
    pub seed: u64,
}

impl Settings {
    /// The same conditions both ways. The two ways still lose different datagrams.
    #[must_use]
    pub fn both_ways(conditions: Conditions, seed: u64) -> Self {
        Self { to_server: conditions.clone(), to_client: conditions, rebind_every: None, seed }
    }
}

/// What both ways counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BothCounters {
    /// From the clients to the server.
    pub to_server: Counters,
    /// From the server to the clients.
    pub to_client: Counters,
}

impl BothCounters {
    /// Both together.
    #[must_use]
    pub const fn sum(&self) -> Counters {
        self.to_server.and(&self.to_client)
    }
}

/// A relay at work. Dropping it ends its threads and closes its sockets, within about 50 ms; what is on
/// the way then is lost.
#[derive(Debug)]
pub struct Relay {
    shared: Arc<Shared>,
    address: SocketAddr,
    threads: Vec<JoinHandle<()>>,
}

impl Relay {
    /// Most clients of one relay: a further one takes the place of one that is silent, or its datagrams are
    /// dropped. A client of which nothing was heard for two minutes is forgotten.
    pub const MOST_CLIENTS: usize = 1024;

    /// Starts to relay between `listen` (port 0: any) and the server.
    ///
    /// # Errors
    ///
    /// EINVAL if one of the addresses is not a loopback address, or if they are not of one family;
    /// else what the system says to a new socket.
    pub fn start(listen: SocketAddr, server: SocketAddr, settings: Settings) -> io::Result<Self> {
        let fits = |address: SocketAddr| address.ip().is_loopback();
        if !fits(listen) || !fits(server) || listen.is_ipv4() != server.is_ipv4() {
            let reason = "a relay has loopback addresses of one family on both sides";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, reason));
        }
        Self::start_anywhere(listen, server, settings)
    }

    /// [`Relay::start`] between any two addresses of one family: for a network namespace of the caller's own, in which
    /// nobody else can be reached.
    ///
    /// # Errors
    ///
    /// What the system says to a new socket.
    pub fn start_anywhere(
        listen: SocketAddr,
        server: SocketAddr,
        settings: Settings,
    ) -> io::Result<Self> {
        let inner = UdpSocket::bind(listen)?;
        sockets::prepare(&inner)?;
        let address = inner.local_addr()?;
        let shared = Arc::new(Shared::new(inner, server, settings));
        let mut relay = Self { shared, address, threads: Vec::new() };
        relay.spawn(Shared::read_clients)?;
        relay.spawn(|shared| shared.deliver(Direction::ToServer))?;
        relay.spawn(|shared| shared.deliver(Direction::ToClient))?;
        Ok(relay)
    }

    /// The address that clients call.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What was counted so far.
    #[must_use]
    pub fn counters(&self) -> BothCounters {
        BothCounters {
            to_server: self.shared.counters(Direction::ToServer),
            to_client: self.shared.counters(Direction::ToClient),
        }
    }

    /// Changes every port towards the server, as a NAT that has forgotten its clients does.
    ///
    /// # Errors
    ///
    /// What the system says to a new socket; some ports may have changed then.
    pub fn rebind(&self) -> io::Result<()> {
        self.shared.rebind()
    }

    fn spawn(&mut self, run: fn(&Arc<Shared>)) -> io::Result<()> {
        let shared = Arc::clone(&self.shared);
        let thread = std::thread::Builder::new().name("relay".to_owned());
        self.threads.push(thread.spawn(move || run(&shared))?);
        Ok(())
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.shared.stop();
        for thread in self.threads.drain(..) {
            // One that has panicked has ended as well.
            let _ = thread.join();
        }
    }
}
