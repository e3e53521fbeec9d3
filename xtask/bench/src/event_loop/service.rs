//! A service in another process that takes calls and answers all of them late. Knows nothing of who calls.

use std::process::Command;
use std::thread;
use std::time::Duration;

use rxrpc_sync::{Call, Config, Endpoint, ServiceId};

use super::client::CALLS;
use crate::Result;
use crate::contender::Server;

pub(super) const SERVICE: ServiceId = ServiceId(2000);

/// What the process is told.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Role {
    /// Seconds from the last call to the answers.
    #[arg(long)]
    answer_after: u64,
}

/// The process, as its owner sees it.
pub(super) struct Started(Server);

pub(super) fn start(answer_after: Duration) -> Result<Started> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["late-service", "--answer-after", &answer_after.as_secs().to_string()]);
    Ok(Started(Server::start(&mut command)?))
}

impl Started {
    pub(super) fn address(&self) -> Result<String> {
        Ok(self.0.first_line().to_owned())
    }
}

/// Is that process, until it is ended.
pub(crate) fn play(role: &Role) -> Result<()> {
    let mut config = Config::default();
    config.backlog = CALLS;
    let endpoint = Endpoint::builder().bind("127.0.0.1:0").config(config).build()?;
    let incoming = endpoint.incoming(SERVICE)?;
    println!("{}", endpoint.local_addr());
    let mut held: Vec<Call> = incoming.clone().take(CALLS).collect();
    thread::sleep(Duration::from_secs(role.answer_after));
    for call in &mut held {
        call.take_request(100)?;
        call.send_last(b"late")?;
    }
    loop {
        thread::park();
    }
}
