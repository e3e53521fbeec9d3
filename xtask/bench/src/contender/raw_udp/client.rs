//! The client's end of the raw UDP contender: sends under a window, or one by one, and takes the time.

use std::collections::VecDeque;
use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;
use std::time::Instant;

use super::datagram::{ANSWER, BEGIN, COUNT, ECHO, PARTS, SIZE, WINDOW};
use super::socket::Socket;
use crate::Result;
use crate::figures::Series;

/// Without batches, an answer is asked for this often.
const ANSWER_EVERY: u64 = 32;

/// A connected client.
pub(super) struct Client {
    socket: Socket,
    server: SocketAddr,
}

/// What the client's process prints, and the contender reads.
pub(super) struct Figures {
    pub(super) seconds: f64,
    /// Microseconds.
    pub(super) p50: f64,
    pub(super) p99: f64,
    /// On the client's socket.
    pub(super) system_calls: f64,
    pub(super) datagrams: f64,
}

impl Client {
    pub(super) fn connect(server: SocketAddr, offload: bool) -> Result<Self> {
        Ok(Self { socket: Socket::bind(offload, false)?, server })
    }

    /// Sends so many datagrams and waits until all were counted.
    pub(super) fn stream(&self, datagrams: u64) -> Result<Figures> {
        let batch = self.socket.batch() as u64;
        let mut contents = vec![0; SIZE * self.socket.batch()];
        let mut answer = [0; 64];
        self.socket.send(self.server, &[BEGIN; 2], SIZE)?;
        self.count(&mut answer)?;

        let start = Instant::now();
        let (mut sent, mut counted) = (0, 0);
        let (mut sends, mut receives) = (0_u64, 0_u64);
        while counted < datagrams {
            let room = (WINDOW - (sent - counted)).min(datagrams - sent);
            // A batch that does not fit waits, rather than to be cut.
            if room == 0 || (room < batch && sent + room < datagrams) {
                counted = self.count(&mut answer)?;
                receives += 1;
                continue;
            }
            let now = room.min(batch);
            let wanted = batch > 1 || (sent + now).is_multiple_of(ANSWER_EVERY);
            let last = sent + now == datagrams;
            let bytes = &mut contents[..SIZE * now as usize];
            bytes.chunks_mut(SIZE).for_each(|datagram| datagram[..2].copy_from_slice(&[COUNT, 0]));
            if wanted || last {
                bytes[SIZE * (now as usize - 1) + 1] = ANSWER;
            }
            self.socket.send(self.server, bytes, SIZE)?;
            sent += now;
            sends += 1;
        }
        let seconds = start.elapsed().as_secs_f64();
        let system_calls = (sends + receives) as f64;
        let datagrams = (sent + receives) as f64;
        Ok(Figures { seconds, p50: 0.0, p99: 0.0, system_calls, datagrams })
    }

    fn count(&self, answer: &mut [u8; 64]) -> Result<u64> {
        let (bytes, ..) = self.socket.receive(answer)?;
        Ok(u64::from_be_bytes(answer[..bytes].try_into()?))
    }

    /// Sends so many of `size` bytes, `window` of which may be on their way at once, and takes the time of each.
    pub(super) fn echo(&self, echoes: u64, window: u32, size: usize) -> Result<Figures> {
        let batch = (window / PARTS).clamp(1, u32::try_from(self.socket.batch())?);
        let contents = vec![ECHO; size * batch as usize];
        let mut answer = vec![0; 1 << 16];
        let (batch, window) = (u64::from(batch), u64::from(window));
        // The batches on their way: how many are left of each, and since when.
        let mut under_way = VecDeque::new();
        let mut times = Series::default();
        let (mut sent, mut received) = (0, 0);
        let (mut sends, mut receives) = (0_u64, 0_u64);
        let start = Instant::now();
        while received < echoes {
            let now = batch.min(echoes - sent);
            if now > 0 && sent - received + now <= window {
                under_way.push_back((now, Instant::now()));
                self.socket.send(self.server, &contents[..size * usize::try_from(now)?], size)?;
                sent += now;
                sends += 1;
                continue;
            }
            let (bytes, each, _) = self.socket.receive(&mut answer)?;
            receives += 1;
            for _ in 0..bytes.div_ceil(each.max(1)) {
                let Some((left, since)) = under_way.front_mut() else { break };
                times.push(since.elapsed().as_secs_f64() * 1e6);
                received += 1;
                *left -= 1;
                if *left == 0 {
                    under_way.pop_front();
                }
            }
        }
        let seconds = start.elapsed().as_secs_f64();
        let (p50, p99) = (times.median(), times.quantile(0.99));
        let system_calls = (sends + receives) as f64;
        Ok(Figures { seconds, p50, p99, system_calls, datagrams: (sent + received) as f64 })
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seconds, p50, p99, system_calls, datagrams } = self;
        write!(f, "{seconds} {p50} {p99} {system_calls} {datagrams}")
    }
}

impl FromStr for Figures {
    type Err = Box<dyn std::error::Error>;

    fn from_str(text: &str) -> Result<Self> {
        let mut words = text.split_whitespace().map(str::parse);
        let mut next = || words.next().ok_or("too few figures")?.map_err(Self::Err::from);
        Ok(Self {
            seconds: next()?,
            p50: next()?,
            p99: next()?,
            system_calls: next()?,
            datagrams: next()?,
        })
    }
}
