//! H2: a service that is busy, and says so.

use crate::support::*;
use rxrpc_core::wire::PacketType;
use rxrpc_core::{CallError, CallOptions, Control, Errno, MessageFlags, ServiceId};
use rxrpc_tests::network::{Network, Node, Seen};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

/// A service that does one call after the other, each in this time.
fn one_at_a_time(network: &Network, backlog: usize, work: Duration) -> Node {
    let server = network.node_with(|config| config.backlog = backlog);
    let incoming = server.endpoint.incoming(ServiceId(1)).expect("a free service");
    let worker = server.clone();
    network.spawn(async move {
        while let Some(call) = incoming.next().await {
            if let Ok(request) = worker.read_all(&call).await {
                worker.sleep(work).await;
                let _ = worker.send_last(&call, &request).await;
            }
            worker.endpoint.release(&call);
        }
    });
    server
}

/// So many clients ask at once, each with a deadline of ten seconds. Those that failed, and the time that all
/// took.
fn rush(clients: u32, backlog: usize, work: Duration) -> (usize, Duration) {
    let network = Network::new(u64::from(clients));
    let server = one_at_a_time(&network, backlog, work);
    let options = CallOptions::new().hard_timeout(10 * SECOND);
    let calls: Vec<_> = (0..clients)
        .map(|_| {
            let (client, target, options) = (network.node(), server.service(1), options.clone());
            network.spawn(async move {
                let call = client.open_with(target, &options).await?;
                client.send_last(&call, b"hello").await?;
                client.read_all(&call).await
            })
        })
        .collect();
    let failed = calls.into_iter().map(|call| network.block_on(call));
    let failed = failed.filter(|reply| *reply != Ok(b"hello".to_vec())).count();
    (failed, network.elapsed())
}

/// Far more than there is room for, and time enough to do all of it: nobody fails, and the service does not
/// stand idle while clients wait to ask again.
#[test]
fn h02_whoever_waits_for_a_busy_service_gets_his_turn() {
    for (clients, backlog, work) in [(40, 4, 50.0), (400, 32, 9.35)] {
        let work = MILLISECOND.mul_f64(work);
        let (failed, took) = rush(clients, backlog, work);
        let least = work * clients;
        assert_eq!(failed, 0, "of {clients}");
        assert!(took < least.mul_f64(1.25) + SECOND / 4, "{took:?} for {least:?} of work");
    }
}

/// A call that hears nothing but BUSY ends by a limit of its own and says so, on either face.
#[test]
fn h02_nothing_but_busy_is_told_as_busy() {
    let network = Network::new(2);
    let server = network.node();
    server.socket.bind(ServiceId(1)).unwrap();
    // No ID is charged, so there is no place.
    server.socket.listen(1).unwrap();
    let client = network.node_with(|config| config.machine.busy_timeout = 30 * SECOND);
    network.open_tap();
    let failed = network.block_on(client.call(server.service(1), &[7; 20_000]));
    assert_eq!(failed, Err(CallError::Busy));
    assert_eq!(CallError::Busy.errno(), Errno::EBUSY);
    // Longer than silence is borne.
    let took = network.elapsed();
    assert!(took >= 30 * SECOND && took < 31 * SECOND, "{took:?}");
    let sent = network.tapped().iter().filter(|sent| sent.from == client.address()).count();
    assert!((30..90).contains(&sent), "{sent} packets in 30 s");

    let sent = client.sendmsg_last(9, b"hello", Some(server.service(1)));
    assert_eq!(network.block_on(sent), Ok(5));
    let (message, data) = network.block_on(client.recvmsg(NONE)).unwrap();
    assert_eq!((message.call.map(|id| id.0), data.len()), (Some(9), 0));
    assert_eq!(
        (message.control.first().cloned(), message.flags),
        (Some(Control::Busy), MessageFlags::EOR)
    );
    network.run_for(SECOND);
    network.assert_released();
}

/// With a limit of zero nothing is tried again.
#[test]
fn h02_a_limit_of_zero_makes_the_first_busy_the_end() {
    let scene = Scene::with(|config| config.machine.busy_timeout = Duration::ZERO);
    scene.request(1);
    let request = scene.requests().remove(0);
    assert_eq!(scene.ask(&request.packet(PacketType::Busy, b"")), []);
    assert_eq!(scene.told().unwrap().0.control.first().cloned(), Some(Control::Busy));
    // The service may have been slow to change its mind; it hears that nobody waits.
    let seen = scene.ask(&request.last(b"answer"));
    assert_eq!(seen.iter().map(Seen::kind).collect::<Vec<_>>(), [PacketType::Abort]);
    // The channel is not the first choice for the next.
    scene.request(2);
    let next = scene.requests().remove(0);
    assert_ne!(next.header.cid, request.header.cid);
}
