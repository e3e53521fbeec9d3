//! What is made of an interface that uses all of the language: its bytes, its calls in memory, its garbage.

#![allow(clippy::unwrap_used)]

use rxrpc_interface_tests::every::{
    self, EVERY_GREETING, EVERY_HIGHEST, EveryChained, EveryChoice, EveryKind, EveryLink,
    EveryLists, EveryListsReply, EveryNumbers, EveryNumbersReply, EveryNumbersRequest, EveryStrict,
    EveryTexts, EveryUnions,
};
use rxrpc_interface_tests::{decode_anything, sample};
use rxrpc_xdr::{
    AbortCode, Chain, Context, Decode, DecodeError, Procedure, Refusal, RpcError, asynchronous,
    decode, encode, sync,
};
use std::io::{Read, Write};

#[test]
fn constants_and_enums_are_there_with_their_values() {
    assert_eq!((EVERY_GREETING, EVERY_HIGHEST), ("hello", 0x8000_0000));
    assert_eq!(EveryKind::EVERY_SIX, EveryKind(6));
    assert_eq!(format!("{:?} {:?}", EveryKind(5), EveryKind(9)), "EVERY_FIVE EveryKind(9)");
    assert_eq!(EveryNumbersRequest::OPCODE, 100);
    assert_eq!(EveryNumbersRequest::NAME, "EVERY_Numbers");
}

#[test]
fn every_type_comes_back() {
    assert_eq!(decode(encode(&sample::numbers()).unwrap()), Ok(sample::numbers()));
    assert_eq!(decode(encode(&sample::texts()).unwrap()), Ok(sample::texts()));
    assert_eq!(decode(encode(&sample::lists()).unwrap()), Ok(sample::lists()));
    assert_eq!(decode(encode(&sample::chained()).unwrap()), Ok(sample::chained()));
    assert_eq!(decode(encode(&sample::unions()).unwrap()), Ok(sample::unions()));
}

#[test]
fn sizes_are_those_of_the_interface() {
    assert_eq!((EveryNumbers::MIN, EveryNumbers::MAX), (56, 56));
    assert_eq!(EveryStrict::MAX, 4 + 4 + 4);
    assert_eq!(EveryChained::MAX, usize::MAX);
}

#[test]
fn a_linked_list_has_no_link_in_its_elements() {
    let chain = Chain(vec![EveryLink { number: 1, text: "a".into() }]);
    let bytes = encode(&EveryChained { chain, behind: 2 }).unwrap();
    assert_eq!(bytes, b"\0\0\0\x01\0\0\0\x01\0\0\0\x01a\0\0\0\0\0\0\0\0\0\0\x02"[..]);
}

#[test]
fn a_discriminant_that_nobody_knows_is_kept_or_refused() {
    let choice: EveryChoice = decode(&b"\0\0\0\x63\0\0\0\0"[..]).unwrap();
    assert_eq!(choice, EveryChoice::Other { discriminant: 99, value: None });
    assert_eq!(decode::<EveryStrict>(&b"\0\0\0\x63"[..]), Err(DecodeError::NoArm(99)));
}

/// Answers both kinds.
struct Service;

fn numbers(number: i32, both: u64, numbers: &EveryNumbers) -> Result<EveryNumbersReply, Refusal> {
    if number == 13 {
        return Err(Refusal(AbortCode(i32::MAX)));
    }
    let sum = number.wrapping_add(numbers.an_int);
    Ok(EveryNumbersReply { both: both + 1, out: numbers.clone(), sum })
}

fn lists(lists: EveryLists) -> EveryListsReply {
    EveryListsReply { lists, chained: sample::chained(), unions: sample::unions() }
}

impl every::sync::EveryService for Service {
    fn numbers(
        &self,
        _: &Context,
        r#in: EveryNumbers,
        number: i32,
        both: u64,
    ) -> Result<EveryNumbersReply, Refusal> {
        numbers(number, both, &r#in)
    }

    fn lists(
        &self,
        _: &Context,
        all: EveryLists,
        _: every::EveryIds,
    ) -> Result<EveryListsReply, Refusal> {
        Ok(lists(all))
    }

    fn echo(&self, _: &Context, _: i32, mut stream: sync::Stream<'_>) -> Result<i64, Refusal> {
        let mut data = Vec::new();
        stream.read_to_end(&mut data)?;
        stream.write_all(&data)?;
        Ok(data.len().try_into().unwrap_or(i64::MAX))
    }

    fn vote(&self, context: &Context, when: i32) -> Result<(), Refusal> {
        assert_eq!(context.identity(), None);
        Err(Refusal(AbortCode(when)))
    }

    fn nothing(&self, _: &Context) -> Result<(), Refusal> {
        Ok(())
    }
}

impl every::asynchronous::EveryService for Service {
    async fn numbers(
        &self,
        _: &Context,
        r#in: EveryNumbers,
        number: i32,
        both: u64,
    ) -> Result<EveryNumbersReply, Refusal> {
        numbers(number, both, &r#in)
    }

    async fn echo(
        &self,
        _: &Context,
        _: i32,
        mut stream: asynchronous::Stream<'_>,
    ) -> Result<i64, Refusal> {
        use futures::io::{AsyncReadExt, AsyncWriteExt};
        let mut data = Vec::new();
        stream.read_to_end(&mut data).await?;
        stream.write_all(&data).await?;
        Ok(data.len().try_into().unwrap_or(i64::MAX))
    }
}

#[test]
fn a_client_of_threads_gets_what_the_service_gives() {
    let service = sync::InMemory::new(every::sync::EveryServer(Service)).pieces_of(5);
    let client = every::sync::EveryClient::new(service);
    let reply = client.numbers(sample::numbers(), 1, 2).unwrap();
    assert_eq!((reply.both, reply.sum, reply.out), (3, -6, sample::numbers()));
    let reply = client.lists(sample::lists(), vec![1, 2].into()).unwrap();
    assert_eq!((reply.lists, reply.unions), (sample::lists(), sample::unions()));
    assert_eq!(client.nothing(), Ok(()));
    assert_eq!(client.vote(1_700_000_000), Err(RpcError::Aborted(AbortCode(1_700_000_000))));
    // What a service does not have, and what it has not made.
    assert_eq!(client.every(1), Err(RpcError::Aborted(AbortCode::RXGEN_OPCODE)));
    let mut call = client.echo(0).unwrap();
    call.write_all(b"hello").unwrap();
    let mut data = [0; 5];
    call.read_exact(&mut data).unwrap();
    assert_eq!((&data, call.results()), (b"hello", Ok(5)));
}

#[test]
fn a_client_of_tasks_gets_what_the_service_gives() {
    use futures::io::{AsyncReadExt, AsyncWriteExt};
    let service = asynchronous::InMemory::new(every::asynchronous::EveryServer(Service));
    let client = every::asynchronous::EveryClient::new(service.pieces_of(5));
    futures::executor::block_on(async {
        let reply = client.numbers(sample::numbers(), 1, 2).await.unwrap();
        assert_eq!((reply.both, reply.sum, reply.out), (3, -6, sample::numbers()));
        let refused = client.numbers(sample::numbers(), 13, 2).await;
        assert_eq!(refused, Err(RpcError::Aborted(AbortCode(i32::MAX))));
        assert_eq!(client.nothing().await, Err(RpcError::Aborted(AbortCode::RXGEN_OPCODE)));
        let mut call = client.echo(0).await.unwrap();
        call.write_all(b"hello").await.unwrap();
        let mut data = [0; 5];
        call.read_exact(&mut data).await.unwrap();
        assert_eq!((&data, call.results().await), (b"hello", Ok(5)));
    });
}

#[test]
fn arguments_beyond_their_bounds_go_nowhere() {
    let service = sync::InMemory::new(every::sync::EveryServer(Service));
    let client = every::sync::EveryClient::new(service);
    let refused = client.lists(sample::lists(), vec![0; 6].into());
    assert!(matches!(refused, Err(RpcError::Arguments(_))), "{refused:?}");
    let refused = client.texts("a name of 17 byte".into(), EveryTexts::default());
    assert!(matches!(refused, Err(RpcError::Arguments(_))), "{refused:?}");
}

/// Values with a byte changed, cut off, or as they are: each is a value or an error.
#[test]
fn no_garbage_makes_a_decoder_panic() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap()
    };
    let samples = sample::all();
    for _ in 0..20_000 {
        let mut bytes = samples[random() % samples.len()].clone();
        for _ in 0..random() % 4 {
            let at = random() % bytes.len();
            bytes[at] = [0, 1, 4, 0xff][random() % 4];
        }
        if random() % 4 == 0 {
            bytes.truncate(random() % bytes.len());
        }
        bytes.insert(0, u8::try_from(random() % 256).unwrap());
        decode_anything(&bytes);
    }
    let _ = EveryUnions::default();
}
