//! Settings that make no sense.
//!
//! Holds: [`SettingError`] and the comparison with a range. Must not know: which settings there are.

use crate::errno::Errno;
use std::fmt::Debug;
use std::io;
use std::ops::RangeBounds;

/// A setting is out of its range.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{setting} is {given}, which is not in {range}")]
#[non_exhaustive]
pub struct SettingError {
    /// The field of [`Config`](crate::Config), such as `backlog` or `machine.keepalive`.
    pub setting: &'static str,
    /// What it was set to.
    pub given: String,
    /// What it may be set to, as Rust writes ranges.
    pub range: String,
}

impl SettingError {
    /// EINVAL.
    #[must_use]
    pub fn errno(&self) -> Errno {
        Errno::EINVAL
    }

    /// [`io::ErrorKind::InvalidInput`].
    #[must_use]
    pub fn kind(&self) -> io::ErrorKind {
        self.errno().kind()
    }
}

impl From<SettingError> for io::Error {
    /// As [`io::ErrorKind::InvalidInput`].
    fn from(error: SettingError) -> Self {
        Self::new(error.kind(), error)
    }
}

/// Compares a setting with what it may be set to.
pub(crate) fn check<T: PartialOrd + Debug>(
    setting: &'static str,
    given: &T,
    range: impl RangeBounds<T> + Debug,
) -> Result<(), SettingError> {
    if range.contains(given) {
        return Ok(());
    }
    Err(SettingError { setting, given: format!("{given:?}"), range: format!("{range:?}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn it_names_the_setting_and_its_range() {
        let error = check("keepalive", &Duration::ZERO, Duration::from_millis(1)..).unwrap_err();
        assert_eq!(error.to_string(), "keepalive is 0ns, which is not in 1ms..");
        assert_eq!(io::Error::from(error).kind(), io::ErrorKind::InvalidInput);
        assert_eq!(check("backlog", &3, 1..=3), Ok(()));
    }
}
