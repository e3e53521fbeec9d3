//! A KDC of Debian's packages on 127.0.0.1, with the service of the cell and two users. Knows nothing of AFS's servers.

use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::ccache::{self, Credential};
use xtask::programs::failure::{Failure, require};
use xtask::programs::process::{Background, must, wait_until};

/// Anywhere but where a machine's own KDC would be: a user may have no network namespaces.
const ADDRESS: &str = "127.0.0.1:10088";
pub(super) const REALM: &str = "RX.TEST";
/// The service, as AFS names that of a cell.
pub(super) const SERVICE: &str = "afs/rx.test";
const SOON: Duration = Duration::from_secs(20);

/// The running KDC; it ends when this is dropped.
pub(super) struct Kdc {
    directory: PathBuf,
    _process: Background,
}

impl Kdc {
    /// Makes a database with these users and the service, and starts the KDC.
    pub(super) fn start(directory: &Path, users: &[&str]) -> Result<Kdc, Failure> {
        fs::create_dir(directory)?;
        let directory = directory.to_owned();
        fs::write(directory.join("krb5.conf"), client_configuration())?;
        fs::write(directory.join("kdc.conf"), kdc_configuration(&directory))?;
        let run = |program: &str, arguments: &[&str]| {
            must(in_realm(&directory, program).args(arguments), SOON).map(drop)
        };
        run("/usr/sbin/kdb5_util", &["create", "-s", "-r", REALM, "-P", "made up for this run"])?;
        for principal in users.iter().chain([&SERVICE]) {
            run("/usr/sbin/kadmin.local", &["-q", &format!("addprinc -randkey {principal}")])?;
            let keytab = keytab(&directory, principal);
            // Takes a key of another version, as it stands then in the database.
            run(
                "/usr/sbin/kadmin.local",
                &["-q", &format!("ktadd -k {} {principal}", keytab.display())],
            )?;
        }
        let mut command = in_realm(&directory, "/usr/sbin/krb5kdc");
        let log = directory.join("kdc.out");
        let mut process = Background::start("krb5kdc", command.arg("-n"), &log)?;
        wait_until("krb5kdc", SOON, || {
            process.must_be_running()?;
            Ok(TcpStream::connect(ADDRESS).is_ok())
        })?;
        Ok(Kdc { directory, _process: process })
    }

    /// The keytab of the service.
    pub(super) fn service_keytab(&self) -> PathBuf {
        keytab(&self.directory, SERVICE)
    }

    /// The service's key in its keytab: its version, type and bytes.
    pub(super) fn service_key(&self) -> Result<(u32, u32, Vec<u8>), Failure> {
        let bytes = fs::read(self.service_keytab())?;
        let entries = rxrpc_rxkad::keys::keytab::entries(&bytes)?;
        require!(entries.len() == 1, "{} keys in the keytab of the service", entries.len());
        let (kvno, key) = (entries[0].kvno, &entries[0].key);
        Ok((kvno, u32::try_from(key.enctype().0)?, key.bytes().to_vec()))
    }

    /// Logs a user in and gets a ticket for the service.
    pub(super) fn ticket_of(&self, user: &str) -> Result<Credential, Failure> {
        let cache = self.cache_of(user);
        self.log_in(user, &cache)?;
        must(self.program("kvno").env("KRB5CCNAME", name_of(&cache)).arg(SERVICE), SOON)?;
        ccache::credential(&fs::read(&cache)?, SERVICE)
    }

    /// Logs a user in: the file of credentials has no ticket then but that for others.
    pub(super) fn log_in(&self, user: &str, cache: &Path) -> Result<(), Failure> {
        let mut kinit = self.program("kinit");
        kinit.env("KRB5CCNAME", name_of(cache)).args(["-k", "-t"]).arg(self.keytab_of(user));
        must(kinit.arg(user), SOON).map(drop)
    }

    /// The file of credentials of a user who has a ticket for the service.
    pub(super) fn cache_of(&self, user: &str) -> PathBuf {
        self.directory.join(format!("cache-{user}"))
    }

    /// The keytab of a user.
    pub(super) fn keytab_of(&self, user: &str) -> PathBuf {
        keytab(&self.directory, user)
    }

    /// A program that is in the realm.
    pub(super) fn program(&self, program: &str) -> Command {
        in_realm(&self.directory, program)
    }
}

/// How programs of Kerberos call a file of credentials.
pub(super) fn name_of(cache: &Path) -> String {
    format!("FILE:{}", cache.display())
}

fn keytab(directory: &Path, principal: &str) -> PathBuf {
    directory.join(format!("{}.keytab", principal.replace('/', "-")))
}

fn in_realm(directory: &Path, program: &str) -> Command {
    let mut command = Command::new(program);
    command.env("KRB5_CONFIG", directory.join("krb5.conf"));
    command.env("KRB5_KDC_PROFILE", directory.join("kdc.conf"));
    command
}

/// TCP only, so that all captured UDP is of Rx. Braces have to end their lines.
fn client_configuration() -> String {
    format!(
        "[libdefaults]\n default_realm = {REALM}\n dns_lookup_kdc = false\n dns_lookup_realm = false\n \
         rdns = false\n udp_preference_limit = 1\n\
         [realms]\n {REALM} = {{\n  kdc = {ADDRESS}\n }}\n\
         [domain_realm]\n .rx.test = {REALM}\n rx.test = {REALM}\n"
    )
}

fn kdc_configuration(directory: &Path) -> String {
    let at = |name: &str| directory.join(name).display().to_string();
    format!(
        "[kdcdefaults]\n kdc_listen = \"\"\n kdc_tcp_listen = {ADDRESS}\n\
         [realms]\n {REALM} = {{\n  database_name = {}\n  key_stash_file = {}\n  acl_file = {}\n  \
         supported_enctypes = aes256-cts-hmac-sha1-96:normal\n }}\n",
        at("principal"),
        at("stash"),
        at("acl")
    )
}
