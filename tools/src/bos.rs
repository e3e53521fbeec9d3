//! Which servers an overseer runs, and how they are.
//!
//! Holds: the questions of `bos status -long` and what comes of them. Must not know: how it is asked for.

use crate::calling::failed;
use crate::failure::Failure;
use crate::shown::Shown;
use crate::when::When;
use rxrpc_afs::bos::sync::BozoClient;
use rxrpc_afs::bos::{BOZO_RUNNING, BOZO_SHUT_DOWN, BOZO_SHUTTING_DOWN, BOZO_STARTING_UP};
use rxrpc_afs::errors::BZDOM;
use rxrpc_afs::rxrpc_xdr::sync::Caller;
use rxrpc_afs::rxrpc_xdr::{RpcError, Text};
use serde::Serialize;
use std::fmt;
use std::time::{Duration, Instant};

/// Most instances of an overseer that are told.
const INSTANCES: i32 = 1000;

/// Most parameters of an instance: the interface makes none with more.
const PARAMETERS: i32 = 6;

/// Bits of an instance's flags: it has left a core file; it has failed so often that it is not started again; its directories
/// are not as they have to be.
const HAS_CORE: i32 = 1;
const FAILED_TOO_OFTEN: i32 = 2;
const BAD_ACCESS: i32 = 4;

/// What an overseer runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// Who was asked.
    pub server: String,
    /// What it runs, in its order.
    pub instances: Vec<Instance>,
    /// Why not all of them are told, if they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<String>,
}

/// One of the things that an overseer runs. Texts are fit for a terminal; times are in seconds since 1970, 0 is never.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Instance {
    /// Its name.
    pub name: String,
    /// Its type: `simple`, `fs`, `dafs`, `cron`.
    #[serde(rename = "type")]
    pub kind: String,
    /// `running`, `shut down`, `shutting down`, `starting up`, or a number.
    pub status: String,
    /// A text that goes with it; may be empty.
    pub more: String,
    /// Whether it shall run.
    pub wanted: bool,
    /// Whether it shall run when the overseer is started again.
    pub enabled: bool,
    /// Whether it has left a core file.
    pub core: bool,
    /// Whether it has failed so often that it is not started again.
    pub failed_too_often: bool,
    /// Whether its directories let others do more than they should.
    pub bad_access: bool,
    /// When it was started last.
    pub started: i32,
    /// How often it was started.
    pub starts: i32,
    /// When it ended last.
    pub ended: i32,
    /// When it ended last with an error.
    pub failed: i32,
    /// With which exit code it ended then.
    pub exit_code: i32,
    /// By which signal it ended then; 0 for none.
    pub signal: i32,
    /// Its commands and other parameters.
    pub parameters: Vec<String>,
}

/// Asks an overseer for these of its instances, or for all without any. Blocks meanwhile; asks for no further one after this
/// time.
///
/// # Errors
///
/// [`Failure`] for what is asked first. What fails behind it only ends the list.
pub fn ask<C: Caller>(
    client: &BozoClient<C>,
    server: &str,
    names: &[String],
    within: Duration,
) -> Result<Report, Failure> {
    let begin = Instant::now();
    let mut report = Report { server: server.to_owned(), instances: Vec::new(), cut_off: None };
    for index in 0.. {
        let told = report.instances.len();
        if told > 0 && begin.elapsed() >= within {
            report.cut_off = Some(format!("{told} in {} s", within.as_secs()));
            break;
        }
        if index >= INSTANCES {
            report.cut_off = Some(format!("there are more than {INSTANCES}"));
            break;
        }
        match next(client, names, index) {
            Ok(Some(instance)) => report.instances.push(instance),
            Ok(None) => break,
            Err(error) if told == 0 => return Err(failed(server, &error)),
            Err(error) => {
                report.cut_off = Some(failed(server, &error).to_string());
                break;
            }
        }
    }
    Ok(report)
}

/// The instance of this place, if there is one.
fn next<C: Caller>(
    client: &BozoClient<C>,
    names: &[String],
    index: i32,
) -> Result<Option<Instance>, RpcError> {
    let name = if names.is_empty() {
        client.enumerate_instance(index).map(Some).or_else(end)?
    } else {
        let index = usize::try_from(index).unwrap_or(usize::MAX);
        names.get(index).map(|name| Text::from(name.as_str()))
    };
    name.map(|name| instance(client, name)).transpose()
}

/// The end of a list is no failure.
fn end<T>(error: RpcError) -> Result<Option<T>, RpcError> {
    if error.abort_code() == Some(BZDOM) { Ok(None) } else { Err(error) }
}

fn instance<C: Caller>(client: &BozoClient<C>, name: Text<256>) -> Result<Instance, RpcError> {
    let told = client.get_instance_info(name.clone())?;
    let now = client.get_status(name.clone())?;
    let mut parameters = Vec::new();
    for n in 0..PARAMETERS {
        match client.get_instance_parm(name.clone(), n).map(Some).or_else(end)? {
            Some(text) => parameters.push(Shown(&text).to_string()),
            None => break,
        }
    }
    let is = |flag| told.status.flags & flag != 0;
    Ok(Instance {
        name: Shown(&name).to_string(),
        kind: Shown(&told.r#type).to_string(),
        status: status(now.status),
        more: Shown(&now.text).to_string(),
        wanted: told.status.goal == BOZO_RUNNING,
        enabled: told.status.file_goal == BOZO_RUNNING,
        core: is(HAS_CORE),
        failed_too_often: is(FAILED_TOO_OFTEN),
        bad_access: is(BAD_ACCESS),
        started: told.status.proc_start_time,
        starts: told.status.proc_starts,
        ended: told.status.last_any_exit,
        failed: told.status.last_error_exit,
        exit_code: told.status.error_code,
        signal: told.status.error_signal,
        parameters,
    })
}

fn status(number: i32) -> String {
    match number {
        BOZO_RUNNING => "running".to_owned(),
        BOZO_SHUT_DOWN => "shut down".to_owned(),
        BOZO_SHUTTING_DOWN => "shutting down".to_owned(),
        BOZO_STARTING_UP => "starting up".to_owned(),
        other => other.to_string(),
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.instances.iter().try_for_each(|instance| write!(f, "{instance}"))?;
        writeln!(f, "instances: {}", self.instances.len())?;
        self.cut_off.iter().try_for_each(|why| writeln!(f, "cut off: {why}"))
    }
}

impl fmt::Display for Instance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.name, self.kind, self.status)?;
        let notes = [
            (
                self.wanted != self.enabled && self.wanted,
                "for now, not when the overseer starts again",
            ),
            (
                self.wanted != self.enabled && self.enabled,
                "for now, and shall run when the overseer starts again",
            ),
            (self.core, "has left a core file"),
            (self.failed_too_often, "has failed too often to be started again"),
            (self.bad_access, "its directories have the wrong rights"),
        ];
        for (_, note) in notes.iter().filter(|(is, _)| *is) {
            write!(f, ", {note}")?;
        }
        writeln!(f)?;
        if !self.more.is_empty() {
            writeln!(f, "  {}", self.more)?;
        }
        writeln!(f, "  started: {}, {} times", When(self.started), self.starts)?;
        if self.ended != 0 {
            writeln!(f, "  ended: {}", When(self.ended))?;
        }
        if self.failed != 0 {
            let how = match (self.signal, self.exit_code) {
                (0, code) => format!("exit code {code}"),
                (signal, _) => format!("signal {signal}"),
            };
            writeln!(f, "  failed: {}, {how}", When(self.failed))?;
        }
        let parameters = self.parameters.iter().enumerate();
        parameters
            .map(|(n, text)| (n + 1, text))
            .try_for_each(|(n, text)| writeln!(f, "  command {n}: {text}"))
    }
}
