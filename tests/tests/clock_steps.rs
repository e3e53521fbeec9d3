//! Clocks that stand still, jump ahead by hours (a machine that was suspended, a process that was
//! stopped), and threads that come late with a time that they read before others.

use rxrpc_core::{
    AddressFamily, CallOptions, Config, Endpoint, ServiceAddress, ServiceId, Waiting,
};
use rxrpc_tests::network::{Network, Node, Random, for_each_seed};
use std::cell::Cell;
use std::net::SocketAddr;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

const MILLISECOND: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(3600);

fn sent(node: &Node) -> u64 {
    node.endpoint.statistics().datagrams_sent
}

/// One of two peers sleeps for hours, in whatever state its calls are: the calls end or go on, no packet
/// is sent for each thing that would have been due meanwhile, and the next call works.
#[test]
fn hours_that_pass_at_once_bring_no_storm() {
    for_each_seed(40, |seed| {
        let network = Network::new(seed);
        let random = &mut Random::new(seed);
        let (server, client) = (network.node(), network.node());
        server.serve(1, async |node: &Node, request: Vec<u8>| {
            node.sleep(u32::from(request[0]) * MILLISECOND).await;
            request
        });
        let target = server.service(1);
        let calls = (0..20).map(|_| {
            let data = vec![random.below(256) as u8; 1 + random.below(300_000)];
            let caller = client.clone();
            network
                .spawn(async move { caller.call(target, &data).await.map(|reply| reply == data) })
        });
        let calls: Vec<_> = calls.collect();
        network.run_for(random.up_to(300 * MILLISECOND));
        let sleeper = if random.below(2) == 0 { &server } else { &client };
        let before = sent(&server) + sent(&client);
        let began = network.elapsed();
        network.jump_clock(sleeper, random.up_to(10 * HOUR));
        for call in calls {
            if let Ok(whole) = network.block_on(call) {
                assert!(whole);
            }
        }
        let took = network.elapsed() - began;
        assert!(took < 60 * SECOND, "{took:?}");
        // All that there was to send, twice, and a little for each call.
        let most = 2 * 2 * 20 * (300_000 / 1412) + 20 * 50;
        let sent = sent(&server) + sent(&client) - before;
        assert!(sent < most as u64, "{sent} datagrams");
        assert_eq!(network.block_on(client.call(target, b"\x01fine")), Ok(b"\x01fine".to_vec()));
        network.run_for(100 * SECOND);
        network.assert_released();
    });
}

/// An idle endpoint that wakes up after hours has nothing to tell anybody.
#[test]
fn an_idle_endpoint_wakes_up_in_silence() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    server.serve_echo(1);
    let reply = network.block_on(client.call(server.service(1), b"hello"));
    assert_eq!(reply, Ok(b"hello".to_vec()));
    network.run_for(15 * SECOND);
    let before = (sent(&server), sent(&client));
    network.jump_clock(&client, 5 * HOUR);
    network.jump_clock(&server, 9 * HOUR);
    network.run_for(30 * SECOND);
    assert_eq!((sent(&server), sent(&client)), before);
    assert_eq!(network.connections(), 0);
}

/// While a clock stands nothing is due, and what comes is dealt with.
#[test]
fn a_clock_that_stands_still_stops_timers_and_nothing_else() {
    for stopped in [0, 1] {
        let network = Network::new(0);
        let nodes = [network.node(), network.node()];
        let runs = Rc::new(Cell::new(0));
        let counter = runs.clone();
        nodes[1].serve(1, async move |_: &Node, request| {
            counter.set(counter.get() + 1);
            request
        });
        network.stop_clock(&nodes[stopped]);
        for size in [5, 200_000] {
            let reply = network.block_on(nodes[0].call(nodes[1].service(1), &vec![7; size]));
            assert_eq!(reply.map(|reply| reply.len()), Ok(size));
        }
        assert_eq!(runs.get(), 2);
        network.start_clock(&nodes[stopped]);
        network.run_for(20 * SECOND);
        network.assert_released();
    }
}

/// Two endpoints to which datagrams and deadlines are handed with a time of the past, as by threads that
/// read the clock and were then held up: by a little each time, and sometimes by much.
struct Late {
    random: Random,
    now: Instant,
    ends: [Arc<Endpoint>; 2],
    addresses: [SocketAddr; 2],
}

impl Late {
    fn now(&mut self) -> Instant {
        let late = match self.random.below(10) {
            0 => self.random.up_to(3 * SECOND),
            1..5 => self.random.up_to(5 * MILLISECOND),
            _ => Duration::ZERO,
        };
        self.now.checked_sub(late).unwrap_or(self.now)
    }

    fn exchange(&mut self) {
        for _ in 0..2000 {
            let mut idle = true;
            for from in [0, 1] {
                let (end, other) = (self.ends[from].clone(), self.ends[1 - from].clone());
                let mut buffer = Vec::new();
                let now = self.now();
                while end.poll_transmit(now, 4, &mut buffer).is_some_and(|transmit| {
                    let stride = transmit.segment_size.unwrap_or(buffer.len()).max(1);
                    let lost = self.random.below(20) == 0;
                    let then = self.now();
                    if !lost {
                        other.handle_batch(then, self.addresses[from], &buffer, stride);
                    }
                    buffer.clear();
                    true
                }) {
                    idle = false;
                }
            }
            if idle {
                return;
            }
        }
        panic!("packets without end");
    }
}

#[test]
fn a_time_of_the_past_does_no_harm() {
    for_each_seed(30, |seed| {
        let endpoint = || {
            let mut config = Config::default();
            config.seed = Some(seed);
            Endpoint::new(config, AddressFamily::V4).expect("the settings are in range")
        };
        let mut late = Late {
            random: Random::new(seed),
            now: Instant::now() + HOUR,
            ends: [endpoint(), endpoint()],
            addresses: [7001, 7000].map(|port| SocketAddr::from(([127, 0, 0, 1], port))),
        };
        let [client, server] = late.ends.clone();
        let incoming = server.incoming(ServiceId(1)).unwrap();
        let target = ServiceAddress::new(late.addresses[1], ServiceId(1));
        let data = vec![7; 60_000];
        let call = client.try_open_call(late.now(), target, &CallOptions::new()).unwrap();
        let mut cx = Context::from_waker(Waker::noop());
        let mut taken = 0;
        let sending = client.clone();
        let sender = call.clone();
        let mut send =
            pin!(async { sending.send(&sender, &data, false, Waiting::Allowed, &mut taken).await });
        let (mut served, mut got, mut sent) = (None, 0, false);
        let began = late.now;
        while got < data.len() {
            if !sent && let Poll::Ready(outcome) = send.as_mut().poll(&mut cx) {
                assert_eq!(outcome, Ok(()));
                sent = true;
            }
            late.exchange();
            if served.is_none() {
                served = incoming.try_next();
            }
            if let Some(served) = &served {
                let mut piece = pin!(server.receive_bytes(served, Waiting::Never));
                while let Poll::Ready(Ok(Some(bytes))) = piece.as_mut().poll(&mut cx) {
                    got += bytes.len();
                    piece.set(server.receive_bytes(served, Waiting::Never));
                }
            }
            late.now += late.random.up_to(20 * MILLISECOND);
            for end in late.ends.clone() {
                let now = late.now();
                end.handle_timeout(now);
            }
            assert_eq!(call.failure(), None);
            assert!(late.now - began < 60 * SECOND, "got {got}");
        }
        assert_eq!(got, data.len());
    });
}
