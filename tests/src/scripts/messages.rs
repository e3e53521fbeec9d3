//! Both parts of a plan on the message face: user call IDs, control messages, one receiver for all.
//!
//! Holds: [`play`] and [`serve`]. Must not know: which front they run on.
//!
//! The life of a user call ID is held against each front here: no message of a call that was not begun
//! or whose end was told, and one end for each.

use super::client::target;
use super::front::Front;
use super::ledger::{Ledger, Outcome};
use super::plan::{CLIENT_CODE, CallPlan, ClientAct, MESSAGES, Plan, SERVICE_CODE, ServiceAct};
use super::request::{HEAD, Head, check_request, head, reply, request};
use rxrpc_core::Errno;
use rxrpc_core::{AbortCode, Control, MessageError, MessageFlags, ReceivedMessage};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Service calls that may come before the first has ended.
const CHARGED: u64 = 64;

/// How long a receiver that finds no call sleeps.
const PAUSE: Duration = Duration::from_millis(20);

/// The calls of a client that are in use, with what was received of each.
#[derive(Clone, Default)]
struct Open(Arc<Mutex<Calls>>);

type Calls = BTreeMap<u64, (CallPlan, Vec<u8>)>;

impl Open {
    fn calls(&self) -> MutexGuard<'_, Calls> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Begins the calls of the plan that are for this face, and receives until all have ended.
pub fn play<F: Front>(
    front: &F,
    server: SocketAddr,
    plan: &Arc<Plan>,
    ledger: &Ledger,
) -> Vec<F::Task> {
    let mine: Vec<_> = plan.calls.iter().filter(|call| call.messages.0).cloned().collect();
    if mine.is_empty() {
        return Vec::new();
    }
    let open = Open::default();
    let mut tasks = Vec::new();
    let (numbers, receiver) = (mine.iter().map(|call| call.number).collect(), open.clone());
    let book = ledger.clone();
    tasks.push(front.spawn(move |front: F| receive(front, numbers, receiver, book)));
    for call in mine {
        let (open, ledger) = (open.clone(), ledger.clone());
        tasks.push(front.spawn(move |front: F| begin(front, server, call, open, ledger)));
    }
    tasks
}

/// Sends the request of one call. If the call ends before all is sent, or before it has a slot, the
/// receiver is told how.
async fn begin<F: Front>(front: F, server: SocketAddr, call: CallPlan, open: Open, ledger: Ledger) {
    front.sleep(call.begins).await;
    let bytes = request(&call);
    let (number, piece, to) = (call.number, call.piece, target(server, &call));
    let mut control = Vec::new();
    if call.deadline.is_some() {
        control.push(Control::SetCallTimeout { hard: call.deadline, idle: None, normal: None });
    }
    let act = call.client;
    open.calls().insert(number, (call, Vec::new()));
    let mut sent = 0;
    loop {
        if let ClientAct::AbortInRequest(most) = act
            && sent >= most
            && sent > 0
        {
            let _ = command(&front, number, Control::Abort(CLIENT_CODE)).await;
            return;
        }
        let end = (sent + piece).min(bytes.len());
        let last = end == bytes.len();
        let flags = if last { MessageFlags::empty() } else { MessageFlags::MORE };
        let first = sent == 0;
        let control = if first { &control[..] } else { &[] };
        match front.sendmsg(number, control, &bytes[sent..end], flags, Some(to)).await {
            Ok(taken) => sent += taken,
            // What ended the call, the receiver is told.
            Err(MessageError::Call(_)) => return,
            Err(error) => {
                open.calls().remove(&number);
                ledger.ended(number, Outcome::Failed(error.to_string()));
                return;
            }
        }
        if sent == bytes.len() && last {
            return;
        }
    }
}

async fn command<F: Front>(front: &F, id: u64, command: Control) -> Result<(), MessageError> {
    let none = MessageFlags::empty();
    front.sendmsg(id, &[command], b"", none, None).await.map(|_| ())
}

/// Receives until all these calls have ended.
async fn receive<F: Front>(front: F, mut left: Vec<u64>, open: Open, ledger: Ledger) {
    while !left.is_empty() {
        let received = front.recvmsg(MessageFlags::empty()).await;
        left.retain(|number| !ledger.has_ended(*number));
        let Ok((message, data)) = received else {
            // No call has begun so far, or there is none at the moment.
            front.sleep(PAUSE).await;
            continue;
        };
        let Some(id) = message.call.map(|id| id.0) else {
            ledger.fault(format!("a client was announced {message:?}"));
            continue;
        };
        let act = {
            let mut calls = open.calls();
            let Some((call, reply)) = calls.get_mut(&id) else {
                ledger.fault(format!("a message of call {id}, which is not in use: {message:?}"));
                continue;
            };
            reply.extend_from_slice(&data);
            match call.client {
                ClientAct::AbortInReply(most) | ClientAct::DropInReply(most) => {
                    (reply.len() >= most).then_some(Control::Abort(CLIENT_CODE))
                }
                _ => None,
            }
        };
        if message.is_end() {
            left.retain(|number| *number != id);
            if let Some((call, reply)) = open.calls().remove(&id) {
                ledger.ended(id, end_of(&call, &message, reply));
            }
        } else if let Some(abort) = act {
            let _ = command(&front, id, abort).await;
        }
    }
}

fn end_of(call: &CallPlan, message: &ReceivedMessage, reply: Vec<u8>) -> Outcome {
    match message.control.first().cloned() {
        None => Outcome::Reply(reply),
        Some(Control::Abort(CLIENT_CODE)) if call.client != ClientAct::Finish => Outcome::GivenUp,
        // Which side aborted is not told on this face.
        Some(Control::Abort(AbortCode::RX_CALL_TIMEOUT | AbortCode::RX_CALL_DEAD))
            if call.deadline.is_some() =>
        {
            Outcome::TimedOut
        }
        Some(Control::Abort(code)) => Outcome::Aborted(code),
        Some(Control::LocalError(errno)) if is_timeout(errno) => Outcome::TimedOut,
        Some(other) => Outcome::Failed(format!("{other:?}")),
    }
}

fn is_timeout(error: Errno) -> bool {
    // The second when the connection was heard of since, as in Linux.
    error == Errno::ETIME || error == Errno::ECONNRESET
}

/// What a service knows of one of its calls.
#[derive(Default)]
struct Serving {
    bytes: Vec<u8>,
    head: Option<Head>,
}

/// Binds the service of this face and serves it without end.
///
/// # Errors
///
/// A sentence, if it cannot be bound.
pub fn serve<F: Front>(front: &F, ledger: &Ledger) -> Result<(), String> {
    front.listen(MESSAGES, CHARGED as usize)?;
    let ledger = ledger.clone();
    front.spawn(move |front: F| serve_all(front, ledger));
    Ok(())
}

async fn serve_all<F: Front>(front: F, ledger: Ledger) {
    let mut next = 1_000_000;
    let mut calls: BTreeMap<u64, Serving> = BTreeMap::new();
    loop {
        while (calls.len() as u64) < CHARGED {
            if command(&front, next, Control::ChargeAccept).await.is_err() {
                return;
            }
            calls.insert(next, Serving::default());
            next += 1;
        }
        let Ok((message, data)) = front.recvmsg(MessageFlags::empty()).await else { return };
        let Some(id) = message.call.map(|id| id.0) else { continue };
        let Some(serving) = calls.get_mut(&id) else {
            ledger.fault(format!("a message of service call {id}, which is over: {message:?}"));
            continue;
        };
        serving.bytes.extend_from_slice(&data);
        if message.is_end() {
            calls.remove(&id);
        } else if let Err(fault) = go_on(&front, id, serving, &message, &ledger).await {
            ledger.fault(fault);
        }
    }
}

/// Does what is to be done when more of a request has come.
async fn go_on<F: Front>(
    front: &F,
    id: u64,
    serving: &mut Serving,
    message: &ReceivedMessage,
    ledger: &Ledger,
) -> Result<(), String> {
    if serving.head.is_none() && serving.bytes.len() >= HEAD {
        let head = head(&serving.bytes)?;
        ledger.begun(head.number);
        serving.head = Some(head);
        if head.act == ServiceAct::AbortAtOnce {
            let _ = command(front, id, Control::Abort(SERVICE_CODE)).await;
            return Ok(());
        }
    }
    if message.flags.contains(MessageFlags::MORE) {
        return Ok(());
    }
    let bytes = std::mem::take(&mut serving.bytes);
    let head = serving.head.map_or_else(|| head(&bytes), Ok)?;
    if head.act == ServiceAct::AbortAtOnce {
        return Ok(());
    }
    check_request(&head, &bytes).map_err(|fault| format!("call {}: {fault}", head.number))?;
    ledger.executed(head.number);
    front.spawn(move |front: F| answer(front, id, head));
    Ok(())
}

async fn answer<F: Front>(front: F, id: u64, head: Head) {
    if let ServiceAct::AnswerLater(pause) = head.act {
        front.sleep(pause).await;
    }
    let bytes = reply(head.number, head.reply);
    let part = match head.act {
        ServiceAct::AbortAfterRequest => Some(0),
        ServiceAct::AbortInReply(most) => Some(most.min(bytes.len())),
        _ => None,
    };
    // A client that is gone by now is no news to a service.
    if let Some(part) = part {
        if part > 0 {
            let _ = front.sendmsg(id, &[], &bytes[..part], MessageFlags::MORE, None).await;
        }
        let _ = command(&front, id, Control::Abort(SERVICE_CODE)).await;
    } else {
        let _ = front.sendmsg(id, &[], &bytes, MessageFlags::empty(), None).await;
    }
}
