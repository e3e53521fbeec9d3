//! One question to many services at once, each with a deadline of its own, whatever the runtime.

#![allow(dead_code, unreachable_pub)]

use crate::command::address;
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use rxrpc_async::{
    AbortCode, Call, CallError, CallOptions, Endpoint, Handler, Incoming, Refusal, Server,
    ServiceAddress, ServiceId,
};
use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::time::{Duration, Instant};

/// The service that everybody is asked for.
const ECHO: ServiceId = ServiceId(2000);

/// How long each of them has, from the question to the last byte of the answer.
const DEADLINE: Duration = Duration::from_secs(2);

/// Asks the services at the addresses that the arguments give, or some that it starts itself: eight that
/// answer, one that refuses, one that is silent, one that is not there.
pub async fn run() -> Result<(), Box<dyn Error>> {
    let mut addresses = Vec::new();
    for argument in std::env::args().skip(1) {
        addresses.push(address(&argument)?);
    }
    let own = if addresses.is_empty() { Some(Services::start()?) } else { None };
    if let Some(own) = &own {
        addresses.clone_from(&own.addresses);
    }
    let client = Endpoint::bind((Ipv4Addr::UNSPECIFIED, 0))?;
    ask(&client, &addresses).await;
    client.close(Duration::from_secs(1)).await;
    Ok(())
}

/// Prints the answers in the order in which they come.
async fn ask(client: &Endpoint, addresses: &[SocketAddr]) {
    let began = Instant::now();
    // Dropping this set would abort the calls that are still under way.
    let mut answers: FuturesUnordered<_> = addresses
        .iter()
        .map(|address| async move {
            let options = CallOptions::new().hard_timeout(DEADLINE);
            let service = ServiceAddress::new(*address, ECHO);
            (address, client.request_with(service, &options, b"anybody there?").await)
        })
        .collect();
    let mut answered = 0;
    while let Some((address, answer)) = answers.next().await {
        let said = match answer {
            Ok(reply) => {
                answered += 1;
                format!("answers with {} bytes", reply.len())
            }
            Err(CallError::Aborted(code)) => format!("refuses: {code}"),
            Err(CallError::DeadlinePassed) => "is too late".to_owned(),
            Err(CallError::Network(errno)) => format!("cannot be reached: {errno}"),
            Err(error) => format!("fails: {error}"),
        };
        println!("{:>6} ms  {address} {said}", began.elapsed().as_millis());
    }
    println!("{answered} of {} answered", addresses.len());
}

/// Services of every temper.
struct Services {
    addresses: Vec<SocketAddr>,
    _answering: Vec<Server>,
    _silent: Incoming,
}

impl Services {
    fn start() -> Result<Self, Box<dyn Error>> {
        let (mut addresses, mut answering) = (Vec::new(), Vec::new());
        for number in 0..9 {
            let endpoint = Endpoint::bind((Ipv4Addr::LOCALHOST, 0))?;
            addresses.push(endpoint.local_addr());
            answering.push(endpoint.serve(ECHO, 8, Echo { refuses: number == 8 })?);
        }
        let silent = Endpoint::bind((Ipv4Addr::LOCALHOST, 0))?;
        addresses.push(silent.local_addr());
        let silent = silent.incoming(ECHO)?;
        addresses.push(UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?);
        Ok(Self { addresses, _answering: answering, _silent: silent })
    }
}

struct Echo {
    refuses: bool,
}

impl Handler for Echo {
    async fn handle(&self, mut call: Call) -> Result<(), Refusal> {
        let request = call.take_request(1 << 20).await?;
        if self.refuses {
            return Err(Refusal(AbortCode(1001)));
        }
        Ok(call.send(&request).await?)
    }
}
