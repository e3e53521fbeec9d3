//! Interfaces: what rxrpc-xg made of `interfaces/tests/xg/every.xg` beside what OpenAFS's rxgen made of it. Values are
//! compared byte for byte in both directions, and clients and services of both call each other. The C is described at the
//! head of `tests/interop/openafs/xgpeer.c`.
//!
//! Knows how rxgen is run and what the procedures do. Nothing of XDR is known here.

mod service;

use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use futures::io::{AsyncReadExt, AsyncWriteExt};
use rxrpc_interface_tests::every;
use rxrpc_interface_tests::sample;
use rxrpc_sync::{AbortCode, Endpoint, ServiceAddress, ServiceId};
use rxrpc_xdr::{Decode, Encode, RpcError, asynchronous, decode, encode, sync};

use super::super::lanes::{Case, Lane, Seen};
use super::local;
use service::{Service, lists, numbers, turned};
use xtask::programs::failure::{Failure, require};
use xtask::programs::process::{Background, must, wait_until};
use xtask::programs::run_directory::workspace;

const PEER: &str = "C by rxgen";
const SERVICE: ServiceId = ServiceId(400);
/// That of the second package.
const REST_SERVICE: ServiceId = ServiceId(401);
/// The C server; a port that no other part of the run has.
const C_SERVER: u16 = 17171;
const SOON: Duration = Duration::from_secs(20);

/// How often a value of each type is changed at random.
const CHANGES: usize = 400;

/// The cases, of which the first one builds what the others run.
pub(super) fn lane(directory: &Path) -> Lane {
    let program = Arc::new(Program(directory.join("xgpeer")));
    let mut lane = Lane::default();
    let mut add = |name: &str, run: fn(&Program) -> Seen| {
        let program = program.clone();
        lane.add(Case::new(name, PEER, move || run(&program)).with_limit(Duration::from_secs(60)));
    };
    add("an interface of everything, through rxgen and a C compiler", Program::build);
    add("values of every type as C encodes them", values_of_c);
    add("values that we encode, as C decodes and encodes them again", values_of_ours);
    add("C's client, our service of threads", c_client_of_threads);
    add("C's client, our service of tasks", c_client_of_tasks);
    add("our clients of both kinds, C's server", our_clients);
    lane
}

/// The C program, and where it is built.
struct Program(PathBuf);

impl Program {
    fn build(&self) -> Seen {
        let folder = self.0.with_extension("d");
        fs::create_dir_all(&folder)?;
        let interfaces = workspace().join("interfaces/tests/xg");
        for name in ["every.xg", "every_opcodes.h"] {
            fs::copy(interfaces.join(name), folder.join(name))?;
        }
        // Of OpenAFS's own sources; what rxgen's output needs of them is in C's headers.
        fs::write(folder.join("afsconfig.h"), "")?;
        fs::write(folder.join("roken.h"), "#include <stdlib.h>\n#include <string.h>\n")?;
        for (flag, file) in [("-h", "every.h"), ("-c", "xdr.c"), ("-C", "cs.c"), ("-S", "ss.c")] {
            let mut rxgen = Command::new("rxgen");
            rxgen.env("RXGEN_CPPCMD", "cpp -traditional-cpp").current_dir(&folder);
            must(rxgen.args([flag, "-o", file, "every.xg"]), SOON)?;
        }
        // The declaration has a `const` that the definition in cs.c has not.
        let header = folder.join("every.h");
        fs::write(&header, fs::read_to_string(&header)?.replace("const char", "char"))?;
        let mut gcc = Command::new("gcc");
        gcc.current_dir(&folder).args(["-O1", "-w", "-DAFS_PTHREAD_ENV", "-D_REENTRANT", "-I."]);
        gcc.arg("-o").arg(&self.0).arg(workspace().join("tests/interop/openafs/xgpeer.c"));
        gcc.args(["xdr.c", "cs.c", "ss.c"]);
        // Heimdal's two have no development package, hence the file names.
        gcc.args(["-l:libafsrpc.a", "-l:libhcrypto.so.5", "-l:libroken.so.19", "-lpthread"]);
        must(&mut gcc, Duration::from_secs(60))?;
        Ok("built".into())
    }

    /// What it prints, by the first word of each line.
    fn lines(&self, command: &mut Command) -> Result<Vec<(String, String)>, Failure> {
        let text = must(command, SOON)?;
        let pair = |line: &str| line.split_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned()));
        Ok(text.lines().filter_map(pair).collect())
    }

    /// Has its client call a service of ours.
    fn client(&self, port: u16) -> Seen {
        let text = must(Command::new(&self.0).args(["client", &port.to_string()]), SOON)?;
        Ok(format!("{} calls as expected", text.lines().count()))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn bytes(value: &impl Encode) -> Result<Vec<u8>, Failure> {
    encode(value).map(Vec::from).map_err(|error| Failure::new(error.to_string()))
}

/// Each sample: our bytes are C's, and C's bytes are our value.
fn values_of_c(program: &Program) -> Seen {
    fn compare<T: Encode + Decode + PartialEq + Debug>(
        of_c: &BTreeMap<String, String>,
        name: &str,
        value: &T,
    ) -> Result<usize, Failure> {
        let ours = bytes(value)?;
        let theirs = of_c.get(name).map(String::as_str).unwrap_or_default();
        require!(hex(&ours) == theirs, "{name}: ours {}, C's {theirs}", hex(&ours));
        require!(decode::<T>(ours.clone()).as_ref() == Ok(value), "{name} is another value");
        Ok(ours.len())
    }
    let of_c = program.lines(Command::new(&program.0).arg("values"))?.into_iter().collect();
    let length = compare(&of_c, "numbers", &sample::numbers())?
        + compare(&of_c, "texts", &sample::texts())?
        + compare(&of_c, "lists", &sample::lists())?
        + compare(&of_c, "chained", &sample::chained())?
        + compare(&of_c, "unions", &sample::unions())?
        + compare(&of_c, "rest", &sample::rest())?;
    Ok(format!("{} types, {length} bytes, all the same", of_c.len()))
}

/// Numbers that look random, the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % bound.max(1)
    }
}

/// Samples with bytes changed at random that are values still: C takes our bytes, and writes the same ones.
fn values_of_ours(program: &Program) -> Seen {
    fn changed<T: Encode + Decode>(
        value: &T,
        numbers: &mut Numbers,
        lines: &mut Vec<String>,
        name: &str,
    ) -> Result<(), Failure> {
        let original = bytes(value)?;
        lines.push(format!("{name} {}", hex(&original)));
        for _ in 0..CHANGES {
            let mut bytes = original.clone();
            for _ in 0..=numbers.below(3) {
                let at = numbers.below(bytes.len());
                bytes[at] = [0, 1, 2, 0x7f, 0x80, 0xff][numbers.below(6)];
            }
            if let Ok(value) = decode::<T>(bytes) {
                lines.push(format!("{name} {}", hex(&self::bytes(&value)?)));
            }
        }
        Ok(())
    }
    let (mut numbers, mut lines) = (Numbers(0x9e37_79b9_7f4a_7c15), Vec::new());
    changed(&sample::numbers(), &mut numbers, &mut lines, "numbers")?;
    changed(&sample::texts(), &mut numbers, &mut lines, "texts")?;
    changed(&sample::lists(), &mut numbers, &mut lines, "lists")?;
    changed(&sample::chained(), &mut numbers, &mut lines, "chained")?;
    changed(&sample::unions(), &mut numbers, &mut lines, "unions")?;
    changed(&sample::rest(), &mut numbers, &mut lines, "rest")?;
    require!(lines.len() > CHANGES, "only {} values", lines.len());
    let file = program.0.with_extension("values");
    fs::write(&file, lines.join("\n") + "\n")?;
    let mut again = Command::new("sh");
    again.args(["-c", "\"$0\" again < \"$1\""]).arg(&program.0).arg(&file);
    let theirs = program.lines(&mut again)?;
    require!(theirs.len() == lines.len(), "{} lines of {}", theirs.len(), lines.len());
    for (ours, (name, theirs)) in lines.iter().zip(&theirs) {
        require!(*ours == format!("{name} {theirs}"), "ours {ours}, C's {theirs}");
    }
    Ok(format!("{} values, all the same", lines.len()))
}

fn c_client_of_threads(program: &Program) -> Seen {
    let endpoint = Endpoint::bind(local(0))?;
    endpoint.serve(SERVICE, 2, sync::handler(every::sync::EveryServer(Service)))?;
    endpoint.serve(REST_SERVICE, 2, sync::handler(every::sync::RestServer(Service)))?;
    program.client(endpoint.local_addr().port())
}

fn c_client_of_tasks(program: &Program) -> Seen {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let _inside = runtime.enter();
    let endpoint = rxrpc_async::Endpoint::bind(local(0))?;
    let served = asynchronous::Served::new(every::asynchronous::EveryServer(Service));
    endpoint.serve(SERVICE, 2, served)?;
    let served = asynchronous::Served::new(every::asynchronous::RestServer(Service));
    endpoint.serve(REST_SERVICE, 2, served)?;
    program.client(endpoint.local_addr().port())
}

fn our_clients(program: &Program) -> Seen {
    let log = program.0.with_extension("server");
    let mut command = Command::new(&program.0);
    command.args(["server", &C_SERVER.to_string()]);
    let mut server = Background::start("C's server", &mut command, &log)?;
    wait_until("C's server", SOON, || {
        server.must_be_running()?;
        let mut said = String::new();
        File::open(&log)?.read_to_string(&mut said)?;
        Ok(said.contains("ready"))
    })?;
    let address = |service| ServiceAddress::new(local(C_SERVER), service);
    let (address, rest) = (address(SERVICE), address(REST_SERVICE));
    threads(address, rest).map_err(|error| Failure::new(format!("threads: {error}")))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime
        .block_on(tasks(address, rest))
        .map_err(|error| Failure::new(format!("tasks: {error}")))?;
    Ok("nine procedures by each".into())
}

fn expect<T: PartialEq + Debug>(what: &str, got: T, wanted: &T) -> Result<(), String> {
    if got == *wanted { Ok(()) } else { Err(format!("{what}: {got:?}")) }
}

fn threads(address: ServiceAddress, rest: ServiceAddress) -> Result<(), String> {
    let endpoint = Endpoint::bind(local(0)).map_err(|error| error.to_string())?;
    let client = every::sync::EveryClient::new(sync::Remote::new(&endpoint, address));
    let failed = |error: RpcError| error.to_string();
    let wanted = numbers(sample::numbers(), 3, 41);
    expect("Numbers", client.numbers(sample::numbers(), 3, 41), &Ok(wanted))?;
    let got = client.texts("a name of bytes".into(), sample::texts());
    expect("Texts", got, &Ok(sample::texts()))?;
    let ids = every::EveryIds::from(vec![1, 2, 3]);
    let got = client.lists(sample::lists(), ids.clone()).map_err(failed)?;
    expect("Lists", Ok(got), &lists(sample::lists(), &ids))?;
    let mut call = client.echo(2).map_err(failed)?;
    let mut data = [0; 5];
    call.write_all(b"hello").map_err(|error| error.to_string())?;
    call.read_exact(&mut data).map_err(|error| error.to_string())?;
    expect("Echo's data", data, b"hello")?;
    expect("Echo", call.results(), &Ok(7))?;
    expect("the procedure without a name", client.every(4), &Ok(()))?;
    let vote = Err(RpcError::Aborted(AbortCode(1_700_000_000)));
    expect("Vote", client.vote(1_700_000_000), &vote)?;
    expect("Nothing", client.nothing(), &Ok(()))?;
    let client = every::sync::RestClient::new(sync::Remote::new(&endpoint, rest));
    expect(
        "Rest",
        client.rest(sample::rest(), [1, -2, 3]),
        &Ok(turned(sample::rest(), [1, -2, 3])),
    )?;
    let mut call = client.raw(100).map_err(failed)?;
    call.write_all(b"hello").map_err(|error| error.to_string())?;
    call.read_exact(&mut data).map_err(|error| error.to_string())?;
    expect("Raw's data", data, b"hello")?;
    expect("Raw", call.results(), &Ok(105))
}

async fn tasks(address: ServiceAddress, rest: ServiceAddress) -> Result<(), String> {
    let endpoint = rxrpc_async::Endpoint::bind(local(0)).map_err(|error| error.to_string())?;
    let remote = asynchronous::Remote::new(&endpoint, address);
    let client = every::asynchronous::EveryClient::new(remote);
    let failed = |error: RpcError| error.to_string();
    let wanted = numbers(sample::numbers(), 3, 41);
    expect("Numbers", client.numbers(sample::numbers(), 3, 41).await, &Ok(wanted))?;
    let got = client.texts("a name of bytes".into(), sample::texts()).await;
    expect("Texts", got, &Ok(sample::texts()))?;
    let ids = every::EveryIds::from(vec![1, 2, 3]);
    let got = client.lists(sample::lists(), ids.clone()).await.map_err(failed)?;
    expect("Lists", Ok(got), &lists(sample::lists(), &ids))?;
    let mut call = client.echo(2).await.map_err(failed)?;
    let mut data = [0; 5];
    call.write_all(b"hello").await.map_err(|error| error.to_string())?;
    call.read_exact(&mut data).await.map_err(|error| error.to_string())?;
    expect("Echo's data", data, b"hello")?;
    expect("Echo", call.results().await, &Ok(7))?;
    expect("the procedure without a name", client.every(4).await, &Ok(()))?;
    let vote = Err(RpcError::Aborted(AbortCode(1_700_000_000)));
    expect("Vote", client.vote(1_700_000_000).await, &vote)?;
    expect("Nothing", client.nothing().await, &Ok(()))?;
    let client = every::asynchronous::RestClient::new(asynchronous::Remote::new(&endpoint, rest));
    let wanted = turned(sample::rest(), [1, -2, 3]);
    expect("Rest", client.rest(sample::rest(), [1, -2, 3]).await, &Ok(wanted))?;
    let mut call = client.raw(100).await.map_err(failed)?;
    call.write_all(b"hello").await.map_err(|error| error.to_string())?;
    call.read_exact(&mut data).await.map_err(|error| error.to_string())?;
    expect("Raw's data", data, b"hello")?;
    expect("Raw", call.results().await, &Ok(105))
}
