//! A pair of connected streams, one end of which is readable while there are bytes in it.

use super::report;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;

#[derive(Debug)]
pub(super) struct Signal {
    rings: UnixStream,
    heard: UnixStream,
}

impl Signal {
    pub(super) fn new() -> io::Result<Self> {
        let (rings, heard) = UnixStream::pair()?;
        rings.set_nonblocking(true)?;
        heard.set_nonblocking(true)?;
        Ok(Self { rings, heard })
    }

    pub(super) fn ring(&self) {
        report((&self.rings).write(&[1]).map(|_| ()));
    }

    pub(super) fn silence(&self) {
        let mut bytes = [0; 64];
        // A short read has emptied it: only this end of the other end writes.
        while let Ok(read) = (&self.heard).read(&mut bytes)
            && read == bytes.len()
        {}
    }

    pub(super) fn as_fd(&self) -> BorrowedFd<'_> {
        self.heard.as_fd()
    }
}
