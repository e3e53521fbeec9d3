//! The client half of `cargo xtask demo`: many echo calls at once on one socket to one peer.
//!
//! `demo_client ADDRESS CALLS IN_FLIGHT BYTES` calls the service of the `echo_server` example. A
//! peer has few slots for calls, so with many threads most calls wait for one. It then makes one
//! more call alone and shows its packets.
//!
//! It prints lines for a program to read: `progress CALLS_ENDED` while it runs, then
//! `figure NAME VALUE` (times in microseconds), `packet TEXT`, and `error TEXT` for the first call
//! that failed.

mod load;
mod one_call;

use std::error::Error;
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use rxrpc_sync::{Endpoint, ServiceAddress, ServiceId};

use load::{Figures, Load};
use one_call::OneCall;

const ECHO: ServiceId = ServiceId(2000);
/// A request and a reply of several packets each, and still few enough lines to read.
const SHOWN_CALL_BYTES: usize = 8000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [server, calls, in_flight, bytes] = arguments.as_slice() else {
        return Err("usage: demo_client ADDRESS CALLS IN_FLIGHT BYTES".into());
    };
    let service = ServiceAddress::new(server.parse::<SocketAddr>()?, ECHO);
    let load = Load { service, calls: calls.parse()?, bytes: bytes.parse()? };

    let packets = Arc::new(OneCall::default());
    let endpoint =
        Endpoint::builder().bind((Ipv4Addr::UNSPECIFIED, 0)).observer(packets.clone()).build()?;

    // Every line is checked for errors: when nobody reads them any more, there is nothing to do.
    let mut out = io::stdout().lock();
    let figures =
        load.run(&endpoint, in_flight.parse()?, |ended| writeln!(out, "progress {ended}"))?;
    print_figures(&mut out, &figures)?;
    let seen = endpoint.statistics().calls;
    writeln!(out, "figure data_sent {}", seen.data_sent)?;
    writeln!(out, "figure data_retransmitted {}", seen.data_retransmitted)?;

    if figures.failed > 0 {
        return Ok(());
    }

    packets.start();
    load::echo(&endpoint, service, &vec![b'x'; SHOWN_CALL_BYTES])?;
    // Closing waits for the call's last acknowledgement, which is to be seen too.
    endpoint.close(Duration::from_secs(1));
    writeln!(out, "figure shown_call_bytes {SHOWN_CALL_BYTES}")?;
    for line in packets.lines() {
        writeln!(out, "packet {line}")?;
    }
    Ok(())
}

fn print_figures(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    let microseconds = [
        ("latency_p50", figures.latency.value_at_quantile(0.50)),
        ("latency_p99", figures.latency.value_at_quantile(0.99)),
        ("slot_wait_p50", figures.slot_wait.value_at_quantile(0.50)),
        ("slot_wait_p99", figures.slot_wait.value_at_quantile(0.99)),
        ("slot_wait_max", figures.slot_wait.max()),
        ("elapsed", u64::try_from(figures.elapsed.as_micros()).unwrap_or(u64::MAX)),
    ];
    writeln!(out, "figure ended {}", figures.latency.len())?;
    writeln!(out, "figure waited {}", figures.waited)?;
    writeln!(out, "figure failed {}", figures.failed)?;
    for (name, value) in microseconds {
        writeln!(out, "figure {name} {value}")?;
    }
    if let Some(error) = &figures.first_error {
        writeln!(out, "error {error}")?;
    }
    Ok(())
}
