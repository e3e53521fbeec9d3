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
    assert_eq!(token.user(), Some("alice@RX.TEST"));
    // By the key derivation that OpenAFS has.
    assert_eq!(token.session_key().vector(), 0x0783_8c58_c11c_64ab);
}

#[test]
fn an_expired_ticket_is_none() {
    let folder = Folder::new("expired");
    let cache = Cache::of(&["alice"]).ticket("RX.TEST", &["afs", "rx.test"], now() - 10).ticket(
        "RX.TEST",
        &["krbtgt", "RX.TEST"],
        now() - 10,
    );
    let name = format!("FILE:{}", folder.file("cc", &cache.0).display());
    let config = folder.file("krb5.conf", CONFIG);
    let kerberos = Kerberos::with_config("rx.test", &config).unwrap();
    let refused = kerberos.from_named_cache(&name).unwrap_err();
    let KerberosError::Expired { user } = refused else { panic!("{refused}") };
    assert_eq!(user, "alice@RX.TEST");
}

#[test]
fn each_name_that_no_kdc_knows_is_told() {
    let folder = Folder::new("no-kdc");
    let granting = Cache::of(&["alice"]).ticket("RX.TEST", &["krbtgt", "RX.TEST"], now() + 3600);
    let name = format!("FILE:{}", folder.file("cc", &granting.0).display());
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
    assert!(matches!(kerberos.from_named_cache(&missing), Err(KerberosError::NoCache(_))));
    assert!(matches!(kerberos.from_named_cache("WHAT:ever"), Err(KerberosError::File(_))));
    let keytab = kerberos.with_keytab("alice", folder.0.join("none"));
    assert!(matches!(keytab, Err(KerberosError::File(_))));
}

#[test]
fn what_is_no_cache_or_keytab_is_told_and_never_waited_for() {
    let folder = Folder::new("garbage");
    let config = folder.file("krb5.conf", CONFIG);
    let kerberos = Kerberos::with_config("rx.test", &config).unwrap();
    let garbage = folder.file("garbage", &[5; 100]);
    let long = folder.file("long", &vec![5; (4 << 20) + 1]);
    for path in [&garbage, &long, &folder.0, &"/dev/zero".into()] {
        let cache = kerberos.from_named_cache(&format!("FILE:{}", path.display()));
        assert!(matches!(cache, Err(KerberosError::File(_))), "{cache:?}");
        let keytab = kerberos.from_keytab(path);
        assert!(matches!(keytab, Err(KerberosError::File(_))), "{keytab:?}");
    }
    // A hole of a length that has no opposite.
    let hole = folder.file("hole", &[5, 2, 0x80, 0, 0, 0]);
    assert!(matches!(kerberos.from_keytab(&hole), Err(KerberosError::File(_))));
    let empty = folder.file("empty", &[5, 2]);
    let said = kerberos.from_keytab(&empty).unwrap_err().to_string();
    assert!(said.ends_with("empty: it has no key"), "{said}");
}

/// A keytab with a key of RC4, which is not known here, and one of AES.
fn keytab_of(name: &str) -> Vec<u8> {
    let mut file = vec![5, 2];
    for (name, enctype) in [("mallory", 23_u16), (name, 17)] {
        let mut entry = 1_u16.to_be_bytes().to_vec();
        for text in [b"RX.TEST", name.as_bytes()] {
            entry.extend((text.len() as u16).to_be_bytes());
            entry.extend(text);
        }
        entry.extend([0, 0, 0, 1, 0, 0, 0, 0, 3]);
        entry.extend(enctype.to_be_bytes());
        entry.extend([0, 16]);
        entry.extend([7; 16]);
        file.extend((entry.len() as u32).to_be_bytes());
        file.extend(entry);
    }
    file
}

#[test]
fn a_keytab_is_of_its_first_principal_or_of_one_that_is_named() {
    let folder = Folder::new("keytab");
    let config = folder.file("krb5.conf", CONFIG);
    let kerberos = Kerberos::with_config("rx.test", &config).unwrap();
    let keytab = folder.file("keytab", &keytab_of("alice"));
    let said = |result: Result<Token, KerberosError>| result.unwrap_err().to_string();
    // Both get as far as the KDC, which is not there.
    for told in [kerberos.from_keytab(&keytab), kerberos.with_keytab("alice@RX.TEST", &keytab)] {
        let told = said(told);
        assert!(told.starts_with("logging in: no KDC for RX.TEST answered"), "{told}");
    }
    for name in ["bob", "mallory", "alice@OTHER.TEST"] {
        let told = said(kerberos.with_keytab(name, &keytab));
        assert!(told.contains("no AES key for") || told.contains("OTHER.TEST"), "{told}");
    }
    let without_realm = folder.file("without", b"[libdefaults]\n");
    let kerberos = Kerberos::with_config("rx.test", &without_realm).unwrap();
    let told = said(kerberos.with_keytab("alice", &keytab));
    assert!(told.contains("of which realm is alice?"), "{told}");
}
