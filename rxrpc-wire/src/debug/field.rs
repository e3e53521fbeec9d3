//! How the records of DEBUG answers are laid out: fixed fields one after the other, big-endian.
//! The [`record!`] macro writes a struct, its length, its parser and its emitter from one list of
//! fields, so that the three cannot disagree.

use std::net::Ipv4Addr;

use bytes::BufMut;

/// A value with a fixed number of bytes on the wire.
pub(super) trait Field: Copy {
    const LEN: usize;
    const ZERO: Self;

    /// Takes the value from the front of `bytes`.
    fn take(bytes: &mut &[u8]) -> Option<Self>;

    fn put(self, out: &mut impl BufMut);
}

macro_rules! integer_field {
    ($($integer:ty)+) => {$(
        impl Field for $integer {
            const LEN: usize = size_of::<Self>();
            const ZERO: Self = 0;

            fn take(bytes: &mut &[u8]) -> Option<Self> {
                let (head, tail) = bytes.split_first_chunk()?;
                *bytes = tail;
                Some(Self::from_be_bytes(*head))
            }

            fn put(self, out: &mut impl BufMut) {
                out.put_slice(&self.to_be_bytes());
            }
        }
    )+};
}

integer_field!(u8 u16 u32 i16 i32);

impl<T: Field, const N: usize> Field for [T; N] {
    const LEN: usize = T::LEN * N;
    const ZERO: Self = [T::ZERO; N];

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        let mut values = Self::ZERO;
        for value in &mut values {
            *value = T::take(bytes)?;
        }
        Some(values)
    }

    fn put(self, out: &mut impl BufMut) {
        for value in self {
            value.put(out);
        }
    }
}

impl Field for Ipv4Addr {
    const LEN: usize = 4;
    const ZERO: Self = Self::UNSPECIFIED;

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        u32::take(bytes).map(Self::from_bits)
    }

    fn put(self, out: &mut impl BufMut) {
        self.to_bits().put(out);
    }
}

/// A length of time as Rx writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Clock {
    /// Whole seconds.
    pub seconds: i32,
    /// The rest in microseconds.
    pub microseconds: i32,
}

impl Field for Clock {
    const LEN: usize = 8;
    const ZERO: Self = Self { seconds: 0, microseconds: 0 };

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        Some(Self { seconds: i32::take(bytes)?, microseconds: i32::take(bytes)? })
    }

    fn put(self, out: &mut impl BufMut) {
        self.seconds.put(out);
        self.microseconds.put(out);
    }
}

/// A byte that has names for some of its values.
macro_rules! named_byte {
    ($(#[$meta:meta])* $name:ident { $($(#[$value_meta:meta])* $value_name:ident = $value:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub struct $name(pub u8);

        impl $name {
            $($(#[$value_meta])* pub const $value_name: Self = Self($value);)+
        }

        impl $crate::debug::field::Field for $name {
            const LEN: usize = 1;
            const ZERO: Self = Self(0);

            fn take(bytes: &mut &[u8]) -> Option<Self> {
                u8::take(bytes).map(Self)
            }

            fn put(self, out: &mut impl bytes::BufMut) {
                self.0.put(out);
            }
        }
    };
}

/// A struct whose fields stand one after the other on the wire, in the order given.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)+
        }
    ) => {
        $(#[$meta])*
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)+
        }

        impl $name {
            /// Length of the record in bytes.
            pub const LEN: usize = 0 $(+ <$type as $crate::debug::field::Field>::LEN)+;

            /// Nothing but zeros, to be filled in.
            pub const EMPTY: Self = Self {
                $($field: <$type as $crate::debug::field::Field>::ZERO,)+
            };

            /// Parses the record from the front of `bytes`; `None` if there are fewer than
            /// [`Self::LEN`].
            #[must_use]
            pub fn parse(mut bytes: &[u8]) -> Option<Self> {
                <Self as $crate::debug::field::Field>::take(&mut bytes)
            }

            /// Appends exactly [`Self::LEN`] bytes to `out`.
            pub fn emit(&self, out: &mut impl bytes::BufMut) {
                $crate::debug::field::Field::put(*self, out);
            }
        }

        impl Default for $name {
            /// [`Self::EMPTY`].
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl $crate::debug::field::Field for $name {
            const LEN: usize = Self::LEN;
            const ZERO: Self = Self::EMPTY;

            fn take(bytes: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: <$type as $crate::debug::field::Field>::take(bytes)?,)+ })
            }

            fn put(self, out: &mut impl bytes::BufMut) {
                $($crate::debug::field::Field::put(self.$field, out);)+
            }
        }
    };
}

pub(super) use {named_byte, record};
