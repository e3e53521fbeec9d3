//! What a sender has not sent so far: the packet that is not full.
//!
//! Holds: [`Unsent`], packing bytes into packets. Must not know: windows, timers, waiting.

use bytes::{Bytes, BytesMut};
use rxrpc_wire::Seq;

/// One packet's worth of user data, not sealed so far.
#[derive(Debug)]
pub(crate) struct Packed {
    pub(crate) data: Bytes,
    pub(crate) last: bool,
}

/// What a sender has not sent.
#[derive(Debug, Default)]
pub(crate) struct Unsent {
    /// Data that does not fill a packet so far.
    pending: BytesMut,
    /// How many packets were handed to the machine.
    packets: u32,
    /// What is left of the length that the user announced.
    announced: Option<u64>,
}

impl Unsent {
    /// Packs as much of `data` as `space` packets of `capacity` bytes take. Without `more` the data is
    /// the end of the phase. Returns the packets, the bytes taken, and whether all is done.
    pub(crate) fn pack(
        &mut self,
        data: &[u8],
        more: bool,
        capacity: usize,
        space: usize,
    ) -> (Vec<Packed>, usize, bool) {
        let mut packets = Vec::new();
        let mut taken = 0;
        loop {
            let rest = &data[taken..];
            if packets.len() == space {
                // A part of a packet may be kept without space in the window.
                let done = more && self.pending.len() + rest.len() < capacity;
                if done {
                    self.pending.extend_from_slice(rest);
                    taken += rest.len();
                }
                return (packets, taken, done);
            }
            if self.pending.len() >= capacity {
                // The peer takes smaller packets than when these bytes were kept.
                let last = self.pending.len() == capacity && rest.is_empty() && !more;
                packets.push(Packed { data: self.pending.split_to(capacity).freeze(), last });
                if last {
                    return (packets, taken, true);
                }
                continue;
            }
            if self.pending.is_empty() && rest.len() >= capacity {
                taken += Self::pack_whole(rest, more, capacity, space, &mut packets);
                if packets.last().is_some_and(|packet| packet.last) {
                    return (packets, taken, true);
                }
                continue;
            }
            let fits = rest.len().min(capacity - self.pending.len());
            self.pending.extend_from_slice(&rest[..fits]);
            taken += fits;
            let ends = taken == data.len();
            if self.pending.len() == capacity || (ends && !more) {
                let last = ends && !more;
                packets.push(Packed { data: self.pending.split().freeze(), last });
                if last {
                    return (packets, taken, true);
                }
            }
            if ends && more {
                return (packets, taken, true);
            }
        }
    }

    /// Packs whole packets with one allocation and one copy for all of them.
    fn pack_whole(
        data: &[u8],
        more: bool,
        capacity: usize,
        space: usize,
        packets: &mut Vec<Packed>,
    ) -> usize {
        let count = (data.len() / capacity).min(space - packets.len());
        let taken = count * capacity;
        let mut block = Bytes::copy_from_slice(&data[..taken]);
        packets.reserve(count);
        for _ in 0..count {
            packets.push(Packed { data: block.split_to(capacity), last: false });
        }
        if taken == data.len()
            && !more
            && let Some(packet) = packets.last_mut()
        {
            packet.last = true;
        }
        taken
    }

    /// Whether the announced length, if any, has room for `offered` bytes more, which are the last ones
    /// unless there is `more`.
    pub(crate) fn allows(&self, offered: usize, more: bool) -> bool {
        let offered = offered as u64;
        self.announced.is_none_or(|left| if more { offered <= left } else { offered == left })
    }

    /// So many bytes were packed.
    pub(crate) fn count(&mut self, packed: usize) {
        if let Some(left) = &mut self.announced {
            *left -= packed as u64;
        }
    }

    /// Takes note of the length of the phase; `false` if it is too late for that.
    pub(crate) fn announce(&mut self, length: u64) -> bool {
        let early = self.announced.is_none() && self.pending.is_empty() && self.packets == 0;
        if early {
            self.announced = Some(length);
        }
        early
    }

    /// The sequence number of the next packet to be sealed.
    pub(crate) fn next_seq(&mut self) -> Seq {
        self.packets = self.packets.wrapping_add(1);
        Seq(self.packets)
    }

    /// Forgets what was not sent: the call failed.
    pub(crate) fn purge(&mut self) {
        self.pending.clear();
    }
}

#[cfg(test)]
mod tests;
