//! Feeds libFuzzer's input to [`rxrpc_tests::fuzz_endpoints::on_the_path`].

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rxrpc_tests::fuzz_endpoints::on_the_path(data));
