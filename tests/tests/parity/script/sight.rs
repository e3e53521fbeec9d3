//! What an endpoint shows of itself: statistics, the snapshot, packets to an observer.

use super::{Pair, SERVICE, four_slots, id, to};
use crate::trace::{Trace, data, eventually};
use crate::verbs::{FrontEnd, Handler};
use rxrpc_core::message::MessageFlags;
use rxrpc_core::observe::{Direction, PacketObserver, Snapshot};
use rxrpc_core::wire::{Packet, PacketType};
use rxrpc_core::{Config, ServiceAddress};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    rows(trace, front_end);
    observer(trace, front_end);
}

fn show(trace: &mut Trace, whose: &str, snapshot: &Snapshot) {
    for call in &snapshot.calls {
        let number = call.call_number.map_or("-".to_owned(), |number| number.to_string());
        let id = call.user_call_id.map_or("-".to_owned(), |id| id.to_string());
        trace.say(
            format!("{whose}, call"),
            format!(
                "{:?} service {} number {number} ID {id} {}",
                call.side, call.service, call.state
            ),
        );
    }
    for row in &snapshot.connections {
        trace.say(
            format!("{whose}, connection"),
            format!("{:?} calls {} numbers {:?}", row.side, row.calls, row.call_numbers),
        );
    }
    for row in &snapshot.bundles {
        trace.say(
            format!("{whose}, bundle"),
            format!("free {} waiting {}", row.free_slots, row.waiting),
        );
    }
    for row in &snapshot.peers {
        trace.say(
            format!("{whose}, peer"),
            format!("connections {} calls {}", row.connections, row.calls),
        );
    }
}

fn rows(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("statistics and the snapshot");
    let pair = Pair::new(front_end);
    let socket = pair.client.message_socket();
    show(trace, "client before", &pair.client.snapshot());
    let (call, served) = pair.open();
    let control = [id(8)];
    let more = to(pair.service, &control, &[b'q'; 1500]).flags(MessageFlags::MORE);
    socket.sendmsg(&more).expect("a slot");
    let second = pair.incoming.accept().expect("the call");
    eventually("both are counted", || pair.server.statistics().calls_received == 2);
    show(trace, "client", &pair.client.snapshot());
    show(trace, "server", &pair.server.snapshot());
    let now = pair.client.statistics();
    trace.say(
        "client",
        format!(
            "live {} slots {} waiting {} IDs {}",
            now.live_calls, now.slots_in_use, now.slot_waiters, now.user_call_ids
        ),
    );
    let now = pair.server.statistics();
    trace.say(
        "server",
        format!(
            "live {} of the service {} received {}",
            now.live_calls, now.live_service_calls, now.calls_received
        ),
    );
    drop((call, served, second));
    super::messages::receive_all(trace, "recvmsg", &*socket);
    pair.settle();
    show(trace, "client after", &pair.client.snapshot());
    let now = pair.client.statistics();
    trace.say(
        "client after",
        format!(
            "ended {} live {} slots {} IDs {} malformed {} rejected {}",
            now.calls_ended,
            now.live_calls,
            now.slots_in_use,
            now.user_call_ids,
            now.malformed,
            now.rejected
        ),
    );
}

/// The packets but for ACKs, in order.
#[derive(Default)]
struct Kinds(Mutex<Vec<(Direction, PacketType)>>);

impl PacketObserver for Kinds {
    fn datagram(&self, direction: Direction, _: SocketAddr, datagram: &[u8]) {
        let kind = Packet::parse(datagram).expect("our own packets").header.packet_type;
        // ACKs come when they come.
        if kind != PacketType::Ack {
            self.0.lock().expect("no panic").push((direction, kind));
        }
    }
}

fn observer(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("an observer sees the packets");
    let server = front_end.endpoint(Config::default(), None);
    let _echo = server.serve(SERVICE, 1, Handler::Echo).expect("a free service");
    let kinds = Arc::new(Kinds::default());
    let client = front_end.endpoint(four_slots(), Some(kinds.clone()));
    let service = ServiceAddress::new(server.local_addr(), SERVICE);
    trace.say("request", data(client.request(service, b"x")));
    super::settle(&*client);
    super::settle(&*server);
    let call = client.call(service).expect("a slot");
    trace.say("a call dropped before it sent anything", "ok");
    drop(call);
    let unknown = ServiceAddress::new(server.local_addr(), rxrpc_core::ServiceId(9));
    trace.say("request to a service that is not offered", data(client.request(unknown, b"x")));
    let seen = kinds.0.lock().expect("no panic").clone();
    // One thread may send while another receives, so each direction has an order of its own.
    for direction in [Direction::Sent, Direction::Received] {
        let one_way = seen.iter().filter(|(way, _)| *way == direction);
        let kinds: Vec<_> = one_way.map(|(_, kind)| format!("{kind:?}")).collect();
        trace.say(format!("{direction:?}"), kinds.join(", "));
    }
}
