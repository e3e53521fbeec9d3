//! Tickets of Kerberos 4, which `-localauth` makes with a DES key.
//!
//! Holds: [`Krb4Ticket`], which seals one, and [`open`]. Must not know: what makes a ticket valid.
//!
//! In the clear (AF_RXRPC contract §1.11): flags, name, instance and realm each ended by a zero, host, session key,
//! lifetime, begin, and the service's name and instance; sealed with DES in PCBC, the key as initial vector.

use super::{Lifetime, Ticket, TicketError};
use crate::cipher::{BLOCK_LEN, Des, SessionKey, pcbc};
use crate::keys::KeySet;
use crate::{Principal, Timestamp};
use zeroize::Zeroizing;

/// The numbers of four bytes have their lowest one first.
const LITTLE_ENDIAN: u8 = 1;
/// Old tickets are of this size whatever is in them.
const ANY_CONTENT: usize = 56;
/// Bytes of the longest ticket: five names of 63 bytes and a zero, and 18 more, in whole blocks.
const LONGEST: usize = 344;
/// Above it, kvnos are no versions of keys.
const LAST_KVNO: u32 = 255;

/// A ticket of Kerberos 4, to be made.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Krb4Ticket {
    /// Whom it names.
    pub client: Principal,
    /// The session key.
    pub session_key: SessionKey,
    /// Valid from here on; 0, as `-localauth` has it, if always. For a service on Linux it has to be the time it is made.
    pub start: Timestamp,
    /// How long.
    pub lifetime: Lifetime,
    /// The service's name and instance; nobody compares them.
    pub service: (Box<str>, Box<str>),
    /// Whether numbers have their lowest byte first.
    pub little_endian: bool,
}

impl Krb4Ticket {
    /// One that is always valid, for the service "afs".
    #[must_use]
    pub fn new(client: Principal, session_key: SessionKey) -> Self {
        Self {
            client,
            session_key,
            start: Timestamp(0),
            lifetime: Lifetime::NEVER,
            service: ("afs".into(), "".into()),
            little_endian: false,
        }
    }

    /// Sets when it is valid.
    #[must_use]
    pub fn valid(mut self, start: Timestamp, lifetime: Lifetime) -> Self {
        (self.start, self.lifetime) = (start, lifetime);
        self
    }

    /// Seals it with a service's key.
    #[must_use]
    pub fn seal(&self, key: &SessionKey) -> Vec<u8> {
        let start = u32::try_from(self.start.0).unwrap_or(0);
        let start = if self.little_endian { start.to_le_bytes() } else { start.to_be_bytes() };
        let client = &self.client;
        let mut out = vec![u8::from(self.little_endian) * LITTLE_ENDIAN];
        for part in [client.name(), client.instance(), client.realm()] {
            out.extend_from_slice(part.as_bytes());
            out.push(0);
        }
        // No host: nobody compares it.
        out.extend_from_slice(&[0; 4]);
        out.extend_from_slice(self.session_key.bytes());
        out.push(self.lifetime.0);
        out.extend_from_slice(&start);
        for part in [&self.service.0, &self.service.1] {
            out.extend_from_slice(part.as_bytes());
            out.push(0);
        }
        out.resize(out.len().next_multiple_of(BLOCK_LEN), 0);
        pcbc::encrypt(&Des::new(key), key.vector(), &mut out);
        out
    }
}

/// Opens a ticket with the key of this version.
pub(super) fn open(kvno: u32, ticket: &[u8], keys: &KeySet) -> Result<Ticket, TicketError> {
    let held = if kvno <= LAST_KVNO { keys.des(kvno) } else { None };
    let key = held.ok_or(TicketError::UnknownKey { kvno, enctype: None })?;
    if !ticket.len().is_multiple_of(BLOCK_LEN) {
        return Err(TicketError::Malformed);
    }
    if ticket.len() > LONGEST {
        // Strangers send them, and DES is slow.
        return Err(TicketError::NotSealed);
    }
    let mut plain = Zeroizing::new(ticket.to_vec());
    pcbc::decrypt(&Des::new(key), key.vector(), &mut plain);
    let mut fields = Fields { rest: &plain };
    let read = fields.ticket().ok_or(TicketError::NotSealed)?;
    let len = plain.len() - fields.rest.len();
    if len.next_multiple_of(BLOCK_LEN) != plain.len() && plain.len() != ANY_CONTENT {
        return Err(TicketError::NotSealed);
    }
    Ok(read)
}

/// What is left of a ticket in the clear.
struct Fields<'a> {
    rest: &'a [u8],
}

impl<'a> Fields<'a> {
    /// All fields; `None` if this is no ticket, which is mostly another key's.
    fn ticket(&mut self) -> Option<Ticket> {
        let [flags] = self.bytes()?;
        let (name, instance, realm) = (self.text()?, self.text()?, self.text()?);
        let _host: [u8; 4] = self.bytes()?;
        let session_key = SessionKey::take(&mut self.bytes()?);
        let [lifetime] = self.bytes()?;
        let start = self.bytes()?;
        let (service, _instance) = (self.text()?, self.text()?);
        if service.is_empty() {
            return None;
        }
        let start = if flags & LITTLE_ENDIAN == 0 {
            u32::from_be_bytes(start)
        } else {
            u32::from_le_bytes(start)
        };
        let (start, lifetime) = (Timestamp(start.into()), Lifetime(lifetime));
        let client = Principal::from_bytes(name, instance, realm).ok()?;
        Some(Ticket { client, session_key, start, end: lifetime.end(start) })
    }

    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*bytes)
    }

    /// Up to the next zero, which is taken too.
    fn text(&mut self) -> Option<&'a [u8]> {
        let len = self.rest.iter().take(Principal::MAX_PART + 1).position(|byte| *byte == 0)?;
        let (text, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest.get(1..)?;
        Some(text)
    }
}
