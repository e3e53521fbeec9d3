//! Honest clients: threads that make call after call, and how long each took.
//!
//! Holds: [`Honest`], [`Calls`]. Must not know: who attacks.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::thread;
use std::time::{Duration, Instant};

use rxrpc_sync::{CallError, CallOptions, Config, Endpoint, ServiceAddress};

/// A call that takes longer than this has failed.
pub(crate) const LONGEST: Duration = Duration::from_secs(10);

/// What a client does between two calls: as many clients as there are here shall not load the machine.
const PAUSE: Duration = Duration::from_millis(2);

const BODY: [u8; 64] = [7; 64];

/// Calls that ended well, with the time that each took, and those that did not.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    pub(crate) times: Vec<Duration>,
    pub(crate) failures: Vec<CallError>,
}

impl Calls {
    /// Notes one call.
    pub(crate) fn note<T>(&mut self, began: Instant, result: Result<T, CallError>) {
        match result {
            Ok(_) => self.times.push(began.elapsed()),
            Err(error) => self.failures.push(error),
        }
    }

    pub(crate) fn append(&mut self, other: Self) {
        self.times.extend(other.times);
        self.failures.extend(other.failures);
    }

    /// The time within which so many of a hundred that ended well were done.
    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        let mut times = self.times.clone();
        times.sort_unstable();
        let last = times.len().saturating_sub(1);
        times.get((times.len() * percent / 100).min(last)).copied().unwrap_or_default()
    }
}

/// Clients of one host.
pub(crate) struct Honest {
    pub(crate) endpoint: Endpoint,
    service: ServiceAddress,
    clients: usize,
    options: CallOptions,
}

impl Honest {
    /// So many clients on an address of their own.
    pub(crate) fn new(service: ServiceAddress, clients: usize) -> io::Result<Self> {
        Self::with(service, clients, Config::default())
    }

    /// [`Honest::new`] with other than the default settings.
    pub(crate) fn with(
        service: ServiceAddress,
        clients: usize,
        config: Config,
    ) -> io::Result<Self> {
        Self::at(Ipv4Addr::LOCALHOST, service, clients, config)
    }

    /// [`Honest::with`] at another of this machine's addresses, as a host of its own.
    pub(crate) fn at(
        address: Ipv4Addr,
        service: ServiceAddress,
        clients: usize,
        config: Config,
    ) -> io::Result<Self> {
        let endpoint = endpoint_at(address.into(), config)?;
        Ok(Self { endpoint, service, clients, options: CallOptions::new() })
    }

    /// The same clients, whose calls are made with these options.
    pub(crate) fn calling_with(self, options: CallOptions) -> Self {
        Self { options, ..self }
    }

    /// One call that may take as long as any.
    pub(crate) fn call(&self, request: &[u8], reply: usize) -> Result<Vec<u8>, CallError> {
        call_with(&self.endpoint, self.service, &self.options, request, reply)
    }

    /// All clients make calls for some time; the last ones are waited for.
    pub(crate) fn call_for(&self, time: Duration) -> Calls {
        let end = Instant::now() + time;
        self.call_until(|| Instant::now() >= end)
    }

    /// [`Honest::call_for`], until it is `over`.
    pub(crate) fn call_until(&self, over: impl Fn() -> bool + Sync) -> Calls {
        self.each(|calls| {
            while !over() {
                let began = Instant::now();
                calls.note(began, self.call(&BODY, BODY.len()));
                thread::sleep(PAUSE);
            }
        })
    }

    /// Each client makes so many calls.
    pub(crate) fn call_times(&self, each: usize) -> Calls {
        self.each(|calls| {
            for _ in 0..each {
                let began = Instant::now();
                calls.note(began, self.call(&BODY, BODY.len()));
            }
        })
    }

    fn each(&self, work: impl Fn(&mut Calls) + Sync) -> Calls {
        let mut all = Calls::default();
        thread::scope(|scope| {
            let run = || {
                let mut calls = Calls::default();
                work(&mut calls);
                calls
            };
            let clients: Vec<_> = (0..self.clients).map(|_| scope.spawn(run)).collect();
            for client in clients {
                if let Ok(calls) = client.join() {
                    all.append(calls);
                }
            }
        });
        all
    }
}

/// An endpoint at an address of this machine.
pub(crate) fn endpoint_at(address: IpAddr, config: Config) -> io::Result<Endpoint> {
    Endpoint::builder().bind(SocketAddr::new(address, 0)).config(config).build()
}

/// A whole call that ends by itself when it takes too long.
pub(crate) fn call(
    endpoint: &Endpoint,
    service: ServiceAddress,
    request: &[u8],
    reply: usize,
) -> Result<Vec<u8>, CallError> {
    call_with(endpoint, service, &CallOptions::new(), request, reply)
}

fn call_with(
    endpoint: &Endpoint,
    service: ServiceAddress,
    options: &CallOptions,
    request: &[u8],
    reply: usize,
) -> Result<Vec<u8>, CallError> {
    let options = options.clone().hard_timeout(LONGEST);
    let mut call = endpoint.call_with(service, &options)?;
    call.send_last(request)?;
    call.take_rest(reply)
}
