//! Service upgrade: a client's calls ask for another service in the place of the one they name, and a service has one.
//!
//! Holds: clients with a service in a test's hand, services with a client in a test's hand, both over a network that
//! loses, and through each front end and face.

#![cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]

mod asking;
mod front_ends;
mod lost;
mod scene;
mod service;
mod sockets;
mod strange_answers;
