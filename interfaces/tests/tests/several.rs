//! Several interfaces on one port, each at a service of its own and all at one; and what their procedures know of the time
//! that a call has. Over sockets, by threads and by tasks, each asked by both.

#![allow(clippy::unwrap_used)]

use futures::AsyncWriteExt as _;
use rxrpc_interface_tests::several::{self, DiskGetVersionReply, VlAskedReply};
use rxrpc_sync::Config;
use rxrpc_xdr::{
    AbortCode, CallOptions, Context, Limits, Refusal, RpcError, ServiceId, Text, asynchronous, sync,
};
use std::io::{Read as _, Write as _};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

const VOTE: ServiceId = ServiceId(50);
const DISK: ServiceId = ServiceId(51);
const PLACES: ServiceId = ServiceId(52);
const LONG: Duration = Duration::from_secs(3600);

/// What answers all of them.
#[derive(Clone, Copy)]
struct Server;

fn asked(context: &Context) -> VlAskedReply {
    let left = context.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
    let left = left.map_or(-1, |left| i64::try_from(left.as_millis()).unwrap());
    VlAskedReply { service: context.service.0.into(), left }
}

impl several::sync::VoteService for Server {
    fn beacon(&self, _: &Context, when: i32) -> Result<(), Refusal> {
        Err(Refusal(AbortCode(when)))
    }
}

impl several::sync::DiskService for Server {
    fn get_version(&self, _: &Context) -> Result<DiskGetVersionReply, Refusal> {
        Ok(DiskGetVersionReply { epoch: 7, counter: 8 })
    }
}

impl several::sync::VlService for Server {
    fn get_id(&self, _: &Context, name: Text<64>) -> Result<i32, Refusal> {
        Ok(i32::try_from(name.len()).unwrap())
    }

    fn asked(&self, context: &Context) -> Result<VlAskedReply, Refusal> {
        Ok(asked(context))
    }

    fn put(&self, _: &Context, mut stream: sync::Stream<'_>) -> Result<i64, Refusal> {
        let mut data = Vec::new();
        stream.read_to_end(&mut data)?;
        Ok(i64::try_from(data.len()).unwrap())
    }
}

impl several::asynchronous::VoteService for Server {
    async fn beacon(&self, _: &Context, when: i32) -> Result<(), Refusal> {
        Err(Refusal(AbortCode(when)))
    }
}

impl several::asynchronous::DiskService for Server {
    async fn get_version(&self, _: &Context) -> Result<DiskGetVersionReply, Refusal> {
        Ok(DiskGetVersionReply { epoch: 7, counter: 8 })
    }
}

impl several::asynchronous::VlService for Server {
    async fn get_id(&self, _: &Context, name: Text<64>) -> Result<i32, Refusal> {
        Ok(i32::try_from(name.len()).unwrap())
    }

    async fn asked(&self, context: &Context) -> Result<VlAskedReply, Refusal> {
        Ok(asked(context))
    }

    async fn put(&self, _: &Context, mut stream: asynchronous::Stream<'_>) -> Result<i64, Refusal> {
        let mut data = Vec::new();
        futures::AsyncReadExt::read_to_end(&mut stream, &mut data).await?;
        Ok(i64::try_from(data.len()).unwrap())
    }
}

/// Both kinds of services, over a socket each.
struct Both {
    threads: rxrpc_sync::Endpoint,
    tasks: rxrpc_async::Endpoint,
}

impl Both {
    fn bind() -> Self {
        Self::with(rxrpc_sync::Config::default())
    }

    fn with(config: rxrpc_sync::Config) -> Self {
        let threads = rxrpc_sync::Endpoint::builder().bind("127.0.0.1:0").config(config.clone());
        let tasks = rxrpc_async::Endpoint::builder().bind("127.0.0.1:0").config(config);
        Self { threads: threads.build().unwrap(), tasks: tasks.build().unwrap() }
    }

    /// Each interface at a service of its own.
    fn apart() -> Self {
        use several::{asynchronous as tasks, sync as threads};
        let both = Self::bind();
        let Self { threads: endpoint, .. } = &both;
        endpoint.serve(VOTE, 2, sync::handler(threads::VoteServer(Server))).unwrap();
        endpoint.serve(DISK, 2, sync::handler(threads::DiskServer(Server))).unwrap();
        endpoint.serve(PLACES, 2, sync::handler(threads::VlServer(Server))).unwrap();
        let Self { tasks: endpoint, .. } = &both;
        let served = asynchronous::Served::new(tasks::VoteServer(Server));
        endpoint.serve(VOTE, 2, served).unwrap();
        let served = asynchronous::Served::new(tasks::DiskServer(Server));
        endpoint.serve(DISK, 2, served).unwrap();
        let served = asynchronous::Served::new(tasks::VlServer(Server));
        endpoint.serve(PLACES, 2, served).unwrap();
        both
    }

    /// All interfaces at one service.
    fn together(limits: Limits) -> Self {
        Self::bind().all_at_one(limits)
    }

    fn all_at_one(self, limits: Limits) -> Self {
        use several::{asynchronous as tasks, sync as threads};
        let both = self;
        let all = (
            Arc::new(threads::VoteServer(Server)),
            threads::DiskServer(Server),
            threads::VlServer(Server),
        );
        both.threads.serve(PLACES, 2, sync::handler_within(limits, all)).unwrap();
        let all = (
            Arc::new(tasks::VoteServer(Server)),
            tasks::DiskServer(Server),
            tasks::VlServer(Server),
        );
        both.tasks.serve(PLACES, 2, asynchronous::Served::new(all).limits(limits)).unwrap();
        both
    }

    fn addresses(&self) -> [SocketAddr; 2] {
        [self.threads.local_addr(), self.tasks.local_addr()]
    }
}

/// What clients of the three interfaces are told, each asking the service of this number.
type Told = (
    Result<(), RpcError>,
    Result<DiskGetVersionReply, RpcError>,
    Result<i32, RpcError>,
    Result<i32, RpcError>,
);

fn ask(address: SocketAddr, [vote, disk, places]: [ServiceId; 3]) -> Told {
    let endpoint = rxrpc_sync::Endpoint::bind("127.0.0.1:0").unwrap();
    let at =
        |service| sync::Remote::new(&endpoint, rxrpc_sync::ServiceAddress::new(address, service));
    let places = several::sync::VlClient::new(at(places));
    (
        several::sync::VoteClient::new(at(vote)).beacon(1_700_000_000),
        several::sync::DiskClient::new(at(disk)).get_version(),
        places.get_id("root.cell".into()),
        places.asked().map(|asked| asked.service),
    )
}

async fn ask_async(address: SocketAddr, [vote, disk, places]: [ServiceId; 3]) -> Told {
    let endpoint = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
    let at = |service| {
        asynchronous::Remote::new(&endpoint, rxrpc_async::ServiceAddress::new(address, service))
    };
    let places = several::asynchronous::VlClient::new(at(places));
    (
        several::asynchronous::VoteClient::new(at(vote)).beacon(1_700_000_000).await,
        several::asynchronous::DiskClient::new(at(disk)).get_version().await,
        places.get_id("root.cell".into()).await,
        places.asked().await.map(|asked| asked.service),
    )
}

async fn is_told(address: SocketAddr, services: [ServiceId; 3], told: &Told) {
    let blocking = tokio::task::spawn_blocking(move || ask(address, services)).await.unwrap();
    assert_eq!(&blocking, told, "a client of threads");
    assert_eq!(&ask_async(address, services).await, told, "a client of tasks");
}

fn refused<T>(code: AbortCode) -> Result<T, RpcError> {
    Err(RpcError::Aborted(code))
}

#[tokio::test(flavor = "multi_thread")]
async fn interfaces_at_services_of_their_own_share_a_port() {
    let both = Both::apart();
    let version = DiskGetVersionReply { epoch: 7, counter: 8 };
    let told = (refused(AbortCode(1_700_000_000)), Ok(version), Ok(9), Ok(52));
    for address in both.addresses() {
        is_told(address, [VOTE, DISK, PLACES], &told).await;
        // What one of them has, the others have not.
        const NO: AbortCode = AbortCode::RXGEN_OPCODE;
        let none = (refused(NO), refused(NO), refused(NO), refused(NO));
        is_told(address, [DISK, PLACES, VOTE], &none).await;
        // And there is no fourth.
        const NONE: AbortCode = AbortCode::RX_INVALID_OPERATION;
        let none = (refused(NONE), refused(NONE), refused(NONE), refused(NONE));
        is_told(address, [ServiceId(53); 3], &none).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn interfaces_share_a_service() {
    let both = Both::together(Limits::default());
    let version = DiskGetVersionReply { epoch: 7, counter: 8 };
    let told = (refused(AbortCode(1_700_000_000)), Ok(version), Ok(9), Ok(52));
    for address in both.addresses() {
        is_told(address, [PLACES; 3], &told).await;
        // An operation that none of them has.
        let unknown = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
        let service = rxrpc_async::ServiceAddress::new(address, PLACES);
        let code = unknown.request(service, b"\0\0\0\x01").await.unwrap_err().abort_code();
        assert_eq!(code, Some(AbortCode::RXGEN_OPCODE));
    }
}

/// How long the handler of a call is told to have, at services of both kinds over the network.
async fn left(config: Config, limits: Limits, options: &CallOptions) -> [i64; 2] {
    let both = Both::with(config).all_at_one(limits);
    let mut left = [0; 2];
    for (left, address) in left.iter_mut().zip(both.addresses()) {
        let service = rxrpc_async::ServiceAddress::new(address, PLACES);
        let endpoint = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
        let remote = asynchronous::Remote::new(&endpoint, service);
        let client = several::asynchronous::VlClient::new(remote).options(options.clone());
        *left = client.asked().await.unwrap().left;
    }
    left
}

#[tokio::test(flavor = "multi_thread")]
async fn a_procedure_knows_the_time_that_its_service_gives_a_call() {
    // The time that the client gives it is not told by the protocol.
    let (endless, hour) = (Config::default(), CallOptions::new().hard_timeout(LONG));
    assert_eq!(left(endless.clone(), Limits::default(), &hour).await, [-1, -1]);
    // The nearer one of that of the interface and that of the endpoint counts.
    let limits = |time| Limits::default().call_time(Some(time));
    let bounded = Config::default().service_call_deadline(Some(LONG));
    for (config, limits, most) in [
        (endless, limits(LONG), 3_600_000),
        (bounded.clone(), Limits::default(), 3_600_000),
        (bounded.clone(), limits(LONG / 2), 1_800_000),
        (bounded, limits(LONG * 2), 3_600_000),
    ] {
        for left in left(config, limits, &CallOptions::new()).await {
            assert!(left > 0 && left <= most, "{left} of {most}");
        }
    }
}

#[test]
fn in_memory_a_procedure_knows_the_time_that_its_client_gives_a_call() {
    let of_client = |options: CallOptions, limits: Limits| {
        let service = sync::InMemory::new(several::sync::VlServer(Server)).limits(limits);
        let client = several::sync::VlClient::new(service).options(options.clone());
        let service = asynchronous::InMemory::new(several::asynchronous::VlServer(Server));
        let service = service.limits(limits);
        let tasks = several::asynchronous::VlClient::new(service).options(options);
        [client.asked().unwrap().left, futures::executor::block_on(tasks.asked()).unwrap().left]
    };
    let (none, hour) = (CallOptions::new(), CallOptions::new().hard_timeout(LONG));
    assert_eq!(of_client(none, Limits::default()), [-1, -1]);
    for left in of_client(hour.clone(), Limits::default()) {
        assert!(left > 0 && left <= 3_600_000, "{left}");
    }
    // The nearer of both counts.
    for left in of_client(hour, Limits::default().call_time(Some(LONG / 2))) {
        assert!(left > 0 && left <= 1_800_000, "{left}");
    }
}

/// Clients that send for ever, to procedures that read to the end.
#[tokio::test(flavor = "multi_thread")]
async fn a_call_ends_when_the_time_that_its_service_gives_it_is_over() {
    const OVER: AbortCode = AbortCode::RX_CALL_TIMEOUT;
    let both = Both::together(Limits::default().call_time(Some(Duration::from_millis(50))));
    for address in both.addresses() {
        let service = rxrpc_sync::ServiceAddress::new(address, PLACES);
        let blocking = move || {
            let endpoint = rxrpc_sync::Endpoint::bind("127.0.0.1:0").unwrap();
            let client = several::sync::VlClient::new(sync::Remote::new(&endpoint, service));
            let mut call = client.put().unwrap();
            while call.write_all(&[0; 1000]).is_ok() {}
            call.results()
        };
        let told = tokio::task::spawn_blocking(blocking).await.unwrap();
        assert_eq!(told, Err(RpcError::Aborted(OVER)));
        let endpoint = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
        let remote = asynchronous::Remote::new(&endpoint, service);
        let client = several::asynchronous::VlClient::new(remote);
        let mut call = client.put().await.unwrap();
        while call.write_all(&[0; 1000]).await.is_ok() {}
        assert_eq!(call.results().await, Err(RpcError::Aborted(OVER)));
    }
}
