//! Datagrams on their way: out of the endpoints, over the links, and in.
//!
//! Holds: the part of [`Network`] that carries. Must not know: scripts, time that passes.

use super::hop::Fate;
use super::occupants::Occupant;
use super::runtime::{Came, Outgoing};
use super::ways::Way;
use super::{Datagram, Network, audit};
use rxrpc_async::Arrival;
use rxrpc_core::wire::{Header, PacketType};
use rxrpc_core::{Errno, Fragmentation, QuotedPacket};
use std::net::SocketAddr;
use std::time::Duration;

/// A datagram on one hop of its way.
#[derive(Clone)]
pub(super) struct Flight {
    datagram: Datagram,
    way: Way,
    hop: usize,
    /// When it left its sender.
    sent: Duration,
    /// Whether routers may cut it into fragments.
    may_be_cut: bool,
}

/// What ICMP says of a datagram that was too long.
pub(super) struct Report {
    sender: SocketAddr,
    peer: SocketAddr,
    largest: usize,
}

impl Network {
    /// Takes the first datagram that is at the end of a hop on to the next one, or to its receiver.
    pub(super) fn arrive(&self) {
        let Some(((at, _), mut flight)) = self.world.flights.borrow_mut().pop_first() else {
            return;
        };
        flight.hop += 1;
        if flight.hop < flight.way.len() {
            self.take_hop(at, flight);
            return;
        }
        let Datagram { from, to, bytes } = flight.datagram;
        let occupant = self.world.occupants.borrow().get(&to).cloned();
        match occupant {
            Some(Occupant::Endpoint(known)) => {
                known.endpoint.handle_datagram(self.now_at(&known.clock), from, &bytes);
            }
            Some(Occupant::Hostile(inbox)) => inbox.put(from, bytes),
            Some(Occupant::Socket(socket)) => socket.put(Came::Datagram(from, bytes)),
            None if self.world.refusals.get() => self.refuse(from, to, &bytes),
            None => {}
        }
    }

    /// Tells a sender that nobody has the port, and quotes what it sent.
    fn refuse(&self, sender: SocketAddr, peer: SocketAddr, bytes: &[u8]) {
        let occupant = self.world.occupants.borrow().get(&sender).cloned();
        match occupant {
            Some(Occupant::Endpoint(known)) => {
                let now = self.now_at(&known.clock);
                let quoted = QuotedPacket::parse(bytes);
                known.endpoint.handle_icmp_error(now, peer, quoted, Errno::ECONNREFUSED);
            }
            Some(Occupant::Socket(socket)) => {
                socket.put(Came::Report(Arrival::Unreachable { peer, errno: Errno::ECONNREFUSED }));
            }
            Some(Occupant::Hostile(_)) | None => {}
        }
    }

    /// Puts on the wire what the endpoints have to send.
    pub(crate) fn flush(&self) {
        let mut batch = self.world.batch.take();
        for known in self.endpoints().iter() {
            let now = self.now_at(&known.clock);
            loop {
                batch.clear();
                let most = 1 + self.world.random.borrow_mut().below(16);
                let Some(transmit) = known.endpoint.poll_transmit(now, most, &mut batch) else {
                    break;
                };
                assert_eq!(transmit.size, batch.len(), "the batch says another size than it has");
                let stride = transmit.segment_size.unwrap_or(batch.len());
                let may_be_cut = transmit.fragmentation == Fragmentation::Allowed;
                for datagram in batch.chunks(stride.max(1)) {
                    self.audit(known.address, transmit.destination, datagram);
                    self.send(known.address, transmit.destination, datagram, may_be_cut);
                }
            }
        }
        self.world.batch.set(batch);
        self.flush_sockets();
    }

    /// The same for the async front end, whose new tasks become scripts.
    fn flush_sockets(&self) {
        let sockets = self.world.sockets.borrow().clone();
        for socket in sockets.iter() {
            for Outgoing { to, bytes, fragmentation } in socket.take_outgoing() {
                self.audit(socket.address(), to, &bytes);
                self.send(socket.address(), to, &bytes, fragmentation == Fragmentation::Allowed);
            }
        }
        for task in self.world.runtime.take_spawned() {
            self.spawn(task);
        }
    }

    fn audit(&self, from: SocketAddr, to: SocketAddr, datagram: &[u8]) {
        let mut serials = self.world.serials.borrow_mut();
        let fine = audit::check(datagram).and_then(|()| serials.check(from, to, datagram));
        if let Err(fault) = fine {
            panic!("{from} sent {fault}");
        }
    }

    /// Sends a datagram that may be cut into fragments from one address to another.
    pub(crate) fn launch(&self, from: SocketAddr, to: SocketAddr, datagram: &[u8]) {
        self.send(from, to, datagram, true);
    }

    fn send(&self, from: SocketAddr, to: SocketAddr, datagram: &[u8], may_be_cut: bool) {
        if let Some(capture) = self.world.capture.borrow_mut().as_mut() {
            capture.write(self.elapsed(), from, to, datagram);
        }
        if let Some(tap) = self.world.tap.borrow_mut().as_mut() {
            tap.push(Datagram { from, to, bytes: datagram.to_vec() });
        }
        if self.is_to_be_lost(datagram) {
            return;
        }
        let Some(way) = self.world.ways.borrow_mut().find(from, to) else { return };
        let datagram = Datagram { from, to, bytes: datagram.to_vec() };
        let sent = self.elapsed();
        self.take_hop(sent, Flight { datagram, way, hop: 0, sent, may_be_cut });
    }

    /// Sends a datagram over the hop that it stands before.
    fn take_hop(&self, now: Duration, mut flight: Flight) {
        let Some(hop) = flight.way.get(flight.hop).cloned() else { return };
        let random = &mut self.world.random.borrow_mut();
        match hop.carry(now, random, &mut flight.datagram.bytes, flight.may_be_cut) {
            Fate::Arrives([first, again]) => {
                let mut flights = self.world.flights.borrow_mut();
                if let Some(again) = again {
                    flights.insert((again, self.next_order()), flight.clone());
                }
                if let Some(first) = first {
                    flights.insert((first, self.next_order()), flight);
                }
            }
            Fate::TooLong(largest) => {
                // The report takes as long as the datagram took so far.
                let at = now + now.saturating_sub(flight.sent);
                let Datagram { from, to, .. } = flight.datagram;
                let report = Report { sender: from, peer: to, largest };
                self.world.reports.borrow_mut().insert((at, self.next_order()), report);
            }
        }
    }

    /// Hands the first report to the sender that it is for.
    pub(super) fn report(&self) {
        let Some((_, report)) = self.world.reports.borrow_mut().pop_first() else { return };
        let occupant = self.world.occupants.borrow().get(&report.sender).cloned();
        let Report { peer, largest, .. } = report;
        match occupant {
            Some(Occupant::Endpoint(known)) => {
                known.endpoint.handle_mtu_report(self.now_at(&known.clock), peer, largest);
            }
            Some(Occupant::Socket(socket)) => {
                socket.put(Came::Report(Arrival::TooLarge { peer, largest }));
            }
            Some(Occupant::Hostile(_)) | None => {}
        }
    }

    /// Loses the next `packets` packets of a type, whoever sends them.
    pub fn lose(&self, packet_type: PacketType, packets: u32) {
        self.world.losing.borrow_mut().push((packet_type, packets));
    }

    fn is_to_be_lost(&self, datagram: &[u8]) -> bool {
        let mut losing = self.world.losing.borrow_mut();
        if losing.is_empty() {
            return false;
        }
        let Ok((header, _)) = Header::parse(datagram) else { return false };
        let of_type =
            |(known, left): &&mut (PacketType, u32)| *known == header.packet_type && *left > 0;
        let Some((_, left)) = losing.iter_mut().find(of_type) else { return false };
        *left -= 1;
        true
    }

    /// Keeps a copy of everything that is sent from now on.
    pub fn open_tap(&self) {
        *self.world.tap.borrow_mut() = Some(Vec::new());
    }

    /// Takes the copies that were made since the last time; none if the tap is not open.
    #[must_use]
    pub fn tapped(&self) -> Vec<Datagram> {
        self.world.tap.borrow_mut().as_mut().map(std::mem::take).unwrap_or_default()
    }
}
