//! What becomes of verbs that wait when their socket is shut down.

use crate::scene::{MORE, Pair};
use rxrpc_core::Errno;
use std::time::Duration;

/// Linux answers EPIPE. A part of a request is of no use to anybody, and its call could neither be ended nor aborted.
#[test]
fn a_message_that_was_taken_in_part_goes_on() {
    let pair = Pair::charged(&[500]);
    let (client, to) = (pair.client.clone(), pair.target());
    let sent = pair.network.spawn(async move { client.sendmsg_last(7, &[1; 1_000_000], to).await });
    pair.network.run_for(Duration::from_millis(50));
    assert!(!sent.is_done(), "it is to wait for room");
    pair.client.socket.shutdown().unwrap();
    let later = pair.now_or_never(pair.client.sendmsg(8, &[], b"x", MORE, to));
    assert_eq!(later.map_err(|error| error.errno()), Err(Errno::EINVAL));
    let mut received = 0;
    loop {
        let message = pair.next(&pair.server);
        received += message.data.len();
        if !message.flags.contains(MORE) {
            break;
        }
    }
    assert_eq!((received, pair.network.block_on(sent)), (1_000_000, Ok(1_000_000)));
}
