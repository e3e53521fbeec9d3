//! Every step of a life, and what follows from it.

use super::*;
use crate::endpoint::LocalSocket;
use crate::lock::Permits;
use crate::proto::{FinalState, MachineConfig, ReceiveBudget, Side};
use rxrpc_wire::{
    CallNumber, ConnectionId, Epoch, Flags, Header, PacketType, SecurityIndex, Seq, Serial,
    ServiceId,
};
use std::net::SocketAddr;
use std::time::Duration;

const CODE: AbortCode = AbortCode(7);
const NETWORK: Completion = Completion::NetworkError(crate::errno::Errno::EHOSTUNREACH);

fn connected(now: Instant, side: Side) -> Box<Connected> {
    let peer = SocketAddr::from(([127, 0, 0, 1], 7000));
    let id = (Epoch(1), ConnectionId::from_raw(4));
    let local = LocalSocket::for_tests();
    let connection =
        Arc::new(Connection::new(now, side, &local, peer, id, ServiceId(1), SecurityIndex::NONE));
    let identity = connection.identity(Channel::ALL[0], CallNumber(1));
    let (config, budget) =
        (Arc::new(MachineConfig::default()), Arc::new(ReceiveBudget::new(1 << 20)));
    let known = KnownPath { rate: None, path: None };
    Connected::new(now, &config, &budget, &connection, identity, known)
}

fn slot() -> Permit {
    Permit::try_of(&Permits::new(4)).expect("nobody has one")
}

/// A client call that has its channel.
fn client(now: Instant) -> Life {
    let mut life = Life::awaiting_slot(None);
    life.connect(slot(), |_| connected(now, Side::Client)).expect("it has not ended");
    assert!(is_nothing(&life.settle()));
    life
}

/// A service call whose whole request is here.
fn service(now: Instant) -> Life {
    let mut life = Life::on_channel(connected(now, Side::Service));
    let request = data(&life, true);
    machine(&mut life).handle_data(now, &request, b"question");
    assert!(life.settle().events.contains(Events::READABLE));
    life
}

fn machine(life: &mut Life) -> &mut CallMachine {
    life.machine().expect("it is on a channel")
}

/// The header of a DATA packet that is all of a request, or reply.
fn data(life: &Life, to_service: bool) -> Header {
    let identity = life.connected().expect("it is on a channel").identity;
    let flags = if to_service { Flags::CLIENT_INITIATED } else { Flags::empty() };
    Header {
        epoch: identity.epoch,
        cid: identity.cid,
        call_number: identity.call_number,
        seq: Seq(1),
        serial: Serial(1),
        packet_type: PacketType::Data,
        flags: flags | Flags::LAST_PACKET,
        user_status: 0,
        security_index: identity.security_index,
        checksum: 0,
        service_id: identity.service_id,
    }
}

/// Sends what is due, one datagram or batch of them.
fn transmit(life: &mut Life, now: Instant) {
    let connected = life.connected_mut().expect("it is on a channel");
    let Connected { machine, identity, connection } = connected;
    let sent = machine.poll_transmit(now, identity, connection.as_ref(), 1, &mut Vec::new());
    sent.expect("there is something");
}

/// A client call that has sent its request.
fn exposed(now: Instant) -> Life {
    let mut life = client(now);
    machine(&mut life).queue_packet(b"question".as_slice().into(), 0, true);
    transmit(&mut life, now);
    let _ = life.settle();
    life
}

/// A client call that has its reply, and owes its final ACK.
fn replied(now: Instant) -> (Life, Settled) {
    let mut life = exposed(now);
    let reply = data(&life, false);
    machine(&mut life).handle_data(now, &reply, b"answer");
    let settled = life.settle();
    (life, settled)
}

fn is_nothing(settled: &Settled) -> bool {
    let Settled { events, transmit, deadline, channel, over } = settled;
    events.is_empty() && !transmit && deadline.is_none() && channel.is_none() && !over
}

fn ending(life: &Life, news: Option<ChannelNews>) -> Ending {
    let news = news.expect("the channel hears of it");
    life.for_channel(news).expect("it had a channel").ending
}

/// Ended, waiters woken, the slot handed on, and nothing left.
fn is_end_of_all(settled: &Settled) -> bool {
    settled.events.contains(Events::COMPLETED)
        && settled.over
        && !settled.transmit
        && settled.deadline.is_none()
}

#[test]
fn a_call_without_a_slot_stands_under_its_hard_deadline() {
    let now = Instant::now();
    let mut life = Life::awaiting_slot(Some(now + Duration::from_secs(3)));
    life.handle_timeout(now + Duration::from_secs(2));
    let settled = life.settle();
    assert_eq!(settled.deadline, Some(now + Duration::from_secs(3)));
    assert!(is_nothing(&Settled { deadline: None, ..settled }));
    assert!(life.completion().is_none() && !life.is_over());
}

#[test]
fn every_end_without_a_slot_is_the_end_of_all() {
    let now = Instant::now();
    type End = fn(&mut Life, Instant);
    let ends: [(End, Completion); 4] = [
        (|life, _| life.fail(NETWORK), NETWORK),
        (
            |life, _| assert!(life.abort(CODE)),
            Completion::LocallyAborted { code: CODE, error: Failure::Aborted },
        ),
        (
            |life, now| drop(life.handle_timeout(now)),
            Completion::LocallyAborted {
                code: AbortCode::RX_CALL_TIMEOUT,
                error: Failure::DeadlinePassed,
            },
        ),
        (
            |life, _| life.close(),
            Completion::LocallyAborted { code: AbortCode::RX_CALL_DEAD, error: Failure::Aborted },
        ),
    ];
    for (end, completion) in ends {
        let mut life = Life::awaiting_slot(Some(now));
        end(&mut life, now);
        let settled = life.settle();
        assert!(is_end_of_all(&settled) && settled.channel.is_none() && life.take_slot().is_none());
        assert!(life.is_over() && life.for_channel(ChannelNews::Ended).is_none());
        // The first end stays, and is news once.
        life.fail(Completion::Busy);
        life.handle_timeout(now);
        life.close();
        assert!(!life.abort(AbortCode(8)));
        assert!(is_nothing(&life.settle()));
        assert_eq!(life.completion(), Some(&completion));
    }
}

#[test]
fn a_call_that_ended_takes_no_slot() {
    let mut life = Life::awaiting_slot(None);
    life.fail(NETWORK);
    let _slot = life.connect(slot(), |_| panic!("it ended")).expect_err("the slot comes back");
    assert!(life.connected().is_none());
}

#[test]
fn the_hard_deadline_goes_to_the_channel() {
    let now = Instant::now();
    let mut life = Life::awaiting_slot(Some(now));
    let connect = |deadline| {
        assert_eq!(deadline, Some(now));
        connected(now, Side::Client)
    };
    life.connect(slot(), connect).expect("it has not ended");
    assert!(life.connected().is_some() && !life.is_over());
}

#[test]
fn a_call_with_something_to_say_lingers_until_it_is_said() {
    let now = Instant::now();
    let (mut life, ended) = replied(now);
    assert_eq!(life.completion(), Some(&Completion::Succeeded));
    assert!(ended.events.contains(Events::COMPLETED) && life.take_slot().is_some());
    assert!(!ended.over && !ended.transmit && ended.deadline.is_some(), "the final ACK waits");
    let first = ending(&life, ended.channel);
    assert!(first.lingers && first.exposed && first.found.is_some());
    assert!(matches!(first.answer, FinalState::Ack { .. }));
    let again = life.settle();
    assert!(is_nothing(&Settled { deadline: None, ..again }) && !life.is_over());
    let later = now + Duration::from_secs(1);
    life.handle_timeout(later);
    assert!(life.settle().transmit);
    transmit(&mut life, later);
    let left = life.settle();
    assert!(left.over && left.events.is_empty() && life.take_slot().is_none());
    assert_eq!(left.channel, Some(ChannelNews::Left));
    let last = ending(&life, left.channel);
    assert!(!last.lingers && last.found.is_none(), "what it knew of the path was said before");
    assert!(life.is_over() && is_nothing(&life.settle()));
}

#[test]
fn an_end_that_the_peer_need_not_hear_of_is_the_end_of_all() {
    let now = Instant::now();
    let ends: [fn(&mut Life); 2] = [
        |life| life.fail(NETWORK),
        // Its peer has seen nothing of it.
        |life| assert!(life.abort(CODE)),
    ];
    for end in ends {
        let mut life = client(now);
        end(&mut life);
        let settled = life.settle();
        assert!(is_end_of_all(&settled) && life.take_slot().is_some());
        let ending = ending(&life, settled.channel);
        assert!(!ending.lingers && !ending.exposed && ending.found.is_some());
        assert!(life.is_over() && is_nothing(&life.settle()));
    }
}

#[test]
fn an_abort_lingers_until_it_is_sent() {
    let now = Instant::now();
    type Abort = fn(&mut Life);
    let aborts: [(Abort, Failure); 4] = [
        (|life| assert!(life.abort(CODE)), Failure::Aborted),
        (|life| life.abort_for_security(CODE), Failure::Security),
        (Life::time_out, Failure::DeadlinePassed),
        (Life::close, Failure::Aborted),
    ];
    for (abort, why) in aborts {
        let mut life = exposed(now);
        abort(&mut life);
        let ended = life.settle();
        assert!(ended.transmit && !ended.over && life.take_slot().is_some());
        assert!(ending(&life, ended.channel).lingers);
        assert!(
            matches!(life.completion(), Some(Completion::LocallyAborted { error, .. }) if *error == why)
        );
        assert!(!life.abort(AbortCode(8)), "it has ended");
        transmit(&mut life, now);
        let left = life.settle();
        assert!(left.over && left.channel == Some(ChannelNews::Left) && life.is_over());
    }
}

#[test]
fn a_call_whose_channel_is_taken_says_nothing_to_it() {
    let now = Instant::now();
    let (mut life, _) = replied(now);
    life.supersede();
    let settled = life.settle();
    assert!(settled.over && settled.channel.is_none() && !settled.transmit);
    assert!(life.is_over());
}

#[test]
fn a_superseded_call_still_sends_its_abort() {
    let now = Instant::now();
    let mut life = exposed(now);
    life.abort(CODE);
    let _ = life.settle();
    life.supersede();
    let settled = life.settle();
    assert!(settled.transmit && !settled.over && settled.channel.is_none());
    transmit(&mut life, now);
    let settled = life.settle();
    assert!(settled.over && settled.channel.is_none() && life.is_over());
}

#[test]
fn only_a_call_that_lingers_can_be_superseded() {
    let now = Instant::now();
    let mut running = exposed(now);
    running.supersede();
    assert!(running.settle().deadline.is_some() && running.completion().is_none());
    let mut over = client(now);
    over.fail(NETWORK);
    let _ = over.settle();
    over.supersede();
    assert!(over.is_over() && is_nothing(&over.settle()));
}

#[test]
fn the_next_call_of_its_client_ends_a_service_call() {
    let now = Instant::now();
    let mut life = service(now);
    life.end_by_next_call(now);
    let settled = life.settle();
    assert!(is_end_of_all(&settled));
    assert!(!ending(&life, settled.channel).lingers, "whatever it had to say, it is late");
    let superseded =
        Completion::LocallyAborted { code: AbortCode::RX_CALL_DEAD, error: Failure::Superseded };
    assert_eq!(life.completion(), Some(&superseded));
    // The whole reply was sent: the client had it.
    let mut life = service(now);
    machine(&mut life).prove_reach();
    machine(&mut life).queue_packet(b"answer".as_slice().into(), 0, true);
    transmit(&mut life, now);
    life.end_by_next_call(now);
    assert!(is_end_of_all(&life.settle()));
    assert_eq!(life.completion(), Some(&Completion::Succeeded));
    // The ABORT of a call that had ended is needless.
    let mut life = service(now);
    life.abort(CODE);
    assert!(life.settle().transmit);
    life.end_by_next_call(now);
    let settled = life.settle();
    assert!(settled.over && !settled.transmit && settled.channel == Some(ChannelNews::Left));
}

#[test]
fn a_close_hastens_the_final_ack() {
    let now = Instant::now();
    let (mut life, ended) = replied(now);
    assert!(!ended.transmit);
    life.close();
    assert!(life.settle().transmit);
    assert_eq!(life.completion(), Some(&Completion::Succeeded));
}

#[test]
fn time_ends_a_call_on_its_channel() {
    let now = Instant::now();
    let mut life = exposed(now);
    machine(&mut life).set_timeouts(now, Some(Duration::from_secs(3)), None, None);
    life.handle_timeout(now + Duration::from_secs(3));
    let settled = life.settle();
    assert!(settled.events.contains(Events::COMPLETED) && settled.transmit);
    assert_eq!(settled.channel, Some(ChannelNews::Ended));
}

#[test]
fn nothing_is_done_for_a_call_that_is_over() {
    let now = Instant::now();
    let owes = |at| {
        let (mut life, _) = replied(now);
        let Course::Connected { stage, .. } = &mut life.0 else { panic!("it is on a channel") };
        *stage = at;
        machine(&mut life).hasten_final_ack();
        let settled = life.settle();
        (settled.transmit, settled.deadline.is_some())
    };
    assert!(owes(Stage::Lingers).0, "its final ACK");
    assert_eq!(owes(Stage::Over), (false, false));
}
