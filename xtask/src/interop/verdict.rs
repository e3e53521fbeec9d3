//! What the packets of a run must look like, judged from tshark's Rx dissector. Only frames that we sent
//! can fail for their form; what others sent is counted beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::ports;
use xtask::programs::failure::{Failure, require};

/// Severity `error` of tshark's expert information (`PI_ERROR` in its documentation).
const EXPERT_ERROR: u64 = 0x0080_0000;

/// The fields that tshark is asked for, in this order.
pub(crate) const FIELDS: [&str; 10] = [
    "frame.number",
    "ip.src",
    "udp.srcport",
    "udp.dstport",
    "rx.flags",
    "rx.type",
    "rx.reason",
    "_ws.malformed",
    "_ws.expert.severity",
    "_ws.expert.message",
];

/// Where all that is not ours is. What we have there is known by its port.
const THEIR_ADDRESSES: [&str; 2] = ["127.0.0.1", super::openafs_cell::FILES];

/// Packet type DATA.
const DATA: &str = "1";

/// The flag of a DATA packet after which another one follows in the same datagram (`RX_JUMBO_PACKET`).
const JUMBO_FLAG: u64 = 0x20;

/// Where jumbograms of ours are sent from, or to.
const SENDING: [u16; 4] = [
    ports::OUR_CLIENT_JUMBO,
    ports::OUR_SERVER_JUMBO,
    ports::OUR_RXPERF_JUMBO,
    ports::C_RXPERF_JUMBO,
];

/// Counts over one side's frames.
#[derive(Default)]
struct Side {
    frames: u32,
    not_rx: u32,
    malformed: u32,
    expert_errors: u32,
    kinds: BTreeMap<String, u32>,
    examples: Vec<String>,
}

/// What tshark said about a capture.
#[derive(Default)]
pub(crate) struct Verdict {
    ours: Side,
    theirs: Side,
    /// How many different ports of ours were seen.
    ports: BTreeSet<u16>,
    /// How many jumbograms came from and went to each port.
    jumbograms_from: BTreeMap<u16, u32>,
    jumbograms_to: BTreeMap<u16, u32>,
}

impl Verdict {
    /// Reads tshark's output, one frame a line, fields in the order of [`FIELDS`].
    pub(crate) fn of(text: &str) -> Verdict {
        let mut verdict = Verdict::default();
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            // Notices of tshark have no tabs.
            let [_, address, source, target, flags, kind, reason, malformed, severity, message] =
                fields[..]
            else {
                continue;
            };
            let source = source.parse().unwrap_or(0);
            let target = target.parse().unwrap_or(0);
            if kind == DATA && number(flags).is_some_and(|flags| flags & JUMBO_FLAG != 0) {
                *verdict.jumbograms_from.entry(source).or_default() += 1;
                *verdict.jumbograms_to.entry(target).or_default() += 1;
            }
            let is_ours = !THEIR_ADDRESSES.contains(&address)
                || ports::OURS.contains(&source)
                || ports::ONLY_FROM_US.contains(&target);
            let side = if is_ours {
                verdict.ports.insert(source);
                &mut verdict.ours
            } else {
                &mut verdict.theirs
            };
            let expert_error =
                severity.split(',').filter_map(number).any(|value| value >= EXPERT_ERROR);
            side.frames += 1;
            side.not_rx += u32::from(kind.is_empty());
            side.malformed += u32::from(!malformed.is_empty());
            side.expert_errors += u32::from(expert_error);
            *side.kinds.entry(kind_name(kind, reason)).or_default() += 1;
            let bad = kind.is_empty() || !malformed.is_empty() || expert_error;
            if bad && side.examples.len() < 5 {
                side.examples.push(format!("frame {} from {source}: {message}", fields[0]));
            }
        }
        verdict
    }

    /// Passes when we sent something and all of it decodes.
    pub(crate) fn our_packets_decode(&self) -> Result<String, Failure> {
        let text = format!(
            "ours, from {} ports: {}; others: {}",
            self.ports.len(),
            self.ours.describe(),
            self.theirs.describe_bad()
        );
        if self.ours.frames > 0 && self.ours.bad() == 0 {
            return Ok(text);
        }
        Err(Failure::new(format!("{text}; {}", self.ours.examples.join("; "))))
    }
}

impl Verdict {
    /// Passes when jumbograms went where both ends had them on, and nowhere else.
    pub(crate) fn jumbograms_only_when_on(&self) -> Result<String, Failure> {
        let from = |port| self.jumbograms_from.get(&port).copied().unwrap_or(0);
        let to = |port| self.jumbograms_to.get(&port).copied().unwrap_or(0);
        let on = [
            ("to our server", to(ports::OUR_SERVER)),
            ("from the C server", from(ports::C_SERVER)),
            ("to our rxperf", to(ports::OUR_RXPERF)),
            ("from the C rxperf", from(ports::C_RXPERF)),
            ("from our sending client", from(ports::OUR_CLIENT_JUMBO)),
            ("from our sending server", from(ports::OUR_SERVER_JUMBO)),
            ("from our sending rxperf server", from(ports::OUR_RXPERF_JUMBO)),
            ("from our sending rxperf client", to(ports::C_RXPERF_JUMBO)),
        ];
        let others = |port: &u16| !SENDING.contains(port);
        let ours: u32 = ports::OURS.into_iter().filter(others).map(from).sum();
        let ours = ours + ports::ONLY_FROM_US.into_iter().filter(others).map(to).sum::<u32>();
        let off = [
            ("from ours that do not send them", ours),
            ("to our server with them off", to(ports::OUR_SERVER_NO_JUMBO)),
            ("from a client with them off", to(ports::OUR_SERVER_CLIENT_OFF)),
            ("from the C server with them off", from(ports::C_SERVER_NO_JUMBO)),
            ("to the C server with them off", to(ports::C_SERVER_NO_JUMBO)),
            ("to our rxperf with them off", to(ports::OUR_RXPERF_NO_JUMBO)),
            ("from an rxperf client with them off", to(ports::OUR_RXPERF_CLIENT_OFF)),
            ("from the C rxperf with them off", from(ports::C_RXPERF_NO_JUMBO)),
            ("to the C rxperf with them off", to(ports::C_RXPERF_NO_JUMBO)),
        ];
        let seen: Vec<String> =
            on.iter().map(|(where_to, count)| format!("{count} {where_to}")).collect();
        let seen = seen.join(", ");
        require!(on.iter().all(|on| on.1 > 0), "not all where both ends have them on: {seen}");
        for (where_to, count) in off {
            require!(count == 0, "{count} {where_to}");
        }
        Ok(format!("{seen}, none where off"))
    }
}

impl Side {
    fn bad(&self) -> u32 {
        self.not_rx + self.malformed + self.expert_errors
    }

    fn describe_bad(&self) -> String {
        format!(
            "{} frames, {} not Rx, {} malformed, {} expert errors",
            self.frames, self.not_rx, self.malformed, self.expert_errors
        )
    }

    fn describe(&self) -> String {
        let mut text = self.describe_bad();
        for (kind, count) in &self.kinds {
            // Writing to a string cannot fail.
            let _ = write!(text, ", {kind} {count}");
        }
        text
    }
}

fn number(text: &str) -> Option<u64> {
    match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// The packet type and, for an ACK, its reason, by their names in the OpenAFS rx-spec.
fn kind_name(kind: &str, reason: &str) -> String {
    let kind = match kind {
        "1" => "DATA",
        "2" => "ACK",
        "3" => "BUSY",
        "4" => "ABORT",
        "5" => "ACKALL",
        "6" => "CHALLENGE",
        "7" => "RESPONSE",
        "8" => "DEBUG",
        "13" => "VERSION",
        other => other,
    };
    let reason = match reason {
        "" => return kind.to_owned(),
        "1" => "REQUESTED",
        "2" => "DUPLICATE",
        "3" => "OUT_OF_SEQUENCE",
        "4" => "EXCEEDS_WINDOW",
        "5" => "NOSPACE",
        "6" => "PING",
        "7" => "PING_RESPONSE",
        "8" => "DELAY",
        "9" => "IDLE",
        other => other,
    };
    format!("{kind}/{reason}")
}

#[cfg(test)]
mod tests {
    use super::Verdict;

    #[test]
    fn a_malformed_frame_of_ours_fails_and_one_of_theirs_does_not() {
        let good = "1\t127.0.0.1\t18001\t7003\t0x01\t1\t\t\t\t\n2\t127.0.0.1\t7003\t18001\t0x01\t1\t\t_ws.malformed\t0x00800000\tMalformed Packet\n";
        let seen = Verdict::of(good).our_packets_decode().unwrap();
        assert!(seen.contains("1 malformed"), "{seen}");
        let bad = format!("{good}3\t127.0.0.1\t18001\t7003\t0x01\t2\t\t\t0x00800000\tcut short\n");
        let reason = format!("{:?}", Verdict::of(&bad).our_packets_decode().unwrap_err());
        assert!(reason.contains("frame 3 from 18001: cut short"), "{reason}");
    }

    #[test]
    fn a_frame_of_ours_that_is_not_rx_fails_and_so_does_silence() {
        assert!(
            Verdict::of("1\t127.0.0.1\t17247\t99\t0x01\t\t\t\t\t\n").our_packets_decode().is_err()
        );
        assert!(
            Verdict::of("1\t127.0.0.1\t7003\t18001\t0x01\t1\t\t\t\t\n")
                .our_packets_decode()
                .is_err()
        );
    }

    #[test]
    fn jumbograms_are_looked_for_where_they_belong() {
        let jumbogram =
            |from: u16, to: u16| format!("1\t127.0.0.1\t{from}\t{to}\t0x25\t1\t\t\t\t\n");
        let on = [
            (40000, 17247),
            (17147, 18003),
            (40000, 17257),
            (17157, 40000),
            (18007, 17147),
            (17251, 40000),
            (17260, 40000),
            (40000, 17159),
        ];
        let on: String = on.map(|(from, to)| jumbogram(from, to)).concat();
        assert!(Verdict::of(&on).jumbograms_only_when_on().is_ok());
        assert!(Verdict::of("").jumbograms_only_when_on().is_err());
        assert!(Verdict::of(&on[..on.len() / 2]).jumbograms_only_when_on().is_err());
        for (from, to) in [(40000, 17248), (17158, 40000), (40000, 17259), (18003, 17147)] {
            let off = format!("{on}{}", jumbogram(from, to));
            assert!(Verdict::of(&off).jumbograms_only_when_on().is_err(), "{from} to {to}");
        }
    }
}
