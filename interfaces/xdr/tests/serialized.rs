//! The types of interface files in JSON.

#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use rxrpc_xdr::serde::{Serialize, de::DeserializeOwned};
use rxrpc_xdr::{AfsUuid, Chain, Chars, FixedOpaque, List, Opaque, Text};
use std::fmt::Debug;

#[track_caller]
fn is<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: T, json: &str) {
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    assert_eq!(serde_json::from_str::<T>(json).unwrap(), value);
}

#[test]
fn what_is_text_looks_like_text_and_what_is_none_is_kept() {
    is(Text::<9>::from("añ\n"), r#""añ\n""#);
    is(Text::<9>(vec![0xff, 65]), "[255,65]");
    is(Chars::<4>::new("ab").unwrap(), r#""ab""#);
    is(Chars::<4>::new("abcd").unwrap(), r#""abcd""#);
    is(Chars::<3>([0xe4, 0, 0]), "[228]");
    is(Chars::<4>(*b"a\0b\0"), r#""a\u0000b\u0000""#);
    is(Opaque::<4>::from(vec![0, 0xab]), r#""00ab""#);
    is(FixedOpaque([1, 0xff]), r#""01ff""#);
    is(
        AfsUuid([0, 0xb5, 0xc0, 0xde, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        r#""00b5c0de-0102-0304-0506-0708090a0b0c""#,
    );
    is(List::<u32, 3>(vec![1, 2, 3]), "[1,2,3]");
    is(Chain(vec![Some(1), None]), "[1,null]");
}

#[test]
fn what_does_not_fit_is_refused() {
    fn refused<T: DeserializeOwned + Debug>(json: &str) {
        assert!(serde_json::from_str::<T>(json).is_err(), "{json}");
    }
    refused::<Text<2>>(r#""abc""#);
    refused::<Text<2>>("[1,2,3]");
    refused::<Text<2>>("[256]");
    refused::<Text<2>>("7");
    refused::<Chars<2>>(r#""abc""#);
    refused::<Opaque<2>>(r#""010203""#);
    refused::<Opaque<2>>(r#""012""#);
    refused::<Opaque<2>>(r#""+1""#);
    refused::<FixedOpaque<2>>(r#""01""#);
    refused::<AfsUuid>(r#""00b5c0de""#);
    refused::<List<u8, 2>>("[1,2,3]");
}

proptest! {
    #[test]
    fn any_bytes_come_back(bytes: Vec<u8>, fixed: [u8; 5], numbers: Vec<i64>) {
        fn back<T: Serialize + DeserializeOwned>(value: &T) -> T {
            serde_json::from_slice(&serde_json::to_vec(value).unwrap()).unwrap()
        }
        let text = Text::<1000>(bytes.clone());
        prop_assert_eq!(back(&text), text);
        let opaque = Opaque::<1000>::from(bytes);
        prop_assert_eq!(back(&opaque), opaque);
        let chars = Chars(fixed);
        prop_assert_eq!(back(&chars), chars);
        let list = List::<i64, 1000>(numbers);
        prop_assert_eq!(back(&list), list);
    }
}
