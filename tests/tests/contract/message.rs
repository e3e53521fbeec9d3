//! What the words of `send` and `recv` stand for, and how a message is written down.
//!
//! Holds: control messages and flags from words and to words. Must not know: sockets, steps.

use rxrpc_core::{
    AbortCode, Control, Errno, MessageError, MessageFlags, ReceivedMessage, UserCallId,
};
use std::time::Duration;

/// The words of an action after its first two.
#[derive(Clone, Debug)]
pub(crate) struct Words<'a>(pub(crate) Vec<&'a str>);

impl<'a> Words<'a> {
    pub(crate) fn has(&self, word: &str) -> bool {
        self.0.contains(&word)
    }

    /// What follows `name=`.
    pub(crate) fn value(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
    }

    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.value(name).map(|value| value.parse().unwrap())
    }

    pub(crate) fn time(&self, name: &str) -> Option<Duration> {
        self.number(name).map(Duration::from_millis)
    }

    pub(crate) fn flags(&self) -> MessageFlags {
        let mut flags = MessageFlags::empty();
        for word in &self.0 {
            flags |= match *word {
                "more" => MessageFlags::MORE,
                "dontwait" => MessageFlags::DONTWAIT,
                "peek" => MessageFlags::PEEK,
                "oob" => MessageFlags::OOB,
                "trunc" => MessageFlags::from_bits_retain(0x20),
                "waitall" => MessageFlags::WAITALL,
                _ => MessageFlags::empty(),
            };
        }
        flags
    }

    /// The control messages, in order; `call` stands for the ID that is sent to, of several.
    pub(crate) fn control(&self) -> Vec<Control> {
        self.0.iter().filter_map(|word| control(word)).collect()
    }
}

fn control(word: &str) -> Option<Control> {
    let (name, value) = word.split_once('=').unwrap_or((word, ""));
    Some(match name {
        "call" => Control::UserCallId(UserCallId(value.parse().unwrap())),
        "abort" => Control::Abort(AbortCode(value.parse().unwrap())),
        "ack" => Control::Ack,
        "accept" => Control::Accept,
        "charge" => Control::ChargeAccept,
        "exclusive" => Control::ExclusiveCall,
        "tx-length" => Control::TransmitLength(value.parse().unwrap()),
        "timeout" => timeouts(value),
        "upgrade" => Control::UpgradeService,
        "respond" => Control::Respond,
        _ => return None,
    })
}

/// Seconds, milliseconds, milliseconds; zero and what is not there leaves a limit as it is.
fn timeouts(value: &str) -> Control {
    let mut all = value.split(',').map(|limit| limit.parse::<u64>().unwrap());
    let mut next =
        |unit: fn(u64) -> Duration| all.next().map(unit).filter(|limit| !limit.is_zero());
    let hard = next(Duration::from_secs);
    let (idle, normal) = (next(Duration::from_millis), next(Duration::from_millis));
    Control::SetCallTimeout { hard, idle, normal }
}

/// The name of an errno.
pub(crate) fn name(error: &MessageError) -> String {
    errno(error.errno())
}

fn errno(errno: Errno) -> String {
    errno.name().map_or_else(|| format!("{errno:?}"), str::to_owned)
}

/// What a verb without a value answers.
pub(crate) fn told(result: Result<(), MessageError>) -> String {
    result.map_or_else(|error| name(&error), |()| "0".to_owned())
}

/// A message as the steps write it.
pub(crate) fn written(message: &ReceivedMessage) -> String {
    let mut words = vec![message.bytes.to_string()];
    for (flag, name) in [(MessageFlags::MORE, "MORE"), (MessageFlags::EOR, "EOR")] {
        if message.flags.contains(flag) {
            words.push(name.to_owned());
        }
    }
    words.extend(message.call.map(|id| format!("USER_CALL_ID={id}")));
    words.extend(message.control.iter().map(|control| match control {
        Control::Abort(code) => format!("ABORT={}", code.0),
        Control::Ack => "ACK".to_owned(),
        Control::Timestamp(_) => "TIMESTAMP".to_owned(),
        Control::NetworkError(error) => format!("NET_ERROR={}", errno(*error)),
        Control::LocalError(error) => format!("LOCAL_ERROR={}", errno(*error)),
        other => format!("{other:?}"),
    }));
    words.extend(message.from.map(|from| format!("service={}", from.service.0)));
    words.join(" ")
}
