//! A message socket's bell as a channel of the `crossbeam-channel` crate, for its `select!`.
//!
//! Holds: [`Rings`]. Must not know: when it rings, which is the core's to say ([`Bell`]).
//!
//! It is no channel of messages: those stay with their calls, so that one call's do not stop another's. The channel's type
//! is another crate's, whose versions are not ours, so all of this is behind a feature.

use crate::message_socket::MessageSocket;
use crate::seat::AtOnce;
use crossbeam_channel::{Receiver, Sender};
use rxrpc_core::Bell;
use std::ops::Deref;
use std::sync::Arc;

/// A channel that holds one `()` when, and only when, [`MessageSocket::recvmsg`] with `DONTWAIT` or
/// [`MessageSocket::try_next_event`] would tell something: [`MessageSocket::rings`]. With the feature
/// `crossbeam-channel`.
///
/// Who receives it hears it, and it is there again after the next use of these verbs that leaves something, and with
/// news of further calls; so take with them until EAGAIN, or one message a time. All that is said of a
/// [`Doorbell`](crate::Doorbell) holds beside that.
///
/// ```
/// use rxrpc_sync::{Control, Endpoint, MessageFlags, SendMessage, ServiceAddress, ServiceId, UserCallId};
/// # let server = Endpoint::bind("127.0.0.1:0")?;
/// # server.serve(ServiceId(147), 1, |call| {
/// #     let request = call.take_request(100)?;
/// #     Ok(call.send(&request)?)
/// # })?;
/// # let service = ServiceAddress::new(server.local_addr(), ServiceId(147));
/// # let stop = crossbeam_channel::never::<()>();
/// let socket = Endpoint::bind("127.0.0.1:0")?.message_socket();
/// let rings = socket.rings();
/// let control = [Control::UserCallId(UserCallId(7))];
/// socket.sendmsg(&SendMessage::new(b"hello", &control).to(service).flags(MessageFlags::DONTWAIT))?;
/// let mut buf = [0; 1500];
/// 'ended: loop {
///     crossbeam_channel::select! {
///         recv(rings) -> _ => while let Ok(message) = socket.recvmsg(&mut buf, MessageFlags::DONTWAIT) {
///             // …
///             if message.is_end() {
///                 break 'ended;
///             }
///         },
///         recv(stop) -> _ => break,
///     }
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Rings {
    bell: Arc<Hung>,
}

#[derive(Debug)]
struct Hung {
    rings: Sender<()>,
    heard: Receiver<()>,
    _at_once: AtOnce,
}

impl Bell for Hung {
    fn ring(&self) {
        // A full one rings.
        let _full = self.rings.try_send(());
    }

    fn silence(&self) {
        let _empty = self.heard.try_recv();
    }

    fn remind(&self) {
        self.ring();
    }
}

impl Deref for Rings {
    type Target = Receiver<()>;

    fn deref(&self) -> &Receiver<()> {
        &self.bell.heard
    }
}

impl MessageSocket {
    /// A channel that says while the socket has something to tell, for `select!`. Each call makes one. Never blocks. With
    /// the feature `crossbeam-channel`.
    pub fn rings(&self) -> Rings {
        let (rings, heard) = crossbeam_channel::bounded(1);
        let at_once = self.endpoint().driver().pass_seat_at_once();
        let bell = Arc::new(Hung { rings, heard, _at_once: at_once });
        self.core().hang_bell(&bell);
        Rings { bell }
    }
}
