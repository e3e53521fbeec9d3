//! The order in which locks are taken, checked at run time while everything happens at once.
//!
//! Holds: one stress on real threads; the checkers find cycles of locks by themselves. Must not know:
//! which lock guards what.
#![cfg(all(debug_assertions, not(any(rxrpc_loom, rxrpc_shuttle))))]

use crate::checker::{Plan, spawn};
use crate::pair::Pair;
use crate::world::{SERVICE, peer_address};
use rxrpc_core::lock::ranked::{Mutex, Rank};
use rxrpc_core::{
    AbortCode, Control, Errno, Incoming, MessageError, MessageFlags, MessageSocket,
    ReceivedMessage, SendMessage, ServiceId, UserCallId,
};
use std::sync::Arc;
use std::time::Duration;

impl Pair {
    /// `recvmsg`, on either socket.
    fn receive(
        &self,
        socket: &MessageSocket,
        flags: MessageFlags,
    ) -> Result<ReceivedMessage, MessageError> {
        self.run(socket.recvmsg(&mut [0; 16], flags))
    }

    /// One message with one command to a socket.
    fn command(&self, socket: &MessageSocket, id: u64, command: Control) {
        let control = [Control::UserCallId(UserCallId(id)), command];
        let flags = MessageFlags::empty();
        let message = SendMessage::new(&[], &control).flags(flags);
        let _ = self.run(socket.sendmsg(self.now, &message, &mut 0));
    }

    /// Charges user call IDs and replies to the calls that come, until the endpoint is closed.
    fn serve_messages(&self, first_id: u64) {
        for id in 0..8 {
            self.command(&self.serves, first_id + id, Control::ChargeAccept);
        }
        while let Ok(message) = self.receive(&self.serves, MessageFlags::empty()) {
            if let (Some(id), false) = (message.call, message.is_end()) {
                let control = [Control::UserCallId(id)];
                let flags = MessageFlags::empty();
                let reply = SendMessage::new(b"reply", &control).flags(flags);
                let _ = self.run(self.serves.sendmsg(self.now, &reply, &mut 0));
            }
        }
    }

    /// Serves calls until the endpoint is closed.
    fn serve_calls(&self, incoming: &Incoming) {
        while let Some(call) = self.run(incoming.next()) {
            let _ = self.echo(&call);
        }
    }
}

/// A service of the message face.
const BY_MESSAGES: ServiceId = ServiceId(8);

/// Every kind of verb and input at once, until the endpoints are closed. Whatever becomes of a verb, no
/// thread panics, and all come to an end.
fn everything_at_once() {
    let pair = Pair::new(4);
    let incoming = Arc::new(pair.service.incoming(SERVICE).unwrap());
    pair.serves.bind(BY_MESSAGES).unwrap();
    pair.serves.listen(64).unwrap();
    let mut threads = Vec::new();
    let mut start = |body: fn(&Pair, u64)| {
        let (pair, at) = (pair.clone(), threads.len() as u64);
        threads.push(spawn(move || body(&pair, at)));
    };
    for _ in 0..6 {
        start(|pair, at| {
            let service = if at % 2 == 0 { SERVICE } else { BY_MESSAGES };
            for _ in 0..3 {
                let _ = pair.send_to(service, at, b"half", MessageFlags::MORE);
                let _ = pair.send_to(service, at, b"rest", MessageFlags::empty());
            }
        });
    }
    for _ in 0..2 {
        start(|pair, _| while pair.receive(&pair.asks, MessageFlags::empty()).is_ok() {});
        start(|pair, _| {
            for _ in 0..9 {
                let _ = pair.receive(&pair.asks, MessageFlags::PEEK | MessageFlags::DONTWAIT);
                let _ = pair.receive(&pair.asks, MessageFlags::DONTWAIT);
            }
        });
        start(|pair, at| pair.serve_messages(at * 100));
    }
    start(|pair, _| {
        for id in 0..6 {
            pair.command(&pair.asks, id, Control::Abort(AbortCode(1)));
        }
        pair.client.handle_network_error(pair.now, peer_address(), Errno::ECONNREFUSED);
    });
    start(|pair, _| {
        for after in [1, 10, 300, 20_000, 200_000, 700_000] {
            for endpoint in [&pair.client, &pair.service] {
                endpoint.handle_timeout(pair.now + Duration::from_millis(after));
                let _ = (endpoint.statistics(), endpoint.snapshot(), endpoint.poll_timeout());
            }
        }
    });
    let server = {
        let pair = pair.clone();
        spawn(move || pair.serve_calls(&incoming))
    };
    // Not at a point of the program: wherever the others are by then.
    std::thread::sleep(Duration::from_millis(2));
    pair.client.close();
    pair.service.close();
    for thread in threads.into_iter().chain([server]) {
        thread.join().unwrap();
    }
}

#[test]
fn the_lock_ranks_hold() {
    let check_is_on = std::panic::catch_unwind(|| {
        let (low, high) = (Mutex::new(Rank::Socket, ()), Mutex::new(Rank::Call, ()));
        let _held = high.lock();
        drop(low.lock());
    });
    assert!(check_is_on.is_err(), "ranks are checked in this build");
    Plan::new("the lock ranks hold").check(everything_at_once);
}
