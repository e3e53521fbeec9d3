//! The same exchange of bytes through every front end of ours and through the systems that a Rust program
//! would use instead: so many bytes to the service, so many back.
//!
//! Holds: the roles of the two processes, which are this program again, and what both ends agree on: the
//! first eight bytes of a request are the length of the reply. Must not know: who compares the figures.
//! Under it [`client`] (takes the time) and a file for each system.

mod client;
mod messages;
mod protection;
#[cfg(feature = "peers")]
mod quinn;
mod rxrpc_async;
mod rxrpc_sync;
#[cfg(feature = "peers")]
mod tonic;

use std::error::Error;

use bytes::Bytes;

pub(crate) use client::Figures;

/// Tasks of several threads may fail with it.
type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Bytes of each write; the largest request or reply that tonic gets as one message.
const PIECE: usize = 64 << 10;
static ZEROS: Bytes = Bytes::from_static(&[0; PIECE]);
/// Bytes before which a request cannot end.
const HEAD: usize = 8;
/// Bytes of a long call beside others, both ways.
const LONG: u64 = 16 << 20;

/// A way to exchange bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum System {
    /// rxrpc-sync, a thread for each call in flight.
    Sync,
    /// rxrpc-async on tokio, one thread.
    TokioOne,
    /// The same with eight times the slots.
    TokioOneSlots,
    /// rxrpc-async on tokio, as many threads as processors.
    TokioMany,
    /// The same with eight times the slots.
    TokioManySlots,
    /// rxrpc-async on smol, one thread and that of its reactor.
    Smol,
    /// AF_RXRPC sockets of rxrpc-sync, in the loop of one thread.
    Messages,
    /// The same with eight times the slots.
    MessagesSlots,
    /// quinn on tokio (many threads), a stream for each call.
    Quinn,
    /// tonic on tokio (many threads), over TCP without TLS.
    Tonic,
}

/// Which end a process is, and what it does.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Role {
    #[arg(long, value_enum)]
    system: System,
    /// What the server printed; without it, this is the server.
    #[arg(long)]
    to: Option<String>,
    /// Exchanges at once, and how many follow each other in each.
    #[arg(long, default_value_t = 1)]
    in_flight: u32,
    #[arg(long, default_value_t = 1)]
    each: u32,
    /// Bytes to the service, 8 at least, and back.
    #[arg(long, default_value_t = 8)]
    request: u64,
    #[arg(long, default_value_t = 0)]
    reply: u64,
    /// Local endpoints of the server, where the system has them.
    #[arg(long, default_value_t = 1)]
    endpoints: usize,
    /// Calls of ours are protected by rxkad at this level.
    #[arg(long)]
    rxkad: Option<u32>,
    /// Meanwhile long calls follow each other on the client's endpoint, at this level of rxkad.
    #[arg(long)]
    beside: Option<u32>,
}

impl System {
    /// Every system that this program was built with; ours first.
    pub(crate) fn all() -> Vec<Self> {
        let mut all = vec![
            Self::Sync,
            Self::TokioOne,
            Self::TokioOneSlots,
            Self::TokioMany,
            Self::TokioManySlots,
            Self::Smol,
            Self::Messages,
            Self::MessagesSlots,
        ];
        if cfg!(feature = "peers") {
            all.extend([Self::Quinn, Self::Tonic]);
        }
        all
    }

    /// Whether it carries more than fits one message.
    pub(crate) fn takes_long_calls(self) -> bool {
        !matches!(self, Self::Messages | Self::MessagesSlots)
    }

    /// How tables call it: runtime and slots are part of the name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sync => "rxrpc-sync, 16 slots",
            Self::TokioOne => "rxrpc-async, tokio, one thread, 16 slots",
            Self::TokioOneSlots => "rxrpc-async, tokio, one thread, 128 slots",
            Self::TokioMany => "rxrpc-async, tokio, threads, 16 slots",
            Self::TokioManySlots => "rxrpc-async, tokio, threads, 128 slots",
            Self::Smol => "rxrpc-async, smol, 16 slots",
            Self::Messages => "AF_RXRPC sockets, one thread, 16 slots",
            Self::MessagesSlots => "AF_RXRPC sockets, one thread, 128 slots",
            Self::Quinn => "quinn, a stream a call",
            Self::Tonic => "tonic, no TLS",
        }
    }
}

impl Role {
    /// Most connections to one service of one peer, with four slots each; 4 by default.
    fn connections(&self) -> usize {
        match self.system {
            System::TokioOneSlots | System::TokioManySlots | System::MessagesSlots => 32,
            _ => 4,
        }
    }
}

/// Plays a role, in a process of its own.
pub(crate) fn play(role: &Role) -> Result<()> {
    match role.system {
        System::Sync => rxrpc_sync::play(role),
        System::TokioOne | System::TokioOneSlots => tokio_one()?.block_on(rxrpc_async::play(role)),
        System::TokioMany | System::TokioManySlots => {
            tokio_many()?.block_on(rxrpc_async::play(role))
        }
        System::Smol => smol::block_on(rxrpc_async::play(role)),
        System::Messages | System::MessagesSlots => messages::play(role),
        #[cfg(feature = "peers")]
        System::Quinn => tokio_many()?.block_on(quinn::play(role)),
        #[cfg(feature = "peers")]
        System::Tonic => tokio_many()?.block_on(tonic::play(role)),
        #[cfg(not(feature = "peers"))]
        System::Quinn | System::Tonic => Err("built without this system".into()),
    }
}

fn tokio_one() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}

fn tokio_many() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// Tells the client where to go; then the server goes on.
fn announce(line: &str) {
    println!("{line}");
}

/// The pieces of a request, its head first.
fn request_pieces(request: u64, reply: u64) -> impl Iterator<Item = Bytes> {
    let first = usize::try_from(request).map_or(PIECE, |all| all.clamp(HEAD, PIECE));
    let mut head = vec![0; first];
    head[..HEAD].copy_from_slice(&reply.to_be_bytes());
    std::iter::once(Bytes::from(head)).chain(pieces(request.saturating_sub(first as u64)))
}

/// So many bytes in pieces.
fn pieces(bytes: u64) -> impl Iterator<Item = Bytes> {
    let mut left = bytes;
    std::iter::from_fn(move || {
        let some = usize::try_from(left).map_or(PIECE, |left| left.min(PIECE));
        left -= some as u64;
        (some > 0).then(|| ZEROS.slice(..some))
    })
}

/// Reads the length of the reply from a request as it comes in.
#[derive(Default)]
struct Head {
    bytes: [u8; HEAD],
    have: usize,
}

impl Head {
    fn add(&mut self, piece: &[u8]) {
        let some = piece.len().min(HEAD - self.have);
        self.bytes[self.have..self.have + some].copy_from_slice(&piece[..some]);
        self.have += some;
    }

    fn reply(&self) -> u64 {
        u64::from_be_bytes(self.bytes)
    }
}

/// Fails where a reply had another length than was asked for.
fn must_be_all(got: u64, wanted: u64) -> Result<()> {
    if got == wanted { Ok(()) } else { Err(format!("{got} of {wanted} bytes").into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_cut_and_say_how_long_the_reply_is() {
        for (request, count) in [(0, 1), (64, 1), (PIECE as u64, 1), (3 * PIECE as u64 + 1, 4)] {
            let pieces: Vec<Bytes> = request_pieces(request, 77).collect();
            assert_eq!(pieces.len(), count);
            let all: usize = pieces.iter().map(Bytes::len).sum();
            assert_eq!(all as u64, request.max(8));
            let mut head = Head::default();
            pieces[0].chunks(3).for_each(|part| head.add(part));
            assert_eq!(head.reply(), 77);
        }
    }
}
