//! What an AF_RXRPC socket has prepared for calls to come.
//!
//! Holds: [`Listener`]: whether calls come to a socket and how, its lines and the user call IDs that were given in
//! advance. Must not know: which services it has, packets, who may have a place.

use super::accept::{Chosen, GaveWay, NotAdmitted};
use super::places::{Applicant, Places};
use crate::call::{Call, Face};
use crate::error::MessageError;
use crate::message::UserCallId;
use crate::message::socket_state::Socket;
use std::collections::VecDeque;
use std::sync::Arc;

/// Whether and how calls come to a socket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Listening {
    #[default]
    No,
    /// Calls use up the IDs that `CHARGE_ACCEPT` gave (Linux since 5.10).
    Charged { backlog: usize },
    /// Calls without a charged ID are announced with `NEW_CALL` and answered with `ACCEPT` (Linux
    /// before 5.10).
    Announced { backlog: usize },
}

/// The lines of a socket's calls, of all its services.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines {
    /// Of the calls that it announces, until it is shut down.
    pub(super) announced: Option<u64>,
    /// Of the calls that have a user call ID reserved. Nobody is ever queued here.
    pub(super) charged: u64,
}

/// The part of an AF_RXRPC socket that takes calls.
#[derive(Debug)]
pub(super) struct Listener {
    pub(super) socket: Arc<Socket>,
    listening: Listening,
    /// User call IDs given in advance, in order.
    charged: VecDeque<UserCallId>,
    /// From its first service on.
    lines: Option<Lines>,
}

impl Lines {
    pub(super) fn contain(self, line: u64) -> bool {
        Some(line) == self.announced || line == self.charged
    }
}

impl Listener {
    pub(super) fn new(socket: Arc<Socket>) -> Self {
        Self { socket, listening: Listening::No, charged: VecDeque::new(), lines: None }
    }

    /// The lines, made now if the socket has none.
    pub(super) fn make_lines(&mut self, places: &mut Places) -> Lines {
        *self.lines.get_or_insert_with(|| Lines {
            announced: Some(places.add_line()),
            charged: places.add_line(),
        })
    }

    fn backlog(&self) -> Option<usize> {
        match self.listening {
            Listening::No => None,
            Listening::Charged { backlog } | Listening::Announced { backlog } => Some(backlog),
        }
    }

    pub(super) fn listen(&mut self, listening: Listening) {
        self.listening = listening;
    }

    /// Calls come no more. Returns the IDs that are charged no more.
    pub(super) fn stop(&mut self, places: &mut Places) -> VecDeque<UserCallId> {
        self.listening = Listening::No;
        places.reserve_no_more(self.charged.len());
        std::mem::take(&mut self.charged)
    }

    /// The socket is closed. Returns the calls that nobody took; `None` if it had no service.
    pub(super) fn end(&mut self, places: &mut Places) -> Option<Vec<Arc<Call>>> {
        let _with_their_calls = self.stop(places);
        let lines = self.lines.take()?;
        places.end_line(lines.charged);
        Some(lines.announced.map(|line| places.end_line(line)).unwrap_or_default())
    }

    /// Calls come no more, and those that nobody accepted are accepted no more. Returns the IDs that are charged no
    /// more, and these calls.
    pub(super) fn shut_down(
        &mut self,
        places: &mut Places,
    ) -> (VecDeque<UserCallId>, Vec<Arc<Call>>) {
        let ids = self.stop(places);
        let line = self.lines.as_mut().and_then(|lines| lines.announced.take());
        (ids, line.map(|line| places.end_line(line)).unwrap_or_default())
    }

    /// The party, the line and the ID of a new call.
    pub(super) fn choose(
        &mut self,
        places: &mut Places,
        who: Applicant,
        gave_way: &mut GaveWay,
    ) -> Result<Chosen, NotAdmitted> {
        let lines = self.lines.ok_or(NotAdmitted::NotOffered)?;
        let (line, backlog) = match self.listening {
            Listening::No => return Err(NotAdmitted::NotOffered),
            Listening::Announced { backlog } if self.charged.is_empty() => {
                (lines.announced.ok_or(NotAdmitted::NotOffered)?, Some(backlog))
            }
            _ => (lines.charged, None),
        };
        let takes_id = line == lines.charged;
        if takes_id && self.charged.is_empty() {
            // An unproven call that no user has seen gives its ID up.
            let mut older = places.displace_charged(who, line);
            let id = older.as_mut().and_then(|older| older.left.charge.take());
            self.charged.extend(id);
            gave_way.extend(older);
        }
        if takes_id && self.charged.is_empty() {
            places.note_refusal(who.since, line);
            return Err(NotAdmitted::Busy);
        }
        let admitted = match takes_id {
            true => places.admit_reserved(who, line),
            false => places.admit(who, line, backlog),
        };
        let (party, older) = admitted.map_err(|()| NotAdmitted::Busy)?;
        gave_way.extend(older);
        let charge = if takes_id { self.charged.pop_front() } else { None };
        Ok(Chosen { party, line, charge, face: Face::Messages(self.socket.clone()) })
    }

    /// Gives an ID to a service call that is still to come, if `insert` can name it so, and keeps a place for it.
    ///
    /// # Errors
    ///
    /// EINVAL if nobody listens, ENOBUFS beyond the backlog and if no place is left, EBADSLT if `insert` cannot.
    pub(super) fn charge(
        &mut self,
        places: &mut Places,
        id: UserCallId,
        insert: impl FnOnce() -> bool,
    ) -> Result<(), MessageError> {
        let backlog = self.backlog().ok_or(MessageError::Invalid("not listening"))?;
        if self.charged.len() >= backlog || !places.reserve() {
            return Err(MessageError::BacklogFull);
        }
        if !insert() {
            places.reserve_no_more(1);
            return Err(MessageError::BadCallId);
        }
        self.charged.push_back(id);
        Ok(())
    }

    /// Takes back an ID that was given in advance; `false` if a call has it already.
    pub(super) fn withdraw(&mut self, places: &mut Places, id: UserCallId) -> bool {
        let at = self.charged.iter().position(|charged| *charged == id);
        let withdrawn = at.and_then(|at| self.charged.remove(at)).is_some();
        places.reserve_no_more(usize::from(withdrawn));
        withdrawn
    }

    /// An ID was reserved for a call that ended: the next call gets it. `false` if none comes any more.
    pub(super) fn put_back(&mut self, id: UserCallId) -> bool {
        let listens = self.backlog().is_some();
        if listens {
            self.charged.push_front(id);
        }
        listens
    }

    /// The line of the calls that wait to be accepted.
    pub(super) fn announced_line(&self) -> Option<u64> {
        self.lines.and_then(|lines| lines.announced)
    }

    /// The IDs that are charged, in order.
    #[cfg(any(test, rxrpc_loom, rxrpc_shuttle))]
    pub(super) fn charged(&self) -> &VecDeque<UserCallId> {
        &self.charged
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
