//! The script: a module for a subject, each a list of short scenes on endpoints of their own.
//!
//! Holds: the order of the scenes and what they share. Must not know: which front end it is.

mod asking;
mod begun;
mod bounds;
mod call_ends;
mod calls;
mod closing;
mod commands;
mod events;
mod exact;
mod giving_up;
mod message_data;
mod message_services;
mod messages;
mod services;
mod sight;
mod sockets;
mod telling;
mod upgrades;
mod whole;

use crate::trace::{Trace, eventually};
use crate::verbs::{Call, Endpoint, FrontEnd, Incoming};
use rxrpc_core::message::{Control, MessageFlags, SendMessage, UserCallId};
use rxrpc_core::{Config, ServiceAddress, ServiceId};
use std::time::Duration;

/// The service of most scenes.
const SERVICE: ServiceId = ServiceId(147);

/// A wait that is to run out.
const SHORT: Duration = Duration::from_millis(60);

/// A wait that is not to run out.
const LONG: Duration = Duration::from_secs(60);

const NONE: MessageFlags = MessageFlags::empty();

/// Everything.
pub(crate) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    calls::run(trace, front_end);
    call_ends::run(trace, front_end);
    whole::run(trace, front_end);
    exact::run(trace, front_end);
    giving_up::run(trace, front_end);
    begun::run(trace, front_end);
    bounds::run(trace, front_end);
    telling::run(trace, front_end);
    services::run(trace, front_end);
    messages::run(trace, front_end);
    commands::run(trace, front_end);
    message_data::run(trace, front_end);
    message_services::run(trace, front_end);
    sockets::run(trace, front_end);
    events::run(trace, front_end);
    upgrades::run(trace, front_end);
    sight::run(trace, front_end);
    asking::run(trace, front_end);
    closing::run(trace, front_end);
}

/// A service whose calls the script takes one by one, and a client with four slots to it.
struct Pair {
    server: Box<dyn Endpoint>,
    incoming: Box<dyn Incoming>,
    client: Box<dyn Endpoint>,
    service: ServiceAddress,
}

impl Pair {
    fn new(front_end: &dyn FrontEnd) -> Self {
        let server = front_end.endpoint(Config::default(), None);
        let incoming = server.incoming(SERVICE).expect("a free service");
        let client = front_end.endpoint(four_slots(), None);
        let service = ServiceAddress::new(server.local_addr(), SERVICE);
        Self { server, incoming, client, service }
    }

    /// A call whose request, which is not ended, has come to the service.
    fn open(&self) -> (Box<dyn Call>, Box<dyn Call>) {
        let mut call = self.client.call(self.service).expect("a free slot");
        // A packet of its own: what does not fill one would wait for more.
        call.send(&[b'q'; 1500]).expect("room for it");
        let served = self.incoming.accept().expect("the call");
        (call, served)
    }

    /// A call with a short request that is ended, and the service's side, which has read it.
    fn asked(&self) -> (Box<dyn Call>, Box<dyn Call>) {
        let mut call = self.client.call(self.service).expect("a free slot");
        call.send_last(b"question").expect("room for it");
        let mut served = self.incoming.accept().expect("the call");
        served.take_request(100).expect("the request");
        (call, served)
    }

    fn settle(&self) {
        settle(&*self.client);
        settle(&*self.server);
    }
}

/// Waits until nothing of any call is left.
fn settle(endpoint: &dyn Endpoint) {
    eventually("no call is alive", || endpoint.statistics().live_calls == 0);
}

fn four_slots() -> Config {
    let mut config = Config::default();
    config.connections_per_bundle = 1;
    config
}

fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at * 7 + at / 251) as u8).collect()
}

fn id(number: u64) -> Control {
    Control::UserCallId(UserCallId(number))
}

fn to<'a>(service: ServiceAddress, control: &'a [Control], data: &'a [u8]) -> SendMessage<'a> {
    SendMessage::new(data, control).to(Some(service))
}

/// For a call that exists, or a command.
fn about<'a>(control: &'a [Control], data: &'a [u8]) -> SendMessage<'a> {
    SendMessage::new(data, control)
}
