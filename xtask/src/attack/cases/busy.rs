//! Services that have more to do than they can at once, and honest clients that wait for their turn.

use std::io;
use std::thread;
use std::time::Duration;

use rxrpc_sync::{Config, ServiceAddress};

use super::{Found, with_slots};
use crate::attack::honest::{Calls, Honest};
use crate::attack::packets;
use crate::attack::service::Target;
use crate::attack::stranger::{Flood, Sources};

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
    waiting(24, 1, Duration::from_millis(250), 1)
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
        config.machine.normal_timeout = Duration::from_secs(2);
        config.machine.keepalive = Duration::from_millis(300);
        let to = target.endpoint.local_addr();
        // So many hosts that each of them has had little of any answers.
        let flood = match flooded {
            true => Some(Flood::start(Sources::forged(512)?, to, 40_000, packets::unknown_ack)),
            false => None,
        };
        let calls = first_calls(4, target.address(), &config)?;
        Ok::<_, io::Error>((calls, flood.map_or(0, Flood::end)))
    };
    let (quiet, _) = run(false)?;
    let (attacked, attacks) = run(true)?;
    Ok(Found { quiet, attacked, attacks, ..Found::default() })
}

/// A call of each of so many clients that nobody knows so far.
fn first_calls(clients: usize, service: ServiceAddress, config: &Config) -> io::Result<Calls> {
    let clients: Vec<_> = (0..clients)
        .map(|_| Honest::with(service, 1, config.clone()))
        .collect::<io::Result<_>>()?;
    let mut all = Calls::default();
    thread::scope(|scope| {
        let calls: Vec<_> =
            clients.iter().map(|client| scope.spawn(|| client.call_times(1))).collect();
        for calls in calls {
            if let Ok(calls) = calls.join() {
                all.append(calls);
            }
        }
    });
    Ok(all)
}
