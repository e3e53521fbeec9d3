//! The user of one socket: what he has begun, what was refused, what he may do.

use super::world::{FIRST_SERVER, Random, SERVICES, World, address};
use crate::address::ServiceAddress;
use crate::call::{Call, User as Held};
use crate::error::MessageError;
use crate::message::readiness::tests::{TestBell, ready};
use crate::message::tree::Named;
use crate::message::{
    Control, MessageFlags, MessageSocket, ReceivedMessage, SendMessage, SocketEvent, UserCallId,
};
use rxrpc_wire::AbortCode;
use std::collections::{BTreeMap, VecDeque};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

const EAGAIN: MessageError = MessageError::WouldBlock;
const DONTWAIT: MessageFlags = MessageFlags::DONTWAIT;

/// IDs that others than the event loop use: futures that wait.
const WAITING: u64 = 1_000_000;

/// What must have happened in some run, or the test looks at nothing.
#[derive(Debug, Default)]
pub(super) struct Seen {
    told: [usize; 4],
    held: usize,
    silent_while_held: usize,
    refused_again: usize,
}

impl Seen {
    pub(super) fn has_all(&self) -> bool {
        let Self { told, held, silent_while_held, refused_again } = self;
        told.iter().chain([held, silent_while_held, refused_again]).all(|count| *count > 0)
    }

    pub(super) fn and(self, other: Self) -> Self {
        let mut told = self.told;
        told.iter_mut().zip(other.told).for_each(|(mine, theirs)| *mine += theirs);
        Self {
            told,
            held: self.held + other.held,
            silent_while_held: self.silent_while_held + other.silent_while_held,
            refused_again: self.refused_again + other.refused_again,
        }
    }

    fn tell(&mut self, event: SocketEvent) {
        self.told[match event {
            SocketEvent::Receive => 0,
            SocketEvent::Accept => 1,
            SocketEvent::Writable(_) => 2,
            SocketEvent::SlotFree(_) => 3,
            SocketEvent::OutOfBand => unreachable!("nobody has keys"),
        }] += 1;
    }
}

/// What is left to be sent of one request or reply.
#[derive(Debug)]
struct Rest {
    bytes: usize,
    /// The last try was refused, and no event told of it since.
    refused: bool,
}

type Waits = Pin<Box<dyn Future<Output = ()>>>;

pub(super) struct User {
    socket: MessageSocket,
    bell: Arc<TestBell>,
    at: usize,
    next: u64,
    /// First messages that found no slot, and whether one was refused since a slot was told of.
    firsts: VecDeque<(u64, usize)>,
    slot_refused: [bool; 2],
    rests: BTreeMap<u64, Rest>,
    held: Vec<(Arc<Call>, Held)>,
    waits: Vec<Waits>,
}

impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("User")
            .field("at", &self.at)
            .field("rings", &self.bell.rings())
            .field("firsts", &self.firsts)
            .field("slot_refused", &self.slot_refused)
            .field("rests", &self.rests)
            .field("calls", &self.calls())
            .finish_non_exhaustive()
    }
}

fn service(of: usize) -> ServiceAddress {
    ServiceAddress::new(address(1), SERVICES[of % 2])
}

impl User {
    pub(super) fn new(world: &World, at: usize) -> Self {
        let (socket, bell) = world.sockets[at].clone();
        let mut user = Self {
            socket,
            bell,
            at,
            next: 0,
            firsts: VecDeque::new(),
            slot_refused: [false; 2],
            rests: BTreeMap::new(),
            held: Vec::new(),
            waits: Vec::new(),
        };
        if at == FIRST_SERVER {
            (0..6).for_each(|_| user.charge(world));
        }
        user
    }

    /// The calls that there are, and how each stands.
    fn calls(&self) -> Vec<(UserCallId, Option<crate::proto::State>, bool)> {
        let ids = self.socket.lock().tree.ids();
        let calls = ids.into_iter().filter_map(|id| Some((id, self.call(id.0)?)));
        calls.map(|(id, call)| (id, call.state(), call.has_ended())).collect()
    }

    fn is_client(&self) -> bool {
        self.at < FIRST_SERVER
    }

    fn new_id(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn command(&self, world: &World, id: u64, command: Control) -> Result<(), MessageError> {
        let control = [Control::UserCallId(UserCallId(id)), command];
        ready(self.socket.sendmsg(world.now, &SendMessage::new(&[], &control), &mut 0))
    }

    fn charge(&mut self, world: &World) {
        let id = self.new_id();
        self.command(world, id, Control::ChargeAccept).expect("there is room in the backlog");
    }

    /// One try to send some of what is left, and what it came to.
    fn send(&mut self, world: &World, id: u64, bytes: usize) -> Result<usize, MessageError> {
        let control = [Control::UserCallId(UserCallId(id))];
        let data = vec![0; bytes];
        let message = SendMessage::new(&data, &control).flags(DONTWAIT);
        let message = message.to(self.is_client().then(|| service(id as usize)));
        let mut taken = 0;
        ready(self.socket.sendmsg(world.now, &message, &mut taken)).map(|()| taken)
    }

    /// Begins a call, or puts it off.
    fn try_first(&mut self, world: &World, id: u64, bytes: usize) -> bool {
        match self.send(world, id, bytes) {
            Ok(taken) => {
                if taken < bytes {
                    self.rests.insert(id, Rest { bytes: bytes - taken, refused: true });
                }
                true
            }
            // It had its slot, and no memory.
            Err(EAGAIN) if self.call(id).is_some() => {
                self.rests.insert(id, Rest { bytes, refused: true });
                true
            }
            Err(EAGAIN) => {
                self.slot_refused[id as usize % 2] = true;
                self.firsts.push_back((id, bytes));
                false
            }
            Err(error) => panic!("a first message: {error}"),
        }
    }

    /// Goes on with a call; whether something came of it.
    fn try_rest(&mut self, world: &World, id: u64) -> bool {
        let Some(Rest { bytes, .. }) = self.rests.remove(&id) else { return false };
        match self.send(world, id, bytes) {
            Ok(taken) if taken < bytes => {
                self.rests.insert(id, Rest { bytes: bytes - taken, refused: true });
                taken > 0
            }
            Err(EAGAIN) => {
                self.rests.insert(id, Rest { bytes, refused: true });
                false
            }
            // It ended, or is sent.
            _ => true,
        }
    }

    fn call(&self, id: u64) -> Option<Arc<Call>> {
        match self.socket.lock().tree.get(&UserCallId(id)) {
            Some(Named::Call(call)) => Some(call),
            Some(Named::Charged) | None => None,
        }
    }

    fn some_id(&self, random: &mut Random) -> u64 {
        1 + random.below(self.next as usize) as u64
    }

    fn took(&mut self, world: &World, message: &ReceivedMessage) {
        let Some(UserCallId(id)) = message.call else { return self.accept(world) };
        if id >= WAITING {
            return;
        }
        if message.is_end() {
            self.rests.remove(&id);
            if self.at == FIRST_SERVER {
                self.charge(world);
            }
        } else if !self.is_client() && !message.flags.contains(MessageFlags::MORE) {
            // The whole request is here.
            self.rests.insert(id, Rest { bytes: 1 + (id as usize * 997) % 9000, refused: false });
        }
    }

    fn receive(&mut self, world: &World, room: usize) -> bool {
        match ready(self.socket.recvmsg(&mut vec![0; room], DONTWAIT)) {
            Ok(message) => self.took(world, &message),
            Err(EAGAIN) => return false,
            Err(error) => panic!("recvmsg: {error}"),
        }
        true
    }

    /// Does what an event says is worth a try; whether something came of it.
    fn answer(&mut self, world: &World, event: SocketEvent) -> bool {
        match event {
            SocketEvent::Receive | SocketEvent::Accept => self.receive(world, 5000),
            SocketEvent::Writable(UserCallId(id)) => {
                if let Some(rest) = self.rests.get_mut(&id) {
                    rest.refused = false;
                }
                id >= WAITING || self.try_rest(world, id)
            }
            SocketEvent::SlotFree(free) => {
                let of = usize::from(free.service == SERVICES[1]);
                self.slot_refused[of] = false;
                self.try_firsts(world, of)
            }
            SocketEvent::OutOfBand => unreachable!("nobody has keys"),
        }
    }

    fn try_firsts(&mut self, world: &World, of: usize) -> bool {
        let mut came = false;
        for _ in 0..self.firsts.len() {
            let Some((id, bytes)) = self.firsts.pop_front() else { break };
            if id as usize % 2 == of && !self.slot_refused[of] {
                came |= self.try_first(world, id, bytes);
            } else {
                self.firsts.push_back((id, bytes));
            }
        }
        came
    }

    /// Asks for all events that are due, and answers each. What nobody came before is not refused again and again.
    fn drain_events(&mut self, world: &World, seen: &mut Seen) -> bool {
        let mut told = false;
        let mut in_vain: Vec<SocketEvent> = Vec::new();
        while let Ok(event) = self.socket.try_next_event() {
            told = true;
            seen.tell(event);
            assert!(!in_vain.contains(&event), "{event:?} spins: {self:?}");
            if !self.answer(world, event) {
                seen.refused_again += 1;
                in_vain.push(event);
            }
        }
        told
    }

    pub(super) fn step(&mut self, world: &mut World, random: &mut Random, seen: &mut Seen) {
        match random.below(16) {
            0..=3 => self.begin_or_go_on(world, random),
            4..=6 => {
                let room = [0, 10, 1500, 20_000][random.below(4)];
                self.receive(world, room);
            }
            7 => {
                self.drain_events(world, seen);
            }
            8 => self.hold(random, seen),
            9 => self.let_go(random),
            10 => self.wait(world, random),
            11 | 12 => self.poll_one(random),
            13 => self.abort(world, random),
            14 if !self.is_client() => self.accept(world),
            14 => {
                let of = random.below(2);
                self.slot_refused[of] = false;
                self.try_firsts(world, of);
            }
            _ => {
                let _one = self.socket.try_next_event().map(|event| self.answer(world, event));
            }
        }
    }

    fn begin_or_go_on(&mut self, world: &World, random: &mut Random) {
        let known = self.rests.keys().nth(random.below(self.rests.len() + 2)).copied();
        match known {
            Some(id) => {
                self.try_rest(world, id);
            }
            None if self.is_client() && self.firsts.len() < 3 => {
                let id = self.new_id();
                self.try_first(world, id, [0, 10, 3000, 100_000][random.below(4)]);
            }
            None => {}
        }
    }

    fn accept(&mut self, world: &World) {
        if self.at > FIRST_SERVER {
            let id = self.new_id();
            let _nothing = self.command(world, id, Control::Accept);
        }
    }

    fn abort(&mut self, world: &World, random: &mut Random) {
        let id = self.some_id(random);
        if random.below(3) == 0 && self.call(id).is_some() {
            self.rests.remove(&id);
            if self.socket.release_id(UserCallId(id)).is_ok() && self.at == FIRST_SERVER {
                self.charge(world);
            }
        } else {
            let _unknown = self.command(world, id, Control::Abort(AbortCode(5)));
        }
    }

    /// Another thread has a call for some time.
    fn hold(&mut self, random: &mut Random, seen: &mut Seen) {
        if self.held.len() < 3
            && let Some(call) = self.call(self.some_id(random))
            && let Some(user) = Held::try_of(&call)
        {
            seen.held += 1;
            self.held.push((call, user));
        }
    }

    fn let_go(&mut self, random: &mut Random) {
        if !self.held.is_empty() {
            let (call, user) = self.held.swap_remove(random.below(self.held.len()));
            drop(user);
            self.socket.endpoint().user_freed(&call);
        }
    }

    /// Something that waits, polled at any time.
    fn wait(&mut self, world: &World, random: &mut Random) {
        if self.waits.len() > 4 {
            return;
        }
        let (socket, now) = (self.socket.clone(), world.now);
        let id = WAITING + self.new_id();
        let (client, known) = (self.is_client(), self.rests.keys().next().copied());
        self.waits.push(match random.below(4) {
            0 if client => Box::pin(async move {
                let control = [Control::UserCallId(UserCallId(id))];
                let message = SendMessage::new(&[0; 5000], &control).to(service(id as usize));
                let _sent = socket.sendmsg(now, &message, &mut 0).await;
            }),
            1 => Box::pin(async move {
                let Some(id) = known else { return };
                let control = [Control::UserCallId(UserCallId(id))];
                let message = SendMessage::new(&[0; 5000], &control).flags(MessageFlags::MORE);
                let _sent = socket.sendmsg(now, &message, &mut 0).await;
            }),
            2 if client => Box::pin(async move {
                let flags = MessageFlags::WAITALL;
                let mut progress = crate::message::ReceiveProgress::new();
                let _received = socket.recvmsg_counted(&mut [0; 9000], flags, &mut progress).await;
            }),
            // It looks, and leaves what there is to others.
            _ => Box::pin(async move {
                let _seen = socket.recvmsg(&mut [0; 10], MessageFlags::PEEK).await;
            }),
        });
    }

    fn poll_one(&mut self, random: &mut Random) {
        if self.waits.is_empty() {
            return;
        }
        let at = random.below(self.waits.len());
        let polled = self.waits[at].as_mut().poll(&mut Context::from_waker(Waker::noop()));
        if polled != Poll::Pending || random.below(8) == 0 {
            drop(self.waits.swap_remove(at));
        }
    }

    /// Whether the bell is right.
    pub(super) fn check(&mut self, closely: bool, seen: &mut Seen) {
        let rings = self.bell.rings();
        let events =
            self.socket.socket().readiness().is_some_and(|own| own.events.lock().are_due());
        if !closely && (!rings || events) {
            return assert!(rings || !events, "an event is due, and nobody rings: {self:?}");
        }
        let mut buf = [0; 10];
        let peek = self.socket.recvmsg(&mut buf, MessageFlags::PEEK | DONTWAIT);
        let is_message = ready(peek).is_ok();
        // Whoever holds a call may have come after the ring: that is found by whoever looks.
        let stale = rings && !is_message && !self.held.is_empty();
        seen.silent_while_held +=
            usize::from(!is_message && self.held.iter().any(|(call, _)| call.has_news()));
        assert!(stale || rings == (is_message || events), "{rings} {is_message} {events} {self:?}");
        assert_eq!(self.bell.rings(), is_message || events, "after a look: {self:?}");
    }

    /// Nothing waits any more, and nobody holds a call.
    pub(super) fn give_up_waiting(&mut self, world: &World) {
        self.waits.clear();
        while let Some((call, user)) = self.held.pop() {
            drop(user);
            self.socket.endpoint().user_freed(&call);
        }
        // Whoever waited may have been told of an end.
        let ids: Vec<_> = self.socket.lock().tree.ids();
        self.rests.retain(|id, _| ids.contains(&UserCallId(*id)));
        // What was told of and not tried.
        for of in [0, 1] {
            if !self.slot_refused[of] {
                self.try_firsts(world, of);
            }
        }
        let told: Vec<_> =
            self.rests.iter().filter(|(_, rest)| !rest.refused).map(|(id, _)| *id).collect();
        told.into_iter().for_each(|id| {
            self.try_rest(world, id);
        });
        // Nobody goes on with calls that were begun by futures.
        let ids: Vec<_> = self.socket.lock().tree.ids();
        for id in ids.into_iter().filter(|id| id.0 >= WAITING) {
            let _gone = self.socket.release_id(id);
        }
    }

    /// Looks if the bell rings, and only then; whether there was something.
    pub(super) fn answer_bell(&mut self, world: &mut World, seen: &mut Seen) -> bool {
        if !self.bell.rings() {
            return false;
        }
        let mut told = self.drain_events(world, seen);
        while self.receive(world, 20_000) {
            told = true;
        }
        told |= self.drain_events(world, seen);
        assert!(told, "it rings for nothing: {self:?}");
        // Who has a whole request begins the reply.
        let begins: Vec<_> =
            self.rests.iter().filter(|(_, rest)| !rest.refused).map(|(id, _)| *id).collect();
        begins.into_iter().for_each(|id| {
            self.try_rest(world, id);
        });
        true
    }

    /// Whether all is sent, and nothing is left of any call.
    pub(super) fn has_all(&self) -> bool {
        let charged = if self.at == FIRST_SERVER { 6 } else { 0 };
        self.firsts.is_empty() && self.rests.is_empty() && self.socket.lock().tree.len() <= charged
    }
}
