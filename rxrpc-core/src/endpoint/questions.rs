//! Who asks a peer for its VERSION, and what it answered.
//!
//! Holds: [`Questions`], the few that wait at a time, and [`VersionQuestion`], one of them. Must not know: when a
//! question is asked again, and for how long.

use super::Endpoint;
use super::local_socket::LocalSocket;
use super::routes::random::Random;
use crate::address::canonical;
use crate::error::CallError;
use crate::lock::waiters::WaiterId;
use crate::lock::{Mutex, Rank, Waiters, WakeList};
use rxrpc_wire::{CallNumber, Header, Version};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::net::SocketAddr;
use std::sync::Arc;
use std::task::{Poll, Waker};
use std::time::Duration;

/// Questions that may wait for their answers at a time.
const MOST: usize = 64;

/// The questions of one UDP socket that wait.
#[derive(Debug)]
pub(super) struct Questions(Mutex<Asked>);

#[derive(Debug)]
struct Asked {
    random: Random,
    closed: bool,
    /// By what stands in the call number of the question, which peers give back. Nobody who did not see the question
    /// can name it.
    by_number: BTreeMap<CallNumber, Question>,
}

#[derive(Debug)]
struct Question {
    peer: SocketAddr,
    answer: Option<String>,
    waiters: Waiters,
}

impl Questions {
    pub(super) fn new(seed: Option<u64>) -> Self {
        let random = Random::new(seed.map(u64::reverse_bits));
        let asked = Asked { random, closed: false, by_number: BTreeMap::new() };
        Self(Mutex::new(Rank::Queues, asked))
    }

    fn add(&self, peer: SocketAddr) -> Result<CallNumber, CallError> {
        let mut asked = self.0.lock();
        if asked.closed {
            return Err(CallError::Closed);
        }
        if asked.by_number.len() >= MOST {
            return Err(CallError::WouldBlock);
        }
        loop {
            let number = CallNumber(asked.random.next());
            if !number.is_none() && !asked.by_number.contains_key(&number) {
                let question = Question { peer, answer: None, waiters: Waiters::default() };
                asked.by_number.insert(number, question);
                return Ok(number);
            }
        }
    }

    /// Takes in a VERSION packet that asks nothing. Only what comes from the address that was asked, and names the
    /// question, is an answer; the first one counts.
    pub(super) fn take_answer(&self, from: SocketAddr, header: &Header, answer: &Version<'_>) {
        let mut wake = WakeList::default();
        let mut asked = self.0.lock();
        if let Some(question) = asked.by_number.get_mut(&header.call_number)
            && question.peer == from
            && question.answer.is_none()
        {
            question.answer = Some(readable(answer));
            question.waiters.take_all(&mut wake);
        }
        drop(asked);
        wake.wake();
    }

    /// Every wait ends, and no other begins.
    pub(super) fn close(&self) {
        let mut wake = WakeList::default();
        let mut asked = self.0.lock();
        asked.closed = true;
        for question in asked.by_number.values_mut() {
            question.waiters.take_all(&mut wake);
        }
        drop(asked);
        wake.wake();
    }
}

/// The text of an answer, as far as one has any, with what is no printable character replaced.
fn readable(answer: &Version<'_>) -> String {
    let text = answer.text();
    let text = String::from_utf8_lossy(&text[..text.len().min(Version::REPLY_LEN)]);
    let shown = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    text.chars().map(shown).collect()
}

/// A question that waits for its answer until it is dropped.
#[derive(Debug)]
pub struct VersionQuestion {
    local: Arc<LocalSocket>,
    peer: SocketAddr,
    number: CallNumber,
}

impl VersionQuestion {
    /// When, after it was sent first, the question is to be sent again if there is no answer so far, each time after
    /// twice the time, and, last, when to give up.
    pub fn patience(limit: Duration) -> [Duration; 4] {
        let after = |n: u8| (limit / 15 * u32::from(n)).min(Duration::from_secs(n.into()));
        [after(1), after(3), after(7), limit]
    }

    /// Sends it, for the first time or again.
    pub fn send(&self) {
        let mut datagram = Vec::with_capacity(Header::LEN + 1);
        Version::emit_request(self.number, &mut datagram);
        self.local.output.queue_stray(self.peer.into(), true, datagram);
    }

    /// Waits for the answer. Cancel-safe.
    ///
    /// # Errors
    ///
    /// [`CallError::Closed`] (ESHUTDOWN).
    pub async fn answered(&self) -> Result<String, CallError> {
        let mut wait = AnswerWait { question: self, waiter: None };
        poll_fn(|cx| {
            let (polled, _replaced) = self.poll(&mut wait.waiter, cx.waker());
            polled
        })
        .await
    }

    fn poll(
        &self,
        id: &mut Option<WaiterId>,
        waker: &Waker,
    ) -> (Poll<Result<String, CallError>>, Option<Waker>) {
        let mut asked = self.local.questions.0.lock();
        let closed = asked.closed;
        match asked.by_number.get_mut(&self.number) {
            Some(Question { answer: Some(answer), .. }) => (Poll::Ready(Ok(answer.clone())), None),
            Some(question) if !closed => (Poll::Pending, question.waiters.register(id, waker)),
            _ => (Poll::Ready(Err(CallError::Closed)), None),
        }
    }
}

/// One wait for the answer to a question; dropped, it leaves no waker there.
struct AnswerWait<'a> {
    question: &'a VersionQuestion,
    waiter: Option<WaiterId>,
}

impl Drop for AnswerWait<'_> {
    fn drop(&mut self) {
        if crate::lock::abandoned_by_model() {
            return;
        }
        let Some(id) = self.waiter else { return };
        let mut asked = self.question.local.questions.0.lock();
        let question = asked.by_number.get_mut(&self.question.number);
        let waker = question.and_then(|question| question.waiters.remove(id));
        // A waker is dropped after the lock.
        drop(asked);
        drop(waker);
    }
}

impl Drop for VersionQuestion {
    fn drop(&mut self) {
        if crate::lock::abandoned_by_model() {
            return;
        }
        // Its wakers are dropped after the lock.
        let _question = self.local.questions.0.lock().by_number.remove(&self.number);
    }
}

impl Endpoint {
    /// What asks the software at an address what it is. (AF_RXRPC only answers such questions.)
    ///
    /// # Errors
    ///
    /// [`CallError::InvalidAddress`] (EINVAL), [`CallError::Closed`] (ESHUTDOWN), [`CallError::WouldBlock`] (EAGAIN)
    /// while 64 others wait for their answers.
    pub fn ask_version(&self, peer: SocketAddr) -> Result<VersionQuestion, CallError> {
        let peer = canonical(peer);
        if !self.local.reaches(peer) || peer.port() == 0 {
            return Err(CallError::InvalidAddress);
        }
        let number = self.local.questions.add(peer)?;
        Ok(VersionQuestion { local: self.local.clone(), peer, number })
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
