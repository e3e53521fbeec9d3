//! The client's part of a plan.
//!
//! Holds: [`play`] and the calls of the call face. Must not know: which front it runs on.

use super::front::{Front, FrontCall};
use super::ledger::{Ledger, Outcome};
use super::messages;
use super::plan::{CALLS, CLIENT_CODE, CallPlan, ClientAct, MESSAGES, Plan};
use super::request::request;
use rxrpc_core::{AbortCode, CallError, ServiceAddress};
use std::net::SocketAddr;
use std::sync::Arc;

/// Makes all calls of a plan to the services at `server`, beside each other, and waits for their ends,
/// which it enters into the ledger.
pub async fn play<F: Front>(front: &F, server: SocketAddr, plan: &Arc<Plan>, ledger: &Ledger) {
    let mut tasks = Vec::new();
    for call in plan.calls.iter().filter(|call| !call.messages.0).cloned() {
        let ledger = ledger.clone();
        tasks.push(front.spawn(move |front: F| async move {
            front.sleep(call.begins).await;
            let outcome = one_call(&front, target(server, &call), &call).await;
            ledger.ended(call.number, outcome);
        }));
    }
    tasks.extend(messages::play(front, server, plan, ledger));
    for task in tasks {
        front.join(task).await;
    }
}

/// The service that a call goes to.
pub(super) fn target(server: SocketAddr, call: &CallPlan) -> ServiceAddress {
    ServiceAddress::new(server, if call.messages.1 { MESSAGES } else { CALLS })
}

async fn one_call<F: Front>(front: &F, to: ServiceAddress, plan: &CallPlan) -> Outcome {
    let mut call = match front.open(to, plan.deadline).await {
        Ok(call) => call,
        Err(error) => return outcome_of(&error),
    };
    if let Some(outcome) = send_request(&mut call, plan).await {
        return outcome;
    }
    let mut reply = Vec::new();
    loop {
        match plan.client {
            ClientAct::AbortInReply(bytes) if reply.len() >= bytes => {
                call.abort(CLIENT_CODE);
                return Outcome::GivenUp;
            }
            ClientAct::DropInReply(bytes) if reply.len() >= bytes => return Outcome::GivenUp,
            _ => {}
        }
        match call.receive().await {
            Ok(Some(piece)) => reply.extend_from_slice(&piece),
            Ok(None) => return Outcome::Reply(reply),
            Err(error) => return outcome_of(&error),
        }
    }
}

/// Sends the request; `Some` if that ended the call.
async fn send_request<C: FrontCall>(call: &mut C, plan: &CallPlan) -> Option<Outcome> {
    let bytes = request(plan);
    let mut sent = 0;
    loop {
        if let ClientAct::AbortInRequest(most) = plan.client
            && sent >= most
        {
            call.abort(CLIENT_CODE);
            return Some(Outcome::GivenUp);
        }
        let end = (sent + plan.piece).min(bytes.len());
        let last = end == bytes.len();
        match call.send(&bytes[sent..end], last).await {
            Ok(()) => sent = end,
            // The service has answered or aborted already; reading says which.
            Err(CallError::WrongPhase | CallError::Ended) => return None,
            Err(error) => return Some(outcome_of(&error)),
        }
        if last {
            return None;
        }
    }
}

/// What an error means to a ledger.
fn outcome_of(error: &CallError) -> Outcome {
    match error {
        CallError::Aborted(code) => Outcome::Aborted(*code),
        CallError::DeadlinePassed
        | CallError::PeerSilent
        | CallError::Forgotten
        | CallError::LocallyAborted(AbortCode::RX_CALL_DEAD) => Outcome::TimedOut,
        other => Outcome::Failed(other.to_string()),
    }
}
