//! The service's side.
//!
//! Holds: [`Interface`], which generated services are, the [`Exchange`] that each call is to them, and [`Stream`]. Must not
//! know: procedures.

use super::{Call, client};
use crate::context::{Context, Limits};
use crate::encode::Encode;
use crate::pieces::{Pieces, reply_bytes};
use crate::procedure::Procedure;
use bytes::Bytes;
use rxrpc_core::{AbortCode, CallError, Refusal};
use std::collections::VecDeque;
use std::fmt;
use std::io::{self, Read, Write};
use std::sync::Arc;

/// The procedures of a service. Several of them answer at one service as a tuple: the first that has an operation answers
/// it.
pub trait Interface: Send + Sync {
    /// Whether it has the operation of this code.
    fn has(&self, opcode: i32) -> bool;

    /// Answers a call of that operation. Blocks as its procedure does.
    ///
    /// # Errors
    ///
    /// The code with which the call shall be aborted; `RXGEN_OPCODE` (−455) for an operation that it does not have.
    fn answer<C: Call>(&self, opcode: i32, exchange: Exchange<'_, C>) -> Result<(), Refusal>;
}

/// Answers one call, but for the end of the reply. Blocks until it is answered.
///
/// # Errors
///
/// The code with which the call shall be aborted.
pub fn serve<C: Call>(
    interface: &impl Interface,
    context: &Context,
    limits: &Limits,
    call: &mut C,
) -> Result<(), Refusal> {
    let mut pieces = Pieces::default();
    let opcode = loop {
        if let Some(opcode) = pieces.opcode()? {
            break opcode;
        }
        pieces.put(call.recv_bytes()?);
    };
    interface.answer(opcode, Exchange { call, context, limits, pieces, before: VecDeque::new() })
}

/// A call, as a generated service works on it: arguments in, results out.
pub struct Exchange<'a, C> {
    call: &'a mut C,
    context: &'a Context,
    limits: &'a Limits,
    pieces: Pieces,
    /// Raw data that came with the arguments.
    before: VecDeque<Bytes>,
}

impl<C> fmt::Debug for Exchange<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange").field("context", self.context).finish_non_exhaustive()
    }
}

impl<C: Call> Exchange<'_, C> {
    /// Who asks.
    pub fn context(&self) -> &Context {
        self.context
    }

    /// The arguments. Blocks until they are here.
    ///
    /// # Errors
    ///
    /// `RXGEN_SS_UNMARSHAL` if they cannot be read or are too long; what ended the call.
    pub fn arguments<P: Procedure>(&mut self) -> Result<P, Refusal> {
        loop {
            if let Some(arguments) = self.pieces.arguments(self.limits)? {
                return Ok(arguments);
            }
            self.pieces.put(self.call.recv_bytes()?);
        }
    }

    /// The arguments of a `split` procedure, whose raw data follows. Blocks until they are here.
    ///
    /// # Errors
    ///
    /// As [`Exchange::arguments`].
    pub fn split_arguments<P: Procedure>(&mut self) -> Result<P, Refusal> {
        loop {
            if let Some(arguments) = self.pieces.split_arguments(self.limits)? {
                self.before = std::mem::take(&mut self.pieces).into_rest();
                return Ok(arguments);
            }
            self.pieces.put(self.call.recv_bytes()?);
        }
    }

    /// Who asks, and the raw data of both directions.
    pub fn stream(&mut self) -> (&Context, Stream<'_>) {
        let before = std::mem::take(&mut self.before);
        (self.context, Stream { call: self.call, before, unread: Bytes::new() })
    }

    /// Sends the results. Blocks while there is no room for them.
    ///
    /// # Errors
    ///
    /// `RXGEN_SS_MARSHAL` if they do not fit the interface; what ended the call.
    pub fn reply<R: Encode>(self, results: &R) -> Result<(), Refusal> {
        let reply = reply_bytes(results)?;
        if !reply.is_empty() {
            self.call.send(&reply)?;
        }
        Ok(())
    }
}

/// The raw data of a `split` procedure, as its service sees it: `Read` for what the client sends behind the arguments,
/// `Write` for what goes before the results. A call is half duplex: what is not read before the first write is given up.
pub struct Stream<'a> {
    call: &'a mut dyn Call,
    before: VecDeque<Bytes>,
    unread: Bytes,
}

impl fmt::Debug for Stream<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").finish_non_exhaustive()
    }
}

impl Stream<'_> {
    /// The next piece of what the client sends, without copying it; `None` at its end. Blocks until there is one.
    ///
    /// # Errors
    ///
    /// What ended the call.
    pub fn recv_bytes(&mut self) -> Result<Option<Bytes>, CallError> {
        if !self.unread.is_empty() {
            return Ok(Some(std::mem::take(&mut self.unread)));
        }
        next(&mut self.before, self.call)
    }
}

fn next(before: &mut VecDeque<Bytes>, call: &mut dyn Call) -> Result<Option<Bytes>, CallError> {
    match before.pop_front() {
        Some(piece) => Ok(Some(piece)),
        None => call.recv_bytes(),
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let Self { call, before, unread } = self;
        Ok(client::read(unread, buf, || next(before, *call))?)
    }
}

impl Write for Stream<'_> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.call.send(buf)?;
        Ok(buf.len())
    }

    /// Does nothing: full packets leave by themselves, the rest with the end of the reply.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<I: Interface + ?Sized> Interface for Arc<I> {
    fn has(&self, opcode: i32) -> bool {
        (**self).has(opcode)
    }

    fn answer<C: Call>(&self, opcode: i32, exchange: Exchange<'_, C>) -> Result<(), Refusal> {
        (**self).answer(opcode, exchange)
    }
}

macro_rules! several {
    ($($interface:ident $at:tt)+) => {
        impl<$($interface: Interface),+> Interface for ($($interface,)+) {
            fn has(&self, opcode: i32) -> bool {
                false $(|| self.$at.has(opcode))+
            }

            fn answer<Calls: Call>(
                &self,
                opcode: i32,
                exchange: Exchange<'_, Calls>,
            ) -> Result<(), Refusal> {
                $(
                    if self.$at.has(opcode) {
                        return self.$at.answer(opcode, exchange);
                    }
                )+
                Err(Refusal(AbortCode::RXGEN_OPCODE))
            }
        }
    };
}

several!(A 0 B 1);
several!(A 0 B 1 C 2);
several!(A 0 B 1 C 2 D 3);
