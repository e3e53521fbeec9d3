//! Who may call.

use crate::scene::{LEVELS, credentials, scene_with, token, token_of};
use rxrpc_core::{AbortCode, CallError};
use rxrpc_rxkad::Principal;
use rxrpc_rxkad::who::{LocalRealms, UserList};

/// A program decides who may, by the cell's list of administrators for instance.
#[test]
fn a_hook_decides_who_may() {
    let list = UserList::parse("bob\n");
    let realms = LocalRealms::of_cell("rx.test");
    let scene = scene_with(
        1,
        |service, _| service.local_realms(realms).only(move |peer| list.has(peer)),
        |keys| keys,
    );
    let bob = Principal::new("bob", "", "RX.TEST").expect("a name");
    let elsewhere = Principal::new("bob", "", "OTHER.TEST").expect("a name");
    let call = |token| scene.call(credentials(&token, LEVELS[0]), b"hello");
    let refused = Err(CallError::Aborted(AbortCode::RXKADNOAUTH));
    assert_eq!(call(token(true)), refused);
    assert_eq!(call(token_of(elsewhere, true)), refused);
    assert_eq!(call(token_of(bob, true)), Ok(b"hello".to_vec()));
    assert_eq!(call(token_of(Principal::local_servers(), false)), Ok(b"hello".to_vec()));
}
