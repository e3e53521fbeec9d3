//! Peers: what is asked of one, and not of one of its services, and what is kept with it.

use super::{LONG, Pair, SHORT};
use crate::trace::{Trace, value};
use crate::verbs::FrontEnd;
use rxrpc_core::Config;
use std::net::UdpSocket;
use std::sync::Arc;

pub(super) fn run(trace: &mut Trace, front_end: &dyn FrontEnd) {
    version(trace, front_end);
    peers(trace, front_end);
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

fn peers(trace: &mut Trace, front_end: &dyn FrontEnd) {
    trace.part("something is kept with a peer");
    let pair = Pair::new(front_end);
    let address = pair.server.local_addr();
    let peer = pair.client.peer(address).expect("an address");
    let kept = Arc::new("kept".to_owned());
    trace.say("before", peer.set_data(kept.clone()).is_some());
    drop(peer);
    trace.say("without a handle or a connection", Arc::strong_count(&kept) > 1);
    let (call, mut served) = pair.asked();
    let of_call = call.peer_handle();
    of_call.set_data(kept.clone());
    trace.say("one peer", Ok(&of_call) == pair.client.peer(address).as_ref());
    trace.say("another endpoint", Ok(&of_call) == pair.server.peer(address).as_ref());
    trace.say("the address", of_call.address() == call.peer());
    served.send_last(b"reply").expect("room");
    drop((of_call, call, served));
    pair.settle();
    trace.say("with a connection", Arc::strong_count(&kept) > 1);
    let again = pair.client.peer(address).expect("an address");
    trace.say("found again", format!("{:?}", again.data::<String>()));
    trace.say("as another type", again.data::<u32>().is_some());
    pair.client.close(LONG);
    trace.say("after the close", again.data::<String>().is_some());
    let nobody = "127.0.0.1:0".parse().expect("an address");
    trace.say("port 0", value(pair.server.peer(nobody)));
}
