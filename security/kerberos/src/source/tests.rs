//! Tickets that a cache has become tokens without anybody being asked.

use super::*;
use rxrpc_rxkad::kerberos::KerberosKey;
use rxrpc_rxkad::ticket::Krb5Ticket;
use std::fs;
use std::path::PathBuf;

fn key(enctype: Enctype) -> KerberosKey {
    KerberosKey::new(enctype, &std::array::from_fn::<u8, 16, _>(|at| at as u8)).unwrap()
}

/// A ticket for the cell's servers, as a KDC gives it.
fn ticket() -> Vec<u8> {
    let alice = rxrpc_rxkad::Principal::new("alice", "", "RX.TEST").unwrap();
    let key = key(Enctype::AES128_CTS_HMAC_SHA1_96);
    let sealed = Krb5Ticket::new(alice, key.clone()).seal(&key, 6, [5; 16]).unwrap();
    Krb5Ticket::whole(&sealed, "RX.TEST", &["afs", "rx.test"])
}

/// A credential cache in its format 4, as files have it.
struct Cache(Vec<u8>);

impl Cache {
    fn of(client: &[&str]) -> Self {
        let mut cache = Self(vec![5, 4, 0, 0]);
        cache.principal(client, "RX.TEST");
        cache
    }

    fn counted(&mut self, bytes: &[u8]) {
        self.0.extend((bytes.len() as u32).to_be_bytes());
        self.0.extend(bytes);
    }

    fn principal(&mut self, components: &[&str], realm: &str) {
        self.0.extend(1_u32.to_be_bytes());
        self.0.extend((components.len() as u32).to_be_bytes());
        self.counted(realm.as_bytes());
        for component in components {
            self.counted(component.as_bytes());
        }
    }

    /// A ticket for a service, with a session key of AES of 128 bits.
    fn ticket(mut self, realm: &str, service: &[&str], end: i64) -> Self {
        self.principal(&["alice"], "RX.TEST");
        self.principal(service, realm);
        self.0.extend(17_u16.to_be_bytes());
        self.counted(key(Enctype(17)).bytes());
        for time in [0, 0, end as u32, 0] {
            self.0.extend(time.to_be_bytes());
        }
        // No ticket for another's, flags, addresses or authorizations.
        self.0.extend([0; 1 + 4 + 4 + 4]);
        self.counted(&ticket());
        self.counted(&[]);
        self
    }
}

/// A folder of its own, removed in the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("rxrpc-kerberos-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Nobody answers there.
const CONFIG: &[u8] = b"[libdefaults]\n default_realm = RX.TEST\n dns_lookup_kdc = false\n\
    [realms]\n RX.TEST = {\n  kdc = 127.0.0.1:1\n }\n[domain_realm]\n .rx.test = RX.TEST\n";

fn now() -> i64 {
    Timestamp::of(SystemTime::now()).0
}

#[test]
fn a_ticket_in_the_cache_becomes_a_token() {
    let folder = Folder::new("cache");
    let end = now() + 3600;
    let cache = Cache::of(&["alice"])
        // What MIT's programs note there.
        .ticket("X-CACHECONF:", &["krb5_ccache_conf_data", "fast_avail"], 0)
        .ticket("RX.TEST", &["afs", "rx.test"], end);
    let name = format!("FILE:{}", folder.file("cc", &cache.0).display());
    let config = folder.file("krb5.conf", CONFIG);
    let token = Kerberos::with_config("rx.test", &config).unwrap().from_named_cache(&name).unwrap();
    assert_eq!((token.kvno(), token.ticket()), (256, &ticket()[..]));
    assert_eq!((token.expiry(), token.cell()), (Timestamp(end), Some("rx.test")));
    // By the key derivation that OpenAFS has.
    assert_eq!(token.session_key().vector(), 0x0783_8c58_c11c_64ab);
}

#[test]
fn an_expired_ticket_is_none() {
    let folder = Folder::new("expired");
    let cache = Cache::of(&["alice"]).ticket("RX.TEST", &["afs", "rx.test"], now() - 10);
    let name = format!("FILE:{}", folder.file("cc", &cache.0).display());
    let config = folder.file("krb5.conf", CONFIG);
    let kerberos = Kerberos::with_config("rx.test", &config).unwrap();
    let refused = kerberos.database_server("db.rx.test").from_named_cache(&name).unwrap_err();
    let KerberosError::NoTicket { said } = refused else { panic!("{refused}") };
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("afs/rx.test@RX.TEST: ") && said[1].starts_with("afs@RX.TEST: "));
}

#[test]
fn what_is_not_there_is_told() {
    let folder = Folder::new("missing");
    let config = folder.file("krb5.conf", CONFIG);
    let kerberos = Kerberos::with_config("rx.test", &config).unwrap();
    let missing = format!("FILE:{}", folder.0.join("none").display());
    assert!(matches!(kerberos.from_named_cache(&missing), Err(KerberosError::File(_))));
    assert!(matches!(kerberos.from_named_cache("WHAT:ever"), Err(KerberosError::File(_))));
    let keytab = kerberos.with_keytab("alice", folder.0.join("none"));
    assert!(matches!(keytab, Err(KerberosError::File(_))));
}
