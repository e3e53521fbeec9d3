//! WAITALL: as much data of one call as there is room for.

use crate::scene::{DONTWAIT, EOR, MORE, Message, NONE, PEEK, Pair, Received};
use rxrpc_core::wire::AbortCode;
use rxrpc_core::{Control, Errno, MessageError, MessageFlags, ReceiveProgress, ReceivedMessage};
use rxrpc_tests::network::Node;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

const WAITALL: MessageFlags = MessageFlags::WAITALL;
const MILLISECOND: Duration = Duration::from_millis(1);
const ABORT: Control = Control::Abort(AbortCode(77));

/// Receives with room for so many bytes.
async fn receive(node: Node, room: usize, flags: MessageFlags) -> Received {
    let mut buffer = vec![0; room];
    let message = node.socket.recvmsg(&mut buffer, flags).await?;
    buffer.truncate(message.bytes);
    Ok((message, buffer))
}

fn numbers(count: usize) -> Vec<u8> {
    (0..count).map(|at| (at % 251) as u8).collect()
}

/// A request that is not ended; packets that are not full stay with the sender.
fn begin(pair: &Pair, id: u64, data: &[u8]) {
    let sent = pair.now_or_never(pair.client.sendmsg(id, &[], data, MORE, pair.target()));
    assert_eq!(sent, Ok(data.len()));
}

fn go_on(pair: &Pair, id: u64, data: &[u8], flags: MessageFlags) {
    let sent = pair.now_or_never(pair.client.sendmsg(id, &[], data, flags, None));
    assert_eq!(sent, Ok(data.len()));
}

#[test]
fn all_that_there_is_room_for_comes_at_once() {
    let pair = Pair::charged(&[500]);
    let data = numbers(6000);
    begin(&pair, 7, &data[..3000]);
    let received = pair.network.spawn(receive(pair.server.clone(), 5000, WAITALL));
    pair.network.run_for(10 * MILLISECOND);
    assert!(!received.is_done(), "half of it is there");
    go_on(&pair, 7, &data[3000..], NONE);
    let all = Message::of(pair.network.block_on(received));
    assert_eq!(all, Message::data(500, &data[..5000], MORE));
    // The end of the request is the end of the waiting too.
    let rest = Message::of(pair.network.block_on(receive(pair.server.clone(), 5000, WAITALL)));
    assert_eq!(rest, Message::data(500, &data[5000..], NONE));
    pair.assert_silent(&pair.server);
}

/// More than the window lets come, before any of it is read.
#[test]
fn room_beyond_the_window_fills_as_it_is_read() {
    let pair = Pair::charged(&[500]);
    let data = numbers(3_000_000);
    let received = pair.network.spawn(receive(pair.server.clone(), data.len() + 1, WAITALL));
    let (client, to, request) = (pair.client.clone(), pair.target(), data.clone());
    pair.network.spawn(async move { client.sendmsg_last(7, &request, to).await });
    let (message, request) = pair.network.block_on(received).expect("a message");
    assert_eq!((message.bytes, message.flags), (data.len(), NONE));
    assert!(request == data);
}

#[test]
fn a_reply_comes_with_its_end() {
    let pair = Pair::charged(&[500]);
    pair.request(7, b"x");
    assert_eq!(pair.next(&pair.server).data, b"x");
    let received = pair.network.spawn(receive(pair.client.clone(), 9000, WAITALL));
    let data = numbers(4000);
    for (at, flags) in [(0, MORE), (2000, NONE)] {
        pair.network.run_for(10 * MILLISECOND);
        let part = pair.server.sendmsg(500, &[], &data[at..at + 2000], flags, None);
        assert_eq!(pair.now_or_never(part), Ok(2000));
    }
    let all = Message::of(pair.network.block_on(received));
    assert_eq!(all, Message::data(7, &data, EOR));
}

#[test]
fn beside_dontwait_and_peek_it_changes_nothing() {
    let pair = Pair::charged(&[500]);
    begin(&pair, 7, &numbers(2000));
    pair.network.run_for(10 * MILLISECOND);
    for flags in [PEEK, DONTWAIT | PEEK, DONTWAIT] {
        let received = pair.now_or_never(receive(pair.server.clone(), 5000, flags | WAITALL));
        let message = Message::of(received);
        assert!(!message.data.is_empty() && message.flags == MORE, "{flags:?}: {message:?}");
    }
    let nothing = pair.now_or_never(receive(pair.server.clone(), 5000, DONTWAIT | WAITALL));
    assert_eq!(nothing, Err(MessageError::WouldBlock));
}

/// Who waits holds no user mutex: others send on the call, and abort it; what had come is given with the end.
#[test]
fn an_abort_ends_the_waiting() {
    let pair = Pair::charged(&[500]);
    pair.request(7, b"x");
    assert_eq!(pair.next(&pair.server).data, b"x");
    let part = pair.server.sendmsg(500, &[], &[1; 2000], MORE, None);
    assert_eq!(pair.now_or_never(part), Ok(2000));
    let received = pair.network.spawn(receive(pair.client.clone(), 9000, WAITALL));
    pair.network.run_for(10 * MILLISECOND);
    assert_eq!(pair.now_or_never(pair.client.command(7, ABORT)), Ok(()));
    let (message, data) = pair.network.block_on(received).expect("a message");
    assert_eq!((message.flags, message.control.first()), (EOR, Some(&ABORT)));
    assert!(!data.is_empty() && data.iter().all(|byte| *byte == 1));
    pair.assert_silent(&pair.client);
    assert_eq!(pair.client.endpoint.statistics().user_call_ids, 0);
}

#[test]
fn others_send_on_a_call_whose_rest_is_waited_for() {
    let pair = Pair::charged(&[500]);
    begin(&pair, 7, &numbers(2000));
    let received = pair.network.spawn(receive(pair.client.clone(), 9000, WAITALL));
    pair.network.run_for(10 * MILLISECOND);
    go_on(&pair, 7, b"the end", NONE);
    let request = pair.network.block_on(receive(pair.server.clone(), 9000, WAITALL));
    assert_eq!(Message::of(request).data.len(), 2007);
    let reply = pair.server.sendmsg(500, &[], &[2; 2000], MORE, None);
    assert_eq!(pair.now_or_never(reply), Ok(2000));
    pair.network.run_for(10 * MILLISECOND);
    assert_eq!(pair.now_or_never(pair.server.sendmsg_last(500, &[2; 2000], None)), Ok(2000));
    assert_eq!(Message::of(pair.network.block_on(received)), Message::data(7, &[2; 4000], EOR));
}

#[test]
fn the_close_of_the_endpoint_ends_the_waiting() {
    let pair = Pair::charged(&[500]);
    begin(&pair, 7, &numbers(2000));
    let received = pair.network.spawn(receive(pair.server.clone(), 9000, WAITALL));
    pair.network.run_for(10 * MILLISECOND);
    pair.server.endpoint.close();
    let (message, data) = pair.network.block_on(received).expect("what had come");
    assert!(!data.is_empty());
    let dead = Control::Abort(AbortCode::RX_CALL_DEAD);
    assert!(message.flags == MORE || message.control.first() == Some(&dead), "{message:?}");
    let after = pair.network.block_on(receive(pair.server.clone(), 9, WAITALL));
    assert_eq!(after.expect_err("it is closed").errno(), Errno::ESHUTDOWN);
}

/// What comes of a call whose rest somebody waits for is his, and all others go to the others.
#[test]
fn receivers_do_not_share_a_call() {
    let pair = Pair::charged(&[500, 501, 502]);
    let calls: Vec<_> = (0..3).map(|call: u8| (u64::from(call) + 7, vec![call; 6000])).collect();
    let received: Vec<_> = calls
        .iter()
        .map(|_| pair.network.spawn(receive(pair.server.clone(), 9000, WAITALL)))
        .collect();
    for (id, data) in &calls {
        begin(&pair, *id, &data[..2000]);
    }
    for flags in [MORE, NONE] {
        pair.network.run_for(10 * MILLISECOND);
        calls.iter().for_each(|(id, data)| go_on(&pair, *id, &data[..2000], flags));
    }
    let mut requests: Vec<_> = received
        .into_iter()
        .map(|task| Message::of(pair.network.block_on(task)))
        .map(|message| (message.data, message.flags))
        .collect();
    requests.sort_by_key(|(data, _)| data[0]);
    let sent: Vec<_> = calls.into_iter().map(|(_, data)| (data, NONE)).collect();
    assert_eq!(requests, sent);
}

/// A receiver that is cancelled, and what it had received.
struct Counted {
    buffer: RefCell<Vec<u8>>,
    progress: RefCell<ReceiveProgress>,
    result: Cell<Option<Result<ReceivedMessage, MessageError>>>,
}

impl Counted {
    fn new(room: usize) -> Rc<Self> {
        Rc::new(Self {
            buffer: vec![0; room].into(),
            progress: RefCell::default(),
            result: Cell::new(None),
        })
    }

    /// Receives for a while, and is dropped then.
    fn run(self: &Rc<Self>, pair: &Pair, flags: MessageFlags, time: Duration) {
        let (this, node) = (self.clone(), pair.server.clone());
        let task = pair.network.spawn(async move {
            let (mut buffer, mut progress) = (this.buffer.take(), this.progress.take());
            // Whatever happens to this future, both go back.
            let back = Back(&this, &mut buffer, &mut progress);
            let result = node.socket.recvmsg_counted(back.1, flags, back.2).await;
            this.result.set(Some(result));
        });
        pair.network.run_for(time);
        pair.network.cancel(&task);
    }

    fn bytes(&self) -> usize {
        self.progress.borrow().bytes()
    }
}

struct Back<'a>(&'a Counted, &'a mut Vec<u8>, &'a mut ReceiveProgress);

impl Drop for Back<'_> {
    fn drop(&mut self) {
        self.0.buffer.replace(std::mem::take(self.1));
        self.0.progress.replace(std::mem::take(self.2));
    }
}

#[test]
fn a_cancelled_receiver_goes_on_where_it_was() {
    let pair = Pair::charged(&[500, 501]);
    let data = numbers(6000);
    let counted = Counted::new(9000);
    begin(&pair, 7, &data[..2000]);
    counted.run(&pair, WAITALL, 10 * MILLISECOND);
    let first = counted.bytes();
    assert!(first > 0 && counted.result.take().is_none(), "{first}");
    // What comes meanwhile is kept for it, and only that.
    go_on(&pair, 7, &data[2000..4000], MORE);
    pair.request(8, b"another");
    assert_eq!(pair.next(&pair.server), Message::data(501, b"another", NONE));
    pair.assert_silent(&pair.server);
    // It may also take what is there and not wait.
    counted.run(&pair, WAITALL | DONTWAIT, MILLISECOND);
    let message = counted.result.take().expect("done").expect("a message");
    assert!(message.bytes > first && message.flags == MORE, "{message:?}");
    let (middle, buffer) = (message.bytes, counted.buffer.borrow().clone());
    assert_eq!((&buffer[..middle], counted.bytes()), (&data[..middle], 0));
    go_on(&pair, 7, &data[4000..], NONE);
    pair.network.run_for(10 * MILLISECOND);
    let rest = Message::of(pair.network.block_on(receive(pair.server.clone(), 9000, NONE)));
    assert_eq!(rest, Message::data(500, &data[middle..], NONE));
}

#[test]
fn who_gives_up_leaves_the_rest_to_the_others() {
    let pair = Pair::charged(&[500]);
    let data = numbers(4000);
    let counted = Counted::new(9000);
    begin(&pair, 7, &data[..2000]);
    counted.run(&pair, WAITALL, 10 * MILLISECOND);
    go_on(&pair, 7, &data[2000..], NONE);
    pair.network.run_for(10 * MILLISECOND);
    pair.assert_silent(&pair.server);
    let message = counted.progress.borrow_mut().take().expect("a part");
    assert_eq!((message.call.map(|id| id.0), message.flags), (Some(500), MORE));
    assert!(counted.progress.borrow_mut().take().is_none(), "it is told once");
    let rest = Message::of(pair.now_or_never(receive(pair.server.clone(), 9000, DONTWAIT)));
    assert_eq!(rest, Message::data(500, &data[message.bytes..], NONE));
}

#[test]
fn a_count_beyond_the_buffer_is_einval() {
    let pair = Pair::charged(&[500]);
    let counted = Counted::new(9000);
    begin(&pair, 7, &numbers(2000));
    counted.run(&pair, WAITALL, 10 * MILLISECOND);
    counted.buffer.borrow_mut().truncate(10);
    counted.run(&pair, WAITALL, MILLISECOND);
    let refused = counted.result.take().expect("done").expect_err("no such room");
    assert_eq!(refused.errno(), Errno::EINVAL);
    assert!(counted.bytes() > 10, "nothing is lost by that");
}
