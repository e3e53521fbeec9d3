#![forbid(unsafe_code)]
//! `rxrpc-xg FILE…`: interface files to Rust, on standard output or beside each other in a directory.

use rxrpc_xg::{Config, Error};
use std::process::ExitCode;

const USAGE: &str = "usage: rxrpc-xg [OPTION…] FILE.xg…

Makes Rust of interface files and prints it.

  -o DIRECTORY        write NAME.rs there for each NAME.xg
  -I DIRECTORY        look for included files there
  -D NAME             define a name for #ifdef
  --no-client         make no clients
  --no-server         make no services
  --no-sync           make nothing for threads
  --no-asynchronous   make nothing for tasks
  --serde             let types implement the traits of serde
  --serde-feature F   … if the crate has the feature F
  --check             make nothing, only say what is wrong";

fn main() -> ExitCode {
    let arguments = std::env::args().skip(1).collect();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => {
            eprintln!("{text}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Vec<String>) -> Result<(), String> {
    let (mut config, mut files, mut directory, mut check) =
        (Config::new(), Vec::new(), None, false);
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} of what?\n{USAGE}"));
        config = match argument.as_str() {
            "-o" => {
                directory = Some(value()?);
                config
            }
            "-I" => config.include(value()?),
            "-D" => config.define(value()?),
            "--no-client" => config.client(false),
            "--no-server" => config.server(false),
            "--no-sync" => config.sync(false),
            "--no-asynchronous" => config.asynchronous(false),
            "--serde" => config.serde(true),
            "--serde-feature" => config.serde_feature(value()?),
            "--check" => {
                check = true;
                config
            }
            "-h" | "--help" => {
                println!("{USAGE}");
                return Ok(());
            }
            option if option.starts_with('-') => return Err(format!("{option}?\n{USAGE}")),
            _ => {
                files.push(argument);
                config
            }
        };
    }
    if files.is_empty() {
        return Err(USAGE.into());
    }
    for file in &files {
        one(&config, file, directory.as_deref(), check).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn one(config: &Config, file: &str, directory: Option<&str>, check: bool) -> Result<(), Error> {
    let made = config.generate(file)?;
    for warning in &made.warnings {
        eprintln!("{warning}");
    }
    match directory {
        _ if check => Ok(()),
        None => {
            print!("{}", made.code);
            Ok(())
        }
        Some(directory) => {
            let name = std::path::Path::new(file).with_extension("rs");
            let path = std::path::Path::new(directory).join(name.file_name().unwrap_or_default());
            std::fs::write(&path, made.code)
                .map_err(|error| Error::File { path, reason: error.to_string() })
        }
    }
}
