//! Which servers a cell has.
//!
//! Holds: [`Cells`], the one way in which all commands find a cell, and what the command line says of it. Must not know: who asks,
//! what is asked.

#[cfg_attr(not(feature = "dns"), path = "cells/no_dns.rs")]
mod dns;

use crate::failure::Failure;
use crate::shown::Shown;
use rxrpc_afs::cell::{CellServers, Configuration, ConfigurationError};
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::time::Duration;

/// Who knows which servers a cell has: files, DNS or the command line.
#[derive(Clone, Debug, Default, clap::Args)]
#[non_exhaustive]
pub struct Cells {
    /// The directory with ThisCell, CellServDB and CellAlias, and with --localauth KeyFile and KeyFileExt; without, $AFSCONF or the
    /// usual ones
    #[arg(long, value_name = "DIR")]
    pub config: Option<PathBuf>,

    /// Database servers of the cell, in place of those that CellServDB or DNS names
    #[arg(long, value_name = "ADDRESS", value_delimiter = ',')]
    pub servers: Vec<Ipv4Addr>,

    /// How DNS is asked.
    #[command(flatten)]
    dns: dns::Dns,
}

impl Cells {
    /// What is known of cells, where DNS answers each question within this time. This cell, or this host's own, has the servers
    /// that the command line names. Blocks while files are read; asks nobody.
    ///
    /// # Errors
    ///
    /// [`Failure::Access`].
    pub fn configuration(
        &self,
        cell: Option<&str>,
        limit: Duration,
    ) -> Result<Configuration, Failure> {
        let files = self.files()?;
        if self.servers.is_empty() {
            return Ok(self.dns.asked(files, limit));
        }
        let unnamed = || Failure::Access("of which cell are these servers? Name it".to_owned());
        let cell = cell.or(files.this_cell()).ok_or_else(unnamed)?;
        let given = CellServers::at(cell, &self.servers);
        Ok(self.dns.asked(files.cell(given), limit))
    }

    /// The servers of this cell, or of this host's own. Blocks while files are read, and for each question to DNS so long at
    /// most: there are four, and none of a cell that CellServDB has.
    ///
    /// # Errors
    ///
    /// [`Failure::Access`].
    pub fn find(&self, cell: Option<&str>, limit: Duration) -> Result<CellServers, Failure> {
        let configuration = self.configuration(cell, limit)?;
        pollster::block_on(configuration.find(cell)).map_err(|error| unknown(&error))
    }

    /// This cell, or this host's own, as it is called.
    ///
    /// # Errors
    ///
    /// [`Failure::Access`].
    pub fn named(&self, cell: Option<&str>) -> Result<Option<String>, Failure> {
        match cell {
            Some(cell) => Ok(Some(cell.to_owned())),
            None => Ok(self.files()?.this_cell().map(str::to_owned)),
        }
    }

    fn files(&self) -> Result<Configuration, Failure> {
        let found = match &self.config {
            Some(directory) => Configuration::open(directory),
            None => Configuration::usual(),
        };
        found.map_err(|error| unknown(&error))
    }
}

/// Why a cell is not known; also what DNS said of it.
pub(crate) fn unknown(error: &ConfigurationError) -> Failure {
    let said = Shown(error.to_string().as_bytes()).to_string();
    Failure::Access(match error {
        ConfigurationError::NoCell { asked_dns: false, .. } => said + dns::WHY_NOT,
        _ => said,
    })
}
