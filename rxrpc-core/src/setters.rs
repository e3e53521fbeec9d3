//! Setters for plain data that may grow.
//!
//! Holds: the macro that makes them. Must not know: what is set.

/// Gives a struct a setter for each of its public fields, by the field's name, to be chained. What a field
/// means, in which unit and range, stands at the field alone. (A struct that may grow cannot be written out by
/// other crates.)
macro_rules! setters {
    ($of:ident { $($field:ident: $type:ty,)* }) => {
        impl $of {
            $(
                #[doc = concat!("Sets [`", stringify!($field), "`](#structfield.", stringify!($field), ").")]
                #[must_use]
                pub fn $field(mut self, $field: $type) -> Self {
                    self.$field = $field;
                    self
                }
            )*
        }
    };
}

pub(crate) use setters;
