//! Mount points: names of volumes in directories of others.
//!
//! Holds: their text, and the rule which form of the volume they lead to. Pure. Must not know: calls.

use crate::cell::{VolumeEntry, VolumeKind, is_cell_name};

/// The longest name of a volume in a mount point; volume location takes no longer one.
const MAX_VOLUME: usize = 64;

/// A mount point: `#[cell:]volume.` or `%[cell:]volume.`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct MountPoint {
    /// With `%`: leads to the volume of just this name, which is the one that is written to if it has no suffix. With `#`:
    /// to a copy that is only read, where the rule says so.
    pub exact: bool,
    /// The cell, if it names one.
    pub cell: Option<String>,
    /// The name of the volume, or its number in decimal.
    pub volume: String,
}

/// The text of a link is not that of a mount point.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the text of a mount point: {0:?}")]
pub struct MountPointError(pub String);

impl MountPoint {
    /// Reads the text of a mount point, whose last character, a dot by custom, does not count.
    ///
    /// # Errors
    ///
    /// [`MountPointError`] for a text that does not begin with `#` or `%`, or whose names hold what no name does.
    pub fn parse(text: &[u8]) -> Result<Self, MountPointError> {
        Self::read(text).ok_or_else(|| {
            MountPointError(String::from_utf8_lossy(&text[..text.len().min(100)]).into_owned())
        })
    }

    fn read(text: &[u8]) -> Option<Self> {
        let (kind, rest) = text.split_first()?;
        let (_custom, names) = rest.split_last()?;
        let names = std::str::from_utf8(names).ok()?;
        let (cell, volume) = match names.split_once(':') {
            Some((cell, volume)) => (Some(cell).filter(|cell| is_cell_name(cell))?, volume),
            None => ("", names),
        };
        let fits = (1..=MAX_VOLUME).contains(&volume.len())
            && volume.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':' && byte != b'/');
        let exact = match kind {
            b'#' => false,
            b'%' => true,
            _ => return None,
        };
        let cell = (!cell.is_empty()).then(|| cell.to_owned());
        fits.then(|| Self { exact, cell, volume: volume.to_owned() })
    }

    /// Which form of the volume it leads to, from a volume of the form `from`, in the same cell or another one. `None` if
    /// there is no such form, or if one backup would lead to another.
    ///
    /// A name with a suffix means that form, and a number with `%` the form that has it. Else `%` means the one that is
    /// written to; `#` the copy that is only read, if there is one, from such a copy or from another cell, and else the one
    /// that is written to (OpenAFS).
    #[must_use]
    pub fn leads_to(
        &self,
        entry: &VolumeEntry,
        from: VolumeKind,
        other_cell: bool,
    ) -> Option<VolumeKind> {
        let kind = self.suffix().or_else(|| self.number(entry)).unwrap_or_else(|| {
            let prefers_copy = !self.exact && (from == VolumeKind::ReadOnly || other_cell);
            match entry.id(VolumeKind::ReadOnly) {
                Some(_) if prefers_copy => VolumeKind::ReadOnly,
                _ => VolumeKind::ReadWrite,
            }
        });
        let backups = kind == VolumeKind::Backup && from == VolumeKind::Backup;
        (!backups && entry.id(kind).is_some()).then_some(kind)
    }

    fn suffix(&self) -> Option<VolumeKind> {
        if self.volume.ends_with(".readonly") {
            return Some(VolumeKind::ReadOnly);
        }
        self.volume.ends_with(".backup").then_some(VolumeKind::Backup)
    }

    fn number(&self, entry: &VolumeEntry) -> Option<VolumeKind> {
        let number = self.volume.parse().ok().filter(|_| self.exact)?;
        entry.kind_of(number)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use VolumeKind::{Backup, ReadOnly, ReadWrite};
    use proptest::prelude::*;

    fn parsed(text: &str) -> MountPoint {
        MountPoint::parse(text.as_bytes()).unwrap()
    }

    fn entry(ids: [Option<u32>; 3]) -> VolumeEntry {
        VolumeEntry::new("user.a", ids, Vec::new())
    }

    #[test]
    fn texts_are_read() {
        let mount = parsed("#root.cell.");
        assert_eq!((mount.exact, mount.cell, mount.volume.as_str()), (false, None, "root.cell"));
        let mount = parsed("%example.org:user.a.readonly.");
        assert_eq!(mount.cell.as_deref(), Some("example.org"));
        assert_eq!((mount.exact, mount.volume.as_str()), (true, "user.a.readonly"));
        for bad in ["", "#", "#.", "root.cell.", "#:a.", "#a b.", "#a:b:c.", "#a/b.", "%\u{1b}[m."]
        {
            assert!(MountPoint::parse(bad.as_bytes()).is_err(), "{bad:?}");
        }
        assert!(MountPoint::parse(format!("#{}.", "a".repeat(65)).as_bytes()).is_err());
    }

    #[test]
    fn a_copy_is_preferred_from_a_copy_and_from_another_cell() {
        let all = entry([Some(1), Some(2), Some(3)]);
        let (plain, exact) = (parsed("#user.a."), parsed("%user.a."));
        assert_eq!(plain.leads_to(&all, ReadWrite, false), Some(ReadWrite));
        assert_eq!(plain.leads_to(&all, ReadOnly, false), Some(ReadOnly));
        assert_eq!(plain.leads_to(&all, ReadWrite, true), Some(ReadOnly));
        assert_eq!(exact.leads_to(&all, ReadOnly, true), Some(ReadWrite));
        let no_copy = entry([Some(1), None, None]);
        assert_eq!(plain.leads_to(&no_copy, ReadOnly, true), Some(ReadWrite));
        assert_eq!(plain.leads_to(&entry([None, Some(2), None]), ReadWrite, false), None);
    }

    #[test]
    fn suffixes_and_numbers_are_taken_literally() {
        let all = entry([Some(1), Some(2), Some(3)]);
        assert_eq!(parsed("#user.a.readonly.").leads_to(&all, ReadWrite, false), Some(ReadOnly));
        assert_eq!(parsed("#user.a.backup.").leads_to(&all, ReadWrite, false), Some(Backup));
        assert_eq!(parsed("#user.a.backup.").leads_to(&all, Backup, false), None);
        assert_eq!(parsed("%2.").leads_to(&all, ReadWrite, false), Some(ReadOnly));
        assert_eq!(parsed("#2.").leads_to(&all, ReadWrite, false), Some(ReadWrite));
        assert_eq!(parsed("%3.").leads_to(&all, ReadWrite, false), Some(Backup));
        assert_eq!(
            parsed("#a.backup.").leads_to(&entry([Some(1), None, None]), ReadWrite, false),
            None
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[#%]?[a-c.:]{0,70}.{0,3}") {
            if let Ok(mount) = MountPoint::parse(text.as_bytes()) {
                prop_assert!(!mount.volume.is_empty() && mount.volume.len() <= MAX_VOLUME);
                prop_assert!(mount.cell.as_deref().is_none_or(is_cell_name));
            }
        }
    }
}
