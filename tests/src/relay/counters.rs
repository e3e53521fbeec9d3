//! What one way of a relay saw and did, counted in the same manner for every implementation.
//!
//! Holds: [`Counters`], and the eye that tells a DATA packet seen for the first time from one that was
//! sent again. Must not know: sockets, what the relay does with a datagram.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::net::SocketAddr;

use rxrpc_wire::{CallNumber, Cid, Epoch, Header, PacketType, Seq};

/// Counts of one way. Datagrams and packets differ by jumbograms, which hold several DATA packets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Datagrams that came.
    pub datagrams: u64,
    /// Bytes of UDP payload that came.
    pub bytes: u64,
    /// DATA packets with a call and sequence number that had not come before: what had to be sent.
    pub data: u64,
    /// DATA packets that had come before: retransmissions.
    pub data_again: u64,
    /// ACK packets.
    pub acks: u64,
    /// Datagrams of other packet types, or not of Rx at all.
    pub others: u64,
    /// Datagrams that were lost, by chance.
    pub lost: u64,
    /// DATA packets in those.
    pub lost_data: u64,
    /// Datagrams that found the queue of the line full.
    pub queue_full: u64,
    /// Datagrams that were sent on twice.
    pub doubled: u64,
    /// Datagrams that were held back.
    pub held_back: u64,
    /// Datagrams that were sent on, doubles included.
    pub forwarded: u64,
    /// Datagrams that the system did not take.
    pub unsendable: u64,
}

impl Counters {
    /// All DATA packets that came.
    #[must_use]
    pub const fn all_data(&self) -> u64 {
        self.data + self.data_again
    }

    /// These and those together, as for both ways of a relay.
    #[must_use]
    pub const fn and(&self, other: &Self) -> Self {
        Self {
            datagrams: self.datagrams + other.datagrams,
            bytes: self.bytes + other.bytes,
            data: self.data + other.data,
            data_again: self.data_again + other.data_again,
            acks: self.acks + other.acks,
            others: self.others + other.others,
            lost: self.lost + other.lost,
            lost_data: self.lost_data + other.lost_data,
            queue_full: self.queue_full + other.queue_full,
            doubled: self.doubled + other.doubled,
            held_back: self.held_back + other.held_back,
            forwarded: self.forwarded + other.forwarded,
            unsendable: self.unsendable + other.unsendable,
        }
    }
}

/// Channels that an eye remembers: of one that was forgotten, DATA counts as new when it is sent again.
const MOST_CHANNELS: usize = 1 << 16;

/// Most packets of one call that are remembered beyond one that did not come.
const MOST_BEYOND: usize = 1 << 16;

/// Reads the headers of what passes, and remembers the latest call of each channel.
#[derive(Debug, Default)]
pub(super) struct Eye {
    calls: HashMap<ChannelKey, (CallNumber, Sequences)>,
    /// The channels in the order in which they were seen first.
    order: VecDeque<ChannelKey>,
}

/// The client is part of it, since different ones may have chosen the same epoch and cid.
type ChannelKey = (SocketAddr, Epoch, Cid);

/// What an eye saw in one datagram.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sight {
    pub(super) data: u64,
    pub(super) data_again: u64,
    pub(super) acks: u64,
    pub(super) others: u64,
}

impl Eye {
    /// Looks at a datagram from or to this client.
    pub(super) fn look(&mut self, client: SocketAddr, datagram: &[u8]) -> Sight {
        let mut sight = Sight::default();
        let Ok((header, payload)) = Header::parse(datagram) else {
            sight.others = 1;
            return sight;
        };
        match header.packet_type {
            PacketType::Data => {
                let mut sequences = self.sequences(client, &header);
                for packet in rxrpc_wire::subpackets(&header, payload).map_while(Result::ok) {
                    if sequences.as_mut().is_some_and(|known| known.insert(packet.seq)) {
                        sight.data += 1;
                    } else {
                        sight.data_again += 1;
                    }
                }
            }
            PacketType::Ack => sight.acks = 1,
            _ => sight.others = 1,
        }
        sight
    }
}

impl Eye {
    /// What came of the call of a DATA packet; `None` for a call before the channel's latest.
    fn sequences(&mut self, client: SocketAddr, header: &Header) -> Option<&mut Sequences> {
        let key = (client, header.epoch, header.cid);
        if !self.calls.contains_key(&key) {
            if self.order.len() >= MOST_CHANNELS
                && let Some(oldest) = self.order.pop_front()
            {
                self.calls.remove(&oldest);
            }
            self.order.push_back(key);
        }
        let none = || (header.call_number, Sequences::default());
        let (latest, sequences) = self.calls.entry(key).or_insert_with(none);
        if header.call_number.0 > latest.0 {
            (*latest, *sequences) = (header.call_number, Sequences::default());
        }
        (header.call_number == *latest).then_some(sequences)
    }

    /// Forgets the channels of a client.
    pub(super) fn forget(&mut self, client: SocketAddr) {
        self.calls.retain(|(of, _, _), _| *of != client);
        self.order.retain(|(of, _, _)| *of != client);
    }
}

/// The sequence numbers of a call that came: all below `next`, and a few beyond.
#[derive(Debug)]
struct Sequences {
    next: Seq,
    beyond: BTreeSet<u32>,
}

impl Default for Sequences {
    fn default() -> Self {
        Self { next: Seq::FIRST, beyond: BTreeSet::new() }
    }
}

impl Sequences {
    /// Whether this one is new.
    fn insert(&mut self, seq: Seq) -> bool {
        if seq.is_before(self.next) || !self.beyond.insert(seq.0) {
            return false;
        }
        if self.beyond.len() > MOST_BEYOND
            && let Some(first) = self.beyond.first()
        {
            self.next = Seq(*first);
        }
        while self.beyond.remove(&self.next.0) {
            self.next = self.next.next();
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rxrpc_wire::{Flags, JUMBO_DATA_LEN, JumboBuilder, SecurityIndex, Serial, ServiceId};
    use std::net::Ipv4Addr;

    fn client(port: u16) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, port).into()
    }

    fn data(call: u32, seq: u32, serial: u32) -> Header {
        Header {
            epoch: Epoch(1),
            cid: Cid(4),
            call_number: CallNumber(call),
            seq: Seq(seq),
            serial: Serial(serial),
            packet_type: PacketType::Data,
            flags: Flags::CLIENT_INITIATED,
            user_status: 0,
            security_index: SecurityIndex::NONE,
            checksum: 0,
            service_id: ServiceId(1),
        }
    }

    #[test]
    fn data_counts_once_for_each_call_and_sequence_number_and_client() {
        let mut eye = Eye::default();
        let mut look = |port, call, seq, serial| {
            let sight = eye.look(client(port), &data(call, seq, serial).to_bytes());
            (sight.data, sight.data_again)
        };
        assert_eq!(look(1, 1, 2, 1), (1, 0));
        assert_eq!(look(1, 1, 1, 2), (1, 0));
        assert_eq!(look(1, 1, 2, 3), (0, 1), "again with a new serial");
        assert_eq!(look(1, 1, 1, 2), (0, 1), "the very same");
        assert_eq!(look(1, 1, 4, 5), (1, 0));
        assert_eq!(look(1, 1, 4, 6), (0, 1));
        assert_eq!(look(1, 2, 1, 4), (1, 0), "of another call");
        assert_eq!(look(2, 1, 1, 1), (1, 0), "of another client");
        assert_eq!(look(1, 1, 4, 7), (0, 1), "of the call before");
    }

    #[test]
    fn what_is_remembered_has_a_bound_however_many_calls_and_clients_there_are() {
        let mut eye = Eye::default();
        for call in 1..10_000 {
            eye.look(client(1), &data(call, 1, call).to_bytes());
        }
        assert_eq!((eye.calls.len(), eye.order.len()), (1, 1));
        for epoch in 0..MOST_CHANNELS as u32 + 1000 {
            let header = Header { epoch: Epoch(epoch), ..data(1, 1, 1) };
            eye.look(client(2), &header.to_bytes());
        }
        assert_eq!((eye.calls.len(), eye.order.len()), (MOST_CHANNELS, MOST_CHANNELS));
        eye.forget(client(2));
        assert_eq!((eye.calls.len(), eye.order.len()), (0, 0));
        for seq in 0..MOST_BEYOND as u32 + 1000 {
            eye.look(client(1), &data(1, 3 + 2 * seq, seq).to_bytes());
        }
        let beyond = |(_, (_, sequences)): (_, &(_, Sequences))| sequences.beyond.len();
        assert!(eye.calls.iter().map(beyond).all(|beyond| beyond <= MOST_BEYOND));
    }

    #[test]
    fn each_packet_of_a_jumbogram_counts() {
        let mut eye = Eye::default();
        let full = [0; JUMBO_DATA_LEN];
        let mut datagram = Vec::new();
        let mut jumbo = JumboBuilder::new(&mut datagram, data(1, 1, 1), &full);
        jumbo.push(Flags::CLIENT_INITIATED, 0, &full).unwrap();
        jumbo.push(Flags::CLIENT_INITIATED, 0, b"end").unwrap();
        jumbo.finish();
        assert_eq!(eye.look(client(1), &datagram).data, 3);
        assert_eq!(eye.look(client(1), &data(1, 2, 9).to_bytes()).data_again, 1);
    }

    #[test]
    fn what_is_no_data_is_told_apart() {
        let mut eye = Eye::default();
        let ack = Header { packet_type: PacketType::Ack, ..data(1, 0, 1) };
        assert_eq!(eye.look(client(1), &ack.to_bytes()).acks, 1);
        assert_eq!(eye.look(client(1), b"what is this").others, 1);
        assert_eq!(eye.look(client(1), b"").others, 1);
    }
}
