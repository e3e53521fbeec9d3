//! What a workload does: so many calls, what each sends and how each side behaves.
//!
//! Holds: [`Plan`] and how one is drawn from a seed. Must not know: how it is played.

use crate::network::Random;
use rxrpc_core::{AbortCode, ServiceId};
use std::time::Duration;

/// The service on the call face.
pub const CALLS: ServiceId = ServiceId(1);

/// The service on the message face.
pub const MESSAGES: ServiceId = ServiceId(2);

/// What clients abort with.
pub const CLIENT_CODE: AbortCode = AbortCode(-1001);

/// What services abort with.
pub const SERVICE_CODE: AbortCode = AbortCode(-1002);

/// How the client of a call behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientAct {
    /// Sends the request, takes the reply.
    Finish,
    /// Aborts once it has sent so many bytes of the request.
    AbortInRequest(usize),
    /// Aborts once it has read so many bytes of the reply.
    AbortInReply(usize),
    /// Drops the call once it has read so many bytes of the reply. (The message face has no handle to
    /// drop: there it aborts.)
    DropInReply(usize),
}

/// How the service of a call behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceAct {
    /// Reads the request, sends the reply.
    Answer,
    /// The same, with a pause in between.
    AnswerLater(Duration),
    /// Aborts as soon as it has the head of the request.
    AbortAtOnce,
    /// Aborts once it has the whole request.
    AbortAfterRequest,
    /// Aborts once it has sent so many bytes of the reply.
    AbortInReply(usize),
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallPlan {
    /// Its name, unique in the plan and never 0; the user call ID on the message face.
    pub number: u64,
    /// When it is made, from the beginning.
    pub begins: Duration,
    /// Bytes of the request behind its head.
    pub request: usize,
    /// Bytes of the reply.
    pub reply: usize,
    /// Bytes that are given to one verb of sending.
    pub piece: usize,
    /// The hard timeout, if it has one.
    pub deadline: Option<Duration>,
    /// Whether the client uses the message face, and whether it calls the service that does.
    pub messages: (bool, bool),
    /// What the client does.
    pub client: ClientAct,
    /// What the service does.
    pub service: ServiceAct,
}

impl CallPlan {
    /// Whether nothing but the network can keep this call from succeeding.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let service = matches!(self.service, ServiceAct::Answer | ServiceAct::AnswerLater(_));
        self.client == ClientAct::Finish && service && self.deadline.is_none()
    }
}

/// What [`Plan::random`] may draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most calls.
    pub calls: usize,
    /// Most bytes of a request or a reply.
    pub bytes: usize,
    /// Most bytes of all requests and replies together.
    pub total: usize,
    /// The calls begin within this time.
    pub begins: Duration,
    /// How many calls in a thousand do not end well by intent: aborts, drops, deadlines.
    pub unruly: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            calls: 40,
            bytes: 100_000,
            total: 400_000,
            begins: Duration::from_secs(1),
            unruly: 150,
        }
    }
}

/// A workload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its calls.
    pub calls: Vec<CallPlan>,
}

impl Plan {
    /// The workload of a seed.
    #[must_use]
    pub fn random(seed: u64, limits: &Limits) -> Self {
        let random = &mut Random::new(seed ^ 0x706c_616e);
        let most = [1, 4, 12, limits.calls][random.below(4)].min(limits.calls);
        let count = 1 + random.below(most.max(1));
        let mut left = limits.total;
        let calls = (1..=count as u64).map(|number| {
            let call = CallPlan::random(random, number, limits, left);
            left = left.saturating_sub(call.request + call.reply);
            call
        });
        Self { calls: calls.collect() }
    }

    /// Bytes of all requests and replies together.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.calls.iter().map(|call| call.request + call.reply).sum()
    }
}

impl CallPlan {
    fn random(random: &mut Random, number: u64, limits: &Limits, left: usize) -> Self {
        let size = |random: &mut Random| {
            let most = [1, 100, 1412, 6_000, 60_000, limits.bytes][random.below(6)];
            random.below(most.min(limits.bytes) + 1).min(left / 2)
        };
        let (request, reply) = (size(random), size(random));
        let (client, service) = match random.happens(limits.unruly) {
            true if random.happens(500) => {
                (Self::unruly_client(random, request, reply), ServiceAct::Answer)
            }
            true => (ClientAct::Finish, Self::unruly_service(random, reply)),
            false => (ClientAct::Finish, ServiceAct::Answer),
        };
        let service = match service {
            ServiceAct::Answer if random.happens(150) => {
                ServiceAct::AnswerLater(random.up_to(Duration::from_secs(3)))
            }
            other => other,
        };
        let most = [10_000, 100_000][random.below(2)];
        let deadline = random
            .happens(limits.unruly / 3)
            .then(|| Duration::from_millis(1) + random.up_to(Duration::from_secs(2)));
        Self {
            number,
            begins: random.up_to(limits.begins),
            request,
            reply,
            piece: 1 + random.below(most),
            deadline,
            messages: (random.happens(400), random.happens(400)),
            client,
            service,
        }
    }

    fn unruly_client(random: &mut Random, request: usize, reply: usize) -> ClientAct {
        match random.below(3) {
            0 => ClientAct::AbortInRequest(random.below(request + 1)),
            1 => ClientAct::AbortInReply(random.below(reply + 1)),
            _ => ClientAct::DropInReply(random.below(reply + 1)),
        }
    }

    fn unruly_service(random: &mut Random, reply: usize) -> ServiceAct {
        match random.below(3) {
            0 => ServiceAct::AbortAtOnce,
            1 => ServiceAct::AbortAfterRequest,
            _ => ServiceAct::AbortInReply(random.below(reply + 1)),
        }
    }
}
