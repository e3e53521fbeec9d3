//! The tools of OpenAFS with `-localauth`, and services of ours: whom we take them for, and that they get their answer.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use super::Scene;
use super::databases::PR_NEW_ENTRY;
use super::keyring::{Who, local_key, name_in};
use super::services::{Asked, Log, NEW_ID, Services};
use super::table::{Peer, Place, Sealing, all_places};
use crate::interop::lanes::{Case, Lane, Seen};
use crate::interop::null::vlserver::VL_GET_ADDRS;
use crate::interop::openafs_cell::write_configuration;
use xtask::programs::failure::{Failure, require};
use xtask::programs::process::run;

const TOOL_LIMIT: Duration = Duration::from_secs(25);

/// A lane for each front end; in order, so that what a service notes is of one tool.
pub(super) fn lanes(
    scene: &Arc<Scene>,
    services: &[Services],
    directory: &Path,
) -> Result<Vec<Lane>, Failure> {
    let mut lanes = Vec::new();
    for of in services {
        let mut lane = Lane::default();
        for sealing in [Sealing::Des, Sealing::Aes128, Sealing::Aes256] {
            let tool = configure(directory, of, sealing)?;
            let is_here = |place: &Place| {
                matches!(place.peer, Peer::Pts | Peer::Vos)
                    && (place.front_end, place.sealing) == (of.front_end, sealing)
            };
            for place in all_places().filter(is_here) {
                let (scene, tool) = (Arc::clone(scene), tool.clone());
                lane.add(Case::new(place.to_string(), place.peer.name(), move || {
                    scene.table.record(place, tool.is_served(place))
                }));
            }
            if sealing == Sealing::Aes256 {
                let name = format!("-noauth is refused, {}", of.front_end.name());
                lane.add(Case::new(name, "pts", move || tool.is_refused()));
            }
        }
        lanes.push(lane);
    }
    Ok(lanes)
}

/// How tools find the services of one front end, and with which key.
#[derive(Clone)]
struct Tool {
    configuration: PathBuf,
    log: Log,
}

/// Makes the configuration that a tool reads on a database server's machine.
fn configure(directory: &Path, of: &Services, sealing: Sealing) -> Result<Tool, Failure> {
    let name = format!("tools-{}-{sealing:?}", of.front_end.name());
    let configuration = directory.join(name);
    write_configuration(&configuration, &of.front_end.address().to_string())?;
    local_key(sealing).write(&configuration)?;
    Ok(Tool { configuration, log: Arc::clone(&of.log) })
}

impl Tool {
    fn run(&self, program: &str, words: &[&str]) -> Result<(bool, String), Failure> {
        let mut command = Command::new(program);
        command.args(words).arg("-config").arg(&self.configuration);
        let finished = run(&mut command, TOOL_LIMIT)?;
        Ok((finished.status.success(), finished.text.trim().to_owned()))
    }

    fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.log.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn is_served(&self, place: Place) -> Seen {
        self.asked();
        let encrypt: &[&str] = if place.level == 2 { &["-encrypt"] } else { &[] };
        let (operation, (good, text)) = match place.peer {
            Peer::Pts => (PR_NEW_ENTRY, self.run("pts", &["createuser", "carol", "-localauth"])?),
            _ => {
                let words = [&["listaddrs", "-localauth"], encrypt].concat();
                (VL_GET_ADDRS, self.run("vos", &words)?)
            }
        };
        require!(good, "it says: {text}");
        if place.peer == Peer::Pts {
            require!(text.contains(&format!("id {NEW_ID}")), "it says: {text}");
        }
        let wanted = Asked {
            operation,
            name: name_in(place.sealing, Who::Administrator),
            level: place.level,
        };
        let asked = self.asked();
        require!(asked.len() == 1 && asked[0] == wanted, "{asked:?} instead of {wanted:?}");
        Ok(format!("{} asks at level {}", asked[0].name, asked[0].level))
    }

    fn is_refused(&self) -> Seen {
        self.asked();
        let (good, text) = self.run("pts", &["createuser", "carol", "-noauth"])?;
        let asked = self.asked();
        require!(!good && asked.is_empty(), "it says: {text}; asked: {asked:?}");
        Ok(text)
    }
}
