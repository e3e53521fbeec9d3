//! What the network says about a peer: ICMP errors, and failures to send.
//!
//! Holds: [`Endpoint::handle_network_error`]. Must not know: how the error was learnt.

use super::Endpoint;
use crate::proto::Completion;
use std::net::SocketAddr;
use std::time::Instant;

impl Endpoint {
    /// The network reported that `peer` cannot be reached, with this errno (ECONNREFUSED,
    /// EHOSTUNREACH, ENETUNREACH …). Every call on a connection to it ends; other peers' calls do not
    /// notice.
    pub fn handle_network_error(&self, _now: Instant, peer: SocketAddr, errno: i32) {
        tracing::debug!(%peer, errno, "rx_icmp");
        let connections: Vec<_> = {
            let tables = self.tables.lock();
            // Connections are as many as clients like, so only this peer's are walked over.
            let service = tables.service.range((peer, 0, 0)..=(peer, u32::MAX, u32::MAX));
            let client = tables.client_connections_to(peer);
            client.chain(service.map(|(_, connection)| connection)).cloned().collect()
        };
        for connection in connections {
            let calls = connection.channels.lock().calls();
            for call in calls {
                self.fail_call(&call, Completion::NetworkError(errno));
            }
        }
    }
}
