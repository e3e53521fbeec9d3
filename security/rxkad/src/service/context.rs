//! What secures a service's connection.
//!
//! Holds: [`ServiceContext`]: sealing and opening, who the client is, and the end of its ticket. Must not know: how it was
//! proven.

use super::RxkadPeer;
use crate::calendar::Calendar;
use crate::cipher::SessionKey;
use crate::counts::Counts;
use crate::packet::PacketCipher;
use rxrpc_core::security::{
    ConnectionFacts, PacketBuffer, PacketRun, PeerIdentity, ReceivedPacket, RunSecurity, SealedRun,
    SecurityContext, SecurityCounts, SecurityFailure, SecurityLevel, Shape,
};
use rxrpc_core::{AbortCode, CallIdentity, SecurityIndex};
use std::time::{Instant, SystemTime};

/// One connection of a service whose client has proven itself.
#[derive(Debug)]
pub(super) struct ServiceContext {
    packets: PacketCipher,
    peer: PeerIdentity,
    /// When the ticket expires.
    deadline: Option<Instant>,
    counts: Counts,
}

impl ServiceContext {
    pub(super) fn new(
        key: &SessionKey,
        connection: &ConnectionFacts,
        level: SecurityLevel,
        peer: RxkadPeer,
        calendar: Calendar,
    ) -> Self {
        let expires = peer.expires;
        Self {
            packets: PacketCipher::new(key, connection, level),
            peer: PeerIdentity::new(peer.principal.to_string()).expires(expires).with_details(peer),
            deadline: calendar.deadline(connection.now, expires),
            counts: Counts::default(),
        }
    }
}

impl SecurityContext for ServiceContext {
    fn index(&self) -> SecurityIndex {
        SecurityIndex::RXKAD
    }

    fn level(&self) -> SecurityLevel {
        self.packets.level()
    }

    fn peer(&self) -> Option<&PeerIdentity> {
        Some(&self.peer)
    }

    fn expires(&self) -> Option<SystemTime> {
        self.peer.expires
    }

    fn counts(&self) -> SecurityCounts {
        self.counts.get()
    }

    fn shape(&self, payload: usize) -> Shape {
        self.packets.shape(payload)
    }

    fn seal(
        &self,
        call: &CallIdentity,
        packets: &mut [PacketBuffer],
    ) -> Result<(), SecurityFailure> {
        self.counts.sealed.add(packets.iter().map(PacketBuffer::data_len));
        self.packets.seal(call, packets)
    }

    fn open(
        &self,
        call: &CallIdentity,
        packets: &mut [ReceivedPacket],
    ) -> Result<(), SecurityFailure> {
        self.packets.open(call, packets)?;
        self.counts.opened.add(packets.iter().map(|packet| packet.payload.len()));
        Ok(())
    }

    fn runs(&self) -> Option<&dyn RunSecurity> {
        Some(self)
    }

    /// No skew is allowed for: OpenAFS has none here.
    fn handle_time(&self, now: Instant) -> Result<Option<Instant>, SecurityFailure> {
        match self.deadline {
            Some(deadline) if deadline <= now => Err(SecurityFailure(AbortCode::RXKADEXPIRED)),
            deadline => Ok(deadline),
        }
    }
}

impl RunSecurity for ServiceContext {
    fn head(&self) -> usize {
        self.packets.run_head()
    }

    fn seal_run(&self, call: &CallIdentity, run: &mut PacketRun) -> Result<(), SecurityFailure> {
        self.packets.seal_run(call, run)?;
        self.counts.sealed.add(run.packets_mut().map(|packet| packet.bytes.len() - self.head()));
        Ok(())
    }

    fn open_run(&self, call: &CallIdentity, run: &mut SealedRun) -> Result<(), SecurityFailure> {
        self.packets.open_run(call, run)?;
        self.counts.opened.add(run.lengths());
        Ok(())
    }
}
