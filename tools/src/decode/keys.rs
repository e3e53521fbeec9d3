//! Keys that open what rxkad has sealed.
//!
//! Holds: [`Keys`], which finds the session key and level of a connection, and [`Opener`], which opens its packets. Must not
//! know: captures.

use crate::failure::Failure;
use rxrpc_core::security::{ReceivedPacket, SecurityLevel};
use rxrpc_core::{CallIdentity, Side};
use rxrpc_rxkad::Timestamp;
use rxrpc_rxkad::cipher::{Fcrypt, SessionKey, pcbc};
use rxrpc_rxkad::kerberos::{Enctype, KerberosKey};
use rxrpc_rxkad::keys::{KeySet, KeySource};
use rxrpc_rxkad::packet::PacketCipher;
use rxrpc_rxkad::ticket::{self, TicketRules};
use rxrpc_wire::{Header, RxkadResponse, SecurityIndex, Subpacket};
use std::path::Path;
use std::time::Duration;

/// Keys of services, and session keys.
#[derive(Debug, Default)]
pub struct Keys {
    services: KeySet,
    sessions: Vec<SessionKey>,
}

/// Opens the packets of a connection.
#[derive(Debug)]
pub struct Opener {
    ciphers: Vec<PacketCipher>,
    /// Whom the ticket names, if it was opened.
    pub client: Option<String>,
}

impl Keys {
    /// Adds the keys in the files KeyFile and KeyFileExt of a directory.
    ///
    /// # Errors
    ///
    /// [`Failure::Key`].
    pub fn add_directory(&mut self, directory: &Path) -> Result<(), Failure> {
        KeySource::openafs_directory(directory).iter().try_for_each(|source| self.add(source))
    }

    /// Adds the keys of AFS services in a keytab.
    ///
    /// # Errors
    ///
    /// [`Failure::Key`].
    pub fn add_keytab(&mut self, file: &Path) -> Result<(), Failure> {
        self.add(&KeySource::keytab(file, None))
    }

    fn add(&mut self, source: &KeySource) -> Result<(), Failure> {
        let keys = source.read().map_err(|error| Failure::Key(error.to_string()))?;
        self.services.add_all(keys);
        Ok(())
    }

    /// Adds a service's key as `KVNO:HEX`: 8 bytes of DES, 16 or 32 of AES.
    ///
    /// # Errors
    ///
    /// [`Failure::Key`].
    pub fn add_service(&mut self, text: &str) -> Result<(), Failure> {
        let wrong = || Failure::Key("a service key is not KVNO:HEX with 8, 16 or 32 bytes".into());
        let (kvno, digits) = text.split_once(':').ok_or_else(wrong)?;
        let kvno = kvno.parse().map_err(|_| wrong())?;
        let bytes = from_hex(digits).ok_or_else(wrong)?;
        let enctype = match bytes.len() {
            8 => {
                let bytes = bytes.first_chunk().ok_or_else(wrong)?;
                self.services.add_des(kvno, SessionKey::new(*bytes));
                return Ok(());
            }
            16 => Enctype(17),
            32 => Enctype(18),
            _ => return Err(wrong()),
        };
        let key = KerberosKey::new(enctype, &bytes).map_err(|_| wrong())?;
        self.services.add_kerberos(kvno, key);
        Ok(())
    }

    /// Adds a session key of 8 bytes in hexadecimal digits.
    ///
    /// # Errors
    ///
    /// [`Failure::Key`].
    pub fn add_session(&mut self, digits: &str) -> Result<(), Failure> {
        let bytes = from_hex(digits)
            .and_then(|bytes| bytes.first_chunk().copied().filter(|_| bytes.len() == 8));
        let bytes = bytes
            .ok_or_else(|| Failure::Key("a session key is not of 16 hexadecimal digits".into()))?;
        self.sessions.push(SessionKey::new(bytes));
        Ok(())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.services.is_empty() && self.sessions.is_empty()
    }

    /// What opens the packets of a connection whose client has sent this RESPONSE, at this time; else why nothing does.
    ///
    /// # Errors
    ///
    /// Why, as part of a sentence.
    pub fn by_response(
        &self,
        header: &Header,
        response: &RxkadResponse<'_>,
        time: Option<Duration>,
    ) -> Result<Opener, String> {
        let now = time.map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or(i64::MAX));
        let rules = TicketRules::default().allow_dotted_names(true);
        let opened =
            ticket::open(response.kvno, response.ticket, &self.services, &rules, Timestamp(now));
        let (key, client, error) = match opened {
            Ok(ticket) => (Some(ticket.session_key), Some(ticket.client.to_string()), None),
            Err(error) => (None, None, Some(error)),
        };
        let tried = key.iter().chain(&self.sessions);
        let found = tried.filter_map(|key| Some((key, level(key, header, response)?))).next();
        let Some((key, level)) = found else {
            return Err(match error {
                Some(error) if !self.services.is_empty() => {
                    format!("the ticket does not open: {error}")
                }
                _ => "no key opens it".into(),
            });
        };
        let (epoch, id) = (header.epoch, header.cid.connection());
        let cipher = PacketCipher::of_connection(key, epoch, id, level);
        Ok(Opener { ciphers: vec![cipher], client })
    }

    /// What may open the packets of a connection whose RESPONSE was not captured.
    #[must_use]
    pub fn by_session(&self, header: &Header) -> Opener {
        let levels = [SecurityLevel::Encrypted, SecurityLevel::Authenticated, SecurityLevel::Plain];
        let (epoch, id) = (header.epoch, header.cid.connection());
        let cipher = |key, level| PacketCipher::of_connection(key, epoch, id, level);
        let each = |key| levels.map(|level| cipher(key, level));
        Opener { ciphers: self.sessions.iter().flat_map(each).collect(), client: None }
    }
}

/// The level that a RESPONSE names, if this key opens it. (rxkad notes §1: epoch, ID and level stand in it.)
fn level(key: &SessionKey, header: &Header, response: &RxkadResponse<'_>) -> Option<SecurityLevel> {
    let mut plain = *response.encrypted;
    pcbc::decrypt(&Fcrypt::new(key), key.vector(), &mut plain);
    let word = |at: usize| plain.get(at..)?.first_chunk().copied().map(u32::from_be_bytes);
    let ours = word(0)? == header.epoch.0 && word(4)? == header.cid.connection().as_u32();
    ours.then(|| SecurityLevel::from_number(word(36)?))?
}

impl Opener {
    /// How well the packets are sealed, once that is certain.
    #[must_use]
    pub fn level(&self) -> Option<SecurityLevel> {
        match &self.ciphers[..] {
            [cipher] => Some(cipher.level()),
            _ => None,
        }
    }

    /// The data in a packet; `None` if nothing opens it.
    pub fn open(&mut self, header: &Header, packet: &Subpacket<'_>) -> Option<Vec<u8>> {
        let side = if header.flags.is_client_initiated() { Side::Client } else { Side::Service };
        let call = CallIdentity::new(
            side,
            (header.epoch, header.cid),
            header.call_number,
            header.service_id,
            SecurityIndex::RXKAD,
        );
        let opened = self.ciphers.iter().enumerate().find_map(|(at, cipher)| {
            let mut packets = [ReceivedPacket {
                payload: packet.payload.to_vec().into(),
                seq: packet.seq,
                checksum: packet.checksum,
                last: false,
            }];
            cipher.open(&call, &mut packets).ok()?;
            let [opened] = packets;
            Some((at, opened.payload.to_vec()))
        });
        let (at, data) = opened?;
        // What has opened one packet opens the others.
        if self.ciphers.len() > 1 {
            self.ciphers = vec![self.ciphers.swap_remove(at)];
        }
        Some(data)
    }
}

fn from_hex(digits: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| u8::try_from(char::from(*byte).to_digit(16)?).ok();
    let byte = |pair: &[u8]| match pair {
        [high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    };
    digits.as_bytes().chunks(2).map(byte).collect()
}
