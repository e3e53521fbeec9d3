//! From a frame to the UDP datagram in it.
//!
//! Holds: [`Datagrams`]: links, VLAN tags, IP and its fragments. Must not know: files, Rx.

use super::capture::Frame;
use etherparse::defrag::IpDefragBuf;
use etherparse::{
    EtherType, IpAuthHeaderSlice, IpFragOffset, IpNumber, Ipv6FragmentHeaderSlice,
    Ipv6RawExtHeaderSlice, LaxIpPayloadSlice, LaxNetSlice, LaxSlicedPacket, UdpSlice,
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
                let fragment = match fragment_header(header.next_header(), ip.extensions().slice())
                {
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

/// The first fragment header among the extensions of IPv6. The crate's own way through them trusts them to be whole, which they
/// are not where a frame was cut off.
fn fragment_header(first: IpNumber, extensions: &[u8]) -> Option<Ipv6FragmentHeaderSlice<'_>> {
    let (mut next, mut rest) = (first, extensions);
    loop {
        let length;
        (next, length) = match next {
            IpNumber::IPV6_FRAGMENTATION_HEADER => {
                return Ipv6FragmentHeaderSlice::from_slice(rest).ok();
            }
            IpNumber::AUTHENTICATION_HEADER => {
                let one = IpAuthHeaderSlice::from_slice(rest).ok()?;
                (one.next_header(), one.slice().len())
            }
            IpNumber::IPV6_HEADER_HOP_BY_HOP
            | IpNumber::IPV6_ROUTE_HEADER
            | IpNumber::IPV6_DESTINATION_OPTIONS => {
                let one = Ipv6RawExtHeaderSlice::from_slice(rest).ok()?;
                (one.next_header(), one.slice().len())
            }
            _ => return None,
        };
        rest = rest.get(length..)?;
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use std::time::Duration;

    const UDP: u8 = 17;
    const DESTINATION_OPTIONS: u8 = 60;
    const FRAGMENT: u8 = 44;

    /// What there is in a packet of IPv6 with this behind its header.
    fn taken(datagrams: &mut Datagrams, next: u8, behind: &[u8]) -> Content {
        let mut packet = vec![0x60, 0, 0, 0, 0, 0, next, 64];
        packet[4..6].copy_from_slice(&u16::try_from(behind.len()).unwrap().to_be_bytes());
        packet.extend([1; 32]);
        packet.extend(behind);
        let length = packet.len();
        let frame =
            Frame { number: 1, time: Some(Duration::ZERO), link: 229, bytes: &packet, length };
        datagrams.take(&frame)
    }

    #[test]
    fn fragments_are_found_behind_other_extensions() {
        let mut datagrams = Datagrams::default();
        let options = [FRAGMENT, 0, 1, 4, 0, 0, 0, 0];
        let udp = [[0, 1, 0, 2, 0, 16, 0, 0], *b"payload!"].concat();
        let (first, last) = udp.split_at(8);
        let part = |offset: u8, more: u8, part: &[u8]| {
            [&options[..], &[UDP, 0, 0, offset * 8 + more, 0, 0, 0, 7], part].concat()
        };
        let content = taken(&mut datagrams, DESTINATION_OPTIONS, &part(0, 1, first));
        assert_eq!(content, Content::Fragment);
        let content = taken(&mut datagrams, DESTINATION_OPTIONS, &part(1, 0, last));
        let Content::Datagram(datagram) = content else { panic!("{content:?}") };
        assert_eq!(datagram.payload, b"payload!");
    }

    #[test]
    fn extensions_that_are_cut_off_are_no_datagram() {
        for next in [0, 43, FRAGMENT, 51, DESTINATION_OPTIONS] {
            let whole = [next, 0, 1, 4, 0, 0, 0, 0, next, 200, 0, 0, 0, 0, 0, 0];
            for length in 0..=whole.len() {
                for first in [0, 43, FRAGMENT, 51, DESTINATION_OPTIONS] {
                    let content = taken(&mut Datagrams::default(), first, &whole[..length]);
                    assert!(!matches!(content, Content::Datagram(_)), "{content:?}");
                }
            }
        }
    }
}
