//! Out-of-band messages: a challenge that is told of, and the answer to it.
//!
//! Holds: [`notice`] of a challenge, [`Answer`], the reading of the control messages of a `sendmsg` with the flag `OOB`
//! (AF_RXRPC contract §2.4), and where answers go. Must not know: calls, how a class makes a response.

use super::{
    ChallengeNotice, Control, MessageFlags, MessageSocket, OobId, ReceivedMessage, SendMessage,
};
use crate::address::ServiceAddress;
use crate::connection::handshake::CameChallenge;
use crate::error::MessageError;
use bytes::Bytes;
use rxrpc_wire::AbortCode;
use std::time::Instant;

/// The message that tells of a challenge.
pub(super) fn notice(id: OobId, came: &CameChallenge) -> ReceivedMessage {
    let connection = &came.connection;
    let enctype = connection.security().and_then(|security| security.encryption());
    let challenged =
        ChallengeNotice { service: connection.service(), security: connection.class, enctype };
    ReceivedMessage {
        bytes: 0,
        flags: MessageFlags::OOB,
        call: None,
        from: Some(ServiceAddress::new(connection.peer, connection.service())),
        control: [Control::OobId(id), Control::Challenged(challenged)].into_iter().collect(),
    }
}

/// The answer to one out-of-band message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) to: OobId,
    pub(super) with: With,
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum With {
    /// A response, with what the program adds to it.
    Response(Option<Bytes>),
    /// No response: the connection ends with this code.
    Refusal(AbortCode),
}

impl Answer {
    /// Reads what came with the flag `OOB`. Whatever answers nothing is EOPNOTSUPP, as everything with that flag is in
    /// Linux.
    pub(super) fn parse(control: &[Control]) -> Result<Self, MessageError> {
        if !control.contains(&Control::Respond) {
            return Err(MessageError::NotSupported);
        }
        let mut reading = Reading::default();
        for message in control {
            reading.read(message)?;
        }
        reading.finish()
    }
}

/// What was read so far.
#[derive(Debug, Default)]
struct Reading {
    to: Option<OobId>,
    respond: bool,
    data: Option<Bytes>,
    refusal: Option<AbortCode>,
}

impl Reading {
    fn read(&mut self, message: &Control) -> Result<(), MessageError> {
        match message {
            // As with user call IDs, the last counts.
            Control::OobId(id) => self.to = Some(*id),
            Control::Respond if !self.respond => self.respond = true,
            Control::Respond => return Err(MessageError::Invalid("two commands")),
            Control::Abort(AbortCode(0)) => return Err(MessageError::Invalid("abort code 0")),
            Control::Abort(code) => {
                if self.refusal.replace(*code).is_some() {
                    return Err(MessageError::Invalid("two abort codes"));
                }
            }
            Control::RxgkAppData(data) if self.respond => {
                if self.data.replace(data.clone()).is_some() {
                    return Err(MessageError::Invalid("application data twice"));
                }
            }
            Control::RxgkAppData(_) => {
                return Err(MessageError::Invalid("application data before RESPOND"));
            }
            _ => {
                return Err(MessageError::Invalid("control message does not go with the flag OOB"));
            }
        }
        Ok(())
    }

    /// Looks whether all that was read goes together.
    fn finish(self) -> Result<Answer, MessageError> {
        let to = self.to.ok_or(MessageError::BadOobId)?;
        let with = match (self.refusal, self.data) {
            (Some(_), Some(_)) => {
                return Err(MessageError::Invalid("application data with a refusal"));
            }
            (Some(code), None) => With::Refusal(code),
            (None, data) => With::Response(data),
        };
        Ok(Answer { to, with })
    }
}

impl MessageSocket {
    /// A `sendmsg` with the flag `OOB`, which never waits.
    pub(super) fn send_out_of_band(
        &self,
        now: Instant,
        message: &SendMessage<'_>,
    ) -> Result<(), MessageError> {
        self.check_open(&self.lock())?;
        let answer = Answer::parse(message.control)?;
        if !message.data.is_empty() {
            return Err(MessageError::Invalid("data with an out-of-band message"));
        }
        self.answer_challenge(now, answer)
    }

    /// Answers the challenge that the program was told of under this ID.
    ///
    /// # Errors
    ///
    /// EBADSLT if there is none, or if it was answered; EINVAL for application data that its class has no place for: then
    /// it waits on.
    fn answer_challenge(&self, now: Instant, answer: Answer) -> Result<(), MessageError> {
        let socket = self.socket();
        let came = socket.told_challenge(answer.to).ok_or(MessageError::BadOobId)?;
        let challenge = self.endpoint().pending(came);
        if let (Some(challenge), With::Response(Some(_))) = (&challenge, &answer.with)
            && !challenge.takes_app_data()
        {
            return Err(MessageError::Invalid("application data that the class has no place for"));
        }
        if !socket.answered_challenge(answer.to) {
            return Err(MessageError::BadOobId);
        }
        // Of a connection that was aborted nothing is to be said.
        let Some(challenge) = challenge else { return Ok(()) };
        match answer.with {
            With::Response(data) => challenge.respond(now, data.as_deref()),
            With::Refusal(code) => {
                challenge.refuse(now, code);
                Ok(())
            }
        }
    }
}
