//! The kernels of a run: Debian's stock ones, taken out of their packages and installed nowhere.
//!
//! Holds: which there are, how they are fetched, and what is kept of them: the kernel itself and the modules that a guest
//! loads. Must not know: how a guest is started.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::versions::newest;
use xtask::programs::failure::{Failure, require};
use xtask::programs::process::must;
use xtask::programs::run_directory::workspace;

const LISTS_LIMIT: Duration = Duration::from_secs(120);
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(240);
const UNPACK_LIMIT: Duration = Duration::from_secs(60);

/// Where the names of Debian's archives are signed.
const ARCHIVE_KEYS: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// What a guest loads, in this order; a kernel may have some of it built in, and has it under no name then.
pub(super) const MODULES: [&str; 15] = [
    "virtio_ring",
    "virtio",
    "virtio_pci_modern_dev",
    "virtio_pci_legacy_dev",
    "virtio_pci",
    "failover",
    "net_failover",
    "virtio_net",
    "udp_tunnel",
    "ip6_udp_tunnel",
    "libdes",
    "fcrypt",
    "pcbc",
    "des_generic",
    "rxrpc",
];

/// A kernel of which a run asks what the other one answers too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Kernel {
    /// The newest 7.x that Debian has.
    Newest,
    /// The long-term kernel of Debian 12.
    #[value(name = "6.1")]
    Old,
}

/// A kernel that is there.
#[derive(Clone, Debug)]
pub(super) struct Unpacked {
    /// What it calls itself.
    pub(super) release: String,
    /// The kernel.
    pub(super) image: PathBuf,
    /// One file for each module, not compressed.
    pub(super) modules: PathBuf,
}

impl Kernel {
    /// For tables and the command line.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kernel::Newest => "newest",
            Kernel::Old => "6.1",
        }
    }

    /// The word of `tests/contract/steps.txt` for what it answers.
    pub(super) fn column(self) -> &'static str {
        match self {
            Kernel::Newest => "7.3",
            Kernel::Old => "6.1",
        }
    }

    /// How its version begins.
    fn series(self) -> &'static str {
        match self {
            Kernel::Newest => "7.",
            Kernel::Old => "6.1.",
        }
    }

    /// Debian's suites to look in, the first one first; the machine's own are looked into before them where there may
    /// be one that is new enough.
    fn suites(self) -> &'static [&'static str] {
        match self {
            Kernel::Newest => &["trixie-backports", "testing"],
            Kernel::Old => &["bookworm"],
        }
    }

    fn directory(self) -> PathBuf {
        let target = std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| workspace().join("target"), PathBuf::from);
        target.join("interop").join("kernels").join(self.name())
    }

    /// The kernel, fetched if this machine has not kept it.
    pub(super) fn get(self) -> Result<Unpacked, Failure> {
        let directory = self.directory();
        let kept = |directory: &Path| Unpacked {
            release: std::fs::read_to_string(directory.join("release")).unwrap_or_default(),
            image: directory.join("vmlinuz"),
            modules: directory.join("modules"),
        };
        if !directory.join("release").exists() {
            std::fs::create_dir_all(&directory)?;
            // Elsewhere first: what was begun and not finished is no kernel.
            let work = directory.join("work");
            if work.exists() {
                std::fs::remove_dir_all(&work)?;
            }
            std::fs::create_dir(&work)?;
            self.fetch(&directory, &work).map_err(|failure| {
                failure.while_doing(&format!("fetching the kernel {}", self.name()))
            })?;
            std::fs::remove_dir_all(&work)?;
        }
        Ok(kept(&directory))
    }

    fn fetch(self, directory: &Path, work: &Path) -> Result<(), Failure> {
        let (apt, package) = self.find(work)?;
        let release = release_of(&package).to_owned();
        let mut packages = Vec::new();
        for part in ["binary", "modules", "image"] {
            let name = format!("linux-{part}-{release}");
            if apt.names(&format!("^{}$", name.replace('+', "\\+")))?.contains(&name) {
                packages.push(name);
            }
        }
        if packages.is_empty() {
            packages.push(package);
        }
        println!("fetching {}", packages.join(", "));
        must(
            apt.command("apt-get").arg("-qq").arg("download").args(&packages).current_dir(work),
            DOWNLOAD_LIMIT,
        )?;
        for entry in std::fs::read_dir(work)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "deb") {
                must(Command::new("dpkg").arg("-x").arg(&path).arg(work), UNPACK_LIMIT)?;
                std::fs::remove_file(&path)?;
            }
        }
        keep(directory, work)?;
        std::fs::write(directory.join("release"), release)?;
        Ok(())
    }

    /// The package of the newest version, and where it comes from.
    fn find(self, work: &Path) -> Result<(Apt, String), Failure> {
        let pattern = format!(
            "^linux-(binary|image)-{}[0-9.]*[-+][a-z0-9]*-amd64(-unsigned)?$",
            self.series().replace('.', "\\.")
        );
        let own = [None].into_iter().filter(|_| self == Kernel::Old);
        for suite in own.chain(self.suites().iter().copied().map(Some)) {
            let apt = match suite {
                None => Apt { options: Vec::new() },
                Some(suite) => match Apt::of_suite(suite, &work.join(suite)) {
                    Ok(apt) => apt,
                    Err(failure) => {
                        eprintln!("{suite}: {failure:?}");
                        continue;
                    }
                },
            };
            if let Some(name) = newest(apt.names(&pattern)?) {
                return Ok((apt, name));
            }
        }
        Err(Failure::new(format!("no package {}* in {:?}", self.series(), self.suites())))
    }
}

fn release_of(package: &str) -> &str {
    let name = package.strip_prefix("linux-binary-").or(package.strip_prefix("linux-image-"));
    let name = name.unwrap_or(package);
    name.strip_suffix("-unsigned").unwrap_or(name)
}

/// Copies what a guest needs out of unpacked packages.
fn keep(directory: &Path, work: &Path) -> Result<(), Failure> {
    let found = must(
        Command::new("find").arg(work).args(["-type", "f", "-name", "vmlinuz*"]),
        UNPACK_LIMIT,
    )?;
    let image = found.lines().next().ok_or_else(|| Failure::new("no vmlinuz in the package"))?;
    std::fs::copy(image, directory.join("vmlinuz"))?;
    let modules = directory.join("modules");
    std::fs::create_dir_all(&modules)?;
    let found =
        must(Command::new("find").arg(work).args(["-type", "f", "-name", "*.ko*"]), UNPACK_LIMIT)?;
    for name in MODULES {
        let is_it = |path: &&str| {
            let file = path.rsplit('/').next().unwrap_or_default();
            file.split_once(".ko").is_some_and(|(stem, _)| stem == name)
        };
        let Some(path) = found.lines().find(is_it) else { continue };
        let to = modules.join(format!("{name}.ko"));
        match path.rsplit('.').next() {
            Some("xz") => unpack("xz", path, &to)?,
            Some("zst") => unpack("zstd", path, &to)?,
            _ => std::fs::copy(path, &to).map(drop)?,
        }
    }
    require!(modules.join("rxrpc.ko").exists(), "no rxrpc.ko in the package");
    Ok(())
}

fn unpack(program: &str, path: &str, to: &Path) -> Result<(), Failure> {
    let mut command = Command::new(program);
    command.args(["-dc", path]).stdout(std::fs::File::create(to)?);
    let status = command.status().map_err(|error| Failure::from(error).while_doing(program))?;
    require!(status.success(), "{program} {path}: {status}");
    Ok(())
}

/// apt, with the machine's sources or with one suite of its own, which changes nothing on the machine.
struct Apt {
    options: Vec<String>,
}

impl Apt {
    fn of_suite(suite: &str, directory: &Path) -> Result<Apt, Failure> {
        std::fs::create_dir_all(directory.join("lists/partial"))?;
        std::fs::create_dir_all(directory.join("cache/archives/partial"))?;
        let mut targets = Command::new("apt-get");
        targets.args(["indextargets", "--format", "$(SITE)"]);
        let sites = must(&mut targets, LISTS_LIMIT)?;
        let site = sites.lines().find(|site| !site.contains("security"));
        let site = site.ok_or_else(|| Failure::new("apt has no source of Debian's archive"))?;
        let list = directory.join("sources.list");
        std::fs::write(&list, format!("deb [signed-by={ARCHIVE_KEYS}] {site} {suite} main\n"))?;
        let at = |what: &str, path: PathBuf| format!("-o{what}={}", path.display());
        let apt = Apt {
            options: vec![
                at("Dir::Etc::sourcelist", list),
                "-oDir::Etc::sourceparts=/dev/null".to_owned(),
                "-oDir::Etc::preferencesparts=/dev/null".to_owned(),
                at("Dir::State::Lists", directory.join("lists")),
                at("Dir::Cache", directory.join("cache")),
                "-oAcquire::Languages=none".to_owned(),
                "-oDebug::NoLocking=1".to_owned(),
            ],
        };
        must(apt.command("apt-get").args(["-qq", "update"]), LISTS_LIMIT)?;
        Ok(apt)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        // The unprivileged user that apt would become may not write into a run's directory.
        command.args(&self.options).arg("-oAPT::Sandbox::User=root");
        command
    }

    /// The packages whose names match.
    fn names(&self, pattern: &str) -> Result<Vec<String>, Failure> {
        let mut search = self.command("apt-cache");
        search.args(["search", "--names-only", pattern]);
        let text = must(&mut search, LISTS_LIMIT)?;
        Ok(text
            .lines()
            .filter_map(|line| line.split_whitespace().next())
            .map(str::to_owned)
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::release_of;

    #[test]
    fn a_release_is_what_is_left_of_a_package_name() {
        assert_eq!(release_of("linux-image-6.1.0-56-amd64"), "6.1.0-56-amd64");
        assert_eq!(release_of("linux-image-6.1.0-56-amd64-unsigned"), "6.1.0-56-amd64");
        assert_eq!(release_of("linux-binary-7.3.4+deb13-amd64"), "7.3.4+deb13-amd64");
    }
}
