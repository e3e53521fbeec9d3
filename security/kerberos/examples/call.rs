//! Makes one call as the user of the credential cache, encrypted, and shows the reply:
//! `call CELL ADDRESS:PORT SERVICE REQUEST`, the request in hexadecimal digits.
//!
//! With a fifth word it logs in itself, as that user, with the keytab that the sixth names.

use rxrpc_kerberos::Kerberos;
use rxrpc_rxkad::RxkadKey;
use rxrpc_sync::{CallOptions, Endpoint, SecurityLevel, ServiceAddress, ServiceId};
use std::net::SocketAddr;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [cell, address, service, request, user @ ..] = arguments.as_slice() else {
        return Err("usage: call CELL ADDRESS:PORT SERVICE REQUEST [USER KEYTAB]".into());
    };
    let kerberos = Kerberos::for_cell(cell)?;
    let token = match user {
        [user, keytab] => kerberos.with_keytab(user, keytab)?,
        _ => kerberos.from_cache()?,
    };
    let credentials = RxkadKey::new(token).credentials(SecurityLevel::Encrypted);
    let to = ServiceAddress::new(address.parse::<SocketAddr>()?, ServiceId(service.parse()?));
    let endpoint = Endpoint::bind("0.0.0.0:0")?;
    let options = CallOptions::new().credentials(credentials);
    let reply = endpoint.request_with(to, &options, &bytes(request)?)?;
    println!("{}", String::from_utf8_lossy(&reply));
    Ok(())
}

fn bytes(digits: &str) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let pair = |at: usize| digits.get(at..at + 2).ok_or("an odd number of digits");
    let byte = |at| Ok(u8::from_str_radix(pair(at)?, 16)?);
    (0..digits.len()).step_by(2).map(byte).collect()
}
