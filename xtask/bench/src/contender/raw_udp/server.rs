//! The server's end of the raw UDP contender: counts, and sends echoes back.

use super::datagram::{ANSWER, BEGIN, COUNT, ECHO};
use super::socket::Socket;
use crate::Result;

/// Prints the address and serves until killed.
pub(super) fn serve(offload: bool) -> Result<()> {
    let socket = Socket::bind(offload, true)?;
    println!("{}", socket.local()?);
    let mut buffer = vec![0; 1 << 16];
    let mut count = 0_u64;
    loop {
        let (bytes, each, from) = socket.receive(&mut buffer)?;
        if buffer[0] == ECHO {
            socket.send(from, &buffer[..bytes], each.max(1))?;
            continue;
        }
        let mut answer = false;
        for datagram in buffer[..bytes].chunks(each.max(1)) {
            match datagram {
                [BEGIN, ..] => (count, answer) = (0, true),
                [COUNT, wanted, ..] => {
                    count += 1;
                    answer |= *wanted == ANSWER;
                }
                _ => {}
            }
        }
        if answer {
            socket.send(from, &count.to_be_bytes(), bytes)?;
        }
    }
}
