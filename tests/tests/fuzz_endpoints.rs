//! Runs the fuzz targets that attack whole endpoints over seeded inputs, without a fuzzer.

#![cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]

use rxrpc_tests::fuzz_endpoints::{off_the_path, on_the_path};
use rxrpc_tests::network::{Random, for_each_seed};

/// An input of a seed: some are short, some attack long.
fn input(seed: u64) -> Vec<u8> {
    let mut random = Random::new(seed);
    let length = [100, 1000, 4000][random.below(3)];
    random.bytes(length)
}

#[test]
fn everything_ends_whatever_somebody_on_the_path_does() {
    for_each_seed(150, |seed| on_the_path(&input(seed)));
}

#[test]
fn every_call_succeeds_whatever_somebody_off_the_path_does() {
    for_each_seed(150, |seed| off_the_path(&input(seed)));
}
