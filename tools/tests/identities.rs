//! As whom the command asks: by the Kerberos credential cache, by a keytab, or as nobody. The KDCs here answer nothing; with real ones
//! it is run by `cargo xtask interop openafs afs`.

#![allow(clippy::unwrap_used)]
#![cfg(all(target_os = "linux", feature = "kerberos"))]

use rxrpc_afs::rxrpc_xdr::sync::handler;
use rxrpc_afs::rxrpc_xdr::{Chars, Context, Refusal, Text};
use rxrpc_afs::vl::{self, Nvldbentry};
use rxrpc_rxkad::kerberos::{Enctype, KerberosKey};
use rxrpc_rxkad::keys::{KeySet, KeyStore};
use rxrpc_rxkad::ticket::Krb5Ticket;
use rxrpc_rxkad::{Principal, RxkadPeer, RxkadService};
use rxrpc_sync::{Endpoint, SecurityLevel, ServiceKeys};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

const REALM: &str = "RX.TEST";
const SERVICE: [&str; 2] = ["afs", "rx.test"];
const GRANTING: [&str; 2] = ["krbtgt", REALM];

fn cell_key() -> KerberosKey {
    KerberosKey::new(Enctype(18), &[7; 32]).unwrap()
}

fn session_key() -> KerberosKey {
    KerberosKey::new(Enctype(17), &[5; 16]).unwrap()
}

/// In so many seconds.
fn time(seconds: i64) -> u32 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    u32::try_from(i64::try_from(now).unwrap() + seconds).unwrap()
}

/// A credential cache of format 4, as `kinit` leaves it; whose it is, and of which realm.
struct Cache(Vec<u8>, String, &'static str);

impl Cache {
    fn of(user: &str) -> Self {
        Self::of_realm(user, REALM)
    }

    fn of_realm(user: &str, realm: &'static str) -> Self {
        let mut cache = Self(vec![5, 4, 0, 0], user.to_owned(), realm);
        cache.principal(&[user], realm);
        cache
    }

    fn counted(&mut self, bytes: &[u8]) {
        self.0.extend(u32::try_from(bytes.len()).unwrap().to_be_bytes());
        self.0.extend(bytes);
    }

    fn principal(&mut self, components: &[&str], realm: &str) {
        self.0.extend(1_u32.to_be_bytes());
        self.0.extend(u32::try_from(components.len()).unwrap().to_be_bytes());
        self.counted(realm.as_bytes());
        for component in components {
            self.counted(component.as_bytes());
        }
    }

    /// A ticket for a service that ends in so many seconds, sealed with the cell's key.
    fn ticket(mut self, service: [&str; 2], seconds: i64) -> Self {
        let user = Principal::new("alice", "", self.2).unwrap();
        let sealed = Krb5Ticket::new(user, session_key()).seal(&cell_key(), 3, [5; 16]).unwrap();
        let ticket = Krb5Ticket::whole(&sealed, REALM, &service);
        let (client, realm) = (self.1.clone(), self.2);
        self.principal(&[&client], realm);
        self.principal(&service, REALM);
        self.0.extend(17_u16.to_be_bytes());
        self.counted(session_key().bytes());
        for time in [0, 0, time(seconds), 0] {
            self.0.extend(time.to_be_bytes());
        }
        // Of no other's key, without flags, addresses and authorizations.
        self.0.extend([0; 1 + 4 + 4 + 4]);
        self.counted(&ticket);
        self.counted(&[]);
        self
    }
}

/// A keytab with a key of a user.
fn keytab(user: &str) -> Vec<u8> {
    let mut entry = vec![0, 1];
    for text in [REALM, user] {
        entry.extend(u16::try_from(text.len()).unwrap().to_be_bytes());
        entry.extend(text.as_bytes());
    }
    entry.extend([0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 17, 0, 16]);
    entry.extend([9; 16]);
    let mut file = vec![5, 2];
    file.extend(u32::try_from(entry.len()).unwrap().to_be_bytes());
    file.extend(entry);
    file
}

/// Volume location that knows the volume of alice, and tells only her of it.
struct Locations;

impl vl::sync::VlService for Locations {
    fn get_entry_by_name_n(&self, _: &Context, _: Text<65>) -> Result<Nvldbentry, Refusal> {
        let name = Chars::new("home.alice").unwrap();
        Ok(Nvldbentry { name, volume_id: [536_870_912, 0, 0], ..Default::default() })
    }
}

/// What the command says, and where its files are.
struct Host {
    folder: PathBuf,
    server: Endpoint,
}

impl Host {
    /// `everybody`: nobody is answered, too.
    fn new(name: &str, everybody: bool) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("identities-{name}"));
        fs::create_dir_all(folder.join("config")).unwrap();
        fs::write(folder.join("config/ThisCell"), "rx.test\n").unwrap();
        fs::write(folder.join("config/CellServDB"), ">rx.test #\n127.0.0.1 #db.rx.test\n").unwrap();
        let host = Self { folder, server: Endpoint::bind("127.0.0.1:0").unwrap() };
        host.kdc("127.0.0.1:1");
        if !everybody {
            let mut keys = KeySet::new();
            keys.add_kerberos(3, cell_key());
            let is_alice = |peer: &RxkadPeer| {
                ["alice@RX.TEST", "alice@OTHER.TEST"].contains(&&*peer.principal.to_string())
            };
            let rxkad = RxkadService::new(Arc::new(KeyStore::fixed(keys))).only(is_alice);
            let keys = ServiceKeys::new().with(Arc::new(rxkad));
            let keys = keys.min_level(SecurityLevel::Encrypted).secured_only();
            host.server.set_service_keys(vl::SERVICE, Some(keys));
        }
        host.server.serve(vl::SERVICE, 2, handler(vl::sync::VlServer(Locations))).unwrap();
        host
    }

    /// Where the KDC of the realm is said to be.
    fn kdc(&self, address: &str) {
        let config = format!(
            "[libdefaults]\n default_realm = {REALM}\n dns_lookup_kdc = false\n udp_preference_limit = 1\n\
             [realms]\n {REALM} = {{\n  kdc = {address}\n }}\n[domain_realm]\n .rx.test = {REALM}\n"
        );
        fs::write(self.folder.join("krb5.conf"), config).unwrap();
    }

    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.folder.join(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// Asks for a volume with this cache: the exit code, and what is said on standard error.
    fn asks(&self, cache: &Path, more: &[&str]) -> (i32, String) {
        let server = self.server.local_addr().to_string();
        let mut command = Command::new(env!("CARGO_BIN_EXE_rx"));
        command.args(["vl", "volume", "home.alice", "--server", &server, "--config"]);
        command.arg(self.folder.join("config")).args(more);
        command.env("KRB5_CONFIG", self.folder.join("krb5.conf"));
        command.env("KRB5CCNAME", format!("FILE:{}", cache.display()));
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let found = String::from_utf8(output.stdout).unwrap().contains("home.alice");
        assert_eq!(found, output.status.success(), "{said}");
        (output.status.code().unwrap(), said.replace(&server, "SERVER"))
    }
}

#[test]
fn the_ticket_in_the_cache_says_who_asks() {
    let host = Host::new("ticket", false);
    let cache = host.file("cache", &Cache::of("alice").ticket(SERVICE, 3600).0);
    let as_alice = "rx: asking SERVER as alice@RX.TEST, encrypted\n";
    for more in [&[][..], &["--encrypt"], &["--cell", "rx.test"], &["--json"]] {
        assert_eq!(host.asks(&cache, more), (0, as_alice.into()), "{more:?}");
    }
    // The cell is known by the beginning of its name, too.
    assert_eq!(host.asks(&cache, &["--cell", "rx"]), (0, as_alice.into()));
    let (code, said) = host.asks(&cache, &["--noauth"]);
    assert_eq!(
        (code, said.lines().next()),
        (1, Some("rx: asking SERVER as nobody, not encrypted"))
    );
}

#[test]
fn without_a_ticket_that_holds_it_is_nobody_and_why_is_said() {
    let host = Host::new("nobody", true);
    let expired = Cache::of("alice").ticket(SERVICE, -60).ticket(GRANTING, -60);
    let expired = host.file("expired", &expired.0);
    let granting = host.file("granting", &Cache::of("alice").ticket(GRANTING, 3600).0);
    let garbage = host.file("garbage", &[5, 4, 0, 9, 1]);
    let missing = host.folder.join("missing");
    let cases: [(&Path, &str); 5] = [
        (&missing, "(no credential cache: "),
        (&expired, "(the tickets of alice@RX.TEST have expired, or there are none)"),
        (&granting, "(no ticket for the cell: afs/rx.test@RX.TEST: no KDC for RX.TEST answered"),
        (&garbage, "not a credential cache: "),
        (Path::new("/dev/zero"), "(/dev/zero: this is no file)"),
    ];
    for (cache, why) in cases {
        let (code, said) = host.asks(cache, &[]);
        assert_eq!(code, 0, "{said}");
        assert!(
            said.starts_with("rx: asking SERVER as nobody, not encrypted (") && said.contains(why),
            "{said}"
        );
        let (code, said) = host.asks(cache, &["--encrypt"]);
        assert_eq!(code, 1, "{said}");
        assert!(said.starts_with("rx: only nobody could ask, and not encrypted: "), "{said}");
        assert_eq!(
            host.asks(cache, &["--noauth"]),
            (0, "rx: asking SERVER as nobody, not encrypted\n".into())
        );
    }
}

#[test]
fn a_ticket_for_another_cell_is_no_ticket_for_this_one() {
    let host = Host::new("other", true);
    let cache = Cache::of("alice").ticket(SERVICE, 3600).ticket(GRANTING, 3600);
    let cache = host.file("cache", &cache.0);
    // DNS knows nothing of it, as nobody is there.
    let nowhere: &[&str] =
        if cfg!(feature = "dns") { &["--dns", "127.0.0.1:1", "--timeout", "1"] } else { &[] };
    let (code, said) = host.asks(&cache, &[&["--cell", "other.test"], nowhere].concat());
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("as nobody, not encrypted (no ticket for the cell: afs/other.test@RX.TEST: "),
        "{said}"
    );
    fs::remove_file(host.folder.join("config/ThisCell")).unwrap();
    let (code, said) = host.asks(&cache, &[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("(of which cell is not known: say --cell)"), "{said}");
}

/// The realm of the cell's servers is tried besides that of the user.
#[test]
fn a_user_of_another_realm_is_one_with_a_ticket_for_the_cell() {
    let host = Host::new("realm", false);
    let cache = Cache::of_realm("alice", "OTHER.TEST").ticket(SERVICE, 3600);
    let cache = host.file("cache", &cache.0);
    let as_alice = "rx: asking SERVER as alice@OTHER.TEST, encrypted\n";
    assert_eq!(host.asks(&cache, &["--encrypt"]), (0, as_alice.into()));
    // Without the ticket the KDC of the user's own realm would have to be asked, and nobody says where that is.
    let granting = Cache::of_realm("alice", "OTHER.TEST").ticket(["krbtgt", "OTHER.TEST"], 3600);
    let granting = host.file("granting", &granting.0);
    let (code, said) = host.asks(&granting, &[]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("as nobody, not encrypted (") && said.contains("OTHER.TEST"), "{said}");
}

#[test]
fn a_keytab_that_brings_no_ticket_is_an_error() {
    let host = Host::new("keytab", true);
    let good = host.file("keytab", &keytab("alice"));
    let garbage = host.file("garbage", &[5; 40]);
    let missing = host.folder.join("missing");
    let cache = host.file("cache", &Cache::of("alice").ticket(SERVICE, 3600).0);
    let cases: [(&Path, &[&str], &str); 6] = [
        (&good, &[], "rx: logging in: no KDC for RX.TEST answered"),
        (
            &good,
            &["--as", "bob"],
            "rx: logging in: no usable key: keytab has no AES key for bob@RX.TEST",
        ),
        (&good, &["--as", "alice@OTHER.TEST"], "rx: the set-up of Kerberos: "),
        (&garbage, &[], "not a file of this format"),
        (&missing, &[], "No such file"),
        (&host.folder, &[], "this is no file"),
    ];
    for (file, more, why) in cases {
        let more = [&["--keytab", file.to_str().unwrap()], more].concat();
        let (code, said) = host.asks(&cache, &more);
        assert!(code == 1 && said.contains(why) && !said.contains("asking"), "{said}");
    }
    for more in
        [&["--keytab", "x", "--localauth"][..], &["--keytab", "x", "--noauth"], &["--as", "alice"]]
    {
        assert_eq!(host.asks(&cache, more).0, 2, "{more:?}");
    }
}

/// A KDC that takes a connection and then says nothing.
#[test]
fn a_kdc_that_never_answers_is_waited_for_no_longer_than_was_said() {
    let host = Host::new("silent", true);
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    host.kdc(&silent.local_addr().unwrap().to_string());
    let granting = host.file("granting", &Cache::of("alice").ticket(GRANTING, 3600).0);
    let keytab = host.file("keytab", &keytab("alice"));
    let (code, said) = host.asks(&granting, &["--timeout", "1"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("as nobody, not encrypted ("), "{said}");
    let (code, said) =
        host.asks(&granting, &["--timeout", "1", "--keytab", keytab.to_str().unwrap()]);
    assert_eq!(code, 1, "{said}");
}

#[test]
fn a_terminal_obeys_no_name_of_a_cache() {
    let host = Host::new("terminal", false);
    let cache = host.file("cache", &Cache::of("al\u{1b}[1mice").ticket(SERVICE, 3600).0);
    assert_eq!(
        host.asks(&cache, &[]),
        (0, "rx: asking SERVER as al\\u{1b}[1mice@RX.TEST, encrypted\n".into())
    );
    let expired = host.file("expired", &Cache::of("al\u{1b}[1mice").ticket(SERVICE, -60).0);
    let (_, said) = host.asks(&expired, &[]);
    assert!(said.contains("(the tickets of al\\u{1b}[1mice@RX.TEST have expired"), "{said}");
}
