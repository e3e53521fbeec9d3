//! Key files as OpenAFS and Kerberos write them, and what becomes of bad ones.

use super::*;
use crate::cipher::SessionKey;
use crate::kerberos::{Enctype, KerberosKey};
use proptest::prelude::*;
use rxrpc_core::ServiceId;
use std::fs;
use std::path::PathBuf;

const DES: [u8; 8] = [0xb5, 0x13, 0x9e, 0x57, 0xc8, 0xd9, 0xce, 0x2f];

fn aes(first: u8) -> KerberosKey {
    KerberosKey::new(Enctype::AES256_CTS_HMAC_SHA1_96, &[first; 32]).unwrap()
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}

/// As `asetkey add 5 b5139e57c8d9ce2f` writes it.
fn key_file_of_openafs() -> Vec<u8> {
    [&numbers(&[1, 5])[..], &DES].concat()
}

#[test]
fn key_file() {
    let keys = key_file::parse(&key_file_of_openafs()).unwrap();
    assert_eq!(keys.des(5), Some(&SessionKey::new(DES)));
    assert_eq!(keys.latest(), Some(ServiceKey::Des(5, &SessionKey::new(DES))));
    assert_eq!(key_file::emit(&keys), Ok(key_file_of_openafs()));
    assert_eq!(key_file::parse(&numbers(&[0])), Ok(KeySet::new()));
    assert_eq!(key_file::parse(&key_file_of_openafs()[..15]), Err(KeyFormatError::Short));
    assert_eq!(key_file::parse(&numbers(&[9])), Err(KeyFormatError::TooMany(9)));
    assert_eq!(key_file::parse(&[]), Err(KeyFormatError::Short));
}

#[test]
fn key_file_ext() {
    let file = [&numbers(&[1, 16, 2, 6, 18, 32])[..], &[7; 32]].concat();
    let keys = key_file_ext::parse(&file).unwrap();
    assert_eq!(keys.kerberos(6, Enctype(18)), Some(&aes(7)));
    assert_eq!(key_file_ext::emit(&keys), file);
    // A longer head, a key of rxgk, the same version and type twice, bytes behind.
    let file = [
        &numbers(&[4, 20, 2, 6, 18, 99, 32])[..],
        &[1; 32],
        &numbers(&[16, 1, 7, 18, 3]),
        &[2; 3],
        &numbers(&[16, 2, 6, 18, 32]),
        &[3; 32],
        &numbers(&[16, 2, 6, 23, 16]),
        &[4; 16],
        &[5; 9],
    ]
    .concat();
    let keys = key_file_ext::parse(&file).unwrap();
    assert_eq!(keys.kerberos(6, Enctype(18)), Some(&aes(3)));
    assert_eq!((keys.kerberos(7, Enctype(18)), keys.all_kerberos().count()), (None, 2));
    let failed = |file: &[u8]| key_file_ext::parse(file).unwrap_err();
    assert_eq!(failed(&numbers(&[1, 15, 2, 6, 18, 32])), KeyFormatError::Length);
    assert_eq!(failed(&numbers(&[u32::MAX, 16, 2, 6])), KeyFormatError::Short);
    assert_eq!(failed(&numbers(&[1, u32::MAX, 2, 6, 18, 32])), KeyFormatError::Short);
    assert_eq!(failed(&numbers(&[1, 16, 2, 6, 18, u32::MAX])), KeyFormatError::Short);
    assert_eq!(failed(&numbers(&[1, 16, 2, 6, 18, 4, 0])), KeyFormatError::KeyLength(4));
}

/// An entry, with the long kvno behind it if there is one.
fn keytab_entry(
    components: &[&str],
    kvno: u8,
    enctype: u16,
    key: &[u8],
    long: Option<u32>,
) -> Vec<u8> {
    let counted = |text: &[u8]| [&(text.len() as u16).to_be_bytes()[..], text].concat();
    let mut entry = (components.len() as u16).to_be_bytes().to_vec();
    entry.extend(counted(b"RX.TEST"));
    for component in components {
        entry.extend(counted(component.as_bytes()));
    }
    entry.extend(numbers(&[1, 0]));
    entry.push(kvno);
    entry.extend(enctype.to_be_bytes());
    entry.extend(counted(key));
    entry.extend(long.map(u32::to_be_bytes).into_iter().flatten());
    [&(entry.len() as u32).to_be_bytes()[..], &entry].concat()
}

fn keytab_of_two() -> Vec<u8> {
    let hole = [&numbers(&[5_u32.wrapping_neg()])[..], &[0xee; 5]].concat();
    [
        &[5, 2][..],
        &keytab_entry(&["afs", "rx.test"], 44, 18, &[7; 32], Some(300)),
        &hole,
        &keytab_entry(&["host", "www"], 2, 17, &[8; 16], None),
        &keytab_entry(&["afs"], 3, 3, &DES, Some(0)),
    ]
    .concat()
}

#[test]
fn keytab() {
    let file = keytab_of_two();
    let entries = keytab::entries(&file).unwrap();
    assert_eq!(entries.iter().map(|entry| entry.kvno).collect::<Vec<_>>(), [300, 2, 3]);
    assert!(entries[0].is_of("afs/rx.test@RX.TEST") && !entries[0].is_of("afs@RX.TEST"));
    assert_eq!(entries[1].key.enctype(), Enctype(17));
    assert_eq!(keytab::entries(&[5, 1]).unwrap_err(), KeyFormatError::Format);
    for len in 2..file.len() {
        let whole = [2, 2 + 83, 2 + 83 + 9].contains(&len);
        if !whole && let Ok(entries) = keytab::entries(&file[..len]) {
            assert!(entries.len() < 3, "{len}");
        }
    }
}

#[test]
fn the_key_of_local_tokens_is_that_of_openafs() {
    let key = |enctype, len| KerberosKey::new(Enctype(enctype), &vec![1; len]).unwrap();
    let mut keys = KeySet::new();
    assert_eq!(keys.latest(), None);
    keys.add_des(999, SessionKey::new(DES));
    assert_eq!(keys.latest(), None);
    keys.add_des(900, SessionKey::new(DES));
    assert!(matches!(keys.latest(), Some(ServiceKey::Des(900, _))));
    keys.add_kerberos(5, key(18, 32));
    keys.add_kerberos(6, key(23, 16));
    assert!(matches!(keys.latest(), Some(ServiceKey::Kerberos(6, key)) if key.enctype().0 == 23));
    keys.add_kerberos(6, key(20, 32));
    keys.add_kerberos(6, key(17, 16));
    assert!(matches!(keys.latest(), Some(ServiceKey::Kerberos(6, key)) if key.enctype().0 == 17));
    let shown = format!("{keys:?}");
    assert!(shown.contains("SessionKey(..)") && !shown.contains("181"), "{shown}");
}

/// A folder of its own, removed in the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("rxrpc-rxkad-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const SERVICE: ServiceId = ServiceId(52);

#[test]
fn files_that_change_are_read_again_and_bad_ones_change_nothing() {
    let folder = Folder::new("store");
    let store = KeyStore::open(KeySource::openafs_directory(&folder.0)).unwrap();
    assert!(store.keys(SERVICE).is_empty());
    assert!(!store.reload_if_changed().unwrap());

    fs::write(folder.0.join("KeyFile"), key_file_of_openafs()).unwrap();
    let before = store.keys(SERVICE);
    assert!(store.reload_if_changed().unwrap());
    assert!(store.keys(SERVICE).des(5).is_some() && before.is_empty());
    assert!(!store.reload_if_changed().unwrap());

    fs::write(folder.0.join("KeyFileExt"), [0, 0, 0, 1, 0]).unwrap();
    let error = store.reload_if_changed().unwrap_err();
    assert!(error.to_string().ends_with("KeyFileExt: the file ends too early"), "{error}");
    assert!(store.keys(SERVICE).des(5).is_some());
    assert!(!store.reload_if_changed().unwrap());
    assert!(store.reload().is_err());

    fs::remove_file(folder.0.join("KeyFileExt")).unwrap();
    fs::remove_file(folder.0.join("KeyFile")).unwrap();
    assert!(store.reload_if_changed().unwrap());
    assert!(store.keys(SERVICE).is_empty());
}

/// Files that may be missing say nothing of a directory that was misspelt.
#[test]
fn a_directory_that_is_not_there_is_an_error() {
    let folder = Folder::new("misspelt");
    let error = KeyStore::open(KeySource::openafs_directory(folder.0.join("servr"))).unwrap_err();
    let text = error.to_string();
    assert!(text.contains("servr: ") && !text.contains("KeyFile"), "{text}");
}

#[test]
fn a_service_may_have_keys_of_its_own() {
    let folder = Folder::new("own");
    let (key_file, keytab) = (folder.0.join("KeyFile"), folder.0.join("keytab"));
    fs::write(&key_file, key_file_of_openafs()).unwrap();
    fs::write(&keytab, keytab_of_two()).unwrap();
    let own = KeySource::keytab(&keytab, Some("host/www@RX.TEST")).only_for(SERVICE);
    let store = KeyStore::open([KeySource::key_file(&key_file), own]).unwrap();
    let keys = store.keys(SERVICE);
    assert!(keys.des(5).is_none() && keys.kerberos(2, Enctype(17)).is_some());
    assert!(store.keys(ServiceId(53)).des(5).is_some());

    let all = KeyStore::open([KeySource::keytab(&keytab, None)]).unwrap().keys(SERVICE);
    assert!(all.kerberos(300, Enctype(18)).is_some() && all.des(3).is_some());
    assert!(all.kerberos(2, Enctype(17)).is_none());
    let missing = KeyStore::open([KeySource::key_file(folder.0.join("none"))]).unwrap_err();
    assert!(matches!(missing, KeyFileError::Read { .. }));
    let fixed = KeyStore::fixed((*keys).clone());
    assert!(fixed.reload().is_ok() && !fixed.reload_if_changed().unwrap());
    assert!(!fixed.keys(SERVICE).is_empty());
}

proptest! {
    #[test]
    fn no_file_is_a_fault_of_ours(mut file in prop::collection::vec(any::<u8>(), 0..300), keytab: bool) {
        if keytab && file.len() > 2 {
            file[..2].copy_from_slice(&[5, 2]);
        }
        let _ = (keytab::entries(&file), key_file::parse(&file), key_file_ext::parse(&file));
    }
}
