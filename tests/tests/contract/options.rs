//! Options of a socket, from words.
//!
//! Holds: what `set` and `get` do. Must not know: endpoints, what is to come of it.

use crate::front_ends::Socket;
use crate::message::{Words, told};
use rxrpc_core::security::{
    ClientKey, ConnectionFacts, SecurityContext, SecurityLevel, ServiceKeys,
};
use rxrpc_core::{Errno, SecurityIndex, ServiceId};
use std::sync::Arc;
use std::time::Duration;

/// A key that protects nothing: one with an empty payload, in the kernel.
#[derive(Debug)]
struct Nothing;

impl ClientKey for Nothing {
    fn class(&self) -> SecurityIndex {
        SecurityIndex::NONE
    }

    fn identity(&self) -> &[u8] {
        &[]
    }

    fn secure(&self, _connection: &ConnectionFacts) -> Result<Arc<dyn SecurityContext>, Errno> {
        Err(Errno::ENOPKG)
    }
}

/// Whether it is an option that decides how long the socket waits.
pub(crate) fn is_timeout(words: &Words<'_>) -> bool {
    matches!(words.0[0], "SO_RCVTIMEO" | "SO_SNDTIMEO")
}

/// Sets an option, and says what the socket answers.
pub(crate) fn set(socket: &dyn Socket, words: &Words<'_>) -> String {
    let number = |at: usize| words.0[at].parse::<u64>().unwrap();
    let limit = || Some(Duration::from_millis(number(1)));
    let set = match words.0[0] {
        "SO_RCVTIMEO" => {
            socket.set_receive_timeout(limit());
            Ok(())
        }
        "SO_SNDTIMEO" => {
            socket.set_send_timeout(limit());
            Ok(())
        }
        "SO_TIMESTAMP" => {
            socket.set_timestamps(number(1) == 1);
            Ok(())
        }
        "EXCLUSIVE_CONNECTION" => socket.set_exclusive_connection(),
        "SECURITY_KEY" => socket.set_security_key(Arc::new(Nothing)),
        "SECURITY_KEYRING" => socket.set_security_keyring(ServiceKeys::new()),
        "MIN_SECURITY_LEVEL" => {
            let level = SecurityLevel::from_number(u32::try_from(number(1)).unwrap());
            socket.set_min_security_level(level.unwrap())
        }
        "UPGRADEABLE_SERVICE" => {
            let service = |at| ServiceId(u16::try_from(number(at)).unwrap());
            socket.set_upgradeable_service(service(1), service(2))
        }
        "MANAGE_RESPONSE" => socket.set_manage_responses(number(1) == 1),
        other => panic!("no option {other}"),
    };
    told(set)
}

/// What an option is.
pub(crate) fn get(socket: &dyn Socket, words: &Words<'_>) -> String {
    match words.0[0] {
        "SUPPORTED_CMSG" => socket.supported_control().to_string(),
        other => panic!("no option {other}"),
    }
}
