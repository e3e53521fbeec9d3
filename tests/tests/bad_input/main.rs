//! What an endpoint does with packets that it should not get.
//!
//! Holds: one module by what is known of the sender's connection. Every datagram that an endpoint sends
//! in these tests is also checked by the network for bytes that nobody defined.
//!
//! The reactions are those of Linux AF_RXRPC, where OpenAFS 1.8.9 was not observed to do better.

mod calls;
mod chaos;
mod client_side;
mod connections;
mod headers;
mod limits;
mod scene;
mod strays;
