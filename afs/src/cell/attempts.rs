//! Which server is asked next, and when a question is given up.
//!
//! Holds: [`Attempts`]. Must not know: calls, clocks. Who asks tells how each attempt went and does what the next step says.

use super::Patience;
use rxrpc_xdr::RpcError;
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::Duration;

/// What the failure of one server says about the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is the answer: no other server would say anything else.
    Final,
    /// This server cannot say; another may.
    Next,
    /// This server cannot say now; another may, or this one later.
    Later,
    /// What is asked for is not here any more: another server may have it still, or has it now.
    Moved,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Ask this server.
    Ask(SocketAddr),
    /// Wait so long.
    Pause(Duration),
    /// Find out anew which servers there are, and tell.
    Locate,
    /// Nobody can say: the last that one said, or nothing if there was no server.
    GiveUp(Option<RpcError>),
}

/// One question, to servers in their order.
#[derive(Debug)]
pub(crate) struct Attempts {
    patience: Patience,
    servers: Vec<SocketAddr>,
    /// Whom this round has still to ask.
    left: VecDeque<SocketAddr>,
    verdict: fn(&RpcError) -> Verdict,
    rounds: u32,
    moves: u32,
    /// Somebody may say more later.
    later: bool,
    moved: bool,
    answer: bool,
    last: Option<RpcError>,
}

impl Attempts {
    pub(crate) fn new(
        patience: &Patience,
        servers: Vec<SocketAddr>,
        verdict: fn(&RpcError) -> Verdict,
    ) -> Self {
        Self {
            patience: *patience,
            left: servers.iter().copied().collect(),
            servers,
            verdict,
            rounds: 0,
            moves: 0,
            later: false,
            moved: false,
            answer: false,
            last: None,
        }
    }

    /// What to do now.
    pub(crate) fn next(&mut self) -> Step {
        if self.answer {
            return Step::GiveUp(self.last.take());
        }
        if let Some(server) = self.left.pop_front() {
            return Step::Ask(server);
        }
        if self.moved {
            if self.moves == self.patience.moves {
                return Step::GiveUp(self.last.take());
            }
            self.moves += 1;
            return Step::Locate;
        }
        if !self.later || self.rounds == self.patience.rounds {
            return Step::GiveUp(self.last.take());
        }
        self.rounds += 1;
        self.later = false;
        self.left.extend(&self.servers);
        Step::Pause(self.patience.pause)
    }

    /// Tells how the server that was asked last failed.
    pub(crate) fn failed(&mut self, error: RpcError) {
        match (self.verdict)(&error) {
            Verdict::Final => self.answer = true,
            Verdict::Next => {}
            Verdict::Later => self.later = true,
            Verdict::Moved => self.moved = true,
        }
        self.last = Some(error);
    }

    /// Tells which servers there are now.
    pub(crate) fn located(&mut self, servers: Vec<SocketAddr>) {
        self.moved = false;
        self.left = servers.iter().copied().collect();
        self.servers = servers;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rxrpc_xdr::{AbortCode, CallError};

    fn verdict(error: &RpcError) -> Verdict {
        match error {
            RpcError::Aborted(AbortCode(1)) => Verdict::Final,
            RpcError::Aborted(AbortCode(2)) => Verdict::Later,
            RpcError::Aborted(AbortCode(3)) => Verdict::Moved,
            _ => Verdict::Next,
        }
    }

    fn at(last: u8) -> SocketAddr {
        ([192, 0, 2, last], 7003).into()
    }

    fn code(code: i32) -> RpcError {
        RpcError::Aborted(AbortCode(code))
    }

    fn attempts(servers: &[u8]) -> Attempts {
        let patience = Patience::new().rounds(2, Duration::from_secs(1)).moves(1);
        Attempts::new(&patience, servers.iter().map(|last| at(*last)).collect(), verdict)
    }

    #[test]
    fn silent_servers_are_asked_once() {
        let mut attempts = attempts(&[1, 2]);
        for server in [1, 2] {
            assert_eq!(attempts.next(), Step::Ask(at(server)));
            attempts.failed(RpcError::Call(CallError::PeerSilent));
        }
        assert_eq!(attempts.next(), Step::GiveUp(Some(RpcError::Call(CallError::PeerSilent))));
    }

    #[test]
    fn busy_ones_are_asked_again_within_bounds() {
        let mut attempts = attempts(&[1, 2]);
        let mut asked = 0;
        loop {
            match attempts.next() {
                Step::Ask(server) if server == at(1) => attempts.failed(code(2)),
                Step::Ask(_) => attempts.failed(RpcError::Call(CallError::PeerSilent)),
                Step::Pause(time) => assert_eq!(time, Duration::from_secs(1)),
                step => {
                    assert_eq!(step, Step::GiveUp(Some(RpcError::Call(CallError::PeerSilent))));
                    break;
                }
            }
            asked += 1;
        }
        // Two servers in the first round and two more, each after a pause.
        assert_eq!(asked, 8);
    }

    #[test]
    fn an_answer_ends_it() {
        let mut attempts = attempts(&[1, 2]);
        assert_eq!(attempts.next(), Step::Ask(at(1)));
        attempts.failed(code(1));
        assert_eq!(attempts.next(), Step::GiveUp(Some(code(1))));
    }

    #[test]
    fn what_moved_is_looked_for_within_bounds() {
        let mut attempts = attempts(&[1, 2]);
        for server in [1, 2] {
            assert_eq!(attempts.next(), Step::Ask(at(server)));
            attempts.failed(code(3));
        }
        assert_eq!(attempts.next(), Step::Locate);
        attempts.located(vec![at(7)]);
        assert_eq!(attempts.next(), Step::Ask(at(7)));
        attempts.failed(code(3));
        assert_eq!(attempts.next(), Step::GiveUp(Some(code(3))));
    }

    #[test]
    fn without_servers_there_is_nothing_to_tell() {
        assert_eq!(attempts(&[]).next(), Step::GiveUp(None));
    }
}
