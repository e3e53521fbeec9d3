//! A step while it runs: its endpoints, sockets and threads, and what each action does with them.
//!
//! Holds: [`World`]. Must not know: which front end it is, what is to come of an action (but for how long to wait).

use crate::front_ends::{Endpoint, FrontEnd, Socket};
use crate::message::{Words, name, told, written};
use crate::options;
use crate::quiet::{Prober, Traffic, Watcher};
use rxrpc_core::{
    Config, MachineConfig, MessageError, MessageFlags, SendMessage, ServiceAddress, ServiceId,
};
use rxrpc_tests::contract_steps::{Action, Steps};
use std::collections::BTreeMap;
use std::net::{Ipv6Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread::yield_now;
use std::time::Duration;

/// A socket and the endpoint that it is of.
#[derive(Clone)]
struct Named {
    endpoint: Arc<dyn Endpoint>,
    socket: Arc<dyn Socket>,
    /// It has a send timeout, or one for receiving, of its own.
    has_timeouts: bool,
}

/// How far the data of a call is, in each direction.
#[derive(Clone, Copy, Default)]
struct Place {
    sent: usize,
    received: usize,
}

pub(crate) struct World {
    front_end: Arc<dyn FrontEnd>,
    sockets: BTreeMap<String, Named>,
    endpoints: Vec<Arc<dyn Endpoint>>,
    traffic: Arc<Traffic>,
    prober: Prober,
    /// Never says anything.
    silent: UdpSocket,
    threads: BTreeMap<String, Receiver<String>>,
    /// What threads have answered that are looked at together.
    answered: Vec<String>,
    places: BTreeMap<(String, u64), Place>,
    /// Whether sockets are bound to no address, so that they may send anywhere.
    anywhere: bool,
}

fn pattern(place: usize, length: usize) -> Vec<u8> {
    (place..place + length).map(|at| (at % 251) as u8).collect()
}

impl World {
    pub(crate) fn new(front_end: Arc<dyn FrontEnd>) -> Self {
        Self {
            front_end,
            sockets: BTreeMap::new(),
            endpoints: Vec::new(),
            traffic: Arc::default(),
            prober: Prober::new(),
            silent: UdpSocket::bind("127.0.0.1:0").unwrap(),
            threads: BTreeMap::new(),
            answered: Vec::new(),
            places: BTreeMap::new(),
            anywhere: false,
        }
    }

    /// Runs a step; the answers that are none of those that are to come.
    pub(crate) fn run(&mut self, steps: &Steps, number: u32) -> Vec<String> {
        let (before, step) = steps.get(number);
        self.anywhere = step.needs_a_host_without_routes();
        for action in before {
            self.settle();
            let answer = self.act(action, "");
            let refused = answer.starts_with('E') && answer != "EAGAIN";
            assert!(!refused, "step {number}, before it: {action}: {answer}");
        }
        let mut wrong = Vec::new();
        for action in step.actions.iter().filter(|action| !action.is_listed_only()) {
            self.settle();
            let answer = self.act(&action.text, action.expected());
            if !is_right(action, &answer) {
                let (text, expected) = (&action.text, action.expected());
                wrong.push(format!("step {number}: {text}: {answer}, not {expected}"));
            }
        }
        wrong
    }

    fn settle(&self) {
        let addresses: Vec<_> = self.endpoints.iter().map(|known| known.local_addr()).collect();
        if !self.anywhere {
            self.prober.wait_quiet(&self.traffic, &addresses);
        }
    }

    /// Does what an action says. What is to come of it decides only how long it may take.
    fn act(&mut self, action: &str, expected: &str) -> String {
        let mut words = action.split(' ');
        let (verb, subject) = (words.next().unwrap(), words.next().unwrap());
        let words = Words(words.collect());
        match verb {
            "socket" => self.make_socket(subject, &words),
            "bind" => self.bind(subject, &words),
            "connect" => told(self.socket(subject).connect(self.target(words.0[0]))),
            "listen" => told(self.socket(subject).listen(words.0[0].parse().unwrap())),
            "shutdown" => told(self.socket(subject).shutdown()),
            "close" => {
                self.sockets.remove(subject).unwrap().socket.close();
                "0".to_owned()
            }
            "send" => self.send(subject, &words),
            "recv" => self.receive(subject, &words, expected),
            "recv-each" => self.receive_each(subject, words.0[0].parse().unwrap()),
            "poll" => self.poll(subject),
            "set" => self.set(subject, &words),
            "get" => options::get(self.socket(subject), &words),
            "spawn" => self.spawn(subject, &words),
            "look" => self.look(subject, expected),
            "look-each" => self.look_each([subject, words.0[0]], expected),
            _ => panic!("not known: {action}"),
        }
    }

    fn named(&self, of: &str) -> &Named {
        self.sockets.get(of).unwrap_or_else(|| panic!("no socket {of}"))
    }

    fn socket(&self, of: &str) -> &dyn Socket {
        &*self.named(of).socket
    }

    fn make_socket(&mut self, called: &str, words: &Words<'_>) -> String {
        let endpoint = match words.0.first() {
            Some(&"beside") => self.named(words.0[1]).endpoint.clone(),
            _ => self.make_endpoint(words.time("silence")),
        };
        let socket = endpoint.socket();
        self.sockets.insert(called.to_owned(), Named { endpoint, socket, has_timeouts: false });
        "0".to_owned()
    }

    fn make_endpoint(&mut self, silence: Option<Duration>) -> Arc<dyn Endpoint> {
        let mut config = Config::default();
        if let Some(silence) = silence {
            config = config.machine(MachineConfig::default().normal_timeout(silence));
        }
        let ip = if self.anywhere { [0; 4] } else { [127, 0, 0, 1] };
        let watcher = Watcher::new(&self.traffic);
        let endpoint = self.front_end.endpoint((ip, 0).into(), config, watcher.clone());
        watcher.set_address(endpoint.local_addr());
        self.endpoints.push(endpoint.clone());
        endpoint
    }

    fn bind(&self, socket: &str, words: &Words<'_>) -> String {
        let service = ServiceId(words.0[0].parse().unwrap());
        let own = self.named(socket).endpoint.local_addr();
        let at = match words.value("at") {
            None => return told(self.socket(socket).bind(service)),
            Some("other") => self.silent.local_addr().unwrap(),
            Some("v6") => SocketAddr::from((Ipv6Addr::LOCALHOST, own.port())),
            Some(other) => panic!("bind at {other}"),
        };
        told(self.socket(socket).bind_at(ServiceAddress::new(at, service)))
    }

    /// Whom `SOCKET/SERVICE` names.
    fn target(&self, text: &str) -> ServiceAddress {
        let (of, service) = text.split_once('/').unwrap();
        let transport = match of {
            "silent" => self.silent.local_addr().unwrap(),
            // Had by somebody a moment ago, and given back.
            "closed" => UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap(),
            "nowhere" => SocketAddr::from(([192, 0, 2, 1], 7000)),
            socket => self.named(socket).endpoint.local_addr(),
        };
        ServiceAddress::new(transport, ServiceId(service.parse().unwrap()))
    }

    fn send(&mut self, socket: &str, words: &Words<'_>) -> String {
        let Some((first, last)) = words.value("call").and_then(|call| call.split_once("..")) else {
            return self.send_one(socket, words);
        };
        let (first, last): (u64, u64) = (first.parse().unwrap(), last.parse().unwrap());
        let mut answers: Vec<String> = Vec::new();
        for id in first..=last {
            let call = format!("call={id}");
            let each = words.0.iter().map(|word| match word.starts_with("call=") {
                true => call.as_str(),
                false => *word,
            });
            answers.push(self.send_one(socket, &Words(each.collect())));
        }
        answers.dedup();
        answers.join(", ")
    }

    fn send_one(&mut self, socket: &str, words: &Words<'_>) -> String {
        let known = self.named(socket).clone();
        let control = words.control();
        let to = words.value("to").map(|to| self.target(to));
        let (length, call) = (words.number("bytes").unwrap_or(0) as usize, words.number("call"));
        let place = call.map(|id| (socket.to_owned(), id));
        let at = place.as_ref().and_then(|place| self.places.get(place)).copied();
        let data = pattern(at.unwrap_or_default().sent, length);
        let message = SendMessage::new(&data, &control).to(to).flags(words.flags());
        let sent = match words.time("alarm").filter(|_| !known.has_timeouts) {
            Some(alarm) => known.socket.sendmsg_timeout(&message, alarm),
            None => known.socket.sendmsg(&message),
        };
        match sent {
            Err(error) => name(&error),
            Ok(taken) => {
                if let Some(place) = place.filter(|_| taken > 0) {
                    self.places.entry(place).or_default().sent += taken;
                }
                match words.has("coarse") {
                    true => if taken < length { "some" } else { "all" }.to_owned(),
                    false => taken.to_string(),
                }
            }
        }
    }

    fn receive(&mut self, socket: &str, words: &Words<'_>, expected: &str) -> String {
        self.receive_one(socket, words, expected).1
    }

    /// The call that a message is of, and the message.
    fn receive_one(&mut self, socket: &str, words: &Words<'_>, expected: &str) -> (u64, String) {
        let known = self.named(socket).clone();
        let mut room = vec![0; words.number("room").unwrap_or(10_000) as usize];
        let mut flags = words.flags();
        // What is to come is waited for, however long it takes.
        let comes = !expected.starts_with('E');
        if comes {
            flags.remove(MessageFlags::DONTWAIT);
        }
        let alarm = words.time("alarm").filter(|_| !known.has_timeouts && !comes);
        let received = match alarm {
            Some(alarm) => known.socket.recvmsg_timeout(&mut room, flags, alarm),
            None => known.socket.recvmsg(&mut room, flags),
        };
        match received {
            Err(error) => (0, name(&error)),
            Ok(message) => {
                let id = message.call.map_or(0, |id| id.0);
                let peek = flags.contains(MessageFlags::PEEK);
                self.note_received(socket, id, &room[..message.bytes], peek, message.is_end());
                (id, written(&message))
            }
        }
    }

    /// Compares data with what the other end has sent.
    fn note_received(&mut self, socket: &str, id: u64, data: &[u8], peek: bool, end: bool) {
        let place = self.places.entry((socket.to_owned(), id)).or_default();
        assert!(data == pattern(place.received, data.len()), "{socket} got other data of {id}");
        if peek {
            return;
        }
        place.received += data.len();
        if end {
            self.places.remove(&(socket.to_owned(), id));
        }
    }

    fn receive_each(&mut self, socket: &str, count: usize) -> String {
        let mut all: Vec<_> =
            (0..count).map(|_| self.receive_one(socket, &Words(Vec::new()), "")).collect();
        all.sort();
        all.into_iter().map(|(_, message)| message).collect::<Vec<_>>().join(" + ")
    }

    /// Whether there is something to receive: a look that takes nothing and never waits.
    fn poll(&self, socket: &str) -> String {
        let flags = MessageFlags::PEEK | MessageFlags::DONTWAIT;
        match self.socket(socket).recvmsg(&mut [], flags) {
            Ok(_) => "in",
            Err(MessageError::WouldBlock) => "nothing",
            Err(error) => return name(&error),
        }
        .to_owned()
    }

    fn set(&mut self, socket: &str, words: &Words<'_>) -> String {
        let known = self.sockets.get_mut(socket).unwrap();
        known.has_timeouts |= options::is_timeout(words);
        options::set(&*known.socket, words)
    }

    /// Does an action on a thread of its own.
    fn spawn(&mut self, thread: &str, words: &Words<'_>) -> String {
        let known = self.named(words.0[1]).clone();
        let rest = Words(words.0[2..].to_vec());
        match words.0[0] {
            "send" => self.spawn_send(thread, known, &rest),
            "recv" => self.spawn_receive(thread, known),
            other => panic!("{other} on a thread"),
        }
    }

    /// Goes on when the sender waits for a slot or is done.
    fn spawn_send(&mut self, thread: &str, known: Named, words: &Words<'_>) -> String {
        let control = words.control();
        let to = words.value("to").map(|to| self.target(to));
        let data = pattern(0, words.number("bytes").unwrap() as usize);
        let (done, answer) = channel();
        let (socket, endpoint) = (known.socket, known.endpoint);
        std::thread::spawn(move || {
            let sent = socket.sendmsg(&SendMessage::new(&data, &control).to(to));
            let _ = done.send(sent.map_or_else(|error| name(&error), |taken| taken.to_string()));
        });
        loop {
            match answer.try_recv() {
                Ok(answer) => return answer,
                Err(TryRecvError::Disconnected) => panic!("a thread panics"),
                Err(TryRecvError::Empty) if endpoint.slot_waiters() > 0 => break,
                Err(TryRecvError::Empty) => yield_now(),
            }
        }
        self.threads.insert(thread.to_owned(), answer);
        "waits".to_owned()
    }

    /// Goes on at once: whether the receiver waits already when something comes changes nothing.
    fn spawn_receive(&mut self, thread: &str, known: Named) -> String {
        let (done, answer) = channel();
        std::thread::spawn(move || {
            let received = known.socket.recvmsg(&mut [0; 10_000], MessageFlags::empty());
            let _ = done.send(received.map_or_else(|error| name(&error), |one| written(&one)));
        });
        self.threads.insert(thread.to_owned(), answer);
        "waits".to_owned()
    }

    /// Waits until as many have answered as are to answer.
    fn look_each(&mut self, threads: [&str; 2], expected: &str) -> String {
        let wanted = expected.split(" + ").filter(|answer| *answer != "waits").count();
        loop {
            for thread in threads {
                let come = self.threads.get(thread).and_then(|answer| answer.try_recv().ok());
                if let Some(answer) = come {
                    self.threads.remove(thread);
                    self.answered.push(answer);
                }
            }
            if self.answered.len() >= wanted {
                break;
            }
            yield_now();
        }
        self.answered.sort();
        let waiting = threads.len().saturating_sub(self.answered.len());
        let all = self.answered.iter().map(String::as_str);
        all.chain(std::iter::repeat_n("waits", waiting)).collect::<Vec<_>>().join(" + ")
    }

    fn look(&self, thread: &str, expected: &str) -> String {
        let answer = &self.threads[thread];
        match expected {
            "waits" => answer.try_recv().unwrap_or_else(|_| "waits".to_owned()),
            _ => answer.recv().unwrap(),
        }
    }
}

fn is_right(action: &Action, answer: &str) -> bool {
    action.expected().split(" or ").any(|expected| expected == answer)
}

impl Drop for World {
    fn drop(&mut self) {
        for endpoint in &self.endpoints {
            endpoint.close();
        }
    }
}
