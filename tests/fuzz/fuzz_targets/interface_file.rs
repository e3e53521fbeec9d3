//! Feeds libFuzzer's input to [`rxrpc_interface_tests::compile_anything`].

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rxrpc_interface_tests::compile_anything(data));
