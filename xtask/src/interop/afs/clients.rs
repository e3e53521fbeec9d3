//! Generated clients of either front end, and calls by them that the list knows of.
//!
//! Knows how a call is made and what came of it; what is asked, and what an answer has to say, stands in the modules of the
//! services.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use rxrpc_afs::{bos, errors, fs, pr, ubik, vl, volser};
use rxrpc_sync::{AbortCode, CallOptions, Credentials, ServiceAddress, ServiceId};
use rxrpc_xdr::{RpcError, asynchronous, sync};
use tokio::runtime::Runtime;

use super::list::{Answer, List, Place, Who};
use crate::interop::front_ends::{Endpoint, FrontEnd};
use crate::interop::openafs_cell::FILES;
use xtask::programs::failure::{Failure, require};

/// Longer than this no call takes on loopback.
const CALL_LIMIT: Duration = Duration::from_secs(20);

/// A generated client.
pub(super) enum Client<S, A> {
    Sync(S),
    Async(A, Arc<Runtime>),
}

/// Declares the clients: of each interface its name, and the name of its client in both modules.
macro_rules! clients {
    ($($name:ident: $of:ident :: $client:ident, $prefix:literal, $port:expr, $service:expr;)+) => {
        /// Clients of all services of the cell, who all are the same caller.
        pub(super) struct Clients {
            who: Who,
            front_end: FrontEnd,
            list: List,
            $(pub(super) $name: Client<
                $of::sync::$client<sync::Remote>,
                $of::asynchronous::$client<asynchronous::Remote>,
            >,)+
        }

        impl Clients {
            /// Who calls from this endpoint, with what he shows each service, by the name of its client here.
            pub(super) fn new(
                endpoint: &Endpoint,
                who: Who,
                credentials: impl Fn(&str) -> Credentials,
                list: &List,
            ) -> Result<Clients, Failure> {
                let options = |client| {
                    let options = CallOptions::new().credentials(credentials(client));
                    options.hard_timeout(CALL_LIMIT)
                };
                let (who, list) = (who, list.clone());
                match endpoint {
                    Endpoint::Sync(endpoint) => Ok(Clients {
                        who,
                        front_end: FrontEnd::Sync,
                        list,
                        $($name: Client::Sync($of::sync::$client::new(sync::Remote::new(
                            endpoint,
                            address($port, $service)?,
                        )).options(options(stringify!($name)))),)+
                    }),
                    Endpoint::Async(endpoint, runtime) => Ok(Clients {
                        who,
                        front_end: FrontEnd::Async,
                        list,
                        $($name: Client::Async($of::asynchronous::$client::new(
                            asynchronous::Remote::new(endpoint, address($port, $service)?),
                        ).options(options(stringify!($name))), Arc::clone(runtime)),)+
                    }),
                }
            }
        }

        /// What the names of an interface's procedures begin with, by the name of its client here.
        pub(super) fn prefix(client: &str) -> &'static str {
            match client {
                $(stringify!($name) => $prefix,)+
                _ => "",
            }
        }
    };
}

clients! {
    vl: vl::VlClient, "VL_", vl::PORT, vl::SERVICE;
    pr: pr::PrClient, "PR_", pr::PORT, pr::SERVICE;
    bos: bos::BozoClient, "BOZO_", bos::PORT, bos::SERVICE;
    volser: volser::AfsVolClient, "AFSVol", volser::PORT, volser::SERVICE;
    fs: fs::RxafsClient, "RXAFS_", fs::PORT, fs::SERVICE;
    vote: ubik::VoteClient, "VOTE_", vl::PORT, ubik::VOTE_SERVICE;
    disk: ubik::DiskClient, "DISK_", vl::PORT, ubik::DISK_SERVICE;
}

fn address(port: u16, service: ServiceId) -> Result<ServiceAddress, Failure> {
    let server: Ipv4Addr = FILES.parse()?;
    Ok(ServiceAddress::new(SocketAddr::from((server, port)), service))
}

/// Calls a method of a generated client, whichever front end it has.
macro_rules! call {
    ($clients:expr, $client:ident.$method:ident($($argument:expr),* $(,)?)) => {
        match &$clients.$client {
            Client::Sync(client) => client.$method($($argument),*),
            Client::Async(client, runtime) => runtime.block_on(client.$method($($argument),*)),
        }
    };
}
pub(super) use call;

/// Calls a method whose results there have to be.
macro_rules! ok {
    ($clients:expr, $client:ident.$method:ident($($argument:expr),* $(,)?)) => {
        $clients.must_answer(
            stringify!($client),
            stringify!($method),
            call!($clients, $client.$method($($argument),*)),
        )
    };
}
pub(super) use ok;

/// Calls a method that has to be answered with this code.
macro_rules! refused {
    ($clients:expr, $code:expr, $client:ident.$method:ident($($argument:expr),* $(,)?)) => {
        $clients.must_refuse(
            $code,
            stringify!($client),
            stringify!($method),
            call!($clients, $client.$method($($argument),*)).map(drop),
        )
    };
}
pub(super) use refused;

impl Clients {
    /// Which front end calls.
    pub(super) fn front_end(&self) -> FrontEnd {
        self.front_end
    }

    /// The results; puts down that there were some.
    pub(super) fn must_answer<T>(
        &self,
        client: &str,
        method: &str,
        outcome: Result<T, RpcError>,
    ) -> Result<T, Failure> {
        match outcome {
            Ok(results) => self.record(client, method, Answer::Ok).map(|()| results),
            Err(error) => Err(Failure::new(format!("{client}.{method}: {}", described(&error)))),
        }
    }

    /// Passes when the service answered with this code; puts that down.
    pub(super) fn must_refuse(
        &self,
        wanted: AbortCode,
        client: &str,
        method: &str,
        outcome: Result<(), RpcError>,
    ) -> Result<(), Failure> {
        let got = match outcome {
            Ok(()) => "results".to_owned(),
            Err(RpcError::Aborted(code)) if code == wanted => {
                return self.record(client, method, Answer::Code(code));
            }
            Err(error) => described(&error),
        };
        let wanted = errors::describe(wanted);
        Err(Failure::new(format!("{client}.{method}: {got}, instead of {wanted}")))
    }

    fn record(&self, client: &str, method: &str, answer: Answer) -> Result<(), Failure> {
        let procedure = self.list.procedure(prefix(client), method)?;
        let Clients { who, front_end, .. } = *self;
        self.list.record(Place { procedure, who, answer, front_end })
    }
}

fn described(error: &RpcError) -> String {
    match error.abort_code() {
        Some(code) => errors::describe(code).to_string(),
        None => error.to_string(),
    }
}

/// Passes when two values are the same.
pub(super) fn same<T: PartialEq<U> + std::fmt::Debug, U: std::fmt::Debug>(
    what: &str,
    got: &T,
    wanted: &U,
) -> Result<(), Failure> {
    require!(got == wanted, "{what} is {got:?}, not {wanted:?}");
    Ok(())
}
