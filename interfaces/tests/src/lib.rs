#![forbid(unsafe_code)]
//! What `rxrpc-xg` makes of an interface that uses all of its language, compiled; values of it; bodies of fuzz targets.

pub mod sample;

use rxrpc_xdr::{Bytes, Decode, Decoder, Encode, encode};
use std::collections::VecDeque;
use std::fmt::Debug;
use std::path::Path;

rxrpc_xdr::include_xg!(pub mod every);
rxrpc_xdr::include_xg!(pub mod names);
rxrpc_xdr::include_xg!(pub mod portable);
rxrpc_xdr::include_xg!(pub mod several);

/// Decodes any bytes as the type that the first one says, in pieces whose length it says, too.
///
/// # Panics
///
/// If what was decoded cannot be encoded, or is another value then.
pub fn decode_anything(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let pieces_of = usize::from(first >> 3) + 1;
    match first % 8 {
        0 => try_as::<every::EveryNumbers>(bytes, pieces_of),
        1 => try_as::<every::EveryTexts>(bytes, pieces_of),
        2 => try_as::<every::EveryLists>(bytes, pieces_of),
        3 => try_as::<every::EveryChained>(bytes, pieces_of),
        4 => try_as::<every::EveryUnions>(bytes, pieces_of),
        5 => try_as::<every::EveryListsRequest>(bytes, pieces_of),
        6 => try_as::<every::EveryTextsRequest>(bytes, pieces_of),
        _ => try_as::<every::EveryListsReply>(bytes, pieces_of),
    }
}

fn try_as<T: Decode + Encode + PartialEq + Debug>(bytes: &[u8], pieces_of: usize) {
    let pieces: VecDeque<Bytes> = bytes.chunks(pieces_of).map(Bytes::copy_from_slice).collect();
    let mut from = Decoder::from(pieces);
    let Ok(value) = T::decode(&mut from) else { return };
    let taken = bytes.len() - from.remaining();
    assert!((T::MIN..=T::MAX).contains(&taken), "{taken} bytes of {value:?}");
    let again = encode(&value).unwrap_or_else(|error| panic!("{error}: {value:?}"));
    assert_eq!(again.len(), taken, "{value:?}");
    assert_eq!(rxrpc_xdr::decode::<T>(again).as_ref(), Ok(&value));
}

/// Compiles any text as an interface file; `#include` finds the text itself.
///
/// # Panics
///
/// If what was made is no Rust.
pub fn compile_anything(text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    let itself = |path: &Path| path.ends_with("x.xg").then(|| text.to_string());
    let made = rxrpc_xg::Config::new().generate_from("x.xg", &text, &itself);
    if let Err(error @ rxrpc_xg::Error::Internal(_)) = made {
        panic!("{error}");
    }
}
