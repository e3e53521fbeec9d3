//! Who gives way to whom, with the sizes of the default settings.

use super::*;
use crate::address::ServiceAddress;
use crate::call::life::Life;
use crate::call::{Call, CallKey, Face};
use crate::proto::Side;
use rxrpc_wire::{CallNumber, Channel, ConnectionId, Epoch, ServiceId};
use std::net::Ipv4Addr;
use std::time::Instant;

const LIMIT: usize = 20_000;

/// The connections of one host, as many as are asked for.
fn connection(host: u32, number: u32) -> Arc<Connection> {
    let address = SocketAddr::from((Ipv4Addr::from_bits(host), 7001));
    Arc::new(Connection::new(
        Instant::now(),
        Side::Service,
        &crate::endpoint::LocalSocket::for_tests(),
        address,
        (Epoch(1), ConnectionId::from_raw(4 * number)),
        ServiceId(1),
        rxrpc_wire::SecurityIndex::NONE,
    ))
}

fn call() -> Arc<Call> {
    let target = ServiceAddress::new(([127, 0, 0, 1], 7000), ServiceId(1));
    Call::new(CallKey(1), None, Face::Calls, target, Life::awaiting_slot(None)).0
}

/// Adds a new connection in the way of the endpoint.
fn add(table: &mut ServiceTable, host: u32, number: u32, proven: bool) -> Option<Arc<Connection>> {
    table.make_room(LIMIT)?;
    let connection = table.add(connection(host, number));
    if proven {
        table.prove(&connection);
    }
    check(table);
    Some(connection)
}

/// What must hold of the queues. (All of it only now and then: it is a walk.)
fn check(table: &ServiceTable) {
    assert!(table.len() <= LIMIT);
    if !table.next_position.is_multiple_of(997) {
        return;
    }
    let queued: usize = table.hosts.values().map(BTreeMap::len).sum();
    assert_eq!(table.len(), queued + table.unproven.len());
    let sizes: BTreeSet<_> =
        table.hosts.iter().map(|(host, queue)| (queue.len(), Reverse(*host))).collect();
    assert_eq!(sizes, table.by_size);
}

const HONEST: u32 = 0x0a00_0001;
const OTHER: u32 = 0x0a00_0002;
const FLOOD: u32 = 0x0b00_0000;

fn honest_ones(table: &mut ServiceTable) -> Vec<Arc<Connection>> {
    (0..200).map(|number| add(table, HONEST + number % 2, number, true).expect("room")).collect()
}

fn assert_known(table: &ServiceTable, connections: &[Arc<Connection>]) {
    for connection in connections {
        assert!(table.get(&connection.service_key()).is_some());
        assert!(!connection.channels.lock().retired);
    }
}

#[test]
fn one_host_pushes_out_none_but_its_own() {
    let mut table = ServiceTable::default();
    let honest = honest_ones(&mut table);
    for number in 0..60_000 {
        let made = add(&mut table, FLOOD, number, number % 3 != 0);
        assert!(made.is_some(), "there are idle ones");
    }
    assert_known(&table, &honest);
    assert_eq!(table.len(), LIMIT);
    // Whoever is new finds a place in spite of it, and keeps it.
    let new = add(&mut table, OTHER + 5, 1, true).expect("room");
    for number in 60_000..100_000 {
        add(&mut table, FLOOD, number, true);
    }
    assert_known(&table, &[new]);
}

#[test]
fn forged_hosts_push_out_none_that_is_proven() {
    let mut table = ServiceTable::default();
    let honest = honest_ones(&mut table);
    for number in 0..60_000 {
        assert!(add(&mut table, FLOOD + number, 1, false).is_some());
    }
    assert_known(&table, &honest);
}

/// Forged hosts get a sixteenth of a table that one host has filled: nobody else's.
#[test]
fn forged_hosts_cut_the_largest_share_to_their_floor_and_no_further() {
    let mut table = ServiceTable::default();
    let honest = honest_ones(&mut table);
    for number in 0..30_000 {
        add(&mut table, FLOOD, number, true);
    }
    for number in 1..30_000 {
        add(&mut table, FLOOD + number, 1, false);
    }
    assert_known(&table, &honest);
    assert_eq!(table.unproven.len(), LIMIT / UNPROVEN_PART + 1);
}

/// Those that run are looked over, but not all of them each time.
#[test]
fn a_busy_connection_never_gives_way() {
    let mut table = ServiceTable::default();
    let mut busy = Vec::new();
    for number in 0..LIMIT as u32 {
        let made = add(&mut table, FLOOD, number, true).expect("room");
        if number < 5_000 {
            assert!(made.channels.lock().begin_service(Channel::ALL[0], CallNumber(1), call()));
            busy.push(made);
        }
    }
    let mut made = 0;
    for number in 0..10_000 {
        made += usize::from(add(&mut table, OTHER, number, true).is_some());
    }
    assert_known(&table, &busy);
    assert!(made > 9_000, "{made}");
}

#[test]
fn a_connection_is_proven_once_and_under_its_own_key_only() {
    let mut table = ServiceTable::default();
    let known = add(&mut table, HONEST, 1, true).expect("room");
    table.prove(&known);
    // One of the same key that was here before.
    table.prove(&connection(HONEST, 1));
    table.prove(&connection(HONEST, 2));
    assert_eq!((table.len(), table.hosts.len(), table.by_size.len()), (1, 1, 1));
    table.remove(&known.service_key());
    table.remove(&known.service_key());
    table.prove(&known);
    assert!(table.is_empty() && table.hosts.is_empty() && table.by_size.is_empty());
}

#[test]
fn no_room_at_all_is_no_room() {
    let mut table = ServiceTable::default();
    assert!(table.make_room(0).is_none());
    assert!(table.make_room(1).is_some());
    table.add(connection(HONEST, 1));
    assert!(table.make_room(1).is_some() && table.is_empty());
}
