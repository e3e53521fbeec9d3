//! The services of AFS: clients of the package `rxrpc-afs` with OpenAFS's servers, and OpenAFS's tools with services made
//! of the package's traits, through both front ends.
//!
//! Knows the order of the part. What must have been tried in the end is in [`list`].

mod bos;
mod callbacks;
mod cell;
mod clients;
mod codes;
mod command;
mod files;
mod fs;
mod identities;
mod list;
mod ours;
mod pr;
mod scene;
mod split;
mod ubik;
mod vl;
mod volser;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use rxrpc_afs::pr::{PR_ADMINISTRATORS, PR_ANYUSER};

use super::Options;
use super::capture::{self, Capture};
use super::front_ends::{self, FrontEnd};
use super::kdc::Kdc;
use super::key_files::ServerKeys;
use super::lanes::{self, Lane};
use super::openafs_cell::FILES;
use super::report::{Report, Row};
use super::verdict::Verdict;
use callbacks::Manner;
use cell::Cell;
use list::List;
use scene::{ADMINISTRATOR, ROOT, Scene};
use xtask::programs::failure::{Failure, require};

/// Runs all cases; those that were not begun by the deadline have failed.
pub(super) fn run(
    options: &Options,
    directory: &Path,
    deadline: Instant,
) -> Result<Report, Failure> {
    let capture = Capture::start(directory)?;
    let kdc = Kdc::start(&directory.join("kdc"), &[files::READER])?;
    let mut keys = ServerKeys::one();
    keys.kerberos.push(kdc.service_key()?);
    let cell = Cell::start(directory, &keys)?;
    let root = prepare(&cell, directory)?;
    let list = List::new()?;
    let runtime = front_ends::runtime()?;
    let endpoints = FrontEnd::BOTH.map(|front_end| front_end.bind(0, &runtime));
    let endpoints = endpoints.into_iter().collect::<Result<Vec<_>, _>>()?;
    let (mut told, mut answering) = (Vec::new(), Vec::new());
    for (endpoint, front_end) in endpoints.iter().zip(FrontEnd::BOTH) {
        let (log, service) = callbacks::answer(endpoint, front_end, Manner::New, &list)?;
        told.push(log);
        answering.push(service);
    }
    let scene = Scene::new(&runtime, &endpoints, told, &keys, &list, root, cell.partition())?;
    let beside = ours::beside_file_server(&scene)?;
    let mut lanes = vec![
        codes::lane(),
        bos::lane(&scene),
        vl::lane(&scene),
        volser::lane(&scene),
        fs::lane(&scene),
        files::lane(&cell, &scene, &keys, directory),
    ];
    for front_end in FrontEnd::BOTH {
        lanes.extend([pr::lane, ubik::lane].map(|lane| lane(&scene, front_end)));
    }
    let wanted = |name: &str, of: &str| options.wants(name, of);
    let lanes: Vec<Lane> = lanes.into_iter().map(|lane| lane.keep(&wanted)).collect();
    let mut report = Report::default();
    for row in lanes::run(lanes, deadline) {
        report.add(row);
    }
    let kdc = Arc::new(kdc);
    let began = Instant::now();
    let filled = fill(&cell).and_then(|()| ours::start(&cell, &scene, directory, &runtime));
    match filled {
        Ok((_running, lane)) => {
            let lanes = [lane, command::lane(&cell, &kdc), identities::lane(&cell, &kdc)]
                .map(|lane| lane.keep(&wanted));
            for row in lanes::run(lanes.into(), deadline) {
                report.add(row);
            }
        }
        Err(failure) => {
            report.add(Row::new("services of ours", "-", Err(failure), began.elapsed()));
        }
    }
    drop((beside, answering, cell));
    let began = Instant::now();
    if options.wants_all() {
        let whole = list.is_whole();
        report.add(Row::new("every place of the list", "all", whole, began.elapsed()));
        report.append(list.to_text());
    }
    let packets = capture.file().to_path_buf();
    let decoded = capture.finish().and_then(|verdict: Verdict| verdict.our_packets_decode());
    report.add(Row::new("our packets decode", &capture::checker(), decoded, began.elapsed()));
    if options.wants("rx decode", "tshark") {
        let began = Instant::now();
        let decoded = command::decodes(&packets, &directory.join("conf"), &kdc);
        report.add(Row::new("rx decode", "tshark", decoded, began.elapsed()));
    }
    Ok(report)
}

/// Has OpenAFS's tools make what other tools are asked about.
fn fill(cell: &Cell) -> Result<(), Failure> {
    let partition = cell.partition().name();
    cell.administer("vos", &["create", FILES, &partition, "users"])?;
    cell.administer("vos", &["backup", "users"])?;
    cell.administer("pts", &["createuser", "alice"])?;
    cell.administer("pts", &["createuser", "bob", "-id", "4321"])?;
    let owner = ["-owner", "system:administrators"];
    cell.administer("pts", &[&["creategroup", "friends"], &owner[..]].concat())?;
    cell.administer("pts", &["adduser", "alice", "friends"])?;
    cell.administer("pts", &["adduser", "bob", "system:administrators"])?;
    Ok(())
}

/// Has OpenAFS's tools make a volume and an instance, and gives the volume's number.
fn prepare(cell: &Cell, directory: &Path) -> Result<u32, Failure> {
    cell.administer("pts", &["createuser", ADMINISTRATOR])?;
    cell.administer("pts", &["adduser", ADMINISTRATOR, "system:administrators"])?;
    cell.overseer(&["create", FILES, bos::SLEEPER, "simple", &bos::command(bos::SLEEPER)])?;
    bos::wait_until_running(bos::SLEEPER)?;
    let made = cell.administer("vos", &["create", FILES, &cell.partition().name(), ROOT])?;
    let number = made.split_whitespace().find_map(|word| word.parse().ok());
    let number: u32 = number.ok_or_else(|| Failure::new(format!("vos says: {made}")))?;
    require!(number > 0, "vos says: {made}");
    open_to_everybody(cell, directory)?;
    Ok(number)
}

/// Gives everybody all rights to the volume. Who may give them, needs a token; but what a dump says is restored as it is.
fn open_to_everybody(cell: &Cell, directory: &Path) -> Result<(), Failure> {
    let (closed, open) = (directory.join("closed.dump"), directory.join("open.dump"));
    cell.administer("vos", &["dump", ROOT, "-file", &closed.to_string_lossy()])?;
    let mut dump = std::fs::read(&closed)?;
    let (administrators, everybody) = (PR_ADMINISTRATORS.to_be_bytes(), PR_ANYUSER.to_be_bytes());
    let at: Vec<usize> =
        (0..dump.len()).filter(|at| dump[*at..].starts_with(&administrators)).collect();
    require!(at.len() == 1, "{} entries of administrators in the dump", at.len());
    dump[at[0]..at[0] + everybody.len()].copy_from_slice(&everybody);
    std::fs::write(&open, dump)?;
    let (partition, file) = (cell.partition().name(), open.to_string_lossy().into_owned());
    let words = ["restore", FILES, &partition, ROOT, "-file", &file, "-overwrite", "full"];
    cell.administer("vos", &words)?;
    Ok(())
}
