//! Services of ours that speak the request protocol, for the kernel's clients. Knows no case.

use std::io::{self, Cursor, Read, Write};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use rxrpc_sync::{AbortCode, CallSecurity, Config, ServiceId, ServiceKeys};
use rxrpc_tests::peer_service::{self, SERVICE};
use tokio::runtime::Runtime;

use super::from_kernel::Called;
use super::keys::Keys;
use super::tap::{HOST, HOST_V6};
use crate::interop::front_ends::{Answer, Endpoint, FrontEnd, Service};
use xtask::programs::failure::Failure;

/// The services of one front end; they end when this is dropped.
pub(super) struct Services {
    plain: u16,
    sealed: u16,
    _alive: Vec<(Endpoint, Service)>,
}

impl Services {
    /// Offers them at the host's addresses, on ports that follow each other.
    pub(super) fn start(
        front_end: FrontEnd,
        first_port: u16,
        keys: &Keys,
        runtime: &Arc<Runtime>,
    ) -> Result<Services, Failure> {
        let (plain, sealed) = (first_port, first_port + 1);
        let offered: [(IpAddr, u16, ServiceKeys); 3] = [
            (HOST.into(), plain, ServiceKeys::new()),
            (HOST_V6.into(), plain, ServiceKeys::new()),
            (HOST.into(), sealed, keys.of_services()),
        ];
        let mut alive = Vec::new();
        for (address, port, keys) in offered {
            let endpoint = front_end.bind_at((address, port).into(), Config::default(), runtime)?;
            let answer: Answer = Arc::new(answer);
            let service = endpoint.serve(ServiceId(SERVICE), keys, answer)?;
            alive.push((endpoint, service));
        }
        Ok(Services { plain, sealed, _alive: alive })
    }

    /// Where the service without security is.
    pub(super) fn plain(&self, host: IpAddr, flags: &str) -> Called {
        Called { address: SocketAddr::new(host, self.plain), flags: flags.to_owned() }
    }

    /// Where the one is that wants rxkad.
    pub(super) fn sealed(&self, flags: &str) -> Called {
        Called { address: SocketAddr::new(HOST.into(), self.sealed), flags: flags.to_owned() }
    }
}

/// The reply to a whole request. It may sleep, which must not keep an executor's other calls.
fn answer(_from: Option<CallSecurity>, request: Vec<u8>) -> Result<Vec<u8>, AbortCode> {
    tokio::task::block_in_place(|| {
        let mut memory = Memory { request: Cursor::new(request), reply: Vec::new() };
        peer_service::answer(&mut memory).map_err(AbortCode)?;
        Ok(memory.reply)
    })
}

/// A call that is all there.
struct Memory {
    request: Cursor<Vec<u8>>,
    reply: Vec<u8>,
}

impl Read for Memory {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.request.read(buffer)
    }
}

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.reply.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
