//! The calls of a service as a channel of the `crossbeam-channel` crate.
//!
//! Holds: [`Calls`]. Must not know: what is done with them.
//!
//! The channel's type is another crate's, whose versions are not ours, so all of this is behind a feature.

use crate::call::Call;
use crate::incoming::Incoming;
use crossbeam_channel::Receiver;
use std::io;
use std::ops::Deref;
use std::thread;

/// How many accepted calls wait in the channel; further ones wait in the backlog of the endpoint, where their number
/// is bounded too.
const CAPACITY: usize = 16;

impl Incoming {
    /// The calls as a channel, for programs that `select!` over several sources. A thread moves them there.
    /// When the returned [`Calls`] is dropped, the service is stopped, for clones too, and the thread ends. Never
    /// blocks. With the feature `crossbeam-channel`.
    ///
    /// # Errors
    ///
    /// What the system says when it starts no thread (EAGAIN); the service is unbound then.
    pub fn into_receiver(self) -> io::Result<Calls> {
        let (sender, receiver) = crossbeam_channel::bounded(CAPACITY);
        let incoming = self.clone();
        thread::Builder::new().name("rxrpc/incoming".to_owned()).spawn(move || {
            while let Ok(call) = incoming.accept() {
                if sender.send(call).is_err() {
                    break;
                }
            }
        })?;
        Ok(Calls { receiver, incoming: self })
    }
}

/// The calls of a service as a channel: [`Incoming::into_receiver`]. Dropping it stops the service: calls that
/// nobody took are aborted.
#[derive(Debug)]
#[must_use = "dropping it stops the service"]
pub struct Calls {
    receiver: Receiver<Call>,
    incoming: Incoming,
}

impl Deref for Calls {
    type Target = Receiver<Call>;

    fn deref(&self) -> &Receiver<Call> {
        &self.receiver
    }
}

impl Drop for Calls {
    fn drop(&mut self) {
        // The thread waits for a call, or for room; both waits end with this.
        drop(self.incoming.stop());
    }
}
