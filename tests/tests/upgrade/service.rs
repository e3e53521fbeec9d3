//! Services of which one is upgraded to the other.

use crate::scene::{FROM, Pair, TO, upgraded};
use rxrpc_core::security::{ClientKey, Credentials, SecurityLevel, ServiceKeys};
use rxrpc_core::wire::{AbortCode, AckReason, PacketType};
use rxrpc_core::{BindError, CallOptions, ServiceId};
use rxrpc_tests::guarded::{GuardedKey, GuardedService};
use rxrpc_tests::network::{Forge, Hostile, Network, Node, Seen};
use std::sync::Arc;

#[test]
fn calls_that_ask_come_to_the_other_service() {
    let pair = Pair::new(1);
    assert_eq!(pair.call(FROM, upgraded(), b"one packet"), Ok((TO, TO)));
    assert_eq!(pair.call(FROM, upgraded(), b"again"), Ok((TO, TO)));
    assert_eq!(pair.call(FROM, upgraded(), &[5; 100_000]), Ok((TO, TO)));
    assert_eq!(pair.call(FROM, CallOptions::new(), b"as ever"), Ok((FROM, FROM)));
    assert_eq!(pair.call(TO, CallOptions::new(), b"by its name"), Ok((TO, TO)));
    assert_eq!(pair.call(TO, upgraded(), b"it has none"), Ok((TO, TO)));
}

#[test]
fn a_first_request_of_many_packets_is_upgraded() {
    let pair = Pair::new(2);
    assert_eq!(pair.call(FROM, upgraded(), &[5; 300_000]), Ok((TO, TO)));
    let all = pair.client.endpoint.statistics();
    assert_eq!((all.rejected, pair.server.endpoint.statistics().rejected), (0, 0));
}

#[test]
fn many_at_once_are_all_upgraded() {
    let pair = Pair::new(3);
    let calls: Vec<_> = (0..40).map(|_| pair.begin(FROM, upgraded(), vec![1; 3000])).collect();
    for call in calls {
        assert_eq!(pair.network.block_on(call), Ok((TO, TO)));
    }
    pair.network.run_for(crate::scene::SECOND);
    pair.network.assert_released_but_receivers();
}

#[test]
fn an_upgrade_ends_with_either_service() {
    let network = Network::new(4);
    let server = network.node();
    let endpoint = &server.endpoint;
    let (from, to) = (ServiceId(FROM), ServiceId(TO));
    let no = Err(BindError::CannotUpgrade);
    assert_eq!(endpoint.upgradeable_service(from, to), no, "nothing is bound");
    let first = endpoint.incoming(from).unwrap();
    assert_eq!(endpoint.upgradeable_service(from, to), no, "one is bound");
    let second = endpoint.incoming(to).unwrap();
    assert_eq!(endpoint.upgradeable_service(from, from), no);
    assert_eq!(endpoint.upgradeable_service(from, to), Ok(()));
    assert_eq!(endpoint.upgradeable_service(from, to), no, "once");
    assert_eq!(endpoint.upgradeable_service(to, from), no, "not in circles");
    drop(second);
    let second = endpoint.incoming(to).unwrap();
    assert_eq!(endpoint.upgradeable_service(from, to), Ok(()), "it had ended");
    drop(first);
    let _first = endpoint.incoming(from).unwrap();
    assert_eq!(endpoint.upgradeable_service(from, to), Ok(()), "it had ended");
    drop(second);
    endpoint.close();
    assert_eq!(endpoint.upgradeable_service(from, to), Err(BindError::Closed));
}

/// A server of both services, and a client in a test's hand.
struct ByHand {
    pair: Pair,
    client: Hostile,
}

impl ByHand {
    fn new() -> Self {
        let pair = Pair::new(5);
        let client = pair.network.hostile();
        Self { pair, client }
    }

    fn ask(&self, packet: &[u8]) -> Vec<Seen> {
        self.client.ask(self.pair.server.address(), packet)
    }

    /// Which service replied, and under which ID.
    fn replied(&self, packet: &[u8]) -> (u16, u16) {
        let seen = self.ask(packet);
        let reply = seen.iter().find(|seen| seen.kind() == PacketType::Data);
        let Some(reply) = reply else { panic!("no reply: {seen:?}") };
        let number = reply.bytes[28..30].try_into().expect("two bytes");
        (u16::from_be_bytes(number), reply.packet().header.service_id.0)
    }
}

fn asking(service: u16) -> Forge {
    Forge::client(service).with(|header| header.user_status = 1)
}

#[test]
fn only_the_status_that_asks_does() {
    for status in [0, 2, 3, 0x80, 0xa5, 0xff] {
        let forge = Forge::client(FROM).with(|header| header.user_status = status);
        assert_eq!(ByHand::new().replied(&forge.last(b"x")), (FROM, FROM));
    }
    assert_eq!(ByHand::new().replied(&asking(FROM).last(b"x")), (TO, TO));
    assert_eq!(ByHand::new().replied(&asking(TO).last(b"x")), (TO, TO));
}

#[test]
fn an_upgraded_connection_takes_both_ids_and_no_third() {
    let scene = ByHand::new();
    assert_eq!(scene.replied(&asking(FROM).last(b"x")), (TO, TO));
    assert_eq!(scene.replied(&Forge::client(FROM).call(2).serial(2).last(b"x")), (TO, TO));
    assert_eq!(scene.replied(&Forge::client(TO).call(3).serial(3).last(b"x")), (TO, TO));
    assert_eq!(scene.replied(&asking(TO).call(4).serial(4).last(b"x")), (TO, TO));
    let wrong = scene.ask(&Forge::client(TO + 1).call(5).serial(5).last(b"x"));
    let codes: Vec<_> = wrong.iter().filter_map(Seen::abort_code).collect();
    assert_eq!(codes, [AbortCode::RX_PROTOCOL_ERROR]);
}

/// The connection is with its service: who asks later gets that one.
#[test]
fn a_status_on_a_connection_that_exists_changes_nothing() {
    let scene = ByHand::new();
    assert_eq!(scene.replied(&Forge::client(FROM).last(b"x")), (FROM, FROM));
    assert_eq!(scene.replied(&asking(FROM).call(2).serial(2).last(b"x")), (FROM, FROM));
    let wrong = scene.ask(&Forge::client(TO).call(3).serial(3).last(b"x"));
    let codes: Vec<_> = wrong.iter().filter_map(Seen::abort_code).collect();
    assert_eq!(codes, [AbortCode::RX_PROTOCOL_ERROR]);
}

#[test]
fn the_status_of_later_packets_means_nothing() {
    let scene = ByHand::new();
    let _ = scene.ask(&Forge::client(FROM).data(&[0; 1412]));
    assert_eq!(scene.replied(&asking(FROM).seq(2).serial(2).last(b"x")), (FROM, FROM));
    let scene = ByHand::new();
    let _ = scene.ask(&asking(FROM).data(&[0; 1412]));
    assert_eq!(scene.replied(&Forge::client(FROM).seq(2).serial(2).last(b"x")), (TO, TO));
}

/// The first packet says which service it is: one that overtakes it begins nothing.
#[test]
fn a_packet_that_overtakes_the_first_does_not_begin_a_connection() {
    let scene = ByHand::new();
    let second = Forge::client(FROM).seq(2).serial(2);
    assert_eq!(scene.ask(&second.last(b"end")), []);
    assert_eq!(scene.pair.server.endpoint.snapshot().connections, []);
    let answers = scene.ask(&asking(FROM).serial(3).data(&[0; 1412]));
    assert!(answers.iter().all(|seen| seen.packet().header.service_id.0 == TO), "{answers:?}");
    assert_eq!(scene.replied(&second.serial(4).last(b"end")), (TO, TO));
    // Where nothing can be upgraded it begins its connection as ever.
    let other = Forge::client(TO).seq(2).with(|header| header.cid.0 += 8);
    assert!(!scene.ask(&other.last(b"end")).is_empty());
}

/// A request that goes on under the ID of before, as that of a Linux client does.
#[test]
fn the_rest_of_a_request_may_come_under_the_asked_id() {
    let scene = ByHand::new();
    let first = asking(FROM);
    let _ = scene.ask(&first.data(&[0; 1412]));
    let rest = Forge::client(FROM);
    let _ = scene.ask(&rest.seq(2).serial(2).data(&[0; 1412]));
    assert_eq!(scene.replied(&rest.seq(3).serial(3).last(b"end")), (TO, TO));
    let ack = rest.serial(4).ack(AckReason::Idle, 2, &[]);
    assert_eq!(scene.ask(&ack), []);
}

/// What protects the service that is called must protect the one that takes its place.
#[test]
fn a_client_without_protection_is_not_upgraded_to_a_service_that_wants_it() {
    let pair = Pair::new(6);
    let secured = ServiceKeys::new().secured_only();
    pair.server.endpoint.set_service_keys(ServiceId(TO), Some(secured));
    assert_eq!(pair.call(FROM, upgraded(), b"x"), Ok((FROM, FROM)));
}

/// The handshake is that of the service that the client gets.
#[test]
fn a_client_with_credentials_is_upgraded_to_a_service_that_knows_it() {
    let key = 0x0a11_ce00_1234_5678;
    for (at, gets) in [(TO, TO), (FROM, FROM)] {
        let pair = Pair::new(7);
        let keys = Arc::new(GuardedService::new().user("alice", key));
        let all = ServiceKeys::new().with(keys.clone());
        pair.server.endpoint.set_service_keys(ServiceId(FROM), Some(all.clone()));
        pair.server.endpoint.set_service_keys(ServiceId(TO), (at == TO).then_some(all));
        let alice: Arc<dyn ClientKey> = Arc::new(GuardedKey::new("alice", key));
        let options = upgraded().credentials(Credentials::new(alice, SecurityLevel::Encrypted));
        for request in [vec![1; 10], vec![2; 10_000]] {
            assert_eq!(pair.call(FROM, options.clone(), &request), Ok((gets, gets)));
        }
    }
}

/// Both services of a restarted server are bound anew: a connection that was upgraded goes on.
#[test]
fn an_upgraded_connection_survives_a_restart_of_its_server() {
    let pair = Pair::new(7);
    assert_eq!(pair.call(FROM, upgraded(), b"x"), Ok((TO, TO)));
    pair.server.endpoint.close();
    let server = pair.network.restart(&pair.server, |_| {});
    server.serve(TO, async |_: &Node, request| [&TO.to_be_bytes()[..], &request].concat());
    assert_eq!(pair.call(FROM, upgraded(), b"y"), Ok((TO, TO)));
}
