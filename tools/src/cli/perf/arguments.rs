//! The command line, in the letters of OpenAFS's rxperf where it has them. Knows what a job is made
//! of; no sockets.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroUsize;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use rxrpc_sync::Config;

use super::client::{Job, file, split};
use super::protocol::{self, Command, MOST_BYTES_A_CALL, Request};

/// Measures Rx calls, and serves others' measurements.
#[derive(Parser)]
#[command(name = "rxperf", version)]
pub(crate) struct Arguments {
    /// Which side to be.
    #[command(subcommand)]
    pub(crate) role: Role,
}

#[derive(Subcommand)]
pub(crate) enum Role {
    /// Make calls and print how fast they went.
    Client(ClientArguments),
    /// Serve rxperf calls until killed.
    Server(ServerArguments),
}

/// What the two sides have in common.
#[derive(Args)]
pub(crate) struct SocketArguments {
    /// Most packets in flight each way, 1 to 255.
    #[arg(short = 'W', long, value_parser = clap::value_parser!(u32).range(1..=255))]
    pub(crate) window: Option<u32>,
    /// Largest packet in bytes that the peer is told this side takes.
    #[arg(short, long)]
    pub(crate) max_mtu: Option<u32>,
    /// Tell the peer to send one packet in a datagram, no jumbograms.
    #[arg(short = 'j', long)]
    pub(crate) no_jumbo: bool,
    /// Most packets to send in one datagram (a jumbogram), 1 to 46; where the path and the peer take it.
    #[arg(short = 'J', long, default_value_t = 1, conflicts_with = "no_jumbo")]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=46))]
    pub(crate) jumbo: u32,
    /// Most connections to one service of one peer, with four calls each.
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=32))]
    pub(crate) connections: Option<u8>,
    /// Hand packets to the system one by one, without segmentation offload.
    #[arg(long)]
    pub(crate) no_offload: bool,
    /// Print every packet on standard error.
    #[arg(long)]
    pub(crate) packets: bool,
}

#[derive(Args)]
pub(crate) struct ServerArguments {
    /// Local UDP port.
    #[arg(short, long, default_value_t = protocol::PORT)]
    pub(crate) port: u16,
    /// Local address.
    #[arg(short, long, default_value_t = IpAddr::V4(Ipv4Addr::UNSPECIFIED))]
    pub(crate) bind: IpAddr,
    /// Service ID.
    #[arg(short, long, default_value_t = protocol::SERVICE.0)]
    pub(crate) service: u16,
    /// Threads that serve calls.
    #[arg(short, long, default_value_t = 16)]
    pub(crate) threads: usize,
    /// Want a cookie after the client's data, as the Linux kernel's server does.
    #[arg(long)]
    pub(crate) kernel_cookie: bool,
    #[command(flatten)]
    pub(crate) socket: SocketArguments,
}

#[derive(Args)]
pub(crate) struct ClientArguments {
    /// Host name or address of the server.
    #[arg(short, long, default_value = "127.0.0.1")]
    pub(crate) server: String,
    /// Port of the server.
    #[arg(short, long, default_value_t = protocol::PORT)]
    pub(crate) port: u16,
    /// Local address; any by default.
    #[arg(long)]
    pub(crate) bind: Option<IpAddr>,
    /// Service ID.
    #[arg(long, default_value_t = protocol::SERVICE.0)]
    pub(crate) service: u16,
    /// What the calls do.
    #[arg(short, long, value_enum)]
    pub(crate) command: CommandName,
    /// Bytes to move each time, for send, recv and file (there and back); more than 2 GiB become
    /// several calls. Suffixes k, m and g are powers of 1024, here and below.
    #[arg(short, long, value_parser = size, default_value = "1m")]
    pub(crate) bytes: u64,
    /// Bytes to send in each rpc.
    #[arg(short = 'S', long, value_parser = size_of_call, default_value = "4")]
    pub(crate) send_bytes: u32,
    /// Bytes to receive in each rpc.
    #[arg(short = 'R', long, value_parser = size_of_call, default_value = "4")]
    pub(crate) receive_bytes: u32,
    /// For file: the words to send instead of the list that --bytes makes. Each moves four times as
    /// many bytes, the server begins by reading, a 0 turns the direction round.
    #[arg(long, value_delimiter = ',')]
    pub(crate) words: Option<Vec<u32>>,
    /// Size of the write calls on both sides.
    #[arg(short, long, value_parser = size_of_call, default_value = "512k")]
    pub(crate) write_size: u32,
    /// Size of the read calls on both sides.
    #[arg(short, long, value_parser = size_of_call, default_value = "512k")]
    pub(crate) read_size: u32,
    /// Calls in flight at once, each made by its own thread on the one socket.
    #[arg(short, long, visible_alias = "in-flight", default_value = "1")]
    pub(crate) threads: NonZeroUsize,
    /// How often each thread does it in a run.
    #[arg(short = 'T', long, visible_short_alias = 'n', default_value_t = 1)]
    pub(crate) times: u32,
    /// Runs; the report ends with the median of each figure.
    #[arg(long, default_value_t = 1)]
    pub(crate) repeats: u32,
    /// Send a cookie after the request's data, as the Linux kernel's server wants it.
    #[arg(long)]
    pub(crate) kernel_cookie: bool,
    /// Seconds to wait for anything before a call is given up; 0 waits for ever.
    #[arg(long, default_value_t = 60)]
    pub(crate) timeout: u64,
    /// Print one JSON object instead of lines.
    #[arg(long)]
    pub(crate) json: bool,
    /// Print the endpoint's counters on standard error at the end.
    #[arg(long)]
    pub(crate) statistics: bool,
    #[command(flatten)]
    pub(crate) socket: SocketArguments,
}

/// The commands, by the names of OpenAFS's client.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum CommandName {
    /// Bytes to the server.
    Send,
    /// Bytes from the server.
    Recv,
    /// A few bytes there and back.
    Rpc,
    /// A list of amounts both ways.
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

impl SocketArguments {
    /// The endpoint's settings.
    pub(crate) fn config(&self) -> Config {
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
    /// The job that the arguments describe.
    ///
    /// # Errors
    ///
    /// A list of words that no call can carry out.
    pub(crate) fn job(&self) -> Result<Job, protocol::RequestError> {
        let commands = match (self.command, &self.words) {
            (CommandName::Send, _) => split(self.bytes, Command::Send),
            (CommandName::Recv, _) => split(self.bytes, Command::Recv),
            (CommandName::Rpc, _) => {
                vec![Command::Rpc { send: self.send_bytes, receive: self.receive_bytes }]
            }
            (CommandName::File, Some(words)) => vec![Command::File(words.clone())],
            (CommandName::File, None) => split(self.bytes, |bytes| file(bytes, bytes)),
        };
        for command in &commands {
            command.amounts()?;
        }
        let (read_size, write_size) = (self.read_size, self.write_size);
        let request = |command| Request { read_size, write_size, command };
        Ok(Job {
            calls: commands.into_iter().map(request).collect(),
            times: self.times,
            threads: self.threads.get(),
            kernel_cookie: self.kernel_cookie,
            timeout: (self.timeout > 0).then(|| Duration::from_secs(self.timeout)),
        })
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

fn size_of_call(text: &str) -> Result<u32, String> {
    let bytes = size(text)?;
    u32::try_from(bytes)
        .ok()
        .filter(|&bytes| bytes <= MOST_BYTES_A_CALL)
        .ok_or_else(|| format!("more than the {MOST_BYTES_A_CALL} bytes of one call"))
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }

    #[test]
    fn arguments_become_a_job() {
        let client = |line: &str| match Arguments::parse_from(line.split(' ')).role {
            Role::Client(arguments) => arguments.job(),
            Role::Server(_) => panic!("not a client"),
        };
        let job = client("rxperf client -c rpc -S 1k -R 8 --in-flight 3 -n 7").unwrap();
        assert_eq!((job.threads, job.times), (3, 7));
        assert_eq!(job.calls[0].command, Command::Rpc { send: 1024, receive: 8 });
        let job = client("rxperf client -s localhost -c recv -b 5g").unwrap();
        assert_eq!(job.calls.len(), 3);
        let job = client("rxperf client -c file -b 8").unwrap();
        assert_eq!(job.calls[0].command, Command::File(vec![2, 0, 2]));
        let job = client("rxperf client -c file --words 1,0,2,3").unwrap();
        assert_eq!(job.calls[0].command, Command::File(vec![1, 0, 2, 3]));
        assert!(client("rxperf client -c file --words 0,1,0,1").is_err());
    }
}
