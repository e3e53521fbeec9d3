//! Every procedure: its code and name, its bytes there and back, and that a client and a service agree on it.

#![allow(clippy::unwrap_used)]

use rxrpc_afs::rxrpc_xdr::{self, AbortCode, Bytes, Decode, Encode, Procedure, RpcError, encode};
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::OnceLock;

/// What a procedure is, without its type.
struct Of {
    opcode: i32,
    name: &'static str,
    /// Fewest bytes of arguments and results.
    fewest: [usize; 2],
    try_bytes: fn(),
    try_garbage: fn(Bytes),
}

fn fewest<T: Decode>() -> usize {
    T::MIN
}

impl Of {
    /// As the list has it.
    fn line(&self) -> String {
        let [arguments, results] = self.fewest.map(|bytes| bytes / 4);
        format!("{} {} {arguments} {results}", self.opcode, self.name)
    }
}

macro_rules! procedures {
    ($($module:ident { $($arguments:ident,)+ })+) => {
        fn procedures() -> Vec<Of> {
            vec![$($({
                type Arguments = rxrpc_afs::$module::$arguments;
                Of {
                    opcode: Arguments::OPCODE,
                    name: Arguments::NAME,
                    fewest: [fewest::<Arguments>(), fewest::<<Arguments as Procedure>::Reply>()],
                    try_bytes: || {
                        come_back::<Arguments>(Arguments::NAME);
                        come_back::<<Arguments as Procedure>::Reply>(Arguments::NAME);
                    },
                    try_garbage: |bytes| {
                        read_garbage::<Arguments>(Arguments::NAME, &bytes);
                        read_garbage::<<Arguments as Procedure>::Reply>(Arguments::NAME, &bytes);
                    },
                }
            },)+)+]
        }
    };
}

procedures! {
    bos {
        BozoCreateBnodeRequest,
        BozoDeleteBnodeRequest,
        BozoSetStatusRequest,
        BozoGetStatusRequest,
        BozoEnumerateInstanceRequest,
        BozoGetInstanceInfoRequest,
        BozoGetInstanceParmRequest,
        BozoAddSUserRequest,
        BozoDeleteSUserRequest,
        BozoListSUsersRequest,
        BozoListKeysRequest,
        BozoGetCellNameRequest,
        BozoGetCellHostRequest,
        BozoSetTStatusRequest,
        BozoShutdownAllRequest,
        BozoRestartAllRequest,
        BozoStartupAllRequest,
        BozoRestartRequest,
        BozoInstallRequest,
        BozoGetDatesRequest,
        BozoExecRequest,
        BozoSetRestartTimeRequest,
        BozoGetRestartTimeRequest,
        BozoGetLogRequest,
        BozoWaitAllRequest,
        BozoGetInstanceStringsRequest,
        BozoGetRestrictedModeRequest,
        BozoSetRestrictedModeRequest,
    }
    fs {
        RxafsFetchDataRequest,
        RxafsFetchAclRequest,
        RxafsFetchStatusRequest,
        RxafsStoreDataRequest,
        RxafsOldStoreAclRequest,
        RxafsStoreStatusRequest,
        RxafsRemoveFileRequest,
        RxafsCreateFileRequest,
        RxafsRenameRequest,
        RxafsSymlinkRequest,
        RxafsLinkRequest,
        RxafsMakeDirRequest,
        RxafsRemoveDirRequest,
        RxafsGetStatisticsRequest,
        RxafsGiveUpCallBacksRequest,
        RxafsGetVolumeInfoRequest,
        RxafsGetVolumeStatusRequest,
        RxafsSetVolumeStatusRequest,
        RxafsGetRootVolumeRequest,
        RxafsGetTimeRequest,
        RxafsBulkStatusRequest,
        RxafsSetLockRequest,
        RxafsExtendLockRequest,
        RxafsReleaseLockRequest,
        RxafsXStatsVersionRequest,
        RxafsGetXStatsRequest,
        RxafsLookupRequest,
        RxafsStoreAclRequest,
        RxafsInlineBulkStatusRequest,
        RxafsFetchData64Request,
        RxafsStoreData64Request,
        RxafsGiveUpAllCallBacksRequest,
        RxafsGetCapabilitiesRequest,
        RxafsGetStatistics64Request,
        RxafscbCallBackRequest,
        RxafscbInitCallBackStateRequest,
        RxafscbProbeRequest,
        RxafscbWhoAreYouRequest,
        RxafscbInitCallBackState3Request,
        RxafscbProbeUuidRequest,
        RxafscbTellMeAboutYourselfRequest,
    }
    pr {
        PrINewEntryRequest,
        PrWhereIsItRequest,
        PrDumpEntryRequest,
        PrAddToGroupRequest,
        PrNameToIdRequest,
        PrIdToNameRequest,
        PrDeleteRequest,
        PrRemoveFromGroupRequest,
        PrGetCpsRequest,
        PrNewEntryRequest,
        PrListMaxRequest,
        PrSetMaxRequest,
        PrListEntryRequest,
        PrChangeEntryRequest,
        PrListElementsRequest,
        PrIsAMemberOfRequest,
        PrSetFieldsEntryRequest,
        PrListOwnedRequest,
        PrGetCps2Request,
        PrGetHostCpsRequest,
        PrUpdateEntryRequest,
        PrListEntriesRequest,
        PrListSuperGroupsRequest,
    }
    ubik {
        VoteBeaconRequest,
        VoteDebugOldRequest,
        VoteSDebugOldRequest,
        VoteDebugRequest,
        VoteSDebugRequest,
        VoteXDebugRequest,
        VoteXsDebugRequest,
        DiskBeginRequest,
        DiskCommitRequest,
        DiskLockRequest,
        DiskWriteRequest,
        DiskGetVersionRequest,
        DiskGetFileRequest,
        DiskSendFileRequest,
        DiskAbortRequest,
        DiskReleaseLocksRequest,
        DiskTruncateRequest,
        DiskProbeRequest,
        DiskWriteVRequest,
        DiskUpdateInterfaceAddrRequest,
        DiskSetVersionRequest,
    }
    vl {
        VlCreateEntryRequest,
        VlDeleteEntryRequest,
        VlGetEntryByIdRequest,
        VlGetEntryByNameORequest,
        VlGetNewVolumeIdRequest,
        VlReplaceEntryRequest,
        VlUpdateEntryRequest,
        VlSetLockRequest,
        VlReleaseLockRequest,
        VlListEntryRequest,
        VlListAttributesRequest,
        VlLinkedListRequest,
        VlGetStatsRequest,
        VlProbeServerRequest,
        VlGetAddrsRequest,
        VlChangeAddrRequest,
        VlCreateEntryNRequest,
        VlGetEntryByIdnRequest,
        VlGetEntryByNameNRequest,
        VlReplaceEntryNRequest,
        VlListEntryNRequest,
        VlListAttributesNRequest,
        VlUpdateEntryByNameRequest,
        VlGetEntryByNameURequest,
        VlRegisterAddrsRequest,
        VlGetAddrsURequest,
        VlListAttributesN2Request,
    }
    volser {
        AfsVolCreateVolumeRequest,
        AfsVolDeleteVolumeRequest,
        AfsVolRestoreRequest,
        AfsVolForwardRequest,
        AfsVolEndTransRequest,
        AfsVolCloneRequest,
        AfsVolSetFlagsRequest,
        AfsVolGetFlagsRequest,
        AfsVolTransCreateRequest,
        AfsVolDumpRequest,
        AfsVolGetNameRequest,
        AfsVolGetStatusRequest,
        AfsVolListPartitionsRequest,
        AfsVolListVolumesRequest,
        AfsVolSetIdsTypesRequest,
        AfsVolMonitorRequest,
        AfsVolPartitionInfoRequest,
        AfsVolReCloneRequest,
        AfsVolListOneVolumeRequest,
        AfsVolNukeVolumeRequest,
        AfsVolSetDateRequest,
        AfsVolXListVolumesRequest,
        AfsVolXListOneVolumeRequest,
        AfsVolSetInfoRequest,
        AfsVolXListPartitionsRequest,
        AfsVolForwardMultipleRequest,
        AfsVolConvertROtoRwRequest,
        AfsVolGetSizeRequest,
        AfsVolDumpV2Request,
        AfsVolPartitionInfo64Request,
        AfsVolSplitVolumeRequest,
    }
}

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

#[cfg(not(feature = "serde"))]
trait Value: Decode + Encode + Debug + PartialEq {}
#[cfg(not(feature = "serde"))]
impl<T: Decode + Encode + Debug + PartialEq> Value for T {}

#[cfg(feature = "serde")]
use rxrpc_xdr::serde::{Serialize, de::DeserializeOwned};
#[cfg(feature = "serde")]
trait Value: Decode + Encode + Debug + PartialEq + Serialize + DeserializeOwned {}
#[cfg(feature = "serde")]
impl<T: Decode + Encode + Debug + PartialEq + Serialize + DeserializeOwned> Value for T {}

/// Values go through a format of serde as well.
#[cfg(feature = "serde")]
fn in_json<T: Value>(name: &str, value: &T) {
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&json).as_ref().ok(), Some(value), "{name}: {json}");
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
    for procedure in procedures() {
        (procedure.try_bytes)();
    }
}

#[test]
fn every_procedure_has_its_code_name_and_size() {
    let lines = include_str!("procedures.txt").lines().filter(|line| !line.starts_with('#'));
    let known: BTreeSet<String> = lines.map(str::to_owned).collect();
    let made: BTreeSet<String> = procedures().iter().map(Of::line).collect();
    let missing: Vec<_> = known.difference(&made).collect();
    let more: Vec<_> = made.difference(&known).collect();
    assert!(missing.is_empty() && more.is_empty(), "missing {missing:?}, too many {more:?}");
}

/// Garbage, and what announces more than there is, is refused in bounded time and memory.
#[test]
fn garbage_is_no_value() {
    let ones: Bytes = vec![0xff; 4 << 10].into();
    let bytes = |length: usize| ones.slice(..length.min(ones.len()));
    for procedure in procedures() {
        for length in [0, 1, 3, 4, 5, 60, 1000, ones.len()] {
            (procedure.try_garbage)(bytes(length));
        }
    }
}

/// Reads a value that may be none. One that has a length of its own does not begin with so large a one.
fn read_garbage<T: Value>(name: &str, bytes: &Bytes) {
    let read = rxrpc_xdr::decode::<T>(bytes.clone());
    let fits = bytes.len() >= T::MIN && T::MIN == T::MAX;
    assert_eq!(read.is_ok(), fits, "{name}: {} bytes, {read:?}", bytes.len());
}

/// The table of the documentation has a row for each module, which ends with how many procedures each package has.
#[test]
fn the_documentation_counts_right() {
    let of = |prefixes: &[&str]| -> Vec<String> {
        let count = |prefix: &&str| {
            let of_package = |one: &&Of| one.name.starts_with(prefix);
            procedures().iter().filter(of_package).count().to_string()
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
