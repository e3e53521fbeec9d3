//! What rxperf says on the wire: the request, the cookie, the amounts that follow from a request.
//!
//! The service is OpenAFS's `rxperf` (`src/tools/rxperf`), which the Linux kernel's `rxperf` module
//! serves too. All integers are 32 bits, big-endian. Knows readers and bytes; no calls, no sockets.

use rxrpc_sync::{AbortCode, Refusal, ServiceId};
use std::io::{self, ErrorKind, Read};
/// The UDP port of an rxperf server.
pub(crate) const PORT: u16 = 7009;
/// The service ID of rxperf.
pub(crate) const SERVICE: ServiceId = ServiceId(147);
/// Ends every reply but that of FILE. The Linux kernel's server wants it from the client as well.
pub(crate) const COOKIE: [u8; 4] = 0x4711_u32.to_be_bytes();
/// Byte counts are signed 32-bit integers in OpenAFS's rxperf.
pub(crate) const MOST_BYTES_A_CALL: u32 = i32::MAX as u32;
/// Longest list that our server takes from a FILE request; the protocol names no limit.
pub(crate) const MOST_FILE_WORDS: u32 = 1 << 16;

const VERSION: u32 = 3;
const SEND: u32 = 0;
const RECV: u32 = 1;
const RPC: u32 = 3;
const FILE: u32 = 4;

/// What a call is to move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// That many bytes from the client to the server.
    Send(u32),
    /// That many bytes from the server to the client.
    Recv(u32),
    /// Some bytes to the server, then some back.
    Rpc {
        /// Bytes to the server.
        send: u32,
        /// Bytes to the client.
        receive: u32,
    },
    /// A list of word counts: for each in turn, four times as many bytes move. The server begins by
    /// reading; a zero turns the direction round.
    File(Vec<u32>),
}

/// The request of a call: its first bytes, before the client's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    /// The size of the read calls that both sides are asked to use.
    pub(crate) read_size: u32,
    /// The size of the write calls that both sides are asked to use.
    pub(crate) write_size: u32,
    /// What is to be moved.
    pub(crate) command: Command,
}

/// The bytes that a call moves after its request, each way. The client's come first: an Rx call
/// cannot turn round twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Amounts {
    /// From the client, without a cookie.
    pub(crate) to_server: u64,
    /// From the server, without a cookie.
    pub(crate) to_client: u64,
    /// Whether the reply ends with the cookie.
    pub(crate) cookie: bool,
}

/// Why a request cannot be served.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RequestError {
    /// Another version of the protocol.
    #[error("rxperf version {0} is not {VERSION}")]
    Version(u32),
    /// A command that this protocol does not have.
    #[error("unknown rxperf command {0}")]
    Command(u32),
    /// A byte count above the signed 32-bit range.
    #[error("{0} bytes are more than a call can carry")]
    TooLong(u32),
    /// A list longer than our server takes.
    #[error("a list of {0} words is longer than {MOST_FILE_WORDS}")]
    ListTooLong(u32),
    /// A list that needs the client's data after the server's.
    #[error("the list turns back to the client after the server has sent")]
    TurnsBack,
    /// The request could not be read, or ended too soon.
    #[error("reading the request: {0}")]
    Read(#[from] io::Error),
}

impl From<RequestError> for Refusal {
    /// The codes of rxgen-made services.
    fn from(error: RequestError) -> Self {
        match error {
            RequestError::Command(_) => Self(AbortCode::RXGEN_OPCODE),
            RequestError::Read(error) => error.into(),
            _ => Self(AbortCode::RXGEN_SS_UNMARSHAL),
        }
    }
}

impl Request {
    /// The bytes of the request.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut put = |word: u32| bytes.extend_from_slice(&word.to_be_bytes());
        put(VERSION);
        put(self.command.code());
        put(self.read_size);
        put(self.write_size);
        match &self.command {
            Command::Send(count) | Command::Recv(count) => put(*count),
            Command::Rpc { send, receive } => {
                put(*send);
                put(*receive);
            }
            Command::File(words) => {
                // A list that fits in memory and not in 32 bits would be refused by every server.
                put(u32::try_from(words.len()).unwrap_or(u32::MAX));
                words.iter().copied().for_each(put);
            }
        }
        bytes
    }

    /// Reads a request, and nothing that follows it.
    ///
    /// # Errors
    ///
    /// See [`RequestError`].
    pub(crate) fn decode(from: &mut impl Read) -> Result<Self, RequestError> {
        let version = word(from)?;
        if version != VERSION {
            return Err(RequestError::Version(version));
        }
        let code = word(from)?;
        let (read_size, write_size) = (word(from)?, word(from)?);
        let command = match code {
            SEND => Command::Send(byte_count(from)?),
            RECV => Command::Recv(byte_count(from)?),
            RPC => Command::Rpc { send: byte_count(from)?, receive: byte_count(from)? },
            FILE => Command::File(file_words(from)?),
            other => return Err(RequestError::Command(other)),
        };
        Ok(Self { read_size, write_size, command })
    }
}

impl Command {
    /// What moves after the request.
    ///
    /// # Errors
    ///
    /// [`RequestError::TurnsBack`] for a list that no Rx call can carry out.
    pub(crate) fn amounts(&self) -> Result<Amounts, RequestError> {
        let amounts = |to_server: u32, to_client: u32| Amounts {
            to_server: to_server.into(),
            to_client: to_client.into(),
            cookie: true,
        };
        match self {
            Self::Send(bytes) => Ok(amounts(*bytes, 0)),
            Self::Recv(bytes) => Ok(amounts(0, *bytes)),
            Self::Rpc { send, receive } => Ok(amounts(*send, *receive)),
            Self::File(words) => file_amounts(words),
        }
    }

    fn code(&self) -> u32 {
        match self {
            Self::Send(_) => SEND,
            Self::Recv(_) => RECV,
            Self::Rpc { .. } => RPC,
            Self::File(_) => FILE,
        }
    }
}

fn file_amounts(words: &[u32]) -> Result<Amounts, RequestError> {
    let mut amounts = Amounts { to_server: 0, to_client: 0, cookie: false };
    let mut server_sends = false;
    for &word in words {
        let bytes = u64::from(word) * 4;
        if word == 0 {
            server_sends = !server_sends;
        } else if server_sends {
            amounts.to_client = amounts.to_client.saturating_add(bytes);
        } else if amounts.to_client > 0 {
            return Err(RequestError::TurnsBack);
        } else {
            amounts.to_server = amounts.to_server.saturating_add(bytes);
        }
    }
    Ok(amounts)
}

fn file_words(from: &mut impl Read) -> Result<Vec<u32>, RequestError> {
    let count = word(from)?;
    if count > MOST_FILE_WORDS {
        return Err(RequestError::ListTooLong(count));
    }
    (0..count).map(|_| word(from)).collect()
}

fn byte_count(from: &mut impl Read) -> Result<u32, RequestError> {
    match word(from)? {
        bytes @ 0..=MOST_BYTES_A_CALL => Ok(bytes),
        bytes => Err(RequestError::TooLong(bytes)),
    }
}

fn word(from: &mut impl Read) -> Result<u32, RequestError> {
    let mut bytes = [0; 4];
    from.read_exact(&mut bytes)?;
    Ok(u32::from_be_bytes(bytes))
}

/// Reads the four bytes of a cookie.
///
/// # Errors
///
/// Those of the reader; `InvalidData` when it is not the cookie.
pub(crate) fn read_cookie(from: &mut impl Read) -> io::Result<()> {
    let mut bytes = [0; 4];
    from.read_exact(&mut bytes).map_err(|error| match error.kind() {
        ErrorKind::UnexpectedEof => io::Error::new(error.kind(), "there is no cookie at the end"),
        _ => error,
    })?;
    if bytes == COOKIE {
        Ok(())
    } else {
        let text = format!("{:#010x} stands where the cookie belongs", u32::from_be_bytes(bytes));
        Err(io::Error::new(ErrorKind::InvalidData, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(command: Command) -> Request {
        Request { read_size: 0x1000, write_size: 0x2000, command }
    }

    fn words(bytes: &[u8]) -> Vec<u32> {
        bytes.chunks(4).map(|word| u32::from_be_bytes(word.try_into().unwrap())).collect()
    }

    #[test]
    fn requests_have_the_layout_of_openafs() {
        let encoded = |command| words(&request(command).encode());
        assert_eq!(encoded(Command::Send(7)), [3, 0, 0x1000, 0x2000, 7]);
        assert_eq!(encoded(Command::Recv(7)), [3, 1, 0x1000, 0x2000, 7]);
        let rpc = Command::Rpc { send: 5, receive: 6 };
        assert_eq!(encoded(rpc), [3, 3, 0x1000, 0x2000, 5, 6]);
        let file = Command::File(vec![0, 9, 0, 8]);
        assert_eq!(encoded(file), [3, 4, 0x1000, 0x2000, 4, 0, 9, 0, 8]);
    }

    /// Observed: OpenAFS `rxperf client -c rpc -S 4 -R 4`, the payload of its DATA packet.
    #[test]
    fn the_request_is_the_one_that_openafs_sends() {
        let observed =
            [0, 0, 0, 3, 0, 0, 0, 3, 0, 8, 0, 0, 0, 8, 0, 0, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 0_u8];
        let command = Command::Rpc { send: 4, receive: 4 };
        let request = Request { read_size: 512 << 10, write_size: 512 << 10, command };
        assert_eq!([request.encode(), vec![0; 4]].concat(), observed);
    }

    #[test]
    fn a_decoded_request_is_the_encoded_one_and_the_data_is_left() {
        let commands = [
            Command::Send(0),
            Command::Recv(MOST_BYTES_A_CALL),
            Command::Rpc { send: 1, receive: 2 },
            Command::File(vec![]),
            Command::File(vec![0, 1, u32::MAX]),
        ];
        for command in commands {
            let mut bytes = request(command.clone()).encode();
            bytes.extend_from_slice(b"data");
            let mut rest = bytes.as_slice();
            assert_eq!(Request::decode(&mut rest).unwrap(), request(command));
            assert_eq!(rest, b"data");
        }
    }

    #[test]
    fn bad_requests_are_refused_with_the_code_of_rxgen() {
        let mut too_many = vec![3, 4, 0, 0, MOST_FILE_WORDS + 1];
        too_many.extend((0..=MOST_FILE_WORDS).map(|_| 1));
        let cases: [(&[u32], AbortCode); 6] = [
            (&[2, 0, 0, 0, 1], AbortCode::RXGEN_SS_UNMARSHAL),
            (&[3, 2, 0, 0, 1], AbortCode::RXGEN_OPCODE),
            (&[3, 0, 0, 0, 0x8000_0000], AbortCode::RXGEN_SS_UNMARSHAL),
            (&[3, 3, 0, 0, 1], AbortCode::RXGEN_SS_UNMARSHAL),
            (&[3, 4, 0, 0, 3, 1, 1], AbortCode::RXGEN_SS_UNMARSHAL),
            (&too_many, AbortCode::RXGEN_SS_UNMARSHAL),
        ];
        for (request, code) in cases {
            let bytes: Vec<u8> = request.iter().flat_map(|word| word.to_be_bytes()).collect();
            let error = Request::decode(&mut bytes.as_slice()).unwrap_err();
            let text = error.to_string();
            assert_eq!(Refusal::from(error), Refusal(code), "{text}");
        }
    }

    #[test]
    fn a_list_begins_with_what_the_server_reads_and_a_zero_turns_it_round() {
        let amounts = |words: &[u32]| Command::File(words.to_vec()).amounts();
        let expect = |to_server, to_client| Amounts { to_server, to_client, cookie: false };
        assert_eq!(amounts(&[]).unwrap(), expect(0, 0));
        assert_eq!(amounts(&[1000]).unwrap(), expect(4000, 0));
        assert_eq!(amounts(&[0, 1000]).unwrap(), expect(0, 4000));
        assert_eq!(amounts(&[5, 6]).unwrap(), expect(44, 0));
        assert_eq!(amounts(&[5, 0, 6]).unwrap(), expect(20, 24));
        assert_eq!(amounts(&[0, 0, 3]).unwrap(), expect(12, 0));
        assert_eq!(amounts(&[u32::MAX, 1]).unwrap(), expect(4 * u64::from(u32::MAX) + 4, 0));
        assert!(matches!(amounts(&[0, 1, 0, 1]), Err(RequestError::TurnsBack)));
    }

    #[test]
    fn only_the_cookie_is_the_cookie() {
        assert!(read_cookie(&mut [0, 0, 0x47, 0x11].as_slice()).is_ok());
        let wrong = read_cookie(&mut [0, 0, 0x47, 0x12].as_slice()).unwrap_err();
        assert_eq!(wrong.kind(), ErrorKind::InvalidData);
        let short = read_cookie(&mut [0, 0].as_slice()).unwrap_err();
        assert_eq!(short.kind(), ErrorKind::UnexpectedEof);
    }
}
