//! The commands that read files of a cell: `rx ls`, `rx stat`, `rx cat`, `rx whereis`, `rx acl`, `rx quota`.
//!
//! Holds: their arguments, and what of the answers is shown. Must not know: how files are found.

mod shown;

use super::Rx;
use crate::access::Who;
use crate::calling;
use crate::cells::unknown;
use crate::failure::Failure;
use crate::shown::{Shown, tell};
use clap::{Args, Subcommand};
use rxrpc_afs::cell::{DatabaseError, Patience};
use rxrpc_afs::files::path::AfsPath;
use rxrpc_afs::files::sync::Client;
use rxrpc_afs::files::{Callbacks, FileClientBuilder, FileError};
use rxrpc_sync::Endpoint;
use shown::{Line, Listing, Name, Place, Quota, Rights, Status};
use std::io::{IsTerminal, Write, stderr};
use std::process::ExitCode;
use std::time::Duration;

/// What is to be done with a path.
#[derive(Debug, Subcommand)]
pub(super) enum Files {
    /// List a directory of a cell
    Ls {
        #[command(flatten)]
        of: Of,
        /// Also what each is: its type, mode, owner, length and the time of its last change
        #[arg(short)]
        long: bool,
    },
    /// What a file server says of a file
    Stat {
        #[command(flatten)]
        of: Of,
    },
    /// Copy a file to standard output
    Cat {
        #[command(flatten)]
        of: Of,
        /// Begin at this byte: goes on where an earlier copy ended
        #[arg(long, value_name = "BYTE", default_value_t = 0)]
        from: u64,
    },
    /// Who may do what in a directory
    Acl {
        #[command(flatten)]
        of: Of,
    },
    /// How much is in the volume of a file, and how much may be
    Quota {
        #[command(flatten)]
        of: Of,
    },
    /// In which volume a file is, and on which servers that is
    Whereis {
        #[command(flatten)]
        of: Of,
    },
}

/// Which file, of which cell, and as whom.
#[derive(Debug, Args)]
pub(super) struct Of {
    /// /afs/CELL/…, or /afs/.CELL/… for the volume that is written to
    path: String,

    #[command(flatten)]
    who: Who,
}

impl Files {
    pub(super) fn run(&self, rx: &Rx, out: &mut impl Write) -> Result<ExitCode, Failure> {
        let (Self::Ls { of, .. }
        | Self::Stat { of }
        | Self::Cat { of, .. }
        | Self::Acl { of }
        | Self::Quota { of }
        | Self::Whereis { of }) = self;
        let client = of.client(Duration::from_secs(rx.timeout))?;
        let done = self.show(rx, out, &client, of);
        client.give_up_promises();
        done.map(|()| ExitCode::SUCCESS)
    }

    fn show(&self, rx: &Rx, out: &mut impl Write, client: &Client, of: &Of) -> Result<(), Failure> {
        let failed = |error: FileError| of.failed(error);
        match self {
            Self::Ls { long: true, .. } => {
                let mut list = client.list(&of.path).map_err(failed)?;
                list.sort_by(|a, b| a.name.cmp(&b.name));
                rx.print(out, &Listing(list.iter().map(Line::from).collect()))
            }
            Self::Ls { .. } => {
                let mut names = client.names(&of.path).map_err(failed)?;
                names.sort_by(|a, b| a.name.cmp(&b.name));
                rx.print(out, &Listing(names.iter().map(|entry| Name::of(&entry.name)).collect()))
            }
            Self::Stat { .. } => {
                let stat = client.link_stat(&of.path).map_err(failed)?;
                rx.print(out, &Status::from(&stat))
            }
            Self::Acl { .. } => {
                let list = client.access_list(&of.path).map_err(failed)?;
                rx.print(out, &Rights::from(&list))
            }
            Self::Quota { .. } => {
                let state = client.volume_state(&of.path).map_err(failed)?;
                rx.print(out, &Quota::from(&state))
            }
            Self::Whereis { .. } => {
                let place = client.whereis(&of.path).map_err(failed)?;
                rx.print(out, &Place::from(&place))
            }
            Self::Cat { from, .. } => of.cat(out, client, *from),
        }
    }
}

impl Of {
    fn client(&self, patience: Duration) -> Result<Client, Failure> {
        let cell = AfsPath::parse(&self.path).map_err(|error| self.failed(error.into()))?.cell;
        let configuration = self.who.cells.configuration(Some(&cell), patience)?;
        let mut builder = FileClientBuilder::new(configuration);
        // The path may call it otherwise.
        let cell = self.who.cells.find(Some(&cell), patience)?.name;
        let identity = self.who.identity(Some(&cell), patience)?;
        tell(format_args!("asking the cell {cell} {identity}"));
        if let Some(credentials) = identity.credentials {
            builder = builder.credentials(&cell, credentials);
        }
        let builder = builder.patience(Patience::new().call(patience));
        let socket = |error| Failure::system("UDP socket", error);
        let endpoint = Endpoint::bind("0.0.0.0:0").map_err(socket)?;
        Client::new(&endpoint, Callbacks::new(), builder)
            .map_err(|error| Failure::Call { server: "callbacks".into(), why: error.to_string() })
    }

    /// Shows on a terminal how far a long copy is.
    fn cat(&self, out: &mut impl Write, client: &Client, from: u64) -> Result<(), Failure> {
        let file = client.open(&self.path).map_err(|error| self.failed(error))?;
        let mut reader = file.reader(from);
        let shows = stderr().is_terminal();
        while let Some(piece) = reader.next().map_err(|error| self.failed(error))? {
            let written = out.write_all(&piece);
            written.map_err(|error| Failure::system("standard output", error))?;
            if shows && reader.position() < reader.length() {
                let _ = write!(stderr(), "\r{} of {} bytes ", reader.position(), reader.length());
            }
        }
        Ok(())
    }

    fn failed(&self, error: FileError) -> Failure {
        let path = Shown(self.path.as_bytes()).to_string();
        match error {
            FileError::Location { cell, error: DatabaseError::NoAnswer { last, .. }, .. }
                if calling::is_silence(&last) =>
            {
                calling::failed(&format!("volume location of {}", Shown(cell.as_bytes())), &last)
            }
            FileError::Cell(error) => unknown(&error),
            FileError::NoAnswer(error) if error.abort_code().is_none() => Failure::NoAnswer(path),
            error => Failure::Call { server: path, why: error.to_string() },
        }
    }
}
