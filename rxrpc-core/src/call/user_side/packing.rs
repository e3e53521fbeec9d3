//! Packets that were made of what a sender wrote, until they are queued.
//!
//! Holds: [`Packing`], sealed in one go. Must not know: how data is cut into packets.

use super::arrived::NO_RUNS;
use crate::proto::{CallIdentity, CallMachine};
use crate::security::{PacketBuffer, PacketRun, Security, SecurityFailure};
use smallvec::SmallVec;

/// Packets in a row. Most calls send one at a time.
pub(crate) type Packets = SmallVec<[PacketBuffer; 1]>;

/// What became of bytes that were to be packed.
#[derive(Debug, Default)]
pub(crate) struct Packing {
    /// Packets in order, not sealed so far.
    pub(crate) packets: Packets,
    /// Runs of full ones.
    runs: Vec<PacketRun>,
    /// How many of the packets come before them.
    before: usize,
    /// How many of the bytes are in them, or wait in a packet that is not full.
    pub(crate) taken: usize,
    /// Nothing is left to be done: otherwise there is no space for more packets.
    pub(crate) done: bool,
}

impl Packing {
    /// How many packets there are.
    pub(crate) fn count(&self) -> usize {
        self.packets.len() + self.runs.iter().map(PacketRun::len).sum::<usize>()
    }

    /// Adds a run. All runs lie side by side.
    pub(super) fn push_run(&mut self, run: PacketRun) {
        if self.runs.is_empty() {
            self.before = self.packets.len();
        }
        debug_assert_eq!(self.before, self.packets.len(), "nothing lies between runs");
        self.runs.push(run);
    }

    /// Seals all of them, in order.
    pub(crate) fn seal(
        &mut self,
        security: &Security,
        call: &CallIdentity,
    ) -> Result<(), SecurityFailure> {
        let (before, behind) = self.packets.split_at_mut(self.before);
        if !before.is_empty() {
            security.seal(call, before)?;
        }
        for run in &mut self.runs {
            security.runs().ok_or(NO_RUNS)?.seal_run(call, run)?;
        }
        if behind.is_empty() { Ok(()) } else { security.seal(call, behind) }
    }

    /// Queues all of them.
    pub(crate) fn queue(self, machine: &mut CallMachine) {
        let Self { mut packets, runs, before, .. } = self;
        if !runs.is_empty() {
            queue(machine, packets.drain(..before));
            runs.into_iter().for_each(|run| machine.queue_packets(run.into_packets()));
        }
        queue(machine, packets.into_iter());
    }

    /// Takes out the runs; how many packets come before them.
    #[cfg(test)]
    pub(super) fn take_runs(&mut self) -> (usize, Vec<PacketRun>) {
        (self.before, std::mem::take(&mut self.runs))
    }
}

/// Queues sealed packets.
pub(crate) fn queue(
    machine: &mut CallMachine,
    packets: impl ExactSizeIterator<Item = PacketBuffer>,
) {
    machine.queue_packets(packets.map(|packet| {
        let (checksum, last) = (packet.checksum(), packet.is_last());
        (packet.into_payload(), checksum, last)
    }));
}
