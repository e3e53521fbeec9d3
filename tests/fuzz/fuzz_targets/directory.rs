//! Feeds libFuzzer's input to [`rxrpc_afs::files::directory::bear`].

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rxrpc_afs::files::directory::bear(data));
