//! Datagrams on their way: out of the endpoints, over the links, and in.
//!
//! Holds: the part of [`Network`] that carries. Must not know: scripts, time that passes.

use super::{Datagram, Network, Place, audit};
use std::net::SocketAddr;

/// Errno of "nobody listens at the peer's port".
const ECONNREFUSED: i32 = 111;

impl Network {
    /// Takes the first datagram that is on its way to its receiver.
    pub(super) fn arrive(&self) {
        let Some((_, flight)) = self.world.flights.borrow_mut().pop_first() else { return };
        let place = self.world.places.borrow().get(&flight.to).cloned();
        match place {
            Some(Place::Endpoint(endpoint)) => {
                endpoint.handle_datagram(self.now(), flight.from, &flight.bytes);
            }
            Some(Place::Hostile(inbox)) => inbox.put(flight.from, flight.bytes),
            None if self.world.refusals.get() => {
                let sender = self.world.places.borrow().get(&flight.from).cloned();
                if let Some(Place::Endpoint(endpoint)) = sender {
                    endpoint.handle_network_error(self.now(), flight.to, ECONNREFUSED);
                }
            }
            None => {}
        }
    }

    /// Puts on the wire what the endpoints have to send.
    pub(crate) fn flush(&self) {
        let mut batch = Vec::new();
        for (address, endpoint) in self.endpoints() {
            loop {
                batch.clear();
                let most = 1 + self.world.random.borrow_mut().below(16);
                let Some(transmit) = endpoint.poll_transmit(self.now(), most, &mut batch) else {
                    break;
                };
                assert_eq!(transmit.size, batch.len(), "the batch says another size than it has");
                let stride = transmit.segment_size.unwrap_or(batch.len());
                for datagram in batch.chunks(stride.max(1)) {
                    self.audit(address, transmit.destination, datagram);
                    self.launch(address, transmit.destination, datagram);
                }
            }
        }
    }

    fn audit(&self, from: SocketAddr, to: SocketAddr, datagram: &[u8]) {
        let mut serials = self.world.serials.borrow_mut();
        let fine = audit::check(datagram).and_then(|()| serials.check(from, to, datagram));
        if let Err(fault) = fine {
            panic!("{from} sent {fault}");
        }
    }

    /// Sends a datagram over the link between two addresses.
    pub(crate) fn launch(&self, from: SocketAddr, to: SocketAddr, datagram: &[u8]) {
        if let Some(capture) = self.world.capture.borrow_mut().as_mut() {
            capture.write(self.elapsed(), from, to, datagram);
        }
        if let Some(tap) = self.world.tap.borrow_mut().as_mut() {
            tap.push(Datagram { from, to, bytes: datagram.to_vec() });
        }
        let own = self.world.links.borrow().get(&(from, to)).copied();
        let link = own.unwrap_or(self.world.default_link.get());
        let mut bytes = datagram.to_vec();
        for delay in link.carry(&mut self.world.random.borrow_mut(), &mut bytes) {
            let key = (self.elapsed() + delay, self.next_order());
            let flight = Datagram { from, to, bytes: bytes.clone() };
            self.world.flights.borrow_mut().insert(key, flight);
        }
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
