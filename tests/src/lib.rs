#![forbid(unsafe_code)]
//! placeholder
pub mod fuzz_targets;
pub mod peer_service;
