//! `sendmsg`: a new call, more data on one, an abort, a charge or an accept.
//!
//! Holds: [`MessageSocket::sendmsg`] and what its commands do. Must not know: how the caller waits, how control
//! messages are read (`request`, `out_of_band`).
//!
//! The socket lock is held to find or insert the call, never longer: not for its user mutex, not for a
//! slot. An abort takes neither, so it works while the maker of the call waits.

use super::MessageSocket;
use super::request::{Command, Request};
use super::socket::CallDefaults;
use super::tree::Named;
use super::{MessageFlags, SendMessage, UserCallId};
use crate::address::ServiceAddress;
use crate::call::open::NotMade;
use crate::call::send::Waiting;
use crate::call::take_user::TellUserFreed;
use crate::call::{Call, User};
use crate::error::{CallError, MessageError};
use crate::proto::State;
use rxrpc_wire::AbortCode;
use std::sync::Arc;
use std::time::Instant;

/// Flags that `sendmsg` knows in band.
const IN: MessageFlags =
    MessageFlags::MORE.union(MessageFlags::DONTWAIT).union(MessageFlags::WAITALL);

impl MessageSocket {
    /// Sends one message: data of a new or known call (without [`MessageFlags::MORE`] it ends the
    /// request or reply, also when empty), an abort, a charge or an accept. What is sent is
    /// `data[*taken..]`: `taken` begins at 0 and is moved forward with each byte that is queued for good; it
    /// is right also when the future is dropped. To go on, send the same data with the same `taken`.
    ///
    /// Waits for the user mutex of the call, for a slot and for transmit space, unless
    /// [`MessageFlags::DONTWAIT`] is set. A new call whose wait for a slot is not finished (`DONTWAIT`,
    /// a dropped future) is taken back: its user call ID is free again. A new call that fails while it
    /// is connected gives no error here; `recvmsg` reports its end.
    ///
    /// # Errors
    ///
    /// [`MessageError`], with the errno of AF_RXRPC each. `WouldBlock` only if not a single byte was
    /// taken; a part of the data counts as success.
    pub async fn sendmsg(
        &self,
        now: Instant,
        message: &SendMessage<'_>,
        taken: &mut usize,
    ) -> Result<(), MessageError> {
        if message.flags.contains(MessageFlags::OOB) {
            return self.send_out_of_band(now, message);
        }
        if !(message.flags - IN).is_empty() {
            return Err(self.unsupported_flags());
        }
        if *taken > message.data.len() {
            return Err(CallError::CountBeyondData.into());
        }
        let CallDefaults { exclusive, secured } = self.begin_sending()?;
        let mut request = Request::parse(message.control)?;
        request.options.exclusive |= exclusive;
        let id = request.id;
        match request.command {
            Command::Charge => return self.charge(id),
            Command::Accept => return self.accept_announced(now, id, &request),
            Command::Abort(code) => return self.abort_by_id(id, code),
            Command::Data => {}
        }
        if secured && let Some(credentials) = self.credentials() {
            request.options.credentials = credentials;
        }
        let begin = *taken;
        let result = self.send_data(now, message, id, &request, taken).await;
        self.note_sent(message, id, &request, &result);
        match result {
            Err(MessageError::WouldBlock) if *taken > begin => Ok(()),
            result => result,
        }
    }

    async fn send_data(
        &self,
        now: Instant,
        message: &SendMessage<'_>,
        id: UserCallId,
        request: &Request,
        taken: &mut usize,
    ) -> Result<(), MessageError> {
        let waiting = match message.flags.contains(MessageFlags::DONTWAIT) {
            true => Waiting::Never,
            false => Waiting::Allowed,
        };
        let more = message.flags.contains(MessageFlags::MORE);
        let data = &message.data;
        let (call, user) = match self.find(id)? {
            Some(Named::Charged) => return Err(MessageError::Busy),
            Some(Named::Call(call)) => {
                refuse_early(&call)?;
                (call, None)
            }
            None => {
                let made = self.make_call(now, message.to, id, request)?;
                match self.connect_named(now, made, request, waiting).await? {
                    Some((call, user)) => (call, Some(user)),
                    // It failed to connect, which recvmsg reports.
                    None => return Ok(()),
                }
            }
        };
        // However this ends, be it by a refusal or the drop of this future: a recvmsg may have passed
        // the call over because of it. Declared before the user mutex, so dropped after it.
        let _tell = TellUserFreed(self.endpoint(), &call);
        let user = match user {
            Some(user) => user,
            None => {
                let mut user = self.endpoint().take_user(&call, waiting).await?;
                if call.has_ended() {
                    // How it ended is reported by recvmsg (ESHUTDOWN in Linux, whatever it was).
                    return Err(CallError::Ended.into());
                }
                self.change_call(now, &mut user, request)?;
                user
            }
        };
        self.endpoint().send_held(&call, user, data, more, waiting, taken).await?;
        Ok(())
    }

    /// Makes a client call under a name, locked, and visible to everybody from now on.
    fn make_call(
        &self,
        now: Instant,
        to: Option<ServiceAddress>,
        id: UserCallId,
        request: &Request,
    ) -> Result<(Arc<Call>, User), MessageError> {
        let default = self.lock().default_destination;
        let to = to.or(default).ok_or(MessageError::DestinationRequired)?;
        let to = self.check_target(to)?;
        let name = Some((self.socket(), id));
        self.endpoint().new_client_call(now, to, &request.options, name).map_err(
            |error| match error {
                NotMade::Closed => CallError::Closed.into(),
                NotMade::Refused(error) => error,
                NotMade::IdInUse => MessageError::CallIdExists,
            },
        )
    }

    /// Connects a new call; `None` if it ended instead. If the wait is given up, the call never was.
    async fn connect_named(
        &self,
        now: Instant,
        (call, user): (Arc<Call>, User),
        request: &Request,
        waiting: Waiting,
    ) -> Result<Option<(Arc<Call>, User)>, MessageError> {
        let connected =
            self.endpoint().connect_or_forget(now, &call, &request.options, waiting).await;
        Ok(match connected {
            Err(CallError::WouldBlock) => return Err(MessageError::WouldBlock),
            Ok(()) => Some((call, user)),
            Err(_) => {
                drop(user);
                self.endpoint().user_freed(&call);
                None
            }
        })
    }

    /// Timeouts and a length for a call that exists.
    fn change_call(
        &self,
        now: Instant,
        user: &mut User,
        request: &Request,
    ) -> Result<(), MessageError> {
        if let Some(length) = request.options.announced_length
            && !user.announce(length)
        {
            return Err(MessageError::Invalid("a length after data"));
        }
        self.set_timeouts(now, user.owner(), request);
        Ok(())
    }

    fn set_timeouts(&self, now: Instant, call: &Arc<Call>, request: &Request) {
        let (hard, normal) = (request.options.hard_timeout, request.options.normal_timeout);
        let idle = request.idle_timeout;
        if hard.is_some() || idle.is_some() || normal.is_some() {
            let ((), effects) = call.touch(|state| {
                if let Some(machine) = state.machine() {
                    machine.set_timeouts(now, hard, idle, normal);
                }
            });
            self.endpoint().apply(call, effects);
        }
    }

    /// Aborts without waiting for anything: whoever holds the call learns of it from the call.
    fn abort_by_id(&self, id: UserCallId, code: AbortCode) -> Result<(), MessageError> {
        match self.find(id)? {
            None => Err(MessageError::BadCallId),
            Some(Named::Charged) => Err(MessageError::Busy),
            Some(Named::Call(call)) => {
                self.endpoint().abort(&call, code);
                Ok(())
            }
        }
    }

    /// Gives an ID to a service call that is still to come.
    fn charge(&self, id: UserCallId) -> Result<(), MessageError> {
        let mut guarded = self.lock();
        let name = || guarded.tree.insert(id, Named::Charged);
        self.endpoint().services.charge(self.socket().id, id, name)
    }

    /// Gives an ID to the announced call that is next. The call's user mutex is held from before it has a name
    /// until its limits are set, and is free for it: nobody can find the call.
    fn accept_announced(
        &self,
        now: Instant,
        id: UserCallId,
        request: &Request,
    ) -> Result<(), MessageError> {
        // Looked at again: a socket that was closed since would keep the call for ever.
        let mut guarded = self.open()?;
        if guarded.tree.get(&id).is_some() {
            return Err(MessageError::BadCallId);
        }
        let call = self.endpoint().services.take_announced(self.socket().id);
        let call = call.ok_or(MessageError::NothingToAccept)?;
        let held = User::try_of(&call);
        guarded.tree.fill_charge(id, &call);
        drop(guarded);
        self.set_timeouts(now, &call, request);
        drop(held);
        // What arrived before it had its user call ID is queued now, and what a recvmsg passed over meanwhile.
        if call.with_state(Call::readable).is_some() {
            self.endpoint().notify(&call);
        }
        self.endpoint().user_freed(&call);
        Ok(())
    }
}

/// Data cannot be sent on a call that waits for its slot, nor by a service before it has the whole
/// request; as in AF_RXRPC that is EBUSY, and says nothing about who holds the call.
fn refuse_early(call: &Call) -> Result<(), MessageError> {
    let early = call.with_state(|state| {
        if state.completion().is_some() {
            return false;
        }
        state.machine().is_none_or(|machine| machine.state() == State::ServiceReceiveRequest)
    });
    if early { Err(MessageError::Busy) } else { Ok(()) }
}
