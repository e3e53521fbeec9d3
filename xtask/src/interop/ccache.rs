//! The little of MIT's file of credentials (version 4) that is needed to take a ticket out of one. Knows nothing of who
//! wrote it.

use xtask::programs::failure::{Failure, require};

const VERSION: u16 = 0x0504;

/// A ticket for a service, with what only its holder knows.
#[derive(Clone)]
pub(super) struct Credential {
    /// The type of the session key.
    pub(super) enctype: u16,
    pub(super) session_key: Vec<u8>,
    /// When it ends, in seconds since 1970.
    pub(super) end: u32,
    /// DER.
    pub(super) ticket: Vec<u8>,
}

/// The credential for a service, named with slashes and without realm.
pub(super) fn credential(file: &[u8], service: &str) -> Result<Credential, Failure> {
    let mut reader = Reader(file);
    require!(reader.short()? == VERSION, "not a file of credentials, version 4");
    let head = reader.short()?;
    reader.take(head.into())?;
    reader.principal()?;
    while !reader.0.is_empty() {
        reader.principal()?;
        let server = reader.principal()?;
        let enctype = reader.short()?;
        let session_key = reader.bytes()?.to_vec();
        // Authenticated, begins, ends, renewable till.
        let times = [reader.word()?, reader.word()?, reader.word()?, reader.word()?];
        // Whether the session key is another ticket's, and flags.
        reader.take(1 + 4)?;
        // Addresses, and data about authorisation.
        for _ in 0..2 {
            for _ in 0..reader.word()? {
                reader.short()?;
                reader.bytes()?;
            }
        }
        let ticket = reader.bytes()?.to_vec();
        let _second_ticket = reader.bytes()?;
        if server == service {
            return Ok(Credential { enctype, session_key, end: times[2], ticket });
        }
    }
    Err(Failure::new(format!("no ticket for {service}")))
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Failure> {
        let split = self.0.split_at_checked(length);
        let (taken, rest) = split.ok_or_else(|| Failure::new("credentials cut short"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn short(&mut self) -> Result<u16, Failure> {
        Ok(self.take(2)?.iter().fold(0, |number, byte| number << 8 | u16::from(*byte)))
    }

    fn word(&mut self) -> Result<u32, Failure> {
        Ok(self.take(4)?.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
    }

    fn bytes(&mut self) -> Result<&'a [u8], Failure> {
        let length = self.word()?;
        self.take(usize::try_from(length)?)
    }

    /// The components, with slashes between them.
    fn principal(&mut self) -> Result<String, Failure> {
        let _kind = self.word()?;
        let count = self.word()?;
        let _realm = self.bytes()?;
        let mut components = Vec::new();
        for _ in 0..count {
            components.push(String::from_utf8_lossy(self.bytes()?).into_owned());
        }
        Ok(components.join("/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(bytes: &[u8]) -> Vec<u8> {
        [&(bytes.len() as u32).to_be_bytes()[..], bytes].concat()
    }

    fn principal(components: &[&str]) -> Vec<u8> {
        let mut out = [1_u32.to_be_bytes(), (components.len() as u32).to_be_bytes()].concat();
        out.extend(bytes(b"RX.TEST"));
        out.extend(components.iter().flat_map(|component| bytes(component.as_bytes())));
        out
    }

    #[test]
    fn the_ticket_is_found_behind_another_entry() {
        let mut file = vec![5, 4, 0, 2, 7, 7];
        file.extend(principal(&["alice"]));
        for (server, ticket) in
            [(&["krb5_ccache_conf_data", "x"], "no"), (&["afs", "rx.test"], "ticket")]
        {
            file.extend(principal(&["alice"]));
            file.extend(principal(server));
            file.extend([0, 18]);
            file.extend(bytes(b"session"));
            file.extend([1_u32, 2, 3, 4].map(u32::to_be_bytes).concat());
            file.extend([0; 5]);
            file.extend([1_u32.to_be_bytes().to_vec(), vec![0, 2], bytes(b"addr")].concat());
            file.extend(0_u32.to_be_bytes());
            file.extend([bytes(ticket.as_bytes()), bytes(b"")].concat());
        }
        let found = credential(&file, "afs/rx.test").unwrap();
        assert_eq!((found.enctype, found.end), (18, 3));
        assert_eq!((&found.session_key[..], &found.ticket[..]), (&b"session"[..], &b"ticket"[..]));
        assert!(credential(&file, "afs").is_err());
        assert!(credential(&file[..file.len() - 1], "afs/rx.test").is_err());
    }
}
