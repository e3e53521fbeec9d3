//! What a newcomer has to know of calls, services and slots, and of the front ends beside each other, written once for
//! all of them.
//!
//! Holds: the texts, as macros. Must not know: how a caller waits. Links name what both front ends have, so building the
//! documentation of each shows that it does have it; what one of them has alone, that one links itself.

/// A section of a front end's documentation.
#[doc(hidden)]
#[macro_export]
macro_rules! concept_docs {
    () => {
        r"# Concepts

* A **call** is one request from a client and one reply from a service, of any length, half duplex: first the
  request, to its end, then the reply, to its end. Reading a client call ends its request.
* A **service** is a 16-bit number at a UDP address, together a [`ServiceAddress`]. One endpoint may serve
  several, and call others, on one socket.
* A **connection** carries a call at a time on each of four **channels**. Connections come and go behind the
  scenes; all that a user meets is the wait for a **slot**: the channels of all connections to one service of
  one peer, 16 unless [`Config::connections_per_bundle`](Config) says otherwise. Who waits, waits in order,
  and holds nothing that another call needs.
* A call **ends** once, well or with a reason that every verb on it tells from then on: an abort of either
  side with its [`AbortCode`], a deadline, an error of the network. What came before is read first if it ended
  well, and dropped if not.
* The verbs of a call take turns: between two of them nothing of it is locked, so an abort, or the end of the
  call, never waits for a slow reader."
    };
}

/// A section of a front end's documentation: the blocking and the async one beside each other.
#[doc(hidden)]
#[macro_export]
macro_rules! side_by_side_docs {
    () => {
        r"# Blocking or async

The verbs are the same in `rxrpc-sync` and `rxrpc-async`, and so is everything that they do; a test runs one script
through both and compares what they gave, word for word. What differs is who waits. In `rxrpc-sync` a thread does, and
reads the socket itself meanwhile, which has the lowest latency for a few threads. In `rxrpc-async` a task does, so that
thousands of calls cost memory but no threads, and any wait can be dropped, raced or joined. The driver is one task
more. Choose by what the program around it is; the two speak to each other.

| | `rxrpc-sync` | `rxrpc-async` |
|---|---|---|
| an endpoint | `bind` (takes a host name), [`builder`] | `bind` (takes an address, as text too), [`builder`]; without a runtime feature [`build_with`], [`build_with_driver`] |
| a call | [`call`], [`call_with`], [`try_call`]; [`begin_call`] waits for no slot | the same, `.await` (but for `try_call`, `begin_call`) |
| its data | [`send`], [`try_send`], [`send_counted`], [`send_last`], [`end_send`], [`recv`], [`try_recv`], [`recv_bytes`], [`recv_exact`], [`recv_exact_counted`], [`try_recv_exact`], [`take_rest`], [`take_request`], [`discard_rest`] | the same |
| its news by a closure or channel | [`notify_with`](Call::notify_with), [`notify_no_more`](Call::notify_no_more) | the same |
| its end | [`abort`], [`abort_for`], [`abort_handle`], [`wait_ended`], drop; of what is sent: [`sent_all`], [`on_sent_all`] | the same |
| what it says of itself | [`side`], [`peer`], [`service`], [`identity`], [`counters`], [`slot_wait`], [`is_alive`], [`smoothed_rtt`] | the same |
| as a stream of bytes | `Read + Write` | `AsyncRead + AsyncWrite` of `futures`, and of tokio with the feature |
| as pieces | [`recv_bytes`] | [`recv_bytes`]; [`into_stream`], [`into_sink`]: `Stream` and `Sink` of `Bytes` |
| two owners of one call | [`split`]: halves end nothing for each other | the same |
| a whole call | [`request`], [`request_with`] | the same |
| bound of every wait | [`set_timeout`] of a call and of each half | the same (verbs only), or the executor's own |
| deadline, length, own connection, service upgrade | [`CallOptions`]; later [`set_call_timeouts`], [`set_transmit_length`] | the same |
| calls that come | [`incoming`]: [`accept`], [`accept_timeout`], [`try_accept`], [`notify_with`](Incoming::notify_with), [`stop`](Incoming::stop), `Iterator`, `into_receiver` | [`incoming`]: [`accept`], [`accept_timeout`], [`try_accept`], [`notify_with`](Incoming::notify_with), [`stop`](Incoming::stop), `Stream` |
| a service | [`serve`] with a closure and a pool of threads | [`serve`] with a closure, a [`Handler`] or one chosen at run time ([`DynHandler`]), and bounded concurrency |
| its upgrade | [`upgradeable_service`]; of a socket, [`set_upgradeable_service`] | the same |
| its end | [`stop`](Server::stop) lets handlers and calls that had come go on; [`join`], [`shutdown`] wait; dropping its [`Server`] ends nothing | the same |
| messages | [`MessageSocket`]: [`sendmsg`], [`sendmsg_counted`], [`sendmsg_timeout`], [`recvmsg`], [`recvmsg_timeout`], [`release_id`]; all flags and control messages | the same |
| what is worth another try | [`next_event`], [`next_event_timeout`], [`try_next_event`] | the same |
| in a loop of the program's | `doorbell`; `rings` for `select!` | tasks |
| its messages | [`recvmsg`] in a loop | the same; [`messages`]: a `Stream` |
| a socket | [`message_socket`]: [`bind`](MessageSocket::bind), [`bind_at`], [`connect`], [`listen`], [`listen_with_announcements`], [`shutdown`](MessageSocket::shutdown), [`close`](MessageSocket::close), drop; [`state`], [`services`], [`default_destination`] | the same |
| its options | [`set_receive_timeout`], [`set_send_timeout`], [`set_exclusive_connection`], [`supported_control`], [`take_error`] | the same |
| shutdown | [`close`] with grace, which tells whether all calls had ended; drop of the last handle | the same |
| who drives | whoever waits, or a thread; with [`build_with_driver`] the program's loop runs [`Driver`] | a task, or whoever runs [`Driver`] |
| datagrams | a UDP socket | the same, or a [`Transport`] |
| a peer | [`Endpoint::peer`], [`peer_handle`](Call::peer_handle), [`ask_version`] | the same |
| sight | [`statistics`], [`snapshot`], [`system_calls`], [`socket_buffers`], [`PacketObserver`] | the same |
| errors | [`CallError`], [`MessageError`], [`BindError`], each with its errno and kind | the same types |

[`builder`]: Endpoint::builder
[`call`]: Endpoint::call
[`call_with`]: Endpoint::call_with
[`try_call`]: Endpoint::try_call
[`begin_call`]: Endpoint::begin_call
[`request`]: Endpoint::request
[`request_with`]: Endpoint::request_with
[`incoming`]: Endpoint::incoming
[`serve`]: Endpoint::serve
[`upgradeable_service`]: Endpoint::upgradeable_service
[`close`]: Endpoint::close
[`ask_version`]: Endpoint::ask_version
[`statistics`]: Endpoint::statistics
[`snapshot`]: Endpoint::snapshot
[`system_calls`]: Endpoint::system_calls
[`socket_buffers`]: Endpoint::socket_buffers
[`send`]: Call::send
[`try_send`]: Call::try_send
[`send_counted`]: Call::send_counted
[`send_last`]: Call::send_last
[`end_send`]: Call::end_send
[`recv`]: Call::recv
[`try_recv`]: Call::try_recv
[`recv_bytes`]: Call::recv_bytes
[`recv_exact`]: Call::recv_exact
[`recv_exact_counted`]: Call::recv_exact_counted
[`try_recv_exact`]: Call::try_recv_exact
[`take_rest`]: Call::take_rest
[`take_request`]: Call::take_request
[`discard_rest`]: Call::discard_rest
[`abort`]: Call::abort
[`abort_handle`]: Call::abort_handle
[`abort_for`]: Call::abort_for
[`is_alive`]: Call::is_alive
[`smoothed_rtt`]: Call::smoothed_rtt
[`release_id`]: MessageSocket::release_id
[`wait_ended`]: Call::wait_ended
[`sent_all`]: Call::sent_all
[`on_sent_all`]: Call::on_sent_all
[`set_call_timeouts`]: Call::set_call_timeouts
[`set_transmit_length`]: Call::set_transmit_length
[`side`]: Call::side
[`peer`]: Call::peer
[`service`]: Call::service
[`identity`]: Call::identity
[`counters`]: Call::counters
[`slot_wait`]: Call::slot_wait
[`split`]: Call::split
[`set_timeout`]: Call::set_timeout
[`accept`]: Incoming::accept
[`accept_timeout`]: Incoming::accept_timeout
[`try_accept`]: Incoming::try_accept
[`join`]: Server::join
[`shutdown`]: Server::shutdown
[`sendmsg`]: MessageSocket::sendmsg
[`sendmsg_counted`]: MessageSocket::sendmsg_counted
[`sendmsg_timeout`]: MessageSocket::sendmsg_timeout
[`recvmsg`]: MessageSocket::recvmsg
[`recvmsg_timeout`]: MessageSocket::recvmsg_timeout
[`message_socket`]: Endpoint::message_socket
[`next_event`]: MessageSocket::next_event
[`next_event_timeout`]: MessageSocket::next_event_timeout
[`try_next_event`]: MessageSocket::try_next_event
[`bind_at`]: MessageSocket::bind_at
[`set_receive_timeout`]: MessageSocket::set_receive_timeout
[`set_send_timeout`]: MessageSocket::set_send_timeout
[`set_exclusive_connection`]: MessageSocket::set_exclusive_connection
[`supported_control`]: MessageSocket::supported_control
[`take_error`]: MessageSocket::take_error
[`set_upgradeable_service`]: MessageSocket::set_upgradeable_service
[`state`]: MessageSocket::state
[`services`]: MessageSocket::services
[`default_destination`]: MessageSocket::default_destination
[`listen`]: MessageSocket::listen
[`listen_with_announcements`]: MessageSocket::listen_with_announcements
[`connect`]: MessageSocket::connect"
    };
}
