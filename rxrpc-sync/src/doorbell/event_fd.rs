//! An eventfd, which is readable while its count is not 0.

use super::report;
use rustix::event::{EventfdFlags, eventfd};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

#[derive(Debug)]
pub(super) struct Signal(OwnedFd);

impl Signal {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self(eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?))
    }

    pub(super) fn ring(&self) {
        let rung = rustix::io::write(&self.0, &1u64.to_ne_bytes());
        report(rung.map(|_| ()).map_err(io::Error::from));
    }

    pub(super) fn silence(&self) {
        let read = rustix::io::read(&self.0, &mut [0; 8]);
        report(read.map(|_| ()).map_err(io::Error::from));
    }

    pub(super) fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}
