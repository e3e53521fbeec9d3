//! The arguments of `rx perf`, in the letters of OpenAFS's rxperf where it has them.
//!
//! Holds: what they are, and what job and settings they make. Must not know: sockets, output.

use crate::perf::Socket;
use crate::perf::client::{Job, file, split};
use crate::perf::protocol::{self, Command, MOST_BYTES_A_CALL, Request};
use clap::{Args, ValueEnum};
use rxrpc_sync::Config;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

/// Most threads: each has a stack of its own.
const MOST_THREADS: i64 = 10_000;
/// Most bytes of a bulk transfer, which is a list of calls that each move 2 GiB at most.
const MOST_BYTES: u64 = 16 << 40;

/// What the two sides have in common.
#[derive(Debug, Args)]
pub(in crate::cli) struct SocketArguments {
    /// Most packets in flight each way, 1 to 255
    #[arg(short = 'W', long, value_parser = clap::value_parser!(u32).range(1..=255))]
    window: Option<u32>,
    /// Largest packet in bytes that the peer is told this side takes
    #[arg(short, long)]
    max_mtu: Option<u32>,
    /// Tell the peer to send one packet in a datagram, no jumbograms
    #[arg(short = 'j', long)]
    no_jumbo: bool,
    /// Most packets to send in one datagram (a jumbogram), 1 to 46; where the path and the peer take it
    #[arg(short = 'J', long, default_value_t = 1, conflicts_with = "no_jumbo")]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=46))]
    jumbo: u32,
    /// Most connections to one service of one peer, with four calls each
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=32))]
    connections: Option<u8>,
    /// Hand packets to the system one by one, without segmentation offload
    #[arg(long)]
    no_offload: bool,
    /// Print every packet on standard error
    #[arg(long)]
    packets: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ServerArguments {
    /// Local UDP port
    #[arg(short, long, default_value_t = protocol::PORT)]
    pub(in crate::cli) port: u16,
    /// Local address
    #[arg(short, long, default_value_t = IpAddr::V4(Ipv4Addr::UNSPECIFIED))]
    pub(in crate::cli) bind: IpAddr,
    /// Service ID
    #[arg(short, long, default_value_t = protocol::SERVICE.0)]
    pub(in crate::cli) service: u16,
    /// Threads that serve calls
    #[arg(short, long, default_value_t = 16)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=MOST_THREADS))]
    threads: u16,
    /// Want a cookie after the client's data, as the Linux kernel's server does
    #[arg(long)]
    pub(in crate::cli) kernel_cookie: bool,
    #[command(flatten)]
    pub(in crate::cli) socket: SocketArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ClientArguments {
    /// HOST, HOST:PORT or [IPV6]:PORT of the server; the port 7009 without one
    #[arg(value_name = "HOST[:PORT]")]
    pub(in crate::cli) server: String,
    /// Local address; any by default
    #[arg(long)]
    pub(in crate::cli) bind: Option<IpAddr>,
    /// Service ID
    #[arg(long, default_value_t = protocol::SERVICE.0)]
    pub(in crate::cli) service: u16,
    /// What the calls do
    #[arg(short, long, value_enum)]
    pub(in crate::cli) command: CommandName,
    /// Bytes to move each time, for send, recv and file (there and back); more than 2 GiB become
    /// several calls. Suffixes k, m and g are powers of 1024, here and below
    #[arg(short, long, value_parser = size_of_job, default_value = "1m")]
    bytes: u64,
    /// Bytes to send in each rpc
    #[arg(short = 'S', long, value_parser = size_of_call, default_value = "4")]
    send_bytes: u32,
    /// Bytes to receive in each rpc
    #[arg(short = 'R', long, value_parser = size_of_call, default_value = "4")]
    receive_bytes: u32,
    /// For file: the words to send instead of the list that --bytes makes. Each moves four times as
    /// many bytes, the server begins by reading, a 0 turns the direction round
    #[arg(long, value_name = "WORD,…", value_parser = Words::parse)]
    words: Option<Words>,
    /// Size of the write calls on both sides
    #[arg(short, long, value_parser = size_of_call, default_value = "512k")]
    write_size: u32,
    /// Size of the read calls on both sides
    #[arg(short, long, value_parser = size_of_call, default_value = "512k")]
    read_size: u32,
    /// Calls in flight at once, each made by its own thread on the one socket
    #[arg(short, long, visible_alias = "in-flight", default_value_t = 1)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=MOST_THREADS))]
    threads: u16,
    /// How often each thread does it in a run
    #[arg(short = 'T', long, visible_short_alias = 'n', default_value_t = 1)]
    times: u32,
    /// Runs; the report ends with the median of each figure
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(in crate::cli) repeats: u16,
    /// Give up a call that takes longer, whatever comes and goes, and with it the run; without, only one of which nothing does
    /// (--timeout)
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    within: Option<u64>,
    /// Send a cookie after the request's data, as the Linux kernel's server wants it
    #[arg(long)]
    pub(in crate::cli) kernel_cookie: bool,
    /// Print the endpoint's counters on standard error at the end
    #[arg(long)]
    pub(in crate::cli) statistics: bool,
    #[command(flatten)]
    pub(in crate::cli) socket: SocketArguments,
}

/// The commands, by the names of OpenAFS's client.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum CommandName {
    /// Bytes to the server
    Send,
    /// Bytes from the server
    Recv,
    /// A few bytes there and back
    Rpc,
    /// A list of amounts both ways
    File,
}

impl fmt::Display for CommandName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Send => "send",
            Self::Recv => "recv",
            Self::Rpc => "rpc",
            Self::File => "file",
        })
    }
}

/// The words of a FILE command that a call can carry out.
#[derive(Clone, Debug)]
struct Words(Vec<u32>);

impl Words {
    fn parse(text: &str) -> Result<Self, String> {
        let words: Result<Vec<u32>, _> = text.split(',').map(str::parse).collect();
        let words = words.map_err(|error| error.to_string())?;
        if words.len() > protocol::MOST_FILE_WORDS as usize {
            return Err(format!("more than {} words", protocol::MOST_FILE_WORDS));
        }
        let amounts = Command::File(words.clone()).amounts();
        amounts.map(|_| Self(words)).map_err(|error| error.to_string())
    }
}

impl ServerArguments {
    /// Threads that serve calls.
    pub(in crate::cli) fn threads(&self) -> usize {
        self.threads.into()
    }
}

impl SocketArguments {
    /// How the endpoint is made.
    pub(in crate::cli) fn socket(&self) -> Socket {
        Socket { config: self.config(), offload: !self.no_offload, packets: self.packets }
    }

    fn config(&self) -> Config {
        let mut config = Config::default();
        let machine = &mut config.machine;
        if let Some(window) = self.window {
            machine.receive_window = window;
            machine.receive_window_limit = window;
            machine.transmit_window_limit = window;
        }
        machine.jumbo_limit = self.jumbo;
        if self.no_jumbo {
            machine.jumbo_max = 1;
            machine.max_mtu = machine.interface_mtu;
        }
        if let Some(max_mtu) = self.max_mtu {
            machine.max_mtu = max_mtu;
        }
        if let Some(connections) = self.connections {
            config.connections_per_bundle = usize::from(connections);
        }
        config
    }
}

impl ClientArguments {
    /// The job that the arguments describe, with so long for each wait.
    pub(in crate::cli) fn job(&self, timeout: Duration) -> Job {
        let commands = match (self.command, &self.words) {
            (CommandName::Send, _) => split(self.bytes, Command::Send),
            (CommandName::Recv, _) => split(self.bytes, Command::Recv),
            (CommandName::Rpc, _) => {
                vec![Command::Rpc { send: self.send_bytes, receive: self.receive_bytes }]
            }
            (CommandName::File, Some(words)) => vec![Command::File(words.0.clone())],
            (CommandName::File, None) => split(self.bytes, |bytes| file(bytes, bytes)),
        };
        let (read_size, write_size) = (self.read_size, self.write_size);
        let request = |command| Request { read_size, write_size, command };
        Job {
            calls: commands.into_iter().map(request).collect(),
            times: self.times,
            threads: self.threads.into(),
            kernel_cookie: self.kernel_cookie,
            timeout,
            within: self.within.map(Duration::from_secs),
        }
    }
}

/// A number with an optional suffix: k, m or g, powers of 1024.
fn size(text: &str) -> Result<u64, String> {
    let (digits, factor) = match text.char_indices().last() {
        Some((end, 'k' | 'K')) => (&text[..end], 1 << 10),
        Some((end, 'm' | 'M')) => (&text[..end], 1 << 20),
        Some((end, 'g' | 'G')) => (&text[..end], 1 << 30),
        _ => (text, 1),
    };
    let number: u64 = digits.parse().map_err(|error| format!("{error}"))?;
    number.checked_mul(factor).ok_or_else(|| "too large".to_owned())
}

fn size_of_job(text: &str) -> Result<u64, String> {
    let bytes = size(text)?;
    if bytes > MOST_BYTES { Err("more than 16384g".to_owned()) } else { Ok(bytes) }
}

fn size_of_call(text: &str) -> Result<u32, String> {
    let bytes = size(text)?;
    u32::try_from(bytes)
        .ok()
        .filter(|&bytes| bytes <= MOST_BYTES_A_CALL)
        .ok_or_else(|| format!("more than the {MOST_BYTES_A_CALL} bytes of one call"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use clap::Parser;

    #[test]
    fn sizes_have_suffixes() {
        assert_eq!(size("17"), Ok(17));
        assert_eq!(size("2k"), Ok(2048));
        assert_eq!(size("3M"), Ok(3 << 20));
        assert_eq!(size("5g"), Ok(5 << 30));
        assert!(size("k").is_err());
        assert!(size("").is_err());
        assert!(size("1x").is_err());
        assert!(size("18446744073709551615g").is_err());
        assert!(size_of_call("2g").is_err());
        assert_eq!(size_of_call("2147483647"), Ok(MOST_BYTES_A_CALL));
    }

    #[derive(Debug, Parser)]
    struct Client {
        #[command(flatten)]
        arguments: ClientArguments,
    }

    fn job(line: &str) -> Result<Job, clap::Error> {
        let words = ["client", "host"].into_iter().chain(line.split(' '));
        let client = Client::try_parse_from(words)?;
        Ok(client.arguments.job(Duration::from_secs(1)))
    }

    #[test]
    fn arguments_become_a_job() {
        let rpc = job("-c rpc -S 1k -R 8 --in-flight 3 -n 7").unwrap();
        assert_eq!((rpc.threads, rpc.times), (3, 7));
        assert_eq!(rpc.calls[0].command, Command::Rpc { send: 1024, receive: 8 });
        assert_eq!(job("-c recv -b 5g").unwrap().calls.len(), 3);
        let file = job("-c file -b 8").unwrap();
        assert_eq!(file.calls[0].command, Command::File(vec![2, 0, 2]));
        let file = job("-c file --words 1,0,2,3").unwrap();
        assert_eq!(file.calls[0].command, Command::File(vec![1, 0, 2, 3]));
    }

    #[test]
    fn arguments_that_make_no_sense_are_refused() {
        let many = format!("-c file --words {}1", "1,".repeat(1 << 16));
        for line in [
            "-b 1",
            "-c rpc -S 2g",
            "-c send -b 16385g",
            "-c rpc -t 0",
            "-c rpc -t 10001",
            "-c rpc -W 256",
            "-c rpc -j -J 2",
            "-c file --words 0,1,0,1",
            "-c file --words 1,,2",
            &many,
        ] {
            assert!(job(line).is_err(), "{line}");
        }
    }
}
