//! What the network says about a peer: ICMP errors, and failures to send.
//!
//! Holds: [`Endpoint::handle_network_error`], [`Endpoint::handle_mtu_report`]. Must not know: how the error
//! was learnt.

use super::Endpoint;
use crate::connection::Connection;
use crate::proto::Completion;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

impl Endpoint {
    /// The network reported that `peer` cannot be reached, with this errno (ECONNREFUSED,
    /// EHOSTUNREACH, ENETUNREACH …). Every call on a connection to it ends; other peers' calls do not
    /// notice.
    pub fn handle_network_error(&self, _now: Instant, peer: SocketAddr, errno: i32) {
        tracing::debug!(%peer, errno, "rx_icmp");
        for connection in self.connections_to(peer) {
            let calls = connection.channels.lock().calls();
            for call in calls {
                self.fail_call(&call, Completion::NetworkError(errno));
            }
        }
    }

    /// The network reported that no datagram of more than `largest` bytes of UDP payload gets through to
    /// `peer`: ICMP "fragmentation needed" or "packet too big", or EMSGSIZE when sending. No call ends;
    /// packets are smaller from now on, and those that are too large already may be fragmented. Such
    /// reports can be forged: they cost packets of a smaller size (548 bytes at least) for a while.
    pub fn handle_mtu_report(&self, now: Instant, peer: SocketAddr, largest: usize) {
        tracing::debug!(%peer, largest, "rx_mtu");
        for connection in self.connections_to(peer) {
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

    fn connections_to(&self, peer: SocketAddr) -> Vec<Arc<Connection>> {
        let tables = self.tables.lock();
        // Connections are as many as clients like, so only this peer's are walked over.
        let service = tables.service.of_peer(peer);
        tables.client_connections_to(peer).chain(service).cloned().collect()
    }
}
