//! The verbs of a call: ended once and asked for twice, discarded, aborted from elsewhere, split.

#![allow(clippy::unwrap_used)]

use rxrpc_sync::{
    AbortCode, Call, CallError, CallOptions, Endpoint, Incoming, ServiceAddress, ServiceId,
};
use std::io::{Read, Write};
use std::net::UdpSocket;
use std::thread;
use std::time::Duration;

const SERVICE: ServiceId = ServiceId(1);

struct Pair {
    client: Endpoint,
    incoming: Incoming,
    service: ServiceAddress,
}

impl Pair {
    fn new() -> Self {
        let server = Endpoint::bind("127.0.0.1:0").unwrap();
        let service = ServiceAddress::new(server.local_addr(), SERVICE);
        let incoming = server.incoming(SERVICE).unwrap();
        Self { client: Endpoint::bind("127.0.0.1:0").unwrap(), incoming, service }
    }

    /// A call of which more than a packet has come.
    fn open(&self) -> (Call, Call) {
        let mut call = self.client.call(self.service).unwrap();
        call.send(&[b'q'; 2000]).unwrap();
        let served = self.incoming.accept().unwrap();
        (call, served)
    }
}

#[test]
fn an_end_may_be_asked_for_twice_and_nothing_is_sent_after_it() {
    let pair = Pair::new();
    let (mut call, mut served) = pair.open();
    assert_eq!(call.end_send(), Ok(()));
    assert_eq!(call.end_send(), Ok(()));
    assert_eq!(call.send(b"late"), Err(CallError::WrongPhase));
    assert_eq!(served.take_request(2000).unwrap().len(), 2000);
    assert_eq!(served.send_last(b"reply"), Ok(()));
    assert_eq!(served.end_send(), Ok(()));
    assert_eq!(call.take_rest(100), Ok(b"reply".to_vec()));
    assert_eq!(served.wait_ended(), Ok(()));
    assert_eq!([call.end_send(), served.end_send()], [Ok(()), Ok(())]);
    assert!(served.send(b"late").is_err());

    let (mut call, mut served) = pair.open();
    served.abort(AbortCode(7));
    assert_eq!(call.wait_ended(), Err(CallError::Aborted(AbortCode(7))));
    assert_eq!(call.end_send(), Err(CallError::Aborted(AbortCode(7))));
    assert_eq!(served.end_send(), Err(CallError::LocallyAborted(AbortCode(7))));
}

#[test]
fn what_is_discarded_is_counted_and_the_call_ends_well() {
    let pair = Pair::new();
    let (mut call, mut served) = pair.open();
    thread::scope(|scope| {
        let discarding = scope.spawn(move || call.discard_rest());
        assert_eq!(served.discard_rest(), Ok(2000));
        served.send_last(&[b'r'; 70_000]).unwrap();
        assert_eq!(discarding.join().unwrap(), Ok(70_000));
        assert_eq!(served.wait_ended(), Ok(()));
    });
}

/// While another thread reads; and it may outlive the call and its endpoint without keeping them.
#[test]
fn an_abort_handle_ends_a_wait_of_another_thread() {
    let pair = Pair::new();
    let (mut call, mut served) = pair.open();
    let handle = call.abort_handle();
    thread::scope(|scope| {
        let reading = scope.spawn(move || (call.take_rest(100), call));
        assert_eq!(served.take_request(2000).unwrap().len(), 2000);
        handle.clone().abort(AbortCode(33));
        let (read, call) = reading.join().unwrap();
        assert_eq!(read, Err(CallError::LocallyAborted(AbortCode(33))));
        drop(call);
    });
    assert_eq!(served.wait_ended(), Err(CallError::Aborted(AbortCode(33))));
    handle.abort(AbortCode(34));
    let address = pair.client.local_addr();
    drop(pair);
    UdpSocket::bind(address).expect("nothing keeps the endpoint");
    handle.abort(AbortCode(35));
}

#[test]
fn try_send_takes_what_there_is_room_for() {
    let pair = Pair::new();
    let (mut call, mut served) = pair.open();
    let piece = vec![b'x'; 1 << 20];
    let mut sent = 2000;
    let full = loop {
        match call.try_send(&piece) {
            Ok(taken) => sent += taken,
            Err(error) => break error,
        }
    };
    assert_eq!(full, CallError::WouldBlock);
    assert_eq!(served.try_send(b"x"), Err(CallError::WrongPhase), "before the request is whole");
    thread::scope(|scope| {
        let taking = scope.spawn(move || served.take_request(usize::MAX).unwrap().len());
        call.end_send().unwrap();
        assert_eq!(taking.join().unwrap(), sent);
    });
}

#[test]
fn a_deadline_in_one_line() {
    let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
    let service = ServiceAddress::new(silent.local_addr().unwrap(), SERVICE);
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let within = CallOptions::new().hard_timeout(Duration::from_millis(20));
    let timeout = client.request_with(service, &within, b"x").unwrap_err();
    assert_eq!(timeout, CallError::DeadlinePassed);
}

/// One thread writes the request while another waits for the reply.
#[test]
fn the_halves_of_a_call_serve_two_threads() {
    let pair = Pair::new();
    let (mut sender, mut receiver) = pair.client.call(pair.service).unwrap().split();
    thread::scope(|scope| {
        let reading = scope.spawn(move || {
            let mut reply = String::new();
            receiver.read_to_string(&mut reply).map(|_| reply)
        });
        for piece in [b"one, ", b"two, "] {
            sender.write_all(piece).unwrap();
        }
        assert_eq!(sender.send_last(b"three"), Ok(()));
        assert_eq!(sender.end_send(), Ok(()));
        let (mut answer, mut request) = pair.incoming.accept().unwrap().split();
        assert_eq!(request.take_rest(100), Ok(b"one, two, three".to_vec()));
        // It may go first: the other half goes on.
        drop(request);
        answer.write_all(b"reply").unwrap();
        answer.end_send().unwrap();
        assert_eq!(reading.join().unwrap().unwrap(), "reply");
    });
}

#[test]
fn a_sending_half_that_is_dropped_before_its_end_aborts_the_call() {
    let pair = Pair::new();
    let (call, mut served) = pair.open();
    let (sender, mut receiver) = call.split();
    let (mut answer, _request) = {
        assert_eq!(served.try_recv(&mut [0; 9]), Ok(9));
        served.split()
    };
    assert_eq!(answer.end_send(), Err(CallError::WrongPhase), "the request goes on");
    drop(sender);
    let aborted = AbortCode::RX_USER_ABORT;
    assert_eq!(receiver.recv_bytes(), Err(CallError::LocallyAborted(aborted)));
    receiver.set_timeout(Some(Duration::ZERO));
    assert_eq!(receiver.discard_rest(), Err(CallError::LocallyAborted(aborted)));
    drop(answer);
}

/// The end of the request comes while the service is finding out that it has not come.
#[test]
fn a_reply_that_begins_as_the_request_ends() {
    let pair = Pair::new();
    for _ in 0..500 {
        let (mut call, mut served) = pair.open();
        thread::scope(|scope| {
            let asking = scope.spawn(move || call.take_rest(10));
            assert_eq!(served.send_last(b"reply"), Ok(()));
            assert_eq!(asking.join().unwrap(), Ok(b"reply".to_vec()));
        });
    }
}
