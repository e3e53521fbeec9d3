//! What the control messages of one `sendmsg` ask for.
//!
//! Holds: [`Request`], the reading of control messages in band, and which of them go together (AF_RXRPC contract §2.4).
//! Must not know: calls, waiting, what is done then; out-of-band messages are read in `out_of_band`.

use super::{Control, UserCallId};
use crate::call::options::CallOptions;
use crate::error::MessageError;
use rxrpc_wire::AbortCode;
use std::time::Duration;

/// The longest idle and normal timeout, as in Linux.
const MAX_GAP: Duration = Duration::from_secs(3600);

/// The longest hard timeout: what a Linux with the fewest ticks a second (100) can count in an `int`.
const MAX_HARD: Duration = Duration::from_secs(i32::MAX as u64 / 100);

/// What the control messages of one `sendmsg` ask for.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) id: UserCallId,
    pub(super) command: Command,
    /// What a new call is made with.
    pub(super) options: CallOptions,
    /// The limit that only services have, so no call is made with it.
    pub(super) idle_timeout: Option<Duration>,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Command {
    /// Take the data of the message for the call; also if there are no bytes.
    #[default]
    Data,
    Abort(AbortCode),
    Accept,
    Charge,
}

impl Request {
    /// Reads what came without the flag `OOB`.
    pub(super) fn parse(control: &[Control]) -> Result<Self, MessageError> {
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
    id: Option<UserCallId>,
    command: Command,
    options: CallOptions,
    idle_timeout: Option<Duration>,
}

impl Reading {
    fn read(&mut self, message: &Control) -> Result<(), MessageError> {
        match *message {
            // Linux takes several, and so the last.
            Control::UserCallId(id) => self.id = Some(id),
            Control::Abort(AbortCode(0)) => return Err(MessageError::Invalid("abort code 0")),
            Control::Abort(code) => self.command(Command::Abort(code))?,
            Control::Accept => self.command(Command::Accept)?,
            Control::ChargeAccept => self.command(Command::Charge)?,
            Control::ExclusiveCall => self.options.exclusive = true,
            Control::UpgradeService => self.options.upgrade = true,
            Control::TransmitLength(length) => {
                if self.options.announced_length.replace(length).is_some() {
                    return Err(MessageError::Invalid("two lengths"));
                }
            }
            Control::SetCallTimeout { hard, idle, normal } => self.limits(hard, idle, normal)?,
            Control::OobId(_) | Control::Respond | Control::RxgkAppData(_) => {
                return Err(MessageError::Invalid("control message needs the flag OOB"));
            }
            Control::Ack
            | Control::Busy
            | Control::NetworkError(_)
            | Control::LocalError(_)
            | Control::NewCall
            | Control::Timestamp(_)
            | Control::Challenged(_) => {
                return Err(MessageError::Invalid("control message is for recvmsg only"));
            }
        }
        Ok(())
    }

    fn command(&mut self, command: Command) -> Result<(), MessageError> {
        if self.command != Command::Data {
            return Err(MessageError::Invalid("two commands"));
        }
        self.command = command;
        Ok(())
    }

    fn limits(
        &mut self,
        hard: Option<Duration>,
        idle: Option<Duration>,
        normal: Option<Duration>,
    ) -> Result<(), MessageError> {
        let longer = |limit: Option<Duration>, most| limit.is_some_and(|limit| limit > most);
        if longer(hard, MAX_HARD) || longer(idle, MAX_GAP) || longer(normal, MAX_GAP) {
            return Err(MessageError::OutOfRange);
        }
        self.options.hard_timeout = hard;
        self.options.normal_timeout = normal;
        self.idle_timeout = idle;
        Ok(())
    }

    /// Looks whether all that was read goes together.
    fn finish(self) -> Result<Request, MessageError> {
        let id = self.id.ok_or(MessageError::Invalid("no user call ID"))?;
        if self.options.announced_length.is_some() && self.command != Command::Data {
            return Err(MessageError::Invalid("a length without data"));
        }
        Ok(Request {
            id,
            command: self.command,
            options: self.options,
            idle_timeout: self.idle_timeout,
        })
    }
}
