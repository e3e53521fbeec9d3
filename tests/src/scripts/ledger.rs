//! What happened to the calls of a plan, and whether that may be.
//!
//! Holds: [`Ledger`]. Must not know: how the calls were made. It can be shared by threads.

use super::plan::{CLIENT_CODE, CallPlan, ClientAct, Plan, SERVICE_CODE, ServiceAct};
use super::request::reply;
use rxrpc_core::AbortCode;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How a call ended for its client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// With a reply.
    Reply(Vec<u8>),
    /// The client gave it up itself.
    GivenUp,
    /// Aborted by the service with this code.
    Aborted(AbortCode),
    /// Aborted by a timeout of this side.
    TimedOut,
    /// Something else, in words.
    Failed(String),
}

#[derive(Debug, Default)]
struct Entries {
    /// How often the service began with each call, and how often it had the whole request.
    begun: BTreeMap<u64, u32>,
    executed: BTreeMap<u64, u32>,
    outcomes: BTreeMap<u64, Outcome>,
    faults: Vec<String>,
}

/// A record of all calls of a run. All clones are the same.
#[derive(Clone, Debug, Default)]
pub struct Ledger(Arc<Mutex<Entries>>);

impl Ledger {
    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A service saw the head of a request.
    pub fn begun(&self, number: u64) {
        *self.entries().begun.entry(number).or_default() += 1;
    }

    /// A service had a whole request and does what it says.
    pub fn executed(&self, number: u64) {
        *self.entries().executed.entry(number).or_default() += 1;
    }

    /// A call ended for its client.
    pub fn ended(&self, number: u64, outcome: Outcome) {
        let before = self.entries().outcomes.insert(number, outcome);
        if let Some(before) = before {
            self.fault(format!("call {number} ended twice, first with {before:?}"));
        }
    }

    /// Something that must not be.
    pub fn fault(&self, fault: String) {
        self.entries().faults.push(fault);
    }

    /// Whether the client of this call was told its end.
    #[must_use]
    pub fn has_ended(&self, number: u64) -> bool {
        self.entries().outcomes.contains_key(&number)
    }

    /// What became of a call.
    #[must_use]
    pub fn outcome(&self, number: u64) -> Option<Outcome> {
        self.entries().outcomes.get(&number).cloned()
    }

    /// Whether everything was as the plan wants it, on a network that ends no call.
    ///
    /// # Errors
    ///
    /// A sentence about the first thing that was not.
    pub fn verdict(&self, plan: &Plan) -> Result<(), String> {
        self.judge(plan, false, 1)
    }

    /// [`Ledger::verdict`] on a network that may end any call by its timeout: what did succeed must be
    /// right, and no call may hang or run twice.
    ///
    /// # Errors
    ///
    /// As [`Ledger::verdict`].
    pub fn verdict_after_outages(&self, plan: &Plan) -> Result<(), String> {
        self.judge(plan, true, 1)
    }

    /// [`Ledger::verdict_after_outages`] where a request may have met a service that knows nothing of the
    /// first time that it came: another process, or one that takes the client for another one.
    ///
    /// # Errors
    ///
    /// As [`Ledger::verdict`].
    pub fn verdict_of_strangers(&self, plan: &Plan) -> Result<(), String> {
        self.judge(plan, true, 2)
    }

    fn judge(&self, plan: &Plan, outages: bool, times: u32) -> Result<(), String> {
        let entries = self.entries();
        if let Some(fault) = entries.faults.first() {
            return Err(fault.clone());
        }
        for call in &plan.calls {
            let number = call.number;
            let outcome = entries.outcomes.get(&number);
            let outcome = outcome.ok_or_else(|| format!("call {number} never ended: {call:?}"))?;
            let of = |counts: &BTreeMap<u64, u32>| counts.get(&number).copied().unwrap_or(0);
            let (begun, executed) = (of(&entries.begun), of(&entries.executed));
            if begun > times || executed > times {
                return Err(format!("call {number} was begun {begun}, run {executed} times"));
            }
            judge_one(call, outcome, executed > 0, outages)
                .map_err(|fault| format!("call {number}: {fault}: {call:?}"))?;
        }
        Ok(())
    }
}

fn judge_one(
    call: &CallPlan,
    outcome: &Outcome,
    executed: bool,
    outages: bool,
) -> Result<(), String> {
    let answers = matches!(call.service, ServiceAct::Answer | ServiceAct::AnswerLater(_));
    let fair = match outcome {
        Outcome::Reply(bytes) if !executed => {
            return Err(format!("a reply of {} bytes from nowhere", bytes.len()));
        }
        Outcome::Reply(bytes) => {
            if *bytes != reply(call.number, call.reply) {
                return Err(format!("a wrong reply of {} bytes", bytes.len()));
            }
            answers
        }
        Outcome::GivenUp => call.client != ClientAct::Finish,
        Outcome::Aborted(SERVICE_CODE) => !answers,
        Outcome::TimedOut => call.deadline.is_some() || outages,
        // No client's code ever comes back to it.
        Outcome::Aborted(CLIENT_CODE) => false,
        Outcome::Aborted(_) | Outcome::Failed(_) => outages,
    };
    match (fair, outcome) {
        (true, _) => Ok(()),
        (false, Outcome::Reply(_)) => Err("a reply of a service that aborts".to_owned()),
        (false, outcome) => Err(format!("ended with {outcome:?}")),
    }
}
