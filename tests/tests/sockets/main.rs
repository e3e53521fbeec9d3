//! Both front ends on real sockets: addresses, routes that lead nowhere, and what ICMP says, true or not.
//!
//! What changes interfaces and routes does so in a network namespace of its own; where this user may make
//! none, nothing is tried.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

mod addresses;
mod fronts;
mod icmp;
mod icmp_errors;
mod namespace;
mod routes;

use fronts::{Endpoint, fronts};
use std::net::SocketAddr;

/// Any port of an address.
fn any_port(ip: &str) -> SocketAddr {
    SocketAddr::new(ip.parse().unwrap(), 0)
}
