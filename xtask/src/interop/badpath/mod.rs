//! `cargo xtask interop badpath`: transfers over a relay that loses, reorders and delays, between our
//! front ends and OpenAFS's Rx library, in all pairs. Every transfer must be exact; what it cost is
//! counted by the relay, for all in the same manner, with OpenAFS at both ends as the measure.

mod ends;
mod measure;
mod paths;
mod peer_service;
mod table;

pub(crate) use measure::{Arguments, run};
