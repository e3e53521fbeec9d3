//! The server's half of a call. Knows a reader and writer with the request on it; no sockets.

use super::protocol::{COOKIE, Request, read_cookie};
use super::transfer::{discard, fill};
use rxrpc_sync::Refusal;
use std::io::{BufWriter, IntoInnerError, Read, Write};

/// What the server asks of its clients.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Service {
    /// Want a cookie after the client's data, as the Linux kernel's server does.
    pub(crate) kernel_cookie: bool,
}

impl Service {
    /// Serves one call.
    ///
    /// # Errors
    ///
    /// What to abort the call with: `RXGEN_OPCODE` for an unknown command, `RXGEN_SS_UNMARSHAL` for
    /// any other request that is not as it should be, the call's own code when it has ended.
    pub(crate) fn serve(self, call: &mut (impl Read + Write)) -> Result<(), Refusal> {
        let request = Request::decode(call)?;
        let amounts = request.command.amounts()?;
        discard(call, amounts.to_server, request.read_size)?;
        if self.kernel_cookie {
            read_cookie(call)?;
        }

        // The buffer joins a short reply and its cookie; long writes pass it by.
        let mut reply = BufWriter::new(call);
        fill(&mut reply, amounts.to_client, request.write_size)?;
        if amounts.cookie {
            reply.write_all(&COOKIE)?;
        }
        reply.into_inner().map_err(IntoInnerError::into_error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::perf::protocol::Command;
    use rxrpc_sync::AbortCode;
    use std::io;

    /// A call whose whole request is there.
    struct Memory<'a> {
        request: &'a [u8],
        reply: Vec<u8>,
    }

    impl Read for Memory<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            self.request.read(into)
        }
    }

    impl Write for Memory<'_> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.reply.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn reply(service: Service, command: Command, data: &[u8]) -> Result<Vec<u8>, AbortCode> {
        let mut request = Request { read_size: 3, write_size: 5, command }.encode();
        request.extend_from_slice(data);
        let mut call = Memory { request: &request, reply: Vec::new() };
        service.serve(&mut call).map(|()| call.reply).map_err(|Refusal(code)| code)
    }

    #[test]
    fn replies_are_as_long_as_asked_and_end_with_the_cookie() {
        let openafs = Service::default();
        let with_cookie = |bytes| [vec![0; bytes], COOKIE.to_vec()].concat();
        assert_eq!(reply(openafs, Command::Send(4), b"1234"), Ok(with_cookie(0)));
        assert_eq!(reply(openafs, Command::Recv(9000), b""), Ok(with_cookie(9000)));
        let rpc = Command::Rpc { send: 2, receive: 7 };
        assert_eq!(reply(openafs, rpc, b"12"), Ok(with_cookie(7)));
        let file = Command::File(vec![2, 0, 1, 1]);
        assert_eq!(reply(openafs, file, b"12345678"), Ok(vec![0; 8]));
    }

    #[test]
    fn short_data_ends_the_call() {
        let short = reply(Service::default(), Command::Send(4), b"123");
        assert_eq!(short, Err(AbortCode::RXGEN_SS_UNMARSHAL));
    }

    #[test]
    fn the_kernels_way_wants_a_cookie_from_the_client() {
        let kernel = Service { kernel_cookie: true };
        let with = reply(kernel, Command::Send(1), &[1, 0, 0, 0x47, 0x11]);
        assert_eq!(with, Ok(COOKIE.to_vec()));
        let without = reply(kernel, Command::Send(1), &[1]);
        assert_eq!(without, Err(AbortCode::RXGEN_SS_UNMARSHAL));
        let wrong = reply(kernel, Command::Send(1), &[1, 0, 0, 0, 0]);
        assert_eq!(wrong, Err(AbortCode::RXGEN_SS_UNMARSHAL));
    }
}
