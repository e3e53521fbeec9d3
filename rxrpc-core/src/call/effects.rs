//! What has to be done after a call's state lock is free again.
//!
//! Holds: [`Effects`]. Must not know: how any of it is done; that is the endpoint's.

use super::ended::End;
use super::{Call, CallState, Face, Life, Progress};
use crate::lock::{Permit, WakeList};
use crate::proto::Events;
use std::time::Instant;

/// Collected under the state lock, applied after it. Dropping it unapplied would lose wake-ups. Every touch
/// of a call hands one around, so it is small: what can be asked of the call later is not in it.
#[derive(Default)]
#[must_use = "effects are to be applied by the endpoint, with no lock held"]
pub(crate) struct Effects {
    pub(crate) wake: WakeList,
    /// `recvmsg` has news of this call.
    pub(crate) notify: bool,
    /// The call has packets to send.
    pub(crate) transmit: bool,
    /// The deadline to stand in the timers with, replacing the old one: (old, new).
    pub(crate) rearm: Option<(Option<Instant>, Option<Instant>)>,
    /// The channel is to be told that the call ended, or that it is done with its final ACK.
    pub(crate) ended: Option<End>,
    /// Nothing of the call is left to do for the protocol.
    pub(crate) over: bool,
    /// The slot of an ended call: goes to the next in the queue.
    pub(crate) slot: Option<Permit>,
    /// The client's address was proven, or the call may be handed out.
    pub(crate) place: bool,
}

impl Effects {
    /// These effects and `later` ones of the same call.
    pub(crate) fn then(mut self, later: Self) -> Self {
        self.wake.append(later.wake);
        self.notify |= later.notify;
        self.transmit |= later.transmit;
        self.over |= later.over;
        self.rearm = match (self.rearm, later.rearm) {
            (Some((old, _)), Some((_, new))) => Some((old, new)),
            (first, second) => first.or(second),
        };
        self.ended = self.ended.or(later.ended);
        self.slot = later.slot.or(self.slot);
        self.place |= later.place;
        self
    }

    pub(super) fn collect(call: &Call, state: &mut CallState) -> Self {
        let mut effects = Self::default();
        let waiters = &mut state.waiters;
        let deadline = match &mut state.progress {
            Progress::AwaitSlot { hard_deadline } => *hard_deadline,
            Progress::Failed(_) => {
                // Nothing but a wait for a slot, or for the end, can stand here.
                if state.life != Life::Over {
                    state.life = Life::Over;
                    effects.over = true;
                    effects.notify = call.face == Face::Messages;
                    waiters.readable.take_all(&mut effects.wake);
                    waiters.writable.take_all(&mut effects.wake);
                    waiters.ended.take_all(&mut effects.wake);
                }
                None
            }
            Progress::Connected(connected) => {
                if state.kept.anything() {
                    waiters.readable.take_all(&mut effects.wake);
                }
                let machine = &mut connected.machine;
                let events = machine.take_events();
                if events.contains(Events::READABLE) {
                    effects.notify = call.face == Face::Messages;
                    waiters.readable.take_all(&mut effects.wake);
                }
                if events.contains(Events::WRITABLE) {
                    waiters.writable.take_all(&mut effects.wake);
                }
                if events.contains(Events::COMPLETED) {
                    effects.notify = call.face == Face::Messages;
                    waiters.readable.take_all(&mut effects.wake);
                    waiters.writable.take_all(&mut effects.wake);
                    waiters.ended.take_all(&mut effects.wake);
                    effects.slot = state.slot.take();
                    if let Some(slot) = &mut effects.slot
                        && machine.is_exposed()
                    {
                        slot.set_resting(machine.may_be_unfinished_at_peer());
                    }
                }
                if let Some(place) = &call.place {
                    effects.place =
                        place.note(machine.is_reach_proven(), machine.is_request_whole());
                }
                // For a call that is over nothing is done any more, whatever its machine still owes: it would
                // stand in the output for ever.
                let over = state.life == Life::Over;
                let deadline = machine.poll_timeout().filter(|_| !over);
                effects.transmit = events.contains(Events::TRANSMIT) && !over;
                let complete = machine.completion().is_some();
                let lingering = complete && (effects.transmit || deadline.is_some());
                effects.over = complete && !lingering && !over;
                effects.ended = match state.life {
                    Life::Alive if complete => Some(End::News),
                    Life::Lingers if effects.over => Some(End::Done),
                    _ => None,
                };
                if effects.over {
                    state.life = Life::Over;
                } else if effects.ended.is_some() {
                    state.life = Life::Lingers;
                }
                deadline
            }
        };
        // A later deadline is left alone: the timer fires early, finds nothing due and re-arms, which
        // is cheaper than moving it with every packet.
        let earlier = match (deadline, state.armed) {
            (Some(new), Some(old)) => new < old,
            (Some(_), None) => true,
            (None, armed) => armed.is_some(),
        };
        if earlier {
            effects.rearm = Some((state.armed, deadline));
            state.armed = deadline;
        }
        effects
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests {
    use super::*;
    use crate::address::ServiceAddress;
    use crate::call::connect_progress;
    use crate::connection::Connection;
    use crate::connection::channels::{Ending, KnownPath};
    use crate::proto::{MachineConfig, ReceiveBudget, Side};
    use rxrpc_wire::{CallNumber, Channel, ConnectionId, Epoch, ServiceId};
    use std::net::SocketAddr;
    use std::sync::Arc;

    /// A client call that has begun, on a connection of its own.
    fn client_call(now: Instant) -> Arc<Call> {
        let target = ServiceAddress::new(SocketAddr::from(([127, 0, 0, 1], 7000)), ServiceId(1));
        let connection = Arc::new(Connection::new(
            now,
            Side::Client,
            target.transport,
            (Epoch(1), ConnectionId::from_raw(4)),
            target.service,
            Arc::new(crate::security::none::Unsecured),
        ));
        let identity = connection.identity(Channel::ALL[0], CallNumber(1));
        let (config, budget) =
            (Arc::new(MachineConfig::default()), Arc::new(ReceiveBudget::new(1 << 20)));
        let known = KnownPath { rate: None, path: None };
        let progress = connect_progress(now, &config, &budget, &connection, identity, known);
        Call::new(crate::call::CallKey(1), None, Face::Calls, target, progress).0
    }

    /// Sends the request, and takes the reply in: the call has ended, and owes its final ACK.
    fn finish(call: &Call, now: Instant) -> End {
        let ((), sent) = call.touch(|state| {
            let Progress::Connected(connected) = &mut state.progress else { panic!() };
            let (machine, identity) = (&mut connected.machine, connected.identity);
            machine.queue_packet(b"question".as_slice().into(), 0, true);
            let connection = connected.connection.as_ref();
            let mut request = Vec::new();
            machine
                .poll_transmit(now, &identity, connection, 1, &mut request)
                .expect("the request");
            let (request, _) = rxrpc_wire::Header::parse(&request).expect("a packet");
            let header = rxrpc_wire::Header { flags: rxrpc_wire::Flags::LAST_PACKET, ..request };
            machine.handle_data(now, &header, b"answer");
        });
        sent.ended.expect("the call ended")
    }

    fn ending(call: &Call, end: End) -> Ending {
        call.peek(|state| state.ended(end)).expect("it had a channel").ending
    }

    #[test]
    fn a_call_that_is_over_is_never_queued_again() {
        let now = Instant::now();
        let call = client_call(now);
        finish(&call, now);
        let owes = |life| {
            let ((), effects) = call.touch(|state| {
                state.life = life;
                state.machine().expect("it had a channel").hasten_final_ack();
            });
            effects.transmit
        };
        assert!(owes(Life::Lingers), "its final ACK");
        assert!(!owes(Life::Over));
    }

    #[test]
    fn what_a_call_knew_of_the_path_is_told_once() {
        let now = Instant::now();
        let call = client_call(now);
        let first = ending(&call, finish(&call, now));
        assert!(first.lingering && first.found.is_some());
        let later = now + std::time::Duration::from_secs(1);
        let ((), done) = call.touch(|state| {
            let Progress::Connected(connected) = &mut state.progress else { panic!() };
            let (machine, identity) = (&mut connected.machine, connected.identity);
            machine.handle_timeout(later);
            let connection = connected.connection.as_ref();
            machine
                .poll_transmit(later, &identity, connection, 1, &mut Vec::new())
                .expect("the final ACK");
        });
        assert!(done.over);
        let end = done.ended.expect("the channel hears that the call is done with it");
        let last = ending(&call, end);
        assert!(!last.lingering && last.found.is_none());
    }

    #[test]
    fn a_call_whose_channel_is_taken_says_nothing_to_it() {
        let now = Instant::now();
        let call = client_call(now);
        let _ = finish(&call, now);
        let ((), effects) = call.touch(CallState::displace);
        assert!(effects.over && effects.ended.is_none() && !effects.transmit);
    }
}
