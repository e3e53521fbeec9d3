//! The command asks volume location and volume servers of ours about a volume.

// Others have one address on loopback, and volume servers have one port.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use rxrpc_afs::errors::VL_NOENT;
use rxrpc_afs::rxrpc_xdr::sync::handler;
use rxrpc_afs::rxrpc_xdr::{Chars, Context, Refusal, Text};
use rxrpc_afs::vl::sync::{VlServer, VlService};
use rxrpc_afs::vl::{self, Nvldbentry};
use rxrpc_afs::volser::sync::{AfsVolServer, AfsVolService};
use rxrpc_afs::volser::{self, VolintInfo, VolintInfos};
use rxrpc_sync::Endpoint;
use serde_json::{Value, json};
use std::net::Ipv4Addr;
use std::process::{Command, Output};

/// The volumes `users` and 11, its copies, on two servers.
struct Location([Ipv4Addr; 2]);

impl VlService for Location {
    fn get_entry_by_name_n(&self, _: &Context, name: Text<65>) -> Result<Nvldbentry, Refusal> {
        if name == "none" {
            return Err(Refusal(VL_NOENT));
        }
        let flags = vl::VLF_RWEXISTS | vl::VLF_ROEXISTS;
        let mut entry = Nvldbentry { n_servers: 2, flags, ..Default::default() };
        (entry.name, entry.volume_id) = (Chars::new("users").unwrap(), [10, 11, 12]);
        for (number, server) in entry.server_number.iter_mut().zip(self.0) {
            *number = server.to_bits().cast_signed();
        }
        entry.server_flags[..2].copy_from_slice(&[vl::VLSF_RWVOL | vl::VLSF_ROVOL, vl::VLSF_ROVOL]);
        Ok(entry)
    }
}

/// Tells of this volume, whatever it is asked for.
struct Machine(u32);

impl AfsVolService for Machine {
    fn list_one_volume(&self, _: &Context, part: i32, _: u32) -> Result<VolintInfos, Refusal> {
        assert_eq!(part, 0);
        let mut told = VolintInfo { volid: self.0, status: 2, in_use: 1, ..Default::default() };
        (told.name, told.parent_id, told.clone_id) = (Chars::new("us\x1ber").unwrap(), 10, 11);
        (told.maxquota, told.size, told.day_use) = (5000, 2, 7);
        (told.creation_date, told.access_date) = (1_700_000_000, 1_700_000_001);
        Ok(vec![told].into())
    }
}

/// Asks about volumes that are on two servers, each of which tells of one volume.
fn examine(tells: [u32; 2], volumes: &[&str]) -> (Option<i32>, String, String) {
    let [low, high] = u16::try_from(std::process::id() % 65_536).unwrap().to_be_bytes();
    let hosts = [1, 2].map(|last| Ipv4Addr::new(127, low, high, last * 64 + tells[0] as u8));
    let _machines = [0, 1].map(|at| {
        let endpoint = Endpoint::bind((hosts[at], volser::PORT)).unwrap();
        endpoint.serve(volser::SERVICE, 1, handler(AfsVolServer(Machine(tells[at])))).unwrap()
    });
    let location = Endpoint::bind("127.0.0.1:0").unwrap();
    let _serving = location.serve(vl::SERVICE, 1, handler(VlServer(Location(hosts)))).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rx"));
    command.env("KRB5CCNAME", "/nowhere-at-all");
    command.args(["vol", "examine", "--timeout", "60", "--server"]);
    let output = command.arg(location.local_addr().to_string()).args(volumes).output().unwrap();
    let Output { status, stdout, stderr } = output;
    let text = String::from_utf8(stdout).unwrap();
    let text = text.replace(&hosts[0].to_string(), "HOST1").replace(&hosts[1].to_string(), "HOST2");
    (status.code(), text, String::from_utf8(stderr).unwrap())
}

#[test]
fn entry_and_headers_are_told_together() {
    let (code, text, said) = examine([10, 11], &["users"]);
    assert_eq!(code, Some(0), "{said}");
    let header = text.split_once("RO\nHOST1").unwrap().1;
    let wanted = r" /vicepa           10 RW us\u{1b}er: on-line, 2 KiB of 5000, 0 files, changed never
  used 7 times today, last Tue, 14 Nov 2023 22:13:21 GMT
  made Tue, 14 Nov 2023 22:13:20 GMT, copied never
  backed up never
  numbers: RW 10 RO 11
";
    assert_eq!(header, wanted);
}

/// What is told in spite of that stands there.
#[test]
fn a_server_that_tells_of_another_volume_is_a_failure() {
    let (code, text, said) = examine([11, 12], &["users.readonly", "--json"]);
    assert_eq!(code, Some(1), "{said}");
    let told: Value = serde_json::from_str(&text).unwrap();
    let told = &told[0];
    assert_eq!((&told["read_only"], &told["type"]), (&json!(11), &json!("RO")));
    let copies = told["copies"].as_array().unwrap();
    assert_eq!((&copies[0]["header"]["id"], &copies[0]["problem"]), (&json!(11), &Value::Null));
    assert_eq!((&copies[1]["server"], &copies[1]["header"]), (&json!("HOST2"), &Value::Null));
    let problem = copies[1]["problem"].as_str().unwrap();
    assert!(problem.ends_with("it was asked for volume 11, and tells of 1 others"), "{problem}");
}

#[test]
fn what_there_is_not_is_told_beside_what_there_is() {
    let (code, text, said) = examine([12, 12], &["none", "12"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("rx: none: ") && said.contains("VL_NOENT ("), "{said}");
    assert!(text.ends_with("BK is nowhere\n"), "{text}");
}
