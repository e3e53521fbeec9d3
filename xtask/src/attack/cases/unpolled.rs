//! Tasks that hold what they were granted and do not run.

use std::io;
use std::net::Ipv4Addr;
use std::time::{Duration, Instant};

use futures::stream::{FuturesUnordered, StreamExt};
use rxrpc_async::Endpoint;
use rxrpc_sync::{CallError, Config};

use super::Found;
use crate::attack::honest::{Calls, LONGEST};
use crate::attack::service::Target;

/// More than there are slots.
const REQUESTS: usize = 40;

pub(super) fn requests() -> io::Result<Found> {
    let target = Target::echo(16, Duration::from_millis(5), Config::default())?;
    let service = target.address();
    let tokio =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let mut found = Found { attacks: REQUESTS as u64, ..Found::default() };
    tokio.block_on(async {
        let endpoint = Endpoint::builder().bind((Ipv4Addr::LOCALHOST, 0)).build()?;
        for _ in 0..20 {
            found.quiet.append(one(&endpoint, service).await);
        }
        let mut requests: FuturesUnordered<_> =
            (0..REQUESTS).map(|_| endpoint.request(service, b"one of many")).collect();
        while let Some(ended) = requests.next().await {
            ended.map_err(io::Error::from)?;
            // While this runs nobody polls the others.
            found.attacked.append(one(&endpoint, service).await);
        }
        Ok::<_, io::Error>(())
    })?;
    Ok(found)
}

async fn one(endpoint: &Endpoint, service: rxrpc_async::ServiceAddress) -> Calls {
    let mut calls = Calls::default();
    let began = Instant::now();
    let request = tokio::time::timeout(LONGEST, endpoint.request(service, b"one more"));
    calls.note(began, request.await.unwrap_or(Err(CallError::TimedOut)));
    calls
}
