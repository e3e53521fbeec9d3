//! DATA that arrives, several datagrams at a time.
//!
//! Holds: the part of [`CallMachine`] that takes DATA: what a long call expects with few questions, all else by `input`;
//! and [`DataRun`], what is done once for datagrams that are taken in a row. Must not know: what becomes of a packet.

use super::CallMachine;
use crate::proto::peer::keepalive::{await_request, extend_silence};
use crate::proto::{Events, State};
use rxrpc_wire::Header;
use std::time::Instant;

/// What datagrams that were taken at one time, and were as expected, have left to be done.
#[derive(Debug, Default)]
#[must_use = "what is left to be done has to be done"]
pub struct DataRun {
    /// There were such datagrams.
    any: bool,
    /// One came under a new serial.
    heard: bool,
}

impl CallMachine {
    /// Takes a DATA datagram of this call, jumbogram or not. `payload` is all that follows the
    /// header.
    pub fn handle_data(&mut self, now: Instant, header: &Header, payload: &[u8]) {
        let mut run = DataRun::default();
        self.take_data(now, header, payload, &mut run);
        self.end_run(now, run);
    }

    /// [`CallMachine::handle_data`] for one of several that are taken at the same time: some of what follows is left to
    /// [`CallMachine::end_run`].
    #[inline]
    pub fn take_data(&mut self, now: Instant, header: &Header, payload: &[u8], run: &mut DataRun) {
        if !self.take_expected(now, header, payload, run) {
            self.end_run(now, std::mem::take(run));
            self.judge_data(now, header, payload);
        }
    }

    /// Takes a datagram if it is what most are: the next packet of a long call that receives, and no more than that.
    #[inline]
    fn take_expected(
        &mut self,
        now: Instant,
        header: &Header,
        payload: &[u8],
        run: &mut DataRun,
    ) -> bool {
        let receives =
            matches!(self.state, State::ClientReceiveReply | State::ServiceReceiveRequest);
        if !receives
            || !self.way.reach.is_proven()
            || !self.receive.take_expected(now, header, payload, &mut self.common)
        {
            return false;
        }
        run.any = true;
        run.heard |= self.signs.heard(header.serial);
        self.events |= Events::READABLE;
        true
    }

    /// Does what is left to be done of datagrams that were taken at this time.
    #[inline]
    pub fn end_run(&mut self, now: Instant, run: DataRun) {
        // A call that has ended has no timers that wait for more, and no window.
        if run.any && self.completion.is_none() {
            self.note_run(now, run.heard);
        }
    }

    fn note_run(&mut self, now: Instant, heard: bool) {
        if heard {
            self.send.was_let_in();
            extend_silence(now, &mut self.common);
        }
        if self.state == State::ServiceReceiveRequest {
            await_request(now, &mut self.common);
        }
        if self.receive.consider_growth(now, &self.common) {
            self.ask_for_news();
        }
    }
}
