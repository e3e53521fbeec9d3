//! The contract of `sendmsg` and `recvmsg`, as AF_RXRPC has it.
//!
//! Holds: one module for a subject. What several threads do at the same moment is not here: the model
//! checks and the stress test of the blocking front end are for that (EEXIST, which one of two threads
//! gets that make a call under the same ID, cannot happen here).

mod calls;
mod charges;
mod errors;
mod receiving;
mod scene;
mod services;
mod shutting_down;
mod slots;
mod sockets;
mod timeouts;
mod timestamps;
mod unopened;
mod wait_all;
