//! What an AF_RXRPC socket knows of calls: its call tree, user call ID → call, and where calls go by default.
//!
//! Holds: [`MessageState`], what the socket lock guards. Must not know: calls' states. The lock is never held
//! across a wait, not even for a call's user mutex.

use super::UserCallId;
use crate::address::ServiceAddress;
use crate::call::Call;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the lock of an AF_RXRPC socket guards.
#[derive(Debug, Default)]
pub(crate) struct MessageState {
    pub(crate) tree: CallTree,
    /// Where calls go that name no destination.
    pub(crate) default_destination: Option<ServiceAddress>,
}

/// What a user call ID stands for.
#[derive(Clone, Debug)]
pub(crate) enum Named {
    Call(Arc<Call>),
    /// Given in advance to a service call that is still to come.
    Charged,
}

/// User call ID → call, of the message face.
#[derive(Debug, Default)]
pub(crate) struct CallTree(BTreeMap<UserCallId, Named>);

impl CallTree {
    pub(crate) fn get(&self, id: &UserCallId) -> Option<Named> {
        self.0.get(id).cloned()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names a call; `false` if the ID is in use.
    pub(crate) fn insert(&mut self, id: UserCallId, named: Named) -> bool {
        match self.0.entry(id) {
            std::collections::btree_map::Entry::Vacant(entry) => {
                if let Named::Call(call) = &named {
                    let _ = call.user_call_id.set(id);
                }
                entry.insert(named);
                true
            }
            std::collections::btree_map::Entry::Occupied(_) => false,
        }
    }

    /// A charged ID gets its call.
    pub(crate) fn fill_charge(&mut self, id: UserCallId, call: &Arc<Call>) {
        let _ = call.user_call_id.set(id);
        self.0.insert(id, Named::Call(call.clone()));
    }

    pub(crate) fn remove(&mut self, id: &UserCallId) {
        self.0.remove(id);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}
