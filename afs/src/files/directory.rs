//! The data of a directory: pages of entries.
//!
//! Holds: [`Directory`], which reads them. Pure and bounded: no byte of a page is believed before it was checked. Must not
//! know: where pages come from.
//!
//! Numbers are in network order. A page has 2048 bytes, 64 slots of 32. Slots are numbered through all pages. The layout is
//! OpenAFS's (`dir/dir.h`); clients and servers have agreed on it since AFS 3.

/// Bytes of a page.
pub const PAGE: usize = 2048;
/// The most pages of a directory.
pub const MAX_PAGES: usize = 1023;
/// The longest name in an entry.
pub const MAX_NAME: usize = 255;

const SLOT: usize = 32;
const SLOTS: usize = PAGE / SLOT;
const TAG: u16 = 1234;
/// The first slot of the first page that an entry may have: before it are the page's own, the map and the table.
const FIRST_SLOT: usize = 13;
const HASH_TABLE: usize = 160;
const HASH_PLACES: usize = 128;
/// Where the name begins in an entry.
const NAME: usize = 12;

/// An entry: a name, and which file of the volume it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct DirectoryEntry {
    /// The name, 1 to [`MAX_NAME`] bytes without NUL and `/`. Not fit for a terminal as it is.
    pub name: Vec<u8>,
    /// The file's vnode. Odd numbers are directories.
    pub vnode: u32,
    /// The file's uniquifier.
    pub unique: u32,
}

/// Why bytes are no directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DirectoryError {
    /// They are no whole pages, none, or more than there may be.
    #[error("a directory of {0} bytes")]
    Length(usize),
    /// A page does not begin with what pages begin with.
    #[error("page {0} of the directory is none")]
    Tag(usize),
    /// An entry leads out of the directory, or to where none can be.
    #[error("the directory leads to slot {0}, where no entry is")]
    Slot(usize),
    /// A name is empty, too long, has no end, or holds a `/`.
    #[error("the name in slot {0} of the directory is none")]
    Name(usize),
    /// A chain of entries has no end.
    #[error("a chain of the directory's entries has no end")]
    Loop,
}

/// The data of a directory, whose pages were checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory(Vec<u8>);

impl Directory {
    /// Takes the pages of a directory.
    ///
    /// # Errors
    ///
    /// [`DirectoryError::Length`] or [`DirectoryError::Tag`].
    pub fn new(pages: Vec<u8>) -> Result<Self, DirectoryError> {
        let count = pages.len() / PAGE;
        if !pages.len().is_multiple_of(PAGE) || !(1..=MAX_PAGES).contains(&count) {
            return Err(DirectoryError::Length(pages.len()));
        }
        let directory = Self(pages);
        match (0..count).find(|page| directory.half(page * PAGE + 2) != TAG) {
            Some(page) => Err(DirectoryError::Tag(page)),
            None => Ok(directory),
        }
    }

    /// All entries, `.` and `..` among them, in the order of the pages. Each slot is looked at once at most.
    ///
    /// # Errors
    ///
    /// The first [`DirectoryError`].
    pub fn entries(&self) -> Result<Vec<DirectoryEntry>, DirectoryError> {
        let mut entries = Vec::new();
        for page in 0..self.0.len() / PAGE {
            let mut slot = page * SLOTS + if page == 0 { FIRST_SLOT } else { 1 };
            while slot < (page + 1) * SLOTS {
                if self.in_use(slot) {
                    let entry = self.entry(slot)?;
                    slot += slots_of(entry.name.len());
                    entries.push(entry);
                } else {
                    slot += 1;
                }
            }
        }
        Ok(entries)
    }

    /// The entry of this name, by the table of hashes; `None` if there is none. Looks at as many slots at most as there are.
    ///
    /// # Errors
    ///
    /// [`DirectoryError`], if the chain of entries that the name belongs to is wrong.
    pub fn find(&self, name: &[u8]) -> Result<Option<DirectoryEntry>, DirectoryError> {
        let mut slot = usize::from(self.half(HASH_TABLE + 2 * place(name)));
        for _ in 0..self.0.len() / SLOT {
            if slot == 0 {
                return Ok(None);
            }
            let entry = self.entry(slot)?;
            if entry.name == name {
                return Ok(Some(entry));
            }
            slot = usize::from(self.half(slot * SLOT + 2));
        }
        Err(DirectoryError::Loop)
    }

    /// The entry that begins in this slot.
    fn entry(&self, slot: usize) -> Result<DirectoryEntry, DirectoryError> {
        let first = if slot < SLOTS { FIRST_SLOT } else { 1 };
        let at = slot * SLOT;
        // The last slot of all has room for the numbers and 20 bytes of a name.
        if slot % SLOTS < first || at + SLOT > self.0.len() {
            return Err(DirectoryError::Slot(slot));
        }
        let end_of_page = (slot / SLOTS + 1) * PAGE;
        let room = &self.0[at + NAME..end_of_page];
        let length = room.iter().take(MAX_NAME + 1).position(|byte| *byte == 0);
        let name = &room[..length.ok_or(DirectoryError::Name(slot))?];
        if name.is_empty() || name.contains(&b'/') {
            return Err(DirectoryError::Name(slot));
        }
        let (vnode, unique) = (self.word(at + 4), self.word(at + 8));
        Ok(DirectoryEntry { name: name.to_vec(), vnode, unique })
    }

    fn in_use(&self, slot: usize) -> bool {
        let (page, bit) = (slot / SLOTS, slot % SLOTS);
        self.0[page * PAGE + 5 + bit / 8] & 1 << (bit % 8) != 0
    }

    fn half(&self, at: usize) -> u16 {
        u16::from_be_bytes([self.0[at], self.0[at + 1]])
    }

    fn word(&self, at: usize) -> u32 {
        u32::from(self.half(at)) << 16 | u32::from(self.half(at + 2))
    }
}

/// How many slots an entry takes. That the first one is counted as if it had room for 16 bytes is OpenAFS's own.
fn slots_of(name: usize) -> usize {
    1 + (name + 1 + 15) / SLOT
}

/// The place of a name in the table of hashes.
fn place(name: &[u8]) -> usize {
    let hash =
        name.iter().fold(0_u32, |hash, byte| hash.wrapping_mul(173).wrapping_add(u32::from(*byte)));
    // The remainder of a signed number, made positive.
    let low = hash as usize & (HASH_PLACES - 1);
    if low != 0 && hash.cast_signed() < 0 { HASH_PLACES - low } else { low }
}

/// Reads any bytes as a directory: the body of the fuzz target `directory`.
///
/// # Panics
///
/// If what is read is not what the documentation promises.
#[doc(hidden)]
pub fn bear(bytes: &[u8]) {
    let Ok(directory) = Directory::new(bytes.to_vec()) else { return };
    let fits = |entry: &DirectoryEntry| {
        (1..=MAX_NAME).contains(&entry.name.len())
            && !entry.name.iter().any(|byte| matches!(byte, 0 | b'/'))
    };
    if let Ok(entries) = directory.entries() {
        assert!(entries.len() <= bytes.len() / SLOT, "{} entries", entries.len());
        assert!(entries.iter().all(fits));
        for entry in &entries {
            let found = directory.find(&entry.name);
            assert!(!matches!(found, Ok(Some(other)) if other.name != entry.name));
        }
    }
    for name in [&b"."[..], b"a", &bytes[..bytes.len().min(20)]] {
        if let Ok(Some(entry)) = directory.find(name) {
            assert!(fits(&entry) && entry.name == name);
        }
    }
}

#[cfg(test)]
mod tests;
