//! Feeds libFuzzer's input to [`rxrpc_interface_tests::decode_anything`].

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rxrpc_interface_tests::decode_anything(data));
