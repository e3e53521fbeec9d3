use super::*;
use crate::config::Config;
use crate::endpoint::tests::{Pair, SERVICE};
use crate::endpoint::{AddressFamily, Endpoint};
use crate::errno::Errno;
use crate::lock::ranked::assert_no_lock_held;
use crate::security::{ClientKey, ConnectionFacts, Credentials, SecurityContext, SecurityLevel};
use rxrpc_wire::{CallNumber, Cid, Epoch, Flags, Header, PacketType, SecurityIndex, Seq, Serial};
use std::sync::atomic::{AtomicU32, Ordering};

/// A key that minds where it is dropped.
#[derive(Debug)]
struct Minds {
    identity: [u8; 4],
    dropped: Arc<AtomicU32>,
}

impl ClientKey for Minds {
    fn class(&self) -> SecurityIndex {
        SecurityIndex(2)
    }

    fn identity(&self) -> &[u8] {
        &self.identity
    }

    fn secure(&self, _: &ConnectionFacts) -> Result<Arc<dyn SecurityContext>, Errno> {
        Err(Errno::EKEYREJECTED)
    }
}

impl Drop for Minds {
    fn drop(&mut self) {
        assert_no_lock_held();
        self.dropped.fetch_add(1, Ordering::Relaxed);
    }
}

/// A round that takes several parts remembers where it is by a key, of which it may have the last hold.
#[test]
fn keys_are_dropped_with_no_lock_held() {
    let (pair, dropped) = (Pair::new(), Arc::new(AtomicU32::new(0)));
    let bundles = SLICE as u32 + 1;
    for number in 0..bundles {
        let identity = number.to_be_bytes();
        let key = Arc::new(Minds { identity, dropped: dropped.clone() });
        let credentials = Credentials::new(key, SecurityLevel::Plain);
        let key = BundleKey::new(Pair::addresses()[1], SERVICE, credentials, false);
        drop(pair.client.routes.bundle(key, false));
    }
    for _ in 0..2 {
        pair.client.routes.housekeep(pair.now, |_| ());
    }
    assert_eq!(dropped.load(Ordering::Relaxed), bundles);
}

/// A client with whom something is kept opens one connection after the other: those that give way are gone at once.
#[test]
fn connections_that_give_way_do_not_wait_for_housekeeping() {
    let config = Config::default().max_service_connections(16);
    let endpoint = Endpoint::new(config, AddressFamily::V4).expect("settings in range");
    let _incoming = endpoint.incoming(SERVICE).expect("nobody has it");
    let (from, now) = (Pair::addresses()[0], Instant::now());
    let _peer = endpoint.peer(from).expect("it can be reached");
    for number in 1..200 {
        let mut header = Header {
            epoch: Epoch(Epoch::RANDOM_BIT | 5),
            cid: Cid(number << 2),
            call_number: CallNumber(1),
            seq: Seq::FIRST,
            serial: Serial(1),
            packet_type: PacketType::Data,
            flags: Flags::CLIENT_INITIATED,
            user_status: 0,
            security_index: SecurityIndex::NONE,
            checksum: 0,
            service_id: SERVICE,
        };
        endpoint.handle_datagram(now, from, &header.to_bytes());
        header.packet_type = PacketType::Abort;
        let ended = [&header.to_bytes()[..], &5_u32.to_be_bytes()].concat();
        endpoint.handle_datagram(now, from, &ended);
        assert_eq!(endpoint.routes.take_forgotten().len(), 0, "connection {number}");
    }
    assert!(endpoint.routes.is_crowded());
}
