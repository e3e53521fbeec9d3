//! The network between the host and a guest: a tap in a network namespace of the run's own, where nobody else is.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::process::Command;
use std::time::Duration;

use super::guest::Guest;
use xtask::programs::failure::Failure;
use xtask::programs::process::must;

pub(super) const TAP: &str = "tap0";
pub(super) const HOST: Ipv4Addr = Ipv4Addr::new(10, 77, 1, 1);
pub(super) const GUEST: Ipv4Addr = Ipv4Addr::new(10, 77, 1, 2);
pub(super) const HOST_V6: Ipv6Addr = Ipv6Addr::new(0xfd77, 0, 0, 0, 0, 0, 0, 1);
pub(super) const GUEST_V6: Ipv6Addr = Ipv6Addr::new(0xfd77, 0, 0, 0, 0, 0, 0, 2);

const SOON: Duration = Duration::from_secs(10);

/// Makes the tap. It vanishes with its namespace.
pub(super) fn make() -> Result<(), Failure> {
    ip(&["tuntap", "add", "dev", TAP, "mode", "tap"])?;
    // Datagrams that are handed to the system in one go are to be captured one by one.
    ip(&["link", "set", TAP, "gso_max_segs", "1"])?;
    ip(&["addr", "add", &format!("{HOST}/24"), "dev", TAP])?;
    ip(&["link", "set", TAP, "up"])?;
    ip(&["-6", "addr", "add", &format!("{HOST_V6}/64"), "dev", TAP, "nodad"])
}

/// Changes the MTU at both ends.
pub(super) fn set_mtu(guest: &Guest, mtu: u32) -> Result<(), Failure> {
    ip(&["link", "set", TAP, "mtu", &mtu.to_string()])?;
    guest.must(&format!("ip link set eth0 mtu {mtu}"), SOON).map(drop)
}

/// Where the host is for who is to be called at this address.
pub(super) fn host_for(v6: bool) -> IpAddr {
    if v6 { HOST_V6.into() } else { HOST.into() }
}

fn ip(words: &[&str]) -> Result<(), Failure> {
    must(Command::new("ip").args(words), SOON).map(drop)
}
