//! Bytes of types and results, as real servers send them.

#![allow(clippy::unwrap_used)]

use rxrpc_afs::rxrpc_xdr::{Chars, Decode, Encode, Procedure, encode};
use rxrpc_afs::{bos, cb, fs, pr, ubik, vl, volser};

/// Asserts that a type takes always so many bytes.
fn always<T: Decode + Encode + Default>(bytes: usize) {
    assert_eq!((T::MIN, T::MAX), (bytes, bytes), "{}", std::any::type_name::<T>());
    assert_eq!(encode(&T::default()).unwrap().len(), bytes);
}

#[test]
fn types_of_volume_location() {
    always::<vl::Vldbentry>(384);
    always::<vl::Nvldbentry>(476);
    always::<vl::Uvldbentry>(1048);
    always::<vl::VldbListByAttributes>(4 * 6);
    always::<vl::ListAddrByAttributes>(4 * 15);
    always::<vl::VldbUpdateEntry>(4 * 120);
    always::<vl::Vldstats>(4 * 106);
    always::<vl::VitalVlheader>(4 * 10);
    always::<vl::VlGetStatsReply>(464);
    always::<vl::VlListEntryNReply>(484);
    always::<<vl::VlProbeServerRequest as Procedure>::Reply>(0);
    let one = || vec![0x7f01_0001].into();
    let reply = vl::VlGetAddrsReply { addrs: one(), ..Default::default() };
    assert_eq!(encode(&reply).unwrap().len(), 28);
    let reply = vl::VlGetAddrsUReply { addrs: one(), ..Default::default() };
    assert_eq!(encode(&reply).unwrap().len(), 60);
}

#[test]
fn types_of_protection() {
    always::<pr::Prname>(256);
    always::<pr::Prcheckentry>(304);
    always::<pr::Prlistentries>(304);
    always::<pr::PrUpdateEntry>(308);
    always::<pr::Prdebugentry>(4 * 96);
    let names = pr::PrNames::from(vec![Chars::new("anonymous").unwrap()]);
    assert_eq!(encode(&names).unwrap().len(), 260);
}

#[test]
fn types_of_the_overseer() {
    always::<bos::BozoStatus>(4 * 17);
    always::<bos::BozoKey>(4 * 8);
    always::<bos::BozoTime>(20);
}

#[test]
fn types_of_ubik() {
    always::<ubik::UbikDebugOld>(4 * 28);
    always::<ubik::UbikDebug>(1136);
    always::<ubik::UbikSdebugOld>(4 * 9);
    always::<ubik::UbikSdebug>(4 * (9 + 255));
    always::<ubik::VoteXDebugReply>(1140);
    always::<ubik::UbikInterfaceAddr>(4 * 256);
    always::<ubik::VoteBeaconRequest>(4 * 6);
    assert_eq!(ubik::DiskWriteRequest::MAX, 4 * 4 + 4 + 20_000);
    assert_eq!(ubik::DiskWriteVRequest::MAX, 4 * 2 + 4 + 64 * 12 + 4 + 65_536);
}

#[test]
fn types_of_the_volume_server() {
    always::<volser::RestoreCookie>(4 * 35);
    always::<volser::VolserStatus>(4 * 16);
    always::<volser::VolintInfo>(220);
    always::<volser::VolintXInfo>(320);
    always::<volser::TransDebugInfo>(4 * 44);
    always::<volser::DiskPartition>(272);
    always::<volser::DiskPartition64>(2076);
    always::<volser::PartitionIDs>(104);
    always::<volser::AfsVolCreateVolumeReply>(8);
    let one = volser::VolintInfos::from(vec![volser::VolintInfo::default()]);
    assert_eq!(encode(&one).unwrap().len(), 224);
}

#[test]
fn types_of_the_file_server() {
    always::<fs::AfsFid>(4 * 3);
    always::<fs::AfsCallBack>(4 * 3);
    always::<fs::AfsVolSync>(4 * 6);
    always::<fs::AfsFetchStatus>(4 * 21);
    always::<fs::AfsStoreStatus>(4 * 6);
    always::<fs::VolumeStatus>(4 * 12);
    always::<fs::VolumeInfo>(4 * 16);
    always::<fs::ViceStatistics>(580);
    always::<fs::RxafsFetchStatusReply>(120);
    always::<fs::RxafsFetchDataReply>(120);
    always::<fs::RxafsFetchData64Reply>(120);
    always::<fs::RxafsStoreData64Reply>(108);
    always::<fs::RxafsOldStoreAclReply>(108);
    always::<fs::RxafsCreateFileReply>(216);
    always::<fs::RxafsMakeDirReply>(216);
    always::<fs::RxafsSymlinkReply>(204);
    let one = fs::Capabilities::from(vec![0]);
    assert_eq!(encode(&one).unwrap().len(), 8);
    always::<cb::InterfaceAddr>(4 * 108);
}
