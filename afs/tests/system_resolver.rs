//! Cells that DNS knows, asked for over UDP.

#![allow(clippy::unwrap_used)]

mod dns_server;

use dns_server::{Answers, Server, Zone};
use futures::executor::block_on;
use rxrpc_afs::cell::dns::SystemResolver;
use rxrpc_afs::cell::{CellServers, Configuration, ConfigurationError, Source};
use std::time::Duration;

/// Knows one cell by SRV, and one by AFSDB.
fn zone() -> Zone {
    Zone::default()
        .srv("_afs3-vlserver._udp.srv.example.", [20, 0, 7103], "db1.srv.example.")
        .srv("_afs3-vlserver._udp.srv.example.", [10, 0, 7003], "db2.srv.example.")
        .srv("_afs3-prserver._udp.srv.example.", [0, 0, 7202], "db1.srv.example.")
        .afsdb("afsdb.example.", 1, "db1.srv.example.")
        .afsdb("afsdb.example.", 2, "db2.srv.example.")
        .a("db1.srv.example.", [192, 0, 2, 1].into())
        .a("db2.srv.example.", [192, 0, 2, 2].into())
}

fn configuration(server: &Server, limit: Duration) -> Configuration {
    Configuration::new().resolver(SystemResolver::asking(&[server.address]).unwrap().limit(limit))
}

fn addresses(of: &[rxrpc_afs::cell::DatabaseServer]) -> Vec<String> {
    of.iter().map(|server| format!("{} {}", server.address, server.host)).collect()
}

#[test]
fn a_cell_is_found_by_srv_and_by_afsdb() {
    let server = Server::new(Answers::Right, zone());
    let host = configuration(&server, Duration::from_secs(60));
    let cell = block_on(host.find(Some("srv.example"))).unwrap();
    let [db1, db2] = ["192.0.2.1:7103 db1.srv.example", "192.0.2.2:7003 db2.srv.example"];
    assert_eq!(addresses(&cell.volume_location), [db2, db1]);
    assert_eq!(addresses(&cell.protection), ["192.0.2.1:7202 db1.srv.example"]);
    assert_eq!((&*cell.name, cell.source), ("srv.example", Source::DnsSrv));
    let cell = block_on(host.find(Some("AFSDB.example"))).unwrap();
    assert_eq!((&*cell.name, cell.source), ("afsdb.example", Source::DnsAfsDb));
    assert_eq!(addresses(&cell.volume_location), ["192.0.2.1:7003 db1.srv.example"]);
    assert_eq!(addresses(&cell.protection), ["192.0.2.1:7002 db1.srv.example"]);
    let none = block_on(host.find(Some("other.example"))).unwrap_err();
    assert!(matches!(none, ConfigurationError::NoCell { asked_dns: true, .. }), "{none}");
}

#[test]
fn a_server_that_answers_wrong_or_never_is_an_error_in_time() {
    for answers in [Answers::Garbage, Answers::Never, Answers::Loop, Answers::ServFail] {
        let server = Server::new(answers, zone());
        let host = configuration(&server, Duration::from_millis(1500));
        let error = block_on(host.find(Some("srv.example"))).unwrap_err();
        assert!(matches!(error, ConfigurationError::Dns { .. }), "{answers:?}: {error}");
        let said = error.to_string();
        let begins = "no servers of the cell srv.example are known: CellServDB names none; DNS: ";
        assert!(said.starts_with(begins), "{said}");
        assert!(!said.contains(char::is_control), "{said}");
    }
}

#[test]
fn a_silent_server_is_waited_for_as_long_as_was_said() {
    let server = Server::new(Answers::Never, zone());
    let host = configuration(&server, Duration::from_millis(100));
    let error = block_on(host.find(Some("srv.example"))).unwrap_err();
    assert!(error.to_string().ends_with("; DNS: no answer within 100ms"), "{error}");
}

/// A cell as DNS with these records has it.
fn find(zone: Zone) -> Result<CellServers, ConfigurationError> {
    let server = Server::new(Answers::Right, zone);
    block_on(configuration(&server, Duration::from_secs(60)).find(Some("ex.example")))
}

const SRV: &str = "_afs3-vlserver._udp.ex.example.";

#[test]
fn another_name_of_a_cell_is_followed() {
    let [alias, target] = ["_afs3-prserver._udp.ex.example.", "_afs3-prserver._udp.srv.example."];
    let zone = zone().cname(SRV, "_afs3-vlserver._udp.srv.example.").cname(alias, target);
    let cell = find(zone).unwrap();
    assert_eq!((&*cell.name, cell.volume_location.len()), ("srv.example", 2));
    assert_eq!(addresses(&cell.protection), ["192.0.2.1:7202 db1.srv.example"]);
}

#[test]
fn names_that_lead_back_to_themselves_are_no_cell_in_time() {
    for (name, other) in [(SRV, "ex.example."), ("ex.example.", SRV)] {
        let error = find(Zone::default().cname(SRV, other).cname("ex.example.", name)).unwrap_err();
        let said = error.to_string();
        assert!(said.starts_with("no servers of the cell ex.example are known"), "{said}");
    }
    // A host that is not found hides no other.
    let zone = zone().srv(SRV, [1, 1, 1], "loop.").srv(SRV, [2, 1, 7003], "db1.srv.example.");
    let cell = find(zone.cname("loop.", "pool.").cname("pool.", "loop.")).unwrap();
    assert_eq!(addresses(&cell.volume_location), ["192.0.2.1:7003 db1.srv.example"]);
}

#[test]
fn weights_ports_and_numbers_that_make_no_sense_do_no_harm() {
    let zone = zone().srv(SRV, [0, u16::MAX, 0], "db1.srv.example.").srv(SRV, [0, 0, 1], ".");
    assert!(matches!(find(zone.clone()), Err(ConfigurationError::NoCell { .. })));
    let zone = zone.srv(SRV, [u16::MAX; 3], "db2.srv.example.");
    let many = (0..20)
        .fold(zone, |zone, n| zone.srv(SRV, [0, u16::MAX, u16::MAX - n], "db1.srv.example."));
    let cell = find(many).unwrap();
    assert_eq!((cell.volume_location.len(), cell.protection.len()), (8, 8));
    assert!(cell.volume_location.iter().all(|server| server.host == "db1.srv.example"));
}

#[test]
fn names_that_go_on_for_ever_are_no_cell_in_time() {
    let server = Server::new(Answers::Endless, zone());
    let host = configuration(&server, Duration::from_secs(60));
    let error = block_on(host.find(Some("srv.example"))).unwrap_err();
    assert!(matches!(error, ConfigurationError::NoCell { asked_dns: true, .. }), "{error}");
}

#[test]
fn a_host_whose_name_a_terminal_obeys_is_none() {
    let host = "db\x1b[2J.example.";
    let zone = zone().srv(SRV, [0, 0, 7003], host).a(host, [192, 0, 2, 3].into());
    let error = find(zone.clone()).unwrap_err().to_string();
    assert!(error.contains("; DNS: ") && !error.contains(char::is_control), "{error}");
    let cell = find(zone.srv(SRV, [1, 0, 7003], "db1.srv.example.")).unwrap();
    assert_eq!(addresses(&cell.volume_location), ["192.0.2.1:7003 db1.srv.example"]);
}

#[test]
fn afsdb_is_read_with_a_pointer_to_the_question() {
    let zone = zone().a("db3.ex.example.", [192, 0, 2, 3].into());
    let cell = find(zone.afsdb_compressed("ex.example.", 1, "db3")).unwrap();
    assert_eq!(addresses(&cell.volume_location), ["192.0.2.3:7003 db3.ex.example"]);
}

#[test]
fn afsdb_that_cannot_be_read_is_told() {
    let error = find(zone().raw(18, "ex.example.", b"\0\x01\xc0\x80")).unwrap_err();
    assert!(error.to_string().contains("; DNS: records that cannot be read"), "{error}");
    // A record that can be read is enough.
    let zone = zone().raw(18, "ex.example.", b"\0").afsdb("ex.example.", 1, "db2.srv.example.");
    assert_eq!(addresses(&find(zone).unwrap().protection), ["192.0.2.2:7002 db2.srv.example"]);
}
