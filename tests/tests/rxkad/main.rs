//! Calls secured with rxkad, by both ends of this project and by what others have sent.

#![cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]
#![allow(clippy::unwrap_used)]

mod captures;
mod expiry;
mod front_ends;
mod levels;
mod recorded;
mod refused;
mod scene;
mod tampered;
mod who;
