//! The command asks volume servers of ours what they have.

#![allow(clippy::unwrap_used)]

use rxrpc_afs::errors::{VOLSERBAD_ACCESS, VOLSERILLEGAL_PARTITION};
use rxrpc_afs::rxrpc_xdr::sync::{InMemory, handler};
use rxrpc_afs::rxrpc_xdr::{Chars, Context, Refusal, Text};
use rxrpc_afs::volser::sync::{AfsVolClient, AfsVolServer, AfsVolService};
use rxrpc_afs::volser::{
    self, DiskPartition, DiskPartition64, PartitionIDs, VolintInfo, VolintInfos, VolserPartitions,
};
use rxrpc_sync::Endpoint;
use rxrpc_tools::vol::{Bounds, partitions, volumes};
use serde_json::{Value, json};
use std::process::{Command, Output};
use std::time::Duration;

fn volume(name: &str, volid: u32, kind: i32) -> VolintInfo {
    let mut volume = VolintInfo { volid, r#type: kind, status: 2, in_use: 1, ..Default::default() };
    (volume.name, volume.update_date) = (Chars::new(name).unwrap(), 1_700_000_000);
    (volume.size, volume.maxquota, volume.filecount) = (5, 5000, 7);
    volume
}

/// Has two partitions, and says of numbers without a name that they are some, too.
struct Machine;

impl AfsVolService for Machine {
    fn x_list_partitions(&self, _: &Context) -> Result<VolserPartitions, Refusal> {
        Ok(vec![26, 0, 0, -1, 255, i32::MIN].into())
    }

    fn partition_info64(&self, _: &Context, name: Text<4096>) -> Result<DiskPartition64, Refusal> {
        let free = match &*name {
            b"/vicepa" => 1 << 40,
            b"/vicepaa" => 0,
            _ => return Err(Refusal(VOLSERILLEGAL_PARTITION)),
        };
        let device = Chars::new("/dev/\x1b[2J").unwrap();
        Ok(DiskPartition64 { device, free, min_free: 1 << 41, ..Default::default() })
    }

    fn list_volumes(&self, _: &Context, part: i32, flags: i32) -> Result<VolintInfos, Refusal> {
        let mut busy = volume("", 9, 7);
        busy.status = 110;
        let mut damaged = volume("\x1b[2Jevil", 4, 2);
        (damaged.in_use, damaged.needs_salvaged, damaged.maxquota) = (0, 1, 0);
        match (part, flags) {
            (0, volser::VOLSER_FULL) => Ok(vec![volume("root.cell", 1, 0), busy].into()),
            (26, volser::VOLSER_FULL) => Ok(vec![damaged].into()),
            _ => Err(Refusal(VOLSERILLEGAL_PARTITION)),
        }
    }
}

/// Knows of 26 partitions, and counts in 32 bits. The second one fails.
struct Old;

impl AfsVolService for Old {
    fn list_partitions(&self, _: &Context) -> Result<PartitionIDs, Refusal> {
        let mut ids = [-1; 26];
        (ids[0], ids[1]) = (0, 1);
        Ok(PartitionIDs { ids })
    }

    fn partition_info(&self, _: &Context, name: Text<4096>) -> Result<DiskPartition, Refusal> {
        if name != "/vicepa" {
            return Err(Refusal(VOLSERBAD_ACCESS));
        }
        let device = Chars::new("/dev/sda").unwrap();
        Ok(DiskPartition { device, free: 10, min_free: 20, ..Default::default() })
    }

    fn list_volumes(&self, _: &Context, _: i32, _: i32) -> Result<VolintInfos, Refusal> {
        Ok(vec![volume("a", 1, 0); 3].into())
    }
}

fn rx(arguments: &[&str]) -> (Option<i32>, String, String) {
    let endpoint = Endpoint::bind("127.0.0.1:0").unwrap();
    let machine = handler(AfsVolServer(Machine));
    let _serving = endpoint.serve(volser::SERVICE, 1, machine).unwrap();
    let address = endpoint.local_addr().to_string();
    let arguments = arguments.iter().map(|one| if *one == "SERVER" { &*address } else { one });
    let mut command = Command::new(env!("CARGO_BIN_EXE_rx"));
    command.env("KRB5CCNAME", "/nowhere-at-all");
    let command = command.args(["vol", "--timeout", "60"]).args(arguments);
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn old() -> AfsVolClient<InMemory<AfsVolServer<Old>>> {
    AfsVolClient::new(InMemory::new(AfsVolServer(Old)))
}

#[test]
fn partitions_are_told_each_once() {
    let (code, text, said) = rx(&["partitions", "SERVER"]);
    let expected = r"/vicepa   1099511627776 KiB free of 2199023255552, on /dev/\u{1b}[2J
/vicepaa  0 KiB free of 2199023255552, on /dev/\u{1b}[2J
partitions: 2
";
    assert_eq!((code, &*text), (Some(0), expected), "{said}");
    let (code, text, _) = rx(&["partitions", "SERVER", "--partition", "aa", "--json"]);
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, json["partitions"].as_array().unwrap().len()), (Some(0), 1));
    assert_eq!(json["partitions"][0]["name"], "/vicepaa");
    let (code, text, said) = rx(&["partitions", "SERVER", "--partition", "b"]);
    assert_eq!((code, &*text), (Some(1), ""));
    assert!(said.contains(": VOLSERILLEGAL_PARTITION ("), "{said}");
}

#[test]
fn volumes_are_told_as_they_are() {
    let (code, text, said) = rx(&["list", "SERVER"]);
    let expected = r"/vicepa            1 RW root.cell: on-line, 5 KiB of 5000, 7 files, changed Tue, 14 Nov 2023 22:13:20 GMT
/vicepa            9 7 : cannot be looked at now
/vicepaa           4 BK \u{1b}[2Jevil: off-line, damaged, 5 KiB, 7 files, changed Tue, 14 Nov 2023 22:13:20 GMT
volumes: 3
";
    assert_eq!((code, &*text), (Some(0), expected), "{said}");
    let (code, text, _) = rx(&["list", "SERVER", "--partition", "/vicepaa", "--json"]);
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, json["volumes"].as_array().unwrap().len()), (Some(0), 1));
    let volume = &json["volumes"][0];
    assert_eq!((&volume["type"], &volume["damaged"]), (&json!("BK"), &json!(true)));
    assert_eq!(rx(&["list", "SERVER", "--partition", "zzz"]).0, Some(2));
}

#[test]
fn long_lists_are_cut_off() {
    let (code, text, _) = rx(&["list", "SERVER", "--most", "2"]);
    assert_eq!(code, Some(1));
    assert!(text.ends_with("volumes: 2\ncut off: there are more than 2\n"), "{text}");
    let told = volumes(&old(), "it", None, &Bounds::new(100, Duration::ZERO)).unwrap();
    assert_eq!((told.volumes.len(), &*told.cut_off.unwrap()), (3, "1 partitions in 0 s"));
}

#[test]
fn an_old_server_is_asked_as_it_can_answer_and_may_fail_in_the_middle() {
    let told = partitions(&old(), "it", None, Duration::MAX).unwrap();
    let all: Vec<_> = told.partitions.iter().map(|one| (&*one.name, one.free, one.total)).collect();
    assert_eq!(all, [("/vicepa", 10, 20)]);
    assert!(told.cut_off.unwrap().starts_with("/vicepb: it: VOLSERBAD_ACCESS ("));
    let told = volumes(&old(), "it", None, &Bounds::new(100, Duration::MAX)).unwrap();
    assert_eq!((told.volumes.len(), told.cut_off), (6, None));
}
