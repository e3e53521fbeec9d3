//! What is on an endpoint right now: calls and connections, as rows, with a text form.

use crate::endpoint::Endpoint;
use crate::message::UserCallId;
use crate::proto::Side;
use std::fmt;
use std::net::SocketAddr;

/// One call that the protocol still has something to do for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallRow {
    /// The call's name inside the endpoint.
    pub key: u64,
    /// Client or service.
    pub side: Side,
    /// The other end.
    pub peer: SocketAddr,
    /// The service.
    pub service: u16,
    /// Connection and channel as on the wire; `None` while it waits for a slot.
    pub cid: Option<u32>,
    /// Call number on its channel; `None` while it waits for a slot.
    pub call_number: Option<u32>,
    /// The user's name for it, on the message face.
    pub user_call_id: Option<UserCallId>,
    /// Where it stands.
    pub state: String,
}

/// One connection.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConnectionRow {
    /// Client or service.
    pub side: Side,
    /// The other end.
    pub peer: SocketAddr,
    /// The service.
    pub service: u16,
    /// Epoch.
    pub epoch: u32,
    /// Connection ID as on the wire.
    pub id: u32,
    /// Current or last call number of each channel.
    pub call_numbers: [u32; 4],
    /// Calls on it now.
    pub calls: usize,
}

/// Calls and connections of an endpoint (what Linux shows in `/proc/net/rxrpc`). `Display` gives a
/// table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Snapshot {
    /// Calls, oldest first.
    pub calls: Vec<CallRow>,
    /// Connections, client ones first.
    pub connections: Vec<ConnectionRow>,
    /// Bundles: how many there are.
    pub bundles: usize,
}

impl Endpoint {
    /// Looks at everything, one object after the other; nothing is stopped for it.
    pub fn snapshot(&self) -> Snapshot {
        let live: Vec<_> = self.socket.lock().live.values().cloned().collect();
        let calls = live
            .iter()
            .map(|call| {
                let identity = call.identity();
                CallRow {
                    key: call.key().0,
                    side: call.side(),
                    peer: call.peer(),
                    service: call.service().service.0,
                    cid: identity.map(|identity| identity.cid.0),
                    call_number: identity.map(|identity| identity.call_number.0),
                    user_call_id: call.user_call_id.get().copied(),
                    state: match call.state() {
                        Some(state) => format!("{state:?}"),
                        None => "AwaitSlot".to_owned(),
                    },
                }
            })
            .collect();
        let (connections, bundles) = self.all_connections();
        let connections = connections
            .iter()
            .map(|connection| {
                let channels = connection.channels.lock();
                ConnectionRow {
                    side: connection.side,
                    peer: connection.peer,
                    service: connection.service.0,
                    epoch: connection.epoch.0,
                    id: connection.id.as_u32(),
                    call_numbers: channels.numbers(),
                    calls: channels.calls().count(),
                }
            })
            .collect();
        Snapshot { calls, connections, bundles }
    }
}

fn end(side: Side) -> &'static str {
    match side {
        Side::Client => "Clt",
        Side::Service => "Svc",
    }
}

impl fmt::Display for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Call     End Peer                  SvID  CID      Number   ID       State")?;
        for call in &self.calls {
            let hex = |value: Option<u32>| value.map_or("-".into(), |value| format!("{value:08x}"));
            writeln!(
                f,
                "{:<8} {} {:<21} {:<5} {:<8} {:<8} {:<8} {}",
                call.key,
                end(call.side),
                call.peer,
                call.service,
                hex(call.cid),
                call.call_number.map_or("-".into(), |number| number.to_string()),
                call.user_call_id.map_or("-".into(), |id| id.to_string()),
                call.state
            )?;
        }
        writeln!(f, "Conn     End Peer                  SvID  Epoch    Act CallNumbers")?;
        for connection in &self.connections {
            writeln!(
                f,
                "{:08x} {} {:<21} {:<5} {:08x} {:<3} {:?}",
                connection.id,
                end(connection.side),
                connection.peer,
                connection.service,
                connection.epoch,
                connection.calls,
                connection.call_numbers
            )?;
        }
        writeln!(f, "Bundles  {}", self.bundles)
    }
}
