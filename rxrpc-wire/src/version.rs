//! VERSION packets: what software answers on a port. Limits no rate; answering strangers makes
//! their 29 bytes into 93, so the caller must.

use bytes::BufMut;

use crate::flags::Flags;
use crate::header::Header;
use crate::ids::CallNumber;
use crate::packet_type::PacketType;

/// The body of a VERSION packet, in either direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Version<'a> {
    /// Everything after the header.
    pub bytes: &'a [u8],
}

impl<'a> Version<'a> {
    /// Length of the body of a reply, in bytes.
    pub const REPLY_LEN: usize = 65;

    /// Whether a VERSION packet with this header asks a question, so that a reply cannot cause
    /// another reply.
    ///
    /// OpenAFS answers these whatever the body says. Linux answers only if
    /// [`Version::is_linux_request`] holds as well.
    #[must_use]
    pub fn is_request(header: &Header) -> bool {
        header.packet_type == PacketType::Version && header.flags.is_client_initiated()
    }

    /// Whether Linux takes the body for a question: it has a first byte, which is 0.
    #[must_use]
    pub fn is_linux_request(&self) -> bool {
        self.bytes.first() == Some(&0)
    }

    /// The text of a reply, up to the first NUL.
    #[must_use]
    pub fn text(&self) -> &'a [u8] {
        self.bytes.split(|byte| *byte == 0).next().unwrap_or_default()
    }

    /// Appends a whole question to `out`: [`Header::LEN`] + 1 bytes, as `rxdebug -version` sends
    /// them. Linux and OpenAFS answer it and return the call number.
    pub fn emit_request(call_number: CallNumber, out: &mut impl BufMut) {
        let flags = Flags::CLIENT_INITIATED | Flags::LAST_PACKET;
        Header::connectionless(PacketType::Version, flags, call_number).emit(out);
        out.put_u8(0);
    }

    /// Appends a whole packet to `out` that keeps a path through address translation open:
    /// [`Header::LEN`] + 1 bytes that look like a reply, so that no peer answers them (Linux and
    /// OpenAFS send such packets).
    pub fn emit_keepalive(out: &mut impl BufMut) {
        let none = CallNumber::NONE;
        Header::connectionless(PacketType::Version, Flags::LAST_PACKET, none).emit(out);
        out.put_u8(0);
    }

    /// Appends a whole reply to `out`: [`Header::LEN`] + [`Version::REPLY_LEN`] bytes.
    ///
    /// `request` is the header of the question. Of `text`, the first 64 bytes up to a NUL are
    /// sent; the rest of the body is NUL.
    pub fn emit_reply(request: &Header, text: &str, out: &mut impl BufMut) {
        let mut header = request.connectionless_reply(PacketType::Version);
        header.flags |= Flags::LAST_PACKET;
        header.emit(out);
        let mut body = [0; Self::REPLY_LEN];
        let room = body.iter_mut().take(Self::REPLY_LEN - 1);
        for (to, from) in room.zip(text.bytes().take_while(|byte| *byte != 0)) {
            *to = from;
        }
        out.put_slice(&body);
    }
}
