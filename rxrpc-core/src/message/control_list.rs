//! The control messages that come with a message.
//!
//! Holds: [`ControlList`]. Must not know: what they mean.

use super::Control;
use std::fmt;
use std::ops::Deref;

/// The control messages of one received message, in order; a slice of [`Control`] to whoever reads it. One takes
/// no memory of its own, which is what a message mostly has at most.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ControlList(List);

#[derive(Clone, Default, PartialEq, Eq)]
enum List {
    #[default]
    Empty,
    One(Control),
    Many(Vec<Control>),
}

impl ControlList {
    /// Appends one.
    pub fn push(&mut self, control: Control) {
        self.0 = match std::mem::take(&mut self.0) {
            List::Empty => List::One(control),
            List::One(first) => List::Many(vec![first, control]),
            List::Many(mut all) => {
                all.push(control);
                List::Many(all)
            }
        };
    }
}

impl Deref for ControlList {
    type Target = [Control];

    fn deref(&self) -> &[Control] {
        match &self.0 {
            List::Empty => &[],
            List::One(control) => std::slice::from_ref(control),
            List::Many(all) => all,
        }
    }
}

impl fmt::Debug for ControlList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl FromIterator<Control> for ControlList {
    fn from_iter<I: IntoIterator<Item = Control>>(controls: I) -> Self {
        let mut list = Self::default();
        controls.into_iter().for_each(|control| list.push(control));
        list
    }
}

impl From<Option<Control>> for ControlList {
    fn from(control: Option<Control>) -> Self {
        control.into_iter().collect()
    }
}

impl<'a> IntoIterator for &'a ControlList {
    type Item = &'a Control;
    type IntoIter = std::slice::Iter<'a, Control>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_slice_of_what_was_pushed() {
        let all = [Control::Ack, Control::NewCall, Control::Busy];
        for length in 0..=all.len() {
            let list: ControlList = all[..length].iter().cloned().collect();
            assert_eq!(*list, all[..length]);
            assert_eq!(format!("{list:?}"), format!("{:?}", &all[..length]));
        }
    }
}
