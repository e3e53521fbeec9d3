//! Codes of aborts, and where OpenAFS's `translate_et` puts them. Knows no calls.

use std::process::Command;
use std::time::Duration;

use rxrpc_afs::errors::{self, Table};

use crate::interop::lanes::{Case, Lane, Seen};
use xtask::programs::failure::{Failure, require};
use xtask::programs::process::must;

const PEER: &str = "translate_et";
const SOON: Duration = Duration::from_secs(20);

pub(super) fn lane() -> Lane {
    let mut lane = Lane::default();
    lane.add(Case::new("codes, their tables and their places there", PEER, places));
    lane
}

/// The first code and all with names of each table of com_err.
fn places() -> Seen {
    let with_base = Table::ALL.iter().filter_map(|table| Some((table, table.base()?)));
    let codes: Vec<i32> = with_base
        .flat_map(|(table, base)| {
            let known = table.known().iter().map(|known| known.code.0);
            known.filter(move |code| *code != base).chain([base])
        })
        .collect();
    let words = codes.iter().map(ToString::to_string);
    let said = must(Command::new(PEER).args(words), SOON)?;
    let lines: Vec<&str> = said.lines().collect();
    require!(lines.len() == codes.len(), "{} lines for {} codes", lines.len(), codes.len());
    for (line, code) in lines.into_iter().zip(&codes) {
        let place = errors::place(rxrpc_sync::AbortCode(*code));
        let (table, place) = place.ok_or_else(|| Failure::new(format!("{code} has no table")))?;
        let wanted = format!("{code} ({}).{place} = ", table.to_string().to_lowercase());
        require!(line.starts_with(&wanted), "it says: {line}, not: {wanted}");
    }
    Ok(format!("{} codes", codes.len()))
}
