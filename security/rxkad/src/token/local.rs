//! Tokens that are made with a service's own key: whoever has it may be anybody.
//!
//! Holds: [`LocalToken`]. Must not know: what the token is used for.

use super::{Token, TokenError};
use crate::cipher::SessionKey;
use crate::kerberos::{Enctype, KerberosKey, is_weak, with_odd_parity};
use crate::keys::{KeySet, ServiceKey};
use crate::ticket::{KVNO_KRB5_SEALED_PART, Krb4Ticket, Krb5Ticket, Lifetime};
use crate::{Principal, Timestamp};
use zeroize::Zeroize as _;

/// Above it, kvnos are no versions of DES keys in packets.
const LAST_DES_KVNO: u32 = 255;

/// A token to be made with a service's key, as `-localauth` of OpenAFS's tools does: naming "afs", whom database and volume
/// servers let do everything, and valid for ever.
///
/// A file server knows no "afs": to read a protected directory, [name](Self::naming) a user who may.
#[derive(Clone, Debug)]
pub struct LocalToken<'a> {
    key: ServiceKey<'a>,
    client: Principal,
    validity: Option<(Timestamp, i64)>,
}

impl<'a> LocalToken<'a> {
    /// A token made with the [latest](KeySet::latest) of these keys.
    ///
    /// # Errors
    ///
    /// [`TokenError::NoKey`] if there is none.
    pub fn new(keys: &'a KeySet) -> Result<Self, TokenError> {
        keys.latest().map(Self::with_key).ok_or(TokenError::NoKey)
    }

    /// A token made with this key.
    #[must_use]
    pub fn with_key(key: ServiceKey<'a>) -> Self {
        Self { key, client: Principal::local_servers(), validity: None }
    }

    /// Names somebody else than "afs". The realm is the cell's name, or the user's realm as tickets of the cell have it.
    #[must_use]
    pub fn naming(mut self, client: Principal) -> Self {
        self.client = client;
        self
    }

    /// Makes it valid from `start` for so many seconds, in place of always: at most 30 days. A service on Linux takes a
    /// ticket of a DES key only so, and of at most 38100 s (rxkad in practice §2).
    #[must_use]
    pub fn valid(mut self, start: Timestamp, seconds: i64) -> Self {
        self.validity = Some((start, seconds));
        self
    }

    /// Makes the token, with random bytes of the system's.
    ///
    /// # Errors
    ///
    /// [`TokenError::Enctype`] if tickets are not sealed with a key of this type here, [`TokenError::Kvno`] if none is with
    /// a key of this version, [`TokenError::Random`].
    pub fn make(&self) -> Result<Token, TokenError> {
        self.make_with(&mut |bytes| getrandom::fill(bytes).map_err(|_| TokenError::Random))
    }

    /// Makes the token, with random bytes from `random`.
    ///
    /// # Errors
    ///
    /// As [`Self::make`], and what `random` says.
    pub fn make_with(
        &self,
        random: &mut dyn FnMut(&mut [u8]) -> Result<(), TokenError>,
    ) -> Result<Token, TokenError> {
        let session_key = random_key(random)?;
        match self.key {
            ServiceKey::Des(kvno, key) => self.krb4(session_key, kvno, key),
            ServiceKey::Kerberos(kvno, key) => {
                let mut confounder = [0; 16];
                random(&mut confounder)?;
                self.krb5(session_key, kvno, key, confounder)
            }
        }
    }

    fn krb4(
        &self,
        session_key: SessionKey,
        kvno: u32,
        key: &SessionKey,
    ) -> Result<Token, TokenError> {
        if kvno > LAST_DES_KVNO || kvno == KVNO_KRB5_SEALED_PART {
            return Err(TokenError::Kvno(kvno));
        }
        let mut ticket = Krb4Ticket::new(self.client.clone(), session_key.clone());
        if let Some((start, seconds)) = self.validity {
            ticket = ticket.valid(start, Lifetime::at_least(seconds));
        }
        let end = ticket.lifetime.end(ticket.start);
        Ok(Token::new(session_key, kvno, ticket.seal(key))?.expires(end))
    }

    fn krb5(
        &self,
        session_key: SessionKey,
        kvno: u32,
        key: &KerberosKey,
        confounder: [u8; 16],
    ) -> Result<Token, TokenError> {
        let inner = KerberosKey::new(Enctype::DES_CBC_CRC, session_key.bytes())?;
        let mut ticket = Krb5Ticket::new(self.client.clone(), inner);
        if let Some((start, seconds)) = self.validity {
            ticket = ticket.valid(start, start.plus(seconds));
        }
        let sealed = ticket.seal(key, kvno, confounder)?;
        Ok(Token::new(session_key, KVNO_KRB5_SEALED_PART, sealed)?.expires(ticket.end))
    }
}

/// A session key as DES wants it, though fcrypt would take any.
fn random_key(
    random: &mut dyn FnMut(&mut [u8]) -> Result<(), TokenError>,
) -> Result<SessionKey, TokenError> {
    let mut bytes = [0; 8];
    // One in 2^52 is weak: who draws several of them has no random bytes.
    for _ in 0..4 {
        random(&mut bytes)?;
        bytes = with_odd_parity(bytes);
        if !is_weak(&bytes) {
            return Ok(SessionKey::take(&mut bytes));
        }
    }
    bytes.zeroize();
    Err(TokenError::Random)
}
