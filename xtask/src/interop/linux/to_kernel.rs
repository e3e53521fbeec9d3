//! Our clients and services of the kernel: sizes around a packet's, many calls, ends of both sides, limits, other networks.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rxrpc_sync::{
    AbortCode, CallError, CallOptions, Control, Credentials, Errno, MessageError, MessageFlags,
    SendMessage, ServiceAddress, ServiceId, UserCallId,
};
use rxrpc_tests::peer_service::{SERVICE, UNKNOWN_OPERATION, operation};

use super::exchange::Exchange;
use super::repeated::Trouble;
use super::scene::{CLOSED_PORT, SERVER, SERVER_RXKAD, SERVER_V6, Scene};
use super::tap::{GUEST, GUEST_V6};
use crate::interop::front_ends::{Endpoint, FrontEnd};
use crate::interop::lanes::Lane;
use crate::interop::xdr::Writer;
use xtask::programs::failure::Failure;

/// Sizes of an echo: none, one, around one packet of either end, several packets, several windows.
pub(super) const ECHO_SIZES: [usize; 11] =
    [0, 1, 1411, 1412, 1413, 1414, 1415, 1416, 1417, 5_000, 1_000_000];
/// Around what one packet holds at each level of rxkad.
pub(super) const SEALED_SIZES: [usize; 9] = [0, 1, 7, 1396, 1399, 1403, 1404, 1405, 100_000];
pub(super) const BULK: usize = 1_000_000;
/// Nothing is said for so long: longer than the kernel of today bears a silent peer, which is 5 s at 250 ticks a second.
pub(super) const SILENCE: u32 = 12_000;
pub(super) const SILENCE_LIMIT: Duration = Duration::from_secs(60);
pub(super) const ABORT_CODE: i32 = 77_777;
const CALLS: u32 = 200;
const IN_FLIGHT: u32 = 16;
/// Longer than this no call takes that is not to be slept on.
const CALL_LIMIT: Duration = Duration::from_secs(20);
/// What a verb that does not wait may take on a loaded machine.
const AT_ONCE: Duration = Duration::from_secs(3);

/// A client of ours, and the service that it calls.
#[derive(Clone)]
pub(super) struct Target {
    pub(super) client: Endpoint,
    pub(super) address: SocketAddr,
    pub(super) credentials: Credentials,
}

type Attempt = Result<String, Trouble>;

impl Target {
    fn ask_with(&self, options: CallOptions, body: &[u8]) -> Result<Vec<u8>, CallError> {
        let options = options.credentials(self.credentials.clone());
        self.client.request_with((self.address, ServiceId(SERVICE)), &options, body)
    }

    fn ask(&self, body: &[u8]) -> Result<Vec<u8>, CallError> {
        self.ask_with(CallOptions::new().hard_timeout(CALL_LIMIT), body)
    }

    fn must(&self, what: &str, exchange: &Exchange) -> Result<(), Trouble> {
        let reply = self.ask(&exchange.request);
        let reply = reply.map_err(|error| Trouble::from(error).while_doing(what))?;
        exchange.check(&reply).map_err(|failure| failure.while_doing(what).into())
    }

    pub(super) fn echoes(&self, sizes: &[usize]) -> Attempt {
        for size in sizes {
            self.must(&format!("echo of {size} bytes"), &Exchange::echo(*size))?;
        }
        Ok(format!("{} echoes came back", sizes.len()))
    }

    pub(super) fn bulk(&self, bytes: usize) -> Attempt {
        self.must("bytes to the service", &Exchange::sink(bytes))?;
        self.must("bytes from the service", &Exchange::source(bytes))?;
        Ok(format!("{bytes} bytes each way, sums right"))
    }

    /// Each of the threads takes calls until there are no more.
    pub(super) fn calls(&self, all: u32, in_flight: u32) -> Attempt {
        let exchange = Exchange::rpc(100, 3_000);
        let taken = AtomicU32::new(0);
        let began = Instant::now();
        let work = || {
            while taken.fetch_add(1, Ordering::Relaxed) < all {
                self.must("a call", &exchange)?;
            }
            Ok(())
        };
        let outcomes: Vec<Result<(), Trouble>> = thread::scope(|scope| {
            let threads: Vec<_> = (0..in_flight).map(|_| scope.spawn(work)).collect();
            let panicked = |_| Err(Trouble::Failed(Failure::new("a thread panicked")));
            threads.into_iter().map(|thread| thread.join().unwrap_or_else(panicked)).collect()
        });
        outcomes.into_iter().collect::<Result<(), Trouble>>()?;
        Ok(format!("{all} calls in {:.3} s", began.elapsed().as_secs_f64()))
    }

    fn must_end(&self, body: &[u8], code: i32) -> Result<(), Failure> {
        match self.ask(body) {
            Err(CallError::Aborted(seen)) if seen == AbortCode(code) => Ok(()),
            other => Err(Failure::new(format!("instead of an abort with {code}: {other:?}"))),
        }
    }

    fn aborted(&self) -> Attempt {
        let code = ABORT_CODE.cast_unsigned();
        self.must_end(&Writer::operation(operation::ABORT).word(code).finish(), ABORT_CODE)?;
        let body = Writer::operation(operation::PART_ABORT).word(200_000).word(code).finish();
        self.must_end(&body, ABORT_CODE)?;
        self.must_end(&Writer::operation(99).finish(), UNKNOWN_OPERATION)?;
        Ok("at once, in the reply, and for an operation that is not known".to_owned())
    }

    /// The service sleeps on when its call is ended here; the next call must not wait for that.
    fn given_up(&self) -> Attempt {
        let options = CallOptions::new().hard_timeout(Duration::from_secs(1));
        let began = Instant::now();
        let outcome = self.ask_with(options, &Exchange::sleep(20_000).request);
        ensure(
            matches!(outcome, Err(CallError::DeadlinePassed)),
            &format!("a limit of 1 s: {outcome:?}"),
        )?;
        let took = began.elapsed();
        ensure(took < Duration::from_secs(10), &format!("ended after {took:?}"))?;
        self.must("the next call", &Exchange::echo(100))?;
        Ok(format!("ended after {:.1} s, and the next call went on", took.as_secs_f64()))
    }

    /// A call that is ended here while the service sleeps; the next one must not wait for that.
    fn aborted_here(&self) -> Attempt {
        let body = Exchange::sleep(20_000).request;
        let to = ServiceAddress::new(self.address, ServiceId(SERVICE));
        let (begun, code) = (Duration::from_millis(300), AbortCode(ABORT_CODE));
        let ended = match &self.client {
            Endpoint::Sync(endpoint) => {
                let mut call = endpoint.call(to)?;
                call.send_last(&body)?;
                thread::sleep(begun);
                call.abort(code);
                call.recv(&mut [0; 8])
            }
            Endpoint::Async(endpoint, runtime) => runtime.block_on(async {
                let mut call = endpoint.call(to).await?;
                call.send_last(&body).await?;
                tokio::time::sleep(begun).await;
                call.abort(code);
                call.recv(&mut [0; 8]).await
            }),
        };
        let told = matches!(ended, Err(CallError::LocallyAborted(seen)) if seen == code);
        ensure(told, &format!("{ended:?}"))?;
        let began = Instant::now();
        self.must("the next call", &Exchange::echo(100))?;
        let took = began.elapsed();
        ensure(took < AT_ONCE, &format!("the next call took {took:?}"))?;
        Ok(format!("the next call took {:.3} s", took.as_secs_f64()))
    }

    fn options(&self) -> Attempt {
        let exchange = Exchange::echo(5_000);
        let limited = || CallOptions::new().hard_timeout(CALL_LIMIT);
        for _ in 0..3 {
            exchange.check(&self.ask_with(limited().exclusive(), &exchange.request)?)?;
        }
        let announced = limited().announced_length(exchange.request.len() as u64);
        exchange.check(&self.ask_with(announced, &exchange.request)?)?;
        Ok("three exclusive calls, one of announced length".to_owned())
    }

    fn silent(&self) -> Attempt {
        let exchange = Exchange::sleep(SILENCE);
        let options = CallOptions::new().hard_timeout(SILENCE_LIMIT);
        let began = Instant::now();
        exchange.check(&self.ask_with(options, &exchange.request)?)?;
        Ok(format!("answered after {:.1} s", began.elapsed().as_secs_f64()))
    }

    fn version(&self, release: &str) -> Attempt {
        let version = self.client.ask_version(self.address)?;
        ensure(version.contains(release), &format!("it says: {version}"))?;
        Ok(version)
    }

    fn closed_port(&self) -> Attempt {
        let nobody = Target { address: (GUEST, CLOSED_PORT).into(), ..self.clone() };
        let began = Instant::now();
        let outcome = nobody.ask(&Exchange::echo(1).request);
        let told = matches!(outcome, Err(CallError::Network(Errno::ECONNREFUSED)));
        ensure(told, &format!("{outcome:?}"))?;
        let took = began.elapsed();
        ensure(took < AT_ONCE, &format!("told after {took:?}"))?;
        Ok(format!("refused after {:.3} s", took.as_secs_f64()))
    }

    /// A peer that says it takes no jumbograms at all (as 7.x does) looks for the path's MTU itself, with padded PINGs. They are
    /// answered; nothing goes on when the calls are over.
    fn quiet_afterwards(&self) -> Attempt {
        let before = self.client.statistics();
        for _ in 0..20 {
            self.must("a call", &Exchange::rpc(100, 100))?;
        }
        let after = self.client.statistics();
        // What belongs to the last call may still come.
        thread::sleep(Duration::from_secs(1));
        let settled = self.client.statistics();
        thread::sleep(Duration::from_secs(2));
        let quiet = self.client.statistics();
        let sent = after.datagrams_sent - before.datagrams_sent;
        ensure(sent <= 20 * 6, &format!("{sent} datagrams sent for 20 small calls"))?;
        let more = quiet.datagrams_sent - settled.datagrams_sent;
        let came = quiet.datagrams_received - settled.datagrams_received;
        ensure(more <= 4, &format!("{more} sent and {came} received with no call"))?;
        Ok(format!("{sent} sent for 20 calls; with no call {more} sent, {came} received in 2 s"))
    }

    /// Where the kernel's own socket waits, ours says so at once, and goes on when there is room.
    fn seventeen(&self) -> Attempt {
        let socket = Socket::of(&self.client);
        let to = ServiceAddress::new(self.address, ServiceId(SERVICE));
        let body = Exchange::sleep(2_000).request;
        let send = |id: u64| socket.send(id, &body, to);
        for id in 1..=16 {
            send(id)?;
        }
        let began = Instant::now();
        let seventeenth = send(17);
        let told = matches!(seventeenth, Err(MessageError::WouldBlock));
        ensure(told, &format!("the seventeenth: {seventeenth:?}"))?;
        let took = began.elapsed();
        ensure(took < AT_ONCE, &format!("the seventeenth took {took:?}"))?;
        let mut ended = 0;
        while ended < 17 {
            if socket.receive_end()? {
                ended += 1;
                if ended == 1 {
                    send(17)?;
                }
            }
        }
        Ok(format!("EWOULDBLOCK after {:.3} s, and all 17 went on", took.as_secs_f64()))
    }
}

fn ensure(holds: bool, reason: &str) -> Result<(), Trouble> {
    if holds { Ok(()) } else { Err(Trouble::Failed(Failure::new(reason))) }
}

/// A message socket of either front end.
enum Socket {
    Sync(rxrpc_sync::MessageSocket),
    Async(rxrpc_async::MessageSocket, Arc<tokio::runtime::Runtime>),
}

impl Socket {
    fn of(endpoint: &Endpoint) -> Socket {
        match endpoint {
            Endpoint::Sync(endpoint) => Socket::Sync(endpoint.message_socket()),
            Endpoint::Async(endpoint, runtime) => {
                Socket::Async(endpoint.message_socket(), Arc::clone(runtime))
            }
        }
    }

    fn send(&self, id: u64, body: &[u8], to: ServiceAddress) -> Result<(), MessageError> {
        let control = [Control::UserCallId(UserCallId(id))];
        let message = SendMessage::new(body, &control).to(to).flags(MessageFlags::DONTWAIT);
        match self {
            Socket::Sync(socket) => socket.sendmsg(&message).map(drop),
            Socket::Async(socket, runtime) => runtime.block_on(socket.sendmsg(&message)).map(drop),
        }
    }

    /// Receives a message; whether it was a reply's end. A call that ends otherwise is trouble.
    fn receive_end(&self) -> Result<bool, Trouble> {
        let mut room = [0; 64];
        let flags = MessageFlags::empty();
        let message = match self {
            Socket::Sync(socket) => socket.recvmsg_timeout(&mut room, flags, CALL_LIMIT)?,
            Socket::Async(socket, runtime) => {
                runtime.block_on(socket.recvmsg_timeout(&mut room, flags, CALL_LIMIT))?
            }
        };
        for control in &message.control {
            if let Control::Abort(code) = control {
                return Err(CallError::Aborted(*code).into());
            }
        }
        Ok(message.is_end())
    }
}

/// The cases of a front end, in order; those that mostly wait are in lanes of their own.
pub(super) fn lanes(scene: &Arc<Scene>, front_end: FrontEnd) -> Result<Vec<Lane>, Failure> {
    let target = scene.target(front_end, (GUEST, SERVER).into(), Credentials::NOBODY)?;
    let peer = format!("{} server, our {}", scene.kernel, front_end.name());
    let mut lane = Lane::default();
    let mut add = |name: &str, attempt: Box<dyn Fn(&Target) -> Attempt + Send>| {
        let target = target.clone();
        lane.add(scene.attempts.case(name, &peer, move || attempt(&target)));
    };
    add("echo, 0 to 1 000 000 bytes", Box::new(|target| target.echoes(&ECHO_SIZES)));
    add("1 000 000 bytes each way", Box::new(|target| target.bulk(BULK)));
    add("200 calls, 16 in flight", Box::new(|target| target.calls(CALLS, IN_FLIGHT)));
    add("service aborts", Box::new(Target::aborted));
    add("client aborts, and calls on", Box::new(Target::aborted_here));
    add("a call ended by our limit of 1 s", Box::new(Target::given_up));
    add("exclusive, and of announced length", Box::new(Target::options));
    let release = scene.release.clone();
    add("VERSION", Box::new(move |target| target.version(&release)));
    add("a closed port", Box::new(Target::closed_port));
    add("nothing goes on without calls", Box::new(Target::quiet_afterwards));
    add("the seventeenth call with DONTWAIT", Box::new(Target::seventeen));
    let v6 = scene.target(front_end, (GUEST_V6, SERVER_V6).into(), Credentials::NOBODY)?;
    let over_v6 = move || {
        v6.echoes(&ECHO_SIZES)?;
        v6.calls(40, 4)
    };
    lane.add(scene.attempts.case("IPv6: echoes, 40 calls", &peer, over_v6));
    for level in 0..=2 {
        let credentials = scene.keys.credentials(level)?;
        let sealed = scene.target(front_end, (GUEST, SERVER_RXKAD).into(), credentials)?;
        let name = format!("rxkad, level {level}: echoes, 100 000 bytes each way, 40 calls");
        lane.add(scene.attempts.case(name, &peer, move || {
            sealed.echoes(&SEALED_SIZES)?;
            sealed.bulk(100_000)?;
            sealed.calls(40, 4)
        }));
    }
    let stranger = scene.keys.credentials_of_another_key()?;
    let stranger = scene.target(front_end, (GUEST, SERVER_RXKAD).into(), stranger)?;
    lane.add(scene.attempts.case("rxkad, a ticket of another key", &peer, move || {
        match stranger.ask(&Exchange::echo(1).request) {
            Err(CallError::Aborted(code)) => Ok(format!("refused with {code}")),
            other => Err(Trouble::Failed(Failure::new(format!("{other:?}")))),
        }
    }));
    let (of, full) = (Arc::clone(scene), target.clone());
    lane.add(scene.attempts.case("no place for a call for 4 s", &peer, move || {
        let address = of.full_server(4_000)?;
        let full = Target { address, ..full.clone() };
        let began = Instant::now();
        full.must("the call", &Exchange::echo(100))?;
        Ok(format!("answered after {:.1} s", began.elapsed().as_secs_f64()))
    }));
    let silent = scene.target(front_end, (GUEST, SERVER).into(), Credentials::NOBODY)?;
    let mut waiting = Lane::default();
    let case = scene.attempts.case("service sleeps 12 s", &peer, move || silent.silent());
    waiting.add(case.with_limit(3 * SILENCE_LIMIT));
    Ok(vec![lane, waiting])
}
