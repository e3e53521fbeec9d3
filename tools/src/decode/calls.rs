//! What is known of the calls of a capture, as its packets are read.
//!
//! Holds: [`Calls`], which says of each packet what it means to its call. Must not know: captures, how it is shown.

use super::keys::{Keys, Opener};
use super::way::{Seen, Way};
use crate::operations::operations;
use crate::shown::Shown;
use rxrpc_afs::errors;
use rxrpc_wire::{AbortCode, Ack, Body, Data, Flags, Header, Packet, Response, SecurityIndex};
use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::time::Duration;

/// Connections that are remembered: the oldest gives way.
const MOST: usize = 16_384;

/// Which connection: client, server, epoch and ID.
type Key = (SocketAddr, SocketAddr, u32, u32);

/// What opens the packets of connections, found out before their packets are read: clients seal some before they say with
/// which key.
#[derive(Debug, Default)]
pub struct Learned(HashMap<Key, Opener>);

impl Learned {
    /// Takes in the next packet.
    pub(super) fn take(
        &mut self,
        keys: &Keys,
        ends: (SocketAddr, SocketAddr),
        time: Option<Duration>,
        packet: &Packet<'_>,
    ) {
        let Body::Response(response) = &packet.body else { return };
        let (Ok(response), true) = (response.rxkad(), self.0.len() < MOST) else { return };
        if packet.header.security_index == SecurityIndex::RXKAD
            && let Ok(opener) = keys.by_response(&packet.header, &response, time)
        {
            self.0.insert(key(ends, &packet.header), opener);
        }
    }
}

/// Which connection a packet is of that went from the first to the second.
fn key((from, to): (SocketAddr, SocketAddr), header: &Header) -> Key {
    let (client, server) = if header.flags.is_client_initiated() { (from, to) } else { (to, from) };
    (client, server, header.epoch.0, header.cid.connection().as_u32())
}

/// Everything that is known of the calls seen so far.
#[derive(Debug, Default)]
pub(super) struct Calls {
    keys: Keys,
    learned: Learned,
    connections: HashMap<Key, Connection>,
    oldest_first: VecDeque<Key>,
}

#[derive(Debug, Default)]
struct Connection {
    channels: [Call; 4],
    opener: Option<Opener>,
}

/// The call on a channel.
#[derive(Debug, Default)]
struct Call {
    number: u32,
    request: Way,
    reply: Way,
    told: Told,
}

/// What was said of a call, each once.
#[derive(Debug, Default)]
struct Told {
    request: bool,
    reply: bool,
    over: bool,
}

/// What a packet means.
#[derive(Debug, Default)]
pub(super) struct Meaning {
    /// For people, in the order of what they are about.
    pub(super) marks: Vec<String>,
    /// The data of its packets, opened if need be; `None` for one that is sealed, and of what has none.
    pub(super) data: Vec<Option<Vec<u8>>>,
}

impl Meaning {
    fn mark(&mut self, text: impl ToString) {
        let text = text.to_string();
        if !text.is_empty() {
            // Names in tickets are a peer's.
            self.marks.push(Shown(text.as_bytes()).to_string());
        }
    }
}

impl Calls {
    pub(super) fn new(keys: Keys, learned: Learned) -> Self {
        Self { keys, learned, ..Self::default() }
    }

    /// Takes in the next packet.
    pub(super) fn take(
        &mut self,
        ends: (SocketAddr, SocketAddr),
        time: Option<Duration>,
        packet: &Packet<'_>,
    ) -> Meaning {
        let mut meaning = Meaning::default();
        let header = &packet.header;
        if matches!(
            packet.body,
            Body::Debug(_) | Body::Version(_) | Body::Params(_) | Body::Unknown(_)
        ) {
            return meaning;
        }
        let key = key(ends, header);
        if !self.connections.contains_key(&key) {
            self.add(key);
        }
        let Some(connection) = self.connections.get_mut(&key) else { return meaning };
        match &packet.body {
            Body::Data(data) => connection.data(&self.keys, header, data, &mut meaning),
            Body::Ack(ack) => connection.ack(header, ack, &mut meaning),
            Body::Abort(abort) => connection.abort(header, abort.code, &mut meaning),
            Body::Busy(_) => meaning.mark("no room for the call"),
            Body::Response(response) => {
                connection.response(&self.keys, header, response, time, &mut meaning);
            }
            _ => {}
        }
        meaning
    }

    fn add(&mut self, key: Key) {
        if self.oldest_first.len() >= MOST
            && let Some(oldest) = self.oldest_first.pop_front()
        {
            self.connections.remove(&oldest);
        }
        self.oldest_first.push_back(key);
        let opener = self.learned.0.remove(&key);
        self.connections.insert(key, Connection { opener, ..Connection::default() });
    }
}

impl Connection {
    /// The call that a packet is of; `None` for one that is over.
    fn call(&mut self, header: &Header, meaning: &mut Meaning) -> Option<&mut Call> {
        let call = &mut self.channels[header.cid.channel().index()];
        let number = header.call_number.0;
        if number > call.number {
            *call = Call { number, ..Call::default() };
        }
        if number < call.number {
            meaning.mark("of an earlier call");
            return None;
        }
        Some(call)
    }

    fn data(&mut self, keys: &Keys, header: &Header, data: &Data<'_>, meaning: &mut Meaning) {
        self.opened(keys, header, data, meaning);
        let from_client = header.flags.is_client_initiated();
        let Some(call) = self.call(header, meaning) else { return };
        let before = call.request.has_begun() || call.reply.has_begun();
        if !from_client && !call.request.has_begun() {
            meaning.mark("a reply whose request was not captured");
            // Once is enough.
            call.request.take(1, 0, false);
        }
        let way = if from_client { &mut call.request } else { &mut call.reply };
        for subpacket in data.subpackets(header).map_while(Result::ok) {
            let seq = subpacket.seq.0;
            let seen =
                way.take(seq, subpacket.serial.0, subpacket.flags.contains(Flags::LAST_PACKET));
            if seen != Seen::Next {
                meaning.mark(format!("{seq}: {seen}"));
            }
        }
        if from_client && !before {
            let begins = match operation(meaning.data.first(), header) {
                Some(code) => format!("call begins, operation {}", named(header, code)),
                None => "call begins".into(),
            };
            meaning.marks.insert(0, begins);
        }
        if !call.told.request && call.request.is_whole() {
            call.told.request = true;
            meaning.mark("request complete");
        }
        if !call.told.reply && call.reply.is_whole() {
            call.told.reply = true;
            meaning.mark("reply complete");
        }
    }

    fn ack(&mut self, header: &Header, ack: &Ack<'_>, meaning: &mut Meaning) {
        let from_client = header.flags.is_client_initiated();
        let Some(call) = self.call(header, meaning) else { return };
        if !from_client || call.told.over {
            return;
        }
        if call.reply.last().is_some_and(|last| ack.first_packet.0 > last) {
            call.told.over = true;
            meaning.mark("call over");
        }
    }

    fn abort(&mut self, header: &Header, code: AbortCode, meaning: &mut Meaning) {
        if header.call_number.is_none() {
            meaning.mark(format!("connection aborted: {}", errors::describe(code)));
            return;
        }
        let Some(call) = self.call(header, meaning) else { return };
        let again = if call.told.over { " again" } else { "" };
        call.told.over = true;
        meaning.mark(format!("call aborted{again}: {}", errors::describe(code)));
    }

    fn response(
        &mut self,
        keys: &Keys,
        header: &Header,
        response: &Response<'_>,
        time: Option<Duration>,
        meaning: &mut Meaning,
    ) {
        if keys.is_empty() || header.security_index != SecurityIndex::RXKAD {
            return;
        }
        let Ok(response) = response.rxkad() else { return };
        match keys.by_response(header, &response, time) {
            Ok(opener) => {
                let level = opener.level().map_or(String::new(), |level| level.to_string());
                match &opener.client {
                    Some(client) => meaning.mark(format!("of {client}, {level}")),
                    None => meaning.mark(level),
                }
                self.opener = Some(opener);
            }
            Err(why) => meaning.mark(why),
        }
    }

    /// The data of the packets in a datagram.
    fn opened(&mut self, keys: &Keys, header: &Header, data: &Data<'_>, meaning: &mut Meaning) {
        let packets = data.subpackets(header).map_while(Result::ok);
        if header.security_index == SecurityIndex::NONE {
            meaning.data = packets.map(|packet| Some(packet.payload.to_vec())).collect();
            return;
        }
        if header.security_index != SecurityIndex::RXKAD || keys.is_empty() {
            meaning.data = packets.map(|_| None).collect();
            return;
        }
        let opener = self.opener.get_or_insert_with(|| keys.by_session(header));
        meaning.data = packets.map(|packet| opener.open(header, &packet)).collect();
        let (opened, all) = (meaning.data.iter().flatten().count(), meaning.data.len());
        let bytes: usize = meaning.data.iter().flatten().map(Vec::len).sum();
        match opened {
            0 => meaning.mark("not opened"),
            _ if opened < all => {
                meaning.mark(format!("{opened} of {all} packets open to {bytes} bytes"));
            }
            _ => meaning.mark(format!("opens to {bytes} bytes")),
        }
    }
}

/// The code of the operation that a request begins with.
fn operation(first: Option<&Option<Vec<u8>>>, header: &Header) -> Option<i32> {
    let data = first.filter(|_| header.seq.0 == 1)?.as_ref()?;
    data.first_chunk().copied().map(i32::from_be_bytes)
}

/// An operation with the names that it may have.
fn named(header: &Header, code: i32) -> String {
    let names: Vec<_> = operations(header.service_id.0, code).collect();
    match &names[..] {
        [] => code.to_string(),
        names => format!("{code} {}", names.join(" or ")),
    }
}
