//! What the network says about a peer: ICMP errors, and failures to send.
//!
//! Holds: [`Endpoint::handle_network_error`] and [`Endpoint::handle_mtu_report`] for what this host itself
//! says, [`Endpoint::handle_icmp_error`] and [`Endpoint::handle_icmp_mtu`] for what anybody may have said, and
//! [`QuotedPacket`], by which those are judged. Must not know: how the error was learnt.

use crate::connection::Connection;
use crate::endpoint::Endpoint;
use crate::errno::Errno;
use crate::proto::{Completion, Side};
use rxrpc_wire::{Cid, Epoch};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

/// What a message of ICMP quotes of the packet that it is about: the epoch and the connection ID, which
/// nobody knows who has not seen a packet of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotedPacket {
    epoch: Epoch,
    cid: Cid,
}

impl QuotedPacket {
    /// Reads the UDP payload as far as it is quoted; `None` if that is less than eight bytes. (RFC 792 asks
    /// for the UDP header only. RFC 1812 and RFC 4443 ask for as much as fits, and hosts comply.)
    #[must_use]
    pub fn parse(payload: &[u8]) -> Option<Self> {
        let (epoch, rest) = payload.split_first_chunk()?;
        let (cid, _) = rest.split_first_chunk()?;
        Some(Self { epoch: Epoch(u32::from_be_bytes(*epoch)), cid: Cid(u32::from_be_bytes(*cid)) })
    }
}

impl Endpoint {
    /// A message of ICMP says that `peer` cannot be reached, with this errno, and quotes the packet that it
    /// is about, or not far enough to know whose it is. Anybody can forge such messages, so calls end as in
    /// [`Endpoint::handle_network_error`] only if the packet is one of a connection to the peer, or, without
    /// a quoted packet, if the peer was never heard on a connection that is known: then there is nothing
    /// against it, and no call of a peer that answers can be ended so. Of a client that has not shown that it
    /// receives at its address, only the calls of the quoted connection end: whoever forges its address can make
    /// such a connection, and knows what to quote.
    pub fn handle_icmp_error(
        &self,
        now: Instant,
        peer: SocketAddr,
        quoted: Option<QuotedPacket>,
        errno: Errno,
    ) {
        match quoted.map(|quoted| self.quoted_connection(peer, quoted)) {
            Some(Some(connection)) if connection.is_reach_proven() => {
                self.handle_network_error(now, connection.peer, errno);
            }
            Some(Some(connection)) => self.fail_calls_of(&connection, errno),
            None if !self.has_heard(peer) => self.handle_network_error(now, peer, errno),
            None | Some(None) => tracing::debug!(%peer, %errno, "rx_icmp_unproven"),
        }
    }

    /// A message of ICMP says that no datagram of more than `largest` bytes of UDP payload gets through to
    /// `peer`. If it quotes a packet that is of no connection to the peer, nothing happens; else as
    /// [`Endpoint::handle_mtu_report`].
    pub fn handle_icmp_mtu(
        &self,
        now: Instant,
        peer: SocketAddr,
        quoted: Option<QuotedPacket>,
        largest: usize,
    ) {
        let about = match quoted {
            Some(quoted) => self.quoted_connection(peer, quoted).map(|connection| connection.peer),
            None => Some(peer),
        };
        if let Some(about) = about {
            self.handle_mtu_report(now, about, largest);
        }
    }

    /// This host says that `peer` cannot be reached, with this errno (EHOSTUNREACH, ENETUNREACH, EACCES,
    /// EINVAL …), or somebody who is to be believed. Every call on a connection to it ends with
    /// [`CallError::Network`](crate::CallError::Network); other peers' calls do not notice.
    pub fn handle_network_error(&self, _now: Instant, peer: SocketAddr, errno: Errno) {
        tracing::debug!(%peer, %errno, "rx_icmp");
        for connection in self.routes.connections_to(peer) {
            self.fail_calls_of(&connection, errno);
        }
    }

    fn fail_calls_of(&self, connection: &Connection, errno: Errno) {
        let calls = connection.channels.lock().calls();
        for call in calls {
            self.fail_call(&call, Completion::NetworkError(errno));
        }
    }

    /// This host says that no datagram of more than `largest` bytes of UDP payload gets through to
    /// `peer`: ICMP "fragmentation needed" or "packet too big", or EMSGSIZE when sending. No call ends;
    /// packets are smaller from now on, and those that are too large already may be fragmented. Such
    /// reports can be forged: they cost packets of a smaller size (548 bytes at least) for a while.
    pub fn handle_mtu_report(&self, now: Instant, peer: SocketAddr, largest: usize) {
        tracing::debug!(%peer, largest, "rx_mtu");
        for connection in self.routes.connections_to(peer) {
            let mut channels = connection.channels.lock();
            channels.limit_path(largest);
            let calls = channels.calls();
            drop(channels);
            for call in calls {
                let ((), effects) = call.touch(|state| {
                    if let Some(machine) = state.machine() {
                        machine.handle_mtu_report(now, largest);
                    }
                });
                self.apply(&call, effects);
            }
        }
    }

    /// The connection that a quoted packet was sent on.
    fn quoted_connection(&self, peer: SocketAddr, quoted: QuotedPacket) -> Option<Arc<Connection>> {
        self.routes.find_sent_to(peer, quoted.epoch, quoted.cid.connection())
    }

    /// Whether anything came from a peer on a connection that is known.
    fn has_heard(&self, peer: SocketAddr) -> bool {
        let known = self.routes.connections_to(peer);
        known.iter().any(|known| known.side == Side::Service || !known.highest_serial().is_none())
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
