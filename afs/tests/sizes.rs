//! Bytes of types and results, as real servers send them.

#![allow(clippy::unwrap_used)]

use rxrpc_afs::rxrpc_xdr::{Chars, Decode, Encode, Procedure, encode};
use rxrpc_afs::{bos, pr, vl};

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
    always::<bos::BozoNetKTime>(20);
}
