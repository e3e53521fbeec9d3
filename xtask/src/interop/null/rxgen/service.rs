//! Our service of the interface that uses all of the language, of both kinds. It does what C's server of
//! `tests/interop/openafs/xgpeer.c` does.

use std::io::{Read, Write};

use futures::io::{AsyncReadExt, AsyncWriteExt};
use rxrpc_interface_tests::every::{self, EveryListsReply, EveryNumbersReply, RestRestReply};
use rxrpc_interface_tests::sample;
use rxrpc_xdr::{AbortCode, Context, Refusal, asynchronous, sync};

/// Does what C's server does.
pub(super) struct Service;

const NO: Refusal = Refusal(AbortCode(1));

pub(super) fn numbers(numbers: every::EveryNumbers, number: i32, both: u64) -> EveryNumbersReply {
    let sum = number.wrapping_add(numbers.an_int);
    let mut reply = EveryNumbersReply::default();
    (reply.both, reply.out, reply.sum) = (both.wrapping_add(1), numbers, sum);
    reply
}

pub(super) fn lists(
    lists: every::EveryLists,
    ids: &every::EveryIds,
) -> Result<EveryListsReply, Refusal> {
    if lists != sample::lists() || **ids != [1, 2, 3] {
        return Err(NO);
    }
    let (chained, unions) = (sample::chained(), sample::unions());
    Ok(EveryListsReply { lists, chained, unions })
}

pub(super) fn turned(rest: every::EveryRest, mut three: every::EveryThree) -> RestRestReply {
    three.reverse();
    RestRestReply { same: rest, turned: three }
}

fn texts(name: &[u8], texts: every::EveryTexts) -> Result<every::EveryTexts, Refusal> {
    if name == b"a name of bytes" && texts == sample::texts() { Ok(texts) } else { Err(NO) }
}

impl every::sync::EveryService for Service {
    fn numbers(
        &self,
        _: &Context,
        all: every::EveryNumbers,
        number: i32,
        both: u64,
    ) -> Result<EveryNumbersReply, Refusal> {
        Ok(numbers(all, number, both))
    }

    fn texts(
        &self,
        _: &Context,
        name: rxrpc_xdr::Text<16>,
        all: every::EveryTexts,
    ) -> Result<every::EveryTexts, Refusal> {
        texts(&name, all)
    }

    fn lists(
        &self,
        _: &Context,
        all: every::EveryLists,
        ids: every::EveryIds,
    ) -> Result<EveryListsReply, Refusal> {
        lists(all, &ids)
    }

    fn echo(&self, _: &Context, flags: i32, mut stream: sync::Stream<'_>) -> Result<i64, Refusal> {
        let mut data = Vec::new();
        stream.read_to_end(&mut data)?;
        stream.write_all(&data)?;
        Ok(i64::from(flags) + i64::try_from(data.len()).unwrap_or_default())
    }

    fn every(&self, _: &Context, number: i32) -> Result<(), Refusal> {
        if number == 4 { Ok(()) } else { Err(NO) }
    }

    fn vote(&self, _: &Context, when: i32) -> Result<(), Refusal> {
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
        all: every::EveryNumbers,
        number: i32,
        both: u64,
    ) -> Result<EveryNumbersReply, Refusal> {
        Ok(numbers(all, number, both))
    }

    async fn texts(
        &self,
        _: &Context,
        name: rxrpc_xdr::Text<16>,
        all: every::EveryTexts,
    ) -> Result<every::EveryTexts, Refusal> {
        texts(&name, all)
    }

    async fn lists(
        &self,
        _: &Context,
        all: every::EveryLists,
        ids: every::EveryIds,
    ) -> Result<EveryListsReply, Refusal> {
        lists(all, &ids)
    }

    async fn echo(
        &self,
        _: &Context,
        flags: i32,
        mut stream: asynchronous::Stream<'_>,
    ) -> Result<i64, Refusal> {
        let mut data = Vec::new();
        stream.read_to_end(&mut data).await?;
        stream.write_all(&data).await?;
        Ok(i64::from(flags) + i64::try_from(data.len()).unwrap_or_default())
    }

    async fn every(&self, _: &Context, number: i32) -> Result<(), Refusal> {
        if number == 4 { Ok(()) } else { Err(NO) }
    }

    async fn vote(&self, _: &Context, when: i32) -> Result<(), Refusal> {
        Err(Refusal(AbortCode(when)))
    }

    async fn nothing(&self, _: &Context) -> Result<(), Refusal> {
        Ok(())
    }
}

impl every::sync::RestService for Service {
    fn rest(
        &self,
        _: &Context,
        rest: every::EveryRest,
        three: every::EveryThree,
    ) -> Result<RestRestReply, Refusal> {
        Ok(turned(rest, three))
    }

    fn raw(&self, _: &Context, count: i32, mut stream: sync::Stream<'_>) -> Result<i32, Refusal> {
        let mut data = Vec::new();
        stream.read_to_end(&mut data)?;
        stream.write_all(&data)?;
        Ok(count + i32::try_from(data.len()).unwrap_or_default())
    }
}

impl every::asynchronous::RestService for Service {
    async fn rest(
        &self,
        _: &Context,
        rest: every::EveryRest,
        three: every::EveryThree,
    ) -> Result<RestRestReply, Refusal> {
        Ok(turned(rest, three))
    }

    async fn raw(
        &self,
        _: &Context,
        count: i32,
        mut stream: asynchronous::Stream<'_>,
    ) -> Result<i32, Refusal> {
        let mut data = Vec::new();
        stream.read_to_end(&mut data).await?;
        stream.write_all(&data).await?;
        Ok(count + i32::try_from(data.len()).unwrap_or_default())
    }
}
