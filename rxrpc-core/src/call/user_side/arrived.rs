//! What was taken out of the machine for a reader, until he has it.
//!
//! Holds: [`Arrived`]. Must not know: how it came, how it is read.

use super::Unread;
use crate::endpoint::handshake::ask_class;
use crate::proto::{CallIdentity, Received, ReceivedPacket, SealedRun};
use crate::security::{Security, SecurityFailure};
use rxrpc_wire::{AbortCode, Seq};
use smallvec::SmallVec;
use std::mem;
use std::time::Instant;

/// Room for fewer packets is not worth keeping: most calls read one packet and are done.
const ROOM_WORTH_KEEPING: usize = 8;

/// Has the class of `security`, if there is one, seal or open. What it has at hand is out of the call's queues: if it panics,
/// the call cannot go on without, and is to end as if it had refused.
pub(crate) fn guard(
    security: &Security,
    work: impl FnOnce() -> Result<(), SecurityFailure>,
) -> Result<(), SecurityFailure> {
    match security.of_class() {
        None => work(),
        Some(_) => ask_class(work).unwrap_or(Err(SecurityFailure(AbortCode::RX_PROTOCOL_ERROR))),
    }
}

/// A class says that it has runs, and then that it has none.
pub(crate) const NO_RUNS: SecurityFailure = SecurityFailure(AbortCode::RX_PROTOCOL_ERROR);

/// Packets in order.
#[derive(Debug, Default)]
pub(crate) struct Arrived {
    /// Most calls read one at a time.
    packets: SmallVec<[ReceivedPacket; 1]>,
    /// What a class opens together, and how many of the packets come before it.
    runs: Vec<(usize, Box<SealedRun>)>,
}

impl Arrived {
    /// None so far, with room that another has left.
    pub(crate) fn with_room(room: Vec<ReceivedPacket>) -> Self {
        match room.capacity() {
            0 => Self::default(),
            _ => Self { packets: SmallVec::from_vec(room), runs: Vec::new() },
        }
    }

    /// The room for others, if nothing is left and it is worth it.
    pub(crate) fn into_room(self) -> Option<Vec<ReceivedPacket>> {
        let worth = self.packets.is_empty() && self.packets.capacity() > ROOM_WORTH_KEEPING;
        worth.then(|| self.packets.into_vec())
    }

    pub(crate) fn reserve(&mut self, packets: usize) {
        self.packets.reserve(packets);
    }

    #[inline]
    pub(crate) fn push(&mut self, received: Received) {
        match received {
            Received::Packet(packet) => self.packets.push(packet),
            Received::Run(run) => self.runs.push((self.packets.len(), run)),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.packets.is_empty() && self.runs.is_empty()
    }

    /// Bytes of data, sealed or not.
    pub(crate) fn bytes(&self) -> usize {
        let packets: usize = self.packets.iter().map(|packet| packet.payload.len()).sum();
        packets + self.runs.iter().map(|(_, run)| run.bytes()).sum::<usize>()
    }

    /// The packets that may be known when they came.
    pub(crate) fn single(&self) -> impl Iterator<Item = Seq> {
        self.packets.iter().map(|packet| packet.seq)
    }

    /// Opens all of them, in order.
    pub(crate) fn open(
        &mut self,
        security: &Security,
        call: &CallIdentity,
    ) -> Result<(), SecurityFailure> {
        let Self { packets, runs } = self;
        let mut done = 0;
        for (before, run) in runs {
            if *before > done {
                security.open(call, &mut packets[done..*before])?;
                done = *before;
            }
            security.runs().ok_or(NO_RUNS)?.open_run(call, run)?;
        }
        match packets.len() > done {
            true => security.open(call, &mut packets[done..]),
            false => Ok(()),
        }
    }

    /// Gives what was opened to who reads, with the times at which the [single](Arrived::single) ones came, if somebody wants
    /// to know.
    pub(crate) fn give_to(&mut self, unread: &mut Unread, times: Vec<Option<Instant>>) {
        unread.expect(self.packets.len() + self.runs.len());
        let mut runs = mem::take(&mut self.runs).into_iter().peekable();
        let mut times = times.into_iter();
        for (index, packet) in self.packets.drain(..).enumerate() {
            while let Some((_, run)) = runs.next_if(|(before, _)| *before <= index) {
                give_run(*run, unread);
            }
            match times.next() {
                None => unread.push(packet.payload),
                Some(time) => unread.push_with_time(packet.payload, time),
            }
            unread.peer_ended |= packet.last;
        }
        runs.for_each(|(_, run)| give_run(*run, unread));
    }
}

fn give_run(run: SealedRun, unread: &mut Unread) {
    unread.peer_ended |= run.is_last();
    run.into_pieces(|data| unread.push(data));
}
