//! What software answers at a port.
//!
//! Holds: [`version`]. Must not know: how it is shown.

use crate::ask::Asker;
use crate::failure::Failure;
use crate::shown::Shown;
use rxrpc_wire::{Body, Version};

/// Asks for the version, as `rxdebug -version` does. Blocks for as long as the asker waits.
///
/// # Errors
///
/// Those of [`Asker::ask`].
pub fn version(asker: &mut Asker) -> Result<String, Failure> {
    let question = |number| {
        let mut datagram = Vec::new();
        Version::emit_request(number, &mut datagram);
        datagram
    };
    asker.ask(question, |packet| match &packet.body {
        Body::Version(version) => {
            let text = version.text();
            Some(Shown(&text[..text.len().min(Version::REPLY_LEN)]).to_string())
        }
        _ => None,
    })
}
