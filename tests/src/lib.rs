#![forbid(unsafe_code)]
//! What the tests of several crates share: the steps of the contract, bodies of fuzz targets, a service for real peers, a
//! simulated network, a relay that makes real sockets as bad, and workloads that run through every front
//! end, thousands of seeded runs of them, runs with very many calls and peers, and a security class.
//!
//! Holds: one module each. Must not know: a single test's purpose.

pub mod contract_steps;
pub mod fuzz_endpoints;
pub mod fuzz_rxkad;
pub mod fuzz_rxkad_packets;
pub mod fuzz_targets;
pub mod goodput;
pub mod guarded;
pub mod network;
pub mod peer_service;
pub mod relay;
#[cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]
pub mod scale;
pub mod scripts;
pub mod simulation;

/// The programs of the manual chapters are built, and run as far as they can.
#[cfg(doctest)]
#[doc = include_str!("../../docs/rxkad.md")]
pub mod rxkad_chapter {}
