//! Users and groups, as protection says.
//!
//! Holds: the questions of `pts examine` and `pts membership`, and what comes of them. Must not know: where its servers are.

use crate::access::Asked;
use crate::failure::Failure;
use crate::shown::Shown;
use rxrpc_afs::errors::{PRNOENT, describe};
use rxrpc_afs::pr::{
    self, PR_ANONYMOUS, PrIdToNameRequest, PrListElementsRequest, PrListEntryRequest,
    PrNameToIdRequest, Prcheckentry,
};
use rxrpc_afs::rxrpc_xdr::{Chars, Procedure};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// Most members or groups that are told.
const MOST: usize = 20_000;

/// For how many numbers names are asked at once.
const AT_ONCE: usize = 1000;

/// The rights in the flags of an entry, as `pts` has them: what everybody may, what members may (the letter is capital for the first).
const LETTERS: [(i32, i32, char); 5] =
    [(0x80, 0x40, 's'), (0x20, 0, 'o'), (0x10, 0x08, 'm'), (0x04, 0x02, 'a'), (0, 0x01, 'r')];

/// A name and its number; the name is fit for a terminal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Named {
    /// The number: positive of users, negative of groups.
    pub id: i32,
    /// The name; the number in decimal, if there is no such user or group.
    pub name: String,
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name, self.id)
    }
}

/// A user or group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Entry {
    /// Who.
    #[serde(flatten)]
    pub named: Named,
    /// Who may change it.
    pub owner: Named,
    /// Who has made it.
    pub creator: Named,
    /// How many members a group has, or in how many groups a user is.
    pub count: i32,
    /// How many groups a user may make.
    pub groups: i32,
    /// Who may see and change what, as `pts` has it: status, owned groups, members, adding, removing; in capitals everybody
    /// may, else members, and `-` only the owner.
    pub rights: String,
}

/// The members of a group, or the groups of a user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Membership {
    /// Whose.
    #[serde(flatten)]
    pub named: Named,
    /// Members, or groups.
    pub list: Vec<Named>,
    /// Why not all of them are told, if they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<String>,
}

/// Protection of a cell.
#[derive(Clone, Copy, Debug)]
pub struct Protection<'a>(pub &'a Asked);

impl Protection<'_> {
    fn ask<P: Procedure + Sync>(&self, question: &P) -> Result<P::Reply, Failure> {
        self.0.ask(question).map_err(|error| self.0.failed(&error))
    }

    fn no_such(&self) -> Failure {
        Failure::Call { server: self.0.name().to_owned(), why: describe(PRNOENT).to_string() }
    }

    /// The number of this user or group: a number is its own, a name is looked for in lower case. Blocks.
    ///
    /// # Errors
    ///
    /// [`Failure`]: `PRNOENT` if there is none of this name.
    pub fn number(&self, who: &str) -> Result<i32, Failure> {
        if let Ok(number) = who.parse() {
            return Ok(number);
        }
        let name = who.to_lowercase();
        let name = Chars::new(&name).map_err(|_| self.no_such())?;
        let names: pr::PrNames = [name].into_iter().collect();
        let ids = self.ask(&PrNameToIdRequest { names })?.into_iter().next();
        let is_nobody = name == *"anonymous";
        ids.filter(|id| *id != PR_ANONYMOUS || is_nobody).ok_or_else(|| self.no_such())
    }

    /// A user or group of this name or number. Blocks.
    ///
    /// # Errors
    ///
    /// [`Failure`].
    pub fn entry(&self, who: &str) -> Result<Entry, Failure> {
        let entry = self.ask(&PrListEntryRequest { id: self.number(who)? })?;
        let names = self.names(&[entry.owner, entry.creator])?;
        let [owner, creator] = [entry.owner, entry.creator].map(|id| named(id, &names));
        Ok(Entry {
            named: Named { id: entry.id, name: Shown(&entry.name).to_string() },
            owner,
            creator,
            count: entry.count,
            groups: entry.ngroups,
            rights: rights(&entry),
        })
    }

    /// The members of a group, or the groups of a user, of this name or number. Blocks.
    ///
    /// # Errors
    ///
    /// [`Failure`].
    pub fn membership(&self, who: &str) -> Result<Membership, Failure> {
        let id = self.number(who)?;
        let told = self.ask(&PrListElementsRequest { id })?;
        let cut_off = match told.list.len() {
            many if many > MOST => Some(format!("there are more than {MOST}")),
            many if told.over != 0 => Some(format!("protection tells of {many} only")),
            _ => None,
        };
        let list: Vec<i32> = told.list.iter().copied().take(MOST).collect();
        let mut names = self.names(&[id])?;
        for some in list.chunks(AT_ONCE) {
            names.append(&mut self.names(some)?);
        }
        let list = list.into_iter().map(|id| named(id, &names)).collect();
        Ok(Membership { named: named(id, &names), list, cut_off })
    }

    /// Names of some of these numbers: protection may leave some out.
    fn names(&self, ids: &[i32]) -> Result<BTreeMap<i32, String>, Failure> {
        let question = PrIdToNameRequest { ids: ids.iter().copied().collect() };
        let names = self.ask(&question)?;
        let shown = names.iter().map(|name| Shown(name).to_string());
        Ok(ids.iter().copied().zip(shown).collect())
    }
}

fn named(id: i32, names: &BTreeMap<i32, String>) -> Named {
    Named { id, name: names.get(&id).cloned().unwrap_or_else(|| id.to_string()) }
}

fn rights(entry: &Prcheckentry) -> String {
    let letter = |(all, members, letter): (i32, i32, char)| match entry.flags {
        rights if rights & all != 0 => letter.to_ascii_uppercase(),
        rights if rights & members != 0 => letter,
        _ => '-',
    };
    LETTERS.into_iter().map(letter).collect()
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (of, count) = match self.named.id {
            ..0 => ("group", "members"),
            _ => ("user", "groups"),
        };
        writeln!(f, "{}, a {of}", self.named)?;
        writeln!(f, "  owner: {}, creator: {}", self.owner, self.creator)?;
        write!(f, "  {count}: {}, rights: {}", self.count, self.rights)?;
        if self.named.id >= 0 {
            write!(f, ", may make {} groups", self.groups)?;
        }
        writeln!(f)
    }
}

impl fmt::Display for Membership {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.named.id < 0 { "members" } else { "groups" };
        writeln!(f, "{}: {} {what}", self.named, self.list.len())?;
        self.list.iter().try_for_each(|named| writeln!(f, "  {named}"))?;
        self.cut_off.iter().try_for_each(|why| writeln!(f, "  cut off: {why}"))
    }
}
