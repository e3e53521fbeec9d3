//! Tickets: what a client shows to say who it is, sealed with a key that only the service and whoever gave it have.
//!
//! Holds: [`Ticket`], what one says; [`open`], which reads all three kinds; [`Krb4Ticket`] and [`Krb5Ticket`], which make
//! them; [`Lifetime`]. Must not know: how a ticket came, where keys are from.
//!
//! A kvno of 256 means a whole ticket of Kerberos 5, 213 only its sealed part, any other a ticket of Kerberos 4, sealed with
//! DES (rxkad in practice §2).

mod error;
mod krb4;
mod krb5;
mod lifetime;
mod names;
mod times;

pub use error::TicketError;
pub use krb4::Krb4Ticket;
pub use krb5::Krb5Ticket;
pub use lifetime::Lifetime;

use crate::cipher::SessionKey;
use crate::keys::KeySet;
use crate::{Principal, Timestamp};

/// The kvno that says: a whole ticket of Kerberos 5.
pub const KVNO_KRB5: u32 = 256;
/// The kvno that says: the sealed part of a ticket of Kerberos 5.
pub const KVNO_KRB5_SEALED_PART: u32 = 213;
/// Bytes of the shortest and of the longest ticket that services read.
pub const TICKET_LEN: std::ops::RangeInclusive<usize> = 32..=12_000;

/// What a ticket says.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Ticket {
    /// Whom it names.
    pub client: Principal,
    /// The key that only its holder and the service know.
    pub session_key: SessionKey,
    /// Valid from here on; 0 if always.
    pub start: Timestamp,
    /// Valid up to here, or [`Timestamp::NEVER`].
    pub end: Timestamp,
}

/// What a service takes, where services differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TicketRules {
    /// Whether names of Kerberos 5 may have a dot: `a.b` could then be meant for `a` with instance `b` of Kerberos 4.
    pub allow_dotted_names: bool,
}

impl TicketRules {
    /// Sets whether names of Kerberos 5 may have a dot.
    #[must_use]
    pub fn allow_dotted_names(mut self, allow: bool) -> Self {
        self.allow_dotted_names = allow;
        self
    }
}

/// Opens a ticket with the key that it names, and checks whether it is valid at this time, in the order in which OpenAFS
/// does.
///
/// # Errors
///
/// [`TicketError`]; its [code](TicketError::abort_code) is that of OpenAFS, but `RXKADBADTICKET` for what does not parse.
pub fn open(
    kvno: u32,
    ticket: &[u8],
    keys: &KeySet,
    rules: &TicketRules,
    now: Timestamp,
) -> Result<Ticket, TicketError> {
    if !TICKET_LEN.contains(&ticket.len()) {
        return Err(TicketError::Length(ticket.len()));
    }
    let opened = match kvno {
        KVNO_KRB5 => krb5::open_whole(ticket, keys, rules, now)?,
        KVNO_KRB5_SEALED_PART => krb5::open_sealed_part(ticket, keys, rules, now)?,
        _ => krb4::open(kvno, ticket, keys)?,
    };
    times::check(opened.start, opened.end, now)?;
    Ok(opened)
}

#[cfg(test)]
mod tests;
