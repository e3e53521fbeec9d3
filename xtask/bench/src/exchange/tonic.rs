//! Exchanges through tonic: gRPC over one TCP connection, without TLS. What fits one message is a unary
//! call, more is a stream of messages each way. The messages are bytes, so that no protocol compiler is
//! needed and nothing is spent on encoding.

use std::convert::Infallible;
use std::net::TcpListener;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf, BufMut, Bytes};
use futures::Stream;
use http::uri::PathAndQuery;
use tonic::body::Body;
use tonic::client::Grpc;
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::server::{NamedService, StreamingService, UnaryService};
use tonic::transport::{Channel, Endpoint, Server};
use tonic::{Request, Response, Status, Streaming};

use super::client::{Caller, drive};
use super::{Head, PIECE, Result, Role, announce, must_be_all, pieces, request_pieces};

const ONE: &str = "/bench.Exchange/One";
const MANY: &str = "/bench.Exchange/Many";

type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;
type Messages = Pin<Box<dyn Stream<Item = std::result::Result<Bytes, Status>> + Send>>;

pub(super) async fn play(role: &Role) -> Result<()> {
    let Some(to) = &role.to else { return serve().await };
    let channel =
        Endpoint::from_shared(format!("http://{to}"))?.tcp_nodelay(true).connect().await?;
    drive(role, Client { channel }).await
}

async fn serve() -> Result<()> {
    // The port is free again for a moment; nobody else asks for one in a run.
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let serving =
        tokio::spawn(Server::builder().tcp_nodelay(true).add_service(Exchange).serve(address));
    while tokio::net::TcpStream::connect(address).await.is_err() {
        if serving.is_finished() {
            break;
        }
        tokio::task::yield_now().await;
    }
    announce(&address.to_string());
    Ok(serving.await??)
}

struct Client {
    channel: Channel,
}

impl Caller for Client {
    async fn exchange(&self, _: usize, request: u64, reply: u64) -> Result<()> {
        let mut grpc = Grpc::new(self.channel.clone());
        grpc.ready().await?;
        let mut messages = request_pieces(request, reply);
        if request <= PIECE as u64 && reply <= PIECE as u64 {
            let message = Request::new(messages.next().unwrap_or_default());
            let answer = grpc.unary(message, PathAndQuery::from_static(ONE), Raw).await?;
            return must_be_all(answer.into_inner().len() as u64, reply);
        }
        let messages = Request::new(futures::stream::iter(messages));
        let answer = grpc.streaming(messages, PathAndQuery::from_static(MANY), Raw).await?;
        let mut answer = answer.into_inner();
        let mut got = 0;
        while let Some(message) = answer.message().await? {
            got += message.len() as u64;
        }
        must_be_all(got, reply)
    }
}

/// The service.
#[derive(Clone)]
struct Exchange;

impl NamedService for Exchange {
    const NAME: &str = "bench.Exchange";
}

impl tower_service::Service<http::Request<Body>> for Exchange {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Boxed<std::result::Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<std::result::Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        Box::pin(async move {
            let mut grpc = tonic::server::Grpc::new(Raw);
            Ok(match request.uri().path() {
                ONE => grpc.unary(One, request).await,
                _ => grpc.streaming(Many, request).await,
            })
        })
    }
}

struct One;

impl UnaryService<Bytes> for One {
    type Response = Bytes;
    type Future = std::future::Ready<std::result::Result<Response<Bytes>, Status>>;

    fn call(&mut self, request: Request<Bytes>) -> Self::Future {
        let mut head = Head::default();
        head.add(request.get_ref());
        let reply = pieces(head.reply()).next().unwrap_or_default();
        std::future::ready(Ok(Response::new(reply)))
    }
}

struct Many;

impl StreamingService<Bytes> for Many {
    type Response = Bytes;
    type ResponseStream = Messages;
    type Future = Boxed<std::result::Result<Response<Messages>, Status>>;

    fn call(&mut self, request: Request<Streaming<Bytes>>) -> Self::Future {
        Box::pin(async move {
            let mut request = request.into_inner();
            let mut head = Head::default();
            while let Some(message) = request.message().await? {
                head.add(&message);
            }
            let reply = futures::stream::iter(pieces(head.reply()).map(Ok));
            Ok(Response::new(Box::pin(reply) as Messages))
        })
    }
}

/// Messages that are bytes already.
#[derive(Clone, Copy)]
struct Raw;

impl Codec for Raw {
    type Encode = Bytes;
    type Decode = Bytes;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Raw {
    type Item = Bytes;
    type Error = Status;

    fn encode(
        &mut self,
        item: Bytes,
        buffer: &mut EncodeBuf<'_>,
    ) -> std::result::Result<(), Status> {
        buffer.put(item);
        Ok(())
    }
}

impl Decoder for Raw {
    type Item = Bytes;
    type Error = Status;

    fn decode(&mut self, buffer: &mut DecodeBuf<'_>) -> std::result::Result<Option<Bytes>, Status> {
        Ok(Some(buffer.copy_to_bytes(buffer.remaining())))
    }
}
