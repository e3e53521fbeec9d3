//! The first and only file system of a guest: busybox, our program, the modules, and what runs first.
//!
//! Holds: [`build`] and the archive's format (cpio "newc", as the kernel's documentation of initramfs has it). Must not
//! know: what is asked of a guest.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::kernel::{MODULES, Unpacked};
use xtask::programs::failure::Failure;
use xtask::programs::process::must;
use xtask::programs::run_directory::workspace;

/// The statically linked one, of Debian's `busybox-static`.
const BUSYBOX: &str = "/usr/bin/busybox";

const DIRECTORY: u32 = 0o040_755;
const PROGRAM: u32 = 0o100_755;

/// Compiles the guest's program into `directory`; gives its path.
pub(super) fn compile(directory: &Path) -> Result<PathBuf, Failure> {
    let program = directory.join("rxguest");
    let sources = sources();
    let mut names: Vec<PathBuf> = std::fs::read_dir(&sources)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "c"))
        .collect();
    names.sort();
    let mut gcc = Command::new("gcc");
    gcc.args(["-O2", "-Wall", "-Wextra", "-static", "-pthread", "-o"]).arg(&program).args(names);
    must(&mut gcc, Duration::from_secs(60))?;
    Ok(program)
}

fn sources() -> PathBuf {
    workspace().join("tests/interop/linux")
}

/// Writes the archive to `to`.
pub(super) fn build(kernel: &Unpacked, program: &Path, to: &Path) -> Result<(), Failure> {
    let mut archive = Archive(std::io::BufWriter::new(std::fs::File::create(to)?), 0);
    for name in ["bin", "sbin", "proc", "sys", "dev", "tmp", "mods", "root", "etc"] {
        archive.add(name, DIRECTORY, &[])?;
    }
    archive.add("init", PROGRAM, &std::fs::read(sources().join("init.sh"))?)?;
    archive.add("bin/busybox", PROGRAM, &std::fs::read(BUSYBOX)?)?;
    archive.add("bin/rxguest", PROGRAM, &std::fs::read(program)?)?;
    let steps = workspace().join("tests/contract/steps.txt");
    archive.add("steps.txt", PROGRAM, &std::fs::read(steps)?)?;
    let mut order = String::new();
    for name in MODULES {
        let file = kernel.modules.join(format!("{name}.ko"));
        if file.exists() {
            archive.add(&format!("mods/{name}.ko"), PROGRAM, &std::fs::read(file)?)?;
            order.push_str(name);
            order.push('\n');
        }
    }
    archive.add("mods/order", PROGRAM, order.as_bytes())?;
    archive.finish()
}

/// An archive that is written, and how many files are in it.
struct Archive<W: Write>(W, u32);

impl<W: Write> Archive<W> {
    fn add(&mut self, name: &str, mode: u32, content: &[u8]) -> Result<(), Failure> {
        self.1 += 1;
        let links = if mode == DIRECTORY { 2 } else { 1 };
        let (size, length) = (u32::try_from(content.len())?, u32::try_from(name.len() + 1)?);
        // Number, mode, user, group, links, time, size, four halves of devices, length of the name, checksum.
        let fields = [self.1, mode, 0, 0, links, 0, size, 0, 0, 0, 0, length, 0];
        let mut head = String::from("070701");
        head.extend(fields.map(|field| format!("{field:08x}")));
        head.push_str(name);
        head.push('\0');
        self.0.write_all(&padded(head.as_bytes()))?;
        self.0.write_all(&padded(content))?;
        Ok(())
    }

    fn finish(mut self) -> Result<(), Failure> {
        self.add("TRAILER!!!", 0, &[])?;
        self.0.flush()?;
        Ok(())
    }
}

/// Zeros up to whole words.
fn padded(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_whole_words_and_ends_with_its_trailer() {
        let mut bytes = Vec::new();
        let mut archive = Archive(&mut bytes, 0);
        archive.add("init", PROGRAM, b"abcde").unwrap();
        archive.finish().unwrap();
        assert!(bytes.starts_with(b"07070100000001000081ed"));
        // The head is 110 bytes, and the name begins right behind it.
        assert_eq!(&bytes[110..115], b"init\0");
        assert_eq!(&bytes[116..121], b"abcde");
        assert_eq!(bytes.len() % 4, 0);
        assert!(bytes.windows(10).any(|part| part == b"TRAILER!!!"));
    }
}
