//! How the command finds a cell: by files, DNS or what it is told. DNS is a server of this test's own.

#![allow(clippy::unwrap_used)]
#![cfg(target_os = "linux")]

#[cfg(feature = "dns")]
#[path = "../../afs/tests/dns_server/mod.rs"]
mod dns_server;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// What `rx` says to these arguments with these files.
fn rx(config: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rx"));
    command.env("KRB5CCNAME", "/nowhere-at-all").args(arguments).args(["--config", config]);
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// A directory with this CellServDB.
fn config(name: &str, cells: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("cells-{name}"));
    fs::create_dir_all(&path).unwrap();
    fs::write(path.join("CellServDB"), cells).unwrap();
    path.to_str().unwrap().to_owned()
}

/// All that look for a cell, each in its own way.
const COMMANDS: [&[&str]; 4] = [
    &["cell", "ex.example"],
    &["vl", "volume", "root.cell", "--cell", "ex.example"],
    &["pt", "examine", "alice", "--cell", "ex.example"],
    &["ls", "/afs/ex.example"],
];

#[cfg(not(feature = "dns"))]
#[test]
fn without_dns_it_is_said_that_there_is_none() {
    for command in COMMANDS {
        let (code, text, said) = rx("/nowhere-at-all", command);
        assert_eq!((code, &*text), (Some(1), ""), "{said}");
        let wanted = "rx: no servers of the cell ex.example are known: CellServDB names none; \
                      DNS was not asked (this rx is built without it)\n";
        assert!(said.ends_with(wanted), "{command:?}: {said}");
    }
    assert_eq!(rx(&config("none", ""), &["cell", "--dns", "127.0.0.1"]).0, Some(2));
}

#[cfg(feature = "dns")]
mod dns {
    use super::dns_server::{Answers, Server, Zone};
    use super::{COMMANDS, config, rx};
    use rxrpc_afs::rxrpc_xdr::sync::handler;
    use rxrpc_afs::rxrpc_xdr::{Chars, Context, Refusal, Text};
    use rxrpc_afs::ubik::{self, UbikDebug, UbikSdebug, VoteXDebugReply, VoteXsDebugReply};
    use rxrpc_afs::{pr, vl};
    use rxrpc_sync::Endpoint;
    use serde_json::Value;
    use std::net::Ipv4Addr;

    const SRV: &str = "_afs3-vlserver._udp.ex.example.";

    /// The only server of its database, which it leads.
    struct Leader;

    impl ubik::sync::VoteService for Leader {
        fn x_debug(&self, _: &Context) -> Result<VoteXDebugReply, Refusal> {
            let debug = UbikDebug {
                am_sync_site: 1,
                recovery_state: ubik::UBIK_HEALTHY,
                ..Default::default()
            };
            Ok(VoteXDebugReply { debug, is_clone: 0 })
        }

        fn xs_debug(&self, _: &Context, _: i32) -> Result<VoteXsDebugReply, Refusal> {
            Err(Refusal(rxrpc_afs::rxrpc_xdr::AbortCode(2)))
        }

        fn s_debug(&self, _: &Context, _: i32) -> Result<UbikSdebug, Refusal> {
            Err(Refusal(rxrpc_afs::rxrpc_xdr::AbortCode(2)))
        }
    }

    struct Volumes;

    impl vl::sync::VlService for Volumes {
        fn get_entry_by_name_n(
            &self,
            _: &Context,
            name: Text<65>,
        ) -> Result<vl::Nvldbentry, Refusal> {
            let name = Chars::new(&*name).unwrap();
            let flags = vl::VLF_RWEXISTS;
            Ok(vl::Nvldbentry { name, volume_id: [7, 0, 0], flags, ..Default::default() })
        }
    }

    fn database(at: (Ipv4Addr, u16)) -> Endpoint {
        let endpoint = Endpoint::bind(at).unwrap();
        let votes = ubik::sync::VoteServer(Leader);
        endpoint.serve(ubik::VOTE_SERVICE, 2, handler(votes)).unwrap();
        endpoint.serve(vl::SERVICE, 2, handler(vl::sync::VlServer(Volumes))).unwrap();
        endpoint
    }

    /// What `rx` says to these arguments with no files, where this is DNS.
    fn asks(dns: &Server, arguments: &[&str]) -> (Option<i32>, String, String) {
        let address = dns.address.to_string();
        rx("/nowhere-at-all", &[arguments, &["--dns", &address]].concat())
    }

    #[test]
    fn a_cell_is_found_by_srv_with_its_ports() {
        let [volumes, users] = [(); 2].map(|()| database((Ipv4Addr::LOCALHOST, 0)));
        let [volumes, users] = [&volumes, &users].map(|endpoint| endpoint.local_addr().port());
        let zone = Zone::default()
            .srv(SRV, [1, 0, volumes], "db1.ex.example.")
            .srv("_afs3-prserver._udp.ex.example.", [1, 0, users], "db1.ex.example.")
            .a("db1.ex.example.", Ipv4Addr::LOCALHOST);
        let dns = Server::new(Answers::Right, zone);
        let (code, text, said) = asks(&dns, &["cell", "EX.example"]);
        let how = "leads, database complete";
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(code, Some(0), "{text}{said}");
        assert_eq!(lines[0], "cell ex.example, servers from DNS (SRV)");
        let begins =
            |database, port| format!("{database} 127.0.0.1:{port} (db1.ex.example): {how}");
        assert!(lines[1].starts_with(&begins("volume location", volumes)), "{text}");
        assert!(lines[2].starts_with(&begins("protection", users)), "{text}");
        let (code, text, _) = asks(&dns, &["cell", "ex.example", "--json"]);
        let json: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((code, json["source"].as_str()), (Some(0), Some("DNS (SRV)")));
        let find = ["vl", "volume", "root.cell", "--cell", "ex.example"];
        let (code, text, said) = asks(&dns, &find);
        assert_eq!((code, &*text), (Some(0), "root.cell: RW 7\n"), "{said}");
        assert!(said.starts_with("rx: asking the cell ex.example as nobody"), "{said}");
    }

    #[test]
    fn a_cell_is_found_by_afsdb_at_the_usual_ports() {
        let [.., high, low] = std::process::id().to_be_bytes();
        let address = Ipv4Addr::new(127, 84, high, low.max(1));
        let _databases = [vl::PORT, pr::PORT].map(|port| database((address, port)));
        let zone =
            Zone::default().afsdb_compressed("ex.example.", 1, "db").a("db.ex.example.", address);
        let (code, text, said) = asks(&Server::new(Answers::Right, zone), &["cell", "ex.example"]);
        assert_eq!(code, Some(0), "{text}{said}");
        assert!(text.starts_with("cell ex.example, servers from DNS (AFSDB)\n"), "{text}");
        assert!(text.contains(&format!("\nprotection {address}:7002 (db.ex.example): leads")));
    }

    #[test]
    fn dns_is_not_asked_for_what_files_or_the_command_line_know() {
        let dns = Server::new(Answers::Never, Zone::default());
        let address = dns.address.to_string();
        let config = config("known", ">ex.example #\n127.0.0.1 #db1\n");
        let command = ["cell", "ex", "--dns", &address, "--timeout", "1"];
        let (_, text, _) = rx(&config, &command);
        assert!(text.starts_with("cell ex.example, servers from CellServDB\n"), "{text}");
        let known = ["--servers", "127.0.0.1", "--timeout", "1"];
        for command in COMMANDS {
            let (code, _, said) = asks(&dns, &[command, &known].concat());
            assert!(matches!(code, Some(1 | 3)), "{said}");
            assert!(!said.contains("are known"), "{said}");
        }
        assert_eq!(dns.questions(), 0);
    }

    #[test]
    fn a_cell_that_is_nowhere_is_told_with_what_dns_said() {
        for (answers, why) in [
            (Answers::Right, "DNS knows no such cell\n"),
            (Answers::Never, "DNS: no answer within 1s\n"),
            (Answers::ServFail, "DNS: "),
            (Answers::Garbage, "DNS: "),
            (Answers::Loop, "DNS: "),
        ] {
            for command in COMMANDS {
                let dns = Server::new(answers, Zone::default());
                let (code, text, said) = asks(&dns, &[command, &["--timeout", "1"]].concat());
                assert_eq!((code, &*text), (Some(1), ""), "{said}");
                let line = said.lines().last().unwrap().to_owned() + "\n";
                let begins =
                    "rx: no servers of the cell ex.example are known: CellServDB names none; ";
                assert!(line.starts_with(begins) && line.contains(why), "{answers:?}: {said}");
                assert!(dns.questions() > 0);
            }
        }
    }

    #[test]
    fn what_dns_says_is_shown_without_controls() {
        let host = "db\u{9b}31m\x1b[2J.example.";
        let zone = Zone::default().srv(SRV, [0, 0, 7003], host).a(host, Ipv4Addr::LOCALHOST);
        let (code, text, said) = asks(&Server::new(Answers::Right, zone), &["cell", "ex.example"]);
        let obeyed = |character: char| character.is_control() && character != '\n';
        assert!(code != Some(0) && !(text + &said).contains(obeyed), "{said:?}");
    }

    #[test]
    fn servers_of_dns_that_are_no_addresses_are_refused() {
        for wrong in ["ns.example.org", "192.0.2.1:0", "192.0.2.1:dns", ""] {
            let (code, _, said) = rx("/nowhere-at-all", &["cell", "ex.example", "--dns", wrong]);
            assert!(code == Some(2) && said.contains("not an address"), "{said}");
        }
    }
}
