//! How fast calls are in simulated time: exact, repeatable figures that are kept as a file.
//!
//! Holds: one transfer and its figures ([`transfer`]), the table of loss, round trip and window ([`table`]),
//! the targets ([`mod@targets`]), a model of TCP beside them ([`model`]). Must not know: the protocol machine.
//!
//! `tests/snapshots/goodput.md` keeps what [`text`] gives; a test compares. A change of the machine that is
//! wanted is written down with `cargo xtask simulate --update`.

pub mod model;
pub mod table;
pub mod targets;
pub mod transfer;

pub use targets::{Target, targets};

use std::path::{Path, PathBuf};

/// Where the figures are kept.
#[must_use]
pub fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/goodput.md")
}

/// The whole file, made anew.
#[must_use]
pub fn text(targets: &[Target]) -> String {
    format!(
        "# Goodput in simulated time\n\n\
         Made by `cargo xtask simulate --update`; a test compares. Everything is simulated, so the figures\n\
         are exact, and a difference is a change of the protocol machine.\n\n\
         ## Targets\n\n{}\n## One call to a service, Mbit/s\n\n{}",
        targets::as_table(targets),
        table::as_table(),
    )
}

/// Does `work` for each of `all` on as many threads as there are cores; the results in their order.
pub(crate) fn on_all_cores<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let results = std::sync::Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(one) = all.get(at) else { break };
                    let result = work(one);
                    results.lock().expect("no worker panics while it holds it").push((at, result));
                }
            });
        }
    });
    let mut results = results.into_inner().expect("no worker panics while it holds it");
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}
