//! An AF_RXRPC socket as its endpoint and its calls know it.
//!
//! Holds: [`Socket`], what its lock guards ([`Guarded`]) and the states of a socket ([`SocketState`]), with what leads from
//! one to another. Must not know: messages, other sockets, how its calls are ended.

use super::options::TimeLimit;
use super::readiness::Readiness;
use super::ready::ReadyItem;
use super::security::SocketSecurity;
use super::tree::CallTree;
use crate::address::ServiceAddress;
use crate::errno::Errno;
use crate::error::MessageError;
use crate::lock::{Guard, Mutex, Rank, WaitQueue, Waiters};
use std::fmt;
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

/// Where an AF_RXRPC socket stands; in the words of the kernel in brackets (AF_RXRPC contract §2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SocketState {
    /// Nothing was done with it (UNBOUND).
    Unbound,
    /// It has a default destination and has sent nothing (CLIENT_UNBOUND).
    ClientUnbound,
    /// A client: bound as one, or by its first message (CLIENT_BOUND).
    ClientBound,
    /// It has one service and does not listen yet; it may call others, too (SERVER_BOUND).
    ServerBound,
    /// It has two services and does not listen yet (SERVER_BOUND2).
    ServerBound2,
    /// Calls come to its services (SERVER_LISTENING).
    Listening,
    /// It listened, and does no more: calls to its services are refused (SERVER_LISTEN_DISABLED).
    ListenDisabled,
    /// It was shut down: it receives what its calls have to tell, and sends nothing (CLOSE).
    ShutDown,
    /// It is closed: it has no calls, no services and no verbs.
    Closed,
}

impl SocketState {
    /// The state after a service was bound.
    ///
    /// # Errors
    ///
    /// EINVAL for a second service 0, a third service, and in all states but the first ones.
    pub(super) fn after_bind(self, service: u16) -> Result<Self, MessageError> {
        match (self, service) {
            (Self::Unbound, 0) => Ok(Self::ClientBound),
            (Self::Unbound, _) => Ok(Self::ServerBound),
            (Self::ServerBound, 1..) => Ok(Self::ServerBound2),
            _ => Err(MessageError::Invalid("the socket cannot be bound to that in its state")),
        }
    }

    /// The state after it was given a default destination.
    ///
    /// # Errors
    ///
    /// EBUSY on a server.
    pub(super) fn after_connect(self) -> Result<Self, MessageError> {
        match self {
            Self::Unbound | Self::ClientUnbound => Ok(Self::ClientUnbound),
            Self::ClientBound => Ok(Self::ClientBound),
            _ => Err(MessageError::WrongState),
        }
    }

    /// The state after it was told to take calls (`starts`) or to take no more.
    ///
    /// # Errors
    ///
    /// EADDRNOTAVAIL without a service, EBUSY on a client and where it listens or did.
    pub(super) fn after_listen(self, starts: bool) -> Result<Self, MessageError> {
        match (self, starts) {
            (Self::Unbound, _) => Err(MessageError::AddressNotAvailable),
            (Self::ServerBound | Self::ServerBound2, _) => Ok(Self::Listening),
            (Self::Listening, false) => Ok(Self::ListenDisabled),
            _ => Err(MessageError::WrongState),
        }
    }
}

/// One AF_RXRPC socket. Calls of the message face hold it, and it holds those that have a user call ID until their
/// ends are told or it is closed.
pub(crate) struct Socket {
    /// Names it inside its endpoint; never used again.
    pub(crate) id: u64,
    guarded: Mutex<Guarded>,
    pub(super) receive_limit: TimeLimit,
    pub(super) send_limit: TimeLimit,
    /// Who waits for more of one call, and not if something comes out of band.
    pub(super) interruptible: Mutex<Waiters>,
    /// Messages tell when their data came.
    pub(crate) timestamps: AtomicBool,
    /// What its `recvmsg` can give.
    pub(crate) ready: WaitQueue<ReadyItem>,
    /// For who waits in an event loop; most have none.
    pub(super) readiness: OnceLock<Box<Readiness>>,
}

/// What the lock of a socket guards. It is never held across a wait, nor while another socket's is.
#[derive(Debug)]
pub(crate) struct Guarded {
    pub(crate) state: SocketState,
    pub(crate) tree: CallTree,
    /// Where calls go that name no destination.
    pub(crate) default_destination: Option<ServiceAddress>,
    /// Its calls have connections of their own.
    pub(super) exclusive: bool,
    /// Waits to be read.
    pub(crate) error: Option<Errno>,
    /// Keys, and what comes of them; of most sockets none.
    pub(super) security: Option<Box<SocketSecurity>>,
}

impl fmt::Debug for Socket {
    /// Its calls show it in turn.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Socket").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Socket {
    pub(crate) fn new(id: u64) -> Self {
        let guarded = Guarded {
            state: SocketState::Unbound,
            tree: CallTree::default(),
            default_destination: None,
            exclusive: false,
            error: None,
            security: None,
        };
        Self {
            id,
            guarded: Mutex::new(Rank::Socket, guarded),
            receive_limit: TimeLimit::none(),
            send_limit: TimeLimit::none(),
            interruptible: Mutex::new(Rank::Ready, Waiters::default()),
            timestamps: AtomicBool::new(false),
            ready: WaitQueue::new(Rank::Ready),
            readiness: OnceLock::new(),
        }
    }

    pub(crate) fn lock(&self) -> Guard<'_, Guarded> {
        self.guarded.lock()
    }

    /// Takes all calls and keys from it, and lets it have no more; `None` if that was done before.
    pub(super) fn close(&self) -> Option<(CallTree, Option<Box<SocketSecurity>>)> {
        let mut guarded = self.lock();
        if guarded.state == SocketState::Closed {
            return None;
        }
        guarded.state = SocketState::Closed;
        Some((std::mem::take(&mut guarded.tree), guarded.security.take()))
    }

    /// No call waits to be accepted any more: takes the notices of them out of the queue.
    pub(crate) fn forget_new_calls(&self) {
        let wake = self.ready.with(|items| {
            items.retain(|item| !matches!(item, ReadyItem::NewCall));
            false
        });
        wake.wake();
        self.changed();
    }

    /// Its endpoint is closed: every wait ends, and no `recvmsg` reports an end any more, so the user call IDs go.
    pub(crate) fn end(&self) {
        let (items, wake) = self.ready.close();
        wake.wake();
        self.changed();
        self.forget_events();
        let mut guarded = self.lock();
        let named = std::mem::take(&mut guarded.tree);
        let security = guarded.security.take();
        drop(guarded);
        drop((items, named, security));
    }
}

impl Guarded {
    /// For options that a socket has from its beginning.
    ///
    /// # Errors
    ///
    /// EISCONN once it is bound, or has a default destination.
    pub(super) fn check_unbound(&self) -> Result<(), MessageError> {
        match self.state {
            SocketState::Unbound => Ok(()),
            _ => Err(MessageError::Connected),
        }
    }

    /// A message is sent: an unbound socket is a client from now on.
    ///
    /// # Errors
    ///
    /// EINVAL once it is shut down, EBADF once it is closed.
    pub(super) fn begin_sending(&mut self) -> Result<(), MessageError> {
        match self.state {
            SocketState::Unbound | SocketState::ClientUnbound => {
                self.state = SocketState::ClientBound;
                Ok(())
            }
            SocketState::ShutDown => Err(MessageError::Invalid("the socket is shut down")),
            SocketState::Closed => Err(MessageError::SocketClosed),
            _ => Ok(()),
        }
    }

    /// Whether an ID that no call has may begin one. With two services, or where it listened, a socket goes on with the
    /// calls that it has (Linux refuses every message there) and begins none.
    ///
    /// # Errors
    ///
    /// EINVAL, or what [`Guarded::begin_sending`] says.
    pub(crate) fn may_begin(&self) -> Result<(), MessageError> {
        match self.state {
            SocketState::ServerBound2 | SocketState::ListenDisabled => {
                Err(MessageError::Invalid("the socket begins no calls in its state"))
            }
            SocketState::ShutDown => Err(MessageError::Invalid("the socket is shut down")),
            SocketState::Closed => Err(MessageError::SocketClosed),
            _ => Ok(()),
        }
    }

    /// Whether nothing can come: there is no call, charged IDs included, and none can be made by a client.
    pub(super) fn expects_nothing(&self) -> bool {
        self.state != SocketState::Listening && self.tree.is_empty()
    }
}
