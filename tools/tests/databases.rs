//! The command asks databases of ours, as nobody and with the keys of the servers.

#![allow(clippy::unwrap_used)]

use rxrpc_afs::errors::{PRNOENT, VL_NOENT, VL_PERM};
use rxrpc_afs::pr::sync::{PrServer, PrService};
use rxrpc_afs::pr::{self, PrIds, PrListElementsReply, PrNames, Prcheckentry};
use rxrpc_afs::rxrpc_xdr::sync::handler;
use rxrpc_afs::rxrpc_xdr::{Chars, Context, Refusal, Text};
use rxrpc_afs::vl::sync::{VlServer, VlService};
use rxrpc_afs::vl::{self, Nvldbentry, VlListAttributesN2Reply, VldbListByAttributes};
use rxrpc_rxkad::RxkadService;
use rxrpc_rxkad::kerberos::{Enctype, KerberosKey};
use rxrpc_rxkad::keys::{KeySet, KeyStore, key_file_ext};
use rxrpc_sync::{Endpoint, SecurityLevel, ServiceKeys};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Arc;

fn volume(name: &str, id: u32) -> Nvldbentry {
    let mut entry = Nvldbentry { n_servers: 2, ..Default::default() };
    entry.name = Chars::new(name).unwrap();
    entry.volume_id = [id, id + 1, id + 2];
    entry.flags = vl::VLF_RWEXISTS | vl::VLF_ROEXISTS;
    entry.server_number[..2].fill(0xc000_0207_u32.cast_signed());
    entry.server_partition[1] = 27;
    entry.server_flags[..2].copy_from_slice(&[
        vl::VLSF_RWVOL | vl::VLSF_ROVOL,
        vl::VLSF_ROVOL | vl::VLSF_NEWREPSITE | vl::VLSF_DONTUSE,
    ]);
    entry
}

/// How a list of volumes goes on.
#[derive(Clone, Copy)]
enum Goes {
    Well,
    Endlessly,
    Nowhere,
    Wrong,
}

/// Volume location of a cell with three volumes.
struct Volumes(Goes);

impl VlService for Volumes {
    /// One volume only for those whose calls are encrypted and who are somebody.
    fn get_entry_by_name_n(&self, who: &Context, name: Text<65>) -> Result<Nvldbentry, Refusal> {
        match &*name {
            b"root.cell" | b"536870915" => Ok(volume("root.cell", 536_870_915)),
            b"evil" => Ok(volume("\x1b[2Jevil", 1)),
            b"whoami" => match (who.identity(), who.level()) {
                (Some(name), Some(SecurityLevel::Encrypted)) => Ok(volume(name, 7)),
                _ => Err(Refusal(VL_PERM)),
            },
            _ => Err(Refusal(VL_NOENT)),
        }
    }

    fn list_attributes_n2(
        &self,
        _: &Context,
        attributes: VldbListByAttributes,
        _: Text<65>,
        start: i32,
    ) -> Result<VlListAttributesN2Reply, Refusal> {
        let elsewhere =
            attributes.mask & 1 != 0 && attributes.server != 0xc000_0207_u32.cast_signed();
        let (entries, next) = match (self.0, start) {
            _ if elsewhere => (vec![], -1),
            (Goes::Wrong, 1..) => return Err(Refusal(VL_PERM)),
            (Goes::Nowhere, 1) => (vec![], 1),
            (Goes::Well, 1) => (vec![volume("c", 7)], -1),
            (_, start) => (vec![volume("a", 1), volume("b", 4)], start + 1),
        };
        let n = i32::try_from(entries.len()).unwrap();
        Ok(VlListAttributesN2Reply { n, entries: entries.into(), next })
    }
}

/// Protection of a cell with one user, and groups without end.
struct Users;

impl PrService for Users {
    fn name_to_id(&self, _: &Context, names: PrNames) -> Result<PrIds, Refusal> {
        let id = |name: &Chars<64>| match &**name {
            b"alice" => 17,
            b"many" => -9,
            b"silent" => -8,
            b"most" => -7,
            _ => pr::PR_ANONYMOUS,
        };
        Ok(names.iter().map(id).collect())
    }

    /// Has no names for what is asked together with the number -8.
    fn id_to_name(&self, _: &Context, ids: PrIds) -> Result<PrNames, Refusal> {
        let name = |id: &i32| match id {
            17 => Chars::new("alice").unwrap(),
            -204 => Chars::new("system:administrators").unwrap(),
            -300 => Chars::new("\x1b[2Jevil").unwrap(),
            id => Chars::new(id.to_string()).unwrap(),
        };
        Ok(ids.iter().filter(|_| !ids.contains(&-8)).map(name).collect())
    }

    fn list_entry(&self, _: &Context, id: i32) -> Result<Prcheckentry, Refusal> {
        let (name, flags) = match id {
            17 => ("alice", 0x80),
            -300 => ("\x1b[2Jevil", 0x4b),
            _ => return Err(Refusal(PRNOENT)),
        };
        let mut entry = Prcheckentry { flags, id, owner: -204, creator: 17, ..Default::default() };
        (entry.name, entry.count, entry.ngroups) = (Chars::new(name).unwrap(), 2, 20);
        Ok(entry)
    }

    fn list_elements(&self, _: &Context, id: i32) -> Result<PrListElementsReply, Refusal> {
        let (list, over) = match id {
            17 => (vec![-204, -300], 0),
            -8 => (vec![-8, 17], 0),
            -7 => (vec![17], 1),
            -9 => (vec![17; 20_001], 0),
            _ => return Err(Refusal(PRNOENT)),
        };
        Ok(PrListElementsReply { list: list.into(), over })
    }
}

/// What `rx` says to these arguments, where the server is an endpoint with both databases, and volume location has these keys.
fn rx(goes: Goes, keys: Option<KeySet>, arguments: &[&str]) -> (Option<i32>, String, String) {
    let endpoint = Endpoint::bind("127.0.0.1:0").unwrap();
    if let Some(keys) = keys {
        let rxkad = Arc::new(RxkadService::new(Arc::new(KeyStore::fixed(keys))));
        endpoint.set_service_keys(vl::SERVICE, Some(ServiceKeys::new().with(rxkad)));
    }
    let _serving = endpoint.serve(vl::SERVICE, 2, handler(VlServer(Volumes(goes)))).unwrap();
    let _users = endpoint.serve(pr::SERVICE, 2, handler(PrServer(Users))).unwrap();
    let address = endpoint.local_addr().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_rx"))
        .env("KRB5CCNAME", "/nowhere-at-all")
        .args(arguments)
        .args(["--server", &*address, "--timeout", "60"])
        .output();
    said(output.unwrap())
}

fn said(output: Output) -> (Option<i32>, String, String) {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// A directory of this test's own.
fn directory(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&path).unwrap();
    path
}

#[test]
fn a_volume_is_found_by_name_and_by_number() {
    let (code, text, said) = rx(Goes::Well, None, &["vl", "volume", "root.cell", "536870915"]);
    let one = "root.cell: RW 536870915 RO 536870916
  192.0.2.7       /vicepa   RW RO
  192.0.2.7       /vicepab  RO, new release, not used
";
    assert_eq!((code, text), (Some(0), one.repeat(2)));
    assert!(
        said.starts_with("rx: asking 127.0.0.1:") && said.contains(" as nobody, not encrypted (")
    );
    let (code, text, _) = rx(Goes::Well, None, &["vl", "volume", "root.cell", "--json"]);
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, json[0]["read_only"].as_u64()), (Some(0), Some(536_870_916)));
    assert_eq!((&json[0]["backup"], &json[0]["locked"]), (&Value::Null, &json!(false)));
    assert_eq!(json[0]["sites"][1]["partition"], "/vicepab");
}

#[test]
fn what_there_is_not_is_told_and_the_others_found() {
    let (code, text, said) = rx(Goes::Well, None, &["vl", "volume", "nosuch", "evil"]);
    assert_eq!((code, text.starts_with("\\u{1b}[2Jevil: RW 1")), (Some(1), true), "{text}");
    assert!(said.contains("\nrx: nosuch: 127.0.0.1:") && said.contains(": VL_NOENT (363524): "));
    let (code, text, said) = rx(Goes::Well, None, &["vl", "volume", "nosuch"]);
    assert_eq!((code, &*text), (Some(1), ""));
    assert!(said.contains(": VL_NOENT (363524): there is no such entry"), "{said}");
    // A name that no call can hold.
    assert_eq!(rx(Goes::Well, None, &["vl", "volume", &"x".repeat(80)]).0, Some(1));
}

#[test]
fn volumes_are_listed_to_the_end() {
    let (code, text, _) = rx(Goes::Well, None, &["vl", "list", "--partition", "a"]);
    assert_eq!(code, Some(0));
    assert_eq!(text.matches(": RW ").count(), 3);
    assert!(text.ends_with("\nvolumes: 3\n"), "{text}");
    let (code, text, _) = rx(Goes::Well, None, &["vl", "list", "--on", "192.0.2.8"]);
    assert_eq!((code, &*text), (Some(0), "volumes: 0\n"));
    let (code, text, _) = rx(Goes::Well, None, &["vl", "list", "--on", "192.0.2.7", "--json"]);
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, &json["volumes"][2]["name"]), (Some(0), &json!("c")));
    assert_eq!(rx(Goes::Well, None, &["vl", "list", "--partition", "zzz"]).0, Some(2));
}

#[test]
fn lists_that_never_end_lead_nowhere_or_fail_are_cut_off() {
    for (goes, why) in [
        (Goes::Endlessly, "there are more than 5"),
        (Goes::Nowhere, "volume location says to go on at 1 again"),
        (Goes::Wrong, "VL_PERM"),
    ] {
        let (code, text, _) = rx(goes, None, &["vl", "list", "--most", "5"]);
        let cut = text.lines().last().unwrap();
        assert!(code == Some(1) && cut.starts_with("cut off: ") && cut.contains(why), "{text}");
    }
}

#[test]
fn with_the_keys_of_the_servers_one_is_they_or_anybody() {
    let mut keys = KeySet::new();
    keys.add_kerberos(3, KerberosKey::new(Enctype(18), &[7; 32]).unwrap());
    let path = directory("localauth");
    std::fs::write(path.join("KeyFileExt"), key_file_ext::emit(&keys)).unwrap();
    std::fs::write(path.join("ThisCell"), "example.org\n").unwrap();
    std::fs::write(path.join("CellServDB"), ">example.org #\n192.0.2.1 #db1\n").unwrap();
    let path = path.to_str().unwrap();
    let ask = |more: &[&str]| {
        let all = [&["vl", "volume", "whoami", "--config", path], more].concat();
        rx(Goes::Well, Some(keys.clone()), &all)
    };
    let (code, text, said) = ask(&["--localauth", "--encrypt"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(text.starts_with("afs: RW 7 "), "{text}");
    assert!(said.ends_with(" as the servers themselves, encrypted\n"), "{said}");
    for (user, named) in
        [("alice", "alice@example.org"), ("bob.admin@EXAMPLE.COM", "bob.admin@EXAMPLE.COM")]
    {
        let (code, text, said) = ask(&["--localauth", "--as", user]);
        assert_eq!(code, Some(0), "{said}");
        assert!(text.starts_with(&format!("{named}: RW 7 ")), "{text}");
        assert!(said.ends_with(&format!(" as {named}, encrypted\n")), "{said}");
    }
    let (code, _, said) = ask(&["--noauth"]);
    assert!(code == Some(1) && said.contains("VL_PERM ("), "{said}");
    // Neither can be meant.
    assert_eq!(ask(&["--noauth", "--localauth"]).0, Some(2));
    assert_eq!(ask(&["--noauth", "--encrypt"]).0, Some(2));
    assert_eq!(ask(&["--as", "alice"]).0, Some(2));
    let (code, _, said) = ask(&["--encrypt"]);
    assert!(code == Some(1) && said.starts_with("rx: only nobody could ask"), "{said}");
    let (code, _, said) = ask(&["--localauth", "--as", "@x"]);
    assert!(code == Some(1) && said.starts_with("rx: @x: "), "{said}");
}

#[test]
fn keys_and_cells_that_are_not_there_are_told() {
    let empty = directory("empty");
    let empty = empty.to_str().unwrap();
    let local = |config: &str, more: &[&str]| {
        let all = [&["vl", "volume", "root.cell", "--config", config], more].concat();
        let mut command = Command::new(env!("CARGO_BIN_EXE_rx"));
        command.env("KRB5CCNAME", "/nowhere-at-all");
        said(command.args(all).output().unwrap())
    };
    for (config, more, why) in [
        ("/nonexistent", &["--localauth"][..], "/nonexistent"),
        (empty, &["--localauth"], "no key"),
        (empty, &[], "no cell is named"),
        (empty, &["--servers", "127.0.0.1"], "of which cell are these servers?"),
        (empty, &["--cell", "\x1b[2J"], "no name of a cell"),
    ] {
        let (code, text, said) = local(config, more);
        assert_eq!((code, &*text), (Some(1), ""), "{said}");
        assert!(said.contains(why) && !said.contains('\x1b'), "{said}");
    }
}

#[test]
fn users_and_groups_are_told() {
    let (code, text, said) = rx(Goes::Well, None, &["pt", "examine", "Alice", "-300"]);
    let expected = r"alice (17), a user
  owner: system:administrators (-204), creator: alice (17)
  groups: 2, rights: S----, may make 20 groups
\u{1b}[2Jevil (-300), a group
  owner: system:administrators (-204), creator: alice (17)
  members: 2, rights: s-mar
";
    assert_eq!((code, &*text), (Some(0), expected), "{said}");
    let (code, text, _) = rx(Goes::Well, None, &["pt", "examine", "17", "--json"]);
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, &json[0]["name"], &json[0]["id"]), (Some(0), &json!("alice"), &json!(17)));
    assert_eq!(json[0]["owner"], json!({ "id": -204, "name": "system:administrators" }));
}

#[test]
fn members_and_groups_are_told() {
    let (code, text, _) = rx(Goes::Well, None, &["pt", "membership", "alice"]);
    let expected = r"alice (17): 2 groups
  system:administrators (-204)
  \u{1b}[2Jevil (-300)
";
    assert_eq!((code, &*text), (Some(0), expected));
    // Protection gives less names than it was asked for.
    let (code, text, _) = rx(Goes::Well, None, &["pt", "membership", "silent"]);
    assert_eq!((code, &*text), (Some(0), "-8 (-8): 2 members\n  -8 (-8)\n  17 (17)\n"));
}

#[test]
fn too_many_members_are_cut_off() {
    for (who, many, why) in
        [("many", 20_000, "there are more than 20000"), ("most", 1, "tells of 1 only")]
    {
        let (code, text, _) = rx(Goes::Well, None, &["pt", "membership", who, "--json"]);
        let json: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((code, json[0]["list"].as_array().unwrap().len()), (Some(1), many));
        assert!(json[0]["cut_off"].as_str().unwrap().contains(why), "{}", json[0]["cut_off"]);
    }
}

#[test]
fn whom_there_is_not_is_told() {
    for who in ["nosuch", "18", "", &"x".repeat(70)] {
        let (code, text, said) = rx(Goes::Well, None, &["pt", "examine", who]);
        assert_eq!((code, &*text), (Some(1), ""), "{said}");
        assert!(said.contains(": PRNOENT (267268): "), "{said}");
    }
}
