//! A security class for tests, made of what users of the library have: not secure, but as demanding as real ones.
//!
//! Holds: [`GuardedKey`] of a client, [`GuardedService`], the context that both make, and what tests learn of them.
//! Must not know: networks, front ends.
//!
//! A user has a name and a secret that the service knows. A CHALLENGE is 12 random bytes and the least level. A
//! RESPONSE has the name, the level, the call numbers and what the user adds, under a sum keyed with the secret and
//! bound to the challenge and the connection. DATA has a keyed sum in its header's checksum field; from level 1 on
//! before the data its length and place, and padding behind it up to 8 bytes; at level 2 all of that is masked.

use rxrpc_core::security::{
    Bytes, Challenge, ClientKey, ConnectionFacts, HandshakeError, Nonce, PacketBuffer, PacketRun,
    PeerIdentity, ReceivedPacket, Response, RunSecurity, SealedRun, SecurityContext,
    SecurityFailure, SecurityLevel, ServiceKey, Shape, Verified,
};
use rxrpc_core::wire::{AbortCode, CallNumber, SecurityIndex, Seq};
use rxrpc_core::{CallIdentity, Errno};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The number of the class.
pub const CLASS: SecurityIndex = SecurityIndex(111);

/// The RESPONSE is too short, or not well formed.
pub const SHORT: AbortCode = AbortCode(111_001);
/// The sum of a packet is wrong.
pub const WRONG_SUM: AbortCode = AbortCode(111_002);
/// Nobody knows the user.
pub const UNKNOWN_USER: AbortCode = AbortCode(111_003);
/// The level is below what the service takes.
pub const LEVEL: AbortCode = AbortCode(111_004);
/// The time of the ticket is over.
pub const EXPIRED: AbortCode = AbortCode(111_005);

const HEAD: usize = 8;
const BLOCK: usize = 8;

/// A keyed sum. Whoever wants to forge one can.
fn sum<'a>(key: u64, parts: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    let bytes = parts.into_iter().flatten();
    let mixed = bytes.fold(key ^ 0x9e37_79b9_7f4a_7c15, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23)
    });
    mixed.wrapping_mul(0xbf58_476d_1ce4_e5b9) ^ mixed >> 29
}

/// The key of a connection.
fn connection_key(secret: u64, connection: &ConnectionFacts) -> u64 {
    let (epoch, id) = (connection.epoch.0.to_be_bytes(), connection.id.as_u32().to_be_bytes());
    sum(secret, [&epoch[..], &id[..]])
}

/// How a client misbehaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fault {
    /// Not at all.
    #[default]
    None,
    /// Its RESPONSE has a wrong sum.
    WrongResponse,
    /// Its RESPONSE is empty.
    ShortResponse,
    /// It says that it is at another level than it is.
    LowerLevel,
    /// It says of each channel that a call after the one that runs is the oldest that is alive.
    Disowns,
    /// It has no key in the end.
    NoKey,
    /// What its key allows is over as soon as it has secured a connection.
    Over,
    /// Its packets of DATA have a wrong sum.
    WrongData,
    /// It panics when it is to secure a connection.
    PanicsAtFirst,
    /// It panics when it is to seal.
    PanicsInSeal,
    /// It panics when it is asked for a RESPONSE.
    PanicsInAnswer,
    /// It panics when it is asked what is to be done at times.
    PanicsAtTimes,
    /// It wants to be asked again at once what is to be done at times, whenever it was.
    AlwaysDue,
    /// It panics when it is asked of which class it is.
    PanicsInIndex,
    /// What it secured a connection with panics when it is dropped.
    PanicsInDrop,
    /// No other call may begin on a connection that it secured.
    OneCall,
}

/// Where a service's class panics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServicePanic {
    /// When it makes a challenge.
    Challenge,
    /// When it looks at a RESPONSE.
    Verify,
    /// When what it secured a connection with is asked for its level.
    Level,
    /// When that is dropped.
    Drop,
}

/// Panics if it is to, and says nothing about it.
fn panic_if(is_to: bool) {
    if is_to {
        std::panic::resume_unwind(Box::new("as it was to"));
    }
}

/// A client's key.
#[derive(Debug)]
pub struct GuardedKey {
    name: String,
    secret: u64,
    identity: Vec<u8>,
    fault: Fault,
    /// How many connections it secured, and how many CHALLENGEs it answered.
    secured: AtomicU32,
    answered: Arc<AtomicU32>,
}

impl GuardedKey {
    /// The key of a user.
    #[must_use]
    pub fn new(name: &str, secret: u64) -> Self {
        let mut identity = name.as_bytes().to_vec();
        identity.extend_from_slice(&secret.to_be_bytes());
        Self {
            name: name.to_owned(),
            secret,
            identity,
            fault: Fault::None,
            secured: AtomicU32::new(0),
            answered: Arc::default(),
        }
    }

    /// Sets how the client misbehaves.
    #[must_use]
    pub fn fault(mut self, fault: Fault) -> Self {
        self.fault = fault;
        self
    }

    /// How many connections were secured with it.
    #[must_use]
    pub fn secured(&self) -> u32 {
        self.secured.load(Ordering::SeqCst)
    }

    /// How many CHALLENGEs were answered with it.
    #[must_use]
    pub fn answered(&self) -> u32 {
        self.answered.load(Ordering::SeqCst)
    }
}

impl ClientKey for GuardedKey {
    fn class(&self) -> SecurityIndex {
        CLASS
    }

    fn identity(&self) -> &[u8] {
        &self.identity
    }

    fn secure(&self, connection: &ConnectionFacts) -> Result<Arc<dyn SecurityContext>, Errno> {
        panic_if(self.fault == Fault::PanicsAtFirst);
        if self.fault == Fault::NoKey {
            return Err(Errno::EKEYEXPIRED);
        }
        self.secured.fetch_add(1, Ordering::SeqCst);
        Ok(Arc::new(Context {
            key: connection_key(self.secret, connection),
            level: connection.level,
            fault: self.fault,
            end: End::Client {
                name: self.name.clone(),
                answered: self.answered.clone(),
                connection: *connection,
            },
        }))
    }
}

/// A service's users, with their secrets.
#[derive(Debug, Default)]
pub struct GuardedService {
    users: BTreeMap<String, u64>,
    /// How long a client is believed.
    valid: Option<Duration>,
    /// How long it is kept from a client that it was refused.
    refused_after: Option<Duration>,
    challenges: AtomicU32,
    verified: AtomicU32,
    /// RESPONSEs that are still to be put off.
    put_off: AtomicU32,
    /// Where it panics, as long as it does.
    panic: Mutex<Option<ServicePanic>>,
    app_data: Mutex<Vec<Vec<u8>>>,
}

impl GuardedService {
    /// A service that knows nobody.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a user.
    #[must_use]
    pub fn user(mut self, name: &str, secret: u64) -> Self {
        self.users.insert(name.to_owned(), secret);
        self
    }

    /// Believes each client for so long.
    #[must_use]
    pub fn valid_for(mut self, time: Duration) -> Self {
        self.valid = Some(time);
        self
    }

    /// Says to a client only after so long that it is refused.
    #[must_use]
    pub fn refusing_after(mut self, time: Duration) -> Self {
        self.refused_after = Some(time);
        self
    }

    /// Drops as many RESPONSEs, as if it could not look at them.
    #[must_use]
    pub fn putting_off(self, responses: u32) -> Self {
        self.put_off.store(responses, Ordering::SeqCst);
        self
    }

    /// Sets where it panics from now on.
    ///
    /// # Panics
    ///
    /// If a thread panicked while it held what is set here.
    pub fn set_panic(&self, place: Option<ServicePanic>) {
        *self.panic.lock().expect("no panic while it is held") = place;
    }

    fn panics_in(&self, place: ServicePanic) -> bool {
        *self.panic.lock().expect("no panic while it is held") == Some(place)
    }

    /// How many challenges were made.
    #[must_use]
    pub fn challenges(&self) -> u32 {
        self.challenges.load(Ordering::SeqCst)
    }

    /// How many RESPONSEs were looked at.
    #[must_use]
    pub fn verified(&self) -> u32 {
        self.verified.load(Ordering::SeqCst)
    }

    /// What clients added to their RESPONSEs.
    ///
    /// # Panics
    ///
    /// If a thread panicked in a verification.
    #[must_use]
    pub fn app_data(&self) -> Vec<Vec<u8>> {
        self.app_data.lock().expect("no panic while it is held").clone()
    }

    fn judge(
        &self,
        connection: &ConnectionFacts,
        challenge: &[u8],
        response: &Response,
    ) -> Result<Verified, AbortCode> {
        let proof = Proof::parse(&response.body).ok_or(SHORT)?;
        let secret = *self.users.get(proof.name).ok_or(UNKNOWN_USER)?;
        let key = connection_key(secret, connection);
        if proof.sum != sum(key, [challenge, proof.signed]) || response.checksum != 7 {
            return Err(WRONG_SUM);
        }
        let level = SecurityLevel::from_number(u32::from(proof.level)).ok_or(LEVEL)?;
        if level < connection.level {
            return Err(LEVEL);
        }
        let seen = &mut *self.app_data.lock().expect("no panic while it is held");
        seen.extend(proof.app_data.map(<[u8]>::to_vec));
        let peer = PeerIdentity::new(proof.name).with_details(secret);
        let until = self.valid.and_then(|valid| connection.now.checked_add(valid));
        let end = End::Service { peer, until };
        let fault = match () {
            () if self.panics_in(ServicePanic::Level) => Fault::PanicsInIndex,
            () if self.panics_in(ServicePanic::Drop) => Fault::PanicsInDrop,
            () => Fault::None,
        };
        let context = Context { key, level, fault, end };
        Ok(Verified::new(Arc::new(context)).calls(proof.calls))
    }
}

impl ServiceKey for GuardedService {
    fn class(&self) -> SecurityIndex {
        CLASS
    }

    fn challenge(&self, connection: &ConnectionFacts, nonce: &Nonce) -> Bytes {
        self.challenges.fetch_add(1, Ordering::SeqCst);
        panic_if(self.panics_in(ServicePanic::Challenge));
        let mut challenge = nonce[..12].to_vec();
        challenge.extend_from_slice(&connection.level.number().to_be_bytes());
        challenge.into()
    }

    fn verify(
        &self,
        connection: &ConnectionFacts,
        challenge: &[u8],
        response: &Response,
    ) -> Result<Verified, HandshakeError> {
        self.verified.fetch_add(1, Ordering::SeqCst);
        panic_if(self.panics_in(ServicePanic::Verify));
        let put_off = |left: u32| left.checked_sub(1);
        if self.put_off.fetch_update(Ordering::SeqCst, Ordering::SeqCst, put_off).is_ok() {
            return Err(HandshakeError::Later);
        }
        self.judge(connection, challenge, response).map_err(|code| match self.refused_after {
            Some(time) => HandshakeError::AbortAfter(code, time),
            None => HandshakeError::Abort(code),
        })
    }
}

/// What stands in a RESPONSE.
struct Proof<'a> {
    sum: u64,
    signed: &'a [u8],
    level: u8,
    calls: [CallNumber; 4],
    name: &'a str,
    app_data: Option<&'a [u8]>,
}

impl<'a> Proof<'a> {
    fn parse(body: &'a [u8]) -> Option<Self> {
        let (sum, signed) = body.split_first_chunk()?;
        let (level, rest) = signed.split_first()?;
        let (calls, rest) = rest.split_first_chunk::<16>()?;
        let calls = std::array::from_fn(|at| {
            CallNumber(u32::from_be_bytes(std::array::from_fn(|byte| calls[4 * at + byte])))
        });
        let (len, rest) = rest.split_first()?;
        let (name, rest) = rest.split_at_checked(usize::from(*len))?;
        let name = std::str::from_utf8(name).ok()?;
        let (has, rest) = rest.split_first()?;
        let app_data = (*has != 0).then_some(rest);
        let sum = u64::from_be_bytes(*sum);
        Some(Self { sum, signed, level: *level, calls, name, app_data })
    }
}

/// One end of a connection of the class.
#[derive(Debug)]
struct Context {
    key: u64,
    level: SecurityLevel,
    fault: Fault,
    end: End,
}

#[derive(Debug)]
enum End {
    Client { name: String, answered: Arc<AtomicU32>, connection: ConnectionFacts },
    Service { peer: PeerIdentity, until: Option<Instant> },
}

impl Context {
    /// What stands before the data from level 1 on.
    fn head_of(call: &CallIdentity, seq: Seq, len: usize) -> [u8; HEAD] {
        let mut head = [0; HEAD];
        head[..2].copy_from_slice(&(len as u16).to_be_bytes());
        head[2..4].copy_from_slice(&(seq.0 as u16).to_be_bytes());
        head[4..].copy_from_slice(&(call.call_number.0 ^ call.cid.0).to_be_bytes());
        head
    }

    fn checksum(&self, call: &CallIdentity, seq: Seq, payload: &[u8]) -> u16 {
        let place = Self::head_of(call, seq, 0);
        // At level 0 the data is anybody's.
        let payload = if self.level == SecurityLevel::Plain { &[] } else { payload };
        (sum(self.key, [&place[..], payload]) as u16).max(1)
    }

    fn mask(&self, seq: Seq, payload: &mut [u8]) {
        for (at, byte) in payload.iter_mut().enumerate() {
            *byte ^= (self.key >> (8 * (at % 8))) as u8 ^ seq.0 as u8 ^ 0xa5;
        }
    }

    fn open_one(&self, call: &CallIdentity, packet: &mut ReceivedPacket) -> Option<()> {
        let (seq, payload) = (packet.seq, &packet.payload);
        if self.checksum(call, seq, payload) != packet.checksum {
            return None;
        }
        if self.level == SecurityLevel::Plain {
            return Some(());
        }
        let mut plain = payload.to_vec();
        if self.level == SecurityLevel::Encrypted {
            self.mask(seq, &mut plain);
        }
        let (head, rest) = plain.split_first_chunk::<HEAD>()?;
        let len = usize::from(u16::from_be_bytes([head[0], head[1]]));
        if *head != Self::head_of(call, seq, len) || len > rest.len() {
            return None;
        }
        packet.payload = Bytes::from(plain).slice(HEAD..HEAD + len);
        Some(())
    }
}

impl RunSecurity for Context {
    fn head(&self) -> usize {
        if self.level == SecurityLevel::Plain { 0 } else { HEAD }
    }

    fn seal_run(&self, call: &CallIdentity, run: &mut PacketRun) -> Result<(), SecurityFailure> {
        panic_if(self.fault == Fault::PanicsInSeal);
        let head = self.head();
        for packet in run.packets_mut() {
            if head > 0 {
                let len = packet.bytes.len() - head;
                packet.bytes[..head].copy_from_slice(&Self::head_of(call, packet.seq, len));
            }
            if self.level == SecurityLevel::Encrypted {
                self.mask(packet.seq, packet.bytes);
            }
            let wrong = u16::from(self.fault == Fault::WrongData);
            *packet.checksum = self.checksum(call, packet.seq, packet.bytes) ^ wrong;
        }
        Ok(())
    }

    fn open_run(&self, call: &CallIdentity, run: &mut SealedRun) -> Result<(), SecurityFailure> {
        for packet in run.packets_mut() {
            let payload = [&*packet.head, packet.data].concat().into();
            let (seq, checksum) = (packet.seq, packet.checksum);
            let mut alone = ReceivedPacket { payload, seq, checksum, last: false };
            self.open_one(call, &mut alone).ok_or(SecurityFailure(WRONG_SUM))?;
            packet.data[..alone.payload.len()].copy_from_slice(&alone.payload);
            packet.finish(alone.payload.len());
        }
        Ok(())
    }
}

impl SecurityContext for Context {
    fn index(&self) -> SecurityIndex {
        panic_if(self.fault == Fault::PanicsInIndex);
        CLASS
    }

    fn level(&self) -> SecurityLevel {
        self.level
    }

    fn takes_calls(&self, _: Instant) -> bool {
        self.fault != Fault::OneCall
    }

    fn encryption(&self) -> Option<u32> {
        Some(17)
    }

    fn peer(&self) -> Option<&PeerIdentity> {
        match &self.end {
            End::Client { .. } => None,
            End::Service { peer, .. } => Some(peer),
        }
    }

    fn shape(&self, payload: usize) -> Shape {
        match self.level {
            SecurityLevel::Plain => Shape::new(0, payload, 0),
            _ => Shape::new(HEAD, (payload / BLOCK * BLOCK).saturating_sub(HEAD), BLOCK - 1),
        }
    }

    fn seal(
        &self,
        call: &CallIdentity,
        packets: &mut [PacketBuffer],
    ) -> Result<(), SecurityFailure> {
        panic_if(self.fault == Fault::PanicsInSeal);
        for packet in packets {
            let (seq, len) = (packet.seq(), packet.data_len());
            let mut padding = 0;
            if self.level > SecurityLevel::Plain {
                let [head, ..] = packet.parts_mut();
                head.copy_from_slice(&Self::head_of(call, seq, len));
                padding = len.next_multiple_of(BLOCK) - len;
                if self.level == SecurityLevel::Encrypted {
                    self.mask(seq, &mut packet.bytes_mut()[..HEAD + len + padding]);
                }
            }
            let head = if self.level > SecurityLevel::Plain { HEAD } else { 0 };
            let checksum = self.checksum(call, seq, &packet.bytes_mut()[..head + len + padding]);
            let wrong = u16::from(self.fault == Fault::WrongData);
            packet.finish(padding, checksum ^ wrong);
        }
        Ok(())
    }

    fn open(
        &self,
        call: &CallIdentity,
        packets: &mut [ReceivedPacket],
    ) -> Result<(), SecurityFailure> {
        let mut packets = packets.iter_mut();
        packets.try_for_each(|packet| self.open_one(call, packet)).ok_or(SecurityFailure(WRONG_SUM))
    }

    fn runs(&self) -> Option<&dyn RunSecurity> {
        Some(self)
    }

    fn respond(&self, challenge: &Challenge<'_>) -> Result<Response, HandshakeError> {
        let End::Client { name, answered, connection } = &self.end else {
            return Err(HandshakeError::Abort(AbortCode::RX_PROTOCOL_ERROR));
        };
        answered.fetch_add(1, Ordering::SeqCst);
        panic_if(self.fault == Fault::PanicsInAnswer);
        let least = challenge.body.last_chunk().map(|level| u32::from_be_bytes(*level));
        let honest = self.fault != Fault::LowerLevel;
        if least.is_none_or(|least| honest && self.level.number() < least) {
            return Err(HandshakeError::Abort(LEVEL));
        }
        let mut signed = vec![connection.level.number() as u8];
        let ahead = u32::from(self.fault == Fault::Disowns);
        for CallNumber(number) in challenge.calls {
            signed.extend_from_slice(&(number + ahead).to_be_bytes());
        }
        signed.push(name.len() as u8);
        signed.extend_from_slice(name.as_bytes());
        signed.push(u8::from(challenge.app_data.is_some()));
        signed.extend_from_slice(challenge.app_data.unwrap_or_default());
        let wrong = u64::from(self.fault == Fault::WrongResponse);
        let sum = sum(self.key, [challenge.body, &signed]) ^ wrong;
        let mut body = sum.to_be_bytes().to_vec();
        body.extend_from_slice(&signed);
        if self.fault == Fault::ShortResponse {
            body.clear();
        }
        Ok(Response::new(body).checksum(7))
    }

    fn takes_app_data(&self) -> bool {
        true
    }

    fn handle_time(&self, now: Instant) -> Result<Option<Instant>, SecurityFailure> {
        panic_if(self.fault == Fault::PanicsAtTimes);
        match self.end {
            End::Service { until: Some(until), .. } if until <= now => {
                Err(SecurityFailure(EXPIRED))
            }
            End::Service { until, .. } => Ok(until),
            End::Client { .. } if self.fault == Fault::Over => Err(SecurityFailure(EXPIRED)),
            End::Client { .. } if self.fault == Fault::AlwaysDue => Ok(Some(now)),
            End::Client { .. } => Ok(None),
        }
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        panic_if(self.fault == Fault::PanicsInDrop);
    }
}
