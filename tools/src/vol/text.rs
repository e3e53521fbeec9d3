//! Volumes and partitions for people.
//!
//! Holds: how they look. Must not know: where they come from.

use super::{Partition, Partitions, Volume, Volumes};
use crate::when::When;
use std::fmt;

impl fmt::Display for Partitions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.partitions.iter().try_for_each(|partition| writeln!(f, "{partition}"))?;
        writeln!(f, "partitions: {}", self.partitions.len())?;
        self.cut_off.iter().try_for_each(|why| writeln!(f, "cut off: {why}"))
    }
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, free, total) = (&self.name, self.free, self.total);
        write!(f, "{name:9} {free} KiB free of {total}, on {}", self.device)
    }
}

impl fmt::Display for Volumes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.volumes.iter().try_for_each(|volume| writeln!(f, "{volume}"))?;
        writeln!(f, "volumes: {}", self.volumes.len())?;
        self.cut_off.iter().try_for_each(|why| writeln!(f, "cut off: {why}"))
    }
}

impl fmt::Display for Volume {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:9} {:10} {} {}", self.partition, self.id, self.kind, self.name)?;
        if !self.usable {
            return f.write_str(": cannot be looked at now");
        }
        let state = if self.online { "on-line" } else { "off-line" };
        let damaged = if self.damaged { ", damaged" } else { "" };
        let (size, files) = (self.size, self.files);
        write!(f, ": {state}{damaged}, {size} KiB")?;
        if self.quota != 0 {
            write!(f, " of {}", self.quota)?;
        }
        write!(f, ", {files} files, changed {}", When(self.updated))
    }
}
