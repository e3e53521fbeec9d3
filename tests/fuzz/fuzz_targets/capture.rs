//! Feeds libFuzzer's input to [`rxrpc_tools::fuzz::capture`].

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rxrpc_tools::fuzz::capture(data));
