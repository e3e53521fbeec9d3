//! Looks at the root directory of a volume on a file server: `cargo run -p rxrpc-afs --example root_tokio -- 192.0.2.1 536870912`.

use futures::AsyncReadExt;
use rxrpc_afs::cb::{self, asynchronous::RxafscbServer, asynchronous::RxafscbService};
use rxrpc_afs::errors::describe;
use rxrpc_afs::fs::{self, AfsFid, asynchronous::RxafsClient};
use rxrpc_afs::rxrpc_xdr::asynchronous::{Remote, Served};
use rxrpc_afs::rxrpc_xdr::{AfsUuid, Context, Refusal, RpcError};
use rxrpc_async::{CallOptions, Endpoint, ServiceAddress};
use std::net::IpAddr;
use std::time::Duration;

/// What a file server is told that asks who its client is.
struct Client {
    uuid: AfsUuid,
}

impl RxafscbService for Client {
    async fn tell_me_about_yourself(
        &self,
        _: &Context,
    ) -> Result<cb::RxafscbTellMeAboutYourselfReply, Refusal> {
        let addr = cb::InterfaceAddr { uuid: self.uuid, ..Default::default() };
        let capabilities = vec![cb::CAPABILITY_ERRORTRANS.unsigned_abs()].into();
        Ok(cb::RxafscbTellMeAboutYourselfReply { addr, capabilities })
    }

    async fn init_call_back_state3(&self, _: &Context, _: AfsUuid) -> Result<(), Refusal> {
        Ok(())
    }

    async fn probe(&self, _: &Context) -> Result<(), Refusal> {
        Ok(())
    }

    async fn call_back(
        &self,
        _: &Context,
        fids: cb::FileIds,
        _: cb::CallBacks,
    ) -> Result<(), Refusal> {
        println!("changed: {fids:?}");
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let server: IpAddr = arguments.next().unwrap_or("127.0.0.1".into()).parse()?;
    let volume = arguments.next().unwrap_or("536870912".into()).parse()?;

    // A real client keeps its UUID.
    let uuid = AfsUuid(std::array::from_fn(|at| at.to_le_bytes()[0] ^ 0x5a));
    let endpoint = Endpoint::bind("0.0.0.0:0")?;
    let _asked = endpoint.serve(cb::SERVICE, 10, Served::new(RxafscbServer(Client { uuid })))?;

    let address = ServiceAddress::new((server, fs::PORT), fs::SERVICE);
    let soon = CallOptions::new().hard_timeout(Duration::from_secs(20));
    let client = RxafsClient::new(Remote::new(&endpoint, address)).options(soon);
    match look(&client, AfsFid::root(volume)).await {
        Err(RpcError::Aborted(code)) => println!("volume {volume}: {}", describe(code)),
        other => other?,
    }
    Ok(())
}

async fn look(client: &RxafsClient<Remote>, root: AfsFid) -> Result<(), RpcError> {
    let status = client.fetch_status(root.clone()).await?.status;
    let length = status.full_length();
    println!("{length} bytes, owner {}, rights {:#x}", status.owner, status.anonymous_access);

    // The data comes first, behind its length, and then the results.
    let mut fetch = client.fetch_data64(root, 0, i64::try_from(length).unwrap_or(i64::MAX)).await?;
    let mut header = [0; 8];
    let mut data = Vec::new();
    let read = async {
        fetch.read_exact(&mut header).await?;
        (&mut fetch).take(u64::from_be_bytes(header)).read_to_end(&mut data).await
    };
    match read.await {
        Ok(_) => println!("{} bytes of entries", data.len()),
        Err(error) => println!("the data ends early: {error}"),
    }
    let version = fetch.results().await?.status.full_data_version();
    println!("version {version}");
    Ok(())
}
