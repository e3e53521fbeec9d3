//! Signs of life: ours to the peer, the peer's to us, and the timers that wait for them.
//!
//! Holds: [`SignsOfLife`], and what the keepalive, normal, idle and hard timers are set to. Must not know:
//! what the packets said, or what happens when a timer fires.

use crate::proto::common::Common;
use crate::proto::config::SHORTEST;
use crate::proto::timers::{Timer, TimerTable};
use rxrpc_wire::Serial;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What each side may know of the other.
#[derive(Debug)]
pub(in crate::proto) struct SignsOfLife {
    /// Whether the peer may know of the call.
    exposed: bool,
    /// The highest serial heard on this call, and on the whole connection.
    heard: Option<Serial>,
    heard_on_connection: Option<Serial>,
}

impl SignsOfLife {
    /// `exposed` says that the peer knows of the call already.
    #[inline]
    pub(in crate::proto) fn new(exposed: bool) -> Self {
        Self { exposed, heard: None, heard_on_connection: None }
    }

    /// Whether the peer may know of the call.
    #[inline]
    pub(in crate::proto) fn is_exposed(&self) -> bool {
        self.exposed
    }

    /// Whether the peer has shown that it knows the call.
    pub(in crate::proto) fn was_heard(&self) -> bool {
        self.heard.is_some()
    }

    /// Whether the peer was last heard on another call of the connection.
    pub(in crate::proto) fn talks_elsewhere(&self) -> bool {
        match (self.heard_on_connection, self.heard) {
            (Some(elsewhere), Some(heard)) => elsewhere.is_after(heard),
            _ => false,
        }
    }

    /// The highest serial heard on the connection, on whatever call.
    pub(in crate::proto) fn heard_on_connection(&mut self, serial: Serial) {
        self.heard_on_connection = Some(serial);
    }

    /// A valid packet of the call came: whether it is news. A serial that is not new gives no sign of
    /// life: anybody can repeat a packet.
    #[inline]
    pub(in crate::proto) fn heard(&mut self, serial: Serial) -> bool {
        let new = self.heard.is_none_or(|heard| serial.is_after(heard));
        if new {
            self.heard = Some(serial);
        }
        new
    }

    /// A packet of a call that has not ended is on its way.
    #[inline]
    pub(in crate::proto) fn spoke(&mut self, now: Instant, common: &mut Common) {
        self.exposed = true;
        arm_keepalive(now, common);
        await_silence(now, common);
    }
}

/// The peer may be silent for so long from now on, unless that runs already.
#[inline]
pub(in crate::proto) fn await_silence(now: Instant, common: &mut Common) {
    if common.timers.get(Timer::Normal).is_none() {
        common.timers.set_after(Timer::Normal, now, common.config.normal_timeout);
    }
}

/// Something was heard: the peer may be silent for as long again.
#[inline]
pub(in crate::proto) fn extend_silence(now: Instant, common: &mut Common) {
    if common.timers.get(Timer::Normal).is_some() {
        common.timers.set_after(Timer::Normal, now, common.config.normal_timeout);
    }
}

/// A sign of life is to be sent after a while of nothing else.
#[inline]
pub(in crate::proto) fn arm_keepalive(now: Instant, common: &mut Common) {
    common.timers.set_after(Timer::Keepalive, now, common.config.keepalive.max(SHORTEST));
}

/// A service waits for the next packet of the request.
#[inline]
pub(in crate::proto) fn await_request(now: Instant, common: &mut Common) {
    common.timers.set_after(Timer::Idle, now, common.config.idle_timeout);
}

/// A service call begins, whose first packet is about to be handed in.
pub(in crate::proto) fn await_first_packet(now: Instant, common: &mut Common) {
    arm_keepalive(now, common);
    common.timers.set_after(Timer::Normal, now, common.config.normal_timeout);
    await_request(now, common);
}

/// Limits of one call; `None` and zero leave a limit as it is.
#[derive(Clone, Copy, Debug)]
pub(in crate::proto) struct Limits {
    /// How long the call may last from now.
    pub(in crate::proto) hard: Option<Duration>,
    /// How long a service waits for the next packet of a request.
    pub(in crate::proto) idle: Option<Duration>,
    /// How long the peer may be silent.
    pub(in crate::proto) normal: Option<Duration>,
}

impl Limits {
    /// Sets the limits.
    #[inline]
    pub(in crate::proto) fn set(self, common: &mut Common) {
        if let Some(normal) = given(self.normal) {
            let config = Arc::make_mut(&mut common.config);
            config.normal_timeout = normal;
            config.keepalive = config.keepalive.min(normal / 6).max(SHORTEST);
        }
        if let Some(idle) = given(self.idle) {
            Arc::make_mut(&mut common.config).idle_timeout = idle;
        }
    }

    /// Sets the timers that run anew, by limits that are set.
    #[inline]
    pub(in crate::proto) fn rearm(self, now: Instant, common: &mut Common) {
        let runs = |timers: &TimerTable, timer| timers.get(timer).is_some();
        if let Some(hard) = given(self.hard) {
            common.timers.set_after(Timer::Hard, now, hard);
        }
        if self.normal.is_some() {
            extend_silence(now, common);
        }
        if self.normal.is_some() && runs(&common.timers, Timer::Keepalive) {
            arm_keepalive(now, common);
        }
        if self.idle.is_some() && runs(&common.timers, Timer::Idle) {
            await_request(now, common);
        }
    }
}

fn given(limit: Option<Duration>) -> Option<Duration> {
    limit.filter(|limit| !limit.is_zero())
}
