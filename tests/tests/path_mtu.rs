//! A path whose links take smaller packets from some moment on: calls in both directions go on, whether
//! routers say so or not, with packets alone and with jumbograms, also when some packets are lost besides.

use rxrpc_tests::network::{Hop, Link, Mtu, Network, Node, for_each_seed};
use std::time::Duration;

const MILLISECOND: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);
const MEGABYTE: usize = 1_000_000;

/// What a link takes, and whether it reports what it does not.
fn mtu(bytes: usize, reports: bool) -> Option<Mtu> {
    Some(Mtu { bytes, reports })
}

struct Scene {
    network: Network,
    server: Node,
    client: Node,
    ways: [Vec<Hop>; 2],
    links: [Link; 2],
}

impl Scene {
    /// Two links in a row between a client and an echo service.
    fn new(seed: u64, bytes: usize, loss: u32, jumbo_limit: u32) -> Self {
        let network = Network::new(seed);
        let settings = |config: &mut rxrpc_core::Config| config.machine.jumbo_limit = jumbo_limit;
        let (server, client) = (network.node_with(settings), network.node_with(settings));
        server.serve_echo(1);
        let first = Link { mtu: mtu(bytes, true), ..Link::perfect(MILLISECOND) };
        let links = [first, Link { latency: 5 * MILLISECOND, ..first }.losing(loss)];
        let (there, back) = network.set_line(client.address(), server.address(), &links);
        Self { network, server, client, ways: [there, back], links }
    }

    fn narrow(&self, bytes: usize, reports: bool) {
        let link = Link { mtu: mtu(bytes, reports), ..self.links[1] };
        self.ways[0][1].set(link);
        self.ways[1][0].set(link);
    }

    /// Calls, and narrows the path when the call has been going on for `after`.
    fn call(&self, size: usize, after: Duration, (bytes, reports): (usize, bool)) -> Duration {
        let began = self.network.elapsed();
        let (caller, target) = (self.client.clone(), self.server.service(1));
        let call = self.network.spawn(async move { caller.call(target, &vec![7; size]).await });
        self.network.run_for(after);
        self.narrow(bytes, reports);
        let reply = self.network.block_on(call);
        assert!(reply == Ok(vec![7; size]), "{:?}", reply.map(|reply| reply.len()));
        self.network.elapsed() - began
    }

    fn too_long(&self) -> u64 {
        self.ways[0][1].counts().too_long + self.ways[1][0].counts().too_long
    }
}

#[test]
fn a_path_that_shrinks_in_silence_costs_seconds_once() {
    for_each_seed(8, |seed| {
        let scene = Scene::new(seed, 1500, 0, 1);
        let after = (15 + 3 * seed as u32) * MILLISECOND;
        let time = scene.call(2 * MEGABYTE, after, (1280, false));
        assert!(time < 10 * SECOND, "{time:?}");
        let before = scene.too_long();
        let time = scene.call(2 * MEGABYTE, MILLISECOND, (1280, false));
        assert!(time < 5 * SECOND, "the next call knows: {time:?}");
        assert!(scene.too_long() - before <= 18, "{} probes", scene.too_long() - before);
    });
}

#[test]
fn a_path_that_shrinks_and_loses_packets_too() {
    for_each_seed(8, |seed| {
        let reports = seed % 2 == 0;
        let scene = Scene::new(seed, 1500, 20, 1);
        let time = scene.call(MEGABYTE, 30 * MILLISECOND, (1000, reports));
        assert!(time < 30 * SECOND, "{time:?}");
        scene.call(MEGABYTE, MILLISECOND, (1000, reports));
    });
}

#[test]
fn jumbograms_end_where_the_path_no_longer_takes_them() {
    for_each_seed(8, |seed| {
        let reports = seed % 2 == 0;
        let scene = Scene::new(seed, 9000, 0, 6);
        let first =
            scene.network.block_on(scene.client.call(scene.server.service(1), &vec![1; MEGABYTE]));
        assert_eq!(first.map(|reply| reply.len()), Ok(MEGABYTE));
        let time = scene.call(2 * MEGABYTE, 30 * MILLISECOND, (1500, reports));
        assert!(time < 10 * SECOND, "{time:?}");
        scene.call(2 * MEGABYTE, MILLISECOND, (1500, reports));
    });
}

#[test]
fn jumbograms_halve_the_datagrams_at_least() {
    let datagrams = |jumbo_limit| {
        let scene = Scene::new(1, 9000, 0, jumbo_limit);
        scene.call(2 * MEGABYTE, MILLISECOND, (9000, true));
        scene.ways[0][0].counts().taken + scene.ways[1][0].counts().taken
    };
    let (single, jumbo) = (datagrams(1), datagrams(6));
    assert!(jumbo * 2 < single, "{jumbo} with jumbograms, {single} without");
}
