//! Numbers that `#define` names.
//!
//! Holds: [`Define`] and [`Defines`]. Must not know: files, what else macros stand for.

use crate::source::Span;
use std::collections::BTreeMap;

/// A numeric `#define`, or one in a line for C that begins with `%`.
#[derive(Clone, Debug)]
pub(crate) struct Define {
    pub(crate) name: String,
    pub(crate) value: i64,
    pub(crate) docs: Vec<String>,
    pub(crate) span: Span,
}

/// Numbers by name, in the order in which they were defined last.
#[derive(Debug, Default)]
pub(super) struct Defines {
    places: BTreeMap<String, usize>,
    by_place: BTreeMap<usize, Define>,
    next: usize,
}

impl Defines {
    pub(super) fn forget(&mut self, name: &str) {
        if let Some(place) = self.places.remove(name) {
            self.by_place.remove(&place);
        }
    }

    pub(super) fn put(&mut self, define: Define) {
        self.forget(&define.name);
        self.places.insert(define.name.clone(), self.next);
        self.by_place.insert(self.next, define);
        self.next += 1;
    }

    pub(super) fn into_all(self) -> Vec<Define> {
        self.by_place.into_values().collect()
    }
}
