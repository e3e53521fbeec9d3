//! Taking the user mutex of a call.
//!
//! Holds: [`Endpoint::take_user`], and [`TellUserFreed`] for who lets go of it. Must not know: what it is taken for.

use super::send::Waiting;
use super::{Call, User};
use crate::endpoint::Endpoint;
use crate::error::CallError;
use crate::lock::Take;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// Tells `recvmsg` that a user mutex may be free again.
pub(crate) struct TellUserFreed<'a>(pub(crate) &'a Endpoint, pub(crate) &'a Arc<Call>);

impl Drop for TellUserFreed<'_> {
    fn drop(&mut self) {
        if !crate::lock::abandoned_by_model() {
            self.0.user_freed(self.1);
        }
    }
}

impl Endpoint {
    /// Takes the user mutex of a call.
    pub(crate) async fn take_user(
        &self,
        call: &Arc<Call>,
        waiting: Waiting,
    ) -> Result<User, CallError> {
        match waiting {
            Waiting::Never => User::try_of(call).ok_or(CallError::WouldBlock),
            Waiting::Allowed => Ok(UserWait { endpoint: self, take: Take::of(call) }.await),
        }
    }
}

/// The wait for the user mutex of a call.
struct UserWait<'a> {
    endpoint: &'a Endpoint,
    take: Take<Call>,
}

impl Future for UserWait<'_> {
    type Output = User;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<User> {
        let polled = Pin::new(&mut self.take).poll(cx);
        if polled.is_pending() {
            self.endpoint.schedule.watch_user(self.take.owner());
        }
        polled
    }
}
