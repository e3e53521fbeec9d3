//! The life of a call, from its making to the last thing that the protocol does for it.
//!
//! Holds: [`Life`], through which alone a call gets its channel, ends and leaves, and what follows from each
//! step ([`Settled`]). Must not know: who waits for the call, user call IDs, queues and tables.
//!
//! # The stages
//!
//! ```text
//!                  connect                      end                      leave
//!   awaits slot ─────────────► runs on channel ─────► lingers on channel ─────► over
//!        │                           │                        │ supersede         ▲ ▲
//!        │                           │                        ▼                  │ │
//!        │                           │                    superseded ─────────────┘ │
//!        │                           │                             leave           │
//!        └───────────────────────────┴─────────────────────────────────────────────┘
//!                         end, and nothing is left to be sent
//! ```
//!
//! | step | caused by |
//! |---|---|
//! | connect | the maker of a client call, with a slot in hand ([`Life::connect`]); a service call is born on its channel |
//! | end | a packet, through the machine; time ([`Life::handle_timeout`]); a user's abort ([`Life::abort`]) or a packet that his security class refuses; the endpoint: the network or the socket failed, the maker gave up ([`Life::fail`]), the client moves nothing ([`Life::time_out`]), the endpoint closes ([`Life::close`]); a service's client by its next call on the channel ([`Life::end_by_next_call`]) |
//! | supersede | a client's next call on the channel ([`Life::supersede`]), whose first packet says what the final ACK would |
//! | leave | whoever touches the call when its final ACK or its ABORT is sent, or need not be any more |
//!
//! The first end stays, whatever comes later. With it the slot goes to the next in the queue, and everybody who
//! waits for the call is woken: that happens once. Nothing is sent for a call that is over, and no deadline
//! is armed. One end gives way: a reader may have the last of the data opened when the protocol is done with the call, and
//! if it does not open, the good end was none ([`CallMachine::abort_for_security`]).
//!
//! # What else ends with a call
//!
//! This is the protocol's side, guarded by the call's state lock. What its user has still to learn of it is
//! recorded elsewhere:
//!
//! * Data that arrived before a good end stays with the call for whoever reads.
//! * On the message face, `Call::end_reported` says that `recvmsg` has reported the end, and that the user call ID
//!   is free. It belongs to the lock of the ready queue, since it decides what may stand there, and it is
//!   set once, later than the end: by the `recvmsg` that found the completion here (or by who takes a call back that
//!   was never connected). The end puts the call into that queue under the same lock, unless it is reported already;
//!   the end of a call that lingers may thus be reported before it is over, and nothing after that is reported.
//! * The place of a service call is free when the call is over and its user has let go of it, in either order
//!   (`endpoint/service/places`).

use super::connected::Connected;
use crate::connection::Connection;
use crate::connection::channels::{Ending, KnownPath};
use crate::lock::Permit;
use crate::proto::{CallMachine, Completion, Events, Failure};
use rxrpc_wire::{AbortCode, Channel};
use std::sync::Arc;
use std::time::Instant;

/// How far a call has come, and how it ended.
#[derive(Debug)]
pub(crate) struct Life(Course);

#[derive(Debug)]
enum Course {
    /// A client call without a slot; it can be waited for, aborted or time out.
    AwaitsSlot { hard_deadline: Option<Instant> },
    /// On a channel, or ended there: the machine holds what the user has not read.
    Connected {
        connected: Box<Connected>,
        stage: Stage,
        /// Of a client call, until it ends.
        slot: Option<Permit>,
    },
    /// Ended before it ever had a slot.
    NeverConnected { completion: Completion, over: bool },
}

/// Where a call stands with its channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// It has not ended.
    Runs,
    /// It has ended, and its channel keeps it for what it still has to send.
    Lingers,
    /// It has ended, and the next call has its channel: only an ABORT may still be to be sent.
    Superseded,
    /// Nothing is left to do for it.
    Over,
}

/// What the channel of a call has to hear of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChannelNews {
    /// The call has ended.
    Ended,
    /// The call, which had ended before, needs the channel no more.
    Left,
}

/// What a channel is to record of the call that ended there.
pub(crate) struct ChannelRecord {
    pub(crate) connection: Arc<Connection>,
    pub(crate) channel: Channel,
    pub(crate) ending: Ending,
    /// The call has asked which service it gets.
    pub(crate) has_asked: bool,
}

/// What follows from what was done to a call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled {
    /// What those who wait have to know; `COMPLETED` once in a life.
    pub(super) events: Events,
    /// There is something to send.
    pub(super) transmit: bool,
    /// When [`Life::handle_timeout`] is to be called.
    pub(super) deadline: Option<Instant>,
    pub(super) channel: Option<ChannelNews>,
    /// The call has just become over.
    pub(super) over: bool,
}

impl Settled {
    const NOTHING: Self = Self {
        events: Events::empty(),
        transmit: false,
        deadline: None,
        channel: None,
        over: false,
    };
}

impl Life {
    /// A client call that waits for a slot, until `hard_deadline` at most.
    pub(crate) fn awaiting_slot(hard_deadline: Option<Instant>) -> Self {
        Self(Course::AwaitsSlot { hard_deadline })
    }

    /// A service call, which is on its channel from the beginning.
    pub(crate) fn on_channel(connected: Box<Connected>) -> Self {
        Self(Course::Connected { connected, stage: Stage::Runs, slot: None })
    }

    /// Sets another deadline for a call that waits for a slot.
    pub(crate) fn hard_deadline(&self) -> Option<Instant> {
        match &self.0 {
            Course::AwaitsSlot { hard_deadline } => *hard_deadline,
            Course::Connected { connected, .. } => connected.machine.hard_deadline(),
            Course::NeverConnected { .. } => None,
        }
    }

    pub(crate) fn set_hard_deadline(&mut self, deadline: Option<Instant>) {
        if let Course::AwaitsSlot { hard_deadline } = &mut self.0 {
            *hard_deadline = deadline;
        }
    }

    /// Gives a client call its slot, and with it the channel that `connect` makes of the hard deadline.
    ///
    /// # Errors
    ///
    /// The slot, if the call has ended.
    pub(crate) fn connect(
        &mut self,
        slot: Permit,
        connect: impl FnOnce(Option<Instant>) -> Box<Connected>,
    ) -> Result<(), Permit> {
        let Course::AwaitsSlot { hard_deadline } = self.0 else { return Err(slot) };
        let connected = connect(hard_deadline);
        self.0 = Course::Connected { connected, stage: Stage::Runs, slot: Some(slot) };
        Ok(())
    }

    /// The call on its channel, if it has or had one.
    pub(crate) fn connected(&self) -> Option<&Connected> {
        match &self.0 {
            Course::Connected { connected, .. } => Some(connected),
            Course::AwaitsSlot { .. } | Course::NeverConnected { .. } => None,
        }
    }

    /// [`Life::connected`], to be worked on.
    pub(crate) fn connected_mut(&mut self) -> Option<&mut Connected> {
        match &mut self.0 {
            Course::Connected { connected, .. } => Some(connected),
            Course::AwaitsSlot { .. } | Course::NeverConnected { .. } => None,
        }
    }

    fn machine(&mut self) -> Option<&mut CallMachine> {
        self.connected_mut().map(|connected| &mut connected.machine)
    }

    /// How the call ended, once it has.
    pub(crate) fn completion(&self) -> Option<&Completion> {
        match &self.0 {
            Course::AwaitsSlot { .. } => None,
            Course::Connected { connected, .. } => connected.machine.completion(),
            Course::NeverConnected { completion, .. } => Some(completion),
        }
    }

    /// Whether the protocol has nothing left to do for the call.
    pub(crate) fn is_over(&self) -> bool {
        matches!(
            self.0,
            Course::Connected { stage: Stage::Over, .. }
                | Course::NeverConnected { over: true, .. }
        )
    }

    /// Ends the call from outside the protocol; the peer is not told.
    pub(crate) fn fail(&mut self, completion: Completion) {
        match &mut self.0 {
            Course::AwaitsSlot { .. } => {
                self.0 = Course::NeverConnected { completion, over: false };
            }
            Course::Connected { connected, .. } => connected.machine.complete(completion),
            Course::NeverConnected { .. } => {}
        }
    }

    /// Ends the call by its user's wish; an ABORT is sent if the peer may know of the call. `false` if it had
    /// ended already.
    pub(crate) fn abort(&mut self, code: AbortCode) -> bool {
        match &mut self.0 {
            Course::AwaitsSlot { .. } => {
                self.fail(Completion::LocallyAborted { code, error: Failure::Aborted });
                true
            }
            Course::Connected { connected, .. } => connected.machine.abort(code),
            Course::NeverConnected { .. } => false,
        }
    }

    /// Ends the call because a packet did not pass its security class. Otherwise as [`Life::abort`].
    pub(crate) fn abort_for_security(&mut self, code: AbortCode) {
        if let Some(machine) = self.machine() {
            machine.abort_for_security(code);
        }
    }

    /// Ends the call as if a deadline had passed, and tells the peer so.
    pub(crate) fn time_out(&mut self) {
        if let Some(machine) = self.machine() {
            machine.time_out();
        }
    }

    /// Ends the call since its endpoint closes; what it has to say after an earlier end is to be said at once.
    pub(crate) fn close(&mut self) {
        if !self.abort(AbortCode::RX_CALL_DEAD)
            && let Some(machine) = self.machine()
        {
            machine.hasten_final_ack();
        }
    }

    /// The client of a service call has begun its next call on the channel, and so says that it is done with this
    /// one.
    pub(crate) fn end_by_next_call(&mut self, now: Instant) {
        if let Some(machine) = self.machine() {
            machine.handle_implicit_end(now);
            machine.drop_final_ack();
        }
    }

    /// The next call of a client has taken the channel of this one, which has ended: its first packet says what
    /// the final ACK would, and an ABORT goes out before it.
    pub(crate) fn supersede(&mut self) {
        if let Course::Connected { connected, stage, .. } = &mut self.0
            && *stage == Stage::Lingers
        {
            *stage = Stage::Superseded;
            connected.machine.drop_final_ack();
        }
    }

    /// Does what is due at `now`. What is returned is the connection on which to look for a call that knows the round trip,
    /// if it is time for that.
    pub(crate) fn handle_timeout(&mut self, now: Instant) -> Option<Arc<Connection>> {
        match &mut self.0 {
            Course::AwaitsSlot { hard_deadline: Some(deadline) } if *deadline <= now => {
                self.fail(Completion::LocallyAborted {
                    code: AbortCode::RX_CALL_TIMEOUT,
                    error: Failure::DeadlinePassed,
                });
            }
            Course::Connected { connected, .. } => {
                connected.machine.note_peer_serial(connected.connection.highest_serial());
                let looks = connected.machine.handle_timeout(now);
                return looks.then(|| connected.connection.clone());
            }
            Course::AwaitsSlot { .. } | Course::NeverConnected { .. } => {}
        }
        None
    }

    /// Takes the steps that have become due by what was done to the call since the last time.
    #[inline]
    pub(super) fn settle(&mut self) -> Settled {
        match &mut self.0 {
            Course::AwaitsSlot { hard_deadline } => {
                Settled { deadline: *hard_deadline, ..Settled::NOTHING }
            }
            Course::Connected { connected, stage, .. } => stage.settle(&mut connected.machine),
            Course::NeverConnected { over: true, .. } => Settled::NOTHING,
            Course::NeverConnected { over, .. } => {
                *over = true;
                Settled { events: Events::COMPLETED, over: true, ..Settled::NOTHING }
            }
        }
    }

    /// Takes the slot of a client call that has just ended. Its channel may be of no use for a while.
    pub(crate) fn take_slot(&mut self) -> Option<Permit> {
        let Course::Connected { connected, slot, .. } = &mut self.0 else { return None };
        let machine = &connected.machine;
        let mut slot = slot.take()?;
        if machine.is_exposed() {
            slot.set_resting(machine.may_be_unfinished_at_peer());
        }
        Some(slot)
    }

    /// What the channel is to record of the call as it is now; `None` if it never had one.
    pub(crate) fn for_channel(&self, news: ChannelNews) -> Option<ChannelRecord> {
        let Course::Connected { connected, stage, .. } = &self.0 else { return None };
        let machine = &connected.machine;
        Some(ChannelRecord {
            connection: connected.connection.clone(),
            channel: connected.channel(),
            has_asked: connected.has_asked(),
            ending: Ending {
                answer: machine.last_final(),
                exposed: machine.is_exposed(),
                lingers: *stage == Stage::Lingers,
                found: (news == ChannelNews::Ended).then(|| KnownPath {
                    rate: machine.rate_estimate(),
                    path: Some(machine.path_estimate()),
                }),
            },
        })
    }
}

impl Stage {
    /// Moves on as far as the machine allows.
    #[inline]
    fn settle(&mut self, machine: &mut CallMachine) -> Settled {
        let events = machine.take_events();
        let transmit = events.contains(Events::TRANSMIT);
        let deadline = machine.poll_timeout();
        if machine.completion().is_none() {
            return Settled { events, transmit, deadline, ..Settled::NOTHING };
        }
        debug_assert_eq!(events.contains(Events::COMPLETED), *self == Self::Runs);
        if *self == Self::Over {
            // Whatever its machine still owes: it would stand in the output for ever.
            return Settled { events, ..Settled::NOTHING };
        }
        let over = !transmit && deadline.is_none();
        let channel = match *self {
            Self::Runs => Some(ChannelNews::Ended),
            Self::Lingers if over => Some(ChannelNews::Left),
            _ => None,
        };
        if over {
            *self = Self::Over;
        } else if *self == Self::Runs {
            *self = Self::Lingers;
        }
        Settled { events, transmit, deadline, channel, over }
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
