//! Services of ours that are made of the traits of `rxrpc-afs`, for OpenAFS's tools. They keep in memory what OpenAFS's
//! servers had when they were filled.
//!
//! Knows how they are offered through both front ends. What each of them answers is in the module of its name, what tools
//! say to them in [`tools`].

mod locations;
mod overseer;
mod protection;
mod tools;
mod votes;

use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;

use rxrpc_afs::{bos, pr, ubik, vl};
use rxrpc_rxkad::RxkadService;
use rxrpc_rxkad::keys::{KeySource, KeyStore};
use rxrpc_sync::{ServiceId, ServiceKeys};
use rxrpc_xdr::{asynchronous, sync};
use tokio::runtime::Runtime;

use super::cell::Cell;
use super::scene::Scene;
use crate::interop::front_ends::{Endpoint, FrontEnd, Service};
use crate::interop::lanes::Lane;
use crate::interop::openafs_cell::{FILES, write_configuration};
use locations::Locations;
use overseer::Overseer;
use protection::Protection;
use tools::Target;
use votes::Votes;
use xtask::programs::failure::Failure;

const THREADS: usize = 4;
/// Whom we take a tool for that has the cell's own key.
const LOCAL: &str = "afs";

/// Services through both front ends; they end when this is dropped.
pub(super) struct Services(#[expect(dead_code, reason = "kept running")] Vec<(Endpoint, Service)>);

/// Offers services with a copy of what the cell's servers have, and gives the cases of tools.
pub(super) fn start(
    cell: &Cell,
    scene: &Scene,
    directory: &Path,
    runtime: &Arc<Runtime>,
) -> Result<(Services, Lane), Failure> {
    let of = scene.administrator(FrontEnd::Sync);
    let locations = Locations(Arc::new(locations::Data::copy(of)?));
    let protection = protection::Data::copy(of)?;
    let overseer = overseer::Data::copy(of)?;
    let votes = Votes(Arc::new(votes::Data::copy(of)?));
    let configuration = cell.configuration();
    let mut targets = vec![Target::new(FILES, configuration)];
    let keys = keys(configuration)?;
    let mut running = Vec::new();
    for front_end in FrontEnd::BOTH {
        let mut offer = |endpoint: &Endpoint, service, offered: Offered| {
            let service = offered.at(endpoint, service, &keys)?;
            running.push((endpoint.clone(), service));
            Ok::<_, Failure>(())
        };
        let at = |port| front_end.bind(port, runtime);
        // Two services at one port, as a database server has them.
        let endpoint = at(vl::PORT)?;
        offer(&endpoint, vl::SERVICE, Offered::Locations(locations.clone()))?;
        offer(&endpoint, ubik::VOTE_SERVICE, Offered::Votes(votes.clone()))?;
        let protection = Protection::new(protection.clone());
        offer(&at(pr::PORT)?, pr::SERVICE, Offered::Protection(protection))?;
        let overseer = Overseer::new(overseer.clone());
        offer(&at(bos::PORT)?, bos::SERVICE, Offered::Overseer(overseer))?;
        targets.push(target(front_end, configuration, directory)?);
    }
    Ok((Services(running), tools::lane(targets)))
}

/// Offers volume location to the file server, which looks for it at 127.0.0.1, whatever it is told.
pub(super) fn beside_file_server(scene: &Scene) -> Result<(Endpoint, Service), Failure> {
    let of = scene.nobody(FrontEnd::Sync);
    let locations = Locations(Arc::new(locations::Data::copy(of)?));
    let endpoint = rxrpc_sync::Endpoint::bind((Ipv4Addr::LOCALHOST, vl::PORT))?;
    let endpoint = Endpoint::Sync(endpoint);
    let service = Offered::Locations(locations).at(&endpoint, vl::SERVICE, &ServiceKeys::new())?;
    Ok((endpoint, service))
}

/// How tools find the services of a front end, with the keys of the cell.
fn target(front_end: FrontEnd, of_cell: &Path, directory: &Path) -> Result<Target, Failure> {
    let configuration = directory.join(format!("tools-{}", front_end.name()));
    let address = front_end.address().to_string();
    write_configuration(&configuration, &address)?;
    std::fs::copy(of_cell.join("KeyFileExt"), configuration.join("KeyFileExt"))?;
    Ok(Target::new(&address, &configuration))
}

/// What tools are known by; without a token they are served, too.
fn keys(configuration: &Path) -> Result<ServiceKeys, Failure> {
    let store = KeyStore::open(KeySource::openafs_directory(configuration))?;
    Ok(ServiceKeys::new().with(Arc::new(RxkadService::new(Arc::new(store)))))
}

/// One of the services.
enum Offered {
    Locations(Locations),
    Votes(Votes),
    Protection(Protection),
    Overseer(Overseer),
}

impl Offered {
    fn at(
        self,
        endpoint: &Endpoint,
        service: ServiceId,
        keys: &ServiceKeys,
    ) -> Result<Service, Failure> {
        macro_rules! serve {
            ($package:ident::$server:ident($behind:expr)) => {
                match endpoint {
                    Endpoint::Sync(endpoint) => {
                        endpoint.set_service_keys(service, Some(keys.clone()));
                        let handler = sync::handler($package::sync::$server($behind));
                        Service::Sync { _server: endpoint.serve(service, THREADS, handler)? }
                    }
                    Endpoint::Async(endpoint, runtime) => {
                        endpoint.set_service_keys(service, Some(keys.clone()));
                        let _inside = runtime.enter();
                        let server = $package::asynchronous::$server($behind);
                        let served = asynchronous::Served::new(server);
                        Service::Async { _server: endpoint.serve(service, THREADS, served)? }
                    }
                }
            };
        }
        Ok(match self {
            Offered::Locations(behind) => serve!(vl::VlServer(behind)),
            Offered::Votes(behind) => serve!(ubik::VoteServer(behind)),
            Offered::Protection(behind) => serve!(pr::PrServer(behind)),
            Offered::Overseer(behind) => serve!(bos::BozoServer(behind)),
        })
    }
}

/// Declares which methods of a service's two traits are those of the type behind it.
macro_rules! serve {
    ($package:ident::$service:ident by $type:ident {
        $($method:ident($($argument:ident: $of:ty),*) -> $results:ty;)+
    }) => {
        impl $package::sync::$service for $type {
            $(fn $method(&self, context: &Context, $($argument: $of),*) -> Result<$results, Refusal> {
                self.0.$method(context, $($argument),*)
            })+
        }

        impl $package::asynchronous::$service for $type {
            $(async fn $method(
                &self,
                context: &Context,
                $($argument: $of),*
            ) -> Result<$results, Refusal> {
                self.0.$method(context, $($argument),*)
            })+
        }
    };
}
pub(super) use serve;
