//! Feeds libFuzzer's input to [`rxrpc_tests::fuzz_rxkad_packets::verify`].

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rxrpc_tests::fuzz_rxkad_packets::verify(data));
