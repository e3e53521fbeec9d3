//! The faults of the simulated network: each does what its name says, and calls live through it.

use rxrpc_core::Errno;
use rxrpc_tests::network::{Burst, Forge, Hop, Link, Mtu, Network, Node, Rate, for_each_seed};
use std::time::Duration;

const MILLISECOND: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);

/// Sends `count` datagrams to a socket, one a millisecond, and says when which arrived: their numbers.
fn arrivals(network: &Network, link: Link, count: u32) -> Vec<u32> {
    let (from, to) = (network.hostile(), network.hostile());
    network.set_link(link);
    for number in 0..count {
        from.send(to.address(), &number.to_be_bytes());
        network.run_for(MILLISECOND);
    }
    network.run_for(10 * SECOND);
    let numbers = to.take().into_iter().map(|seen| seen.bytes.try_into().expect("four bytes"));
    numbers.map(u32::from_be_bytes).collect()
}

#[test]
fn bursts_lose_datagrams_together() {
    let network = Network::new(1);
    let burst = Burst { begins: 10, ends: 100, loss: 1000, longest: SECOND };
    let link = Link { burst: Some(burst), ..Link::perfect(MILLISECOND) };
    let came = arrivals(&network, link, 20_000);
    let lost = 20_000 - came.len();
    let gaps = came.windows(2).filter(|pair| pair[1] != pair[0] + 1).count();
    assert_eq!(burst.mean_loss(), 90);
    assert!((1500..2200).contains(&lost), "{lost} lost");
    let mean = lost as f64 / gaps as f64;
    assert!((8.0..12.0).contains(&mean), "{mean} datagrams a burst");
}

#[test]
fn duplicates_and_reordering_lose_nothing() {
    let network = Network::new(1);
    let link = Link { duplicates: 100, reordered: 100, ..Link::perfect(20 * MILLISECOND) };
    let mut came = arrivals(&network, link, 10_000);
    assert!((900..1100).contains(&(came.len() - 10_000)), "{} came", came.len());
    let overtaken = came.windows(2).filter(|pair| pair[1] < pair[0]).count();
    assert!(overtaken > 500, "{overtaken} overtaken");
    came.sort_unstable();
    came.dedup();
    assert_eq!(came.len(), 10_000);
}

/// The receiver's UDP checksum fails.
#[test]
fn a_corrupted_datagram_is_a_lost_one() {
    let network = Network::new(1);
    let link = Link { corrupted: 100, ..Link::perfect(MILLISECOND) };
    let came = arrivals(&network, link, 10_000);
    assert!((8900..9100).contains(&came.len()), "{} came", came.len());
    assert_eq!(link.mean_loss(), 100);
}

#[test]
fn a_line_of_limited_speed_has_a_queue_that_drops() {
    let network = Network::new(0);
    let (from, to) = (network.hostile(), network.hostile());
    // Ten datagrams of 1000 bytes a second, of which five can wait beside the one that leaves.
    let rate = Rate { bytes_per_second: 10_000, queue: 5_000 };
    let hop = Hop::new(Link::perfect(MILLISECOND).at(rate));
    network.set_way(from.address(), to.address(), std::slice::from_ref(&hop));
    for _ in 0..10 {
        from.send(to.address(), &[0; 972]);
    }
    network.run_for(SECOND / 2);
    assert_eq!(to.take().len(), 4, "the fifth has just left");
    network.run_for(SECOND);
    assert_eq!(to.take().len(), 2);
    let counts = hop.counts();
    assert_eq!((counts.taken, counts.dropped, counts.bytes), (10, 4, 10_000));
}

#[test]
fn a_line_of_links_takes_the_sum_of_their_times() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    server.serve_echo(1);
    let links = [1, 20, 4].map(|latency| Link::perfect(latency * MILLISECOND));
    let (there, back) = network.set_line(client.address(), server.address(), &links);
    let reply = network.block_on(client.call(server.service(1), b"hello"));
    assert_eq!(reply, Ok(b"hello".to_vec()));
    assert_eq!(network.elapsed(), 50 * MILLISECOND);
    network.run_for(SECOND);
    assert_eq!(back[0].link().latency, 4 * MILLISECOND);
    assert!(there.iter().all(|hop| hop.counts().taken == there[0].counts().taken));
}

/// Two clients behind one router share its line and its queue.
#[test]
fn ways_share_a_hop() {
    let network = Network::new(0);
    let (server, clients) = (network.node(), [network.node(), network.node()]);
    server.serve_echo(1);
    let shared = Hop::new(Link::perfect(10 * MILLISECOND).at(Rate::megabits(10, 50 * MILLISECOND)));
    for client in &clients {
        let first = Hop::new(Link::perfect(MILLISECOND));
        network.set_way(client.address(), server.address(), &[first, shared.clone()]);
    }
    let calls = clients.map(|client| {
        let target = server.service(1);
        network
            .spawn(async move { client.call(target, &vec![7; 500_000]).await.map(|all| all.len()) })
    });
    for call in calls {
        assert_eq!(network.block_on(call), Ok(500_000));
    }
    // 10 Mbit/s carry a megabyte in 0.8 s.
    assert!(network.elapsed() > 800 * MILLISECOND, "{:?}", network.elapsed());
    assert!(shared.counts().bytes > 1_000_000);
}

/// A socket's datagrams may be cut: 1473 bytes need two packets, and twice as long as a bad link loses.
#[test]
fn what_is_longer_than_the_mtu_is_cut() {
    let network = Network::new(0);
    let (from, to) = (network.hostile(), network.hostile());
    let mtu = Mtu { bytes: 1500, reports: true };
    let hop = Hop::new(Link { mtu: Some(mtu), ..Link::perfect(MILLISECOND) });
    network.set_way(from.address(), to.address(), std::slice::from_ref(&hop));
    from.send(to.address(), &[0; 1473]);
    from.send(to.address(), &[0; 1472]);
    network.run_for(SECOND);
    assert_eq!(to.take().len(), 2);
    let counts = hop.counts();
    assert_eq!((counts.fragmented, counts.bytes), (1, 1501 + 20 + 1500));
}

/// The path shrinks in mid-call: with ICMP the packets follow within a round trip.
#[test]
fn a_path_that_shrinks_and_says_so() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    server.serve_echo(1);
    let links = [Link::perfect(MILLISECOND), Link::perfect(5 * MILLISECOND)];
    let (there, back) = network.set_line(client.address(), server.address(), &links);
    let (caller, target) = (client.clone(), server.service(1));
    let call = network.spawn(async move { caller.call(target, &vec![7; 1_000_000]).await });
    network.run_for(40 * MILLISECOND);
    assert!(!call.is_done());
    let mtu = Some(Mtu { bytes: 1280, reports: true });
    there[1].set(Link { mtu, ..links[1] });
    back[0].set(Link { mtu, ..links[1] });
    assert_eq!(network.block_on(call).map(|reply| reply.len()), Ok(1_000_000));
    assert!(network.elapsed() < 3 * SECOND, "{:?}", network.elapsed());
    assert!(there[1].counts().too_long > 0);
}

/// One way or both ways: a cut shorter than the timeout costs a call nothing but time.
#[test]
fn a_partition_heals() {
    for_each_seed(9, |seed| {
        let network = Network::new(seed);
        let (server, client) = (network.node(), network.node());
        server.serve_echo(1);
        let (caller, target) = (client.clone(), server.service(1));
        let call = network.spawn(async move { caller.call(target, &vec![7; 1_000_000]).await });
        network.run_for((5 + seed as u32) * MILLISECOND);
        match seed % 3 {
            0 => network.cut_way(client.address(), server.address()),
            1 => network.cut_way(server.address(), client.address()),
            _ => network.part(client.address(), server.address()),
        }
        network.run_for(4 * SECOND);
        assert!(!call.is_done());
        network.heal();
        let healed = network.elapsed();
        assert_eq!(network.block_on(call).map(|reply| reply.len()), Ok(1_000_000));
        let took = network.elapsed() - healed;
        assert!(took < 10 * SECOND, "{took:?} after the cut");
        network.run_for(60 * SECOND);
        network.assert_released();
    });
}

/// A client whose NAT gives it another port in mid-call: the service does not know the sender any more.
/// The call ends, by no more than its timeout, and the next one works.
#[test]
fn a_client_behind_a_nat_that_forgets() {
    for_each_seed(10, |seed| {
        let network = Network::new(seed);
        let (server, client) = (network.node(), network.node());
        server.serve(1, async |node: &Node, request| {
            node.sleep(SECOND / 2).await;
            request
        });
        let (caller, target) = (client.clone(), server.service(1));
        let call = network.spawn(async move { caller.call(target, &vec![7; 100_000]).await });
        network.run_for(Duration::from_millis(3 + 100 * seed));
        let old = client.address();
        let new = network.rebind(&client);
        assert_ne!(old, new);
        assert_eq!(client.address(), new);
        let ended = network.block_on(call);
        assert!(ended.is_err() || ended == Ok(vec![7; 100_000]), "a wrong reply");
        assert!(network.elapsed() < 25 * SECOND, "{:?}", network.elapsed());
        let reply = network.block_on(client.call(target, b"hello"));
        assert_eq!(reply, Ok(b"hello".to_vec()));
        network.run_for(100 * SECOND);
        network.assert_released();
    });
}

/// A clock that jumps by less than the timeouts ends no call; one that jumps by more may, on that side.
#[test]
fn a_clock_that_jumps() {
    for (jump, lives) in [(5, true), (3600, false)] {
        for side in 0..2 {
            let network = Network::new(0);
            let (server, client) = (network.node(), network.node());
            server.serve_echo(1);
            let (caller, target) = (client.clone(), server.service(1));
            let call = network.spawn(async move { caller.call(target, &vec![7; 1_000_000]).await });
            network.run_for(8 * MILLISECOND);
            network.jump_clock(if side == 0 { &client } else { &server }, jump * SECOND);
            match network.block_on(call) {
                Ok(reply) => assert_eq!(reply.len(), 1_000_000),
                Err(error) => assert!(!lives && error.abort_code().is_some(), "{error:?}"),
            }
            assert!(network.elapsed() < 30 * SECOND, "{:?}", network.elapsed());
            let reply = network.block_on(client.call(target, b"hello"));
            assert_eq!(reply, Ok(b"hello".to_vec()));
            network.run_for(100 * SECOND);
            network.assert_released();
        }
    }
}

/// A side for which no time passes sends nothing twice and gives nothing up; once its clock goes on, so
/// does the call.
#[test]
fn a_clock_that_stands_still() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    server.serve_echo(1);
    let (caller, target) = (client.clone(), server.service(1));
    let call = network.spawn(async move { caller.call(target, &[7; 3000]).await });
    network.stop_clock(&client);
    network.part(client.address(), server.address());
    network.run_for(SECOND);
    let before = client.endpoint.statistics().datagrams_sent;
    network.run_for(3600 * SECOND);
    assert_eq!(client.endpoint.statistics().datagrams_sent, before);
    assert!(!call.is_done());
    network.heal();
    network.start_clock(&client);
    assert_eq!(network.block_on(call), Ok(vec![7; 3000]));
    network.run_for(100 * SECOND);
    network.assert_released();
}

/// Headers that are wrong although the UDP checksum was right break no more than their calls.
#[test]
fn a_changed_address_is_a_stranger() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    server.serve_echo(1);
    let stranger = network.hostile();
    let (caller, target) = (client.clone(), server.service(1));
    let call = network.spawn(async move { caller.call(target, &[7; 30_000]).await });
    network.run_for(MILLISECOND);
    for code in [1, -1, 5] {
        let identity = client.endpoint.snapshot();
        assert_eq!(identity.calls.len(), 1);
        stranger.send_as(server.address(), client.address(), &Forge::client(1).abort(code));
    }
    assert_eq!(network.block_on(call), Ok(vec![7; 30_000]));
}

/// A service that is started again with its clock behind knows nothing of the old calls.
#[test]
fn a_peer_that_is_started_again_in_a_partition() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    server.serve_echo(1);
    let (caller, target) = (client.clone(), server.service(1));
    let call = network.spawn(async move { caller.call(target, &vec![7; 1_000_000]).await });
    network.run_for(8 * MILLISECOND);
    network.part(client.address(), server.address());
    let again = network.restart(&server, |_| {});
    again.serve_echo(1);
    network.run_for(2 * SECOND);
    network.heal();
    let ended = network.block_on(call).map(|reply| reply.len());
    let known = matches!(&ended, Err(error) if error.abort_code().is_some());
    let lost = matches!(&ended, Err(error) if error.errno() == Errno::ENETRESET);
    assert!(known || lost || ended == Ok(1_000_000), "{ended:?}");
    assert_eq!(network.block_on(client.call(target, b"hello")), Ok(b"hello".to_vec()));
}
