//! What is armed, and what of it is due.
//!
//! Holds: [`Armed`]. Must not know: what it is.

use std::collections::BTreeMap;

/// Things that are armed by their names, and due in the order in which they became so.
#[derive(Debug)]
pub(super) struct Armed<K, W> {
    armed: BTreeMap<K, Entry<W>>,
    due: BTreeMap<u64, K>,
    next: u64,
}

#[derive(Debug)]
struct Entry<W> {
    watch: W,
    /// Its number among those that are due.
    due: Option<u64>,
}

impl<K, W> Default for Armed<K, W> {
    fn default() -> Self {
        Self { armed: BTreeMap::new(), due: BTreeMap::new(), next: 0 }
    }
}

impl<K: Ord + Clone, W> Armed<K, W> {
    pub(super) fn len(&self) -> usize {
        self.armed.len()
    }

    pub(super) fn has_due(&self) -> bool {
        !self.due.is_empty()
    }

    /// What is armed under a name and not due.
    pub(super) fn waiting(&self, key: &K) -> Option<&W> {
        let entry = self.armed.get(key)?;
        entry.due.is_none().then_some(&entry.watch)
    }

    /// Arms something. What had its name, due or not, is returned to be dropped unlocked.
    pub(super) fn arm(&mut self, key: K, watch: W) -> Option<W> {
        let replaced = self.remove(&key);
        self.armed.insert(key, Entry { watch, due: None });
        replaced
    }

    /// What is armed under a name is due, if it is the one that is meant.
    pub(super) fn set_due(&mut self, key: &K, is_meant: impl FnOnce(&W) -> bool) {
        let Some(entry) = self.armed.get_mut(key) else { return };
        if entry.due.is_none() && is_meant(&entry.watch) {
            self.next += 1;
            entry.due = Some(self.next);
            self.due.insert(self.next, key.clone());
        }
    }

    /// Takes out what has been due longest. It is to be dropped unlocked.
    pub(super) fn take_due(&mut self) -> Option<(K, W)> {
        let (_, key) = self.due.pop_first()?;
        let entry = self.armed.remove(&key)?;
        Some((key, entry.watch))
    }

    /// Takes out what has a name. It is to be dropped unlocked.
    pub(super) fn remove(&mut self, key: &K) -> Option<W> {
        let entry = self.armed.remove(key)?;
        if let Some(due) = entry.due {
            self.due.remove(&due);
        }
        Some(entry.watch)
    }

    /// [`Armed::remove`], if it is what is meant.
    pub(super) fn remove_if(&mut self, key: &K, is_meant: impl FnOnce(&W) -> bool) -> Option<W> {
        let is_meant = self.armed.get(key).is_some_and(|entry| is_meant(&entry.watch));
        if is_meant { self.remove(key) } else { None }
    }

    /// All that is armed.
    pub(super) fn into_watches(self) -> impl Iterator<Item = W> {
        self.armed.into_values().map(|entry| entry.watch)
    }
}
