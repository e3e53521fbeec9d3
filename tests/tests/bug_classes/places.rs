//! H3, H4, H5, H6: who holds the places of a service, and for how long.
//!
//! Everything here is one attacker, or many, beside one honest client: its calls all succeed, in a time
//! that is said.

use crate::support::*;
use rxrpc_core::wire::{AbortCode, AckReason, PacketType};
use rxrpc_core::{
    AddressFamily, CallError, Config, Control, Endpoint, Incoming, MessageError, ServiceId,
};
use rxrpc_tests::network::{Forge, Hostile, Network, Node, Seen};
use std::cell::Cell;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::rc::Rc;
use std::time::{Duration, Instant};

const SECOND: Duration = Duration::from_secs(1);

/// Serves echoes with so many handlers, each of which works for some time.
fn serve(network: &Network, node: &Node, handlers: usize, work: Duration) {
    let incoming = Rc::new(node.endpoint.incoming(ServiceId(1)).expect("a free service"));
    for _ in 0..handlers {
        let (node, incoming) = (node.clone(), incoming.clone());
        network.spawn(async move { handle(&node, &incoming, work).await });
    }
}

async fn handle(node: &Node, incoming: &Incoming, work: Duration) {
    while let Some(call) = incoming.next().await {
        if let Ok(request) = node.read_all(&call).await {
            node.sleep(work).await;
            let _ = node.send_last(&call, &request).await;
        }
        node.endpoint.release(&call);
    }
}

/// How long the longest of some calls of an honest client took.
fn honest(network: &Network, server: &Node, calls: u32) -> Duration {
    let client = network.node();
    let mut longest = Duration::ZERO;
    for _ in 0..calls {
        let began = network.elapsed();
        let reply = network.block_on(client.call(server.service(1), b"honest"));
        assert_eq!(reply, Ok(b"honest".to_vec()));
        longest = longest.max(network.elapsed() - began);
    }
    longest
}

fn ping_of(seen: &[Seen]) -> Option<rxrpc_core::wire::Serial> {
    seen.iter().find(|seen| seen.is_ping()).map(|seen| seen.packet().header.serial)
}

/// A client that has proven its address, and the connection that it did so on.
fn proven(network: &Network, server: &Node) -> (Hostile, Forge) {
    let client = network.hostile();
    let forge = Forge::client(1);
    let seen = client.ask(server.address(), &forge.last(b"hello"));
    let ping = ping_of(&seen).expect("a PING for a new address");
    let _ = client.ask(server.address(), &forge.serial(2).ping_response(ping));
    let _ = client.ask(server.address(), &forge.serial(3).ack(AckReason::Idle, 2, &[]));
    (client, forge)
}

/// A packet each from eight clients, and nothing more, stopped a service with eight handlers for 19 s.
#[test]
fn h03_a_first_packet_takes_no_handler() {
    let network = Network::new(0);
    let server = network.node();
    serve(&network, &server, 8, Duration::ZERO);
    for _ in 0..8 {
        let client = network.hostile();
        let _ = client.ask(server.address(), &Forge::client(1).data(b"x"));
    }
    assert!(honest(&network, &server, 20) < SECOND);
}

/// The same on the message face: no user call ID appears, and what was reserved comes back.
#[test]
fn h03_a_first_packet_shows_no_user_call_id() {
    let network = Network::new(0);
    let server = listening(&network, 0..2);
    let client = network.hostile();
    let forge = Forge::client(1);
    let seen = client.ask(server.address(), &forge.data(b"half"));
    let told = now_or_never(server.recvmsg(DONTWAIT));
    assert_eq!(told.unwrap_err(), MessageError::WouldBlock);
    // Both IDs are reserved now: the next call finds none.
    let other = forge.with(|header| header.cid.0 = 0x2000);
    let _ = client.ask(server.address(), &other.data(b"half"));
    let third = forge.with(|header| header.cid.0 = 0x3000);
    let answers = client.ask(server.address(), &third.data(b"half"));
    assert_eq!(answers.iter().map(Seen::kind).collect::<Vec<_>>(), [PacketType::Busy]);
    // One ends before it was shown: its ID is the next one's.
    let _ = client.ask(server.address(), &other.serial(2).abort(-6));
    let _ = client.ask(server.address(), &third.serial(2).last(b"whole"));
    let (message, data) = now_or_never(server.recvmsg(DONTWAIT)).unwrap();
    assert_eq!((message.call.map(|id| id.0), &data[..]), (Some(1), &b"whole"[..]));
    // The first is shown when its client proves its address.
    let ping = ping_of(&seen).unwrap();
    let _ = client.ask(server.address(), &forge.serial(2).ping_response(ping));
    let (message, data) = now_or_never(server.recvmsg(DONTWAIT)).unwrap();
    assert_eq!((message.call.map(|id| id.0), &data[..]), (Some(0), &b"half"[..]));
    server.endpoint.close();
    network.run_for(SECOND);
    assert_eq!(server.endpoint.statistics().user_call_ids, 0);
}

/// What is announced is not the first packet either, and a call that is gone is not there to be accepted.
#[test]
fn h03_a_first_packet_is_not_announced() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.hostile());
    server.socket.bind(ServiceId(1)).unwrap();
    server.socket.listen_with_announcements(4).unwrap();
    let forge = Forge::client(1);
    let _ = client.ask(server.address(), &forge.data(b"half"));
    assert_eq!(server.endpoint.statistics().ready, 0);
    let _ = client.ask(server.address(), &forge.seq(2).serial(2).last(b" whole"));
    assert_eq!(server.endpoint.statistics().ready, 1);
    let _ = client.ask(server.address(), &forge.serial(3).abort(-6));
    assert_eq!(server.endpoint.statistics().ready, 0);
    let nothing = now_or_never(server.command(5, Control::Accept));
    assert_eq!(nothing, Err(MessageError::NothingToAccept));
}

/// The PING that asks for the proof may be lost: it is repeated before anybody has the call.
#[test]
fn h03_a_lost_ping_costs_its_repeat() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.hostile());
    let incoming = server.endpoint.incoming(ServiceId(1)).unwrap();
    let forge = Forge::client(1);
    let first = client.ask(server.address(), &forge.data(b"half"));
    assert!(ping_of(&first).is_some());
    network.run_for(1100 * MILLISECOND);
    assert!(incoming.try_next().is_none());
    let ping = ping_of(&client.take()).expect("a second PING");
    let _ = client.ask(server.address(), &forge.serial(2).ping_response(ping));
    assert!(incoming.try_next().is_some());
}

/// Several calls of a connection wait for one proof, and each is handed out once.
#[test]
fn h03_a_proof_hands_out_all_calls_of_the_connection() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.hostile());
    let incoming = server.endpoint.incoming(ServiceId(1)).unwrap();
    let mut ping = None;
    for channel in 0..4 {
        let forge = Forge::client(1).with(|header| header.cid.0 |= channel);
        let seen = client.ask(server.address(), &forge.serial(1 + channel).data(b"half"));
        ping = ping.or(ping_of(&seen));
    }
    assert!(incoming.try_next().is_none());
    let answer = Forge::client(1).serial(9).ping_response(ping.unwrap());
    let _ = client.ask(server.address(), &answer);
    let calls: Vec<_> = std::iter::from_fn(|| incoming.try_next()).collect();
    assert_eq!(calls.len(), 4);
}

/// Eight clients that have proven their addresses hold eight handlers with a byte now and then. They
/// may, as long as nobody else wants one.
#[test]
fn h03_a_request_that_makes_no_progress_ends_when_others_wait() {
    let network = Network::new(0);
    let server = network.node();
    serve(&network, &server, 8, Duration::ZERO);
    let slow: Vec<_> = (0..8).map(|_| proven(&network, &server)).collect();
    let mut drip = 0;
    let mut dripped = |network: &Network| {
        drip += 1;
        for (client, forge) in &slow {
            let forge = forge.call(2).seq(drip).serial(100 + drip);
            client.send(server.address(), &forge.data(b"x"));
        }
        network.run_for(SECOND);
        let answers: Vec<_> = slow.iter().flat_map(|(client, _)| client.take()).collect();
        answers.iter().filter_map(Seen::abort_code).collect::<Vec<_>>()
    };
    for _ in 0..30 {
        assert_eq!(dripped(&network), [], "nobody else wants in");
    }
    let client = network.node();
    let target = server.service(1);
    let call = network.spawn(async move { client.call(target, b"honest").await });
    let codes: Vec<_> = (0..9).flat_map(|_| dripped(&network)).collect();
    assert!(codes.contains(&AbortCode::RX_CALL_TIMEOUT), "{codes:?}");
    assert!(call.is_done());
    assert_eq!(network.block_on(call), Ok(b"honest".to_vec()));
}

/// A deadline for a whole call, whatever its handler does.
#[test]
fn h03_a_service_call_may_have_a_deadline() {
    let network = Network::new(0);
    let server = network.node_with(|config| config.service_call_deadline = Some(3 * SECOND));
    serve(&network, &server, 1, 10 * SECOND);
    let client = network.node();
    let failed = network.block_on(client.call(server.service(1), b"slow"));
    assert_eq!(failed, Err(CallError::Aborted(AbortCode::RX_CALL_TIMEOUT)));
    assert!(network.elapsed() < 4 * SECOND, "{:?}", network.elapsed());
}

/// Clients that answer PINGs and take nothing of their replies held every handler for good.
#[test]
fn h04_a_reply_that_nobody_takes_ends_when_others_wait() {
    let network = Network::new(0);
    let server = network.node();
    let incoming = Rc::new(server.endpoint.incoming(ServiceId(1)).unwrap());
    for _ in 0..2 {
        let (server, incoming) = (server.clone(), incoming.clone());
        network.spawn(async move {
            while let Some(call) = incoming.next().await {
                let request = server.read_all(&call).await.unwrap_or_default();
                let reply = if request == b"much" { vec![1; 3_000_000] } else { request };
                let _ = server.send_last(&call, &reply).await;
                server.endpoint.release(&call);
            }
        });
    }
    let takers: Vec<_> = (0..2).map(|_| proven(&network, &server)).collect();
    for (client, forge) in &takers {
        client.send(server.address(), &forge.call(2).serial(10).last(b"much"));
    }
    let mut serial = 100;
    let mut live = |network: &Network| {
        network.run_for(SECOND);
        let mut ended = 0;
        for (client, forge) in &takers {
            for seen in client.take() {
                serial += 1;
                let packet = seen.packet();
                if seen.is_ping() {
                    let answer = forge.call(2).serial(serial).ping_response(packet.header.serial);
                    client.send(server.address(), &answer);
                }
                ended += usize::from(seen.abort_code().is_some());
            }
        }
        ended
    };
    assert_eq!((0..60).map(|_| live(&network)).sum::<usize>(), 0, "a slow reader is legal");
    let client = network.node();
    let target = server.service(1);
    let call = network.spawn(async move { client.call(target, b"honest").await });
    let ended = (0..9).map(|_| live(&network)).sum::<usize>();
    assert!(ended >= 1);
    assert_eq!(network.block_on(call), Ok(b"honest".to_vec()));
}

/// What somebody floods a service with, each time from an address that the function names.
fn flood(config: impl FnOnce(&mut Config), packets: u32, from: impl Fn(u32) -> SocketAddr) {
    let network = Network::new(0);
    let server = network.node_with(config);
    serve(&network, &server, 64, Duration::ZERO);
    let forger = network.hostile();
    let client = network.node();
    // It has proven itself before, like most.
    let before = network.block_on(client.call(server.service(1), b"before"));
    assert_eq!(before, Ok(b"before".to_vec()));
    for number in 0..packets {
        let forge = Forge::client(1).with(|header| header.cid.0 = 4 * (number + 1));
        forger.send_as(from(number), server.address(), &forge.last(b"x"));
        if number % 10 == 0 {
            network.run_for(7 * MILLISECOND);
        }
    }
    let known = network.block_on(client.call(server.service(1), b"known"));
    assert_eq!(known, Ok(b"known".to_vec()));
    assert!(honest(&network, &server, 10) < SECOND, "a client that comes now");
    let all = server.endpoint.statistics();
    assert!(all.live_service_calls <= 500, "{}", all.live_service_calls);
}

/// Finished requests of one packet, from addresses that never answer, held all places for 20 s. From one
/// source or from forged ones, they hold half, and only until somebody else wants in.
#[test]
fn h05_what_is_unproven_gives_way() {
    let few = |config: &mut Config| config.max_service_calls = 1000;
    flood(few, 3000, |_| ([10, 66, 0, 1], 666).into());
    flood(few, 3000, |number| ([10, 66, (number >> 8) as u8, number as u8], 666).into());
    flood(few, 3000, |number| {
        let host = Ipv6Addr::new(0x2001, 0xdb8, 1, 2, 0, 0, 0, number as u16);
        (IpAddr::V6(host), 666).into()
    });
}

/// Forty addresses of one IPv6 network had forty shares, and took all places of a service.
#[test]
fn h05_a_network_of_64_bits_has_one_share() {
    let mut config = Config::default();
    config.seed = Some(5);
    config.max_service_calls = 32;
    let endpoint = Endpoint::new(config, AddressFamily::Dual).unwrap();
    let incoming = endpoint.incoming(ServiceId(1)).unwrap();
    let begin = |from: SocketAddr| {
        let forge = Forge::client(1);
        endpoint.handle_datagram(Instant::now(), from, &forge.last(b"hello"));
        prove_from(&endpoint, from, &forge);
        incoming.try_next()
    };
    let held: Vec<_> = (1..=40)
        .filter_map(|number| {
            let address = Ipv6Addr::new(0x2001, 0xdb8, 1, 2, 0, 0, 0, number);
            begin((IpAddr::V6(address), 7001).into())
        })
        .collect();
    assert!(held.len() <= 28, "{}", held.len());
    assert!(begin(([10, 0, 0, 1], 7001).into()).is_some());
    let address = Ipv6Addr::new(0x2001, 0xdb8, 1, 3, 0, 0, 0, 1);
    assert!(begin((IpAddr::V6(address), 7001).into()).is_some());
}

/// A request and its ABORT, forty times from one host, filled a backlog of 32 with dead calls.
#[test]
fn h06_a_call_that_ends_in_the_backlog_leaves_it() {
    let network = Network::new(0);
    let server = network.node_with(|config| config.backlog = 32);
    let incoming = server.endpoint.incoming(ServiceId(1)).unwrap();
    let resetter = network.hostile();
    for number in 0..40 {
        let forge = Forge::client(1).with(|header| header.cid.0 = 4 * (number + 1));
        resetter.send(server.address(), &forge.last(b"x"));
        resetter.send(server.address(), &forge.serial(2).abort(-6));
    }
    network.run_for(10 * MILLISECOND);
    assert!(incoming.try_next().is_none(), "nobody is handed a dead call");
    let honest = network.hostile();
    let _ = honest.ask(server.address(), &Forge::client(1).last(b"honest"));
    assert!(incoming.try_next().is_some());
    assert_eq!(resetter.take().iter().filter(|seen| seen.kind() == PacketType::Busy).count(), 0);
}

/// A client that aborts each call as soon as a handler has it got every handler; another waited behind
/// all of its calls.
#[test]
fn h06_resetting_calls_wins_no_handlers() {
    let network = Network::new(0);
    let server = network.node_with(|config| config.max_service_calls = 64);
    serve(&network, &server, 64, 3 * SECOND);
    let (resetter, _) = proven(&network, &server);
    network.run_for(4 * SECOND);
    // Its connection is proven, so all of it counts as its host's own.
    let mut number = 0;
    let mut reset = |network: &Network, calls: u32| {
        for _ in 0..calls {
            number += 1;
            let forge = Forge::client(1).call(1 + number).serial(10 + 3 * number);
            let channel = forge.with(|header| header.cid.0 |= number % 4);
            resetter.send(server.address(), &channel.last(b"x"));
            network.run_for(MILLISECOND);
            resetter.send(server.address(), &channel.serial(11 + 3 * number).abort(-6));
            network.run_for(MILLISECOND);
        }
    };
    reset(&network, 400);
    let client = network.node();
    let target = server.service(1);
    let (done, seen) = (Rc::new(Cell::new(Duration::ZERO)), network.clone());
    let told = done.clone();
    let began = network.elapsed();
    network.spawn(async move {
        assert_eq!(client.call(target, b"honest").await, Ok(b"honest".to_vec()));
        told.set(seen.elapsed());
    });
    reset(&network, 3000);
    let took = done.get().saturating_sub(began);
    assert!(!done.get().is_zero() && took < 4 * SECOND, "{took:?}");
}

/// Users take calls of those first of whom they have fewest in hand.
#[test]
fn h06_one_host_with_many_calls_does_not_go_before_another() {
    let network = Network::new(0);
    let server = network.node();
    let incoming = server.endpoint.incoming(ServiceId(1)).unwrap();
    let take = || incoming.try_next().map(|call| (call.peer(), call));
    let mut hosts = Vec::new();
    for _ in 0..2 {
        let client = network.hostile();
        let forge = Forge::client(1);
        let seen = client.ask(server.address(), &forge.last(b"hello"));
        let ping = ping_of(&seen).unwrap();
        let _ = client.ask(server.address(), &forge.serial(2).ping_response(ping));
        server.endpoint.release(&take().unwrap().1);
        hosts.push((client, forge));
    }
    let ask = |at: usize, channel: u32| {
        let (client, forge) = &hosts[at];
        let forge = forge.with(|header| header.cid.0 |= channel).call(2).serial(20 + channel);
        let _ = client.ask(server.address(), &forge.last(b"again"));
    };
    (0..4).for_each(|channel| ask(0, channel));
    let mut held = vec![take().unwrap(), take().unwrap()];
    (0..2).for_each(|channel| ask(1, channel));
    held.extend((0..4).map(|_| take().unwrap()));
    let order: Vec<_> = held.iter().map(|(peer, _)| *peer == hosts[0].0.address()).collect();
    assert_eq!(order, [true, true, false, false, true, true]);
}
