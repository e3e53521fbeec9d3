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

#[test]
fn places_that_are_kept_are_for_nobody_else() {
    let mut places = Places::new(16);
    let [calls, charged] = [(); 2].map(|()| places.add_line());
    assert!((0..4).all(|_| places.reserve()));
    let mut key = 0;
    let mut fill = |places: &mut Places, line| {
        let hosts = (1..40).filter(|host| {
            key += 1;
            places.admit(client(*host, key), line, None).is_ok()
        });
        hosts.count()
    };
    assert_eq!(fill(&mut places, calls), 12);
    assert!(!places.reserve(), "all are taken or kept");
    for host in 40..44 {
        assert!(places.admit_reserved(client(host, host.into()), charged).is_ok());
    }
    assert_eq!(fill(&mut places, calls), 0);
}

#[test]
fn a_host_has_no_more_than_its_share_of_places_that_are_kept() {
    let mut places = Places::new(64);
    let line = places.add_line();
    let kept = (0..100).filter(|_| places.reserve()).count();
    assert_eq!(kept, 64);
    let got = (0..100).filter(|key| places.admit_reserved(client(1, *key), line).is_ok());
    assert_eq!(got.count(), 56, "all but an eighth");
    assert!(places.admit_reserved(client(2, 100), line).is_ok());
}
