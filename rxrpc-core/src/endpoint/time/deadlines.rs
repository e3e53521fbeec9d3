//! Deadlines of calls and of connections, in the order in which they come up.
//!
//! Holds: [`Subject`] and [`Deadlines`]. Must not know: what a deadline is for; the call's machine or the
//! connection knows. Each stands here once at most, under a deadline no later than its next one.

use crate::call::Call;
use crate::connection::Connection;
use crate::proto::Side;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

/// Whose deadline it is. In order of their names, so that a walk is repeatable.
#[derive(Clone, Debug)]
pub(super) enum Subject {
    Call(Arc<Call>),
    Connection(Arc<Connection>),
}

impl Ord for Subject {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Call(one), Self::Call(other)) => one.key.cmp(&other.key),
            (Self::Call(_), Self::Connection(_)) => Ordering::Less,
            (Self::Connection(_), Self::Call(_)) => Ordering::Greater,
            (Self::Connection(one), Self::Connection(other)) => name(one).cmp(&name(other)),
        }
    }
}

fn name(connection: &Connection) -> (bool, (SocketAddr, u32, u32)) {
    (connection.side == Side::Service, connection.service_key())
}

impl PartialOrd for Subject {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Subject {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Subject {}

/// All deadlines, the first one first.
#[derive(Debug, Default)]
pub(super) struct Deadlines(BTreeSet<(Instant, Subject)>);

impl Deadlines {
    pub(super) fn first(&self) -> Option<Instant> {
        self.0.first().map(|(at, _)| *at)
    }

    /// Moves a subject from one deadline to another. The caller holds the subject too: it is not dropped here.
    pub(super) fn rearm(&mut self, subject: Subject, old: Option<Instant>, new: Option<Instant>) {
        let mut subject = subject;
        if let Some(old) = old {
            let entry = (old, subject);
            self.0.remove(&entry);
            subject = entry.1;
        }
        if let Some(new) = new {
            self.0.insert((new, subject));
        }
    }

    /// Takes out what is due, `most` of it.
    pub(super) fn take_due(&mut self, now: Instant, most: usize) -> Vec<Subject> {
        let mut due = Vec::new();
        while due.len() < most
            && self.first().is_some_and(|at| at <= now)
            && let Some((_, subject)) = self.0.pop_first()
        {
            due.push(subject);
        }
        due
    }
}
