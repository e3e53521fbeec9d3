//! From a frame to the UDP datagram in it.
//!
//! Holds: [`Datagrams`]: links, VLAN tags, IP and its fragments. Must not know: files, Rx.

use super::capture::Frame;
use etherparse::defrag::IpDefragBuf;
use etherparse::{
    EtherType, IpFragOffset, IpNumber, Ipv6ExtensionSlice, LaxIpPayloadSlice, LaxNetSlice,
    LaxSlicedPacket, UdpSlice,
};
use std::collections::VecDeque;
use std::net::{IpAddr, SocketAddr};

/// IP packets of which fragments are kept: the oldest gives way.
const MOST_OPEN: usize = 64;

/// A UDP datagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Datagram {
    /// Who sent it.
    pub from: SocketAddr,
    /// To whom.
    pub to: SocketAddr,
    /// What was kept of its payload.
    pub payload: Vec<u8>,
    /// Bytes of payload that it had.
    pub length: usize,
}

/// What there is in a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A whole datagram, if need be of several fragments, of which this was the last to come.
    Datagram(Datagram),
    /// A fragment of which others are still to come.
    Fragment,
    /// Something else, or a frame of which too little was kept.
    Other,
    /// A frame of a link that is not known here.
    UnknownLink,
}

/// Which IP packet a fragment is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Whole {
    from: IpAddr,
    to: IpAddr,
    identification: u32,
}

/// Takes datagrams out of frames, and keeps the fragments of those that are not whole.
#[derive(Debug, Default)]
pub struct Datagrams {
    open: VecDeque<(Whole, IpDefragBuf)>,
}

impl Datagrams {
    /// What there is in the next frame.
    pub fn take(&mut self, frame: &Frame<'_>) -> Content {
        let sliced = match network(frame.link, frame.bytes) {
            Ok(sliced) => sliced,
            Err(Unreadable::UnknownLink) => return Content::UnknownLink,
            Err(Unreadable::Other) => return Content::Other,
        };
        self.of_packet(&sliced).unwrap_or(Content::Other)
    }

    fn of_packet(&mut self, sliced: &LaxSlicedPacket<'_>) -> Option<Content> {
        let (from, to, payload, fragment) = match sliced.net.as_ref()? {
            LaxNetSlice::Ipv4(ip) => {
                let header = ip.header();
                let fragment = (
                    header.fragments_offset(),
                    header.more_fragments(),
                    header.identification().into(),
                );
                (
                    header.source_addr().into(),
                    header.destination_addr().into(),
                    ip.payload(),
                    fragment,
                )
            }
            LaxNetSlice::Ipv6(ip) => {
                let header = ip.header();
                let fragments = ip.extensions().clone().into_iter().find_map(|one| match one {
                    Ipv6ExtensionSlice::Fragment(one) => Some(one),
                    _ => None,
                });
                let fragment = match fragments {
                    Some(one) => {
                        (one.fragment_offset(), one.more_fragments(), one.identification())
                    }
                    None => (IpFragOffset::ZERO, false, 0),
                };
                (
                    header.source_addr().into(),
                    header.destination_addr().into(),
                    ip.payload(),
                    fragment,
                )
            }
            LaxNetSlice::Arp(_) => return None,
        };
        if payload.ip_number != IpNumber::UDP {
            return None;
        }
        if !payload.fragmented {
            return datagram(from, to, payload.payload);
        }
        let (offset, more, identification) = fragment;
        self.of_fragment(Whole { from, to, identification }, offset, more, payload)
    }

    fn of_fragment(
        &mut self,
        whole: Whole,
        offset: IpFragOffset,
        more: bool,
        payload: &LaxIpPayloadSlice<'_>,
    ) -> Option<Content> {
        if payload.incomplete {
            return None;
        }
        let at = self.open.iter().position(|(open, _)| *open == whole).unwrap_or_else(|| {
            if self.open.len() >= MOST_OPEN {
                self.open.pop_front();
            }
            let buffer = IpDefragBuf::new(payload.ip_number, Vec::new(), Vec::new());
            self.open.push_back((whole, buffer));
            self.open.len() - 1
        });
        let buffer = &mut self.open[at].1;
        let added = buffer.add(offset, more, payload.payload);
        if added.is_err() {
            // Fragments that contradict each other are of no packet.
            self.open.remove(at);
            return None;
        }
        if !buffer.is_complete() {
            return Some(Content::Fragment);
        }
        let (_, buffer) = self.open.remove(at)?;
        datagram(whole.from, whole.to, buffer.data())
    }
}

fn datagram(from: IpAddr, to: IpAddr, bytes: &[u8]) -> Option<Content> {
    let udp = UdpSlice::from_slice_lax(bytes).ok()?;
    let length = usize::from(udp.length()).saturating_sub(8).max(udp.payload().len());
    Some(Content::Datagram(Datagram {
        from: SocketAddr::new(from, udp.source_port()),
        to: SocketAddr::new(to, udp.destination_port()),
        payload: udp.payload().to_vec(),
        length,
    }))
}

enum Unreadable {
    UnknownLink,
    Other,
}

/// The frame from its network header on. (The layouts of links: tcpdump.org/linktypes.)
fn network(link: i32, bytes: &[u8]) -> Result<LaxSlicedPacket<'_>, Unreadable> {
    let ip = |bytes| LaxSlicedPacket::from_ip(bytes).map_err(|_| Unreadable::Other);
    let by_type = |kind: Option<&[u8; 2]>, bytes: Option<&'_ [u8]>| match (kind, bytes) {
        (Some(kind), Some(bytes)) => Ok((EtherType(u16::from_be_bytes(*kind)), bytes.len())),
        _ => Err(Unreadable::Other),
    };
    let at = |at: usize| bytes.get(at..).and_then(|rest| rest.first_chunk::<2>());
    match link {
        // Ethernet, VLAN tags with it.
        1 => LaxSlicedPacket::from_ethernet(bytes).map_err(|_| Unreadable::Other),
        // The loopback of BSD: a word with the family, which the version of IP says as well.
        0 | 108 => ip(bytes.get(4..).ok_or(Unreadable::Other)?),
        // IP without anything before it.
        12 | 14 | 101 | 228 | 229 => ip(bytes),
        // Any device of Linux: 16 bytes, the last two of which are the type.
        113 => {
            let (kind, _) = by_type(at(14), bytes.get(16..))?;
            Ok(LaxSlicedPacket::from_ether_type(kind, &bytes[16..]))
        }
        // The same, second version: 20 bytes, the first two of which are the type.
        276 => {
            let (kind, _) = by_type(at(0), bytes.get(20..))?;
            Ok(LaxSlicedPacket::from_ether_type(kind, &bytes[20..]))
        }
        _ => Err(Unreadable::UnknownLink),
    }
}
