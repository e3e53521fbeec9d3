//! The classes of bugs that this design had elsewhere, each with a test of its own.
//!
//! The numbers T01 and so on are those of the project's list, which was drawn from the changes and
//! advisories of Linux AF_RXRPC since its locking was redone in 4.11. A test's name begins with the
//! number of its class.
//!
//! | class | what went wrong there | test here, and where else |
//! |---|---|---|
//! | T01 | a call requeued without looking twice corrupts the queue | `receiving`, on threads; the model `messages` |
//! | T02 | a second receiver finds a call that the first released | `receiving`, on threads |
//! | T03 | news of a call after its release | `receiving` |
//! | T04 | news of a call while the socket closes | `ends`, on threads |
//! | T05 | a lock given back twice when a wait is interrupted | `receiving`: a cancelled `recvmsg` |
//! | T06 | an interrupted wait for transmit space lost the call's lock | `sending` |
//! | T07 | nothing was looked at again after the lock was regained | `sending`: two senders on one call |
//! | T08 | the socket stayed locked when no slot was to be had | `slots` |
//! | T09 | EBUSY for ever after an interrupted first send | `slots`: the call is taken back |
//! | T10 | the end of a call seen before its error | `ends`, on threads |
//! | T11 | an accepted call stayed locked | `services`, on both faces |
//! | T12 | a user's lock taken where nothing may wait | `sending`; packet input is no future, so it cannot wait; the model `ranks` |
//! | T13 | an abort of a waiting call dropped others from the queue | `slots` |
//! | T14 | a failure to connect told twice | `slots` |
//! | T15 | a receive on an idle socket made the next send fail | `receiving` |
//! | T16 | the end of a request told before a reply was possible | `services` |
//! | T17 | a backlog off by one | `services` |
//! | T18 | a call for a service without a backlog; two charges at once | `services`, on threads |
//! | T19 | charging while the socket closes | `services`, on threads |
//! | T20 | packets while the socket is being bound | `services`, on threads |
//! | T21 | a timer started again on a call that is being dropped | `ends` |
//! | T22 | a bundle looked up while it is forgotten | `slots`; the model `housekeeping` |
//! | T23 | a reference given back that was never taken, by a stray packet | `forged` |
//! | T24 | a reply to a request that was not sent | `forged` |
//! | T25 | ACKALL in a wrong state | `forged` |
//! | T35, T36 | an ABORT answered with one; a failure of the connection told as one of the call | `bad_input` |
//! | T37 | the final ACK lost at shutdown | `ends` |
//! | T39 | no timeout while a call waits for a channel | `slots` |
//! | T46 | an ACK that says that the server knows nothing of us | `forged` |
//! | T53 | a window that shrinks below what is in transit, to nothing, and opens again | `forged` |
//! | T56 | the final ACK, and the next call that takes its place | `ends` |
//! | T57 | the 17th call | `slots` |
//! | T58 | REQUEST_ACK on the last packet of a reply | `ends` |
//!
//! T12's old form, a lock of users taken in interrupt context, has no counterpart here. T08's call limit
//! is one that this crate does not have for clients; what is tested is that a refusal leaves the socket
//! usable.

mod ends;
mod forged;
mod receiving;
mod sending;
mod services;
mod slots;
mod support;
