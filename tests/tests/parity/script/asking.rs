//! What is asked of a peer, and not of one of its services.

use super::{LONG, SHORT};
use crate::trace::{Trace, value};
use crate::verbs::FrontEnd;
use rxrpc_core::Config;
use std::net::UdpSocket;

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    version(trace, front_end);
}

fn version(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("VERSION is asked of a peer");
    let mut config = Config::default();
    config.version = "a peer".to_owned();
    let server = front_end.endpoint(config, None);
    let client = front_end.endpoint(Config::default(), None);
    trace.say("ask_version", value(client.ask_version(server.local_addr(), LONG)));
    trace.say("of itself", client.ask_version(client.local_addr(), LONG).is_ok());
    let silent = UdpSocket::bind("127.0.0.1:0").expect("a port");
    let address = silent.local_addr().expect("an address");
    trace.say("of who never answers", value(client.ask_version(address, SHORT)));
    silent.set_nonblocking(true).expect("a socket");
    let asked = std::iter::from_fn(|| silent.recv(&mut [0; 100]).ok()).collect::<Vec<_>>();
    trace.say("questions that came there are of one size", asked.iter().all(|size| *size == 29));
    trace.say("more than one", asked.len() > 1);
    let nobody = "127.0.0.1:0".parse().expect("an address");
    trace.say("of port 0", value(client.ask_version(nobody, LONG)));
    client.close(LONG);
    trace.say("after the close", value(client.ask_version(server.local_addr(), LONG)));
}
