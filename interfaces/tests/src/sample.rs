//! A value of every type of `every.xg`, with nothing in it that is like anything else. The C program beside rxgen's output
//! makes the same ones.

use crate::every::{
    EveryChained, EveryChoice, EveryKind, EveryLink, EveryLists, EveryNumbers, EveryRest,
    EveryStrict, EveryTexts, EveryUnions,
};
use rxrpc_xdr::{AfsUuid, Chain, Chars, Encode, FixedOpaque, encode};

/// Numbers, negative where they can be.
pub fn numbers() -> EveryNumbers {
    EveryNumbers {
        an_int: -7,
        an_int32: i32::MIN,
        a_uint32: 0x8000_0001,
        an_unsigned: 0x1234_5678,
        an_unsigned_int: u32::MAX,
        a_short: -300,
        an_unsigned_short: 65_000,
        a_char: -5,
        an_unsigned_char: 250,
        an_int64: -0x0123_4567_89ab_cdef,
        a_uint64: 0xfedc_ba98_7654_3210,
        kind: EveryKind::EVERY_SIX,
    }
}

/// Texts of every length that needs other padding.
pub fn texts() -> EveryTexts {
    EveryTexts {
        name: Chars(*b"a name of bytes\xa5"),
        other_name: Chars(*b"short\0\0\0\0\0\0\0\0\0\0\0"),
        text: "hello world".into(),
        fixed: FixedOpaque([1, 0, 0xff, 4, 5]),
        data: b"\0\x01\x02\x03\xfe\xff".to_vec().into(),
        unbounded: b"z".to_vec().into(),
        uuid: AfsUuid([
            0, 0xb5, 0xc0, 0xde, 0x12, 0x34, 0xff, 0xee, 0xa5, 0x7f, 0xaa, 1, 2, 0x80, 4, 5,
        ]),
    }
}

/// Arrays that are full, and some that are not.
pub fn lists() -> EveryLists {
    EveryLists {
        r#type: [-1, 2, i32::MAX],
        bytes: [1, 128, 255],
        ports: vec![7000, 7001, 65_535, 0].into(),
        ids: vec![10, 20].into(),
        texts: vec![texts(), EveryTexts::default()].into(),
        maybe: Some(numbers()),
    }
}

/// A linked list of two.
pub fn chained() -> EveryChained {
    let link = |number, text: &str| EveryLink { number, text: text.into() };
    EveryChained { chain: Chain(vec![link(1, "one"), link(-2, "")]), behind: 77 }
}

/// Each arm but `void`, which is the first one of others.
pub fn unions() -> EveryUnions {
    let other = EveryChoice::Other { discriminant: -9, value: Some(numbers()) };
    EveryUnions {
        choices: vec![EveryChoice::EveryFive(-55), EveryChoice::Text("seven".into()), other].into(),
        strict: EveryStrict::EverySix(b"abc".to_vec().into()),
    }
}

/// What is written in other ways.
pub fn rest() -> EveryRest {
    EveryRest {
        yes: true,
        an_unsigned_int32: 0x89ab_cdef,
        a_short_int: -2,
        an_unsigned_short_int: 40_000,
        kind: EveryKind::EVERY_FIVE,
    }
}

/// The bytes of all of them.
pub fn all() -> Vec<Vec<u8>> {
    vec![
        bytes(&numbers()),
        bytes(&texts()),
        bytes(&lists()),
        bytes(&chained()),
        bytes(&unions()),
        bytes(&rest()),
    ]
}

/// None of the samples is beyond a bound.
fn bytes(value: &impl Encode) -> Vec<u8> {
    encode(value).map(Vec::from).unwrap_or_default()
}
