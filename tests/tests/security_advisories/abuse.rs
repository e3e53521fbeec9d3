//! S6, S9, S10, S11, S13, S21: strangers who cost others something.

use crate::support::*;
use rxrpc_core::wire::{AckReason, Flags, PacketType};
use rxrpc_core::{CallError, Errno, ServiceAddress, ServiceId};
use rxrpc_tests::network::{Forge, Network, Node, Seen};

/// A bad RESPONSE made a server sleep for a second. Here a thousand of them take no time of anybody.
#[test]
fn s06_bad_responses_do_not_slow_others_down() {
    let time = |responses: u32| {
        let scene = Service::new();
        let (client, target) = (scene.network.node(), scene.server.service(1));
        // The stranger has a connection, so that some of its RESPONSEs belong to one.
        let _ = scene.ask(&Forge::client(1).last(b"hello"));
        let call = scene.network.spawn({
            let client = client.clone();
            async move { client.call(target, &vec![7; 100_000]).await }
        });
        let began = scene.network.elapsed();
        for number in 0..responses {
            let forge = Forge::client(1).call(0).serial(2 + number);
            let forge = forge.with(|header| header.cid.0 = 0x1000 + 4 * (number % 3));
            scene
                .hostile
                .send(scene.server.address(), &forge.packet(PacketType::Response, &[0xff; 90]));
        }
        assert_eq!(scene.network.block_on(call).map(|reply| reply.len()), Ok(100_000));
        let took = scene.network.elapsed() - began;
        scene.network.run_for(10 * MILLISECOND);
        let seen = scene.hostile.take();
        assert_eq!(count(&seen, PacketType::Challenge), 0);
        took
    };
    assert_eq!(time(1000), time(0));
}

/// An abort of an abort would go on for ever between two endpoints.
#[test]
fn s09_aborts_are_never_reflected() {
    let network = Network::new(0);
    let (one, other) = (network.node(), network.node());
    one.serve_echo(1);
    other.serve_echo(1);
    let forger = network.hostile();
    for flags in [Flags::empty(), Flags::CLIENT_INITIATED] {
        for call in [0, 1, 2, u32::MAX] {
            for service in [0, 1, 99] {
                let forge = Forge::client(service).call(call).with(|header| header.flags = flags);
                for body in [&[0xff, 0xff, 0xff, 0xff][..], b"", &[0; 100]] {
                    let abort = forge.packet(PacketType::Abort, body);
                    forger.send_as(other.address(), one.address(), &abort);
                    forger.send_as(one.address(), other.address(), &abort);
                }
            }
        }
    }
    network.run_for(100 * SECOND);
    for node in [&one, &other] {
        assert_eq!(node.endpoint.statistics().datagrams_sent, 0);
        assert!(node.endpoint.statistics().datagrams_received >= 72);
    }
}

/// A CHALLENGE when nothing is called: whoever answers it lends its key to strangers.
#[test]
fn s10_a_challenge_without_a_call_is_not_answered() {
    let scene = Client::new();
    let (call, forge) = scene.begin(1);
    let _ = scene.ask(&forge.last(b"reply"));
    assert_eq!(scene.network.block_on(scene.client.read_all(&call)), Ok(b"reply".to_vec()));
    scene.network.run_for(SECOND);
    let _ = scene.service.take();
    for security in [0, 2, 4, 6] {
        let challenge = forge.call(0).serial(50 + u32::from(security)).with(|header| {
            header.cid.0 &= !3;
            header.security_index.0 = security;
        });
        let answers = scene.ask(&challenge.packet(PacketType::Challenge, &[0; 16]));
        assert_eq!(count(&answers, PacketType::Response), 0);
        // Of another class than the connection's: refused. Of its own: nothing is said.
        assert_eq!(count(&answers, PacketType::Abort), usize::from(security != 0), "{answers:?}");
    }
    let (next, forge) = scene.begin(1);
    let _ = scene.ask(&forge.serial(90).last(b"reply"));
    assert_eq!(scene.network.block_on(scene.client.read_all(&next)), Ok(b"reply".to_vec()));
}

/// What the network says of one peer came out of a call to send to another.
#[test]
fn s11_an_unreachable_peer_fails_nobody_else() {
    let network = Network::new(0);
    let (client, server) = (network.node(), network.node());
    server.serve(1, async |node: &Node, request| {
        node.sleep(SECOND).await;
        request
    });
    let lost = network.hostile();
    // Two on one host, as behind one address, and a peer of its own.
    let mut neighbour = lost.address();
    neighbour.set_port(9999);
    let to_lost = ServiceAddress::new(lost.address(), ServiceId(1));
    let to_neighbour = ServiceAddress::new(neighbour, ServiceId(1));
    let calls = [to_lost, to_neighbour, server.service(1)].map(|target| {
        let call = network.block_on(client.open(target)).unwrap();
        network.block_on(client.send_last(&call, b"hello")).unwrap();
        call
    });
    client.endpoint.handle_network_error(network.now(), lost.address(), Errno::EHOSTUNREACH);
    let failures = calls.each_ref().map(|call| call.failure());
    assert_eq!(failures, [Some(CallError::NoRoute(Errno::EHOSTUNREACH)), None, None]);
    assert_eq!(network.block_on(client.read_all(&calls[2])), Ok(b"hello".to_vec()));
}

/// A service that is overrun answers BUSY; the one beside it does not notice.
#[test]
fn s13_a_busy_service_starves_no_other() {
    let network = Network::new(0);
    let server = network.node_with(|config| config.backlog = 4);
    let _overrun = server.endpoint.incoming(ServiceId(2)).unwrap();
    server.serve_echo(1);
    let stranger = network.hostile();
    let mut busy = 0;
    for number in 0..200 {
        let forge = Forge::client(2).with(|header| header.cid.0 = 4 * number);
        busy += count(&stranger.ask(server.address(), &forge.last(b"hello")), PacketType::Busy);
    }
    // All but the first ones, and those that came in the place of one that had not answered a PING.
    assert!(busy > 150, "{busy}");
    let client = network.node();
    for _ in 0..20 {
        let reply = network.block_on(client.call(server.service(1), b"hello"));
        assert_eq!(reply, Ok(b"hello".to_vec()));
    }
}

/// What one packet of a stranger brings its alleged sender, of whatever kind: three times its bytes at
/// most. VERSION's answer has 65 bytes by the protocol, to a question that has one at least.
#[test]
fn s21_no_packet_brings_more_than_three_times_its_bytes() {
    let kinds = (0..=20).map(PacketType::from_u8);
    for kind in kinds {
        for call in [0, 1] {
            for (seq, length) in
                [(1, 0), (1, 1), (1, 8), (7, 37), (100_000, 37), (1, 300), (1, 1412)]
            {
                // A whole request, so that it is answered.
                let last = match kind {
                    PacketType::Data => Flags::LAST_PACKET,
                    _ => Flags::empty(),
                };
                let scene = Service::verbose(100_000);
                let packet =
                    Forge::client(1).call(call).seq(seq).flags(last).packet(kind, &vec![0; length]);
                let mut answers = scene.ask(&packet);
                scene.network.run_for(60 * SECOND);
                answers.extend(scene.hostile.take());
                // The first three PINGs, which ask for a proof of the address, are not counted, and the
                // ABORT that ends the call may go beyond the limit.
                let pings = answers.iter().filter(|seen| seen.is_ping()).count();
                let bytes = |seen: &Seen| if seen.is_ping() { 0 } else { seen.bytes.len() };
                let sent = answers.iter().map(bytes).sum::<usize>() + 65 * pings.saturating_sub(3);
                let version = if kind == PacketType::Version { 93 } else { 0 };
                let most = version.max(3 * packet.len()) + 32;
                assert!(sent <= most, "{kind} {call} {length}: {answers:?}");
            }
        }
    }
    // Forged acknowledgements release nothing more.
    let scene = Service::verbose(100_000);
    let forge = Forge::client(1);
    let mut got: usize =
        scene.ask(&forge.last(&[1; 1412])).iter().map(|seen| seen.bytes.len()).sum();
    let mut sent = 1440;
    for serial in 2..40 {
        let ack = forge.serial(serial).ack(AckReason::Requested, 2, &[]);
        sent += ack.len();
        got += scene.ask(&ack).iter().map(|seen| seen.bytes.len()).sum::<usize>();
    }
    assert!(got <= 3 * sent + 3 * 65);
}
