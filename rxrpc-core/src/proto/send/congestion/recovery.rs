//! How much may be sent while losses are being repaired.
//!
//! Holds: [`Recovery`], proportional rate reduction (RFC 6937): what leaves is a fixed part of what
//! arrives, so that the sender neither falls silent until half of the packets have arrived nor sends
//! a burst when one ACK reports many. Must not know: which packets are lost.

/// One recovery, from the first loss until it is repaired.
#[derive(Debug)]
pub(in crate::proto) struct Recovery {
    /// The window that recovery leads to.
    target: u32,
    /// What was in transit when it began, at least 1.
    flight: u32,
    /// Arrivals and transmissions since.
    delivered: u32,
    sent: u32,
    /// What may be sent now.
    allowance: u32,
}

impl Recovery {
    /// `flight` packets were in transit when the loss was found, and `target` shall be.
    pub(in crate::proto) fn new(flight: u32, target: u32) -> Self {
        Self { target, flight: flight.max(1), delivered: 0, sent: 0, allowance: 0 }
    }

    /// An ACK came: `delivered` packets arrived, and `in_transit` are believed to be on their way.
    /// `good` says that no further loss came to light.
    pub(in crate::proto) fn on_ack(&mut self, delivered: u32, in_transit: u32, good: bool) {
        self.delivered = self.delivered.saturating_add(delivered);
        self.allowance = if in_transit > self.target {
            let share = u64::from(self.delivered) * u64::from(self.target);
            let share = share.div_ceil(u64::from(self.flight));
            u32::try_from(share).unwrap_or(u32::MAX).saturating_sub(self.sent)
        } else {
            // Too much was lost: grow back as slow start would, unless even that loses.
            let kept = self.delivered.saturating_sub(self.sent).max(delivered);
            let grown = kept.saturating_add(u32::from(good));
            grown.min(self.target.saturating_sub(in_transit))
        };
        if self.sent == 0 {
            // The first repetition goes at once.
            self.allowance = self.allowance.max(1);
        }
    }

    /// What may be sent now.
    pub(in crate::proto) fn allowance(&self) -> u32 {
        self.allowance
    }

    pub(in crate::proto) fn on_sent(&mut self) {
        self.sent = self.sent.saturating_add(1);
        self.allowance = self.allowance.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 100 packets are in transit, one is lost, each second packet is acknowledged.
    #[test]
    fn half_as_much_leaves_as_arrives() {
        let mut recovery = Recovery::new(100, 50);
        let (mut in_transit, mut sent) = (96, 0);
        recovery.on_ack(3, in_transit, false);
        for _ in 0..48 {
            while recovery.allowance() > 0 {
                recovery.on_sent();
                sent += 1;
                in_transit += 1;
            }
            in_transit -= 2;
            recovery.on_ack(2, in_transit, true);
        }
        assert!((48..=50).contains(&sent), "{sent}");
        assert!((48..=50).contains(&in_transit), "{in_transit}");
    }

    #[test]
    fn a_heavy_loss_does_not_end_in_a_burst() {
        let mut recovery = Recovery::new(100, 50);
        recovery.on_ack(3, 10, false);
        assert_eq!(recovery.allowance(), 3);
        for _ in 0..3 {
            recovery.on_sent();
        }
        recovery.on_ack(2, 11, true);
        assert_eq!(recovery.allowance(), 3, "one more than arrived");
        recovery.on_ack(u32::MAX, 11, true);
        assert_eq!(recovery.allowance(), 39);
        recovery.on_ack(u32::MAX, 500, true);
    }
}
