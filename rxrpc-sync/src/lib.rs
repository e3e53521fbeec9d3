#![forbid(unsafe_code)]
//! RxRPC, the remote-procedure protocol of AFS, in user space, for threaded programs.
//!
//! An [`Endpoint`] is one UDP socket with both roles, client and service. It has two faces:
//!
//! * The **call face**: [`Endpoint::call`] gives a [`Call`], which is `Read + Write`;
//!   [`Endpoint::incoming`] gives the calls that come to a service; [`Endpoint::serve`] hands them to a
//!   pool of threads; [`Endpoint::request`] is a whole call in one line.
//! * The **message face**: [`Endpoint::message_socket`] gives a [`MessageSocket`] with the contract of Linux
//!   AF_RXRPC: `sendmsg` and `recvmsg`, user call IDs, typed control messages, `MSG_DONTWAIT`.
//!
//! ```
//! use rxrpc_sync::{Endpoint, ServiceAddress, ServiceId};
//!
//! let server = Endpoint::bind("127.0.0.1:0")?;
//! server.serve(ServiceId(147), 2, |call| {
//!     std::io::copy(&mut call.take_request(1 << 20)?.as_slice(), call)?;
//!     Ok(())
//! })?;
//!
//! let client = Endpoint::bind("127.0.0.1:0")?;
//! let service = ServiceAddress::new(server.local_addr(), ServiceId(147));
//! assert_eq!(client.request(service, b"hello")?, b"hello");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Who does the work
//!
//! A thread that waits in any of these functions, and finds nobody reading the socket, reads it itself
//! until its wait is over; a background thread takes over when nobody waits, or when the one that reads does not
//! get to run. A thread that sends, sends from where it stands, for a millisecond at most. Nothing here is protocol:
//! that is `rxrpc-core`.
//!
//! # In a loop of your own
//!
//! A thread that waits for other things too, in a loop of `poll`, epoll, mio and the like, uses the verbs that do not wait.
//! [`MessageSocket::doorbell`] gives it a descriptor that is readable while there is something to tell, and
//! [`MessageSocket::try_next_event`] says what. [`EndpointBuilder::build_with_driver`] starts no thread of ours at all: the
//! loop runs the [`Driver`]. Which to choose, and the traps: `docs/readiness.md` in the project's repository.
//!
#![doc = rxrpc_core::concept_docs!()]
//!
#![doc = rxrpc_core::side_by_side_docs!()]
//!
//! [`build_with`]: https://docs.rs/rxrpc-async/latest/rxrpc_async/struct.EndpointBuilder.html#method.build_with
//! [`build_with_driver`]: EndpointBuilder::build_with_driver
//! [`into_stream`]: https://docs.rs/rxrpc-async/latest/rxrpc_async/struct.Call.html#method.into_stream
//! [`messages`]: https://docs.rs/rxrpc-async/latest/rxrpc_async/struct.MessageSocket.html#method.messages
//! [`into_sink`]: https://docs.rs/rxrpc-async/latest/rxrpc_async/struct.Call.html#method.into_sink
//! [`Handler`]: https://docs.rs/rxrpc-async/latest/rxrpc_async/trait.Handler.html
//! [`DynHandler`]: https://docs.rs/rxrpc-async/latest/rxrpc_async/trait.DynHandler.html
//! [`Transport`]: https://docs.rs/rxrpc-async/latest/rxrpc_async/trait.Transport.html

mod abort_handle;
mod builder;
mod call;
mod call_handle;
#[cfg(feature = "crossbeam-channel")]
mod calls;
mod challenges;
mod doorbell;
mod driver;
mod endpoint;
mod habit;
mod halves;
mod incoming;
mod loop_bell;
mod loop_driver;
mod message_data;
mod message_socket;
#[cfg(any(rxrpc_loom, rxrpc_shuttle))]
#[doc(hidden)]
pub mod model;
mod park;
mod primitives;
#[cfg(feature = "crossbeam-channel")]
mod rings;
mod seat;
mod server;
mod sitting;
mod watched_socket;

pub use abort_handle::AbortHandle;
pub use builder::EndpointBuilder;
#[doc(no_inline)]
pub use bytes::Bytes;
pub use call::Call;
#[cfg(feature = "crossbeam-channel")]
pub use calls::Calls;
pub use challenges::{Challenges, PendingChallenge};
pub use doorbell::Doorbell;
pub use endpoint::Endpoint;
pub use halves::{RecvHalf, SendHalf};
pub use incoming::Incoming;
pub use loop_driver::{Driver, WaitFor};
pub use message_socket::MessageSocket;
#[cfg(feature = "crossbeam-channel")]
pub use rings::Rings;
#[doc(inline)]
pub use rxrpc_core::types::*;
pub use rxrpc_udp::{AddressError, BindAddress, SocketBuffers, SystemCalls};
pub use server::Server;
