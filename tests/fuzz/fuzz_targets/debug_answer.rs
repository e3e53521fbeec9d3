//! Feeds libFuzzer's input to [`rxrpc_tools::fuzz::answer`].

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rxrpc_tools::fuzz::answer(data));
