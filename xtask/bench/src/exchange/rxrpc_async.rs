//! Exchanges through `rxrpc-async`, on the runtime that runs this.

use std::convert::Infallible;
use std::future::pending;
use std::pin::pin;

use futures::future::{Either, select};

use rxrpc_async::{
    Call, CallOptions, Config, Endpoint, Handler, Refusal, ServiceAddress, ServiceId,
};

use super::client::{Caller, Moved, drive, spawn};
use super::{Head, LONG, PIECE, Result, Role, announce, must_be_all, pieces, request_pieces};

pub(super) const SERVICE: ServiceId = ServiceId(1);
/// Calls served at once.
const CONCURRENCY: usize = 1024;
const LOOPBACK: ([u8; 4], u16) = ([127, 0, 0, 1], 0);

struct Exchange;

impl Handler for Exchange {
    async fn handle(&self, mut call: Call) -> std::result::Result<(), Refusal> {
        let mut head = Head::default();
        let mut came = Vec::new();
        while call.recv_many(&mut came, PIECE).await? > 0 {
            came.drain(..).for_each(|piece| head.add(&piece));
        }
        send_all(&mut call, pieces(head.reply())).await?;
        Ok(())
    }
}

/// A client of one service or of many.
struct Client {
    endpoint: Endpoint,
    targets: Vec<ServiceAddress>,
    options: CallOptions,
}

impl Caller for Client {
    async fn exchange(&self, number: usize, request: u64, reply: u64) -> Result<()> {
        let target = self.targets[number % self.targets.len()];
        let mut call = self.endpoint.call_with(target, &self.options).await?;
        send_all(&mut call, request_pieces(request, reply)).await?;
        let (mut got, mut came) = (0, Vec::new());
        while call.recv_many(&mut came, PIECE).await? > 0 {
            got += came.drain(..).map(|piece| piece.len() as u64).sum::<u64>();
        }
        must_be_all(got, reply)
    }

    fn moved(&self) -> Moved {
        Moved::of(self.endpoint.system_calls(), &self.endpoint.statistics())
    }
}

/// The last piece goes out with the mark that it is the last.
async fn send_all(
    call: &mut Call,
    pieces: impl Iterator<Item = bytes::Bytes>,
) -> std::result::Result<(), rxrpc_async::CallError> {
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return call.send_last(&piece).await;
        }
        call.send(&piece).await?;
    }
    call.end_send().await
}

pub(super) async fn play(role: &Role) -> Result<()> {
    let Some(to) = &role.to else { return serve(role).await };
    let target =
        |address: &str| Ok(ServiceAddress::new(address.parse::<std::net::SocketAddr>()?, SERVICE));
    let targets = to.split_whitespace().map(target).collect::<Result<_>>()?;
    let mut config = Config::default();
    config.connections_per_bundle = role.connections();
    let endpoint = Endpoint::builder().bind(LOOPBACK).config(config).build()?;
    let client = Client { endpoint: endpoint.clone(), targets, options: role.call_options()? };
    let Some(options) = role.options_beside()? else { return drive(role, client).await };
    let beside = Client { endpoint, targets: client.targets.clone(), options };
    beside.exchange(0, 8, 8).await?;
    let long_calls = pin!(spawn(role.system, long_calls(beside)));
    match select(pin!(drive(role, client)), long_calls).await {
        Either::Left((done, _)) => done,
        Either::Right((Err(error), _)) => Err(error),
    }
}

async fn long_calls(client: Client) -> Result<Infallible> {
    loop {
        client.exchange(0, LONG, LONG).await?;
    }
}

async fn serve(role: &Role) -> Result<()> {
    let mut kept = Vec::new();
    let mut addresses = Vec::new();
    for _ in 0..role.endpoints {
        let endpoint = Endpoint::bind(LOOPBACK)?;
        addresses.push(endpoint.local_addr().to_string());
        endpoint.set_service_keys(SERVICE, role.service_keys());
        let server = endpoint.serve(SERVICE, CONCURRENCY, Exchange)?;
        kept.push((endpoint, server));
    }
    announce(&addresses.join(" "));
    pending().await
}
