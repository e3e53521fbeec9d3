//! Counting what is allocated. Knows nothing of who allocates.
//!
//! The allocator of the whole program counts; the counters are shared by all threads, which is why
//! what measures time with many threads does so in processes of its own.

use std::alloc::System;
use std::ops::AddAssign;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// What some work allocated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allocated {
    /// How often memory was asked for, growing included.
    pub times: usize,
    /// Bytes that it took and has not given back; negative when it gave back more.
    pub kept: i64,
}

impl Allocated {
    /// What all threads have allocated since the program began: for work that a function cannot hold.
    pub fn so_far() -> Self {
        let all = ALLOCATOR.stats();
        let kept = all.bytes_allocated as i64 - all.bytes_deallocated as i64;
        Self { times: all.allocations + all.reallocations, kept }
    }

    /// Does some work and counts what all threads allocate meanwhile.
    pub fn during<R>(work: impl FnOnce() -> R) -> (R, Self) {
        let region = Region::new(ALLOCATOR);
        let result = work();
        let change = region.change();
        let kept = change.bytes_allocated as i64 - change.bytes_deallocated as i64;
        (result, Self { times: change.allocations + change.reallocations, kept })
    }
}

impl AddAssign for Allocated {
    fn add_assign(&mut self, other: Self) {
        self.times += other.times;
        self.kept += other.kept;
    }
}
