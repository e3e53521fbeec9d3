//! Names of an interface that mean something in Rust, or in what is made of it.

#![allow(clippy::unwrap_used)]

use rxrpc_interface_tests::names;
use rxrpc_xdr::{Context, Refusal, sync};
use std::io::{Read, Write};

struct Traps;

impl names::sync::TrapService for Traps {
    fn exchange(
        &self,
        context: &Context,
        exchange_: i32,
        opcode: i32,
        results: i32,
        context_: i32,
        stream_: i32,
        call: i32,
        self_: i32,
        crate_: i32,
        arguments: i32,
    ) -> Result<names::Result, Refusal> {
        assert!(context.security.is_none());
        let all = [exchange_, opcode, results, context_, stream_, call, self_, crate_, arguments];
        assert_eq!(all, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        Ok(names::Result { some: names::Option { r#gen: 10, self_: 11, ..Default::default() } })
    }

    fn stream(
        &self,
        _: &Context,
        stream__: i32,
        stream_: i32,
        context__: i32,
        context_: i32,
        exchange_: i32,
        mut stream: sync::Stream<'_>,
    ) -> Result<i32, Refusal> {
        assert_eq!([stream__, stream_, context__, context_, exchange_], [1, 2, 3, 4, 5]);
        let mut data = Vec::new();
        stream.read_to_end(&mut data)?;
        Ok(i32::try_from(data.len()).unwrap())
    }
}

#[test]
fn what_is_called_like_something_else_is_called_all_the_same() {
    let client = names::sync::TrapClient::new(sync::InMemory::new(names::sync::TrapServer(Traps)));
    let result = client.exchange(1, 2, 3, 4, 5, 6, 7, 8, 9).unwrap();
    assert_eq!((result.some.r#gen, result.some.self_), (10, 11));
    let mut call = client.stream(1, 2, 3, 4, 5).unwrap();
    call.write_all(b"data").unwrap();
    assert_eq!(call.results(), Ok(4));
}

#[test]
fn operations_have_a_table_for_each_package() {
    let names: Vec<_> = names::TRAP_OPERATIONS_.iter().map(|(code, name)| (*code, *name)).collect();
    assert_eq!(names[..3], [(1, "TRAP_Exchange"), (2, "TRAP_Stream"), (3, "TRAP_Gen")]);
    assert!(names.is_sorted());
    // The package of the same name in Rust, whose table is the second one.
    assert_eq!(names::TRAP_OPERATIONS__, [(1, "TrapNew")]);
}

#[test]
fn a_discriminant_is_read_as_its_type_is() {
    let read = |words: [u8; 8]| rxrpc_xdr::decode::<names::Truth>(words.to_vec());
    assert_eq!(read([0, 0, 0, 2, 0, 0, 0, 9]), Ok(names::Truth::True(9)));
    assert_eq!(read([0; 8]), Ok(names::Truth::False));
    let read = |words: [u8; 8]| rxrpc_xdr::decode::<names::Small>(words.to_vec());
    assert_eq!(read([0, 0, 1, 5, 0, 0, 0, 9]), Ok(names::Small::Number(9)));
    assert_eq!(read([0xff, 0xff, 0xff, 0xfe, 0, 0, 0, 9]), Ok(names::Small::Other(254)));
}
