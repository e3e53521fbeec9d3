//! What the model checks may look at, and nobody else: it exists only under their configuration names.
//!
//! Holds: views of what is private otherwise. Must not know: any property, and it must change nothing.

use crate::call::{Call, CallKey};
use crate::endpoint::Endpoint;
use crate::lock::Permit;
use crate::message::ready::ReadyItem;
use crate::message::tree::Named;
use crate::message::{MessageSocket, UserCallId};
use std::sync::Arc;

/// The call that everybody finds under a user call ID of a socket now.
pub fn find_call(socket: &MessageSocket, id: UserCallId) -> Option<Arc<Call>> {
    match socket.socket().lock().tree.get(&id) {
        Some(Named::Call(call)) => Some(call),
        Some(Named::Charged) | None => None,
    }
}

/// The user mutex of a call, if nobody holds it.
pub fn hold(call: &Arc<Call>) -> Option<Permit<Call>> {
    Permit::try_of(call)
}

/// Whether more data may be given to a call.
pub fn takes_data(call: &Call) -> bool {
    call.with_state(|state| state.machine().is_some_and(|machine| machine.can_send().is_ok()))
}

/// Whether a call still waits for the proof of its peer's address.
pub fn awaits_proof(call: &Call) -> bool {
    call.with_state(|state| state.machine().is_some_and(|machine| !machine.is_reach_proven()))
}

/// How many wait for anything about a call: its user mutex, data, space, its end.
pub fn waiters(call: &Call) -> usize {
    let others = call.with_state(|state| {
        let waiters = &state.waiters;
        waiters.readable.len() + waiters.writable.len() + waiters.ended.len()
    });
    others + call.user.waiting()
}

/// The calls in the queue of a socket's `recvmsg`, in order.
pub fn ready_calls(socket: &MessageSocket) -> Vec<CallKey> {
    socket.socket().ready.inspect(|items| {
        let call = |item: &ReadyItem| match item {
            ReadyItem::Call(call) => Some(call.key),
            ReadyItem::NewCall | ReadyItem::Challenge(..) => None,
        };
        items.iter().filter_map(call).collect()
    })
}

/// How many user call IDs are charged, and how many calls wait to be accepted.
pub fn backlog(endpoint: &Endpoint) -> (usize, usize) {
    endpoint.services.waiting()
}

/// How many service calls have a place.
pub fn places_taken(endpoint: &Endpoint) -> usize {
    endpoint.services.places_taken()
}
