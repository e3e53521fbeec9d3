//! Giving up what a user call ID names, without waiting for an end to be told.
//!
//! Holds: [`MessageSocket::release_id`]. Must not know: how calls end.

use super::MessageSocket;
use super::UserCallId;
use super::tree::Named;
use crate::error::MessageError;

impl MessageSocket {
    /// Gives a user call ID up at once: it is free, and nothing of what it named is told any more. A call that lives is
    /// aborted with `RX_USER_ABORT`, unless it is a service's whose reply is ended: that goes on until the client has
    /// it. An ID that was given in advance is charged no more. Never waits, also while somebody else uses the call.
    /// (AF_RXRPC contract §3: the kernel's `shutdown_call` and `put_call`.)
    ///
    /// # Errors
    ///
    /// [`MessageError::BadCallId`] (EBADSLT) if the ID names nothing; [`MessageError::WrongState`] (EBUSY) while a call
    /// that has it in advance is on its way to the socket; [`MessageError::SocketClosed`] (EBADF),
    /// [`CallError::Closed`](crate::CallError::Closed) (ESHUTDOWN).
    pub fn release_id(&self, id: UserCallId) -> Result<(), MessageError> {
        let mut guarded = self.lock();
        self.check_open(&guarded)?;
        let named = guarded.tree.get(&id).ok_or(MessageError::BadCallId)?;
        if matches!(named, Named::Charged)
            && !self.endpoint().services.withdraw_charge(self.socket().id, id)
        {
            return Err(MessageError::WrongState);
        }
        guarded.tree.remove(&id);
        drop(guarded);
        if let Named::Call(call) = named {
            self.endpoint().retire_from_queue(&call);
            self.socket().forget_writer(id, &call);
            self.endpoint().release(&call);
        }
        Ok(())
    }
}
