//! The handshake of a security class, and what is sealed: through the class of `rxrpc_tests::guarded`, over the
//! simulated network and through both front ends.

#![cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]

mod forged;
mod front_ends;
mod lost;
mod managed;
mod refused;
mod scene;
mod sharing;
mod sockets;
mod times;
