//! One thread in `select!` of the crate `crossbeam-channel`: two endpoints and a timer.
//!
//! `cargo run --release --features crossbeam-channel --example select_loop`. Each endpoint has its own thread that reads its
//! socket; what they have to tell comes as a ring of a channel, among the program's other channels.

use crossbeam_channel::{select, tick};
use rxrpc_sync::{
    Control, Endpoint, MessageError, MessageFlags, MessageSocket, SendMessage, ServiceAddress,
    ServiceId, UserCallId,
};
use std::error::Error;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const SERVICE: ServiceId = ServiceId(2000);
const CALLS: u64 = 10;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("select_loop: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let services =
        [start_service(Duration::from_millis(5))?, start_service(Duration::from_millis(20))?];
    let mut clients =
        [Client::new("fast", at(&services[0]))?, Client::new("slow", at(&services[1]))?];
    let [fast_rings, slow_rings] = [clients[0].socket.rings(), clients[1].socket.rings()];
    let ticks = tick(Duration::from_millis(10));
    let mut ticked = 0;
    for client in &mut clients {
        client.ask()?;
    }
    while clients.iter().any(|client| client.answers < CALLS) {
        select! {
            recv(fast_rings) -> _ => clients[0].take_all()?,
            recv(slow_rings) -> _ => clients[1].take_all()?,
            recv(ticks) -> _ => ticked += 1,
        }
    }
    let [fast, slow] = clients.map(|client| client.answers);
    println!("{fast} answers of the fast service, {slow} of the slow one, {ticked} ticks");
    Ok(())
}

/// Calls of one endpoint, one after the other.
struct Client {
    name: &'static str,
    socket: MessageSocket,
    service: ServiceAddress,
    answers: u64,
}

impl Client {
    fn new(name: &'static str, service: ServiceAddress) -> Result<Self> {
        let socket = Endpoint::bind("127.0.0.1:0")?.message_socket();
        Ok(Self { name, socket, service, answers: 0 })
    }

    /// Makes the next call.
    fn ask(&mut self) -> Result<()> {
        let control = [Control::UserCallId(UserCallId(self.answers))];
        let message = SendMessage::new(b"how long", &control).to(self.service);
        self.socket.sendmsg(&message.flags(MessageFlags::DONTWAIT))?;
        Ok(())
    }

    /// Takes messages until EAGAIN; a ring may be for nothing, and is there again with what comes later.
    fn take_all(&mut self) -> Result<()> {
        let mut buf = [0; 1500];
        loop {
            match self.socket.recvmsg(&mut buf, MessageFlags::DONTWAIT) {
                Ok(message) if !message.is_end() => {}
                Ok(message) => {
                    if let Some(end) = message.control.first() {
                        return Err(format!("{}: the call ended: {end:?}", self.name).into());
                    }
                    self.answers += 1;
                    if self.answers < CALLS {
                        self.ask()?;
                    }
                }
                Err(MessageError::WouldBlock) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// A service that answers after some time, which could be anywhere.
fn start_service(after: Duration) -> Result<Endpoint> {
    let server = Endpoint::bind("127.0.0.1:0")?;
    server.serve(SERVICE, 1, move |call| {
        thread::sleep(after);
        Ok(call.send_last(b"so long")?)
    })?;
    Ok(server)
}

fn at(server: &Endpoint) -> ServiceAddress {
    ServiceAddress::new(server.local_addr(), SERVICE)
}
