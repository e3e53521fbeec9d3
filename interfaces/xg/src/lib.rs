#![forbid(unsafe_code)]
#![doc = include_str!("crate.md")]

mod ast;
mod check;
mod diagnostic;
mod model;
mod parse;
mod preprocess;
mod rust;
mod source;
mod token;

use diagnostic::{Diagnostic, Severity};
use source::{LONGEST_FILE, Sources};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Most warnings that are shown of one file.
const MOST_WARNINGS: usize = 64;

/// What to make of interface files, and how.
#[derive(Clone, Debug)]
#[must_use]
pub struct Config {
    parts: rust::Parts,
    caps: check::Caps,
    directories: Vec<PathBuf>,
    defined: Vec<String>,
    into: Option<PathBuf>,
}

impl Default for Config {
    fn default() -> Self {
        Self::new()
    }
}

/// What became of an interface file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Generated {
    /// The code, formatted.
    pub code: String,
    /// Every file that was read.
    pub files: Vec<PathBuf>,
    /// What may be wrong, each as text of several lines.
    pub warnings: Vec<String>,
}

/// Why nothing was made of an interface file.
#[derive(Clone)]
#[non_exhaustive]
pub enum Error {
    /// The file is wrong: where and why, as text of several lines.
    Interface(String),
    /// A file cannot be read or written.
    File {
        /// Which one.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// What was made is no Rust: a fault of this crate.
    Internal(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interface(text) => f.write_str(text),
            Self::File { path, reason } => write!(f, "{}: {reason}", path.display()),
            Self::Internal(reason) => {
                write!(f, "what was made is no Rust, a fault of rxrpc-xg: {reason}")
            }
        }
    }
}

/// As [`Display`](fmt::Display), since `main` of a `build.rs` shows errors so.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}

impl std::error::Error for Error {}

impl Config {
    /// Clients and services, for threads and for tasks.
    pub fn new() -> Self {
        Self {
            parts: rust::Parts {
                client: true,
                server: true,
                sync: true,
                asynchronous: true,
                serde: rust::Serde::Never,
            },
            caps: check::Caps { elements: 1 << 16, bytes: 1 << 20 },
            directories: Vec::new(),
            defined: vec!["RPC_HDR".into()],
            into: None,
        }
    }

    /// Whether clients are made.
    pub fn client(mut self, made: bool) -> Self {
        self.parts.client = made;
        self
    }

    /// Whether services are made.
    pub fn server(mut self, made: bool) -> Self {
        self.parts.server = made;
        self
    }

    /// Whether they are made for threads.
    pub fn sync(mut self, made: bool) -> Self {
        self.parts.sync = made;
        self
    }

    /// Whether they are made for tasks.
    pub fn asynchronous(mut self, made: bool) -> Self {
        self.parts.asynchronous = made;
        self
    }

    /// Whether types implement the traits of serde; at first they do not. The feature `serde` of `rxrpc-xdr` is needed then.
    pub fn serde(mut self, implemented: bool) -> Self {
        self.parts.serde = if implemented { rust::Serde::Always } else { rust::Serde::Never };
        self
    }

    /// Types implement the traits of serde if the crate that has the code has this feature, which turns on the feature
    /// `serde` of `rxrpc-xdr`: for code that is checked in.
    pub fn serde_feature(mut self, feature: impl Into<String>) -> Self {
        self.parts.serde = rust::Serde::Feature(feature.into());
        self
    }

    /// Looks for included files in this directory, after that of the file that includes them.
    pub fn include(mut self, directory: impl Into<PathBuf>) -> Self {
        self.directories.push(directory.into());
        self
    }

    /// Defines a name as nothing, for `#ifdef`.
    pub fn define(mut self, name: impl Into<String>) -> Self {
        self.defined.push(name.into());
        self
    }

    /// Sets how many elements an array without a bound may have; 65 536 at first.
    pub fn unbounded_elements(mut self, most: u32) -> Self {
        self.caps.elements = most;
        self
    }

    /// Sets how many bytes opaque data or a string without a bound may have; 1 MiB at first.
    pub fn unbounded_bytes(mut self, most: u32) -> Self {
        self.caps.bytes = most;
        self
    }

    /// Writes into this directory; at first into `OUT_DIR`, which `build.rs` has from cargo.
    pub fn out_dir(mut self, directory: impl Into<PathBuf>) -> Self {
        self.into = Some(directory.into());
        self
    }

    /// For `build.rs`: makes `NAME.rs` of each `NAME.xg`, tells cargo of every file that was read, and shows warnings.
    ///
    /// # Errors
    ///
    /// [`Error`] for the first file that is wrong.
    pub fn compile(&self, files: &[impl AsRef<Path>]) -> Result<(), Error> {
        let directory =
            self.into.clone().or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let Some(directory) = directory else {
            let reason = "not set: this is not a build.rs, and `Config::out_dir` says nothing";
            return Err(Error::File { path: "OUT_DIR".into(), reason: reason.into() });
        };
        for file in files {
            let file = file.as_ref();
            println!("cargo:rerun-if-changed={}", file.display());
            let made = self.generate(file)?;
            for read in &made.files {
                println!("cargo:rerun-if-changed={}", read.display());
            }
            for line in made.warnings.iter().flat_map(|warning| warning.lines()) {
                println!("cargo:warning={line}");
            }
            let path = directory.join(file.with_extension("rs").file_name().unwrap_or_default());
            fs::write(&path, made.code).map_err(|error| unreadable(&path, &error))?;
        }
        Ok(())
    }

    /// Makes Rust of a file.
    ///
    /// # Errors
    ///
    /// [`Error`].
    pub fn generate(&self, file: impl AsRef<Path>) -> Result<Generated, Error> {
        let file = file.as_ref();
        let text = source::read(file).map_err(|error| unreadable(file, &error))?;
        self.generate_from(file, &text, &|path| source::read(path).ok())
    }

    /// Makes Rust of a text that is called so; included files come from `read`, which is given their paths.
    ///
    /// # Errors
    ///
    /// [`Error`].
    pub fn generate_from(
        &self,
        name: impl AsRef<Path>,
        text: &str,
        read: &dyn Fn(&Path) -> Option<String>,
    ) -> Result<Generated, Error> {
        if text.len() > LONGEST_FILE {
            let reason = "longer than 4 MiB".into();
            return Err(Error::File { path: name.as_ref().into(), reason });
        }
        let mut sources = Sources::default();
        let file = sources.add(name.as_ref(), text);
        let mut warnings = Vec::new();
        let interface = self.interface(file, &mut sources, read, &mut warnings);
        let shown = shown(&warnings, &sources);
        let interface = interface.map_err(|error| {
            debug_assert_eq!(error.severity, Severity::Error, "errors are errors");
            let all = shown.iter().cloned().chain([error.render(&sources)]);
            Error::Interface(all.collect::<Vec<_>>().join("\n\n"))
        })?;
        if let Some(name) = rust::not_known(&interface, &self.parts.serde) {
            let reason =
                "an array of more than 32 elements in another one, a list or behind a pointer";
            let help =
                "make it a field of a struct: serde has no traits for such arrays themselves";
            return Err(Error::Interface(format!(
                "error: `{name}` has {reason}\n  = help: {help}"
            )));
        }
        let code = rust::generate(&interface, &self.parts).map_err(Error::Internal)?;
        Ok(Generated { code, files: sources.paths(), warnings: shown })
    }

    fn interface(
        &self,
        file: usize,
        sources: &mut Sources,
        read: &dyn Fn(&Path) -> Option<String>,
        warnings: &mut Vec<Diagnostic>,
    ) -> Result<model::Interface, Diagnostic> {
        let output = preprocess::preprocess(file, sources, read, &self.directories, &self.defined)?;
        warnings.extend(output.warnings);
        let definitions = parse::parse(&output.tokens)?;
        check::check(&definitions, &output.defines, self.caps, warnings)
    }
}

/// Warnings as texts: the first ones, and how many there are besides.
fn shown(warnings: &[Diagnostic], sources: &Sources) -> Vec<String> {
    let first = warnings.iter().take(MOST_WARNINGS).map(|warning| warning.render(sources));
    let more = warnings.len().saturating_sub(MOST_WARNINGS);
    let last = (more > 0).then(|| format!("warning: {more} more like these"));
    first.chain(last).collect()
}

fn unreadable(path: &Path, error: &io::Error) -> Error {
    Error::File { path: path.into(), reason: error.to_string() }
}
