//! Feeds libFuzzer's input to [`rxrpc_tests::fuzz_rxkad_packets::sealed_packet`].

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rxrpc_tests::fuzz_rxkad_packets::sealed_packet(data));
