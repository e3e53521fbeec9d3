//! The call tree of an AF_RXRPC socket: user call ID → call.
//!
//! Holds: [`CallTree`] and [`Named`]. Must not know: calls' states, what the socket stands for.

use super::UserCallId;
use crate::call::Call;
use std::collections::BTreeMap;
use std::sync::Arc;

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

    /// Frees the ID of a call. It may have been freed before, and name another one since.
    pub(crate) fn forget(&mut self, id: &UserCallId, call: &Arc<Call>) {
        let names_it =
            |named: &Named| matches!(named, Named::Call(named) if Arc::ptr_eq(named, call));
        if self.0.get(id).is_some_and(names_it) {
            self.0.remove(id);
        }
    }

    #[cfg(test)]
    pub(crate) fn ids(&self) -> Vec<UserCallId> {
        self.0.keys().copied().collect()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes all calls out; IDs that are charged go.
    pub(super) fn take_calls(&mut self) -> impl Iterator<Item = Arc<Call>> + use<> {
        std::mem::take(&mut self.0).into_values().filter_map(|named| match named {
            Named::Call(call) => Some(call),
            Named::Charged => None,
        })
    }
}
