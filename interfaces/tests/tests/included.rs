//! Made code where it stands, without a module of its own name.

#![allow(clippy::unwrap_used)]

use rxrpc_xdr::{decode, encode};

#[allow(dead_code, unreachable_pub)]
mod here {
    rxrpc_xdr::include_xg!("portable");
}

#[test]
fn code_is_included_by_the_name_of_its_file() {
    let value = here::Portable { numbers: [7; 40], ..Default::default() };
    assert_eq!(decode::<here::Portable>(encode(&value).unwrap()), Ok(value));
    assert_eq!(here::MANY, 40);
}
