//! Typed calls without a network, of both kinds, over an interface that is written by hand.

#![allow(clippy::unwrap_used)]

use futures::executor::block_on;
use futures::io::{AsyncReadExt, AsyncWriteExt};
use rxrpc_xdr::{
    AbortCode, CallError, Decode, DecodeError, Decoder, Encode, EncodeError, Encoder, Limits, List,
    Procedure, Refusal, RpcError, asynchronous, sync,
};
use std::io::{Read, Write};

/// Adds up.
#[derive(Debug, PartialEq, Default)]
struct Sum(List<u32, 100_000>);

/// Gives back the raw data of the request, and then its length.
#[derive(Debug, PartialEq)]
struct Echo(u32);

macro_rules! procedure {
    ($name:ident($field:ty) = $opcode:literal -> $reply:ty) => {
        impl Encode for $name {
            fn encode(&self, to: &mut Encoder) -> Result<(), EncodeError> {
                self.0.encode(to)
            }
        }

        impl Decode for $name {
            const MIN: usize = <$field as Decode>::MIN;
            const MAX: usize = <$field as Decode>::MAX;

            fn decode(from: &mut Decoder) -> Result<Self, DecodeError> {
                Decode::decode(from).map(Self)
            }
        }

        impl Procedure for $name {
            const OPCODE: i32 = $opcode;
            const NAME: &'static str = stringify!($name);
            type Reply = $reply;
        }
    };
}

procedure!(Sum(List<u32, 100_000>) = 1 -> u32);
procedure!(Echo(u32) = 2 -> u32);

macro_rules! procedure_without_arguments {
    ($name:ident = $opcode:literal -> $reply:ty) => {
        impl Encode for $name {
            fn encode(&self, _: &mut Encoder) -> Result<(), EncodeError> {
                Ok(())
            }
        }

        impl Decode for $name {
            const MIN: usize = 0;
            const MAX: usize = 0;

            fn decode(_: &mut Decoder) -> Result<Self, DecodeError> {
                Ok(Self)
            }
        }

        impl Procedure for $name {
            const OPCODE: i32 = $opcode;
            const NAME: &'static str = stringify!($name);
            type Reply = $reply;
        }
    };
}

struct Unknown;

procedure_without_arguments!(Unknown = 3 -> ());

fn sum(Sum(numbers): &Sum) -> Result<u32, Refusal> {
    let sum: u32 = numbers.iter().sum();
    // A positive code, as from VOTE_Beacon.
    if sum == 13 { Err(Refusal(AbortCode(1_700_000_000))) } else { Ok(sum) }
}

struct Sums;
struct Echoes;

impl sync::Interface for Sums {
    fn has(&self, opcode: i32) -> bool {
        opcode == 1
    }

    fn answer<C: sync::Call>(
        &self,
        _: i32,
        mut exchange: sync::Exchange<'_, C>,
    ) -> Result<(), Refusal> {
        let arguments = exchange.arguments()?;
        exchange.reply(&sum(&arguments)?)
    }
}

impl sync::Interface for Echoes {
    fn has(&self, opcode: i32) -> bool {
        opcode == 2
    }

    fn answer<C: sync::Call>(
        &self,
        _: i32,
        mut exchange: sync::Exchange<'_, C>,
    ) -> Result<(), Refusal> {
        let Echo(more) = exchange.split_arguments()?;
        let (context, mut stream) = exchange.stream();
        assert_eq!(context.identity(), None);
        let mut data = Vec::new();
        stream.read_to_end(&mut data)?;
        stream.write_all(&data)?;
        exchange.reply(&(more + u32::try_from(data.len()).unwrap()))
    }
}

impl asynchronous::Interface for Sums {
    fn has(&self, opcode: i32) -> bool {
        opcode == 1
    }

    async fn answer<C: asynchronous::Call>(
        &self,
        _: i32,
        mut exchange: asynchronous::Exchange<'_, C>,
    ) -> Result<(), Refusal> {
        let arguments = exchange.arguments().await?;
        let sum = sum(&arguments)?;
        exchange.reply(&sum).await
    }
}

impl asynchronous::Interface for Echoes {
    fn has(&self, opcode: i32) -> bool {
        opcode == 2
    }

    async fn answer<C: asynchronous::Call>(
        &self,
        _: i32,
        mut exchange: asynchronous::Exchange<'_, C>,
    ) -> Result<(), Refusal> {
        let Echo(more) = exchange.split_arguments().await?;
        let (_, mut stream) = exchange.stream();
        // A byte as it is copied, and the rest in its pieces.
        let mut data = vec![0];
        stream.read_exact(&mut data).await?;
        while let Some(piece) = stream.recv_bytes().await? {
            data.extend_from_slice(&piece);
        }
        stream.write_all(&data).await?;
        let length = u32::try_from(data.len()).unwrap();
        exchange.reply(&(more + length)).await
    }
}

/// Asks both kinds the same.
fn both<P: Procedure + Sync>(
    limits: Limits,
    pieces_of: usize,
    arguments: &P,
) -> Result<P::Reply, RpcError>
where
    P::Reply: PartialEq + std::fmt::Debug,
{
    let service = sync::InMemory::new((Sums, Echoes)).limits(limits).pieces_of(pieces_of);
    let blocking = sync::Client::new(service).call(arguments);
    let service = asynchronous::InMemory::new((Sums, Echoes)).limits(limits).pieces_of(pieces_of);
    let awaited = block_on(asynchronous::Client::new(service).call(arguments));
    assert_eq!(blocking, awaited);
    blocking
}

fn numbers(count: u32) -> Sum {
    Sum((0..count).map(|_| 1).collect())
}

#[test]
fn a_call_gives_its_results_in_whatever_pieces() {
    for pieces_of in [1, 3, 7, 1412, usize::MAX] {
        assert_eq!(both(Limits::default(), pieces_of, &numbers(2000)), Ok(2000));
    }
}

#[test]
fn a_positive_code_comes_to_the_client_as_it_is() {
    let refused = both(Limits::default(), 1412, &numbers(13)).unwrap_err();
    assert_eq!(refused.abort_code(), Some(AbortCode(1_700_000_000)));
}

#[test]
fn what_is_no_operation_and_what_is_too_much_have_their_codes() {
    let code = |result: Result<(), RpcError>| result.unwrap_err().code();
    assert_eq!(code(both(Limits::default(), 5, &Unknown)), AbortCode::RXGEN_OPCODE);
    let limits = Limits::default().arguments(1000);
    assert_eq!(both(limits, 1412, &numbers(249)), Ok(249));
    let refused = both(limits, 1412, &numbers(250)).map(drop);
    assert_eq!(code(refused), AbortCode::RXGEN_SS_UNMARSHAL);
    let unwritten = both(Limits::default(), 5, &numbers(100_001)).map(drop);
    assert_eq!(code(unwritten), AbortCode::RXGEN_CC_MARSHAL);
}

/// What a service answers to a request of any bytes.
fn raw(request: &[u8]) -> Result<Vec<u8>, CallError> {
    use sync::{Call, Caller};
    let mut call = sync::InMemory::new((Sums, Echoes)).pieces_of(3).call(&Default::default())?;
    call.send(request)?;
    let mut reply = Vec::new();
    while let Some(piece) = call.recv_bytes()? {
        reply.extend_from_slice(&piece);
    }
    Ok(reply)
}

#[test]
fn requests_that_are_none_are_refused_and_what_follows_arguments_is_ignored() {
    let refused = |code| Err(CallError::Aborted(code));
    assert_eq!(raw(b""), refused(AbortCode::RXGEN_DECODE));
    assert_eq!(raw(b"\0\0\0"), refused(AbortCode::RXGEN_DECODE));
    assert_eq!(raw(b"\0\0\0\x01\0\0"), refused(AbortCode::RXGEN_SS_UNMARSHAL));
    assert_eq!(raw(b"\0\0\0\x01\0\0\0\x02\0\0\0\x01"), refused(AbortCode::RXGEN_SS_UNMARSHAL));
    assert_eq!(raw(b"\0\0\0\x01\xff\xff\xff\xff"), refused(AbortCode::RXGEN_SS_UNMARSHAL));
    assert_eq!(raw(b"\0\0\0\x02\0\0"), refused(AbortCode::RXGEN_SS_UNMARSHAL));
    assert_eq!(raw(b"\0\0\0\x01\0\0\0\x01\0\0\0\x05and more").unwrap(), [0, 0, 0, 5]);
}

#[test]
fn a_split_call_has_raw_data_between_arguments_and_results() {
    let data: Vec<u8> = (0..10_001_u32).map(|at| (at % 251) as u8).collect();
    for pieces_of in [1, 1412] {
        let service = sync::InMemory::new((Sums, Echoes)).pieces_of(pieces_of);
        let mut call = sync::Client::new(service).start(&Echo(7)).unwrap();
        call.write_all(&data).unwrap();
        let mut again = vec![0; data.len()];
        call.read_exact(&mut again).unwrap();
        assert_eq!((again == data, call.results()), (true, Ok(10_008)));

        block_on(async {
            let service = asynchronous::InMemory::new((Sums, Echoes)).pieces_of(pieces_of);
            let mut call = asynchronous::Client::new(service).start(&Echo(7)).await.unwrap();
            call.write_all(&data).await.unwrap();
            call.end_send().await.unwrap();
            let mut again = vec![0; data.len()];
            call.read_exact(&mut again).await.unwrap();
            assert_eq!((again == data, call.results().await), (true, Ok(10_008)));
        });
    }
}

#[test]
fn a_reply_beyond_the_limit_is_refused_and_one_that_is_none_too() {
    struct Fixed(Vec<u8>);

    impl sync::Interface for Fixed {
        fn has(&self, _: i32) -> bool {
            true
        }

        fn answer<C: sync::Call>(
            &self,
            _: i32,
            mut exchange: sync::Exchange<'_, C>,
        ) -> Result<(), Refusal> {
            let (_, mut stream) = exchange.stream();
            stream.write_all(&self.0)?;
            exchange.reply(&())
        }
    }

    struct Ask;
    procedure_without_arguments!(Ask = 9 -> List<u32, 1000>);
    let ask = |reply: Vec<u8>| {
        let client = sync::Client::new(sync::InMemory::new(Fixed(reply))).reply_limit(100);
        client.call(&Ask)
    };
    assert_eq!(ask(vec![0; 4]), Ok(List::default()));
    assert_eq!(ask(vec![0; 100]), Ok(List::default()));
    assert_eq!(ask(vec![0; 101]), Err(RpcError::Call(CallError::TooLong)));
    assert_eq!(ask(vec![0; 3]), Err(RpcError::Results(DecodeError::TooShort { missing: 1 })));
    assert_eq!(ask(vec![1; 4]).unwrap_err().code(), AbortCode::RXGEN_CC_UNMARSHAL);
}

#[test]
fn split_arguments_are_limited() {
    let limits = Limits::default().split_arguments(3);
    let service = sync::InMemory::new((Sums, Echoes)).limits(limits);
    let call = sync::Client::new(service).start(&Echo(7)).unwrap();
    assert_eq!(call.results().unwrap_err().code(), AbortCode::RXGEN_SS_UNMARSHAL);
}

/// Futures of clients and services go to executors with several threads.
#[test]
fn futures_are_send() {
    fn send<T: Send>(value: T) -> T {
        value
    }
    let client = asynchronous::Client::new(asynchronous::InMemory::new((Sums, Echoes)));
    assert_eq!(block_on(send(client.call(&numbers(3)))), Ok(3));
    drop(send(client.start(&Echo(1))));
}
