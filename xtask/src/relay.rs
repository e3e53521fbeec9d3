//! `cargo xtask relay`: a bad network between a client and a server on this machine, for people who
//! want to watch one. The relay itself is in the package `tests`; here are its arguments and the table
//! of what it saw.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use clap::{Args, ValueEnum};
use rxrpc_tests::relay::{BothCounters, Conditions, Counters, RateLimit, Relay, Settings, Share};

/// Relays datagrams between clients and one server, both on loopback. Shares are per cent of all
/// datagrams; which ones they hit follows from the seed.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Address that clients call.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Address of the server.
    #[arg(long)]
    to: SocketAddr,
    /// Datagrams lost, in per cent.
    #[arg(long, default_value_t = Share::NONE)]
    loss: Share,
    /// Datagrams that a loss takes with it, on average.
    #[arg(long, default_value_t = 1)]
    burst: u32,
    /// Datagrams that arrive twice, in per cent.
    #[arg(long, default_value_t = Share::NONE)]
    duplicate: Share,
    /// Datagrams held back until later ones have passed, in per cent.
    #[arg(long, default_value_t = Share::NONE)]
    reorder: Share,
    /// How many later ones.
    #[arg(long, default_value_t = 3)]
    overtaken_by: u32,
    /// Milliseconds that every datagram takes.
    #[arg(long, default_value_t = 0)]
    delay: u64,
    /// Milliseconds that it takes longer, at random.
    #[arg(long, default_value_t = 0)]
    jitter: u64,
    /// Speed of the line, in bytes a second.
    #[arg(long)]
    rate: Option<u64>,
    /// What may wait for the line, in bytes.
    #[arg(long, default_value_t = 100_000)]
    queue: u64,
    /// Change the port towards the server after so many datagrams from clients.
    #[arg(long)]
    rebind_every: Option<u64>,
    /// Which way is bad; the other one is perfect.
    #[arg(long, value_enum, default_value = "both")]
    bad: Bad,
    /// Seed of all that is random.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print what was seen so often, in seconds.
    #[arg(long, default_value_t = 5)]
    every: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Bad {
    Both,
    ToServer,
    ToClient,
}

impl Arguments {
    fn settings(&self) -> Settings {
        let conditions = Conditions {
            loss: self.loss,
            burst: self.burst,
            duplication: self.duplicate,
            reordering: self.reorder,
            overtaken_by: self.overtaken_by,
            delay: Duration::from_millis(self.delay),
            jitter: Duration::from_millis(self.jitter),
            rate: self
                .rate
                .map(|bytes_per_second| RateLimit { bytes_per_second, queue: self.queue }),
            ..Conditions::default()
        };
        let mut settings = Settings::both_ways(conditions, self.seed);
        match self.bad {
            Bad::Both => {}
            Bad::ToServer => settings.to_client = Conditions::default(),
            Bad::ToClient => settings.to_server = Conditions::default(),
        }
        settings.rebind_every = self.rebind_every;
        settings
    }
}

/// Relays until it is interrupted.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    match relay(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("relay: {error}");
            ExitCode::FAILURE
        }
    }
}

fn relay(arguments: &Arguments) -> io::Result<()> {
    let relay = Relay::start(arguments.listen, arguments.to, arguments.settings())?;
    println!("{} relays to {}; Ctrl-C ends it", relay.address(), arguments.to);
    let (interrupted, end) = mpsc::channel();
    // The receiver is gone only when this has ended already.
    let interrupt = move || interrupted.send(()).unwrap_or_default();
    ctrlc::set_handler(interrupt).map_err(io::Error::other)?;
    let mut printed = BothCounters::default();
    loop {
        let ended = end.recv_timeout(Duration::from_secs(arguments.every.max(1)));
        let counters = relay.counters();
        if counters != printed {
            print!("{}", Table(&counters));
            printed = counters;
        }
        if ended != Err(RecvTimeoutError::Timeout) {
            return Ok(());
        }
    }
}

/// Both ways side by side, a line for each count.
struct Table<'a>(&'a BothCounters);

impl fmt::Display for Table<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        type Count = fn(&Counters) -> u64;
        const LINES: [(&str, Count); 12] = [
            ("datagrams", |counters| counters.datagrams),
            ("bytes", |counters| counters.bytes),
            ("DATA, first time", |counters| counters.data),
            ("DATA, again", |counters| counters.data_again),
            ("ACK", |counters| counters.acks),
            ("other", |counters| counters.others),
            ("lost", |counters| counters.lost),
            ("DATA in those", |counters| counters.lost_data),
            ("queue full", |counters| counters.queue_full),
            ("doubled", |counters| counters.doubled),
            ("held back", |counters| counters.held_back),
            ("sent on", |counters| counters.forwarded),
        ];
        writeln!(out, "{:18} {:>12} {:>12}", "", "to server", "to client")?;
        for (name, of) in LINES {
            let (up, down) = (of(&self.0.to_server), of(&self.0.to_client));
            writeln!(out, "{name:18} {up:12} {down:12}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    fn settings(words: &str) -> Settings {
        let words = ["relay", "--to", "127.0.0.1:7003"].into_iter().chain(words.split_whitespace());
        Line::try_parse_from(words).map(|line| line.arguments.settings()).unwrap()
    }

    #[test]
    fn shares_are_per_cent_and_one_way_may_be_perfect() {
        let seen = settings("--loss 5 --duplicate 0.1 --delay 20 --bad to-server --seed 9");
        assert_eq!(seen.to_server.loss, Share::per_mille(50));
        assert_eq!(seen.to_server.duplication, Share::per_mille(1));
        assert_eq!(seen.to_server.delay, Duration::from_millis(20));
        assert_eq!(seen.to_client, Conditions::default());
        assert_eq!(seen.seed, 9);
        let both = settings("--loss 1");
        assert_eq!(both.to_server, both.to_client);
    }
}
