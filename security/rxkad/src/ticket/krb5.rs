//! Tickets of Kerberos 5, whole or only their sealed part.
//!
//! Holds: [`Krb5Ticket`], which seals one, and [`open_whole`] and [`open_sealed_part`]. Must not know: what makes a ticket
//! valid, beyond what only these have.
//!
//! RFC 4120 §5.3; what OpenAFS makes of it: rxkad in practice §2.

use super::names::afs_name;
use super::{Ticket, TicketError, TicketRules};
use crate::kerberos::der::{self, DerError, Reader, Tag};
use crate::kerberos::{Enctype, KerberosKey, KeyUsage, SealingError, rxkad_key};
use crate::keys::KeySet;
use crate::{Principal, Timestamp};
use zeroize::Zeroizing;

const TICKET: Tag = Tag::application(1);
const SEALED_PART: Tag = Tag::application(3);
const VERSION: i64 = 5;
/// Names of persons, and of what is none of the other kinds.
const NAME_TYPE: i64 = 1;
/// Of the flags, the first bit highest.
const INVALID: u32 = 1 << (31 - 7);
/// `-localauth` sets this flag: somebody has looked at the realms in between.
const TRANSITED_POLICY_CHECKED: u32 = 1 << (31 - 12);

/// A ticket of Kerberos 5, to be made.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Krb5Ticket {
    /// Whom it names; an instance becomes the second component of the name.
    pub client: Principal,
    /// The session key, of any type: who holds the ticket makes a key of rxkad of it.
    pub session_key: KerberosKey,
    /// When its holder proved who it is. Without [`Self::start`], it is valid from here on.
    pub authenticated: Timestamp,
    /// Valid from here on.
    pub start: Option<Timestamp>,
    /// Valid up to here.
    pub end: Timestamp,
    /// Flags, the first bit highest.
    pub flags: u32,
}

impl Krb5Ticket {
    /// One that is always valid, with the fields that `-localauth` gives it.
    #[must_use]
    pub fn new(client: Principal, session_key: KerberosKey) -> Self {
        Self {
            client,
            session_key,
            authenticated: Timestamp(0),
            start: None,
            end: Timestamp(i32::MAX.into()),
            flags: TRANSITED_POLICY_CHECKED,
        }
    }

    /// Sets when it is valid.
    #[must_use]
    pub fn valid(mut self, start: Timestamp, end: Timestamp) -> Self {
        (self.start, self.end) = (Some(start), end);
        self
    }

    /// Sets the flags, the first bit highest.
    #[must_use]
    pub fn flags(mut self, flags: u32) -> Self {
        self.flags = flags;
        self
    }

    /// Seals it with a service's key of this version, and gives the sealed part alone: a ticket of the kvno 213.
    /// `confounder` is random.
    ///
    /// # Errors
    ///
    /// [`SealingError::Enctype`] if messages are not sealed with the key's type here.
    pub fn seal(
        &self,
        key: &KerberosKey,
        kvno: u32,
        confounder: [u8; 16],
    ) -> Result<Vec<u8>, SealingError> {
        let plain = Zeroizing::new(self.plain());
        let sealed = key.seal(KeyUsage::TICKET, confounder, &plain)?;
        Ok(der::sequence(&[
            &field(0, &der::integer(key.enctype().0.into())),
            &field(1, &der::integer(kvno.into())),
            &field(2, &der::octets(&sealed)),
        ]))
    }

    /// Makes a sealed part a whole ticket, for a service in a realm: one of the kvno 256.
    #[must_use]
    pub fn whole(sealed_part: &[u8], realm: &str, service: &[&str]) -> Vec<u8> {
        let inner = der::sequence(&[
            &field(0, &der::integer(VERSION)),
            &field(1, &der::text(realm)),
            &field(2, &name(service)),
            &field(3, sealed_part),
        ]);
        der::element(TICKET, &inner)
    }

    fn plain(&self) -> Vec<u8> {
        let client = &self.client;
        let components = [client.name(), client.instance()];
        let components = &components[..if client.instance().is_empty() { 1 } else { 2 }];
        let session_key = der::sequence(&[
            &field(0, &der::integer(self.session_key.enctype().0.into())),
            &field(1, &der::octets(self.session_key.bytes())),
        ]);
        let flags = [&[0][..], &self.flags.to_be_bytes()].concat();
        let transited = der::sequence(&[&field(0, &der::integer(0)), &field(1, &der::octets(&[]))]);
        let start = self.start.map_or_else(Vec::new, |start| field(6, &der::time(start)));
        let fields = der::sequence(&[
            &field(0, &der::element(Tag::BITS, &flags)),
            &field(1, &session_key),
            &field(2, &der::text(client.realm())),
            &field(3, &name(components)),
            &field(4, &transited),
            &field(5, &der::time(self.authenticated)),
            &start,
            &field(7, &der::time(self.end)),
        ]);
        der::element(SEALED_PART, &fields)
    }
}

fn field(number: u8, content: &[u8]) -> Vec<u8> {
    der::element(Tag::field(number), content)
}

fn name(components: &[&str]) -> Vec<u8> {
    let components = components.iter().map(|part| der::text(part)).collect::<Vec<_>>().concat();
    let components = der::element(Tag::SEQUENCE, &components);
    der::sequence(&[&field(0, &der::integer(NAME_TYPE)), &field(1, &components)])
}

/// Opens a whole ticket; its service is not looked at.
pub(super) fn open_whole(
    ticket: &[u8],
    keys: &KeySet,
    rules: &TicketRules,
    now: Timestamp,
) -> Result<Ticket, TicketError> {
    let mut fields = Reader::new(ticket).element(TICKET)?.element(Tag::SEQUENCE)?;
    if fields.field(0)?.integer()? != VERSION {
        return Err(TicketError::Malformed);
    }
    fields.field(1)?;
    fields.field(2)?;
    open_sealed_part(fields.field(3)?.rest(), keys, rules, now)
}

/// Opens the sealed part of a ticket.
pub(super) fn open_sealed_part(
    ticket: &[u8],
    keys: &KeySet,
    rules: &TicketRules,
    now: Timestamp,
) -> Result<Ticket, TicketError> {
    let mut fields = Reader::new(ticket).element(Tag::SEQUENCE)?;
    let enctype = Enctype(fields.field(0)?.number()?);
    let kvno = match fields.optional(Tag::field(1))? {
        Some(mut kvno) => read_kvno(&mut kvno)?,
        None => 0,
    };
    let sealed = fields.field(2)?.octets()?;
    let plain = unseal(enctype, kvno, sealed, keys)?;
    let ticket = read_plain(&plain, rules)?;
    // Without the skew that all tickets get.
    if ticket.end < now {
        return Err(TicketError::Expired);
    }
    Ok(ticket)
}

/// 32 bits; some write the upper half of these numbers as below 0.
fn read_kvno(field: &mut Reader<'_>) -> Result<u32, DerError> {
    let number = field.integer()?;
    let signed = || i32::try_from(number).map(i32::cast_unsigned);
    u32::try_from(number).or_else(|_| signed()).map_err(|_| DerError::Content(Tag::INTEGER))
}

/// DES keys are those of the kind that tickets of Kerberos 4 are sealed with.
fn unseal(
    enctype: Enctype,
    kvno: u32,
    sealed: &[u8],
    keys: &KeySet,
) -> Result<Zeroizing<Vec<u8>>, TicketError> {
    let unknown = TicketError::UnknownKey { kvno, enctype: Some(enctype) };
    if enctype.is_single_des() {
        let key = keys.des(kvno).ok_or(unknown)?;
        let key = KerberosKey::new(enctype, key.bytes())?;
        if !key.may_begin(sealed, SEALED_PART.0) {
            return Err(TicketError::NotSealed);
        }
        return Ok(key.open(KeyUsage::TICKET, sealed)?);
    }
    if enctype.key_len().is_none() {
        return Err(TicketError::Enctype(enctype));
    }
    let key = keys.kerberos(kvno, enctype).ok_or(unknown)?;
    Ok(key.open(KeyUsage::TICKET, sealed)?)
}

fn read_plain(plain: &[u8], rules: &TicketRules) -> Result<Ticket, TicketError> {
    let mut fields = Reader::new(plain).element(SEALED_PART)?.element(Tag::SEQUENCE)?;
    let flags = fields.field(0)?.bits()?;
    let mut key = fields.field(1)?.element(Tag::SEQUENCE)?;
    let (enctype, key) = (Enctype(key.field(0)?.number()?), key.field(1)?.octets()?);
    let realm = fields.field(2)?.text()?;
    let (components, count) = read_name(&mut fields.field(3)?)?;
    fields.field(4)?;
    let authenticated = fields.field(5)?.time()?;
    let start = fields.optional(Tag::field(6))?.map(|mut start| start.time()).transpose()?;
    let end = fields.field(7)?.time()?;
    let client = afs_name(components.get(..count).unwrap_or(&[]), realm, rules)?;
    let session_key = rxkad_key(enctype, key).map_err(|_| TicketError::SessionKey)?;
    if flags & INVALID != 0 {
        return Err(TicketError::NotYet);
    }
    Ok(Ticket { client, session_key, start: start.unwrap_or(authenticated), end })
}

/// The first two components of a name, and how many there are.
fn read_name<'a>(name: &mut Reader<'a>) -> Result<([&'a [u8]; 2], usize), DerError> {
    let mut fields = name.element(Tag::SEQUENCE)?;
    fields.field(0)?.integer()?;
    let mut texts = fields.field(1)?.element(Tag::SEQUENCE)?;
    let (mut components, mut count) = ([&[][..]; 2], 0);
    while !texts.rest().is_empty() {
        let text = texts.text()?;
        if let Some(place) = components.get_mut(count) {
            *place = text;
        }
        count += 1;
    }
    Ok((components, count))
}
