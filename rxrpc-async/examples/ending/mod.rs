//! A service that ends well: refuse what is new, let what is under way end, abort what is left at a deadline.

#![allow(dead_code, unreachable_pub)]

use crate::command::{DEFAULT, address, end_of_input};
use futures::channel::oneshot;
use futures::future;
use rxrpc_async::{Call, Endpoint, Handler, Refusal, ServiceId};
use std::error::Error;
use std::sync::Mutex;
use std::time::Duration;

const ECHO: ServiceId = ServiceId(2000);

/// Echoes; a request "hold" is answered by nobody, so that there is something to abort.
struct Echo;

impl Handler for Echo {
    async fn handle(&self, mut call: Call) -> Result<(), Refusal> {
        let request = call.take_request(1 << 20).await?;
        if request == b"hold" {
            call.wait_ended().await?;
        }
        Ok(call.send(&request).await?)
    }
}

/// Serves at the address of the first argument (default 127.0.0.1:7100) until Ctrl-C or the end of standard input; then calls that are
/// under way have as many seconds as the second argument says (default 10).
pub async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let address = address(arguments.next().as_deref().unwrap_or(DEFAULT))?;
    let grace = Duration::from_secs_f64(arguments.next().as_deref().unwrap_or("10").parse()?);
    let interrupted = interrupt()?;

    let endpoint = Endpoint::bind(address)?;
    let serving = endpoint.serve(ECHO, 64, Echo)?;
    println!("echo at {}, service {}", endpoint.local_addr(), ECHO.0);
    let _ = future::select(interrupted, end_of_input()).await;

    // From here on new calls are refused; handlers go on.
    serving.stop();
    println!("asked to end: {} calls are under way", endpoint.statistics().live_calls);
    // Returns as soon as none is left, and aborts what there is when the time is over.
    endpoint.close(grace).await;
    println!("closed: {} calls ended", endpoint.statistics().calls_ended);
    Ok(())
}

/// Is ready at the first Ctrl-C. The second one finds nobody and is without effect.
fn interrupt() -> Result<oneshot::Receiver<()>, Box<dyn Error>> {
    let (sender, receiver) = oneshot::channel();
    let sender = Mutex::new(Some(sender));
    ctrlc::set_handler(move || {
        let sender = sender.lock().map(|mut sender| sender.take());
        if let Ok(Some(sender)) = sender {
            // Who no longer waits has ended already.
            let _ = sender.send(());
        }
    })?;
    Ok(receiver)
}
