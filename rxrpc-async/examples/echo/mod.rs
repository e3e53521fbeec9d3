//! The echo service and its client, whatever the runtime.

#![allow(dead_code, unreachable_pub)]

use crate::command::{DEFAULT, address, end_of_input};
use rxrpc_async::{Call, CallOptions, Endpoint, Handler, Refusal, ServiceAddress, ServiceId};
use std::error::Error;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// The service that the examples of both front ends speak.
const ECHO: ServiceId = ServiceId(2000);

/// The longest request that is answered, in bytes.
const LONGEST: usize = 16 << 20;

struct Echo;

impl Handler for Echo {
    async fn handle(&self, mut call: Call) -> Result<(), Refusal> {
        let request = call.take_request(LONGEST).await?;
        println!("{} bytes from {}", request.len(), call.peer());
        Ok(call.send(&request).await?)
    }
}

/// Serves at the address that the first argument gives (default 127.0.0.1:7100) until standard input ends.
pub async fn serve() -> Result<(), Box<dyn Error>> {
    let address = address(std::env::args().nth(1).as_deref().unwrap_or(DEFAULT))?;
    let endpoint = Endpoint::bind(address)?;
    endpoint.serve(ECHO, 64, Echo)?;
    println!("echo at {}, service {}", endpoint.local_addr(), ECHO.0);
    end_of_input().await?;
    endpoint.close(Duration::from_secs(1)).await;
    Ok(())
}

/// Sends the second argument (default "hello") to the server at the first, and prints what comes back. The
/// call has five seconds.
pub async fn ask() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let address = address(arguments.next().as_deref().unwrap_or(DEFAULT))?;
    let body = arguments.next().unwrap_or_else(|| "hello".to_owned());
    let any = if address.is_ipv4() { "0.0.0.0:0" } else { "[::]:0" };
    let endpoint = Endpoint::bind(any.parse::<SocketAddr>()?)?;
    let options = CallOptions::new().hard_timeout(Duration::from_secs(5));
    let service = ServiceAddress::new(address, ECHO);
    let began = Instant::now();
    let reply = endpoint.request_with(service, &options, body.as_bytes()).await?;
    println!("{} ({:?})", String::from_utf8_lossy(&reply), began.elapsed());
    endpoint.close(Duration::from_secs(1)).await;
    Ok(())
}
