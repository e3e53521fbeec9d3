//! What speed is to be reached, and what is.
//!
//! Holds: [`targets`]: each with its figure, its bound and whether that is kept. Must not know: how.

use super::model::newreno_megabits;
use super::on_all_cores;
use super::transfer::{Path, Transfer, receive, send, stage};
use crate::network::{Hop, Link, Network, Rate};
use rxrpc_core::{ServiceId, Waiting};
use std::cell::Cell;
use std::fmt::Write;
use std::rc::Rc;
use std::time::Duration;

const MILLISECOND: Duration = Duration::from_millis(1);

/// One target.
#[derive(Clone, Debug)]
pub struct Target {
    /// What is measured.
    pub what: &'static str,
    /// What it is to be.
    pub bound: &'static str,
    /// What it is.
    pub figure: String,
    /// Whether it is as it is to be.
    pub kept: bool,
    /// What else is of interest.
    pub beside: String,
}

/// Measures all of them.
#[must_use]
pub fn targets() -> Vec<Target> {
    let all: [fn() -> Target; 8] = [
        long_fat_send,
        long_fat_receive,
        beside_newreno,
        no_timeout_for_a_loss,
        lost_last_packet,
        lost_first_packet,
        two_calls_share,
        nothing_again_without_loss,
    ];
    on_all_cores(&all, |target| target())
}

/// As rows of a table.
#[must_use]
pub fn as_table(targets: &[Target]) -> String {
    let mut text = "| what | to be | is | kept | beside |\n|---|---|---|---|---|\n".to_owned();
    for Target { what, bound, figure, kept, beside } in targets {
        let kept = if *kept { "yes" } else { "NO" };
        let _ = writeln!(text, "| {what} | {bound} | {figure} | {kept} | {beside} |");
    }
    text
}

fn beside(transfer: &Transfer) -> String {
    format!(
        "again {:.2} %, {:.2} ACKs/DATA, {} timeouts, {:.2} s in all",
        transfer.again as f64 * 100.0 / transfer.data as f64,
        transfer.acks as f64 / (transfer.data + transfer.again) as f64,
        transfer.timeouts,
        transfer.time.as_secs_f64(),
    )
}

fn long_fat() -> Path {
    Path {
        round_trip: 100 * MILLISECOND,
        loss: 0,
        rate: Some(Rate::megabits(1000, 100 * MILLISECOND)),
        window: None,
        seed: 1,
    }
}

fn share_of_a_gigabit(what: &'static str, transfer: &Transfer) -> Target {
    let share = transfer.steady_megabits() / 10.0;
    Target {
        what,
        bound: ">= 90 % after slow start",
        figure: format!("{share:.1} %"),
        kept: share >= 90.0,
        beside: beside(transfer),
    }
}

fn long_fat_send() -> Target {
    let what = "64 MiB request, 100 ms, 1 Gbit/s, no loss: share of the line";
    share_of_a_gigabit(what, &send(&long_fat(), 64 << 20))
}

fn long_fat_receive() -> Target {
    let what = "64 MiB reply, 100 ms, 1 Gbit/s, no loss: share of the line";
    share_of_a_gigabit(what, &receive(&long_fat(), 64 << 20))
}

fn lossy(seed: u64) -> Path {
    Path {
        round_trip: 20 * MILLISECOND,
        loss: 100,
        rate: Some(Rate::megabits(100, 20 * MILLISECOND)),
        window: None,
        seed,
    }
}

fn beside_newreno() -> Target {
    let bytes = 8 << 20;
    let ours = (0..5).map(|seed| send(&lossy(seed), bytes).megabits()).sum::<f64>() / 5.0;
    let model = (0..5).map(|seed| newreno_megabits(&lossy(seed), bytes)).sum::<f64>() / 5.0;
    let share = ours / model * 100.0;
    Target {
        what: "8 MiB request, 20 ms, 1 % loss, 100 Mbit/s: share of a NewReno model",
        bound: ">= 80 %",
        figure: format!("{share:.0} %"),
        kept: share >= 80.0,
        beside: format!("{ours:.2} Mbit/s, model {model:.2}; five seeds"),
    }
}

fn no_timeout_for_a_loss() -> Target {
    let all: Vec<_> = (0..5).map(|seed| send(&lossy(seed), 8 << 20)).collect();
    let timeouts: u64 = all.iter().map(|one| one.timeouts).sum();
    let again: u64 = all.iter().map(|one| one.again).sum();
    Target {
        what: "the same: retransmission timeouts",
        bound: "0",
        figure: timeouts.to_string(),
        kept: timeouts == 0,
        beside: format!("{again} packets sent again"),
    }
}

/// The time of the second of two calls with requests of five packets, of which the datagram of this number
/// is lost.
fn second_call(lost: Option<u64>) -> Duration {
    let path = Path { loss: 0, rate: None, ..lossy(1) };
    let (network, server, client, [there, _]) = stage(&path);
    server.serve_echo(1);
    let warm = network.block_on(client.call(server.service(1), &[7; 7000]));
    assert!(warm.is_ok());
    network.run_for(Duration::from_secs(1));
    if let Some(lost) = lost {
        there.lose_one(lost);
    }
    let began = network.elapsed();
    let reply = network.block_on(client.call(server.service(1), &[7; 7000]));
    assert!(reply.is_ok());
    network.elapsed() - began
}

fn lost_last_packet() -> Target {
    let (without, with) = (second_call(None), second_call(Some(5)));
    let cost = with.saturating_sub(without);
    // The probe of RFC 8985 comes after two round trips and, for a packet alone, the 200 ms that a peer may
    // delay its ACK.
    let bound = (40 + 40 + 200) * MILLISECOND;
    Target {
        what: "the last of 5 packets is lost, 20 ms: what it costs",
        bound: "<= 2 RTT + probe delay (2 RTT + 200 ms)",
        figure: format!("{:.1} ms", cost.as_secs_f64() * 1e3),
        kept: cost <= bound,
        beside: format!("{:.1} ms without loss", without.as_secs_f64() * 1e3),
    }
}

fn lost_first_packet() -> Target {
    let time = |lost: bool| {
        let (network, server, client, [there, _]) =
            stage(&Path { loss: 0, rate: None, ..lossy(1) });
        server.serve_echo(1);
        if lost {
            there.lose_one(1);
        }
        assert!(network.block_on(client.call(server.service(1), b"hello")).is_ok());
        network.elapsed()
    };
    let cost = time(true).saturating_sub(time(false));
    Target {
        what: "the first packet of a first call is lost: what it costs",
        bound: "<= initial RTO (1 s)",
        figure: format!("{:.0} ms", cost.as_secs_f64() * 1e3),
        kept: cost <= Duration::from_secs(1),
        beside: format!("{:.0} ms without loss", time(false).as_secs_f64() * 1e3),
    }
}

fn two_calls_share() -> Target {
    let network = Network::new(1);
    let server = network.node();
    let line = Hop::new(Link::perfect(20 * MILLISECOND).at(Rate::megabits(10, 40 * MILLISECOND)));
    let incoming = server.endpoint.incoming(ServiceId(1)).expect("a free service");
    let counts = [Rc::new(Cell::new(0usize)), Rc::new(Cell::new(0usize))];
    for client in [network.node(), network.node()] {
        network.set_way(client.address(), server.address(), std::slice::from_ref(&line));
        network.set_link_between(
            server.address(),
            client.address(),
            Link::perfect(20 * MILLISECOND),
        );
        let target = server.service(1);
        network.spawn(async move { client.call(target, &vec![7; 64 << 20]).await });
    }
    for count in counts.clone() {
        let (incoming, server, network) = (&incoming, server.clone(), network.clone());
        let call = network.block_on(incoming.next()).expect("a call");
        network.spawn(async move {
            while let Ok(Some(piece)) = server.endpoint.receive_bytes(&call, Waiting::Allowed).await
            {
                count.set(count.get() + piece.len());
            }
        });
    }
    network.run_for(Duration::from_secs(60));
    let [one, other] = counts.map(|count| count.get() as f64);
    let share = one.max(other) * 100.0 / (one + other);
    let used = (one + other) * 8.0 / 60.0 / 1e6;
    Target {
        what: "two calls, 10 Mbit/s, 40 ms, 60 s: the larger share",
        bound: "<= 60 %",
        figure: format!("{share:.1} %"),
        kept: share <= 60.0,
        beside: format!("{used:.2} Mbit/s together, {} datagrams dropped", line.counts().dropped),
    }
}

fn nothing_again_without_loss() -> Target {
    let path = Path { window: Some(255), rate: None, ..long_fat() };
    let transfer = send(&path, 16 << 20);
    Target {
        what: "16 MiB request, window 255, no loss: packets sent again",
        bound: "0",
        figure: transfer.again.to_string(),
        kept: transfer.again == 0,
        beside: beside(&transfer),
    }
}
