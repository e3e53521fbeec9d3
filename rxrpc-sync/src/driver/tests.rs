//! Threads that are told to run and do not.

#![allow(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

use crate::{Endpoint, ServiceAddress, ServiceId};
use std::net::UdpSocket;
use std::thread;
use std::time::Duration;

#[test]
fn what_is_left_to_a_thread_that_does_not_run_is_sent_all_the_same() {
    let endpoint = Endpoint::bind("127.0.0.1:0").unwrap();
    let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
    let other = UdpSocket::bind("127.0.0.1:0").unwrap();
    // Whoever looks at the socket for the first time sends as well: let both have looked.
    let target = ServiceAddress::new(other.local_addr().unwrap(), ServiceId(1));
    let mut call = endpoint.call(target).unwrap();
    call.set_timeout(Some(Duration::from_millis(20)));
    call.send_last(b"request").unwrap();
    assert!(call.wait_ended().is_err());
    drop(call);
    thread::sleep(Duration::from_millis(50));

    endpoint.driver().wakes.count_one_that_never_runs();
    silent.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let target = ServiceAddress::new(silent.local_addr().unwrap(), ServiceId(1));
    let mut room = [0; 2048];
    let call_number = |room: &[u8]| room[..12].to_vec();

    // By a thread that is done with it.
    let mut call = endpoint.call(target).unwrap();
    call.send_last(b"request").unwrap();
    silent.recv(&mut room).expect("it was sent");
    let first = call_number(&room);

    // By a thread that waits for the reply.
    thread::scope(|scope| {
        let waiting = scope.spawn(|| endpoint.request(target, b"request"));
        while call_number(&room) == first {
            silent.recv(&mut room).expect("it was sent");
        }
        endpoint.close(Duration::ZERO);
        assert!(waiting.join().unwrap().is_err());
    });
}
