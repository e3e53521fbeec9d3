//! Calls in the order of their keys, the oldest first.
//!
//! Holds: [`ByAge`]. Must not know: locks, what the calls are listed for.
//!
//! Keys rise, so who comes stands at the end; of those who go, most stand at one end or the other. Another one leaves a gap,
//! so that nobody is moved for that, and the gaps are closed when they become many.

use crate::call::{Call, CallKey};
use std::collections::VecDeque;
use std::ops::Bound;
use std::sync::Arc;

/// Gaps, or unused room, that are not worth doing anything about.
const FEW: usize = 64;

/// Calls by their keys.
#[derive(Debug, Default)]
pub(super) struct ByAge {
    /// `None` is a gap; neither the first nor the last is one.
    row: VecDeque<(CallKey, Option<Arc<Call>>)>,
    count: usize,
}

impl ByAge {
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Adds a call, which is not here.
    #[inline]
    pub(super) fn insert(&mut self, call: Arc<Call>) {
        let entry = (call.key, Some(call));
        self.count += 1;
        match self.row.back() {
            // Two threads may come in the other order than they got their keys.
            Some((last, _)) if *last > entry.0 => {
                let at = self.row.partition_point(|(key, _)| *key < entry.0);
                self.row.insert(at, entry);
            }
            _ => self.row.push_back(entry),
        }
    }

    /// Takes a call out, if it is here.
    #[inline]
    pub(super) fn remove(&mut self, key: CallKey) -> Option<Arc<Call>> {
        let at = match self.row.front() {
            Some((first, _)) if *first == key => 0,
            _ => self.row.binary_search_by_key(&key, |(key, _)| *key).ok()?,
        };
        let call = self.row.get_mut(at)?.1.take()?;
        self.count -= 1;
        self.tidy();
        Some(call)
    }

    /// Closes the gaps at both ends; all of them, and gives room back, if that has become much.
    #[inline]
    fn tidy(&mut self) {
        while let Some((_, None)) = self.row.front() {
            self.row.pop_front();
        }
        while let Some((_, None)) = self.row.back() {
            self.row.pop_back();
        }
        if self.row.len() > 2 * self.count + FEW || self.row.capacity() > 4 * self.row.len() + FEW {
            self.close_up();
        }
    }

    #[cold]
    fn close_up(&mut self) {
        self.row.retain(|(_, call)| call.is_some());
        self.row.shrink_to(2 * self.count);
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &Arc<Call>> {
        self.row.iter().filter_map(|(_, call)| call.as_ref())
    }

    /// Those with keys from, or beyond, `start`.
    pub(super) fn from(&self, start: Bound<CallKey>) -> impl Iterator<Item = &Arc<Call>> {
        let begin = self.row.partition_point(|(key, _)| match start {
            Bound::Included(first) => *key < first,
            Bound::Excluded(before) => *key <= before,
            Bound::Unbounded => false,
        });
        self.row.range(begin..).filter_map(|(_, call)| call.as_ref())
    }

    /// Takes all of them out.
    pub(super) fn take_all(&mut self) -> impl Iterator<Item = Arc<Call>> + use<> {
        std::mem::take(self).row.into_iter().filter_map(|(_, call)| call)
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests {
    use super::*;
    use crate::address::ServiceAddress;
    use crate::call::Face;
    use crate::call::life::Life;
    use rxrpc_wire::ServiceId;
    use std::collections::BTreeMap;
    use std::net::SocketAddr;

    fn call(key: u64) -> Arc<Call> {
        let target = ServiceAddress::new(SocketAddr::from(([127, 0, 0, 1], 7000)), ServiceId(1));
        Call::new(CallKey(key), None, Face::Calls, target, Life::awaiting_slot(None)).0
    }

    fn keys<'a>(calls: impl Iterator<Item = &'a Arc<Call>>) -> Vec<CallKey> {
        calls.map(|call| call.key).collect()
    }

    fn check(calls: &ByAge, map: &BTreeMap<CallKey, Arc<Call>>, bound: Bound<CallKey>) {
        assert_eq!(calls.len(), map.len());
        assert_eq!(keys(calls.all()), keys(map.values()));
        let further = map.range((bound, Bound::Unbounded)).map(|(_, call)| call);
        assert_eq!(keys(calls.from(bound)), keys(further));
        assert!(calls.row.len() <= 2 * calls.len() + FEW);
        assert!(calls.row.capacity() <= 2 * (4 * calls.row.len() + FEW), "room is given back");
    }

    #[test]
    fn it_does_what_a_map_does_whoever_goes_first() {
        let mut random: u64 = 11;
        let mut below = |bound: u64| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (random >> 33) % bound
        };
        let (mut calls, mut map) = (ByAge::default(), BTreeMap::new());
        // Keys that were given out, and are still to come in.
        let (mut next, mut late) = (1, Vec::new());
        for step in 0_u64..6_000 {
            // Many come, then most go, again and again.
            let comes = below(4) < if step / 1_000 % 2 == 0 { 3 } else { 1 };
            if comes {
                late.push(next);
                next += 1;
                if below(3) > 0 {
                    let index = below(late.len() as u64) as usize;
                    let call = call(late.swap_remove(index));
                    calls.insert(call.clone());
                    map.insert(call.key, call);
                }
            } else if !map.is_empty() {
                let index = match below(3) {
                    0 => 0,
                    1 => map.len() - 1,
                    _ => below(map.len() as u64) as usize,
                };
                let key = *map.keys().nth(index).expect("there are so many");
                assert_eq!(calls.remove(key).map(|call| call.key), Some(key));
                assert_eq!(calls.remove(key).map(|call| call.key), None);
                map.remove(&key);
            }
            let near = CallKey(below(next + 1));
            let bounds = [Bound::Unbounded, Bound::Included(near), Bound::Excluded(near)];
            check(&calls, &map, bounds[below(3) as usize]);
        }
        assert!(calls.take_all().map(|call| call.key).eq(map.into_keys()));
        assert_eq!(calls.len(), 0);
    }
}
