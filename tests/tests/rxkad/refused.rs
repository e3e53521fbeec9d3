//! What clients of OpenAFS's server have sent to it, good and bad, sent to ours: the same answers.

use crate::recorded::{Connection, connections, service_keys};
use rxrpc_core::security::{
    Bytes, ConnectionFacts, HandshakeError, Nonce, Response, SecurityLevel, ServiceKey,
    ServiceKeys, Verified,
};
use rxrpc_core::wire::PacketType;
use rxrpc_core::{AbortCode, SecurityIndex, ServiceId};
use rxrpc_rxkad::keys::KeyStore;
use rxrpc_rxkad::{Calendar, RxkadService};
use rxrpc_tests::network::Network;
use std::sync::Arc;
use std::time::Duration;

const MOMENT: Duration = Duration::from_millis(10);

/// How a server has answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// It ends the connection, or one call.
    Aborted(i32),
    /// It replies to a call.
    Served,
    Silent,
}

/// A service that challenges as the one did that was recorded.
#[derive(Debug)]
struct Again {
    service: RxkadService,
    challenge: Bytes,
}

impl ServiceKey for Again {
    fn class(&self) -> SecurityIndex {
        SecurityIndex::RXKAD
    }

    fn challenge(&self, _: &ConnectionFacts, _: &Nonce) -> Bytes {
        self.challenge.clone()
    }

    fn verify(
        &self,
        connection: &ConnectionFacts,
        challenge: &[u8],
        response: &Response,
    ) -> Result<Verified, HandshakeError> {
        self.service.verify(connection, challenge, response)
    }
}

/// How OpenAFS has answered.
fn recorded(connection: &Connection) -> Answer {
    let abort = connection.of(PacketType::Abort).next();
    let reply =
        connection.of(PacketType::Data).any(|data| !data.header().flags.is_client_initiated());
    match abort {
        Some(abort) => {
            let code = abort.body().first_chunk().expect("a code");
            Answer::Aborted(i32::from_be_bytes(*code))
        }
        None if reply => Answer::Served,
        None => Answer::Silent,
    }
}

/// How our service answers the same packets of the client's; when it refuses, and the number of the call that it aborts.
fn answered(connection: &Connection) -> (Answer, Duration, u32) {
    let network = Network::new(1);
    let server = network.node();
    let first = connection.packets.first().expect("it has packets");
    let service = first.header().service_id;
    let calendar = Calendar::fixed(network.now(), first.at.system_time().expect("a time"));
    let store = Arc::new(KeyStore::fixed(service_keys()));
    let challenge = connection.of(PacketType::Challenge).next();
    let challenge = challenge.map(|packet| packet.body().to_vec()).unwrap_or_default().into();
    let key = Again { service: RxkadService::new(store).calendar(calendar), challenge };
    let keys = ServiceKeys::new().with(Arc::new(key)).min_level(SecurityLevel::Plain);
    server.endpoint.set_service_keys(ServiceId(service.0), Some(keys));
    server.serve_echo(service.0);
    let client = network.hostile();
    let (mut seen, mut last) = (Vec::new(), network.elapsed());
    for packet in &connection.packets {
        let header = packet.header();
        let of_interest = matches!(header.packet_type, PacketType::Data | PacketType::Response);
        if header.flags.is_client_initiated() && of_interest {
            last = network.elapsed();
            seen.extend(client.ask(server.address(), &packet.bytes));
        }
    }
    for _ in 0..200 {
        if seen.iter().any(|seen| seen.abort_code().is_some()) {
            break;
        }
        network.run_for(MOMENT);
        seen.extend(client.take());
    }
    let took = network.elapsed() - last;
    let abort =
        seen.iter().find_map(|seen| Some((seen.abort_code()?, seen.packet().header.call_number.0)));
    match abort {
        Some((AbortCode(code), call)) => (Answer::Aborted(code), took, call),
        None if seen.iter().any(|seen| seen.kind() == PacketType::Data) => {
            (Answer::Served, took, 0)
        }
        None => (Answer::Silent, took, 0),
    }
}

/// Compares all connections of a capture; those that are answered otherwise, by their place, are to be `but`.
fn compare(name: &str, lines: &[&str], but: &[(usize, Answer)]) {
    let mut different = Vec::new();
    for (at, connection) in connections(name).iter().enumerate() {
        let theirs = recorded(connection);
        let (ours, took, call) = answered(connection);
        if ours != theirs {
            different.push((at, ours));
        }
        let line = lines.get(at).copied().unwrap_or_default();
        match ours {
            Answer::Aborted(_) if call == 0 && !line.contains("expired 10 min ago") => {
                assert!(took >= Duration::from_secs(1), "{name} {at}, {line}: refused at once");
            }
            Answer::Aborted(_) => assert!(took <= MOMENT, "{name} {at}, {line}: refused late"),
            Answer::Served | Answer::Silent => {}
        }
    }
    assert_eq!(different, but, "{name}");
}

/// Each of these RESPONSEs is answered as OpenAFS does, with the same code and as late.
#[test]
fn responses_are_refused_as_by_openafs() {
    let bad_ticket = Answer::Aborted(AbortCode::RXKADBADTICKET.0);
    let lines: Vec<_> = include_str!("../../captures/refusals.txt").lines().collect();
    let at = |name: &str| {
        lines.iter().position(|line| line.starts_with(name)).expect("it is one of the lines")
    };
    let but = [
        // OpenAFS lets codes of its reader of DER out, which say nothing to clients.
        (at("213 garbage DER"), bad_ticket),
        (at("256 given a 213 body"), bad_ticket),
        // No call below 9 is alive, says the client: its call 1 is a replay, and ends. With OpenAFS it hangs.
        (at("callno 9"), Answer::Silent),
    ];
    assert_eq!(connections("refusals").len(), lines.len());
    compare("refusals", &lines, &but);
}

/// Each of these packets is refused as OpenAFS does, with the same code and at once; but only its call ends.
#[test]
fn packets_are_refused_as_by_openafs() {
    let data_length = Answer::Aborted(AbortCode::RXKADDATALEN.0);
    let lines: Vec<_> = include_str!("../../captures/badpackets.txt").lines().collect();
    let at = |name: &str| {
        lines.iter().position(|line| line.starts_with(name)).expect("it is one of the lines")
    };
    let but = [
        // OpenAFS does not count the head, nor look whether what it takes for data was sealed. Linux does.
        (at("L1 sealed len = packet len"), data_length),
        (at("L2 sealed len = packet len"), data_length),
        (at("L2 cut 3 bytes"), data_length),
    ];
    assert_eq!(connections("badpackets").len(), 31, "some lines are of no connection");
    compare("badpackets", &lines[..23], &but);
}
