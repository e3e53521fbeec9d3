//! Deadlines of calls, the first one first.
//!
//! Holds: [`CallDeadlines`], a heap in which each call is found by its [`Standing`], and [`Move`], which is to be done there.
//! Must not know: what a deadline is for.
//!
//! A call comes and goes with every call, and few of their deadlines ever come up: both are a few steps here, mostly, for a
//! new deadline is later than nearly all others. Where a call stands is in a table beside the heap, so that moving others
//! in the heap touches no call.

use crate::call::Call;
use std::cmp::Ordering::{Equal, Greater, Less};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

/// Each entry has so many below it.
const WIDTH: usize = 4;

/// No place, or no further one that is free.
const NONE: u32 = u32::MAX;

/// Room that is kept however few entries there are.
const LEAST_ROOM: usize = 64;

/// Where a call stands; changed under the lock of the schedule only.
#[derive(Debug)]
pub(crate) struct Standing {
    place: AtomicU32,
    /// The last move that was done.
    moved: AtomicU32,
}

impl Default for Standing {
    fn default() -> Self {
        Self { place: AtomicU32::new(NONE), moved: AtomicU32::new(0) }
    }
}

impl Standing {
    #[inline]
    fn place(&self) -> Option<u32> {
        let place = self.place.load(Ordering::Relaxed);
        (place != NONE).then_some(place)
    }

    #[inline]
    fn set_place(&self, place: u32) {
        self.place.store(place, Ordering::Relaxed);
    }

    /// Whether a move is later than the last that was done: then it is the last one now.
    #[inline]
    fn takes(&self, number: u32) -> bool {
        let later = number.wrapping_sub(self.moved.load(Ordering::Relaxed)).cast_signed() > 0;
        if later {
            self.moved.store(number, Ordering::Relaxed);
        }
        later
    }
}

/// A call is to stand under another deadline. Threads that touch a call one after the other may come here the other way
/// round, so moves are numbered, and one that comes late does nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Move {
    pub(crate) to: Option<Instant>,
    pub(crate) number: u32,
}

/// The calls that have a deadline.
#[derive(Debug)]
pub(super) struct CallDeadlines {
    /// No entry comes before the one above it: those below `i` are from `WIDTH * i + 1` on.
    heap: Vec<Entry>,
    /// For each place where its entry is in the heap, or the next free place.
    places: Vec<u32>,
    free: u32,
}

#[derive(Debug)]
struct Entry {
    at: Instant,
    call: Arc<Call>,
    place: u32,
}

impl Entry {
    /// Whether it comes up before another; of equal ones that of the older call, so that a walk is repeatable.
    #[inline]
    fn is_before(&self, other: &Self) -> bool {
        match self.at.cmp(&other.at) {
            Less => true,
            Equal => self.call.key < other.call.key,
            Greater => false,
        }
    }
}

impl Default for CallDeadlines {
    fn default() -> Self {
        Self { heap: Vec::new(), places: Vec::new(), free: NONE }
    }
}

impl CallDeadlines {
    #[inline]
    pub(super) fn first(&self) -> Option<Instant> {
        self.heap.first().map(|first| first.at)
    }

    /// Moves a call to another deadline.
    pub(super) fn rearm(&mut self, call: &Arc<Call>, Move { to, number }: Move) {
        if !call.standing.takes(number) {
            return;
        }
        match (call.standing.place(), to) {
            (None, None) => {}
            (None, Some(at)) => self.insert(call, at),
            (Some(place), Some(at)) => {
                let index = self.index_of(place);
                let later = at > self.heap[index].at;
                self.heap[index].at = at;
                if later { self.sink(index) } else { self.rise(index) }
            }
            (Some(place), None) => {
                // Whoever moves it holds the call, so it is not dropped here.
                let _call = self.remove(self.index_of(place));
            }
        }
    }

    /// Takes out the first call, if its deadline has come.
    pub(super) fn take_due(&mut self, now: Instant) -> Option<Arc<Call>> {
        self.first().filter(|at| *at <= now)?;
        Some(self.remove(0))
    }

    fn index_of(&self, place: u32) -> usize {
        self.places[place as usize] as usize
    }

    fn insert(&mut self, call: &Arc<Call>, at: Instant) {
        let index = self.heap.len();
        let place = match self.free {
            NONE => {
                self.places.push(NONE);
                (self.places.len() - 1) as u32
            }
            free => {
                self.free = self.places[free as usize];
                free
            }
        };
        call.standing.set_place(place);
        self.heap.push(Entry { at, call: call.clone(), place });
        self.rise(index);
    }

    fn remove(&mut self, index: usize) -> Arc<Call> {
        let Entry { call, place, .. } = self.heap.swap_remove(index);
        call.standing.set_place(NONE);
        self.places[place as usize] = self.free;
        self.free = place;
        if index < self.heap.len() {
            // What was the last comes in its place, and may belong on either side of that.
            if index > 0 && self.heap[index].is_before(&self.heap[(index - 1) / WIDTH]) {
                self.rise(index);
            } else {
                self.sink(index);
            }
        }
        if self.places.len() > LEAST_ROOM && self.heap.len() < self.places.len() / WIDTH {
            self.give_back_room();
        }
        call
    }

    /// Moves an entry up to where it belongs.
    fn rise(&mut self, mut index: usize) {
        while index > 0 {
            let above = (index - 1) / WIDTH;
            if !self.heap[index].is_before(&self.heap[above]) {
                break;
            }
            self.heap.swap(index, above);
            self.note_place(index);
            index = above;
        }
        self.note_place(index);
    }

    /// Moves an entry down to where it belongs.
    fn sink(&mut self, mut index: usize) {
        loop {
            let from = WIDTH * index + 1;
            let mut first = index;
            for below in from..(from + WIDTH).min(self.heap.len()) {
                if self.heap[below].is_before(&self.heap[first]) {
                    first = below;
                }
            }
            if first == index {
                break;
            }
            self.heap.swap(index, first);
            self.note_place(index);
            index = first;
        }
        self.note_place(index);
    }

    #[inline]
    fn note_place(&mut self, index: usize) {
        let place = self.heap[index].place as usize;
        self.places[place] = index as u32;
    }

    /// After many calls at once, few have a deadline: they are numbered anew.
    #[cold]
    fn give_back_room(&mut self) {
        let count = self.heap.len();
        for (index, entry) in (0_u32..).zip(&mut self.heap) {
            entry.place = index;
            entry.call.standing.set_place(index);
        }
        self.places.clear();
        self.places.extend(0..count as u32);
        self.free = NONE;
        self.heap.shrink_to(2 * count);
        self.places.shrink_to(2 * count);
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests {
    use super::*;
    use crate::address::ServiceAddress;
    use crate::call::life::Life;
    use crate::call::{CallKey, Face};
    use rxrpc_wire::ServiceId;
    use std::net::SocketAddr;
    use std::time::Duration;

    fn call(key: u64) -> Arc<Call> {
        let target = ServiceAddress::new(SocketAddr::from(([127, 0, 0, 1], 7000)), ServiceId(1));
        Call::new(CallKey(key), None, Face::Calls, target, Life::awaiting_slot(None)).0
    }

    fn check(deadlines: &CallDeadlines) {
        for (index, entry) in deadlines.heap.iter().enumerate() {
            assert!(index == 0 || !entry.is_before(&deadlines.heap[(index - 1) / WIDTH]));
            assert_eq!(entry.call.standing.place(), Some(entry.place));
            assert_eq!(deadlines.index_of(entry.place), index);
        }
    }

    #[test]
    fn calls_come_up_in_the_order_of_their_deadlines_and_then_of_their_keys() {
        let start = Instant::now();
        let mut random: u32 = 3;
        let mut below = |bound: u32| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 8) % bound
        };
        let calls: Vec<_> = (0..300).map(call).collect();
        let mut deadlines = CallDeadlines::default();
        let mut expected = vec![None; calls.len()];
        for number in 1..=5_000 {
            let index = below(300) as usize;
            let at = start + Duration::from_millis(below(200).into());
            let to = (below(3) > 0).then_some(at);
            deadlines.rearm(&calls[index], Move { to, number });
            expected[index] = to;
            if number % 100 == 0 {
                check(&deadlines);
                assert_eq!(deadlines.first(), expected.iter().flatten().min().copied());
            }
        }
        let mut order: Vec<_> =
            expected.iter().zip(&calls).filter_map(|(at, call)| Some(((*at)?, call.key))).collect();
        order.sort();
        assert_eq!(deadlines.take_due(order[0].0 - Duration::from_millis(1)).map(|c| c.key), None);
        let end = start + Duration::from_secs(1);
        let mut taken = Vec::new();
        while let Some(call) = deadlines.take_due(end) {
            taken.push(call.key);
            check(&deadlines);
        }
        assert_eq!(taken, order.into_iter().map(|(_, key)| key).collect::<Vec<_>>());
        assert!(calls.iter().all(|call| Arc::strong_count(call) == 1));
        assert!(deadlines.heap.capacity() <= 2 * LEAST_ROOM, "room is given back");
    }

    #[test]
    fn a_move_that_comes_late_does_nothing() {
        let start = Instant::now();
        let later = start + Duration::from_secs(1);
        let (call, mut deadlines) = (call(1), CallDeadlines::default());
        deadlines.rearm(&call, Move { to: Some(start), number: 2 });
        deadlines.rearm(&call, Move { to: Some(later), number: 1 });
        assert_eq!(deadlines.first(), Some(start));
        deadlines.rearm(&call, Move { to: None, number: 4 });
        deadlines.rearm(&call, Move { to: Some(later), number: 3 });
        assert_eq!(deadlines.first(), None);
        assert_eq!(Arc::strong_count(&call), 1);
    }
}
