//! The command asks overseers of ours what they run.

#![allow(clippy::unwrap_used)]

use rxrpc_afs::bos::sync::{BozoClient, BozoServer, BozoService};
use rxrpc_afs::bos::{self, BozoGetInstanceInfoReply, BozoGetStatusReply, BozoStatus};
use rxrpc_afs::errors::{BZDOM, BZNOENT};
use rxrpc_afs::rxrpc_xdr::sync::{InMemory, handler};
use rxrpc_afs::rxrpc_xdr::{Context, Refusal, Text};
use rxrpc_sync::Endpoint;
use rxrpc_tools::bos::{Report, ask};
use serde_json::{Value, json};
use std::process::{Command, Output};
use std::time::Duration;

/// Runs a database server, and did run a file server. The names of its commands are for the terminal.
#[derive(Default)]
struct Overseer {
    /// It has ever more instances.
    endless: bool,
    /// It has one more that it knows nothing of.
    lies: bool,
}

impl BozoService for Overseer {
    fn enumerate_instance(&self, _: &Context, index: i32) -> Result<Text<256>, Refusal> {
        match index {
            0 => Ok("vlserver".into()),
            1 => Ok("dafs".into()),
            2 if self.lies => Ok("gone".into()),
            _ if self.endless => Ok("vlserver".into()),
            _ => Err(Refusal(BZDOM)),
        }
    }

    fn get_instance_info(
        &self,
        _: &Context,
        instance: Text<256>,
    ) -> Result<BozoGetInstanceInfoReply, Refusal> {
        let mut status = BozoStatus {
            goal: 1,
            file_goal: 1,
            proc_start_time: 1_700_000_000,
            proc_starts: 1,
            ..Default::default()
        };
        if instance == "vlserver" {
            return Ok(BozoGetInstanceInfoReply { r#type: "simple".into(), status });
        }
        if instance != "dafs" {
            return Err(Refusal(BZNOENT));
        }
        (status.goal, status.flags, status.proc_starts) = (0, 3, 12);
        (status.last_any_exit, status.last_error_exit) = (1_700_000_060, 1_700_000_060);
        status.error_signal = 11;
        Ok(BozoGetInstanceInfoReply { r#type: "dafs".into(), status })
    }

    fn get_status(&self, _: &Context, instance: Text<256>) -> Result<BozoGetStatusReply, Refusal> {
        Ok(match &*instance {
            b"vlserver" => BozoGetStatusReply { status: 1, text: "".into() },
            _ => BozoGetStatusReply { status: 0, text: "salvaging file system".into() },
        })
    }

    fn get_instance_parm(
        &self,
        _: &Context,
        name: Text<256>,
        n: i32,
    ) -> Result<Text<256>, Refusal> {
        match (&*name, n) {
            (b"vlserver", 0) => Ok("/usr/lib/openafs/vlserver \x1b[2J".into()),
            (b"dafs", _) => Ok(format!("command\n{n}").into()),
            _ => Err(Refusal(BZDOM)),
        }
    }
}

fn rx(arguments: &[&str]) -> (String, Output) {
    let endpoint = Endpoint::bind("127.0.0.1:0").unwrap();
    let overseer = BozoServer(Overseer::default());
    let _serving = endpoint.serve(bos::SERVICE, 1, handler(overseer)).unwrap();
    let address = endpoint.local_addr().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rx"));
    command.env("KRB5CCNAME", "/nowhere-at-all");
    let command = command.args(["bos", &*address, "--timeout", "60"]);
    let output = command.args(arguments).output().unwrap();
    (address, output)
}

fn told(overseer: Overseer, within: Duration) -> Report {
    ask(&BozoClient::new(InMemory::new(BozoServer(overseer))), "it", &[], within).unwrap()
}

#[test]
fn instances_are_told_as_they_are() {
    let (_, output) = rx(&[]);
    let text = String::from_utf8(output.stdout).unwrap();
    let expected = r"vlserver (simple): running
  started: Tue, 14 Nov 2023 22:13:20 GMT, 1 times
  command 1: /usr/lib/openafs/vlserver \u{1b}[2J
dafs (dafs): shut down, for now, and shall run when the overseer starts again, has left a core file, has failed too often to be started again
  salvaging file system
  started: Tue, 14 Nov 2023 22:13:20 GMT, 12 times
  ended: Tue, 14 Nov 2023 22:14:20 GMT
  failed: Tue, 14 Nov 2023 22:14:20 GMT, signal 11
  command 1: command\u{a}0
  command 2: command\u{a}1
  command 3: command\u{a}2
  command 4: command\u{a}3
  command 5: command\u{a}4
  command 6: command\u{a}5
instances: 2
";
    assert_eq!((&*text, output.status.code()), (expected, Some(0)));
}

#[test]
fn one_instance_is_told_if_it_is_named() {
    let (_, output) = rx(&["dafs", "--json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let all = json["instances"].as_array().unwrap();
    assert_eq!((all.len(), output.status.code()), (1, Some(0)));
    assert_eq!((&all[0]["name"], &all[0]["signal"]), (&json!("dafs"), &json!(11)));
    let (address, output) = rx(&["nosuch"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains(&format!("\nrx: {address}: BZNOENT (39425): ")), "{said}");
    // What no call can hold is told, too.
    let (_, output) = rx(&[&"x".repeat(300)]);
    assert_eq!((output.status.code(), &*output.stdout), (Some(1), &b""[..]));
}

#[test]
fn lists_that_never_end_or_lie_are_cut_off() {
    let endless = || Overseer { endless: true, ..Overseer::default() };
    let report = told(endless(), Duration::MAX);
    assert_eq!(
        (report.instances.len(), &*report.cut_off.unwrap()),
        (1000, "there are more than 1000")
    );
    let report = told(endless(), Duration::ZERO);
    assert_eq!((report.instances.len(), &*report.cut_off.unwrap()), (1, "1 in 0 s"));
    let report = told(Overseer { lies: true, ..Overseer::default() }, Duration::MAX);
    assert_eq!(report.instances.len(), 2);
    assert!(report.cut_off.unwrap().starts_with("it: BZNOENT (39425): "));
}
