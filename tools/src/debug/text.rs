//! A report as text.
//!
//! Holds: how rows stand below each other. Must not know: where they are from.

use super::{CallRow, ConnectionRow, Counters, PeerRow, Report, Stats};
use std::collections::BTreeMap;
use std::fmt;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.server)?;
        self.stats.iter().try_for_each(|stats| stats.fmt(f))?;
        self.counters.iter().try_for_each(|counters| counters.fmt(f))?;
        if let Some(connections) = &self.connections {
            writeln!(f, "connections: {}", connections.len())?;
            connections.iter().try_for_each(|connection| connection.fmt(f))?;
        }
        if let Some(calls) = &self.calls {
            writeln!(f, "calls: {}", calls.len())?;
            calls.iter().try_for_each(|call| call.fmt(f))?;
        }
        if let Some(peers) = &self.peers {
            writeln!(f, "peers: {}", peers.len())?;
            peers.iter().try_for_each(|peer| peer.fmt(f))?;
        }
        self.cut_off.iter().try_for_each(|why| writeln!(f, "cut off: {why}"))
    }
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "packet buffers: {} free of {}, {} reclaimed{}",
            self.free_packets,
            self.packets,
            self.packet_reclaims,
            if self.waiting_for_packets { ", some are waited for" } else { "" }
        )?;
        writeln!(
            f,
            "calls: {} executed, {} wait for a thread, {} had to",
            self.calls_executed, self.calls_waiting, self.calls_waited
        )?;
        writeln!(
            f,
            "threads: {} idle; descriptors: {}; version {}",
            self.idle_threads, self.used_descriptors, self.version
        )?;
        match self.left_out {
            0 => Ok(()),
            count => {
                writeln!(f, "left out of lists: {count} connections, by IPv6 or beyond a bound")
            }
        }
    }
}

fn by_type(counts: &BTreeMap<&str, i32>) -> String {
    let total: i64 = counts.values().map(|count| i64::from(*count)).sum();
    let each: Vec<_> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
    format!("{total} ({})", each.join(", "))
}

impl fmt::Display for Counters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "packets received: {}", by_type(&self.packets_received))?;
        writeln!(f, "packets sent: {}", by_type(&self.packets_sent))?;
        writeln!(
            f,
            "data: {} received, {} more than once, {} in vain; {} sent, {} again",
            self.data_received,
            self.data_received_again,
            self.data_received_in_vain,
            self.data_sent,
            self.data_sent_again
        )?;
        writeln!(
            f,
            "other: {} acks received, {} sent, {} of them pings; {} busies, {} aborts sent",
            self.acks_received, self.acks_sent, self.pings_sent, self.busies_sent, self.aborts_sent
        )?;
        let [receive, send, special] = self.buffers_missing;
        writeln!(
            f,
            "failures: {} to send, {} fatal, {} datagrams too short, {} reads without one, buffers missing {receive}/{send}/{special}",
            self.send_failures,
            self.fatal_errors,
            self.datagrams_too_short,
            self.reads_without_packet
        )?;
        writeln!(
            f,
            "held: {} connections to clients, {} to servers, {} peers, {} calls, {} of them free",
            self.server_connections,
            self.client_connections,
            self.peers,
            self.calls,
            self.free_calls
        )?;
        match self.rtt_us {
            None => writeln!(f, "round trips: none measured"),
            Some([min, mean, max]) => writeln!(
                f,
                "round trips: {} measured, {} to {}, {} on average",
                self.rtt_samples,
                millis(min),
                millis(max),
                millis(mean)
            ),
        }
    }
}

fn millis(micros: i64) -> String {
    format!("{}.{:03} ms", micros / 1000, micros.unsigned_abs() % 1000)
}

impl fmt::Display for ConnectionRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "  {:<21} {:<6} {}/{} security {} serial {} packet size {}",
            self.peer, self.end, self.epoch, self.id, self.security, self.serial, self.packet_size
        )?;
        if let Some(protection) = &self.protection {
            let level = match protection.level {
                0 => "clear".into(),
                1 => "auth".into(),
                2 => "crypt".into(),
                other => format!("level {other}"),
            };
            let not = if protection.authenticated { "" } else { "not " };
            let expired = if protection.expired { ", expired" } else { "" };
            write!(f, ", {level}, {not}authenticated{expired}")?;
        }
        self.flags.iter().try_for_each(|flag| write!(f, ", {flag}"))?;
        self.error.iter().try_for_each(|error| write!(f, ", failed: {error}"))?;
        writeln!(f)?;
        for (at, (number, state)) in self.call_numbers.iter().zip(&self.channels).enumerate() {
            if *number != 0 || state != "none" {
                writeln!(f, "    channel {at}: call {number}, {state}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for CallRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "  {:<21} {:<6} {} call {} {}, {}",
            self.peer, self.end, self.id, self.number, self.state, self.mode
        )?;
        self.details.iter().try_for_each(|detail| write!(f, ", {detail}"))?;
        writeln!(f)
    }
}

impl fmt::Display for PeerRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rtt = match (self.rtt_us, self.rtt_deviation_us) {
            (Some(rtt), Some(deviation)) => format!("{} ± {}", millis(rtt), millis(deviation)),
            _ => "not measured".into(),
        };
        writeln!(
            f,
            "  {:<21} {} connections, round trip {rtt}, timeout {}; sent {} packets, {} again, {} bytes; received {} bytes; packet size {}, datagram size {}, congestion window {}",
            self.peer,
            self.connections,
            millis(self.timeout_us),
            self.packets_sent,
            self.packets_sent_again,
            self.bytes_sent,
            self.bytes_received,
            self.packet_size,
            self.datagram_size,
            self.congestion_window
        )
    }
}
