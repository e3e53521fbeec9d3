//! What a message socket is and what its verbs do, written once for all front ends.
//!
//! Holds: the texts, and the verbs that never wait, as macros. Must not know: how a caller waits; a front end adds what
//! its way of waiting means.

/// The documentation of a part of a message socket, by its name.
#[doc(hidden)]
#[macro_export]
macro_rules! message_docs {
    (socket) => {
        r"The message face of an endpoint: `sendmsg` and `recvmsg` with the contract of Linux AF_RXRPC.

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
| `WAITALL` | changes nothing | – |
| `EOR` | – | out: the last message of the call, its ID is free |

| control message | `sendmsg` | `recvmsg` |
|---|---|---|
| `UserCallId` | always: which call | – (which call is the field `call`) |
| `Abort` | aborts the call, whoever waits on it | it was aborted |
| `ExclusiveCall`, `UpgradeService`, `TransmitLength`, `SetCallTimeout` | settings of the call | – |
| `ChargeAccept` | an ID for a call that is still to come | – |
| `Accept`, `NewCall` | takes the oldest announced call | a call waits to be taken |
| `Ack` | – | the client has the whole reply |
| `Busy` | – | the service had no place for the call until the end of `busy_timeout` |
| `NetworkError`, `LocalError` | – | the errno that ended the call |
| `OobId` | which out-of-band message is answered | what answers call it by |
| `Challenged` | – | a service challenges a connection |
| `Respond`, `RxgkAppData` | the answer to a challenge, and what it carries | – |

It is a handle of its endpoint and cheap to clone. An endpoint has one message socket: all handles are of that one."
    };
    (sendmsg) => {
        "Sends a message. Waits for the call's user mutex, a slot and transmit space, unless `DONTWAIT` is set. Returns
how many bytes of the data were taken, which is less than all only with `DONTWAIT`.

# Errors

[`MessageError`], each with the errno of AF_RXRPC."
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

# Errors

[`MessageError::WouldBlock`] (EAGAIN) if it was not to wait, or if there is no call at all and the endpoint does not
listen."
    };
    (recvmsg_timeout) => {
        "`recvmsg` that waits no longer than `timeout` (`SO_RCVTIMEO`).

# Errors

[`MessageError::WouldBlock`] (EAGAIN) if nothing came by then."
    };
}

/// The verbs of a message socket that never wait, for a type with a method `core`.
#[doc(hidden)]
#[macro_export]
macro_rules! message_setting_verbs {
    () => {
        /// Where calls go that name no destination. Sends nothing. Never waits.
        ///
        /// # Errors
        ///
        /// [`MessageError::Invalid`](crate::MessageError) (EINVAL) for service 0 or port 0,
        /// [`MessageError::AddressFamily`](crate::MessageError) (EAFNOSUPPORT) if the socket cannot send there.
        pub fn connect(&self, service: $crate::ServiceAddress) -> Result<(), $crate::MessageError> {
            self.core().connect(service)
        }

        /// Binds a service; calls come once the socket listens. Never waits.
        ///
        /// # Errors
        ///
        /// [`BindError`](crate::BindError): service 0 (EINVAL), bound already (EADDRINUSE), closed (ESHUTDOWN).
        pub fn bind_service(&self, service: $crate::ServiceId) -> Result<(), $crate::BindError> {
            self.core().bind(service)
        }

        /// Lets calls come; each uses up a user call ID that a `ChargeAccept` gave. 0 stops. Never waits.
        ///
        /// # Errors
        ///
        /// [`MessageError::Invalid`](crate::MessageError) (EINVAL) if the backlog is larger than the setting
        /// allows.
        pub fn listen(&self, backlog: usize) -> Result<(), $crate::MessageError> {
            self.core().listen(backlog)
        }

        /// Lets calls come in the older way: they are announced with `NewCall` and taken with `Accept`. 0 stops.
        /// Never waits.
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
    };
}
