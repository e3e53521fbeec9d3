//! What an ID that is given in advance keeps for its call.

use crate::scene::{DONTWAIT, MORE, Message, NONE};
use rxrpc_core::wire::AbortCode;
use rxrpc_core::{Control, Errno, MessageError, ServiceId, UserCallId};
use rxrpc_tests::network::{Network, Node};
use std::task::Poll;
use std::time::Duration;

const OTHER: ServiceId = ServiceId(2);

/// A server with two places, of which a socket keeps one for a call to service 1, and which offers another service.
struct Scene {
    network: Network,
    server: Node,
    client: Node,
}

impl Scene {
    fn new() -> Self {
        let network = Network::new(3);
        let server = network.node_with(|config| config.max_service_calls = 2);
        let client = network.node();
        server.socket.bind(ServiceId(1)).expect("a fresh socket");
        server.socket.listen(16).expect("it is bound");
        let scene = Self { network, server, client };
        assert_eq!(scene.charge(500), Ok(()));
        scene
    }

    fn now<T>(&self, verb: impl Future<Output = T>) -> T {
        match self.network.poll_once(verb) {
            Poll::Ready(result) => result,
            Poll::Pending => panic!("it waits"),
        }
    }

    fn charge(&self, id: u64) -> Result<(), MessageError> {
        self.now(self.server.command(id, Control::ChargeAccept))
    }

    fn ask(&self, id: u64, service: u16) {
        let target = Some(self.server.service(service));
        assert_eq!(self.now(self.client.sendmsg_last(id, b"question", target)), Ok(8));
        self.network.run_for(Duration::from_millis(5));
    }
}

#[test]
fn a_place_that_is_kept_is_for_its_call_alone() {
    let scene = Scene::new();
    let incoming = scene.server.endpoint.incoming(OTHER).unwrap();
    scene.ask(1, 2);
    scene.ask(2, 2);
    let taken = incoming.try_next().expect("there is a place for one");
    assert!(incoming.try_next().is_none());
    scene.ask(3, 1);
    let told = Message::of(scene.network.block_on(scene.server.recvmsg(NONE)));
    assert_eq!(told, Message::data(500, b"question", NONE));
    // All places are taken: by calls, not by IDs.
    assert_eq!(scene.charge(501).unwrap_err().errno(), Errno::ENOBUFS);
    assert_eq!(scene.server.endpoint.statistics().user_call_ids, 1);
    scene.server.endpoint.abort(&taken, AbortCode(1));
    scene.server.endpoint.release(&taken);
    scene.network.run_for(Duration::from_millis(5));
    assert_eq!(scene.charge(501), Ok(()));
}

#[test]
fn what_is_kept_is_given_back_with_the_id() {
    for give_back in [0, 1, 2, 3] {
        let scene = Scene::new();
        assert_eq!(scene.charge(501), Ok(()));
        assert_eq!(scene.charge(502).unwrap_err().errno(), Errno::ENOBUFS);
        assert_eq!(scene.charge(501).unwrap_err().errno(), Errno::ENOBUFS);
        let socket = &scene.server.socket;
        match give_back {
            0 => socket.release_id(UserCallId(501)).unwrap(),
            1 => socket.listen(0).unwrap(),
            2 => socket.shutdown().unwrap(),
            _ => socket.close(),
        }
        let incoming = scene.server.endpoint.incoming(OTHER).unwrap();
        scene.ask(1, 2);
        assert!(incoming.try_next().is_some(), "way {give_back}");
    }
}

/// The ID of a call that ends before its user sees it, and the place with it, are the next call's.
#[test]
fn the_place_of_a_call_that_nobody_saw_is_kept_for_the_next() {
    let scene = Scene::new();
    assert_eq!(scene.charge(501), Ok(()));
    let target = Some(scene.server.service(1));
    let begun = scene.client.sendmsg(1, &[], &[b'q'; 1500], MORE, target);
    assert_eq!(scene.now(begun), Ok(1500));
    assert_eq!(scene.now(scene.client.command(1, Control::Abort(AbortCode(5)))), Ok(()));
    scene.network.run_for(Duration::from_millis(50));
    assert_eq!(scene.now(scene.server.recvmsg(DONTWAIT)), Err(MessageError::WouldBlock));
    let places = scene.charge(502);
    let now = scene.server.endpoint.statistics();
    assert_eq!((now.calls_received, now.live_service_calls), (1, 0));
    assert!(places.is_err(), "both IDs still have their places");
}
