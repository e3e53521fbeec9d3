//! Who is believed about whom.

#![allow(clippy::unwrap_used)]

use crate::call::options::CallOptions;
use crate::call::send::Waiting;
use crate::endpoint::tests::{Pair, SERVICE, ready};
use crate::{Call, CallError, Errno, QuotedPacket};
use std::net::SocketAddr;
use std::sync::Arc;

/// The first datagram of a new call, which gets lost.
fn lost_request(pair: &Pair) -> (Arc<Call>, Vec<u8>) {
    let call = pair.open(&CallOptions::new());
    let mut datagram = Vec::new();
    ready(pair.client.send(&call, b"x", false, Waiting::Never, &mut 0)).unwrap();
    pair.client.poll_transmit(pair.now, 1, &mut datagram).unwrap();
    (call, datagram)
}

/// A call that the server has answered something of.
fn heard_call(pair: &Pair) -> Arc<Call> {
    let call = pair.open(&CallOptions::new());
    // The service acknowledges more packets than it delays acknowledging.
    for _ in 0..4 {
        ready(pair.client.send(&call, &[1; 1412], true, Waiting::Never, &mut 0)).unwrap();
        pair.exchange();
    }
    call
}

#[test]
fn a_packet_is_quoted_if_its_first_eight_bytes_are() {
    let payload = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    for length in 0..8 {
        assert_eq!(QuotedPacket::parse(&payload[..length]), None);
    }
    assert_eq!(QuotedPacket::parse(&payload[..8]), QuotedPacket::parse(&payload));
    assert!(QuotedPacket::parse(&payload).is_some());
}

#[test]
fn an_icmp_error_without_the_packet_ends_only_calls_of_a_peer_that_was_never_heard() {
    let pair = Pair::new();
    let server = Pair::addresses()[1];
    let (call, _) = lost_request(&pair);
    pair.client.handle_icmp_error(pair.now, server, None, Errno::EHOSTUNREACH);
    assert_eq!(call.failure(), Some(CallError::NoRoute(Errno::EHOSTUNREACH)));

    let incoming = pair.server.incoming(SERVICE).unwrap();
    let calls = [heard_call(&pair), lost_request(&pair).0];
    let served = incoming.try_next().unwrap();
    for errno in [Errno::EHOSTUNREACH, Errno::ECONNREFUSED] {
        pair.client.handle_icmp_error(pair.now, server, None, errno);
        pair.server.handle_icmp_error(pair.now, Pair::addresses()[0], None, errno);
    }
    assert_eq!(calls.map(|call| call.failure()), [None, None]);
    assert_eq!(served.failure(), None, "whoever called was heard");
}

#[test]
fn an_icmp_error_that_quotes_the_packet_ends_the_calls_to_its_peer() {
    let pair = Pair::new();
    let _incoming = pair.server.incoming(SERVICE).unwrap();
    let server = Pair::addresses()[1];
    let calls = [heard_call(&pair), lost_request(&pair).0];
    let (last, datagram) = lost_request(&pair);
    for wrong in [3, 5] {
        let mut forged = datagram.clone();
        forged[wrong] ^= 1;
        let quoted = QuotedPacket::parse(&forged);
        pair.client.handle_icmp_error(pair.now, server, quoted, Errno::ECONNREFUSED);
    }
    let quoted = QuotedPacket::parse(&datagram);
    let other_port = SocketAddr::new(server.ip(), 9);
    pair.client.handle_icmp_error(pair.now, other_port, quoted, Errno::ECONNREFUSED);
    assert_eq!(calls.each_ref().map(|call| call.failure()), [None, None], "forged");
    pair.client.handle_icmp_error(pair.now, server, quoted, Errno::ECONNREFUSED);
    for call in calls.iter().chain([&last]) {
        assert_eq!(call.failure(), Some(CallError::Network(Errno::ECONNREFUSED)));
    }
}

#[test]
fn an_icmp_error_about_a_reply_ends_the_call_of_the_service() {
    let pair = Pair::new();
    let incoming = pair.server.incoming(SERVICE).unwrap();
    let call = pair.open(&CallOptions::new());
    pair.send(&pair.client, &call);
    let served = incoming.try_next().unwrap();
    ready(pair.server.send(&served, b"reply", false, Waiting::Never, &mut 0)).unwrap();
    let mut reply = Vec::new();
    pair.server.poll_transmit(pair.now, 1, &mut reply).unwrap();
    let quoted = QuotedPacket::parse(&reply);
    let [client, server] = Pair::addresses();
    pair.server.handle_icmp_error(pair.now, server, quoted, Errno::ECONNREFUSED);
    assert_eq!(served.failure(), None, "another's address");
    pair.server.handle_icmp_error(pair.now, client, quoted, Errno::ECONNREFUSED);
    assert_eq!(served.failure(), Some(CallError::Network(Errno::ECONNREFUSED)));
}

/// Somebody who has seen no packet makes a connection under the address of another client, whose epoch and ID he then quotes.
#[test]
fn a_quoted_connection_that_anybody_may_have_made_speaks_for_itself_only() {
    let pair = Pair::new();
    let incoming = pair.server.incoming(SERVICE).unwrap();
    let [client, _] = Pair::addresses();
    let (_lost, mut forged) = lost_request(&pair);
    heard_call(&pair);
    let served = incoming.try_next().unwrap();
    // The epoch and the connection are his.
    forged[..8].copy_from_slice(&[0x9a; 8]);
    pair.server.handle_batch(pair.now, client, &forged, forged.len());
    assert_eq!(pair.server.live_calls(), 2, "his call waits for the rest of its request");
    let quoted = QuotedPacket::parse(&forged);
    pair.server.handle_icmp_error(pair.now, client, quoted, Errno::ECONNREFUSED);
    assert_eq!(served.failure(), None, "it is on another connection");
    assert_eq!(pair.server.live_calls(), 1, "his is gone");
}

/// The call begins after the report, and beside the one that it was about.
#[test]
fn what_icmp_says_of_the_path_is_for_later_calls_too() {
    for (quotes, limited) in [("nothing", true), ("the packet", true), ("another", false)] {
        let pair = Pair::new();
        let (_running, mut datagram) = lost_request(&pair);
        if quotes == "another" {
            datagram[0] ^= 1;
        }
        let quoted = QuotedPacket::parse(&datagram).filter(|_| quotes != "nothing");
        pair.client.handle_icmp_mtu(pair.now, Pair::addresses()[1], quoted, 1000);
        let later = pair.open(&CallOptions::new());
        ready(pair.client.send(&later, &[1; 3000], true, Waiting::Never, &mut 0)).unwrap();
        let mut buffer = Vec::new();
        let batch = pair.client.poll_transmit(pair.now, 1, &mut buffer).unwrap();
        assert_eq!(batch.size <= 1000, limited, "{} bytes, quoting {quotes}", batch.size);
    }
}
