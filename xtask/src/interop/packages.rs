//! Which Debian packages a run needs, and which of them are missing.

use std::path::Path;
use std::time::Duration;

use super::report::Row;
use xtask::programs::failure::Failure;

/// A package that is needed, known by a file that it brings.
pub(crate) struct Package {
    name: &'static str,
    needed_for: &'static str,
    /// A path from the root, or a program's bare name that is looked for in `PATH`.
    file: &'static str,
}

/// What there has to be for a KDC.
pub(crate) const OF_A_KDC: [Package; 3] = [
    Package { name: "krb5-kdc", needed_for: "a KDC", file: "/usr/sbin/krb5kdc" },
    Package {
        name: "krb5-admin-server",
        needed_for: "the KDC's principals",
        file: "/usr/sbin/kadmin.local",
    },
    Package { name: "krb5-user", needed_for: "logging in at the KDC", file: "kinit" },
];

/// What there has to be for a cell that has files.
pub(crate) const OF_A_FILE_SERVER: [Package; 1] = [Package {
    name: "openafs-fileserver",
    needed_for: "fileserver, volserver and bosserver",
    file: "/usr/lib/openafs/fileserver",
}];

/// What there has to be in any case.
const NEEDED: [Package; 9] = [
    Package {
        name: "openafs-dbserver",
        needed_for: "vlserver and ptserver",
        file: "/usr/lib/openafs/vlserver",
    },
    Package {
        name: "openafs-client",
        needed_for: "rxdebug, udebug, bos, pts and vos",
        file: "rxdebug",
    },
    Package {
        name: "libopenafs-dev",
        needed_for: "the C peer's Rx library",
        file: "/usr/include/rx/rx.h",
    },
    Package { name: "gcc", needed_for: "building the C peer", file: "gcc" },
    Package { name: "libc6-dev", needed_for: "building the C peer", file: "/usr/include/stdio.h" },
    Package { name: "tshark", needed_for: "the check of our packets", file: "tshark" },
    Package { name: "tcpdump", needed_for: "the capture of our packets", file: "tcpdump" },
    Package { name: "iproute2", needed_for: "the network namespace", file: "ip" },
    Package { name: "util-linux", needed_for: "the network namespace", file: "unshare" },
];

/// What there has to be for the kernel as a peer.
const OF_A_GUEST: [Package; 9] = [
    Package {
        name: "qemu-system-x86",
        needed_for: "the guest's machine",
        file: "qemu-system-x86_64",
    },
    Package { name: "busybox-static", needed_for: "the guest's shell", file: "/usr/bin/busybox" },
    Package { name: "xz-utils", needed_for: "unpacking the kernel's modules", file: "xz" },
    Package { name: "gcc", needed_for: "building the guest's program", file: "gcc" },
    Package {
        name: "libc6-dev",
        needed_for: "building the guest's program",
        file: "/usr/include/stdio.h",
    },
    Package { name: "tshark", needed_for: "the check of our packets", file: "tshark" },
    Package { name: "tcpdump", needed_for: "the capture of our packets", file: "tcpdump" },
    Package { name: "iproute2", needed_for: "the network namespace", file: "ip" },
    Package { name: "util-linux", needed_for: "the network namespace", file: "unshare" },
];

impl Package {
    fn is_there(&self) -> bool {
        if self.file.starts_with('/') {
            return Path::new(self.file).exists();
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|directory| directory.join(self.file).is_file())
    }

    /// The failed row that names this package.
    pub(crate) fn as_row(&self) -> Row {
        let reason = format!("missing, needed for {}: {}", self.needed_for, apt_line(&[self]));
        Row::new(
            &format!("package {}", self.name),
            "this machine",
            Err(Failure::new(reason)),
            Duration::ZERO,
        )
    }
}

/// The packages that are not installed, of those that are needed in any case and of the others.
pub(crate) fn missing(others: &[&'static [Package]]) -> Vec<&'static Package> {
    let mut missing: Vec<&Package> = Vec::new();
    for package in NEEDED.iter().chain(others.iter().copied().flatten()) {
        if !package.is_there() && !missing.iter().any(|other| other.name == package.name) {
            missing.push(package);
        }
    }
    missing
}

/// The packages that are not installed and needed for the kernel as a peer.
pub(crate) fn missing_for_linux() -> Vec<&'static Package> {
    OF_A_GUEST.iter().filter(|package| !package.is_there()).collect()
}

/// The command that installs them. Recommended packages are left out: OpenAFS's are a kernel module.
pub(crate) fn apt_line(packages: &[&Package]) -> String {
    let names: Vec<&str> = packages.iter().map(|package| package.name).collect();
    format!("apt-get install -y --no-install-recommends {}", names.join(" "))
}
