//! The workloads, and what they are called. Knows nothing of who does them.

use crate::Effort;
use crate::contender::{Direction, Work};

/// Sizes of requests and replies.
const SIZES: [(u32, u32); 4] = [(0, 0), (64, 64), (1024, 1024), (64 << 10, 64)];
const IN_FLIGHT: [u32; 5] = [1, 4, 16, 64, 1024];

/// One call of all bytes each way, and several that share them.
pub(crate) fn bulk(effort: Effort) -> Vec<Work> {
    let widths = if effort.quick { &[1, 16][..] } else { &[1, 4, 5, 16] };
    let mut works = Vec::new();
    for &calls in widths {
        for direction in [Direction::Send, Direction::Receive] {
            // librx stands still for seconds with many calls at once: a quarter is enough to see that.
            let all = if calls > 5 { effort.bulk_bytes / 4 } else { effort.bulk_bytes };
            works.push(Work::Bulk { direction, calls, bytes: all / u64::from(calls) });
        }
    }
    works
}

/// Small requests of every size, with every number in flight.
pub(crate) fn calls(effort: Effort) -> Vec<Work> {
    let (sizes, in_flight) =
        if effort.quick { (&SIZES[1..2], &IN_FLIGHT[..4]) } else { (&SIZES[..], &IN_FLIGHT[..]) };
    let mut works = Vec::new();
    for &(request, reply) in sizes {
        for &in_flight in in_flight {
            works.push(rpc(effort, in_flight, request, reply));
        }
    }
    works
}

/// What every front end does: 64 bytes there and back, and one long call each way.
pub(crate) fn front_ends(effort: Effort) -> Vec<Work> {
    let mut works: Vec<Work> =
        [1, 16, 64, 1024].map(|in_flight| rpc(effort, in_flight, 64, 64)).to_vec();
    for direction in [Direction::Send, Direction::Receive] {
        works.push(Work::Bulk { direction, calls: 1, bytes: effort.bulk_bytes });
    }
    works
}

/// About half a second's worth for the slower ones.
pub(crate) fn rpc(effort: Effort, in_flight: u32, request: u32, reply: u32) -> Work {
    let all = match (request, in_flight) {
        (10_000.., _) => 1_024,
        (_, 1) => 6_000,
        _ => 12_288,
    };
    let all = if effort.quick { all / 2 } else { all };
    Work::Rpc { in_flight, each: (all / in_flight).max(1), request, reply }
}

pub(crate) fn title(work: Work) -> String {
    match work {
        Work::Bulk { direction, calls, bytes } => {
            let verb = match direction {
                Direction::Send => "send",
                Direction::Receive => "receive",
            };
            format!("{verb} {calls} × {} MiB", bytes >> 20)
        }
        Work::Rpc { in_flight, request, reply, .. } => {
            format!("{}/{}, {in_flight} in flight", bytes(request), bytes(reply))
        }
    }
}

fn bytes(count: u32) -> String {
    if count >= 1024 { format!("{} K", count >> 10) } else { count.to_string() }
}
