//! Whole conversations of OpenAFS's programs: each call of the captures is read by its procedure, and written again as the same
//! bytes.

#![allow(clippy::unwrap_used)]

#[path = "../../rxrpc-wire/tests/support/pcap.rs"]
mod pcap;
mod support;

use rxrpc_afs::rxrpc_xdr::{self, AbortCode, Bytes, Procedure, encode};
use rxrpc_afs::{bos, cb, errors, fs, ubik, vl, volser};
use rxrpc_wire::{Flags, Header, PacketType};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use support::{Value, Visit, each_procedure};

/// One call: what was sent, and what came back.
#[derive(Debug, Default)]
struct Call {
    service: u16,
    request: BTreeMap<u32, Vec<u8>>,
    reply: BTreeMap<u32, Vec<u8>>,
    refused: Option<i32>,
}

impl Call {
    fn request(&self) -> Bytes {
        self.request.values().flatten().copied().collect()
    }

    fn reply(&self) -> Bytes {
        self.reply.values().flatten().copied().collect()
    }

    fn opcode(&self) -> i32 {
        rxrpc_xdr::decode(self.request()).unwrap()
    }
}

/// The calls of a capture, in the order of connections and calls.
fn calls(name: &str) -> Vec<Call> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/captures");
    let file = std::fs::read(folder.join(name).with_extension("pcap")).unwrap();
    let mut calls: BTreeMap<(u32, u32, u32), Call> = BTreeMap::new();
    for packet in pcap::udp_payloads(&file) {
        let (header, body) = Header::parse(&packet).unwrap();
        let key = (header.epoch.0, header.cid.0, header.call_number.0);
        match header.packet_type {
            // What a file server asks of protection is encrypted.
            PacketType::Data if header.service_id.0 == 73 && header.security_index.0 != 0 => {}
            PacketType::Data => {
                assert!(!header.flags.contains(Flags::JUMBO_PACKET), "{name}: a jumbogram");
                let call = calls.entry(key).or_default();
                call.service = header.service_id.0;
                let asked = header.flags.contains(Flags::CLIENT_INITIATED);
                let side = if asked { &mut call.request } else { &mut call.reply };
                side.insert(header.seq.0, body.to_vec());
            }
            PacketType::Abort if header.call_number.0 != 0 => {
                let code = rxrpc_xdr::decode(body.to_vec()).unwrap();
                calls.entry(key).or_default().refused = Some(code);
            }
            _ => {}
        }
    }
    calls.into_values().filter(|call| !call.request.is_empty()).collect()
}

/// The service that the procedures of a package are of.
fn service_of(procedure: &str) -> u16 {
    let packages =
        [("VL_", 52), ("PR_", 73), ("AFSVol", 4), ("VOTE_", 50), ("DISK_", 51), ("BOZO_", 1)];
    let found = packages.iter().find(|(prefix, _)| procedure.starts_with(prefix));
    found.map_or(1, |(_, service)| *service)
}

/// How many bytes of raw data stand before the results.
fn raw_data(procedure: &str, reply: &Bytes) -> usize {
    let length = |size: usize, length: u64| size + usize::try_from(length).unwrap();
    match procedure {
        "RXAFS_FetchData" | "DISK_GetFile" => {
            length(4, rxrpc_xdr::decode::<u32>(reply.clone()).unwrap().into())
        }
        "RXAFS_FetchData64" => length(8, rxrpc_xdr::decode(reply.clone()).unwrap()),
        "AFSVolDump" | "AFSVolDumpV2" => reply.len(),
        _ => 0,
    }
}

/// Whether raw data follows the arguments.
fn has_raw_data(procedure: &str) -> bool {
    matches!(procedure, "RXAFS_StoreData" | "RXAFS_StoreData64" | "AFSVolRestore" | "DISK_SendFile")
}

/// Reads and writes the calls that are of each procedure.
struct Again<'a> {
    calls: &'a [Call],
    /// Of which procedures each call was.
    found: Vec<Vec<&'static str>>,
}

impl Visit for Again<'_> {
    fn visit<P: Procedure + Value>(&mut self)
    where
        P::Reply: Value,
    {
        let name = P::NAME;
        for (call, found) in self.calls.iter().zip(&mut self.found) {
            // File servers and their clients have one number for two things.
            let arguments = call.request().slice(4..);
            let fits =
                arguments.len() >= P::MIN && (arguments.len() <= P::MAX || has_raw_data(name));
            if call.service != service_of(name) || call.opcode() != P::OPCODE || !fits {
                continue;
            }
            found.push(name);
            let read = rxrpc_xdr::decode::<P>(arguments.clone()).unwrap();
            let written = encode(&read).unwrap();
            assert!(arguments.starts_with(&written), "{name}: {read:?}");
            assert!(written.len() == arguments.len() || has_raw_data(name), "{name}: {read:?}");
            if call.refused.is_none() {
                let reply = call.reply();
                let reply = reply.slice(raw_data(name, &reply)..);
                let read = rxrpc_xdr::decode::<P::Reply>(reply.clone());
                let read = read.unwrap_or_else(|error| panic!("{name}: {error}: {call:?}"));
                assert_eq!(encode(&read).unwrap(), reply, "{name}: {read:?}");
            }
        }
    }
}

/// Tries all calls of a capture, and gives the procedures that results were read of, and those that were refused with which code.
fn again(capture: &str) -> (BTreeSet<String>, BTreeSet<(String, String)>) {
    let calls = calls(capture);
    let mut again = Again { calls: &calls, found: vec![Vec::new(); calls.len()] };
    each_procedure(&mut again);
    let (mut answered, mut refused) = (BTreeSet::new(), BTreeSet::new());
    for (call, found) in calls.iter().zip(&again.found) {
        let [procedure] = found[..] else { panic!("{capture}: {found:?} {call:?}") };
        let Some(code) = call.refused else {
            answered.insert(procedure.to_owned());
            continue;
        };
        let code = errors::name(AbortCode(code)).map_or(code.to_string(), str::to_owned);
        refused.insert((procedure.to_owned(), code));
    }
    (answered, refused)
}

#[track_caller]
fn has(capture: &str, answered: &[&str], refused: &[(&str, &str)]) {
    let (results, codes) = again(capture);
    assert_eq!(results.iter().collect::<Vec<_>>(), answered, "{capture}");
    let codes: Vec<(&str, &str)> = codes.iter().map(|(name, code)| (&**name, &**code)).collect();
    assert_eq!(codes, refused, "{capture}");
}

#[test]
fn vos_asks_volume_location() {
    has(
        "vl",
        &["AFSVolXListPartitions", "VL_GetAddrs", "VL_GetAddrsU", "VL_ListAttributesN2"],
        &[("VL_GetEntryByNameN", "VL_NOENT"), ("VL_GetNewVolumeId", "VL_PERM")],
    );
}

#[test]
fn pts_asks_protection() {
    has(
        "pr",
        &["PR_IDToName", "PR_ListElements", "PR_ListEntry", "PR_ListMax", "PR_NameToID"],
        &[("PR_ListEntries", "PRPERM"), ("PR_ListOwned", "PRPERM")],
    );
}

#[test]
fn bos_asks_the_overseer() {
    has(
        "bos",
        &[
            "BOZO_GetCellHost",
            "BOZO_GetCellName",
            "BOZO_GetDates",
            "BOZO_GetRestartTime",
            "BOZO_GetRestrictedMode",
            "BOZO_ListSUsers",
        ],
        &[
            ("BOZO_EnumerateInstance", "BZDOM"),
            ("BOZO_GetCellHost", "BZDOM"),
            ("BOZO_GetLog", "BZACCESS"),
            ("BOZO_ListKeys", "BZACCESS"),
            ("BOZO_ListSUsers", "1"),
        ],
    );
}

#[test]
fn udebug_asks_database_servers() {
    has("ubik", &["VOTE_XDebug"], &[("VOTE_XSDebug", "2")]);
}

#[test]
fn two_servers_of_a_database_agree() {
    has(
        "quorum",
        &[
            "DISK_Begin",
            "DISK_Commit",
            "DISK_GetVersion",
            "DISK_Lock",
            "DISK_Probe",
            "DISK_ReleaseLocks",
            "DISK_SendFile",
            "DISK_SetVersion",
            "DISK_UpdateInterfaceAddr",
            "DISK_WriteV",
            "VOTE_Beacon",
            "VOTE_XDebug",
            "VOTE_XSDebug",
        ],
        &[
            ("DISK_UpdateInterfaceAddr", "RX_INVALID_OPERATION"),
            ("VL_GetEntryByNameN", "VL_NOENT"),
            ("VOTE_Beacon", "1795757836"),
            ("VOTE_Beacon", "1795757851"),
            ("VOTE_Beacon", "1795757866"),
            ("VOTE_XSDebug", "2"),
        ],
    );
}

#[test]
fn vos_asks_the_volume_server() {
    has(
        "volser",
        &[
            "AFSVolListOneVolume",
            "AFSVolListVolumes",
            "AFSVolMonitor",
            "AFSVolPartitionInfo64",
            "AFSVolXListOneVolume",
            "AFSVolXListPartitions",
            "AFSVolXListVolumes",
            "VL_GetEntryByIDN",
            "VL_GetEntryByNameN",
        ],
        &[("AFSVolTransCreate", "VOLSERBAD_ACCESS")],
    );
}

#[test]
fn vos_administers() {
    has(
        "admin",
        &[
            "AFSVolClone",
            "AFSVolCreateVolume",
            "AFSVolDeleteVolume",
            "AFSVolDump",
            "AFSVolDumpV2",
            "AFSVolEndTrans",
            "AFSVolForward",
            "AFSVolGetSize",
            "AFSVolGetStatus",
            "AFSVolListOneVolume",
            "AFSVolListVolumes",
            "AFSVolMonitor",
            "AFSVolNukeVolume",
            "AFSVolPartitionInfo64",
            "AFSVolReClone",
            "AFSVolRestore",
            "AFSVolSetDate",
            "AFSVolSetFlags",
            "AFSVolSetIdsTypes",
            "AFSVolSetInfo",
            "AFSVolTransCreate",
            "AFSVolXListPartitions",
            "VL_CreateEntryN",
            "VL_DeleteEntry",
            "VL_GetEntryByIDN",
            "VL_GetEntryByNameN",
            "VL_GetNewVolumeId",
            "VL_ListAttributesN2",
            "VL_ReleaseLock",
            "VL_ReplaceEntryN",
            "VL_SetLock",
        ],
        &[
            ("AFSVolListOneVolume", "19"),
            ("AFSVolNukeVolume", "RX_CALL_DEAD"),
            ("AFSVolTransCreate", "VNOVOL"),
            ("VL_ChangeAddr", "VL_NOENT"),
            ("VL_GetAddrsU", "VL_NOENT"),
            ("VL_GetEntryByIDN", "VL_NOENT"),
            ("VL_GetEntryByNameN", "VL_NOENT"),
        ],
    );
}

#[test]
fn a_file_server_is_asked_and_asks() {
    has(
        "fs",
        &[
            "RXAFSCB_CallBack",
            "RXAFSCB_InitCallBackState3",
            "RXAFSCB_TellMeAboutYourself",
            "RXAFS_BulkStatus",
            "RXAFS_CreateFile",
            "RXAFS_ExtendLock",
            "RXAFS_FetchACL",
            "RXAFS_FetchData",
            "RXAFS_FetchData64",
            "RXAFS_FetchStatus",
            "RXAFS_GetCapabilities",
            "RXAFS_GetStatistics",
            "RXAFS_GetStatistics64",
            "RXAFS_GetTime",
            "RXAFS_GetVolumeInfo",
            "RXAFS_GetVolumeStatus",
            "RXAFS_GetXStats",
            "RXAFS_GiveUpAllCallBacks",
            "RXAFS_GiveUpCallBacks",
            "RXAFS_InlineBulkStatus",
            "RXAFS_Link",
            "RXAFS_MakeDir",
            "RXAFS_OldStoreACL",
            "RXAFS_ReleaseLock",
            "RXAFS_RemoveDir",
            "RXAFS_RemoveFile",
            "RXAFS_Rename",
            "RXAFS_SetLock",
            "RXAFS_StoreData",
            "RXAFS_StoreData64",
            "RXAFS_StoreStatus",
            "RXAFS_Symlink",
            "RXAFS_XStatsVersion",
            "VL_GetEntryByNameO",
        ],
        &[
            ("RXAFS_FetchStatus", "VNOVOL"),
            ("RXAFS_GetRootVolume", "122"),
            ("RXAFS_Lookup", "22"),
            ("RXAFS_RemoveDir", "UAENOENT"),
            ("RXAFS_SetVolumeStatus", "UAEACCES"),
            ("RXAFS_StoreACL", "RXGEN_OPCODE"),
        ],
    );
}

/// The results of a procedure in a capture.
fn all_results_of<P: Procedure>(capture: &str) -> Vec<P::Reply> {
    let calls = calls(capture);
    let is_it = |call: &&Call| {
        let fits = (P::MIN..=P::MAX).contains(&(call.request().len() - 4));
        let asks = call.service == service_of(P::NAME) && call.opcode() == P::OPCODE;
        asks && fits && call.refused.is_none()
    };
    calls.iter().filter(is_it).map(|call| rxrpc_xdr::decode(call.reply()).unwrap()).collect()
}

fn results_of<P: Procedure>(capture: &str) -> P::Reply {
    all_results_of::<P>(capture).remove(0)
}

/// The values stand where they belong, as the programs printed them.
#[test]
fn values_are_what_the_programs_printed() {
    let volumes = results_of::<volser::AfsVolXListVolumesRequest>("volser");
    let volume = &volumes[0];
    assert_eq!((&*volume.name, volume.volid), (&b"root.cell"[..], 536_870_912));
    assert_eq!((volume.maxquota, volume.size), (5000, 132));
    assert_eq!((volume.filecount, volume.day_use), (126, 128));
    assert_eq!((volume.reads, volume.writes), ([0; 4], [252, 0, 0, 0]));
    assert_eq!(volume.dir_same_author, [125, 0, 0, 0, 0, 0]);
    assert_eq!(volume.dir_diff_author, [1, 0, 0, 0, 0, 0]);

    let debug = results_of::<ubik::VoteXDebugRequest>("ubik");
    assert_eq!(debug.debug.recovery_state, ubik::UBIK_HEALTHY);
    assert_eq!((debug.debug.n_servers, debug.debug.am_sync_site, debug.is_clone), (1, 1, 0));

    let other = results_of::<ubik::VoteXsDebugRequest>("quorum").debug;
    let times = (other.last_vote_time, other.last_beacon_sent);
    assert_eq!((other.host, times), (0x7f01_0002, (1_795_757_851, 1_795_757_851)));
    assert_eq!(
        (other.last_vote, other.version.epoch, other.version.counter),
        (1, 1_795_757_836, 3)
    );
    assert_eq!((other.dbcurrent, other.beacon_since, other.up), (1, 1, 1));

    let server = results_of::<vl::VlGetAddrsURequest>("vl");
    assert_eq!(server.uuid.to_string(), "0085912a-143e-1b09-8764-0100017faa77");
    assert_eq!(*server.addrs, [0x7f01_0001]);

    // Never, and at 5 for new binaries.
    let times = all_results_of::<bos::BozoGetRestartTimeRequest>("bos");
    assert_eq!(
        times.iter().map(|time| (time.hour, time.min)).collect::<Vec<_>>(),
        [(0, 0), (5, 0)]
    );

    let about = results_of::<cb::RxafscbTellMeAboutYourselfRequest>("fs");
    assert_eq!((about.addr.uuid.0, &about.capabilities[..]), ([0xa5; 16], &[1][..]));
    let status = results_of::<fs::RxafsGetVolumeStatusRequest>("fs");
    assert_eq!((&status.name[..], status.status.max_quota), (&b"root.cell"[..], 5000));
    let acl = results_of::<fs::RxafsFetchAclRequest>("fs").acl;
    assert_eq!(acl[..], *b"1\n0\nsystem:anyuser\t127\n\0");
}
