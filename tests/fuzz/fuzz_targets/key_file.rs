//! Feeds libFuzzer's input to [`rxrpc_tests::fuzz_rxkad::key_file`].

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rxrpc_tests::fuzz_rxkad::key_file(data));
