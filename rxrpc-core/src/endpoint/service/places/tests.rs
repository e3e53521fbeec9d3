use super::*;
use std::net::SocketAddr;

/// A proven client of one of some hosts.
fn client(host: u8, key: u64) -> Applicant {
    let address = SocketAddr::from(([192, 0, 2, host], 7001));
    Applicant { key: CallKey(key), since: Instant::now(), host: Host::of(address), proven: true }
}

#[test]
fn a_host_with_a_full_line_finds_room_in_that_of_another_service() {
    let mut places = Places::new(10_000);
    let [slow, idle] = [(); 2].map(|()| places.add_line());
    let admitted = (0..1000).filter(|key| places.admit(client(1, *key), slow, Some(256)).is_ok());
    assert_eq!(admitted.count(), 224, "all but an eighth");
    let admitted = (0..1000).filter(|key| places.admit(client(1, *key), idle, Some(256)).is_ok());
    assert_eq!(admitted.count(), 224, "what waits elsewhere takes nothing here");
}
