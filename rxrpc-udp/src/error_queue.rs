//! What ICMP reported about packets that were sent.
//!
//! Holds: [`Udp::drain_errors`]. Must not know: what a report does to a call.

use crate::{PathReport, Udp};
use rxrpc_core::canonical;
use rxrpc_core::error::errno;
use socket2::Socket;
use std::io;
use std::net::SocketAddr;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

pub(crate) const EHOSTUNREACH: i32 = 113;
const EHOSTDOWN: i32 = 112;
const ENOPROTOOPT: i32 = 92;

/// Whether an error of a system call is about an earlier packet, or may be.
pub(crate) fn is_pending_error(error: &io::Error) -> bool {
    matches!(
        error.raw_os_error(),
        Some(
            errno::ECONNREFUSED
                | errno::ENETUNREACH
                | errno::EMSGSIZE
                | EHOSTUNREACH
                | EHOSTDOWN
                | ENOPROTOOPT
        )
    )
}

impl Udp {
    /// Whether a system call met an error of an earlier packet since the error queue was last emptied.
    pub fn has_errors(&self) -> bool {
        self.errors.load(Ordering::Acquire)
    }

    /// Hands out what ICMP reported, with the peer that it is about. If there is more than one turn may
    /// take, [`Udp::has_errors`] says so afterwards.
    pub fn drain_errors(&self, socket: &Socket, mut handle: impl FnMut(SocketAddr, PathReport)) {
        self.errors.store(false, Ordering::Release);
        let all = queue::drain(socket, |peer, errno, mtu| {
            let peer = canonical(peer);
            let report = match errno {
                errno::EMSGSIZE => PathReport::from_mtu(peer, mtu),
                errno => PathReport::Unreachable(errno),
            };
            if errno == errno::EMSGSIZE && peer.port() == 0 {
                // Of its own interface's MTU Linux tells an unconnected socket the address only. Whose
                // datagram it was is known where sending failed.
                *self.interface.lock().unwrap_or_else(PoisonError::into_inner) =
                    Some((peer.ip(), report));
            } else {
                handle(peer, report);
            }
        });
        if !all {
            self.errors.store(true, Ordering::Release);
        }
    }
}

impl Udp {
    /// What [`Udp::send`] said of a batch to `peer`, made exact if the error queue had more to say; to be
    /// asked after [`Udp::drain_errors`].
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
mod queue {
    //! The socket's error queue. quinn-udp tells only the machine that sent the ICMP error, not the
    //! port that was not reached; without it one closed port would end the calls to all others.

    use nix::sys::socket::{ControlMessageOwned, MsgFlags, SockaddrStorage, recvmsg};
    use socket2::Socket;
    use std::io::IoSliceMut;
    use std::net::{SocketAddr, SocketAddrV6};
    use std::os::fd::AsRawFd;

    /// Most entries taken out at once, so that a flood of ICMP cannot hold the reader.
    const MOST: usize = 64;

    /// Takes out what is there: peer, errno and, with EMSGSIZE, an MTU. `false` if there may be more.
    pub(super) fn drain(socket: &Socket, mut handle: impl FnMut(SocketAddr, i32, u32)) -> bool {
        for _ in 0..MOST {
            let mut payload = [0u8; 64];
            let mut parts = [IoSliceMut::new(&mut payload)];
            let mut control = vec![0u8; 512];
            let flags = MsgFlags::MSG_ERRQUEUE | MsgFlags::MSG_DONTWAIT;
            let Ok(message) = recvmsg::<SockaddrStorage>(
                socket.as_raw_fd(),
                &mut parts,
                Some(&mut control),
                flags,
            ) else {
                return true;
            };
            let Some(peer) = message.address.as_ref().and_then(to_std) else { continue };
            let Ok(messages) = message.cmsgs() else { continue };
            for message in messages {
                match message {
                    ControlMessageOwned::Ipv4RecvErr(error, _)
                    | ControlMessageOwned::Ipv6RecvErr(error, _) => {
                        handle(peer, error.ee_errno as i32, error.ee_info);
                    }
                    _ => {}
                }
            }
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
mod queue {
    //! Other systems have no such queue; calls to an unreachable peer end by their timeouts.

    use socket2::Socket;
    use std::net::SocketAddr;

    pub(super) fn drain(_: &Socket, _: impl FnMut(SocketAddr, i32, u32)) -> bool {
        true
    }
}
