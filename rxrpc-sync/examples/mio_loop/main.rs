//! One thread, a thousand calls and a pipe, on mio.
//!
//! `cargo run --release --example mio_loop [SLOTS [MILLISECONDS]]`: a thousand calls to a service that answers each after so
//! many milliseconds (20), of which so many run at once (16). The endpoint has no thread: the loop drives it, and waits for
//! its UDP socket beside a pipe into which another part of the program writes.

#[cfg(unix)]
mod client;
#[cfg(unix)]
mod program;

#[cfg(unix)]
fn main() -> std::process::ExitCode {
    match program::run() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("mio_loop: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

/// On Windows `Driver` is `AsSocket`, for a loop of `WSAPoll`.
#[cfg(not(unix))]
fn main() {
    eprintln!("mio_loop: mio watches descriptors of others on Unix alone");
}
