//! A report for people.
//!
//! Holds: how reports look. Must not know: where they come from.

use super::{Other, Report, Version};
use std::fmt;
use std::net::Ipv4Addr;

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.epoch, self.counter)
    }
}

/// A host, and how long ago something was.
fn when(host: Option<Ipv4Addr>, age: Option<i64>) -> String {
    match (host, age) {
        (Some(host), Some(age)) => format!("{host}, {age} s ago"),
        (Some(host), None) => host.to_string(),
        (None, _) => "nobody".to_owned(),
    }
}

fn list(addresses: &[Ipv4Addr]) -> String {
    let all: Vec<String> = addresses.iter().map(Ipv4Addr::to_string).collect();
    if all.is_empty() { "no address".to_owned() } else { all.join(", ") }
}

fn clone(clone: Option<bool>) -> &'static str {
    if clone == Some(true) { ", a clone that never leads" } else { "" }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.server)?;
        writeln!(f, "addresses: {}{}", list(&self.addresses), clone(self.clone))?;
        match self.leads_for {
            Some(seconds) => writeln!(f, "sync site: this one, for {seconds} s more")?,
            None if self.sync_site => writeln!(f, "sync site: this one, for ever")?,
            None => writeln!(f, "sync site: {}", when(self.leader, self.leader_age))?,
        }
        let led = if self.voted_for_leader && self.voted_for.is_some() { ", who led" } else { "" };
        writeln!(f, "voted for: {}{led}", when(self.voted_for, self.voted_age))?;
        writeln!(f, "lowest address: {}", when(self.lowest, self.lowest_age))?;
        writeln!(f, "version: {}, of the sync site: {}", self.version, self.leader_version)?;
        if self.sync_site {
            let all = if self.recovered { "complete" } else { "not complete" };
            writeln!(f, "recovery: {all} ({:#x})", self.recovery)?;
        }
        let writing = if self.writing { "; something is being written" } else { "" };
        writeln!(
            f,
            "locked pages: {}, {} of them for writing{writing}",
            self.locked_pages, self.write_locked_pages
        )?;
        writeln!(f, "servers: {}", self.servers)?;
        self.others.iter().try_for_each(|other| write!(f, "{other}"))?;
        self.cut_off.iter().try_for_each(|why| writeln!(f, "cut off: {why}"))
    }
}

impl fmt::Display for Other {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match (self.up, self.answered) {
            (true, true) => "up",
            (true, false) => "up, and has not answered yet",
            (false, _) => "down",
        };
        writeln!(f, "  {}: {state}{}", list(&self.addresses), clone(self.clone))?;
        let asked = self.asked_age.map_or("never".to_owned(), |age| format!("{age} s ago"));
        let vote = if self.yes { "yes" } else { "no" };
        let voted =
            self.voted_age.map_or("has not".to_owned(), |age| format!("{vote} {age} s ago"));
        let current = if self.current { "current" } else { "not current" };
        writeln!(f, "    asked {asked}, voted: {voted}; version {}, {current}", self.version)
    }
}
