//! What ICMP reported about packets that were sent.
//!
//! Holds: [`UdpState::drain_errors`], and how the error queue is emptied whenever a system call failed. Must not
//! know: what a report does to a call.
//!
//! Linux tells of an ICMP error twice: by an entry in the socket's error queue, which says whose packet it is
//! about, and by the result of whatever system call comes next, which does not. The entries take room that
//! received datagrams need, so the queue is emptied after every failure, whatever its number. It may also lack
//! an entry: there was no room for it.

use crate::{PathReport, UdpState};
use rxrpc_core::Errno;
use rxrpc_core::{QuotedPacket, canonical};
use socket2::Socket;
use std::net::SocketAddr;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

/// Most entries taken out at once, so that a flood of ICMP cannot hold up a thread: about 0.3 ms.
const MOST: usize = 512;

/// Most reports that wait to be handed out. More are dropped, as the system does when its queue is full.
const MOST_REPORTS: usize = 1024;

/// One entry of the queue.
pub(crate) struct Entry {
    /// Where the packet went to.
    peer: SocketAddr,
    errno: Errno,
    /// With EMSGSIZE: bytes of an IP packet that is not too large.
    mtu: u32,
    /// This host says so, not a message of ICMP: of a datagram that a system call refused to send.
    local: bool,
    quoted: Option<QuotedPacket>,
}

/// What was in the error queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Drained {
    /// Entries of messages of ICMP: each may have failed a system call that is not about its packet.
    pub(crate) icmp: usize,
    /// Nothing is left.
    pub(crate) all: bool,
}

impl Drained {
    /// Whether nothing was there that may be the reason for a failure.
    pub(crate) fn was_empty(self) -> bool {
        self.icmp == 0 && self.all
    }
}

impl UdpState {
    /// Whether [`UdpState::drain_errors`] has something to hand out, or may have.
    pub fn has_errors(&self) -> bool {
        self.errors.load(Ordering::Acquire)
    }

    /// Hands out what ICMP reported, with the peer that it is about. If there is more than one call may
    /// take, [`UdpState::has_errors`] says so afterwards.
    pub fn drain_errors(&self, socket: &Socket, mut handle: impl FnMut(SocketAddr, PathReport)) {
        let drained = self.empty_error_queue(socket);
        let mut waiting = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        self.errors.store(!drained.all, Ordering::Release);
        let reports = std::mem::take(&mut *waiting);
        drop(waiting);
        for (peer, report) in reports {
            handle(peer, report);
        }
    }

    /// Takes out what is in the error queue, but not for ever, for [`UdpState::drain_errors`] to hand out.
    pub(crate) fn empty_error_queue(&self, socket: &Socket) -> Drained {
        let mut icmp = 0;
        let all = queue::drain(socket, MOST, |entry| {
            icmp += usize::from(!entry.local);
            self.note_entry(&entry);
        });
        if !all {
            self.errors.store(true, Ordering::Release);
        }
        Drained { icmp, all }
    }

    fn note_entry(&self, entry: &Entry) {
        let peer = canonical(entry.peer);
        if entry.local {
            // Of its own interface's MTU Linux tells an unconnected socket the address only. Whose
            // datagram it was is known where sending failed.
            if entry.errno == Errno::EMSGSIZE {
                let report = PathReport::from_mtu(peer, entry.mtu);
                *self.interface.lock().unwrap_or_else(PoisonError::into_inner) =
                    Some((peer.ip(), report));
            }
            return;
        }
        let report = match entry.errno {
            Errno::EMSGSIZE => PathReport::from_icmp_mtu(peer, entry.mtu, entry.quoted),
            errno => PathReport::IcmpUnreachable { errno, quoted: entry.quoted },
        };
        let mut waiting = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() < MOST_REPORTS {
            waiting.push((peer, report));
        }
        self.errors.store(true, Ordering::Release);
    }

    /// What [`UdpState::send`] said of a batch to `peer`, made exact if the error queue had more to say; to be
    /// asked after [`UdpState::drain_errors`].
    pub fn refined(&self, report: PathReport, peer: SocketAddr) -> PathReport {
        let interface = *self.interface.lock().unwrap_or_else(PoisonError::into_inner);
        let PathReport::TooLarge { largest: felt } = report else { return report };
        match interface {
            // Not one of a time when the interface was wider.
            Some((ip, exact @ PathReport::TooLarge { largest }))
                if ip == peer.ip() && largest <= felt + felt / 7 =>
            {
                exact
            }
            _ => report,
        }
    }
}

#[cfg(target_os = "linux")]
pub(crate) mod queue {
    //! The socket's error queue. quinn-udp tells only the machine that sent the ICMP error, neither the
    //! port that was not reached nor the packet; without them one closed port would end the calls to all
    //! others.

    use super::{Entry, Errno, QuotedPacket};
    use nix::sys::socket::{ControlMessageOwned, MsgFlags, SockaddrStorage, recvmsg};
    use quinn_udp::UdpSocketState;
    use socket2::Socket;
    use std::io::{self, IoSliceMut};
    use std::net::{SocketAddr, SocketAddrV6, UdpSocket};
    use std::os::fd::AsRawFd;

    /// Has the system keep what ICMP says of the socket's packets.
    pub(crate) fn enable(state: &UdpSocketState, socket: &UdpSocket) -> io::Result<()> {
        state.enable_transport_errors(socket.into())
    }

    /// `ee_origin` of what this host says (linux/errqueue.h, SO_EE_ORIGIN_LOCAL).
    const LOCAL: u8 = 1;

    /// Takes out `most` entries at most. `false` if there may be more.
    pub(super) fn drain(socket: &Socket, most: usize, mut handle: impl FnMut(Entry)) -> bool {
        // The error, the address of who reported it, and a time stamp.
        let mut control = [0; 512];
        for _ in 0..most {
            // What is received is the quoted payload.
            let mut payload = [0; 32];
            let mut parts = [IoSliceMut::new(&mut payload)];
            let flags = MsgFlags::MSG_ERRQUEUE | MsgFlags::MSG_DONTWAIT;
            let received = recvmsg::<SockaddrStorage>(
                socket.as_raw_fd(),
                &mut parts,
                Some(&mut control),
                flags,
            );
            let Ok(message) = received else { return true };
            let Some(peer) = message.address.as_ref().and_then(to_std) else { continue };
            let Ok(messages) = message.cmsgs() else { continue };
            let error = messages.into_iter().find_map(|message| match message {
                ControlMessageOwned::Ipv4RecvErr(error, _)
                | ControlMessageOwned::Ipv6RecvErr(error, _) => Some(error),
                _ => None,
            });
            let quoted = message.bytes;
            let Some(error) = error else { continue };
            handle(Entry {
                peer,
                errno: Errno::from_raw_os_error(error.ee_errno as i32),
                mtu: error.ee_info,
                local: error.ee_origin == LOCAL,
                quoted: QuotedPacket::parse(&payload[..quoted.min(payload.len())]),
            });
        }
        false
    }

    fn to_std(address: &SockaddrStorage) -> Option<SocketAddr> {
        if let Some(v4) = address.as_sockaddr_in() {
            return Some(SocketAddr::from((v4.ip(), v4.port())));
        }
        let v6 = address.as_sockaddr_in6()?;
        Some(SocketAddrV6::new(v6.ip(), v6.port(), 0, v6.scope_id()).into())
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) mod queue {
    //! Other systems have no such queue; calls to an unreachable peer end by their timeouts.

    use super::Entry;
    use quinn_udp::UdpSocketState;
    use socket2::Socket;
    use std::io;
    use std::net::UdpSocket;

    pub(crate) fn enable(_: &UdpSocketState, _: &UdpSocket) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn drain(_: &Socket, _: usize, _: impl FnMut(Entry)) -> bool {
        true
    }
}
