//! Services that have more to do than they can at once, and honest clients that wait for their turn.

use std::io;
use std::time::Duration;

use rxrpc_sync::Config;

use super::Found;
use crate::attack::honest::Honest;
use crate::attack::packets;
use crate::attack::service::Target;
use crate::attack::stranger::{Flood, Sources};

/// A client with so many slots.
fn with_slots(slots: usize) -> Config {
    let mut config = Config::default();
    config.connections_per_bundle = slots / 4;
    config
}

/// The same work with room for all calls, and with room for few.
fn waiting(calls: usize, threads: usize, work: Duration, backlog: usize) -> io::Result<Found> {
    let run = |backlog| {
        let mut config = Config::default();
        config.backlog = backlog;
        let target = Target::echo(threads, work, config)?;
        let honest = Honest::with(target.address(), calls, with_slots(calls))?;
        Ok::<_, io::Error>(honest.call_times(1))
    };
    Ok(Found {
        quiet: run(2 * calls)?,
        attacked: run(backlog)?,
        attacks: calls as u64,
        ..Found::default()
    })
}

pub(super) fn queue() -> io::Result<Found> {
    waiting(40, 1, Duration::from_millis(50), 4)
}

pub(super) fn burst() -> io::Result<Found> {
    waiting(400, 8, Duration::from_millis(75), 256)
}

pub(super) fn unknown_acks() -> io::Result<Found> {
    let run = |flooded: bool| {
        let mut config = Config::default();
        config.backlog = 1;
        let target = Target::echo(1, Duration::from_millis(1_500), config)?;
        let mut config = with_slots(4);
        // Silence of the service is to be noticed soon.
        config.machine.normal_timeout = Duration::from_millis(1_500);
        config.machine.keepalive = Duration::from_millis(300);
        let honest = Honest::with(target.address(), 4, config)?;
        let to = target.endpoint.local_addr();
        let flood = match flooded {
            true => Some(Flood::start(Sources::one(4)?, to, 40_000, packets::unknown_ack)),
            false => None,
        };
        let calls = honest.call_times(1);
        Ok::<_, io::Error>((calls, flood.map_or(0, Flood::end)))
    };
    let (quiet, _) = run(false)?;
    let (attacked, attacks) = run(true)?;
    Ok(Found { quiet, attacked, attacks, ..Found::default() })
}
