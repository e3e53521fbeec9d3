//! An endpoint that the program drives in a loop of its own.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rxrpc_sync::{
    Call, CallError, CallOptions, Driver, Endpoint, ServiceAddress, ServiceId, WaitFor,
};
use std::collections::HashSet;
use std::io::{Read, Write};
use std::net::UdpSocket;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Longest wait for what is sure to come.
const PATIENCE: Duration = Duration::from_secs(30);

fn driven() -> (Endpoint, Driver) {
    Endpoint::builder().bind("127.0.0.1:0").build_with_driver().unwrap()
}

fn at(endpoint: &Endpoint, service: u16) -> ServiceAddress {
    ServiceAddress::new(endpoint.local_addr(), ServiceId(service))
}

fn serve_echo(endpoint: &Endpoint) {
    endpoint
        .serve(ServiceId(1), 2, |call| {
            let request = call.take_request(1 << 20)?;
            Ok(call.send(&request)?)
        })
        .unwrap();
}

/// Waits until one of these has something to do, or one of the bells is rung.
fn wait(drivers: &mut [&mut Driver], bells: &[&UnixStream]) {
    let waits: Vec<WaitFor> = drivers.iter_mut().map(|driver| driver.before_wait()).collect();
    let timeout = waits.iter().filter_map(WaitFor::timeout).min().unwrap_or(PATIENCE);
    let timeout = Timespec::try_from(timeout.min(PATIENCE)).unwrap();
    let sockets = drivers.iter().zip(&waits).map(|(driver, wait)| {
        let room = if wait.wants_write { PollFlags::OUT } else { PollFlags::empty() };
        PollFd::new(&**driver, PollFlags::IN | room)
    });
    let bells_watched = bells.iter().map(|bell| PollFd::new(*bell, PollFlags::IN));
    let mut watched: Vec<PollFd<'_>> = sockets.chain(bells_watched).collect();
    poll(&mut watched, Some(&timeout)).unwrap();
    for bell in bells {
        let mut bell: &UnixStream = bell;
        let _ = bell.read(&mut [0; 64]);
    }
}

/// Runs the loop until `done` says so.
fn run_until(drivers: &mut [&mut Driver], mut done: impl FnMut() -> bool) {
    let began = Instant::now();
    loop {
        drivers.iter_mut().for_each(|driver| driver.drive());
        if done() {
            return;
        }
        assert!(began.elapsed() < PATIENCE, "it is done soon");
        wait(drivers, &[]);
    }
}

/// A bell that a loop waits for, and its button.
fn bell() -> (UnixStream, UnixStream) {
    let (bell, button) = UnixStream::pair().unwrap();
    bell.set_nonblocking(true).unwrap();
    button.set_nonblocking(true).unwrap();
    (bell, button)
}

/// A bell that the endpoint rings when its loop is to drive.
fn bell_of(driver: &Driver) -> UnixStream {
    let (bell, button) = bell();
    driver.notify_with(move || {
        let _ = (&button).write(&[1]);
    });
    bell
}

/// Takes what has come of a reply; whether that was all.
fn take(call: &mut Call, reply: &mut Vec<u8>) -> bool {
    let mut buf = [0; 4096];
    loop {
        match call.try_recv(&mut buf) {
            Ok(0) => return true,
            Ok(bytes) => reply.extend_from_slice(&buf[..bytes]),
            Err(CallError::WouldBlock) => return false,
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn client_and_service_live_in_one_thread() {
    let ((server, mut serving), (client, mut driver)) = (driven(), driven());
    let incoming = server.incoming(ServiceId(1)).unwrap();
    let mut call = client.try_call(at(&server, 1)).unwrap();
    let request = vec![7; 100_000];
    let (mut sent, mut served, mut reply) = (0, None, Vec::new());
    run_until(&mut [&mut serving, &mut driver], || {
        while sent < request.len() {
            match call.try_send(&request[sent..]) {
                Ok(bytes) => sent += bytes,
                Err(CallError::WouldBlock) => break,
                Err(error) => panic!("{error}"),
            }
            if sent == request.len() {
                call.set_timeout(Some(Duration::ZERO));
                call.end_send().unwrap();
            }
        }
        served = served.take().or_else(|| incoming.try_accept().map(|call| (call, Vec::new())));
        if let Some((call, request)) = &mut served
            && take(call, request)
        {
            call.set_timeout(Some(Duration::ZERO));
            call.send_last(&request.len().to_be_bytes()).unwrap();
            served = None;
        }
        take(&mut call, &mut reply)
    });
    assert_eq!(reply, request.len().to_be_bytes());
}

/// The name of its thread would be that of the port.
#[cfg(target_os = "linux")]
#[test]
fn it_starts_no_thread() {
    let threads = |endpoint: &Endpoint| {
        let name = format!("rxrpc/{}", endpoint.local_addr().port());
        let all = std::fs::read_dir("/proc/self/task").unwrap();
        all.filter_map(|thread| std::fs::read_to_string(thread.ok()?.path().join("comm")).ok())
            .filter(|comm| comm.trim_end() == name)
            .count()
    };
    let (endpoint, _driver) = driven();
    let usual = Endpoint::bind("127.0.0.1:0").unwrap();
    serve_echo(&usual);
    assert_eq!(endpoint.request(at(&usual, 1), b"x"), Ok(b"x".to_vec()));
    let began = Instant::now();
    // A thread gives itself its name when it runs.
    while threads(&usual) == 0 {
        assert!(began.elapsed() < PATIENCE, "it has one");
        thread::yield_now();
    }
    assert_eq!(threads(&endpoint), 0);
}

#[test]
fn a_verb_that_waits_drives_itself() {
    let (server, _serving) = driven();
    serve_echo(&server);
    let (client, _driver) = driven();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..50 {
                    assert_eq!(client.request(at(&server, 1), b"x"), Ok(b"x".to_vec()));
                }
            });
        }
    });
}

/// Runs a loop in another thread while `during` does.
fn beside_a_loop(drivers: &mut [&mut Driver], during: impl FnOnce()) {
    let bells: Vec<_> = drivers.iter().map(|driver| bell_of(driver)).collect();
    let (last, mut stop) = bell();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let bells: Vec<_> = bells.iter().chain([&last]).collect();
            let began = Instant::now();
            while !done.load(Ordering::SeqCst) {
                assert!(began.elapsed() < PATIENCE, "it is done soon");
                drivers.iter_mut().for_each(|driver| driver.drive());
                wait(drivers, &bells);
            }
        });
        during();
        done.store(true, Ordering::SeqCst);
        stop.write_all(&[1]).unwrap();
    });
}

#[test]
fn verbs_that_wait_and_a_loop_leave_the_socket_to_each_other() {
    let ((server, mut serving), (client, mut driver)) = (driven(), driven());
    serve_echo(&server);
    beside_a_loop(&mut [&mut serving, &mut driver], || {
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        assert_eq!(client.request(at(&server, 1), b"x"), Ok(b"x".to_vec()));
                    }
                });
            }
        });
    });
}

/// The loop would sleep without a limit when another thread sends a request, and goes: the loop is to send it again.
#[test]
fn the_loop_learns_of_what_other_threads_set_in_motion() {
    let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
    silent.set_nonblocking(true).unwrap();
    let target = ServiceAddress::new(silent.local_addr().unwrap(), ServiceId(1));
    let (client, mut driver) = driven();
    let mut bell = bell_of(&driver);
    bell.set_nonblocking(false).unwrap();
    bell.set_read_timeout(Some(PATIENCE)).unwrap();
    driver.drive();
    assert_eq!(driver.before_wait().timeout(), None, "nothing is due");
    let request = thread::spawn(move || {
        let mut call = client.try_call(target).unwrap();
        assert_eq!(call.try_send(&[7; 3000]), Ok(3000));
        call
    });
    let _call = request.join().unwrap();
    assert!(bell.read(&mut [0; 64]).is_ok(), "it is told");
    let (mut room, mut came) = ([0; 2048], HashSet::new());
    run_until(&mut [&mut driver], || {
        let mut sent_again = false;
        while silent.recv(&mut room).is_ok() {
            let is_data = room[20] == 1;
            sent_again |= is_data && !came.insert(room[12..16].to_vec());
        }
        sent_again
    });
}

/// While a thread waits in a verb, that drives; when it is over, the loop does, which is told.
#[test]
fn a_loop_is_told_when_a_verb_that_drove_is_over() {
    let (client, mut driver) = driven();
    let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
    silent.set_read_timeout(Some(PATIENCE)).unwrap();
    let target = ServiceAddress::new(silent.local_addr().unwrap(), ServiceId(1));
    let mut bell = bell_of(&driver);
    thread::scope(|scope| {
        let request = scope.spawn(|| client.request(target, b"x"));
        silent.recv(&mut [0; 2048]).unwrap();
        // The request may leave before its thread sits down to wait for the reply.
        let began = Instant::now();
        while driver.before_wait().deadline.is_some() {
            assert!(began.elapsed() < PATIENCE);
            thread::yield_now();
        }
        let _ = bell.read(&mut [0; 64]);
        driver.drive();
        assert_eq!(driver.before_wait(), WaitFor::default(), "another thread drives");
        client.close(Duration::ZERO);
        assert!(request.join().unwrap().is_err());
        bell.set_nonblocking(false).unwrap();
        bell.set_read_timeout(Some(PATIENCE)).unwrap();
        assert!(bell.read(&mut [0; 64]).is_ok());
        assert!(driver.before_wait().over);
    });
}

/// Before this thread sleeps it asks what to wait for, so nobody need tell it.
#[test]
fn one_thread_alone_hears_nothing_of_what_it_does_itself() {
    let ((server, mut serving), (client, mut driver)) = (driven(), driven());
    let incoming = server.incoming(ServiceId(1)).unwrap();
    let rung = Arc::new(AtomicUsize::new(0));
    for driver in [&serving, &driver] {
        let rung = rung.clone();
        driver.notify_with(move || {
            rung.fetch_add(1, Ordering::SeqCst);
        });
    }
    let mut held = Vec::new();
    for _ in 0..20 {
        serving.drive();
        driver.drive();
        held.extend(incoming.try_accept());
        let mut call = client.begin_call(at(&server, 1), &CallOptions::new()).unwrap();
        call.try_send(&[7; 3000]).unwrap();
        held.push(call);
        held.truncate(4);
        wait(&mut [&mut serving, &mut driver], &[]);
    }
    assert_eq!(rung.load(Ordering::SeqCst), 0);
}

#[test]
fn a_driver_that_is_dropped_closes_its_endpoint() {
    let (endpoint, driver) = driven();
    let incoming = endpoint.incoming(ServiceId(1)).unwrap();
    let address = endpoint.local_addr();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| incoming.accept().map(|_| ()));
        drop(driver);
        assert_eq!(waiting.join().unwrap(), Err(CallError::Closed));
    });
    assert_eq!(endpoint.try_call(at(&endpoint, 1)).map(|_| ()), Err(CallError::Closed));
    assert!(UdpSocket::bind(address).is_ok(), "its address is free");
}

#[test]
fn the_end_of_an_endpoint_is_told_and_frees_its_address_with_the_driver() {
    let ends: [fn(Endpoint); 2] = [drop, |endpoint| {
        endpoint.close(Duration::ZERO);
    }];
    for end in ends {
        let (endpoint, mut driver) = driven();
        let (address, held) = (endpoint.local_addr(), bell_of(&driver));
        assert!(!driver.before_wait().over);
        end(endpoint);
        held.set_nonblocking(false).unwrap();
        held.set_read_timeout(Some(PATIENCE)).unwrap();
        assert!((&held).read(&mut [0; 64]).is_ok(), "the loop is to drive");
        driver.drive();
        let wait = driver.before_wait();
        assert!(wait.over && wait.timeout() == Some(Duration::ZERO));
        assert!(UdpSocket::bind(address).is_err(), "the loop may still wait for the socket");
        drop(driver);
        assert!(UdpSocket::bind(address).is_ok());
    }
}

/// A refusal lies in the error queue, which makes the socket ready until it is taken out.
#[cfg(target_os = "linux")]
#[test]
fn icmp_ends_a_call_and_lets_the_loop_sleep() {
    let nobody = UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (client, mut driver) = driven();
    let mut call = client.try_call(ServiceAddress::new(nobody, ServiceId(1))).unwrap();
    call.try_send(&[7; 3000]).unwrap();
    run_until(&mut [&mut driver], || call.try_recv(&mut [0; 8]) != Err(CallError::WouldBlock));
    let refused = call.try_recv(&mut [0; 8]);
    assert_eq!(refused, Err(CallError::Network(rxrpc_sync::Errno::ECONNREFUSED)));
    driver.drive();
    let mut watched = [PollFd::new(&driver, PollFlags::IN)];
    let now = Timespec::default();
    assert_eq!(poll(&mut watched, Some(&now)), Ok(0), "nothing is left in the socket");
}

#[test]
fn what_the_verbs_of_a_round_send_leaves_in_parts_of_what_is_in_flight() {
    let (client, mut driver) = driven();
    let peer = UdpSocket::bind("127.0.0.1:0").unwrap();
    let target = ServiceAddress::new(peer.local_addr().unwrap(), ServiceId(1));
    let mut calls: Vec<Call> = (0..16).map(|_| client.try_call(target).unwrap()).collect();
    driver.drive();
    let sent = || client.statistics().datagrams_sent;
    let send = |call: &mut Call| {
        call.send_last(b"request").unwrap();
        sent()
    };
    let sent_after: Vec<u64> = calls[..10].iter_mut().map(send).collect();
    assert_eq!(sent_after, [0, 0, 0, 0, 0, 0, 0, 8, 8, 8]);
    let _ = driver.before_wait();
    assert_eq!(sent(), 10, "the loop may sleep now");
    assert_eq!(send(&mut calls[10]), 11, "the loop is not awake");
    driver.drive();
    assert_eq!(send(&mut calls[11]), 11);
    let elsewhere = thread::scope(|scope| scope.spawn(|| send(&mut calls[12])).join());
    assert_eq!(elsewhere.unwrap(), 13, "another thread sends what there is");
}
