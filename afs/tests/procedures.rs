//! Every procedure: its code, name and size, its bytes there and back, and that a client and a service agree on it.

#![allow(clippy::unwrap_used)]

mod support;

use rxrpc_afs::rxrpc_xdr::{self, AbortCode, Bytes, Decode, Procedure, RpcError, encode};
use std::collections::BTreeSet;
use std::sync::OnceLock;
use support::{Value, Visit, each_procedure};

/// Words that many a type can be read from: small numbers, which are short lengths, among others; the more zeros, the
/// larger the seed's last four bits.
fn words(mut seed: u64) -> Bytes {
    let zeros = u32::try_from(seed % 16).unwrap();
    let mut next = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        u32::try_from(seed >> 32).unwrap()
    };
    let word = |one: u32| match one % 4 {
        _ if one >> 28 < zeros => 0,
        0 => 0,
        1 => one >> 2 & 1,
        2 => (one >> 2).cast_signed().wrapping_neg().cast_unsigned() | 0x0101_0101,
        _ => one >> 2 & 0x7f,
    };
    (0..2_000).flat_map(|_| word(next()).to_be_bytes()).collect::<Vec<u8>>().into()
}

fn samples() -> &'static [Bytes] {
    static SAMPLES: OnceLock<Vec<Bytes>> = OnceLock::new();
    SAMPLES.get_or_init(|| (1..64).map(words).collect())
}

/// Values go through a format of serde as well.
#[cfg(feature = "serde")]
fn in_json<T: Value>(name: &str, value: &T) {
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&json).as_ref().ok(), Some(value), "{name}: {json}");
}

struct ComeBack;

impl Visit for ComeBack {
    fn visit<P: Procedure + Value>(&mut self)
    where
        P::Reply: Value,
    {
        come_back::<P>(P::NAME);
        come_back::<P::Reply>(P::NAME);
    }
}

/// What can be read can be written, and is the same when it is read again.
fn come_back<T: Value>(name: &str) {
    let mut read = 0;
    for words in samples() {
        let Ok(value) = rxrpc_xdr::decode::<T>(words.clone()) else { continue };
        let bytes = encode(&value).unwrap();
        assert!((T::MIN..=T::MAX).contains(&bytes.len()), "{name}: {} bytes", bytes.len());
        assert_eq!(rxrpc_xdr::decode::<T>(bytes.clone()).as_ref(), Ok(&value), "{name}");
        #[cfg(feature = "serde")]
        in_json(name, &value);
        // A byte less is too short, whatever it is.
        if let Some(less) = bytes.len().checked_sub(1) {
            assert!(rxrpc_xdr::decode::<T>(bytes.slice(..less)).is_err(), "{name}");
        }
        read += 1;
    }
    assert!(read > 0, "{name}: nothing was read");
}

#[test]
fn values_of_every_procedure_come_back() {
    each_procedure(&mut ComeBack);
}

/// The procedures as the list has them.
#[derive(Default)]
struct Lines(BTreeSet<String>);

impl Visit for Lines {
    fn visit<P: Procedure + Value>(&mut self)
    where
        P::Reply: Value,
    {
        let words = |bytes: usize| bytes / 4;
        let (arguments, results) = (words(P::MIN), words(<P::Reply as Decode>::MIN));
        self.0.insert(format!("{} {} {arguments} {results}", P::OPCODE, P::NAME));
    }
}

fn lines() -> BTreeSet<String> {
    let mut lines = Lines::default();
    each_procedure(&mut lines);
    lines.0
}

#[test]
fn every_procedure_has_its_code_name_and_size() {
    let known = include_str!("procedures.txt").lines().filter(|line| !line.starts_with('#'));
    let known: BTreeSet<String> = known.map(str::to_owned).collect();
    let made = lines();
    let missing: Vec<_> = known.difference(&made).collect();
    let more: Vec<_> = made.difference(&known).collect();
    assert!(missing.is_empty() && more.is_empty(), "missing {missing:?}, too many {more:?}");
}

/// Codes and names, as the tables of the packages have them.
#[test]
fn every_procedure_is_in_the_table_of_its_package() {
    use rxrpc_afs::{bos, cb, fs, pr, ubik, vl, volser};
    let tables = [
        vl::VL_OPERATIONS,
        pr::PR_OPERATIONS,
        bos::BOZO_OPERATIONS,
        ubik::VOTE_OPERATIONS,
        ubik::DISK_OPERATIONS,
        volser::AFS_VOL_OPERATIONS,
        fs::RXAFS_OPERATIONS,
        cb::RXAFSCB_OPERATIONS,
    ];
    assert!(tables.iter().all(|table| table.is_sorted()));
    let of_tables: BTreeSet<String> =
        tables.concat().iter().map(|(code, name)| format!("{code} {name}")).collect();
    let lines = lines();
    let words = |line: &String| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    assert_eq!(of_tables, lines.iter().map(words).collect());
}

/// Garbage, and what announces more than there is.
struct Garbage;

impl Visit for Garbage {
    fn visit<P: Procedure + Value>(&mut self)
    where
        P::Reply: Value,
    {
        let ones: Bytes = vec![0xff; 4 << 10].into();
        for length in [0, 1, 3, 4, 5, 60, 1000, ones.len()] {
            read_garbage::<P>(P::NAME, &ones.slice(..length));
            read_garbage::<P::Reply>(P::NAME, &ones.slice(..length));
        }
    }
}

/// Nothing of a length of its own is so long.
fn read_garbage<T: Value>(name: &str, bytes: &Bytes) {
    let read = rxrpc_xdr::decode::<T>(bytes.clone());
    let fits = bytes.len() >= T::MIN && T::MIN == T::MAX;
    assert_eq!(read.is_ok(), fits, "{name}: {} bytes, {read:?}", bytes.len());
}

#[test]
fn garbage_is_no_value() {
    each_procedure(&mut Garbage);
}

/// The table of the documentation has a row for each module, which ends with how many procedures each package has.
#[test]
fn the_documentation_counts_right() {
    let lines = lines();
    let of = |prefixes: &[&str]| -> Vec<String> {
        let count = |prefix: &&str| {
            let of_package = |line: &&String| {
                line.split(' ').nth(1).is_some_and(|name| name.starts_with(prefix))
            };
            lines.iter().filter(of_package).count().to_string()
        };
        prefixes.iter().map(count).collect()
    };
    let packages: [(&str, &[&str]); 7] = [
        ("vl", &["VL_"]),
        ("pr", &["PR_"]),
        ("bos", &["BOZO_"]),
        ("ubik", &["VOTE_", "DISK_"]),
        ("volser", &["AFSVol"]),
        ("fs", &["RXAFS_"]),
        ("cb", &["RXAFSCB_"]),
    ];
    for (module, prefixes) in packages {
        let row = |line: &&str| line.starts_with(&format!("| [`{module}`] |"));
        let row = include_str!("../src/crate.md").lines().find(row).unwrap();
        let counts = format!("| {} |", of(prefixes).join("; "));
        assert!(row.ends_with(&counts), "{row} and not {counts}");
    }
}

/// A service that has no answer of its own to anything.
struct Empty;

macro_rules! refused {
    ($($test:ident: $module:ident, $service:ident, $server:ident, $($arguments:ident($result:pat))+;)+) => {
        $(
            impl rxrpc_afs::$module::sync::$service for Empty {}
            impl rxrpc_afs::$module::asynchronous::$service for Empty {}

            #[test]
            fn $test() {
                use rxrpc_afs::$module::{self, $($arguments),+};
                let service = rxrpc_xdr::sync::InMemory::new($module::sync::$server(Empty));
                let blocking = rxrpc_xdr::sync::Client::new(service);
                let service = rxrpc_xdr::asynchronous::InMemory::new($module::asynchronous::$server(Empty));
                let tasks = rxrpc_xdr::asynchronous::Client::new(service);
                $(
                    let arguments = $arguments::default();
                    let refused = blocking.call(&arguments).unwrap_err();
                    assert!(matches!(refused, $result), "{refused}");
                    let refused = futures::executor::block_on(tasks.call(&arguments)).unwrap_err();
                    assert!(matches!(refused, $result), "{refused}");
                )+
            }
        )+
    };
}

refused! {
    an_empty_service_of_volume_location_refuses: vl, VlService, VlServer,
        VlProbeServerRequest(RpcError::Aborted(AbortCode::RXGEN_OPCODE))
        VlGetEntryByNameURequest(RpcError::Aborted(AbortCode::RXGEN_OPCODE));
    an_empty_service_of_protection_refuses: pr, PrService, PrServer,
        PrListMaxRequest(RpcError::Aborted(AbortCode::RXGEN_OPCODE))
        PrNameToIdRequest(RpcError::Aborted(AbortCode::RXGEN_OPCODE));
    an_empty_overseer_refuses: bos, BozoService, BozoServer,
        BozoGetCellNameRequest(RpcError::Aborted(AbortCode::RXGEN_OPCODE))
        BozoInstallRequest(RpcError::Aborted(AbortCode::RXGEN_OPCODE));
    an_empty_file_server_refuses: fs, RxafsService, RxafsServer,
        RxafsGetTimeRequest(RpcError::Aborted(AbortCode::RXGEN_OPCODE))
        RxafsFetchData64Request(RpcError::Aborted(AbortCode::RXGEN_OPCODE));
    a_client_that_serves_nothing_refuses: cb, RxafscbService, RxafscbServer,
        RxafscbProbeRequest(RpcError::Aborted(AbortCode::RXGEN_OPCODE))
        RxafscbTellMeAboutYourselfRequest(RpcError::Aborted(AbortCode::RXGEN_OPCODE));
    an_empty_server_of_votes_refuses: ubik, VoteService, VoteServer,
        VoteBeaconRequest(RpcError::Aborted(AbortCode::RXGEN_OPCODE))
        VoteXsDebugRequest(RpcError::Aborted(AbortCode::RXGEN_OPCODE));
    an_empty_volume_server_refuses: volser, AfsVolService, AfsVolServer,
        AfsVolMonitorRequest(RpcError::Aborted(AbortCode::RXGEN_OPCODE))
        AfsVolRestoreRequest(RpcError::Aborted(AbortCode::RXGEN_OPCODE));
}
