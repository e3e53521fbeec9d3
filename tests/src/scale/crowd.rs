//! Thousands of clients on one socket: each has a loopback address and an endpoint of its own, and one thread
//! drives them all.
//!
//! Holds: [`Crowd`]. Must not know: what its clients ask for, who answers.

use quinn_udp::{RecvMeta, UdpSocketState};
use rxrpc_core::{
    AddressFamily, Call, CallError, CallOptions, Config, Endpoint, ServiceAddress, Waiting,
};
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};
use std::io::{self, IoSliceMut};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

/// Datagrams taken in by one system call.
const BATCH: usize = 32;

/// Most system calls of receiving in one turn.
const ROUNDS: usize = 64;

/// Room for one datagram of the largest packet that is sent here.
const DATAGRAM: usize = 2048;

/// Clients at 127.64.0.1 and the addresses after it, all at one port.
pub struct Crowd {
    socket: UdpSocket,
    state: UdpSocketState,
    clients: Vec<Arc<Endpoint>>,
    /// Clients that may have something to send.
    busy: BTreeSet<usize>,
    /// When a client wants to be looked at; entries that are out of date cost one look.
    timers: BinaryHeap<Reverse<(Instant, usize)>>,
    buffer: Vec<u8>,
    out: Vec<u8>,
}

impl Crowd {
    /// So many clients, up to 65 000.
    ///
    /// # Errors
    ///
    /// What the system says about the socket.
    pub fn new(clients: usize) -> io::Result<Self> {
        let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
        socket.set_nonblocking(true)?;
        let _ = socket2::SockRef::from(&socket).set_recv_buffer_size(16 << 20);
        let state = UdpSocketState::new((&socket).into())?;
        let clients = (0..clients)
            .map(|number| {
                let mut config = Config::default();
                config.seed = Some(number as u64);
                Endpoint::new(config, AddressFamily::V4)
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            socket,
            state,
            clients,
            busy: BTreeSet::new(),
            timers: BinaryHeap::new(),
            buffer: vec![0; BATCH * DATAGRAM],
            out: Vec::new(),
        })
    }

    /// The address of a client.
    pub fn address(&self, client: usize) -> IpAddr {
        IpAddr::from((u32::from(Ipv4Addr::new(127, 64, 0, 1)) + client as u32).to_be_bytes())
    }

    fn client_at(&self, address: IpAddr) -> Option<usize> {
        let IpAddr::V4(address) = address else { return None };
        let first = u32::from(Ipv4Addr::new(127, 64, 0, 1));
        let number = u32::from(address).checked_sub(first)? as usize;
        (number < self.clients.len()).then_some(number)
    }

    /// Begins a call of a client with a whole request, which leaves with the next turn.
    ///
    /// # Errors
    ///
    /// As [`Endpoint::try_open_call`] and [`Endpoint::send`].
    pub fn ask(
        &mut self,
        client: usize,
        service: ServiceAddress,
        request: &[u8],
    ) -> Result<Arc<Call>, CallError> {
        let endpoint = self.clients[client].clone();
        let call = endpoint.try_open_call(Instant::now(), service, &CallOptions::new())?;
        let mut taken = 0;
        let sent = pin!(endpoint.send(&call, request, false, Waiting::Never, &mut taken))
            .poll(&mut Context::from_waker(Waker::noop()));
        self.busy.insert(client);
        match sent {
            Poll::Ready(sent) => sent.map(|()| call),
            Poll::Pending => Err(CallError::WouldBlock),
        }
    }

    /// Lets go of a call that has ended.
    pub fn release(&mut self, client: usize, call: &Arc<Call>) {
        self.clients[client].release(call);
        self.busy.insert(client);
    }

    /// Sends a datagram as if a client had made it.
    ///
    /// # Errors
    ///
    /// What the system says; `WouldBlock` if the socket is full.
    pub fn forge(&self, client: usize, to: SocketAddr, datagram: &[u8]) -> io::Result<()> {
        self.state.try_send(
            (&self.socket).into(),
            &quinn_udp::Transmit {
                destination: to,
                ecn: None,
                contents: datagram,
                segment_size: None,
                src_ip: Some(self.address(client)),
            },
        )
    }

    /// Sends and receives what there is, and lets happen what is due. How many datagrams came.
    ///
    /// # Errors
    ///
    /// What the system says about receiving.
    pub fn turn(&mut self) -> io::Result<usize> {
        let now = Instant::now();
        while let Some(Reverse((at, client))) = self.timers.peek().copied()
            && at <= now
        {
            self.timers.pop();
            self.clients[client].handle_timeout(now);
            self.busy.insert(client);
        }
        self.send(now);
        let received = self.receive(now)?;
        self.send(now);
        Ok(received)
    }

    fn send(&mut self, now: Instant) {
        while let Some(client) = self.busy.pop_first() {
            loop {
                self.out.clear();
                let Some(transmit) = self.clients[client].poll_transmit(now, 1, &mut self.out)
                else {
                    break;
                };
                // What the socket has no room for is lost, as it may be on any network.
                let _ = self.forge(client, transmit.destination, &self.out);
            }
            if let Some(at) = self.clients[client].poll_timeout() {
                self.timers.push(Reverse((at, client)));
            }
        }
    }

    fn receive(&mut self, now: Instant) -> io::Result<usize> {
        let mut all = 0;
        for _ in 0..ROUNDS {
            let mut buffer = std::mem::take(&mut self.buffer);
            let mut meta = [RecvMeta::default(); BATCH];
            let mut parts: Vec<_> = buffer.chunks_mut(DATAGRAM).map(IoSliceMut::new).collect();
            let received = self.state.recv((&self.socket).into(), &mut parts, &mut meta);
            drop(parts);
            let count = match &received {
                Ok(count) => *count,
                Err(_) => 0,
            };
            for (meta, bytes) in meta.iter().zip(buffer.chunks(DATAGRAM)).take(count) {
                let Some(client) = meta.dst_ip.and_then(|address| self.client_at(address)) else {
                    continue;
                };
                self.clients[client].handle_batch(now, meta.addr, &bytes[..meta.len], meta.stride);
                self.busy.insert(client);
            }
            self.buffer = buffer;
            all += count;
            match received {
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(error) => return Err(error),
            }
        }
        Ok(all)
    }

    /// Sleeps until something may have come, a millisecond at most.
    pub fn rest(&self) {
        std::thread::sleep(Duration::from_millis(1));
    }
}
