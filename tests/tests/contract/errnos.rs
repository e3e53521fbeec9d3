//! The errors of `sendmsg` and `recvmsg` (AF_RXRPC contract §2.2 to §2.7): each verb in each state, from one list.
//!
//! Holds: the reading of `tests/contract/errnos.txt`, the states and the verbs of its rows and columns, and what is asked
//! of the whole. Must not know: which front end it is. Every cell has endpoints and sockets of its own; no verb waits.

use crate::front_ends::{Endpoint, FrontEnd, Socket};
use rxrpc_core::observe::{Direction, PacketObserver};
use rxrpc_core::{
    AbortCode, Config, Control, MessageError, MessageFlags, OobId, SendMessage, ServiceAddress,
    ServiceId, UserCallId,
};
use std::collections::BTreeSet;
use std::net::{Ipv6Addr, SocketAddr, UdpSocket};
use std::path::Path;
use std::sync::Arc;
use std::thread::{JoinHandle, yield_now};
use std::time::Duration;

/// What the tables of the contract name that cannot come out of a cell, and why.
const ELSEWHERE: [(&str, &str); 9] = [
    ("EFAULT", "type: a slice is memory that there is"),
    ("ENOMEM", "type: a program without memory does not go on"),
    ("EINTR", "type: no signal ends a wait; a timeout or a dropped future does"),
    ("EPIPE", "Linux answers EINVAL before it comes to that, and so do the cells of shut-down"),
    ("EEXIST", "two threads at one moment: the model checks and the stress test"),
    ("ECONNABORTED", "the call fails while its sender waits: message_face::errors"),
    ("ETIME", "the same: message_face::timeouts"),
    ("EKEYREJECTED", "what a security class says: handshake"),
    ("ENODATA", "Linux to 5.9, with sockets that announce calls: message_face::services"),
];

const MORE: MessageFlags = MessageFlags::MORE;
const DONTWAIT: MessageFlags = MessageFlags::DONTWAIT;

/// The call of a row.
const CALL: u64 = 7;

/// The service of the other end.
const SERVICE: ServiceId = ServiceId(100);

struct Silent;

impl PacketObserver for Silent {
    fn datagram(&self, _: Direction, _: SocketAddr, _: &[u8]) {}
}

/// The list: a line for each state, a column for each verb; a dot is success.
struct Table {
    verbs: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

impl Table {
    fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("contract/errnos.txt");
        let text = std::fs::read_to_string(path).unwrap();
        let mut lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let verbs = words(lines.next().unwrap()).split_off(1);
        let rows = lines
            .map(|line| {
                let mut cells = words(line);
                let state = cells.remove(0);
                assert_eq!(cells.len(), verbs.len(), "{state}");
                (state, cells)
            })
            .collect();
        Self { verbs, rows }
    }
}

/// Two endpoints, and the socket of the row.
struct Scene {
    server: Arc<dyn Endpoint>,
    client: Arc<dyn Endpoint>,
    /// Listens at the service, with IDs from 1000 on given in advance.
    service: Arc<dyn Socket>,
    /// The client's, which is closed with its last handle.
    _own: Arc<dyn Socket>,
    /// Of which the row is.
    socket: Arc<dyn Socket>,
    /// The call of the row on that socket.
    call: u64,
    /// Never says anything.
    silent: UdpSocket,
    threads: Vec<JoinHandle<()>>,
}

fn id(call: u64) -> Control {
    Control::UserCallId(UserCallId(call))
}

/// Sends for one's life.
fn send(socket: &dyn Socket, control: &[Control], data: &[u8], to: Option<ServiceAddress>) {
    let message = SendMessage::new(data, control).to(to);
    assert_eq!(socket.sendmsg(&message).unwrap(), data.len());
}

fn command(socket: &dyn Socket, call: u64, command: Control) {
    socket.sendmsg(&SendMessage::new(b"", &[id(call), command])).unwrap();
}

impl Scene {
    fn new(front_end: &dyn FrontEnd) -> Self {
        let endpoint = |slots| {
            let mut config = Config::default();
            config.connections_per_bundle = slots;
            front_end.endpoint(([127, 0, 0, 1], 0).into(), config, Arc::new(Silent))
        };
        let (server, client) = (endpoint(4), endpoint(1));
        let service = server.socket();
        service.bind(SERVICE).unwrap();
        service.listen(4).unwrap();
        (1000..1002).for_each(|call| command(&*service, call, Control::ChargeAccept));
        let socket = client.socket();
        let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
        Self {
            server,
            client,
            service,
            _own: socket.clone(),
            socket,
            call: CALL,
            silent,
            threads: Vec::new(),
        }
    }

    fn target(&self) -> ServiceAddress {
        ServiceAddress::new(self.server.local_addr(), SERVICE)
    }

    fn nobody(&self) -> ServiceAddress {
        ServiceAddress::new(self.silent.local_addr().unwrap(), SERVICE)
    }

    fn send_more(&self, data: &[u8], to: ServiceAddress) {
        let control = [id(self.call)];
        let message = SendMessage::new(data, &control).to(to).flags(MORE);
        self.socket.sendmsg(&message).unwrap();
    }

    /// The row's socket is the service's, and its call the one that comes next, of which something was read.
    fn become_service(&mut self) {
        let message = self.service.recvmsg(&mut [0; 10_000], MessageFlags::empty()).unwrap();
        self.socket = self.service.clone();
        self.call = message.call.unwrap().0;
    }

    /// Brings the socket and its call into a state.
    fn enter(&mut self, state: &str) {
        let socket = self.socket.clone();
        let bind = |services: &[u16]| {
            services.iter().for_each(|service| socket.bind(ServiceId(*service)).unwrap());
        };
        match state {
            "unbound" => {}
            "connected" => socket.connect(self.target()).unwrap(),
            "client-bound" => bind(&[0]),
            "server-bound" => bind(&[200]),
            "server-bound-2" => bind(&[200, 201]),
            "listening" | "charged" | "all-charged" | "listen-disabled" | "shut-down" => {
                bind(&[200]);
                socket.listen(2).unwrap();
                let charges: &[u64] = match state {
                    "charged" => &[CALL],
                    "all-charged" => &[CALL, 8],
                    _ => &[],
                };
                charges.iter().for_each(|call| command(&*socket, *call, Control::ChargeAccept));
                match state {
                    "listen-disabled" => socket.listen(0).unwrap(),
                    "shut-down" => socket.shutdown().unwrap(),
                    _ => {}
                }
            }
            "closed" => socket.close(),
            "endpoint-closed" => self.client.close(),
            "request-open" => self.send_more(b"x", self.nobody()),
            "length-announced" => {
                let control = [id(CALL), Control::TransmitLength(10)];
                let message = SendMessage::new(b"four", &control).to(self.nobody()).flags(MORE);
                assert_eq!(socket.sendmsg(&message).unwrap(), 4);
            }
            "queue-full" => self.fill_queue(),
            "request-sent" => send(&*socket, &[id(CALL)], b"x", Some(self.nobody())),
            "waits-for-slot" => self.wait_for_slot(),
            "end-to-tell" => {
                self.send_more(b"x", self.nobody());
                command(&*socket, CALL, Control::Abort(AbortCode(3)));
            }
            "end-told" => {
                self.send_more(b"x", self.nobody());
                command(&*socket, CALL, Control::Abort(AbortCode(3)));
                assert!(socket.recvmsg(&mut [], MessageFlags::empty()).unwrap().is_end());
            }
            "shut-down-with-call" => {
                self.send_more(b"x", self.nobody());
                socket.shutdown().unwrap();
            }
            "service:request-open" => {
                self.send_more(&[1; 2000], self.target());
                self.become_service();
            }
            "service:request-read" => {
                send(&*socket, &[id(CALL)], b"x", Some(self.target()));
                self.become_service();
            }
            "service:end-to-tell" => {
                send(&*socket, &[id(CALL)], b"x", Some(self.target()));
                self.become_service();
                command(&*self.service, self.call, Control::Abort(AbortCode(3)));
            }
            other => panic!("no such state: {other}"),
        }
    }

    /// Nobody takes what is sent.
    fn fill_queue(&self) {
        self.send_more(b"x", self.nobody());
        let control = [id(self.call)];
        let data = vec![1; 1 << 20];
        let message = SendMessage::new(&data, &control).flags(MORE | DONTWAIT);
        while self.socket.sendmsg(&message).is_ok() {}
    }

    /// The call of the row is made by another thread, and four others have all slots.
    fn wait_for_slot(&mut self) {
        let to = self.nobody();
        (30..34).for_each(|call| send(&*self.socket, &[id(call)], b"x", Some(to)));
        let socket = self.socket.clone();
        self.threads.push(std::thread::spawn(move || {
            let _ = socket.sendmsg(&SendMessage::new(b"x", &[id(CALL)]).to(to));
        }));
        while self.client.slot_waiters() == 0 {
            yield_now();
        }
    }

    /// What a verb answers: a dot, or the errno.
    fn answer(&self, verb: &str) -> String {
        let result = match verb {
            "recv" => self.receive(DONTWAIT),
            "peek" => self.receive(DONTWAIT | MessageFlags::PEEK),
            "waitall" => self.receive(DONTWAIT | MessageFlags::WAITALL),
            "recv-oob" => self.receive(DONTWAIT | MessageFlags::OOB),
            "recv-trunc" => self.receive(DONTWAIT | MessageFlags::from_bits_retain(0x20)),
            _ => self.send(verb),
        };
        match result {
            Ok(()) => ".".to_owned(),
            Err(error) => error.errno().name().unwrap_or("?").to_owned(),
        }
    }

    fn receive(&self, flags: MessageFlags) -> Result<(), MessageError> {
        self.socket.recvmsg(&mut [0; 100], flags).map(|_| ())
    }

    fn send(&self, verb: &str) -> Result<(), MessageError> {
        let target = self.target();
        let (own, abort) = (id(self.call), Control::Abort(AbortCode(5)));
        let hard = |limit| Control::SetCallTimeout { hard: Some(limit), idle: None, normal: None };
        let v6 = SocketAddr::from((Ipv6Addr::LOCALHOST, 7000));
        let (mut to, mut flags) = (None, DONTWAIT);
        let mut data: &[u8] = b"x";
        let control = match verb {
            "new-call" => {
                to = Some(target);
                vec![id(50)]
            }
            "no-name" => vec![id(51)],
            "service-0" => {
                to = Some(ServiceAddress::new(target.transport, ServiceId(0)));
                vec![id(52)]
            }
            "ipv6" => {
                to = Some(ServiceAddress::new(v6, SERVICE));
                vec![id(53)]
            }
            "more" => {
                flags |= MORE;
                vec![own]
            }
            "last" => vec![own],
            "empty" => {
                (data, flags) = (b"", DONTWAIT | MORE);
                vec![own]
            }
            "length" => {
                flags |= MORE;
                vec![own, Control::TransmitLength(5)]
            }
            "too-late" => {
                flags |= MORE;
                vec![own, hard(Duration::from_secs(1 << 32))]
            }
            "abort" => vec![own, abort],
            "abort-other" => vec![id(99), abort],
            "charge" => vec![id(60), Control::ChargeAccept],
            "charge-own" => vec![own, Control::ChargeAccept],
            "no-id" => vec![abort],
            "two-commands" => vec![own, abort, Control::ChargeAccept],
            "send-ack" => vec![own, Control::Ack],
            "oob" => {
                flags |= MessageFlags::OOB;
                vec![own]
            }
            "respond" => vec![own, Control::OobId(OobId(1)), Control::Respond],
            "oob-respond" => {
                (data, flags) = (b"", flags | MessageFlags::OOB);
                vec![Control::OobId(OobId(1)), Control::Respond]
            }
            other => panic!("no such verb: {other}"),
        };
        let message = SendMessage::new(data, &control).to(to).flags(flags);
        self.socket.sendmsg(&message).map(|_| ())
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        self.client.close();
        self.server.close();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// Runs every cell; a line for each that is not as it is in the list.
pub(crate) fn check(front_end: &dyn FrontEnd) {
    let table = Table::read();
    let mut wrong = Vec::new();
    for (state, cells) in &table.rows {
        for (verb, expected) in table.verbs.iter().zip(cells) {
            let mut scene = Scene::new(front_end);
            scene.enter(state);
            let answer = scene.answer(verb);
            if answer != *expected {
                wrong.push(format!("{state}, {verb}: {answer}, not {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", front_end.name(), wrong.join("\n"));
}

/// Every error that the tables of `sendmsg` and `recvmsg` name is in a cell, or it is said where it is.
pub(crate) fn check_all_errors_are_there() {
    let table = Table::read();
    let cells: BTreeSet<&str> =
        table.rows.iter().flat_map(|(_, cells)| cells.iter().map(String::as_str)).collect();
    let contract = [
        "EINVAL",
        "EOPNOTSUPP",
        "EDESTADDRREQ",
        "EBADSLT",
        "EEXIST",
        "EBUSY",
        "ESHUTDOWN",
        "EPROTO",
        "EPIPE",
        "EMSGSIZE",
        "EAGAIN",
        "EFAULT",
        "ENOMEM",
        "EINTR",
        "ERANGE",
        "ENOBUFS",
        "ENODATA",
        "EAFNOSUPPORT",
        "EKEYREJECTED",
        "ECONNABORTED",
        "ETIME",
        "EBADF",
    ];
    for errno in contract {
        let elsewhere = ELSEWHERE.iter().any(|(name, _)| *name == errno);
        assert_ne!(cells.contains(errno), elsewhere, "{errno}");
    }
    for cell in cells {
        assert!(cell == "." || contract.contains(&cell), "{cell} is in no table");
    }
}
