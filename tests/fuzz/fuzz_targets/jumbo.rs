//! Feeds libFuzzer's input to [`rxrpc_tests::fuzz_targets::jumbo`].

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rxrpc_tests::fuzz_targets::jumbo(data));
