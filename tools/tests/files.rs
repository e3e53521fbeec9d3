//! The commands that read files, with a volume location server and a file server of ours at an address of their own.

#![allow(clippy::unwrap_used)]
#![cfg(target_os = "linux")]

use rxrpc_afs::errors::{VL_NOENT, VNOVNODE};
use rxrpc_afs::fs::{self, AfsFetchStatus, AfsFid};
use rxrpc_afs::rxrpc_xdr::sync::{Stream, handler};
use rxrpc_afs::rxrpc_xdr::{AfsUuid, Chars, Context, Refusal, Text};
use rxrpc_afs::vl;
use rxrpc_rxkad::kerberos::{Enctype, KerberosKey};
use rxrpc_rxkad::keys::{KeySet, KeyStore, key_file_ext};
use rxrpc_rxkad::{RxkadPeer, RxkadService};
use rxrpc_sync::{Endpoint, SecurityLevel, ServiceKeys};
use std::fs as fs_of_host;
use std::io::Write;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A cell of one volume, whose root has one file, and how often it was told that its promises are not needed.
#[derive(Clone)]
struct Cell(Ipv4Addr, Arc<AtomicUsize>);

impl Cell {
    fn at(address: Ipv4Addr) -> Self {
        Self(address, Arc::default())
    }
}

/// The name has what a terminal would obey.
const NAME: &[u8] = b"a\x1b[1mb";

impl vl::sync::VlService for Cell {
    fn get_entry_by_name_u(&self, _: &Context, name: Text<65>) -> Result<vl::Uvldbentry, Refusal> {
        if name != "root.cell" {
            return Err(Refusal(VL_NOENT));
        }
        let mut entry = vl::Uvldbentry {
            name: Chars::new("root.cell").unwrap(),
            n_servers: 1,
            volume_id: [536_870_912, 536_870_913, 0],
            flags: vl::VLF_RWEXISTS,
            ..Default::default()
        };
        let mut uuid = [0; 16];
        uuid[..4].copy_from_slice(&self.0.octets());
        entry.server_number[0] = AfsUuid(uuid);
        entry.server_flags[0] = vl::VLSF_RWVOL;
        Ok(entry)
    }
}

/// A page with the entry in its first slot, which all chains lead to.
fn page() -> Vec<u8> {
    let mut page = vec![0; 2048];
    page[2..4].copy_from_slice(&1234_u16.to_be_bytes());
    page[5 + 13 / 8] = 1 << (13 % 8);
    for chain in 0..128 {
        page[160 + 2 * chain + 1] = 13;
    }
    let at = 13 * 32;
    page[at + 7] = 2;
    page[at + 11] = 1;
    page[at + 12..at + 12 + NAME.len()].copy_from_slice(NAME);
    page
}

fn data(vnode: u32) -> Result<(AfsFetchStatus, Vec<u8>), Refusal> {
    let (file_type, unix_mode_bits, data) = match vnode {
        1 => (fs::FILE_TYPE_DIRECTORY, 0o755, page()),
        2 => (fs::FILE_TYPE_FILE, 0o644, b"what is in it".to_vec()),
        _ => return Err(Refusal(VNOVNODE)),
    };
    let length = u32::try_from(data.len()).unwrap();
    let status = AfsFetchStatus {
        file_type,
        unix_mode_bits,
        length,
        link_count: 1,
        owner: 7,
        caller_access: 9,
        ..Default::default()
    };
    Ok((status, data))
}

impl fs::sync::RxafsService for Cell {
    fn fetch_status(&self, _: &Context, fid: AfsFid) -> Result<fs::RxafsFetchStatusReply, Refusal> {
        let status = data(fid.vnode)?.0;
        Ok(fs::RxafsFetchStatusReply { status, ..Default::default() })
    }

    fn give_up_all_call_backs(&self, _: &Context) -> Result<(), Refusal> {
        self.1.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn fetch_acl(&self, _: &Context, fid: AfsFid) -> Result<fs::RxafsFetchAclReply, Refusal> {
        let acl: &[u8] = match fid.vnode {
            1 => b"2\n1\nsystem:administrators\t127\nb\x1b[1mob\t9\nalice\t2\n\0",
            _ => b"1\n0\nnobody\n",
        };
        Ok(fs::RxafsFetchAclReply { acl: acl.into(), ..Default::default() })
    }

    fn get_volume_status(
        &self,
        _: &Context,
        volid: i32,
    ) -> Result<fs::RxafsGetVolumeStatusReply, Refusal> {
        let status = fs::VolumeStatus {
            vid: volid,
            online: 1,
            max_quota: 5000,
            blocks_in_use: 1250,
            part_max_blocks: 1 << 20,
            part_blocks_avail: 1 << 19,
            ..Default::default()
        };
        let name = "root.cell".into();
        let motd = "mind the \u{7}bell".into();
        Ok(fs::RxafsGetVolumeStatusReply { status, name, motd, ..Default::default() })
    }

    fn inline_bulk_status(
        &self,
        _: &Context,
        fids: fs::FileIds,
    ) -> Result<fs::RxafsInlineBulkStatusReply, Refusal> {
        let statuses: Result<Vec<_>, _> =
            fids.iter().map(|fid| Ok::<_, Refusal>(data(fid.vnode)?.0)).collect();
        Ok(fs::RxafsInlineBulkStatusReply { statuses: statuses?.into(), ..Default::default() })
    }

    fn fetch_data64(
        &self,
        _: &Context,
        fid: AfsFid,
        pos: i64,
        len: i64,
        mut stream: Stream<'_>,
    ) -> Result<fs::RxafsFetchData64Reply, Refusal> {
        let (status, data) = data(fid.vnode)?;
        let from = usize::try_from(pos).unwrap().min(data.len());
        let to = from.saturating_add(usize::try_from(len).unwrap()).min(data.len());
        stream.write_all(&u64::try_from(to - from).unwrap().to_be_bytes())?;
        stream.write_all(&data[from..to])?;
        Ok(fs::RxafsFetchData64Reply { status, ..Default::default() })
    }
}

fn rx(cell: Ipv4Addr, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rx"));
    command.env("KRB5CCNAME", "/nowhere-at-all");
    command.args(words).args(["--servers", &cell.to_string(), "--config", "/nowhere-at-all"]);
    command.output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_cell_is_read_from_the_command_line() {
    let [.., high, low] = std::process::id().to_be_bytes();
    let address = Ipv4Addr::new(127, 82, high, low.max(1));
    let location = Endpoint::bind((address, vl::PORT)).unwrap();
    location.serve(vl::SERVICE, 2, handler(vl::sync::VlServer(Cell::at(address)))).unwrap();
    let files = Endpoint::bind((address, fs::PORT)).unwrap();
    files.serve(fs::SERVICE, 2, handler(fs::sync::RxafsServer(Cell::at(address)))).unwrap();
    let path = format!("/afs/example.org/{}", String::from_utf8_lossy(NAME));

    let listed = rx(address, &["ls", "/afs/example.org"]);
    assert_eq!(text(&listed.stdout), "a\\u{1b}[1mb\n", "{}", text(&listed.stderr));
    let listed = text(&rx(address, &["ls", "-l", "/afs/example.org"]).stdout);
    assert!(listed.starts_with("file        0644    1          7           13"), "{listed}");
    assert!(listed.ends_with("a\\u{1b}[1mb\n"), "{listed}");
    let stat: serde_json::Value =
        serde_json::from_slice(&rx(address, &["stat", "--json", &path]).stdout).unwrap();
    assert_eq!((&stat["length"], &stat["caller_rights"]), (&13.into(), &"rl".into()));
    assert_eq!(text(&rx(address, &["cat", &path]).stdout), "what is in it");
    assert_eq!(text(&rx(address, &["cat", "--from", "8", &path]).stdout), "in it");
    let rights = text(&rx(address, &["acl", "/afs/example.org"]).stdout);
    let wanted = "granted  rlidwka  system:administrators\n\
                  granted  rl       b\\u{1b}[1mob\n\
                  denied   w        alice\n";
    assert_eq!(rights, wanted);
    let refused = rx(address, &["acl", &path]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("line 3 of the access list is none"));
    let quota = text(&rx(address, &["quota", &path]).stdout);
    let wanted = "volume root.cell, number 536870912\n1250 of 5000 KiB, 25 %\n\
                  its partition: 524288 of 1048576 KiB, 50 %\nmind the \\u{7}bell\n";
    assert_eq!(quota, wanted);
    let quota: serde_json::Value =
        serde_json::from_slice(&rx(address, &["quota", "--json", &path]).stdout).unwrap();
    assert_eq!((&quota["quota_kib"], &quota["online"]), (&5000.into(), &true.into()));
    let place = text(&rx(address, &["whereis", &path]).stdout);
    let wanted = format!(
        "volume root.cell, read-write, number 536870912, of example.org\n{address} /vicepa\n"
    );
    assert_eq!(place, wanted);

    // There is volume location, which tells nothing of votes, and no protection.
    let cell = rx(address, &["cell", "example.org", "--timeout", "5"]);
    let shown = text(&cell.stdout);
    assert_eq!(cell.status.code(), Some(3), "{shown}");
    assert!(shown.starts_with("cell example.org, servers from the command line\n"), "{shown}");
    assert_eq!(shown.lines().count(), 3, "{shown}");
    assert!(
        shown.contains(&format!("protection {address}:7002: {address}:7002: nobody")),
        "{shown}"
    );

    let none = rx(address, &["cat", "/afs/example.org/none"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(text(&none.stderr).contains("no such file"), "{}", text(&none.stderr));
    let directory = rx(address, &["cat", "/afs/example.org"]);
    assert!(text(&directory.stderr).contains("this is a directory"));
    let no_path = rx(address, &["stat", "/etc"]);
    assert!(text(&no_path.stderr).contains("does not begin with /afs/"));
}

/// As a protected directory is read: by one whom the key of the cell names, and by nobody else.
#[test]
fn a_cell_that_wants_tokens_is_read_with_its_key() {
    let mut keys = KeySet::new();
    keys.add_kerberos(3, KerberosKey::new(Enctype(18), &[7; 32]).unwrap());
    let config = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("files");
    fs_of_host::create_dir_all(&config).unwrap();
    fs_of_host::write(config.join("KeyFileExt"), key_file_ext::emit(&keys)).unwrap();
    let store = Arc::new(KeyStore::fixed(keys));
    let [.., high, low] = std::process::id().to_be_bytes();
    let address = Ipv4Addr::new(127, 83, high, low.max(1));
    let location = Endpoint::bind((address, vl::PORT)).unwrap();
    let files = Endpoint::bind((address, fs::PORT)).unwrap();
    let is_alice = |peer: &RxkadPeer| peer.principal.to_string() == "alice@example.org";
    let rxkad = Arc::new(RxkadService::new(store).only(is_alice));
    let keys = ServiceKeys::new().with(rxkad).min_level(SecurityLevel::Encrypted).secured_only();
    let served = Cell::at(address);
    location.set_service_keys(vl::SERVICE, Some(keys.clone()));
    location.serve(vl::SERVICE, 2, handler(vl::sync::VlServer(served.clone()))).unwrap();
    files.set_service_keys(fs::SERVICE, Some(keys));
    files.serve(fs::SERVICE, 2, handler(fs::sync::RxafsServer(served.clone()))).unwrap();

    let list = format!(">example.org #\n{address} #db\n");
    fs_of_host::write(config.join("CellServDB"), list).unwrap();
    let config = config.to_str().unwrap().to_owned();
    let ls = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rx"));
        command.env("KRB5CCNAME", "/nowhere-at-all");
        command.args(["ls", "/afs/ex", "--config", &config]);
        let output = command.args(more).output().unwrap();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    // A path has the beginning of the cell's name, and the token counts for it.
    let (code, listed, said) = ls(&["--localauth", "--as", "alice"]);
    assert_eq!((code, &*listed), (Some(0), "a\\u{1b}[1mb\n"), "{said}");
    assert_eq!(said, "rx: asking the cell example.org as alice@example.org, encrypted\n");
    assert_eq!(served.1.load(Ordering::Relaxed), 1, "the server takes the farewell of alice");
    for more in [&["--localauth", "--as", "bob"][..], &["--localauth"], &[]] {
        let (code, listed, said) = ls(more);
        assert_eq!((code, &*listed), (Some(1), ""), "{said}");
    }
}
