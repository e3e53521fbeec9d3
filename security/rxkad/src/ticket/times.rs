//! Whether a ticket is valid at a time.
//!
//! Holds: [`check`]. Must not know: kinds of tickets.

use super::TicketError;
use crate::Timestamp;

const DAY: i64 = 86_400;
/// What clocks may differ by.
const SKEW: i64 = 900;
/// No ticket lasts longer, but those without a begin or an end.
const LONGEST: i64 = 30 * DAY;

/// As OpenAFS has it (rxkad in practice §2): what makes no sense first, then expired, then not valid yet.
pub(super) fn check(start: Timestamp, end: Timestamp, now: Timestamp) -> Result<(), TicketError> {
    let has_start = start.0 != 0;
    let has_end = end != Timestamp::NEVER;
    if has_start && has_end && (end <= start || end > start.plus(LONGEST)) {
        return Err(TicketError::Times);
    }
    if has_start && start > now.plus(SKEW + LONGEST) {
        return Err(TicketError::Times);
    }
    if has_end && end.plus(SKEW) < now {
        let forgotten = has_start && start.plus(LONGEST + DAY) < now;
        return Err(if forgotten { TicketError::Times } else { TicketError::Expired });
    }
    if has_start && start > now.plus(SKEW) {
        return Err(TicketError::NotYet);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_795_706_974);

    fn checked(start: i64, end: i64) -> Result<(), TicketError> {
        check(NOW.plus(start), NOW.plus(end), NOW)
    }

    #[test]
    fn edges() {
        assert_eq!(check(Timestamp(0), Timestamp::NEVER, NOW), Ok(()));
        assert_eq!(check(Timestamp(0), NOW.plus(100 * DAY), NOW), Ok(()));
        assert_eq!(check(Timestamp(0), NOW.plus(-901), NOW), Err(TicketError::Expired));
        assert_eq!(check(NOW, Timestamp::NEVER, NOW), Ok(()));
        assert_eq!(checked(0, 0), Err(TicketError::Times));
        assert_eq!(checked(0, LONGEST), Ok(()));
        assert_eq!(checked(0, LONGEST + 1), Err(TicketError::Times));
        assert_eq!(checked(900, 1000), Ok(()));
        assert_eq!(checked(901, 1000), Err(TicketError::NotYet));
        assert_eq!(checked(900 + LONGEST, 901 + LONGEST), Err(TicketError::NotYet));
        assert_eq!(checked(901 + LONGEST, 902 + LONGEST), Err(TicketError::Times));
        assert_eq!(checked(-1000, -900), Ok(()));
        assert_eq!(checked(-1000, -901), Err(TicketError::Expired));
        assert_eq!(checked(-31 * DAY, -29 * DAY), Err(TicketError::Expired));
        assert_eq!(checked(-31 * DAY - 1, -29 * DAY), Err(TicketError::Times));
    }
}
