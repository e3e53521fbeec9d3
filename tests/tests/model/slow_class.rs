//! A security class that is slow at one call.
//!
//! Holds: what goes on meanwhile: other calls on the same connection, packets of the same call, timers, onlookers, and
//! the end of the call itself. Must not know: what a class does.

use crate::checker::{Plan, Signal, sized, spawn};
use crate::world::{Peer, World, target};
use rxrpc_core::security::{
    ClientKey, ConnectionFacts, PacketBuffer, ReceivedPacket, SecurityContext, SecurityFailure,
    SecurityLevel, Shape,
};
use rxrpc_core::wire::{
    AbortCode, AckBuilder, AckReason, AckTrailer, Flags, Header, PacketType, Seq,
};
use rxrpc_core::{
    Call, CallError, CallIdentity, CallOptions, Credentials, Errno, SecurityIndex, Waiting,
};
use rxrpc_tests::guarded::CLASS;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What is slow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Seal,
    Open,
}

/// A class that does nothing; but it goes on with one packet only when the scenario says so.
#[derive(Debug)]
struct Slow {
    step: Step,
    is_due: AtomicBool,
    began: Signal,
    goes_on: Signal,
}

#[derive(Debug)]
struct SlowKey(Arc<Slow>);

impl Slow {
    fn new(step: Step) -> Arc<Self> {
        let (began, goes_on) = (Signal::new(), Signal::new());
        Arc::new(Self { step, is_due: AtomicBool::new(false), began, goes_on })
    }

    fn comes_to(&self, step: Step) {
        if step == self.step && self.is_due.swap(false, Ordering::SeqCst) {
            self.began.set();
            self.goes_on.wait();
        }
    }
}

impl ClientKey for SlowKey {
    fn class(&self) -> SecurityIndex {
        CLASS
    }

    fn identity(&self) -> &[u8] {
        b"slow"
    }

    fn secure(&self, _: &ConnectionFacts) -> Result<Arc<dyn SecurityContext>, Errno> {
        Ok(self.0.clone())
    }
}

impl SecurityContext for Slow {
    fn index(&self) -> SecurityIndex {
        CLASS
    }

    fn level(&self) -> SecurityLevel {
        SecurityLevel::Plain
    }

    fn shape(&self, payload: usize) -> Shape {
        Shape::new(0, payload, 0)
    }

    fn seal(&self, _: &CallIdentity, _: &mut [PacketBuffer]) -> Result<(), SecurityFailure> {
        self.comes_to(Step::Seal);
        Ok(())
    }

    fn open(&self, _: &CallIdentity, _: &mut [ReceivedPacket]) -> Result<(), SecurityFailure> {
        self.comes_to(Step::Open);
        Ok(())
    }
}

fn begin(world: &World, class: &Arc<Slow>) -> Arc<Call> {
    let credentials = Credentials::new(Arc::new(SlowKey(class.clone())), SecurityLevel::Plain);
    let options = CallOptions::new().credentials(credentials);
    world.endpoint.try_open_call(world.now, target(), &options).unwrap()
}

fn send(world: &World, call: &Arc<Call>, data: &[u8], more: bool) -> Result<(), CallError> {
    world.run(world.endpoint.send(call, data, more, Waiting::Allowed, &mut 0))
}

fn receive(world: &World, call: &Arc<Call>) -> Result<usize, CallError> {
    world.run(world.endpoint.receive(call, &mut [0; 16], Waiting::Allowed))
}

/// A call of another user thread, on the same connection.
fn other_call(world: &World, class: &Arc<Slow>) {
    let call = begin(world, class);
    send(world, &call, b"request", false).unwrap();
    assert_eq!(receive(world, &call), Ok(5), "the reply");
}

/// The peer has received the first packet of a request.
fn ack(request: &Header) -> Vec<u8> {
    let header = Header {
        packet_type: PacketType::Ack,
        flags: Flags::empty(),
        seq: Seq(0),
        checksum: 0,
        ..*request
    };
    let body = AckBuilder {
        first_packet: Seq(2),
        previous_packet: Seq(1),
        serial: request.serial,
        reason: AckReason::Delay,
        acks: &[],
        trailer: AckTrailer { max_mtu: 1444, if_mtu: 1444, rwind: 32, jumbo_max: 1 },
        padding: 0,
    };
    let mut packet = header.to_bytes().to_vec();
    body.emit(&mut packet);
    packet
}

/// More than one packet holds, and less than two do.
const MORE_THAN_A_PACKET: [u8; 2000] = [7; 2000];

/// A call whose next sealing or opening is slow, as soon as its user goes on.
fn prepare(world: &World, class: &Arc<Slow>) -> Arc<Call> {
    let call = begin(world, class);
    send(world, &call, &MORE_THAN_A_PACKET, true).unwrap();
    if class.step == Step::Open {
        send(world, &call, b"", false).unwrap();
        world.reply(&world.request(0), 1, false, b"one");
    }
    class.is_due.store(true, Ordering::SeqCst);
    call
}

/// While one step of a call takes its time, `others` make calls, packets of the call itself come, timers run, somebody
/// looks at all, and the call is aborted. All of that gets done before the step goes on: what waited for it would wait
/// for ever.
fn one_is_slow(step: Step, others: usize) {
    let world = World::new(sized(2, 4, 4), Peer::RepliesButToFirst);
    let class = Slow::new(step);
    let call = prepare(&world, &class);
    let slow = {
        let (world, call) = (world.clone(), call.clone());
        spawn(move || match step {
            Step::Seal => send(&world, &call, b"rest", false).map(|()| 0),
            Step::Open => receive(&world, &call),
        })
    };
    class.began.wait();
    let others: Vec<_> = (0..others)
        .map(|_| {
            let (world, class) = (world.clone(), class.clone());
            spawn(move || other_call(&world, &class))
        })
        .collect();
    match step {
        Step::Seal => world.receive(&ack(&world.request(0))),
        Step::Open => world.reply(&world.request(0), 2, false, b"two"),
    }
    world.endpoint.handle_timeout(world.now + Duration::from_millis(6));
    drop(world.endpoint.snapshot());
    world.endpoint.abort(&call, AbortCode(9));
    world.pump();
    for other in others {
        other.join().unwrap();
    }
    class.goes_on.set();
    let aborted = CallError::LocallyAborted(AbortCode(9));
    match (step, slow.join().unwrap()) {
        // What was opened is given, whatever came of the call meanwhile.
        (Step::Open, Ok(read)) => assert_eq!(read, 3),
        (_, outcome) => assert_eq!(outcome, Err(aborted.clone())),
    }
    assert_eq!(receive(&world, &call), Err(aborted));
    drop(call);
    world.assert_nothing_left();
}

#[test]
fn a_slow_opening_holds_nothing_up() {
    Plan::new("one slow opening holds up no other call, nor packets or the end of its own")
        .preemptions(2)
        .check(|| one_is_slow(Step::Open, sized(1, 3, 3)));
}

#[test]
fn a_slow_sealing_holds_nothing_up() {
    Plan::new("one slow sealing holds up no other call, nor packets or the end of its own")
        .preemptions(2)
        .check(|| one_is_slow(Step::Seal, sized(1, 3, 3)));
}
