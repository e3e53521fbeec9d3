//! Names of Kerberos 5 as AFS knows them, in those of Kerberos 4.
//!
//! Holds: [`afs_name`]. Must not know: tickets.

use super::{TicketError, TicketRules};
use crate::{NameError, Principal};

/// Services whose instance is a host: only its first label counts (rxkad in practice §2).
const OF_HOSTS: &[&[u8]] = &[
    b"discuss",
    b"rvdsrv",
    b"sample",
    b"olc",
    b"pop",
    b"sis",
    b"rfs",
    b"imap",
    b"ftp",
    b"ecat",
    b"daemon",
    b"gnats",
    b"moira",
    b"prms",
    b"mandarin",
    b"register",
    b"changepw",
    b"sms",
    b"afpserver",
    b"gdss",
    b"news",
    b"abs",
    b"nfs",
    b"tftp",
    b"http",
    b"khttp",
    b"pgpsigner",
    b"irc",
    b"mandarin-agent",
    b"write",
    b"palladium",
    b"smtp",
    b"lmtp",
    b"ldap",
    b"acap",
    b"argus",
    b"mupdate",
    b"host",
];

/// What AFS calls somebody of these components and this realm.
pub(super) fn afs_name(
    components: &[&[u8]],
    realm: &[u8],
    rules: &TicketRules,
) -> Result<Principal, TicketError> {
    let (name, instance) = match components {
        [name] => (*name, &b""[..]),
        [name, instance] => (*name, *instance),
        _ => return Err(NameError("number of components").into()),
    };
    if name.contains(&b'.') && !rules.allow_dotted_names {
        return Err(NameError("name with a dot").into());
    }
    let (name, instance) = if OF_HOSTS.contains(&name) && components.len() == 2 {
        let label = instance.iter().position(|byte| *byte == b'.');
        let label = label.ok_or(NameError("host without a domain"))?;
        (if name == b"host" { &b"rcmd"[..] } else { name }, &instance[..label])
    } else {
        (name, instance)
    };
    Ok(Principal::from_bytes(name, instance, realm)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(components: &[&str]) -> Result<String, TicketError> {
        let components: Vec<&[u8]> = components.iter().map(|part| part.as_bytes()).collect();
        afs_name(&components, b"rx.test", &TicketRules::default()).map(|who| who.to_string())
    }

    #[test]
    fn names_become_those_of_afs() {
        for (components, name) in [
            (&["alice"][..], "alice@rx.test"),
            (&["alice", "admin"], "alice.admin@rx.test"),
            (&["host", "www.rx.test"], "rcmd.www@rx.test"),
            (&["imap", "mail.rx.test"], "imap.mail@rx.test"),
            (&["kadmin", "kdc.rx.test"], "kadmin.kdc.rx.test@rx.test"),
            (&["host"], "host@rx.test"),
        ] {
            assert_eq!(called(components).as_deref(), Ok(name));
        }
        for refused in [&[][..], &["a.b"], &["host", "www"], &["a", "b", "c"], &[""], &["a\0"]] {
            assert!(matches!(called(refused), Err(TicketError::Name(_))), "{refused:?}");
        }
        let dotted = TicketRules::default().allow_dotted_names(true);
        assert!(afs_name(&[b"a.b"], b"", &dotted).is_ok());
    }
}
