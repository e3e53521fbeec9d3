//! Values and their bytes.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use rxrpc_xdr::{
    AfsUuid, Bytes, Chain, Chars, Decode, DecodeError, Decoder, Encode, EncodeError, FixedOpaque,
    List, Opaque, Text, decode, encode,
};

fn bytes_of(value: &impl Encode) -> Vec<u8> {
    encode(value).unwrap().to_vec()
}

/// Words, high byte first.
fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

#[test]
fn every_number_takes_a_whole_word_with_its_sign() {
    assert_eq!(bytes_of(&-2_i32), words(&[0xffff_fffe]));
    assert_eq!(bytes_of(&-2_i16), words(&[0xffff_fffe]));
    assert_eq!(bytes_of(&-2_i8), words(&[0xffff_fffe]));
    assert_eq!(bytes_of(&0xfffe_u16), words(&[0xfffe]));
    assert_eq!(bytes_of(&0xfe_u8), words(&[0xfe]));
    assert_eq!(bytes_of(&true), words(&[1]));
    assert_eq!(bytes_of(&-2_i64), words(&[0xffff_ffff, 0xffff_fffe]));
    assert_eq!(bytes_of(&1.5_f64), words(&[0x3ff8_0000, 0]));
    assert_eq!(bytes_of(&1.5_f32), words(&[0x3fc0_0000]));
}

#[test]
fn what_does_not_fit_a_number_is_cut_off_and_any_word_but_zero_is_true() {
    assert_eq!(decode::<u16>(words(&[0x0001_fffe])), Ok(0xfffe));
    assert_eq!(decode::<i8>(words(&[0x0000_01fe])), Ok(-2));
    assert_eq!(decode::<bool>(words(&[7])), Ok(true));
}

#[test]
fn characters_are_words_and_opaque_bytes_are_bytes() {
    assert_eq!(bytes_of(&Chars::<3>::new([b'a', 0xa5]).unwrap()), words(&[0x61, 0xffff_ffa5, 0]));
    assert_eq!(bytes_of(&FixedOpaque([1, 2, 3, 4, 5])), [1, 2, 3, 4, 5, 0, 0, 0]);
    assert_eq!(bytes_of(&Opaque::<9>::from(&b"hello"[..])), *b"\0\0\0\x05hello\0\0\0");
    assert_eq!(bytes_of(&Text::<9>::from("hello")), *b"\0\0\0\x05hello\0\0\0");
    let chars = decode::<Chars<3>>(words(&[0x61, 0xffff_ffa5, 0])).unwrap();
    assert_eq!((chars.to_string().as_str(), &*chars), ("a\u{fffd}", &[b'a', 0xa5][..]));
    assert!(Chars::<3>::new("long").is_err());
}

#[test]
fn a_uuid_takes_eleven_words() {
    let uuid = AfsUuid([0, 1, 2, 3, 4, 5, 0xf6, 7, 0xa5, 9, 0xaa, 11, 12, 13, 14, 15]);
    let bytes = bytes_of(&uuid);
    assert_eq!(bytes[..16], words(&[0x0001_0203, 0x0405, 0xf607, 0xffff_ffa5]));
    assert_eq!(bytes[20..24], words(&[0xffff_ffaa]));
    assert_eq!((bytes.len(), decode(bytes)), (44, Ok(uuid)));
    assert_eq!(uuid.to_string(), "00010203-0405-f607-a509-aa0b0c0d0e0f");
}

#[test]
fn lists_begin_with_their_length_and_chains_mark_each_element() {
    assert_eq!(bytes_of(&List::<u32, 5>(vec![7, 8])), words(&[2, 7, 8]));
    assert_eq!(bytes_of(&Chain(vec![7_u32, 8])), words(&[1, 7, 1, 8, 0]));
    assert_eq!(bytes_of(&Some(7_u32)), words(&[1, 7]));
    assert_eq!(bytes_of(&None::<u32>), words(&[0]));
    assert_eq!(decode(words(&[1, 7, 1, 8, 0])), Ok(Chain(vec![7_u32, 8])));
}

#[test]
fn a_bound_holds_in_both_directions() {
    let too_long = EncodeError::TooLong { length: 3, bound: 2 };
    assert_eq!(encode(&List::<u32, 2>(vec![1, 2, 3])), Err(too_long));
    assert_eq!(encode(&Text::<2>::from("abc")), Err(too_long));
    assert_eq!(encode(&Opaque::<2>::from(&b"abc"[..])), Err(too_long));
    assert_eq!(encode(&Text::<9>::from("a\0c")), Err(EncodeError::NulInString));
    let too_long = DecodeError::TooLong { length: 3, bound: 2 };
    assert_eq!(decode::<List<u32, 2>>(words(&[3, 1, 2, 3])), Err(too_long));
    assert_eq!(decode::<Text<2>>(words(&[3, 0x6162_6300])), Err(too_long));
    assert_eq!(decode::<Text<9>>(words(&[3, 0x6100_6300])), Err(DecodeError::NulInString));
}

#[test]
fn a_length_that_the_data_cannot_hold_is_refused_before_anything_is_made() {
    let huge = decode::<List<[u64; 64], { u32::MAX as usize }>>(words(&[u32::MAX, 1, 2]));
    assert!(matches!(huge, Err(DecodeError::TooShort { .. })), "{huge:?}");
    // Elements of no bytes do not count as there.
    let nothing = decode::<List<(), { u32::MAX as usize }>>(words(&[u32::MAX]));
    assert!(matches!(nothing, Err(DecodeError::TooShort { .. })), "{nothing:?}");
}

#[test]
fn what_is_missing_is_told() {
    assert_eq!(decode::<u32>(&b"ab"[..]), Err(DecodeError::TooShort { missing: 2 }));
    assert_eq!(decode::<Text<9>>(&b"\0\0\0\x05he"[..]), Err(DecodeError::TooShort { missing: 3 }));
}

#[test]
fn a_long_chain_takes_no_stack() {
    let chain: Chain<u32> = (0..1_000_000).collect();
    let bytes = encode(&chain).unwrap();
    std::thread::Builder::new()
        .stack_size(64 << 10)
        .spawn(move || {
            let again = decode::<Chain<u32>>(bytes).unwrap();
            assert_eq!(again.len(), 1_000_000);
        })
        .unwrap()
        .join()
        .unwrap();
}

#[test]
fn opaque_bytes_of_one_piece_are_not_copied() {
    let bytes = encode(&Opaque::<100>::from(vec![7; 100])).unwrap();
    let there = bytes[4..].as_ptr();
    assert_eq!(decode::<Opaque<100>>(bytes).unwrap().0.as_ptr(), there);
}

#[test]
fn sizes_are_known_before() {
    assert_eq!((u64::MIN_SIZE, <[u16; 3]>::MIN_SIZE), ((8, 8), (12, 12)));
    assert_eq!(Text::<5>::MIN_SIZE, (4, 12));
    assert_eq!(List::<u64, 3>::MIN_SIZE, (4, 28));
    assert_eq!(Option::<u64>::MIN_SIZE, (4, 12));
    assert_eq!(Chain::<u64>::MIN_SIZE, (4, usize::MAX));
    assert_eq!(List::<Chain<u8>, 3>::MIN_SIZE, (4, usize::MAX));
}

/// The two constants, which types of Rust have of their own by the same names.
trait Sizes: Decode {
    const MIN_SIZE: (usize, usize) = (<Self as Decode>::MIN, <Self as Decode>::MAX);
}

impl<T: Decode> Sizes for T {}

/// The same bytes, in pieces of these lengths.
fn in_pieces(bytes: &[u8], lengths: &[usize]) -> Decoder {
    let mut rest = Bytes::copy_from_slice(bytes);
    let mut pieces = Vec::new();
    for length in lengths {
        pieces.push(rest.split_to(rest.len().min(*length)));
    }
    pieces.push(rest);
    pieces.into_iter().collect()
}

type Everything = List<Chain<Option<Text<40>>>, 20>;

proptest! {
    #[test]
    fn what_is_written_is_read_in_whatever_pieces(
        value in prop::collection::vec(
            prop::collection::vec(prop::option::of("[a-z\u{e4}]{0,20}"), 0..5),
            0..20,
        ),
        lengths in prop::collection::vec(0_usize..9, 0..60),
    ) {
        let text = |text: Option<String>| text.map(Text::from);
        let value: Everything =
            value.into_iter().map(|chain| chain.into_iter().map(text).collect()).collect();
        let bytes = bytes_of(&value);
        prop_assert_eq!(bytes.len() % 4, 0);
        let mut from = in_pieces(&bytes, &lengths);
        prop_assert_eq!(Everything::decode(&mut from), Ok(value));
        prop_assert_eq!(from.remaining(), 0);
    }

    #[test]
    fn any_bytes_are_a_value_or_an_error_and_pieces_make_no_difference(
        bytes in prop::collection::vec(prop_oneof![4 => 0_u8..4, 1 => any::<u8>()], 0..200),
        lengths in prop::collection::vec(0_usize..9, 0..60),
    ) {
        let whole = decode::<Everything>(bytes.clone());
        let mut from = in_pieces(&bytes, &lengths);
        prop_assert_eq!(&Everything::decode(&mut from), &whole);
        if let Ok(value) = whole {
            // Padding and truth values need not come back as they were.
            let again = bytes_of(&value);
            prop_assert_eq!(again.len(), bytes.len() - from.remaining());
            prop_assert_eq!(decode::<Everything>(again), Ok(value));
        }
    }

    #[test]
    fn numbers_come_back(a: i8, b: u8, c: i16, d: u16, e: i32, f: u64, g: i64) {
        let bytes = [bytes_of(&a), bytes_of(&b), bytes_of(&c), bytes_of(&d), bytes_of(&e)].concat();
        let mut from = Decoder::from(Bytes::from(bytes));
        prop_assert_eq!(i8::decode(&mut from), Ok(a));
        prop_assert_eq!(u8::decode(&mut from), Ok(b));
        prop_assert_eq!(i16::decode(&mut from), Ok(c));
        prop_assert_eq!(u16::decode(&mut from), Ok(d));
        prop_assert_eq!(i32::decode(&mut from), Ok(e));
        prop_assert_eq!(decode::<u64>(bytes_of(&f)), Ok(f));
        prop_assert_eq!(decode::<i64>(bytes_of(&g)), Ok(g));
    }
}
