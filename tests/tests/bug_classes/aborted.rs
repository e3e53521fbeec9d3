//! H1: what a call that was given up leaves to the next one on its channel.

use crate::support::*;
use rxrpc_core::wire::{AbortCode, PacketType};
use rxrpc_core::{CallOptions, Control};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

/// How the first call ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Abort,
    Drop,
    HardTimeout,
    Silence,
    Success,
    PeerAborts,
    Unsent,
}

/// The channel of a call that ended so, and that of the next one.
fn channels(end: End) -> (u32, u32) {
    let scene = Scene::new();
    let (client, network) = (&scene.client, &scene.network);
    let mut options = CallOptions::new();
    if end == End::HardTimeout {
        options = options.hard_timeout(2 * SECOND);
    }
    let call = network.block_on(client.open_with(scene.target(), &options)).expect("a free slot");
    let channel = call.identity().expect("a channel").cid.0 & 3;
    if end != End::Unsent {
        network.block_on(client.send_last(&call, b"question")).expect("room");
    }
    let answer = scene.requests().pop();
    match end {
        End::Abort => assert!(client.endpoint.abort(&call, AbortCode(7))),
        End::Drop | End::Unsent => client.endpoint.release(&call),
        End::HardTimeout => network.run_for(3 * SECOND),
        End::Silence => network.run_for(30 * SECOND),
        End::Success => drop(scene.ask(&answer.expect("a request").last(b"answer"))),
        End::PeerAborts => drop(scene.ask(&answer.expect("a request").abort(7))),
    }
    assert!(call.has_ended());
    let next = network.block_on(client.open(scene.target())).expect("a free slot");
    (channel, next.identity().expect("a channel").cid.0 & 3)
}

/// OpenAFS answers the next call on a channel with BUSY as long as the handler of the one before runs, which
/// may not even hear that its call was aborted: it waited for seconds, while other channels were free.
#[test]
fn h01_a_channel_rests_after_a_call_that_the_service_may_still_work_on() {
    for end in [End::Abort, End::Drop, End::HardTimeout, End::Silence] {
        assert_eq!(channels(end), (0, 1), "{end:?}");
    }
    for end in [End::Success, End::PeerAborts, End::Unsent] {
        assert_eq!(channels(end), (0, 0), "{end:?}");
    }
}

/// Where no channel is left that does not rest, the one that has rested longest is taken, and serves as
/// any other once a call on it went well.
#[test]
fn h01_of_channels_that_all_rest_the_one_that_has_longest_is_taken() {
    let scene = Scene::new();
    for id in 1..=4 {
        scene.request(id);
    }
    assert_eq!(scene.requests().len(), 4);
    for id in [3, 1, 4, 2] {
        let abort = Control::Abort(AbortCode(7));
        assert_eq!(now_or_never(scene.client.command(id, abort.clone())), Ok(()));
        scene.told().unwrap();
    }
    scene.network.run_for(SECOND);
    let _ = scene.service.take();
    for (id, channel) in [(5, 2), (6, 2), (7, 2)] {
        scene.request(id);
        let request = scene.requests().pop().unwrap();
        assert_eq!(request.header.cid.0 & 3, channel, "call {id}");
        let _ = scene.ask(&request.last(b"answer"));
        assert_eq!(scene.told().unwrap().1, b"answer");
    }
    scene.request(8);
    scene.request(9);
    let both: Vec<_> = scene.requests().iter().map(|request| request.header.cid.0 & 3).collect();
    assert_eq!(both, [2, 0]);
}

/// All channels are taken; one call is aborted, and the next begins there at the same moment. The service
/// hears of the abort all the same, and first.
#[test]
fn h01_an_abort_goes_out_before_the_next_call_on_the_channel() {
    let scene = Scene::new();
    for id in 1..=4 {
        scene.request(id);
    }
    let requests = scene.requests();
    let aborted = requests[2].header;
    let abort = Control::Abort(AbortCode(7));
    assert_eq!(now_or_never(scene.client.command(3, abort.clone())), Ok(()));
    scene.request(5);
    scene.network.run_for(5 * MILLISECOND);
    let seen = scene.service.take();
    let seen: Vec<_> = seen
        .iter()
        .map(|seen| {
            let header = seen.packet().header;
            (header.cid, header.call_number.0, header.packet_type, seen.abort_code())
        })
        .collect();
    let expected = [
        (aborted.cid, 1, PacketType::Abort, Some(AbortCode(7))),
        (aborted.cid, 2, PacketType::Data, None),
    ];
    assert_eq!(seen, expected);
    // Nothing is left of the aborted one, and the next goes its way.
    let ends = [
        scene.told().unwrap().0.control.first().cloned(),
        scene.told().ok().and_then(|told| told.0.control.first().cloned()),
    ];
    assert_eq!(ends, [Some(abort), None]);
    let _ = scene.ask(&requests[2].call(2).last(b"answer"));
    assert_eq!(scene.told().unwrap().1, b"answer");
    let all = scene.client.endpoint.statistics();
    assert_eq!((all.live_calls, all.calls_ended), (3, 2));
}
