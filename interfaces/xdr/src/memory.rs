//! A call without a network, as its service sees it.
//!
//! Holds: [`ServedCall`], of which both kinds of services are served in memory. Must not know: who serves it.

use bytes::{Bytes, BytesMut};
use rxrpc_core::CallError;
use std::collections::VecDeque;

/// A whole request, and what comes of it.
pub(crate) struct ServedCall {
    request: VecDeque<Bytes>,
    reply: BytesMut,
}

impl ServedCall {
    /// The request comes in pieces of so many bytes.
    pub(crate) fn new(request: Bytes, pieces_of: usize) -> Self {
        let mut rest = request;
        let mut request = VecDeque::new();
        while !rest.is_empty() {
            request.push_back(rest.split_to(pieces_of.clamp(1, rest.len())));
        }
        Self { request, reply: BytesMut::new() }
    }

    pub(crate) fn next(&mut self) -> Option<Bytes> {
        self.request.pop_front()
    }

    /// Puts back what was not used of a piece.
    pub(crate) fn put_back(&mut self, piece: Bytes) {
        if !piece.is_empty() {
            self.request.push_front(piece);
        }
    }

    /// A reply begins: the rest of the request is given up.
    pub(crate) fn send(&mut self, data: &[u8]) {
        self.request.clear();
        self.reply.extend_from_slice(data);
    }

    pub(crate) fn into_reply(self) -> Bytes {
        self.reply.freeze()
    }
}

impl crate::sync::Call for ServedCall {
    fn send(&mut self, data: &[u8]) -> Result<(), CallError> {
        Self::send(self, data);
        Ok(())
    }

    fn end_send(&mut self) -> Result<(), CallError> {
        Ok(())
    }

    fn recv_bytes(&mut self) -> Result<Option<Bytes>, CallError> {
        Ok(self.next())
    }
}
