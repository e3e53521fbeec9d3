//! When a socket that cannot be read is given up.
//!
//! Holds: [`ReceiveFailures`]. Must not know: what is given up then.

use crate::error_queue::is_pending_error;
use std::io;

/// Failures in a row after which it is not expected that another attempt does better. Each costs a system
/// call and no more, so this is over at once.
const MOST: u32 = 100;

/// Failures of receiving in a row. Reports of ICMP are none: whoever sends those, and there may be many,
/// must not be able to close an endpoint.
#[derive(Debug, Default)]
pub struct ReceiveFailures(u32);

impl ReceiveFailures {
    /// Takes in what came of an attempt; the errno when the socket is to be given up.
    pub fn count<T>(&mut self, received: &io::Result<T>) -> Option<i32> {
        let Err(error) = received else {
            self.0 = 0;
            return None;
        };
        let harmless = [io::ErrorKind::WouldBlock, io::ErrorKind::Interrupted];
        if harmless.contains(&error.kind()) || is_pending_error(error) {
            self.0 = 0;
            return None;
        }
        self.0 += 1;
        // EIO stands for an error that has no number.
        (self.0 >= MOST).then(|| error.raw_os_error().unwrap_or(5))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_failures_in_a_row_count() {
        let mut failures = ReceiveFailures::default();
        let failure = |errno| io::Result::<()>::Err(io::Error::from_raw_os_error(errno));
        let (bad, refused) = (9, 111);
        for round in 0..1000 {
            assert_eq!(failures.count(&failure(refused)), None);
            let outcome = if round % 50 == 0 { Ok(()) } else { failure(bad) };
            assert_eq!(failures.count(&outcome), None);
        }
        assert_eq!(failures.count(&Ok(())), None);
        for _ in 1..MOST {
            assert_eq!(failures.count(&failure(bad)), None);
        }
        assert_eq!(failures.count(&failure(bad)), Some(bad));
    }
}
