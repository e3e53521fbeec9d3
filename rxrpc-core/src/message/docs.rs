//! What a message socket is and what its verbs do, written once for all front ends.
//!
//! Holds: the texts, and the verbs that never wait, as macros. Must not know: how a caller waits; a front end adds what
//! its way of waiting means.

/// The documentation of a part of a message socket, by its name.
#[doc(hidden)]
#[macro_export]
macro_rules! message_docs {
    (socket) => {
        r"An AF_RXRPC socket: `sendmsg` and `recvmsg` with the contract of Linux.

It has calls, user call IDs, a queue of messages, services and settings of its own; an endpoint may have many. They share
its UDP address and its connections, which outlive a socket. A new one is unbound: its first message makes it a
client, `bind` and `listen` a server, which may call others as well.

Calls go by user call IDs that the program chooses, any number that no other call of the socket has. A message of a
new ID with a destination makes a call; messages of the same ID go on with it; the last message of a call, with `EOR`,
gives its ID back. Flags that are not known are refused with EOPNOTSUPP, control messages that are for the other
direction or do not go together with EINVAL; nothing is done then. What may be given several times counts as it was
given last: `UserCallId`, `SetCallTimeout`, `OobId`.

| flag | `sendmsg` | `recvmsg` |
|---|---|---|
| `OOB` | the answer to an out-of-band message | out: this is one |
| `MORE` | more of this request or reply follows | out: more is to be received |
| `DONTWAIT` | never wait: what there is room for, or EAGAIN | never wait: a message, or EAGAIN |
| `PEEK` | – | look, take nothing |
| `WAITALL` | changes nothing | wait for as much data of one call as there is room for, or its end; not beside `DONTWAIT` or `PEEK` |
| `WAITFORONE` | – | of `recvmmsg`: wait for the first message alone |
| `EOR` | – | out: the last message of the call, its ID is free |

| control message | `sendmsg` | `recvmsg` |
|---|---|---|
| `UserCallId` | always: which call | – (which call is the field `call`) |
| `Abort` | aborts the call, whoever waits on it | it was aborted |
| `ExclusiveCall`, `UpgradeService`, `TransmitLength`, `SetCallTimeout` | settings of the call | – |
| `ChargeAccept` | an ID for a call that is still to come, which has a place then | – |
| `Accept`, `NewCall` | takes the oldest announced call | a call waits to be taken |
| `Timestamp` | – | first, if asked for (`set_timestamps`): when the data came |
| `Ack` | – | the client has the whole reply |
| `Busy` | – | the service had no place for the call until the end of `busy_timeout` |
| `NetworkError`, `LocalError` | – | the errno that ended the call |
| `OobId` | which out-of-band message is answered | what answers call it by |
| `Challenged` | – | a service challenges a connection |
| `Respond`, `RxgkAppData` | the answer to a challenge, and what it carries | – |

Who waits for other things too waits for an event (`next_event`), or with a descriptor of its own loop's kind (`rxrpc-sync`:
`doorbell`, `rings`), and uses `DONTWAIT`.

Clones are handles of the same socket, and handles of its endpoint. `close`, or the drop of the last handle, closes it:
its calls are aborted with `RX_CALL_DEAD`, its services are unbound, and the endpoint goes on for its other users."
    };
    (sendmsg) => {
        "Sends a message. Waits for the call's user mutex, a slot and transmit space, unless `DONTWAIT` is set, and no
longer than `send_timeout` says. Returns how many bytes of the data were taken, which is less than all only with `DONTWAIT`.

# Errors

[`MessageError`], each with the errno of AF_RXRPC."
    };
    (next_event) => {
        r"What is worth a try now, beside the answers of `sendmsg` and `recvmsg`: [`SocketEvent`]. Each is told once, by
this to whoever asks first.

| event | what is worth a try | armed by |
|---|---|---|
| `Receive`, `Accept`, `OutOfBand` | `recvmsg`: which of them says what it would give first | each `recvmsg`, and at first |
| `Writable` | `sendmsg` on that call | `sendmsg` with `DONTWAIT` on it that took nothing, or a part, because the transmit queue or the memory for it was full, or because somebody used the call |
| `SlotFree` | `sendmsg` that begins a call to that service | one with `DONTWAIT` that found no slot, and took its call back |

Nothing is granted by an event: if another is faster, the try says EAGAIN, and that arms it again, so no free slot and no
room goes unnoticed, and nobody is told of the same again and again. What is armed is forgotten once it is told, and
with its call. A message that is taken whole disarms nothing, since another thread may have been refused. Waits without a limit:
`receive_timeout` is about messages. Kinds have their turns, so that none holds up another.

# Errors

[`MessageError`]: `WouldBlock` (EAGAIN) if no event can come, since there is no call, nothing listens and no service has
refused one; ESHUTDOWN once the endpoint is closed, EBADF once the socket is."
    };
    (next_event_timeout) => {
        "`next_event` that waits so long at most: EAGAIN then.

# Errors

Those of `next_event`."
    };
    (sendmsg_counted) => {
        "`sendmsg` of `data[*taken..]`, which moves `taken` forward with each byte that is queued for good, also when it
fails: begin with 0, and to go on, call again with the same message and the same `taken`.

# Errors

As `sendmsg`; `CountBeyondData` (EINVAL) if `taken` is larger than the data."
    };
    (sendmsg_timeout) => {
        "`sendmsg` that waits no longer than `timeout` (`SO_SNDTIMEO`, slot waits included).

# Errors

[`MessageError::WouldBlock`] (EAGAIN) if nothing was taken by then; a new call is taken back."
    };
    (recvmsg) => {
        "Receives one message of whichever call has data or an end, waiting for one unless `DONTWAIT` is set.

With `WAITALL` it waits on for more of the same call, until there is no room left, the peer's data ends, or the call
does; a time-out gives what there was by then, and the close of the socket and what comes out of band end the waiting too. Nobody holds the
call's user mutex meanwhile, and nobody else receives of the call. What comes is taken as it comes, so there may be more
room than the call's receive window has.

# Errors

[`MessageError::WouldBlock`] (EAGAIN) if it was not to wait, or if the socket has no call at all and does not
listen."
    };
    (release_id) => {
        "Gives a user call ID up at once: it is free, and nothing of what it named is told any more. A call that lives is
aborted with `RX_USER_ABORT`, unless it is a service's whose reply is ended, which goes on until the client has it. An ID
that was given in advance is charged no more. Never waits, also while somebody else uses the call. (AF_RXRPC contract
§3: the kernel's `shutdown_call` and `put_call`.)

# Errors

[`MessageError::BadCallId`] (EBADSLT) if the ID names nothing; [`MessageError::WrongState`] (EBUSY) while a call that has it
in advance is on its way to the socket; [`MessageError::SocketClosed`] (EBADF)."
    };
    (recvmsg_counted) => {
        "`recvmsg` into what `progress` has not filled of `buf`: begin with a new one. If the waiting of `WAITALL` ends
before it is done, what had come is in `buf` and `progress` knows of it: call again with the same two to go on,
or take what there is with [`ReceiveProgress::take`](crate::ReceiveProgress::take). As long as `progress` is kept, what
comes of its call goes to nobody else.

# Errors

As `recvmsg`; `CountBeyondData` (EINVAL) if more was received than `buf` is long."
    };
    (recvmsg_vectored) => {
        "`recvmsg` into several buffers, one after the other, as if they were one.

# Errors

As `recvmsg`."
    };
    (recvmsg_bytes) => {
        "`recvmsg` that does not copy: the data, at most `limit` bytes, is appended to `data` in pieces, which are the
memory that it was received into. A piece keeps the memory of others of its call alive that came at the same time.

# Errors

As `recvmsg`."
    };
    (sendmmsg) => {
        "Sends several messages in order, as `sendmsg` sends each, and says how many were sent with all of their data, and
how much of the next one. Stops at the first that fails, and at the first of which only a part is taken (`DONTWAIT`).

# Errors

That of the first message, if nothing of it was sent. Errors of later ones are not told: to go on, send from there."
    };
    (sendmmsg_counted) => {
        "`sendmmsg` that goes on where `progress` says: begin with a new one, and to go on, call again with the same
messages and the same `progress`, which is right also when it fails.

# Errors

That of the message that failed; `CountBeyondData` (EINVAL) if `progress` is beyond the data of its message."
    };
    (recvmmsg) => {
        "Receives a message into each slot, as `recvmsg` receives each, and says how many there are. Waits for all of
them; with `WAITFORONE` for the first alone, with `DONTWAIT` for none. An out-of-band message is the last one.

# Errors

That of the first message, if there was none. Errors after that are not told: the next verb has them."
    };
    (recvmmsg_counted) => {
        "`recvmmsg` that begins at the slot `*received` and counts it on: begin with 0, and to go on, call again with the
same slots and the same `received`, which is right also when it fails.

# Errors

That of the message that failed."
    };
    (until_timeout) => {
        "The same that waits no longer than `timeout`: what there is by then is the result.

# Errors

The same; [`MessageError::WouldBlock`] (EAGAIN) if there is nothing by then."
    };
    (close) => {
        "Closes the socket for all its handles: its calls are aborted with `RX_CALL_DEAD`, its services are unbound, every
wait ends, and the verbs of its handles fail with [`MessageError::SocketClosed`] (EBADF). The endpoint goes on. Does
nothing the second time. Never waits."
    };
    (recvmsg_timeout) => {
        "`recvmsg` that waits no longer than `timeout` (`SO_RCVTIMEO`).

# Errors

[`MessageError::WouldBlock`] (EAGAIN) if nothing came by then."
    };
}

/// The verbs of a message socket that never wait and send nothing, for a type with methods `core` and `endpoint`.
#[doc(hidden)]
#[macro_export]
macro_rules! message_setting_verbs {
    () => {
        /// [`next_event`](Self::next_event) without a wait.
        ///
        /// # Errors
        ///
        /// EAGAIN if nothing is worth a try now; otherwise those of [`next_event`](Self::next_event).
        pub fn try_next_event(&self) -> Result<$crate::SocketEvent, $crate::MessageError> {
            self.core().try_next_event()
        }

        /// Where it stands.
        pub fn state(&self) -> $crate::SocketState {
            self.core().state()
        }

        /// Its number on its endpoint, which no other socket there has or had: a row of a call in a snapshot names it.
        pub fn number(&self) -> u64 {
            self.core().number()
        }

        /// The services that it has, two at most, in the order of their numbers.
        pub fn services(&self) -> Vec<$crate::ServiceId> {
            self.core().services()
        }

        /// Where calls go that name no destination, if `connect` said so.
        pub fn default_destination(&self) -> Option<$crate::ServiceAddress> {
            self.core().default_destination()
        }

        /// How long a `recvmsg` may wait that is given no limit of its own (`SO_RCVTIMEO`): EAGAIN then. `None`, as
        /// at first: as long as it takes. Zero: not at all. For all handles. Never waits.
        pub fn set_receive_timeout(&self, limit: Option<std::time::Duration>) {
            self.core().set_receive_timeout(limit);
        }

        /// What `set_receive_timeout` said; what is longer than 584 years reads as that.
        pub fn receive_timeout(&self) -> Option<std::time::Duration> {
            self.core().receive_timeout()
        }

        /// How long a `sendmsg` may wait that is given no limit of its own (`SO_SNDTIMEO`, which Linux takes and does
        /// not keep), for a slot included: EAGAIN then, or what was taken by then. `None`, as at first: as long as it
        /// takes. Zero: not at all. For all handles. Never waits.
        pub fn set_send_timeout(&self, limit: Option<std::time::Duration>) {
            self.core().set_send_timeout(limit);
        }

        /// What `set_send_timeout` said; what is longer than 584 years reads as that.
        pub fn send_timeout(&self) -> Option<std::time::Duration> {
            self.core().send_timeout()
        }

        /// Gives each client call of the socket a connection of its own (`RXRPC_EXCLUSIVE_CONNECTION`), as
        /// `ExclusiveCall` does for one call. There is no way back. Never waits.
        ///
        /// # Errors
        ///
        /// [`MessageError::Connected`](crate::MessageError) (EISCONN) once the socket is bound, connected or has sent.
        pub fn set_exclusive_connection(&self) -> Result<(), $crate::MessageError> {
            self.core().set_exclusive_connection()
        }

        /// Whether each client call of the socket gets a connection of its own.
        pub fn exclusive_connection(&self) -> bool {
            self.core().exclusive_connection()
        }

        /// The number that AF_RXRPC gives to the highest control message it knows (`RXRPC_SUPPORTED_CMSG`): 19, as in
        /// Linux since 6.16.
        pub fn supported_control(&self) -> u32 {
            self.core().supported_control()
        }

        /// Takes the error that waits to be read (`SO_ERROR`): that of the UDP socket, if its failure has closed the
        /// endpoint. How a call ended is told by `recvmsg`. `None` if there is none, and the second time. Never waits.
        pub fn take_error(&self) -> Option<$crate::Errno> {
            self.core().take_error()
        }

        /// Sets the key that the calls of the socket are made with (`RXRPC_SECURITY_KEY`), on an unbound socket, once. A
        /// key of the class "none" makes them as nobody, as they are without a key. Never waits.
        ///
        /// # Errors
        ///
        /// [`MessageError::Invalid`](crate::MessageError) (EINVAL) if it has a key or a keyring already;
        /// [`MessageError::Connected`](crate::MessageError) (EISCONN).
        pub fn set_security_key(
            &self,
            key: ::std::sync::Arc<dyn $crate::ClientKey>,
        ) -> Result<(), $crate::MessageError> {
            self.core().set_security_key(key)
        }

        /// The key that the calls of the socket are made with.
        pub fn security_key(&self) -> Option<::std::sync::Arc<dyn $crate::ClientKey>> {
            self.core().security_key()
        }

        /// Sets by what the services of the socket know their clients (`RXRPC_SECURITY_KEYRING`), on an unbound socket,
        /// once, also after a key. Without it they take unprotected calls only. Never waits.
        ///
        /// # Errors
        ///
        /// [`MessageError::Invalid`](crate::MessageError) (EINVAL) if it has a keyring already;
        /// [`MessageError::Connected`](crate::MessageError) (EISCONN).
        pub fn set_security_keyring(
            &self,
            keys: $crate::ServiceKeys,
        ) -> Result<(), $crate::MessageError> {
            self.core().set_security_keyring(keys)
        }

        /// Sets how well the calls of the socket are protected, and the least that its services take
        /// (`RXRPC_MIN_SECURITY_LEVEL`), on an unbound socket; at first plain. Never waits.
        ///
        /// # Errors
        ///
        /// [`MessageError::Connected`](crate::MessageError) (EISCONN).
        pub fn set_min_security_level(
            &self,
            level: $crate::SecurityLevel,
        ) -> Result<(), $crate::MessageError> {
            self.core().set_min_security_level(level)
        }

        /// How well the calls of the socket are protected.
        pub fn min_security_level(&self) -> $crate::SecurityLevel {
            self.core().min_security_level()
        }

        /// Sets whether the program answers the challenges to the calls of the socket itself
        /// (`RXRPC_MANAGE_RESPONSE`), on an unbound socket. They come out of band then
        /// ([`Control::Challenged`](crate::Control)), and wait for an answer with the flag `OOB`. Never waits.
        ///
        /// # Errors
        ///
        /// [`MessageError::Connected`](crate::MessageError) (EISCONN).
        pub fn set_manage_responses(&self, manage: bool) -> Result<(), $crate::MessageError> {
            self.core().set_manage_responses(manage)
        }

        /// Whether the program answers challenges itself.
        pub fn manages_responses(&self) -> bool {
            self.core().manages_responses()
        }

        /// Binds the socket at its endpoint's address: with service 0 as a client, which its first message does too,
        /// else to a service. Calls come once the socket listens. A second service may follow the first. (AF_RXRPC
        /// contract §2.2. In Linux a UDP address has one socket with services, here it may have several.) Never waits.
        ///
        /// # Errors
        ///
        /// [`MessageError::AddressInUse`](crate::MessageError) (EADDRINUSE) if the endpoint has the service already,
        /// for whichever socket or face; [`MessageError::Invalid`](crate::MessageError) (EINVAL) for a second service
        /// 0, a third service, and once the socket was connected or has sent.
        pub fn bind(&self, service: $crate::ServiceId) -> Result<(), $crate::MessageError> {
            self.core().bind(service)
        }

        /// `bind` at an address, which must be the endpoint's own; an unspecified IP address and port 0 stand for
        /// that. Never waits.
        ///
        /// # Errors
        ///
        /// Those of `bind`; for another address
        /// [`MessageError::AddressNotAvailable`](crate::MessageError) (EADDRNOTAVAIL), or with the second service
        /// [`MessageError::Invalid`](crate::MessageError) (EINVAL);
        /// [`MessageError::AddressFamily`](crate::MessageError) (EAFNOSUPPORT) for one that the endpoint cannot have.
        pub fn bind_at(&self, at: $crate::ServiceAddress) -> Result<(), $crate::MessageError> {
            self.core().bind_at(at, self.endpoint().local_addr())
        }

        /// Lets the service `to` of the socket take the calls of clients that call `from`, its other one, and ask for an
        /// upgrade ([`CallOptions::upgrade`](crate::CallOptions::upgrade)), with all later ones of their connections
        /// (RXRPC_UPGRADEABLE_SERVICE; AF_RXRPC contract §2.3). Before the socket listens, and once. Never waits.
        ///
        /// # Errors
        ///
        /// [`MessageError::OptionState`](crate::MessageError) (EISCONN) unless the socket has two services and does not
        /// listen, [`MessageError::Invalid`](crate::MessageError) (EINVAL) if these are not the two, and the second
        /// time.
        pub fn set_upgradeable_service(
            &self,
            from: $crate::ServiceId,
            to: $crate::ServiceId,
        ) -> Result<(), $crate::MessageError> {
            self.core().set_upgradeable_service(from, to)
        }

        /// Which service of the socket is upgraded, and to which.
        pub fn upgradeable_service(&self) -> Option<($crate::ServiceId, $crate::ServiceId)> {
            self.core().upgradeable_service()
        }

        /// Whether messages with data tell when it came, with `Timestamp` (`SO_TIMESTAMP`): not on a new socket. Data
        /// that came before any socket of the endpoint wanted to know has no time. Never waits.
        pub fn set_timestamps(&self, on: bool) {
            self.core().set_timestamps(on);
        }

        /// Whether messages with data tell when it came.
        pub fn timestamps(&self) -> bool {
            self.core().timestamps()
        }

        /// Where calls go that name no destination. Sends nothing. Never waits.
        ///
        /// # Errors
        ///
        /// [`MessageError::Invalid`](crate::MessageError) (EINVAL) for service 0 or port 0,
        /// [`MessageError::AddressFamily`](crate::MessageError) (EAFNOSUPPORT) if the endpoint cannot send there,
        /// [`MessageError::Connected`](crate::MessageError) (EISCONN) the second time,
        /// [`MessageError::WrongState`](crate::MessageError) (EBUSY) on a socket with services.
        pub fn connect(&self, service: $crate::ServiceAddress) -> Result<(), $crate::MessageError> {
            self.core().connect(service)
        }

        /// Lets calls come to the socket's services; each uses up a user call ID that a `ChargeAccept` gave, of which
        /// `backlog` can be given in advance, and is answered with BUSY while there is none. 0 on a socket that listens
        /// ends it for good: IDs given in advance are free again, and calls are refused with `RX_INVALID_OPERATION`.
        /// Never waits.
        ///
        /// # Errors
        ///
        /// [`MessageError::AddressNotAvailable`](crate::MessageError) (EADDRNOTAVAIL) without a service,
        /// [`MessageError::WrongState`](crate::MessageError) (EBUSY) on a client, and if the socket listens or did,
        /// [`MessageError::Invalid`](crate::MessageError) (EINVAL) if the backlog is larger than
        /// [`Config::backlog`](crate::Config).
        pub fn listen(&self, backlog: usize) -> Result<(), $crate::MessageError> {
            self.core().listen(backlog)
        }

        /// `listen` in the older way: calls that find no ID given in advance are announced with `NewCall` and taken with
        /// `Accept`. Never waits.
        ///
        /// # Errors
        ///
        /// As `listen`.
        pub fn listen_with_announcements(
            &self,
            backlog: usize,
        ) -> Result<(), $crate::MessageError> {
            self.core().listen_with_announcements(backlog)
        }

        /// Ends sending for good, in both roles (`SHUT_RDWR`: AF_RXRPC has no other way to shut down). Calls go on, and
        /// `recvmsg` tells of them; IDs given in advance are free again, and calls to the socket's services are refused
        /// with `RX_INVALID_OPERATION`, as are those that wait to be accepted, whose notices are gone. Never waits.
        ///
        /// # Errors
        ///
        /// [`MessageError::ShutDown`](crate::MessageError) (ESHUTDOWN) the second time.
        pub fn shutdown(&self) -> Result<(), $crate::MessageError> {
            self.core().shutdown()
        }
    };
}
