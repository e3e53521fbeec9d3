//! As whom the command `rx` asks OpenAFS's servers: by a Kerberos credential cache and by a keytab, with a KDC that knows a user who
//! may read what is closed to others.
//!
//! Knows what the command says of whom it asks as.

use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Arc;
use std::time::Duration;

use super::cell::Cell;
use super::command::Rx;
use super::files::{CLOSED, READER, SECRET};
use crate::interop::kdc::{Kdc, name_of};
use crate::interop::lanes::{Case, Lane, Seen};
use xtask::programs::failure::{Failure, require};
use xtask::programs::process::must;

const PEER: &str = "KDC, fileserver";
const SOON: Duration = Duration::from_secs(20);

/// The command, and the KDC that it asks.
struct Asker {
    rx: Rx,
    kdc: Arc<Kdc>,
}

/// The cases; one that fails, if there is no command.
pub(super) fn lane(cell: &Cell, kdc: &Arc<Kdc>) -> Lane {
    let mut lane = Lane::default();
    let asker = match Rx::new(cell.configuration(), kdc) {
        Ok(rx) => Arc::new(Asker { rx, kdc: Arc::clone(kdc) }),
        Err(error) => {
            lane.add(Case::new("identities of rx", "cargo", move || Err(error.into())));
            return lane;
        }
    };
    let mut add = |name: &str, run: fn(&Asker) -> Seen| {
        let asker = Arc::clone(&asker);
        lane.add(Case::new(name, PEER, move || run(&asker)));
    };
    add("rx without a credential cache", Asker::nobody);
    add("rx with a credential cache", Asker::logged_in);
    add("rx with a ticket in its credential cache", Asker::with_a_ticket);
    add("rx with a keytab", Asker::by_keytab);
    add("rx of a user whom protection tells more than others", Asker::databases);
    lane
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl Asker {
    /// Lists the directory and reads the file as this user, who says so.
    fn reads(&self, cache: &Path, more: &str) -> Seen {
        let directory = CLOSED.rsplit_once('/').map(|(directory, _)| directory).unwrap_or(CLOSED);
        let mut said = String::new();
        for (words, wanted) in
            [(format!("ls {directory}"), "secret\n"), (format!("cat {CLOSED}"), SECRET)]
        {
            let output = self.rx.output_as(cache, &format!("{words}{more}"))?;
            said = text(&output.stderr);
            require!(output.status.success(), "rx {words}{more}: {said}");
            require!(text(&output.stdout) == wanted, "rx {words}: {:?}", text(&output.stdout));
            let as_reader = format!("rx: asking the cell rx.test as {READER}@RX.TEST, encrypted\n");
            require!(said == as_reader, "rx {words}: {said:?}");
        }
        Ok(said)
    }

    fn refused(&self, cache: &Path, more: &str) -> Result<String, Failure> {
        let Output { status, stdout, stderr } =
            self.rx.output_as(cache, &format!("cat {CLOSED}{more}"))?;
        let said = text(&stderr);
        let refused = status.code() == Some(1) && said.contains("UAEACCES") && stdout.is_empty();
        require!(refused && said.contains(" as nobody, not encrypted"), "{status}: {said}");
        Ok(said)
    }

    fn cache(&self, name: &str) -> Result<PathBuf, Failure> {
        let cache = self.kdc.cache_of(name);
        self.kdc.log_in(READER, &cache)?;
        Ok(cache)
    }

    fn nobody(&self) -> Seen {
        let said = self.refused(&self.kdc.cache_of("nobody"), "")?;
        require!(said.contains("(no credential cache: "), "{said}");
        let cache = self.cache("not-used")?;
        self.refused(&cache, " --noauth")
    }

    /// The ticket for the cell is had from the KDC, and kept.
    fn logged_in(&self) -> Seen {
        let cache = self.cache("logged-in")?;
        self.reads(&cache, " --encrypt")?;
        let kept = must(self.kdc.program("klist").env("KRB5CCNAME", name_of(&cache)), SOON)?;
        require!(kept.contains("afs/rx.test@RX.TEST"), "klist says: {kept}");
        self.reads(&cache, "")
    }

    fn with_a_ticket(&self) -> Seen {
        let _ = self.kdc.ticket_of(READER)?;
        self.reads(&self.kdc.cache_of(READER), "")
    }

    fn by_keytab(&self) -> Seen {
        let (none, keytab) = (self.kdc.cache_of("nobody"), self.kdc.keytab_of(READER));
        let by_keytab = format!(" --keytab {}", keytab.display());
        self.reads(&none, &format!("{by_keytab} --as {READER}"))?;
        let output = self.rx.output_as(&none, &format!("cat {CLOSED}{by_keytab} --as mallory"))?;
        let said = text(&output.stderr);
        require!(
            output.status.code() == Some(1) && said.contains("no AES key for mallory"),
            "{said}"
        );
        self.reads(&none, &by_keytab)
    }

    /// Users are told of themselves what nobody is told.
    fn databases(&self) -> Seen {
        let none = self.kdc.cache_of("nobody");
        let words = format!("pt membership {READER}");
        let refused = self.rx.output_as(&none, &words)?;
        let said = text(&refused.stderr);
        require!(refused.status.code() == Some(1) && said.contains("PRPERM"), "nobody: {said}");
        let told = self.rx.output_as(&self.cache("databases")?, &words)?;
        let said = text(&told.stderr);
        require!(told.status.success(), "{said}");
        require!(said.contains(&format!("as {READER}@RX.TEST, encrypted")), "{said}");
        Ok(text(&told.stdout))
    }
}
