//! Whatever becomes of service calls, all that they held of an endpoint is given back.

use crate::address::ServiceAddress;
use crate::call::Call;
use crate::call::options::CallOptions;
use crate::call::send::Waiting;
use crate::config::Config;
use crate::endpoint::service::incoming::Incoming;
use crate::endpoint::service::places::Places;
use crate::endpoint::tests::ready;
use crate::endpoint::{AddressFamily, Endpoint};
use crate::message::{Control, MessageFlags, MessageSocket, SendMessage, UserCallId};
use rxrpc_wire::{AbortCode, ServiceId};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

const CALLS: [u16; 2] = [1, 2];
const MESSAGES: u16 = 3;
const SERVER: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 7000);

struct Scene {
    now: Instant,
    state: u64,
    server: Arc<Endpoint>,
    socket: MessageSocket,
    clients: Vec<(SocketAddr, Arc<Endpoint>)>,
    incoming: Vec<Incoming>,
    asked: Vec<(usize, Arc<Call>)>,
    held: Vec<Arc<Call>>,
    strangers: u32,
    next_id: u64,
    announced: bool,
}

/// A socket that takes the calls of the message face.
fn listening(server: &Arc<Endpoint>, announced: bool) -> MessageSocket {
    let socket = server.message_socket();
    socket.bind(ServiceId(MESSAGES)).expect("nobody has the service");
    match announced {
        true => socket.listen_with_announcements(4),
        false => socket.listen(4),
    }
    .expect("it does not listen");
    socket
}

impl Scene {
    fn new(seed: u64) -> Self {
        let announced = seed % 2 == 1;
        let config = Config {
            max_service_calls: 24,
            max_service_connections: 40,
            backlog: if seed.is_multiple_of(3) { 4 } else { 20 },
            ..Config::default()
        };
        let server = Endpoint::new(config, AddressFamily::V4).expect("in range");
        let incoming = CALLS
            .map(|id| server.incoming(ServiceId(id)).expect("an endpoint that is open"))
            .into();
        let socket = listening(&server, announced);
        let client = |host: u8| {
            let address = SocketAddr::from(([10, 0, 0, host], 7001));
            (address, Endpoint::new(Config::default(), AddressFamily::V4).expect("in range"))
        };
        let clients = (1..4).map(client).collect();
        Self {
            now: Instant::now(),
            state: seed,
            server,
            socket,
            clients,
            incoming,
            asked: Vec::new(),
            held: Vec::new(),
            strangers: 0,
            next_id: 1,
            announced,
        }
    }

    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % limit as u64) as usize
    }

    fn exchange(&mut self, lossy: bool) {
        loop {
            let mut packets = Vec::new();
            let mut buffer = Vec::new();
            for (from, client) in &self.clients {
                while client.poll_transmit(self.now, 1, &mut buffer).is_some() {
                    packets.push((*from, None, std::mem::take(&mut buffer)));
                }
            }
            while let Some(sent) = self.server.poll_transmit(self.now, 1, &mut buffer) {
                packets.push((SERVER, Some(sent.destination), std::mem::take(&mut buffer)));
            }
            if packets.is_empty() {
                return;
            }
            for (from, to, packet) in packets {
                if lossy && self.below(5) == 0 {
                    continue;
                }
                match to {
                    None => self.server.handle_datagram(self.now, from, &packet),
                    Some(to) => {
                        if let Some((_, client)) = self.clients.iter().find(|(at, _)| *at == to) {
                            client.handle_datagram(self.now, SERVER, &packet);
                        }
                    }
                }
            }
        }
    }

    fn pass(&mut self, time: Duration) {
        self.now += time;
        self.server.handle_timeout(self.now);
        for (_, client) in &self.clients {
            client.handle_timeout(self.now);
        }
    }

    fn stranger(&mut self) {
        let kind = self.below(3);
        self.strangers += 1;
        let service = 1 + self.below(3) as u8;
        let from =
            SocketAddr::from((std::net::Ipv4Addr::from_bits(0x0b00_0000 + self.strangers), 7001));
        let header = |packet_type: u8, flags: u8| {
            let mut packet = vec![0x80, 0, 0x12, 0x34, 0, 0, 0x30, 0, 0, 0, 0, 1, 0, 0, 0, 1];
            packet.extend([0, 0, 0, 1, packet_type, flags, 0, 0, 0, 0, 0, service]);
            packet
        };
        let mut request = header(1, if kind == 0 { 1 } else { 5 });
        request.push(b'x');
        self.server.handle_datagram(self.now, from, &request);
        if kind == 2 {
            let mut abort = header(4, 1);
            abort.extend([0xff, 0xff, 0xff, 0xfa]);
            self.server.handle_datagram(self.now, from, &abort);
        }
    }

    fn ask(&mut self) {
        let client = self.below(self.clients.len());
        let target = ServiceAddress::new(SERVER, ServiceId(1 + self.below(3) as u16));
        let options = CallOptions { exclusive: self.below(3) == 0, ..CallOptions::new() };
        let end = self.clients[client].1.clone();
        if let Ok(call) = end.try_open_call(self.now, target, &options) {
            let more = self.below(2) == 0;
            let _ = ready(end.send(&call, b"ask", more, Waiting::Never, &mut 0));
            self.asked.push((client, call));
        }
    }

    fn drop_asked(&mut self) {
        if !self.asked.is_empty() {
            let at = self.below(self.asked.len());
            let (client, call) = self.asked.swap_remove(at);
            self.clients[client].1.release(&call);
        }
    }

    fn serve(&mut self) {
        let at = self.below(self.incoming.len());
        self.held.extend(self.incoming[at].try_next());
    }

    fn let_go(&mut self) {
        if self.held.is_empty() {
            return;
        }
        let at = self.below(self.held.len());
        let call = self.held.swap_remove(at);
        match self.below(3) {
            0 => drop(ready(self.server.send(&call, b"answer", false, Waiting::Never, &mut 0))),
            1 => drop(self.server.abort(&call, AbortCode(77))),
            _ => {}
        }
        self.server.release(&call);
    }

    fn message(&mut self) {
        let (now, id) = (self.now, UserCallId(self.next_id));
        let command = if self.announced && self.below(2) == 0 {
            Control::Accept
        } else {
            Control::ChargeAccept
        };
        let control = [Control::UserCallId(id), command];
        let charge = SendMessage::new(b"", &control).flags(MessageFlags::DONTWAIT);
        if ready(self.socket.sendmsg(now, &charge, &mut 0)).is_ok() {
            self.next_id += 1;
        }
        let mut buf = [0; 64];
        while let Ok(told) = ready(self.socket.recvmsg(&mut buf, MessageFlags::DONTWAIT)) {
            if let Some(id) = told.call
                && !told.is_end()
            {
                let mut control = vec![Control::UserCallId(id)];
                if self.below(2) == 0 {
                    control.push(Control::Abort(AbortCode(78)));
                }
                let reply = SendMessage::new(b"", &control).flags(MessageFlags::DONTWAIT);
                let _ = ready(self.socket.sendmsg(self.now, &reply, &mut 0));
            }
        }
    }

    /// Another socket takes the calls that come from now on, and those of the old one are ended.
    fn close_socket(&mut self) {
        self.socket.close();
        self.socket = listening(&self.server, self.announced);
    }

    fn step(&mut self) {
        match self.below(12) {
            0..3 => self.stranger(),
            3..5 => self.ask(),
            5 => self.drop_asked(),
            6..8 => self.serve(),
            8 => self.let_go(),
            9 => self.message(),
            10 => {
                let millis = self.below(400) as u64;
                self.pass(Duration::from_millis(millis));
            }
            _ if self.below(20) == 0 => self.close_socket(),
            _ => {}
        }
        if self.below(3) == 0 {
            self.exchange(true);
        }
        assert!(self.server.services.look(Places::is_consistent));
    }

    fn finish(&mut self) {
        while !self.held.is_empty() {
            self.let_go();
        }
        while !self.asked.is_empty() {
            self.drop_asked();
        }
        for _ in 0..300 {
            self.exchange(false);
            self.message();
            self.serve();
            self.let_go();
            self.pass(Duration::from_millis(500));
        }
        while !self.held.is_empty() {
            self.let_go();
        }
        self.exchange(false);
        self.pass(Duration::from_secs(1));
        self.message();
    }
}

#[test]
fn whatever_becomes_of_calls_all_places_are_given_back() {
    for seed in 0..12 {
        let mut scene = Scene::new(seed);
        (0..3000).for_each(|_| scene.step());
        scene.finish();
        let server = &scene.server;
        assert_eq!(server.live_calls(), 0, "seed {seed}");
        let charged = server.services.charged();
        assert_eq!(
            scene.socket.socket().lock().tree.len(),
            charged.len(),
            "seed {seed}: {charged:?}"
        );
        let kept = server.services.look(|places| places.reserved);
        assert_eq!(kept, charged.len(), "seed {seed}: places that are kept");
        assert!(server.services.look(Places::is_empty), "seed {seed}: {:?}", server.services);
    }
}
