#![forbid(unsafe_code)]
//! What the tests of several crates share: bodies of fuzz targets, a service for real peers, and a
//! simulated network.
//!
//! Holds: one module each. Must not know: a single test's purpose.

pub mod fuzz_targets;
pub mod network;
pub mod peer_service;
