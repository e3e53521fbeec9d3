//! Users who do whatever comes into their heads on the message face of two nodes: begin calls, go on with
//! them, abort them, close a socket that they have made, receive with any flags and any buffer, give up in the middle of a verb, all at once
//! over a bad link.
//!
//! What must hold, for every seed: no message is of a call that was not begun or whose end was told, all
//! data of a call is its own, each end is told once, and when everybody has gone nothing is left.

use rxrpc_core::wire::AbortCode;
use rxrpc_core::{Control, MessageFlags, SendMessage, ServiceAddress, ServiceId, UserCallId};
use rxrpc_tests::network::{Link, Network, Node, Random, Task, for_each_seed};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::time::Duration;

const MILLISECOND: Duration = Duration::from_millis(1);

/// IDs from here on are charged for service calls.
const CHARGED: u64 = 1_000_000;

/// All bytes of a call of somebody who closes his socket.
const VISITOR: u8 = 254;

/// All bytes of a call are this one, in both directions.
fn tag(id: u64) -> u8 {
    (id % 251) as u8
}

/// One node, and what is known of its calls.
#[derive(Clone)]
struct User {
    network: Network,
    node: Node,
    peer: ServiceAddress,
    state: Rc<RefCell<State>>,
}

#[derive(Default)]
struct State {
    /// Client calls that may be in use.
    begun: BTreeSet<u64>,
    next: u64,
    /// The first byte of the request, for each charged ID that had one.
    served: BTreeMap<u64, Option<u8>>,
    next_charged: u64,
    told: u64,
}

impl User {
    fn new(network: &Network, node: &Node, peer: &Node) -> Self {
        node.socket.bind(ServiceId(1)).expect("a free service");
        node.socket.listen(16).expect("a small backlog");
        let state = State { next_charged: CHARGED, ..State::default() };
        let user = Self {
            network: network.clone(),
            node: node.clone(),
            peer: peer.service(1),
            state: Rc::new(RefCell::new(state)),
        };
        (0..10).for_each(|_| user.charge());
        user
    }

    fn charge(&self) {
        let id = {
            let mut state = self.state.borrow_mut();
            state.next_charged += 1;
            state.next_charged
        };
        let charged = self.network.poll_once(self.node.command(id, Control::ChargeAccept));
        assert!(charged.is_ready());
        self.state.borrow_mut().served.insert(id, None);
    }

    fn some_call(&self, random: &mut Random) -> Option<u64> {
        let state = self.state.borrow();
        state.begun.iter().copied().nth(random.below(state.begun.len()))
    }

    /// Sends on a new call or one that was begun. Whether it works is another matter.
    fn send(&self, random: &mut Random) -> Task<()> {
        let fresh = random.happens(600);
        let known = self.some_call(random).filter(|_| !fresh);
        let id = known.unwrap_or_else(|| {
            let mut state = self.state.borrow_mut();
            state.next += 1;
            let id = state.next;
            state.begun.insert(id);
            id
        });
        let mut flags = MessageFlags::empty();
        flags.set(MessageFlags::MORE, random.happens(300));
        flags.set(MessageFlags::DONTWAIT, random.happens(200));
        let most = [1, 100, 3000, 500_000][random.below(4)];
        let data = vec![tag(id); random.below(most)];
        let mut control = Vec::new();
        if random.happens(100) {
            control.push(Control::ExclusiveCall);
        }
        if random.happens(100) {
            let limit = Some(random.up_to(100 * MILLISECOND));
            control.push(Control::SetCallTimeout { hard: limit, idle: None, normal: None });
        }
        let user = self.clone();
        self.network.spawn(async move {
            let _ = user.node.sendmsg(id, &control, &data, flags, Some(user.peer)).await;
        })
    }

    fn abort(&self, random: &mut Random) {
        let charged = {
            let state = self.state.borrow();
            state.served.keys().copied().nth(random.below(state.served.len()))
        };
        let id = if random.happens(700) { self.some_call(random) } else { charged };
        if let Some(id) = id {
            let abort = Control::Abort(AbortCode(5));
            assert!(self.network.poll_once(self.node.command(id, abort)).is_ready());
        }
    }

    fn receive(&self, random: &mut Random) -> Task<()> {
        let mut flags = MessageFlags::empty();
        flags.set(MessageFlags::PEEK, random.happens(200));
        flags.set(MessageFlags::DONTWAIT, random.happens(300));
        let room = [0, 1, 1000, 200_000][random.below(4)];
        let reply = random.below(20_000);
        let user = self.clone();
        self.network.spawn(async move {
            let mut buffer = vec![0; room];
            let received = user.node.socket.recvmsg(&mut buffer, flags).await;
            if let Ok(message) = received {
                assert_eq!(message.flags.contains(MessageFlags::EOR), message.is_end());
                let id = message.call.expect("nothing is announced").0;
                let data = &buffer[..message.bytes];
                let peek = flags.contains(MessageFlags::PEEK);
                let more = message.flags.contains(MessageFlags::MORE);
                if id < CHARGED {
                    user.check_reply(id, data, message.is_end() && !peek);
                } else if !peek {
                    user.serve(id, data, more, message.is_end(), reply).await;
                }
            }
        })
    }

    /// Makes a socket of his own, calls with it under an ID that others use too, and closes it, whatever has come.
    fn visit(&self, random: &mut Random) -> Task<()> {
        let data = vec![VISITOR; random.below(20_000)];
        let stays = random.up_to(20 * MILLISECOND);
        let user = self.clone();
        self.network.spawn(async move {
            let socket = user.node.endpoint.message_socket();
            let control = [Control::UserCallId(UserCallId(1))];
            let message = SendMessage::new(&data, &control).to(Some(user.peer));
            let mut taken = 0;
            let _ = socket.sendmsg(user.node.now(), &message, &mut taken).await;
            user.node.sleep(stays).await;
            let mut buffer = [0; 100];
            while let std::task::Poll::Ready(Ok(message)) =
                user.network.poll_once(socket.recvmsg(&mut buffer, MessageFlags::DONTWAIT))
            {
                assert!(buffer[..message.bytes].iter().all(|byte| *byte == VISITOR));
            }
        })
    }

    fn check_reply(&self, id: u64, data: &[u8], ended: bool) {
        let mut state = self.state.borrow_mut();
        assert!(state.begun.contains(&id), "a message of call {id}, which is over");
        assert!(data.iter().all(|byte| *byte == tag(id)), "call {id} got another's data");
        if ended {
            state.begun.remove(&id);
            state.told += 1;
        }
    }

    async fn serve(&self, id: u64, data: &[u8], more: bool, ended: bool, reply: usize) {
        let first = {
            let mut state = self.state.borrow_mut();
            let first = state.served.get_mut(&id).expect("a call that was charged and is not over");
            *first = first.or(data.first().copied());
            let first = *first;
            assert!(data.iter().all(|byte| Some(*byte) == first), "a request of several calls");
            if ended {
                state.served.remove(&id);
            }
            first
        };
        if ended {
            self.charge();
        } else if !more {
            let reply = first.map_or(Vec::new(), |byte| vec![byte; reply]);
            let _ = self.node.sendmsg_last(id, &reply, None).await;
        }
    }

    /// Ends all that is left, and hears the end of it.
    fn leave(&self) {
        let begun: Vec<_> = self.state.borrow().begun.iter().copied().collect();
        for id in begun {
            let abort = Control::Abort(AbortCode(6));
            let _ = self.network.poll_once(self.node.command(id, abort));
        }
        // It may have been said before.
        let _ = self.node.socket.listen(0);
        self.hear();
    }

    fn hear(&self) {
        let mut buffer = vec![0; 1000];
        let flags = MessageFlags::DONTWAIT;
        while let std::task::Poll::Ready(Ok(message)) =
            self.network.poll_once(self.node.socket.recvmsg(&mut buffer, flags))
        {
            let id = message.call.expect("nothing is announced").0;
            if id < CHARGED {
                self.check_reply(id, &buffer[..message.bytes], message.is_end());
            }
        }
    }
}

fn run(seed: u64, link: Link) {
    let random = &mut Random::new(seed);
    let network = Network::new(seed);
    network.set_link(link);
    let settings = |config: &mut rxrpc_core::Config| {
        config.connections_per_bundle = 1;
        config.machine.receive_window = 32;
        config.client_connection_expiry = Duration::from_secs(20);
        config.service_connection_expiry = Duration::from_secs(40);
    };
    let nodes = [network.node_with(settings), network.node_with(settings)];
    let users =
        [User::new(&network, &nodes[0], &nodes[1]), User::new(&network, &nodes[1], &nodes[0])];
    let mut tasks: Vec<Task<()>> = Vec::new();
    for _ in 0..400 {
        let user = &users[random.below(2)];
        match random.below(11) {
            10 => tasks.push(user.visit(random)),
            0..=2 => tasks.push(user.send(random)),
            3..=6 => tasks.push(user.receive(random)),
            7 => user.abort(random),
            8 => {
                let at = random.below(tasks.len());
                if let Some(task) = tasks.get(at) {
                    network.cancel(task);
                }
            }
            _ => network.run_for(random.up_to(10 * MILLISECOND)),
        }
        network.run_for(random.up_to(MILLISECOND));
        tasks.retain(|task| !task.is_done());
    }
    network.set_link(Link::perfect(MILLISECOND));
    network.run_for(Duration::from_secs(2));
    for task in &tasks {
        network.cancel(task);
    }
    for _ in 0..30 {
        users.iter().for_each(User::leave);
        network.run_for(Duration::from_secs(5));
    }
    network.assert_released();
    assert_eq!(network.connections(), 0);
    assert!(users.iter().any(|user| user.state.borrow().told > 5), "hardly anything happened");
}

#[test]
fn on_a_good_link() {
    for_each_seed(40, |seed| run(seed, Link::perfect(MILLISECOND)));
}

#[test]
fn on_a_bad_link() {
    let link = Link { jitter: MILLISECOND, ..Link::perfect(MILLISECOND).losing(150) };
    for_each_seed(40, |seed| run(seed, Link { duplicates: 100, reordered: 200, ..link }));
}
