//! RESPONSE packets: raw bytes, and the layout that rxkad gives them. Decrypts nothing and checks
//! no ticket.

use bytes::BufMut;

use crate::rxkad::RxkadError;

/// The body of a RESPONSE packet. Its layout depends on the security index of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Response<'a> {
    /// Everything after the header.
    pub bytes: &'a [u8],
}

impl<'a> Response<'a> {
    /// The body as rxkad lays it out.
    ///
    /// # Errors
    ///
    /// See [`RxkadResponse::parse`].
    pub fn rxkad(&self) -> Result<RxkadResponse<'a>, RxkadError> {
        RxkadResponse::parse(self.bytes)
    }
}

/// An rxkad response of version 2: 56 bytes and the ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RxkadResponse<'a> {
    /// 2.
    pub version: u32,
    /// 0.
    pub spare: u32,
    /// Encrypted with the session key: epoch, cid, checksum, security index, the call numbers of
    /// the four channels, nonce plus one, level (ten words).
    pub encrypted: &'a [u8; 40],
    /// Version of the server's key that sealed the ticket, below 256; 213 and 256 mark Kerberos 5
    /// tickets.
    pub kvno: u32,
    /// The ticket: as many bytes as the response says.
    pub ticket: &'a [u8],
    /// What follows the ticket; nothing, from known peers.
    pub trailing: &'a [u8],
}

impl<'a> RxkadResponse<'a> {
    /// Length of the part before the ticket, in bytes.
    pub const FIXED_LEN: usize = 56;

    /// Length of the encrypted part, in bytes.
    pub const ENCRYPTED_LEN: usize = 40;

    /// The longest ticket that OpenAFS takes, in bytes. (Linux servers stop at 1024.)
    pub const MAX_TICKET_LEN: usize = 12_000;

    /// The shortest ticket that Linux takes, in bytes. (OpenAFS wants 32.)
    pub const MIN_TICKET_LEN: usize = 4;

    /// Parses the body of a RESPONSE of the rxkad class.
    ///
    /// # Errors
    ///
    /// In the order of the checks of Linux: [`RxkadError::Short`] below 56 bytes,
    /// [`RxkadError::Version`] if the version is not 2, [`RxkadError::TicketLength`] if the ticket
    /// is announced shorter than [`Self::MIN_TICKET_LEN`] or longer than [`Self::MAX_TICKET_LEN`],
    /// [`RxkadError::Short`] if it is not all there.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, RxkadError> {
        let short = |needed| RxkadError::Short { needed, present: bytes.len() };
        let Some((head, tail)) = bytes.split_first_chunk::<{ RxkadResponse::FIXED_LEN }>() else {
            return Err(short(Self::FIXED_LEN));
        };
        let word =
            |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let version = word(0);
        if version != 2 {
            return Err(RxkadError::Version(version));
        }
        let announced = word(52);
        let ticket_len = usize::try_from(announced)
            .ok()
            .filter(|len| (Self::MIN_TICKET_LEN..=Self::MAX_TICKET_LEN).contains(len))
            .ok_or(RxkadError::TicketLength(announced))?;
        let Some((ticket, trailing)) = tail.split_at_checked(ticket_len) else {
            return Err(short(Self::FIXED_LEN + ticket_len));
        };
        let Some(encrypted) = head[8..48].first_chunk::<{ RxkadResponse::ENCRYPTED_LEN }>() else {
            return Err(short(Self::FIXED_LEN));
        };
        Ok(Self { version, spare: word(4), encrypted, kvno: word(48), ticket, trailing })
    }

    /// A response of version 2 with nothing after the ticket.
    ///
    /// # Errors
    ///
    /// [`RxkadError::TicketLength`] if the ticket is shorter than [`Self::MIN_TICKET_LEN`] or
    /// longer than [`Self::MAX_TICKET_LEN`].
    pub fn new(encrypted: &'a [u8; 40], kvno: u32, ticket: &'a [u8]) -> Result<Self, RxkadError> {
        if !(Self::MIN_TICKET_LEN..=Self::MAX_TICKET_LEN).contains(&ticket.len()) {
            let length = u32::try_from(ticket.len()).unwrap_or(u32::MAX);
            return Err(RxkadError::TicketLength(length));
        }
        Ok(Self { version: 2, spare: 0, encrypted, kvno, ticket, trailing: &[] })
    }

    /// Length of the ticket in bytes, as the field on the wire holds it.
    #[must_use]
    pub fn ticket_len(&self) -> u32 {
        u32::try_from(self.ticket.len()).unwrap_or(u32::MAX)
    }

    /// Appends the body to `out`.
    pub fn emit(&self, out: &mut impl BufMut) {
        out.put_u32(self.version);
        out.put_u32(self.spare);
        out.put_slice(self.encrypted);
        out.put_u32(self.kvno);
        out.put_u32(self.ticket_len());
        out.put_slice(self.ticket);
        out.put_slice(self.trailing);
    }

    /// Length of the body in bytes.
    #[must_use]
    pub const fn encoded_len(&self) -> usize {
        Self::FIXED_LEN.saturating_add(self.ticket.len()).saturating_add(self.trailing.len())
    }
}
