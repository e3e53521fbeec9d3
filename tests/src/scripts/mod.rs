//! Workloads that are written once and run through every front: the pure core and `rxrpc-async` on the
//! simulated network, `rxrpc-sync` with real threads and sockets.
//!
//! Holds: the verbs that a front must have ([`front`]), what a workload is ([`plan`]), what its requests
//! and replies look like ([`request`]), the two roles that play it ([`client`], [`service`]) on the call
//! face and ([`messages`]) on the message face, and what is held against them ([`ledger`]); under it the
//! fronts: [`core_front`], [`async_front`], [`sync_front`]. Must not know: the network in between.
//!
//! A run is: make two fronts over some network, [`serve`] on one of them, [`play`] on the other, then ask
//! the [`Ledger`] for its verdict.
//!
//! ```
//! use rxrpc_tests::network::Network;
//! use rxrpc_tests::scripts::{Front, Ledger, Limits, Plan, play, serve};
//! use std::sync::Arc;
//! use std::time::Duration;
//!
//! let network = Network::new(7);
//! let (server, client) = (network.node(), network.node());
//! let plan = Arc::new(Plan::random(7, &Limits::default()));
//! let ledger = Ledger::default();
//! serve(&server, &ledger).expect("free services");
//! network.block_on(play(&client, server.address(), &plan, &ledger));
//! network.run_for(Duration::from_secs(30));
//! assert_eq!(ledger.verdict(&plan), Ok(()));
//! ```

pub mod async_front;
pub mod client;
pub mod core_front;
pub mod front;
pub mod ledger;
pub mod messages;
pub mod plan;
pub mod request;
pub mod service;
pub mod sync_front;

pub use client::play;
pub use front::{Front, FrontCall};
pub use ledger::{Ledger, Outcome};
pub use plan::{CallPlan, ClientAct, Limits, Plan, ServiceAct};
pub use service::serve;
pub use sync_front::SyncFront;
