//! The scripts over loopback: both ends in this process, one client, one call at a time. Only allocations
//! are counted: how many packets a system call finds depends on the machine.

use rxrpc_core::{ServiceAddress, ServiceId};

use super::Result;
use super::count::Script;
use xtask::counting::allocations::Allocated;

pub(super) const SCRIPTS: [Script; 4] = [
    Script { name: "sync-send", per: "packet", run: blocking::send, times: 32_000 },
    Script { name: "sync-rpc", per: "call", run: blocking::small_calls, times: 4_000 },
    Script { name: "tokio-send", per: "packet", run: tasks::send, times: 32_000 },
    Script { name: "tokio-rpc", per: "call", run: tasks::small_calls, times: 4_000 },
];

const SERVICE: ServiceId = ServiceId(1);
const PAYLOAD: usize = 1412;
const PIECE: usize = 64 << 10;
const WARM_UP_CALLS: u32 = 200;
const WARM_UP_PACKETS: u32 = 8_000;
const REQUEST: [u8; 64] = [0; 64];
const LOOPBACK: ([u8; 4], u16) = ([127, 0, 0, 1], 0);

/// Writes of a piece that make so many packets.
fn pieces(packets: u32) -> u32 {
    (packets as usize * PAYLOAD).div_ceil(PIECE) as u32
}

/// `rxrpc-sync`.
mod blocking {
    use rxrpc_sync::{Call, Endpoint, Refusal};

    use super::*;

    pub(super) fn send(packets: u32) -> Result<usize> {
        let (client, target, server) = scene(|call| {
            let mut buffer = vec![0; PIECE];
            while call.recv(&mut buffer)? > 0 {}
            Ok(())
        })?;
        let mut call = client.call(target)?;
        let piece = vec![0; PIECE];
        let mut write = |packets| -> Result<()> {
            for _ in 0..pieces(packets) {
                call.send(&piece)?;
            }
            Ok(())
        };
        write(WARM_UP_PACKETS)?;
        let (sent, allocated) = Allocated::during(|| write(packets));
        sent?;
        call.discard_rest()?;
        drop(server);
        Ok(allocated.times)
    }

    pub(super) fn small_calls(calls: u32) -> Result<usize> {
        let (client, target, server) = scene(|call| {
            let request = call.take_request(1024)?;
            Ok(call.send_last(&request)?)
        })?;
        let make = |calls| -> Result<()> {
            for _ in 0..calls {
                client.request(target, &REQUEST)?;
            }
            Ok(())
        };
        make(WARM_UP_CALLS)?;
        let (made, allocated) = Allocated::during(|| make(calls));
        made?;
        drop(server);
        Ok(allocated.times)
    }

    fn scene(
        handler: impl Fn(&mut Call) -> std::result::Result<(), Refusal> + Send + Sync + 'static,
    ) -> Result<(Endpoint, ServiceAddress, impl Sized)> {
        let service = Endpoint::bind(std::net::SocketAddr::from(LOOPBACK))?;
        let server = service.serve(SERVICE, 1, handler)?;
        let client = Endpoint::bind(std::net::SocketAddr::from(LOOPBACK))?;
        let target = ServiceAddress::new(service.local_addr(), SERVICE);
        Ok((client, target, (service, server)))
    }
}

/// `rxrpc-async` on tokio, everything in one thread.
mod tasks {
    use rxrpc_async::{Call, Endpoint, Handler, Refusal};

    use super::*;

    struct Discard;
    struct Echo;

    impl Handler for Discard {
        async fn handle(&self, mut call: Call) -> std::result::Result<(), Refusal> {
            let mut buffer = vec![0; PIECE];
            while call.recv(&mut buffer).await? > 0 {}
            Ok(())
        }
    }

    impl Handler for Echo {
        async fn handle(&self, mut call: Call) -> std::result::Result<(), Refusal> {
            let request = call.take_request(1024).await?;
            Ok(call.send_last(&request).await?)
        }
    }

    pub(super) fn send(packets: u32) -> Result<usize> {
        runtime()?.block_on(async {
            let (client, target, server) = scene(Discard)?;
            let mut call = client.call(target).await?;
            let piece = vec![0; PIECE];
            for _ in 0..pieces(WARM_UP_PACKETS) {
                call.send(&piece).await?;
            }
            let before = Allocated::so_far();
            for _ in 0..pieces(packets) {
                call.send(&piece).await?;
            }
            let allocated = Allocated::so_far().times - before.times;
            call.discard_rest().await?;
            drop(server);
            Ok(allocated)
        })
    }

    pub(super) fn small_calls(calls: u32) -> Result<usize> {
        runtime()?.block_on(async {
            let (client, target, server) = scene(Echo)?;
            for _ in 0..WARM_UP_CALLS {
                client.request(target, &REQUEST).await?;
            }
            let before = Allocated::so_far();
            for _ in 0..calls {
                client.request(target, &REQUEST).await?;
            }
            let allocated = Allocated::so_far().times - before.times;
            drop(server);
            Ok(allocated)
        })
    }

    fn runtime() -> Result<tokio::runtime::Runtime> {
        Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
    }

    fn scene(handler: impl Handler) -> Result<(Endpoint, ServiceAddress, impl Sized)> {
        let service = Endpoint::bind(LOOPBACK)?;
        let server = service.serve(SERVICE, 4, handler)?;
        let client = Endpoint::bind(LOOPBACK)?;
        let target = ServiceAddress::new(service.local_addr(), SERVICE);
        Ok((client, target, (service, server)))
    }
}
