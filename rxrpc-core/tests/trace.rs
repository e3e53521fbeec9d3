//! The trace of a `recvmsg` that meets a held call. In a process of its own, since what is traced is
//! decided once for a process.

use rxrpc_core::{
    AbortCode, AddressFamily, Config, Control, Endpoint, MessageError, MessageFlags, SendMessage,
    ServiceAddress, ServiceId, UserCallId,
};
use std::fmt;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Instant;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Keeps the codes of the events of `recvmsg`.
#[derive(Clone, Default)]
struct Codes(Arc<Mutex<Vec<String>>>);

struct CodeOf(Option<String>);

impl Visit for CodeOf {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "code" {
            self.0 = Some(value.to_owned());
        }
    }
    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

impl Subscriber for Codes {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "rxrpc::recvmsg"
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut code = CodeOf(None);
        event.record(&mut code);
        self.0.lock().expect("no test panics here").extend(code.0);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn passing_over_a_held_call_is_traced_as_a_requeue() {
    let codes = Codes::default();
    tracing::subscriber::set_global_default(codes.clone()).expect("the only one");
    let mut config = Config::default();
    config.connections_per_bundle = 1;
    let endpoint = Endpoint::new(config, AddressFamily::V4).expect("the settings are in range");
    let socket = endpoint.message_socket();
    let to = Some(ServiceAddress::new(([127, 0, 0, 1], 7000), ServiceId(1)));
    let now = Instant::now();
    let controls: Vec<[Control; 1]> =
        (1..=5).map(|id| [Control::UserCallId(UserCallId(id))]).collect();
    let messages: Vec<_> =
        controls.iter().map(|control| SendMessage::new(b"x", control).to(to)).collect();
    for message in &messages[..4] {
        assert!(poll(pin!(socket.sendmsg(now, message, &mut 0))).is_ready());
    }
    // The fifth waits for a slot, and holds its own call while it does; an abort passes it by.
    let mut taken = 0;
    let mut fifth = pin!(socket.sendmsg(now, &messages[4], &mut taken));
    assert!(poll(fifth.as_mut()).is_pending());
    let control = [Control::UserCallId(UserCallId(5)), Control::Abort(AbortCode(9))];
    let abort = SendMessage::new(b"", &control);
    assert_eq!(poll(pin!(socket.sendmsg(now, &abort, &mut 0))), Poll::Ready(Ok(())));

    let dont_wait = || {
        let mut buf = [0; 10];
        match poll(pin!(socket.recvmsg(&mut buf, MessageFlags::DONTWAIT))) {
            Poll::Ready(result) => result,
            Poll::Pending => panic!("DONTWAIT waits"),
        }
    };
    assert_eq!(dont_wait(), Err(MessageError::WouldBlock), "its maker holds the call");
    assert_eq!(poll(fifth), Poll::Ready(Ok(())), "the failure is told by recvmsg");
    let told = dont_wait().expect("the end of the fifth");
    assert_eq!(
        (told.is_end(), told.control.first().cloned()),
        (true, Some(Control::Abort(AbortCode(9))))
    );
    assert_eq!(
        *codes.0.lock().expect("no test panics here"),
        ["REQU", "RETN", "DEQU", "ENTR", "TERM", "RETN"]
    );
    codes.0.lock().expect("no test panics here").clear();
    a_request_in_pieces(&codes);
}

/// Carries all that one endpoint has to send to another.
fn carry(now: Instant, from: (&Endpoint, SocketAddr), to: &Endpoint) {
    let mut batch = Vec::new();
    while let Some(transmit) = from.0.poll_transmit(now, 16, &mut batch) {
        to.handle_batch(now, from.1, &batch, transmit.segment_size.unwrap_or(transmit.size));
        batch.clear();
    }
}

/// Two packets, of which the user reads a part, some of both, and the rest.
fn a_request_in_pieces(codes: &Codes) {
    let now = Instant::now();
    let endpoint =
        || Endpoint::new(Config::default(), AddressFamily::V4).expect("the settings are in range");
    let (client, server) = (endpoint(), endpoint());
    let (at_client, at_server) =
        (SocketAddr::from(([127, 0, 0, 1], 1)), SocketAddr::from(([127, 0, 0, 1], 2)));
    let (caller, socket) = (client.message_socket(), server.message_socket());
    socket.bind(ServiceId(1)).expect("a free service");
    socket.listen(1).expect("it has a service");
    let charge = [Control::UserCallId(UserCallId(1)), Control::ChargeAccept];
    let charged = poll(pin!(socket.sendmsg(now, &SendMessage::new(b"", &charge), &mut 0)));
    assert_eq!(charged, Poll::Ready(Ok(())));
    let id = [Control::UserCallId(UserCallId(1))];
    let request =
        SendMessage::new(&[1; 2000], &id).to(ServiceAddress::new(at_server, ServiceId(1)));
    assert_eq!(poll(pin!(caller.sendmsg(now, &request, &mut 0))), Poll::Ready(Ok(())));
    carry(now, (&client, at_client), &server);
    carry(now, (&server, at_server), &client);
    carry(now, (&client, at_client), &server);
    let expected: [(usize, &[&str]); 4] = [
        (5, &["DEQU", "ENTR", "FULL", "DATA", "RETN"]),
        (1500, &["DEQU", "ENTR", "CONT", "NEXT", "FULL", "DATA", "RETN"]),
        (1500, &["DEQU", "ENTR", "CONT", "NEXT", "DATA", "RETN"]),
        (5, &["WAIT"]),
    ];
    for (room, points) in expected {
        let mut buf = vec![0; room];
        let _ = poll(pin!(socket.recvmsg(&mut buf, MessageFlags::empty())));
        let seen = std::mem::take(&mut *codes.0.lock().expect("no test panics here"));
        assert_eq!(seen, points, "with room for {room}");
    }
}
