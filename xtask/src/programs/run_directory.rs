//! The directory that holds everything of one run: programs, databases, logs, packets.

use std::path::{Path, PathBuf};

use super::failure::Failure;

/// A new, empty directory below cargo's target directory.
pub struct RunDirectory(PathBuf);

impl RunDirectory {
    /// Makes it. The process id keeps runs at the same time apart.
    pub fn create() -> Result<RunDirectory, Failure> {
        Self::named("run")
    }

    /// Makes one of several that a process may have.
    pub fn named(name: &str) -> Result<RunDirectory, Failure> {
        let target = std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| workspace().join("target"), PathBuf::from);
        let path = target.join("interop").join(format!("{name}-{}", std::process::id()));
        if path.exists() {
            std::fs::remove_dir_all(&path)?;
        }
        std::fs::create_dir_all(&path)?;
        Ok(RunDirectory(path.canonicalize()?))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Removes it with all it holds.
    pub fn remove(self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            eprintln!("could not remove {}: {error}", self.0.display());
        }
    }
}

/// The root of the workspace that this program was built from.
pub fn workspace() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}
