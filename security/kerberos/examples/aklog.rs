//! Says what token Kerberos gives for a cell: `aklog CELL [USER PASSWORD]`, from the credential cache or with a password.

use rxrpc_kerberos::Kerberos;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [cell, user @ ..] = arguments.as_slice() else {
        return Err("usage: aklog CELL [USER PASSWORD]".into());
    };
    let kerberos = Kerberos::for_cell(cell)?;
    let token = match user {
        [user, password] => kerberos.with_password(user, password)?,
        _ => kerberos.from_cache()?,
    };
    println!("{token:?}, a ticket of {} bytes", token.ticket().len());
    Ok(())
}
