//! Looking at every datagram of an endpoint.
//!
//! Holds: [`PacketObserver`], which front ends call from where they touch the socket. Must not know: who
//! looks, or why.

use std::net::SocketAddr;

/// Which way a datagram goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From this endpoint to the peer.
    Sent,
    /// From the peer to this endpoint.
    Received,
}

/// Sees every UDP payload that an endpoint sends and receives, one by one, from whichever thread
/// carries it. What it does delays that thread, which may be the one that reads the socket: it must
/// not wait for anything of the endpoint. If it panics, the endpoint goes on, logs an error, and asks it no
/// more.
pub trait PacketObserver: Send + Sync {
    /// One datagram; it is not parsed so far and may be anything.
    fn datagram(&self, direction: Direction, peer: SocketAddr, bytes: &[u8]);
}
