//! The service's part of every plan: it does what the head of a request says.
//!
//! Holds: [`serve`] and the service of the call face. Must not know: the plan, the front.

use super::front::{Front, FrontCall};
use super::ledger::Ledger;
use super::messages;
use super::plan::{CALLS, SERVICE_CODE, ServiceAct};
use super::request::{HEAD, check_request, head, reply};
use rxrpc_core::CallError;

/// Bytes of a reply that are given to one verb.
const PIECE: usize = 30_000;

/// Binds both services of a plan and serves them without end.
///
/// # Errors
///
/// A sentence, if a service cannot be bound.
pub fn serve<F: Front>(front: &F, ledger: &Ledger) -> Result<(), String> {
    messages::serve(front, ledger)?;
    let ledger = ledger.clone();
    front.serve(CALLS, move |front, call| {
        let ledger = ledger.clone();
        async move {
            if let Err(Fault::Wrong(fault)) = one_call(&front, call, &ledger).await {
                ledger.fault(fault);
            }
        }
    })
}

enum Fault {
    /// The call ended, which a client may do at any time.
    Ended,
    /// What must not be.
    Wrong(String),
}

impl From<CallError> for Fault {
    fn from(_: CallError) -> Self {
        Self::Ended
    }
}

impl From<String> for Fault {
    fn from(fault: String) -> Self {
        Self::Wrong(fault)
    }
}

async fn one_call<F: Front>(front: &F, mut call: F::Call, ledger: &Ledger) -> Result<(), Fault> {
    let mut bytes = Vec::new();
    let mut seen = None;
    while let Some(piece) = call.receive().await? {
        bytes.extend_from_slice(&piece);
        if seen.is_none() && bytes.len() >= HEAD {
            let head = head(&bytes)?;
            ledger.begun(head.number);
            seen = Some(head);
            if head.act == ServiceAct::AbortAtOnce {
                call.abort(SERVICE_CODE);
                return Ok(());
            }
        }
    }
    // Too short for one, or it would have been seen.
    let head = seen.map_or_else(|| head(&bytes), Ok)?;
    check_request(&head, &bytes).map_err(|fault| format!("call {}: {fault}", head.number))?;
    ledger.executed(head.number);
    if let ServiceAct::AnswerLater(pause) = head.act {
        front.sleep(pause).await;
    }
    let bytes = reply(head.number, head.reply);
    let (bytes, aborts) = match head.act {
        ServiceAct::AbortAfterRequest => (&bytes[..0], true),
        ServiceAct::AbortInReply(most) => (&bytes[..most.min(bytes.len())], true),
        _ => (&bytes[..], false),
    };
    let mut pieces = bytes.chunks(PIECE).peekable();
    while let Some(piece) = pieces.next() {
        let last = pieces.peek().is_none() && !aborts;
        call.send(piece, last).await?;
    }
    if aborts {
        call.abort(SERVICE_CODE);
    } else if bytes.is_empty() {
        call.send(b"", true).await?;
    }
    Ok(())
}
