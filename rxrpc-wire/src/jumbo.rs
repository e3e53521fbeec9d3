//! Building jumbograms. Which packets go together, and how many, is the caller's choice.

use bytes::BufMut;

use crate::data::{JUMBO_DATA_LEN, JumboError, MAX_JUMBO_SUBPACKETS};
use crate::flags::Flags;
use crate::header::Header;

/// Writes one DATA datagram of one or more packets.
///
/// The flag that says "another follows" is set and cleared by the builder; what the caller passes
/// for it does not matter.
///
/// ```
/// use rxrpc_wire::*;
/// # let header = Header { epoch: Epoch(1), cid: Cid(4), call_number: CallNumber(1), seq: Seq(1),
/// #     serial: Serial(1), packet_type: PacketType::Data, flags: Flags::CLIENT_INITIATED,
/// #     user_status: 0, security_index: SecurityIndex::NONE, checksum: 0, service_id: ServiceId(1) };
/// let full = [7; JUMBO_DATA_LEN];
/// let mut datagram = Vec::new();
/// let mut jumbo = JumboBuilder::new(&mut datagram, header, &full);
/// jumbo.push(Flags::CLIENT_INITIATED | Flags::LAST_PACKET, 0, b"end")?;
/// assert_eq!(jumbo.finish(), 2);
///
/// let (header, payload) = Header::parse(&datagram)?;
/// let packets = subpackets(&header, payload).collect::<Result<Vec<_>, _>>()?;
/// assert_eq!(packets[0].payload, full);
/// assert_eq!((packets[1].seq, packets[1].payload), (Seq(2), &b"end"[..]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct JumboBuilder<'a, B> {
    out: &'a mut B,
    /// The subpacket that is not written yet: its flags depend on whether another follows.
    pending: Pending<'a>,
    subpackets: usize,
}

#[derive(Debug)]
struct Pending<'a> {
    head: Head,
    payload: &'a [u8],
}

#[derive(Debug, Clone, Copy)]
enum Head {
    First(Header),
    Following { flags: Flags, checksum: u16 },
}

impl Head {
    const fn flags(&self) -> Flags {
        match self {
            Self::First(header) => header.flags,
            Self::Following { flags, .. } => *flags,
        }
    }
}

impl<'a, B: BufMut> JumboBuilder<'a, B> {
    /// Starts a datagram with its first packet, that of `header`.
    ///
    /// Nothing is written until [`JumboBuilder::push`] or [`JumboBuilder::finish`].
    pub fn new(out: &'a mut B, header: Header, payload: &'a [u8]) -> Self {
        Self { out, pending: Pending { head: Head::First(header), payload }, subpackets: 1 }
    }

    /// Appends the packet with the next sequence number and the next serial.
    ///
    /// # Errors
    ///
    /// [`JumboError`] if the packet before this one is not [`JUMBO_DATA_LEN`] bytes long or is the
    /// last of its call, or if the datagram is full. The builder is unchanged then:
    /// [`JumboBuilder::finish`] it, and send this packet in another datagram.
    pub fn push(
        &mut self,
        flags: Flags,
        checksum: u16,
        payload: &'a [u8],
    ) -> Result<(), JumboError> {
        if self.pending.head.flags().contains(Flags::LAST_PACKET) {
            return Err(JumboError::AfterLast);
        }
        if self.pending.payload.len() != JUMBO_DATA_LEN {
            return Err(JumboError::Short { present: self.pending.payload.len() });
        }
        if self.subpackets >= MAX_JUMBO_SUBPACKETS {
            return Err(JumboError::TooMany);
        }
        let next = Pending { head: Head::Following { flags, checksum }, payload };
        let ready = std::mem::replace(&mut self.pending, next);
        write(self.out, &ready, true);
        self.subpackets += 1;
        Ok(())
    }

    /// Writes the final packet. Returns how many packets the datagram holds; each has taken one
    /// sequence number and one serial.
    pub fn finish(self) -> usize {
        write(self.out, &self.pending, false);
        self.subpackets
    }
}

fn write(out: &mut impl BufMut, subpacket: &Pending<'_>, followed: bool) {
    let mut flags = subpacket.head.flags();
    flags.set(Flags::JUMBO_PACKET, followed);
    match subpacket.head {
        Head::First(header) => Header { flags, ..header }.emit(out),
        Head::Following { checksum, .. } => {
            out.put_u8(flags.bits());
            out.put_u8(0);
            out.put_u16(checksum);
        }
    }
    out.put_slice(subpacket.payload);
}
