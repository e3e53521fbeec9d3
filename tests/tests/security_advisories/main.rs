//! What other implementations published advisories about, each with a test whose name begins with its
//! number in the table of `tests/BUG-CLASSES.md`.

mod abuse;
mod calls;
mod packets;
mod progress;
mod support;
