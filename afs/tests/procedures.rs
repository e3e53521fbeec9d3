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
    try_bytes: fn(),
}

macro_rules! procedures {
    ($($module:ident { $($arguments:ident,)+ })+) => {
        fn procedures() -> Vec<Of> {
            vec![$($({
                type Arguments = rxrpc_afs::$module::$arguments;
                Of {
                    opcode: Arguments::OPCODE,
                    name: Arguments::NAME,
                    try_bytes: || {
                        come_back::<Arguments>(Arguments::NAME);
                        come_back::<<Arguments as Procedure>::Reply>(Arguments::NAME);
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

/// What can be read can be written, and is the same when it is read again; and so is what is empty.
fn come_back<T: Decode + Encode + Debug + PartialEq>(name: &str) {
    let mut read = 0;
    for words in samples() {
        let Ok(value) = rxrpc_xdr::decode::<T>(words.clone()) else { continue };
        let bytes = encode(&value).unwrap();
        assert!((T::MIN..=T::MAX).contains(&bytes.len()), "{name}: {} bytes", bytes.len());
        assert_eq!(rxrpc_xdr::decode::<T>(bytes.clone()).as_ref(), Ok(&value), "{name}");
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
fn every_procedure_has_its_code_and_name() {
    let facts: BTreeSet<(i32, &str)> = include_str!("procedures.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once(' ').unwrap())
        .map(|(code, name)| (code.parse().unwrap(), name))
        .collect();
    let made: BTreeSet<(i32, &str)> =
        procedures().iter().map(|procedure| (procedure.opcode, procedure.name)).collect();
    let missing: Vec<_> = facts.difference(&made).collect();
    let more: Vec<_> = made.difference(&facts).collect();
    assert!(missing.is_empty() && more.is_empty(), "missing {missing:?}, too many {more:?}");
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
