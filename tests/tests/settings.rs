//! Every setting at 0, at 1, at its bounds and beyond: it is refused by its name, or calls work with it.
//!
//! Nothing hangs and nothing panics, with a good network and with a bad one, whichever end has the setting.
//! A setting without a row fails the test.

use Outcome::{Ends, NoService, Refused, Works};
use rxrpc_core::CongestionAlgorithm::{Cubic, NewReno};
use rxrpc_core::security::{Credentials, SecurityLevel};
use rxrpc_core::{
    AddressFamily, CallError, CallOptions, Config, Control, DebugAnswers, Endpoint, MessageError,
    MessageFlags,
};
use rxrpc_tests::guarded::GuardedKey;
use rxrpc_tests::network::{Link, Network, Node};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

const ZERO: Duration = Duration::ZERO;
const TICK: Duration = Duration::from_nanos(1);
const MILLISECOND: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(3600);
/// The longest hard timeout of a message: 2^31 - 1 ticks of a hundredth of a second.
const LONGEST_HARD: Duration = Duration::from_secs(21_474_836);
const DAY: Duration = Duration::from_secs(86_400);
const MAX: Duration = Duration::MAX;

/// What is to come of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// The value is refused, with the name of the setting.
    Refused,
    /// Calls work.
    Works,
    /// Calls end; with what does not matter here.
    Ends,
    /// As a client the endpoint works, as a service it takes no calls.
    NoService,
}

/// One value of one setting of `T`.
struct Try<T> {
    setting: &'static str,
    value: &'static str,
    set: fn(&mut T),
    outcome: Outcome,
}

impl<T> Try<T> {
    /// The field's name, without what is around it.
    fn field(&self) -> String {
        self.setting.split(['.', ' ']).next_back().unwrap_or_default().to_owned()
    }

    fn describe(&self) -> String {
        format!("{} = {}", self.setting, self.value)
    }
}

macro_rules! tries {
    ($of:ty; $($field:tt: $($value:expr => $outcome:expr),+;)+) => {
        vec![$($(tries!(@one $of, $field, $value, $outcome)),+),+]
    };
    (@one $of:ty, [$($field:tt)+], $value:expr, $outcome:expr) => {
        Try::<$of> {
            setting: stringify!($($field)+),
            value: stringify!($value),
            set: |settings| settings.$($field)+ = $value,
            outcome: $outcome,
        }
    };
}

fn endpoint_settings() -> Vec<Try<Config>> {
    tries! { Config;
        [machine.receive_window]: 0 => Refused, 1 => Works, 65_535 => Works, 65_536 => Refused, u32::MAX => Refused;
        [machine.receive_window_limit]: 0 => Refused, 1 => Works, 65_535 => Works, 65_536 => Refused, u32::MAX => Refused;
        [machine.transmit_window_limit]: 0 => Refused, 1 => Works, 65_535 => Works, 65_536 => Refused, u32::MAX => Refused;
        [machine.transmit_queue_limit]: 0 => Refused, 1 => Works, 65_535 => Works, 65_536 => Refused, u32::MAX => Refused;
        [machine.initial_rto]: ZERO => Refused, TICK => Refused, MILLISECOND => Works, HOUR => Works, HOUR + TICK => Refused, MAX => Refused;
        [machine.min_rto]: ZERO => Refused, TICK => Refused, MILLISECOND => Works, HOUR => Works, HOUR + TICK => Refused, MAX => Refused;
        [machine.max_rto]: ZERO => Refused, TICK => Refused, SECOND => Works, HOUR => Works, HOUR + TICK => Refused, MAX => Refused;
        [machine.last_packet_grace]: ZERO => Works, TICK => Works, HOUR => Works, HOUR + TICK => Refused, MAX => Refused;
        [machine.delayed_ack]: ZERO => Works, TICK => Works, SECOND / 2 => Works, SECOND / 2 + TICK => Refused, MAX => Refused;
        [machine.final_ack_delay]: ZERO => Works, TICK => Works, SECOND / 2 => Works, SECOND / 2 + TICK => Refused, MAX => Refused;
        [machine.keepalive]: ZERO => Refused, TICK => Refused, MILLISECOND => Works, DAY => Works, MAX => Works;
        [machine.normal_timeout]: ZERO => Refused, TICK => Refused, MILLISECOND => Works, DAY => Works, MAX => Works;
        [machine.busy_timeout]: ZERO => Works, TICK => Works, MILLISECOND => Works, DAY => Works, MAX => Works;
        [machine.idle_timeout]: ZERO => Refused, TICK => Refused, MILLISECOND => Works, DAY => Works, MAX => Works;
        [machine.congestion]: Cubic => Works, NewReno => Works;
        [machine.pacing]: false => Works, true => Works;
        [machine.initial_congestion_window]: 0 => Refused, 1 => Works, 65_535 => Works, 65_536 => Refused, u32::MAX => Refused;
        [machine.payload]: 0 => Refused, 1 => Works, 65_479 => Works, 65_480 => Refused, usize::MAX => Refused;
        [machine.jumbo_limit]: 0 => Refused, 1 => Works, 46 => Works, 47 => Refused, u32::MAX => Refused;
        [machine.jumbo_max]: 0 => Refused, 1 => Works, 46 => Works, 47 => Refused, u32::MAX => Refused;
        [machine.max_mtu]: 0 => Refused, 1 => Refused, 1443 => Refused, 1444 => Works, 65_507 => Works, 65_508 => Refused, u32::MAX => Refused;
        [machine.interface_mtu]: 0 => Refused, 1 => Refused, 547 => Refused, 548 => Works, 65_507 => Works, 65_508 => Refused, u32::MAX => Refused;
        [connections_per_bundle]: 0 => Refused, 1 => Works, 4096 => Works, 4097 => Refused, usize::MAX => Refused;
        [backlog]: 0 => Refused, 1 => Works, usize::MAX => Works;
        [max_service_calls]: 0 => NoService, 1 => Works, usize::MAX => Works;
        [progress_window]: None => Works, Some(ZERO) => Refused, Some(TICK) => Refused, Some(SECOND) => Works, Some(MAX) => Works;
        [progress_bytes]: 0 => Works, 1 => Works, u64::MAX => Works;
        [service_call_deadline]: None => Works, Some(ZERO) => Refused, Some(TICK) => Refused, Some(MAX) => Works;
        [max_service_connections]: 0 => NoService, 1 => Works, usize::MAX => Works;
        [receive_memory]: 0 => Works, 1 => Works, usize::MAX => Works;
        [send_memory]: 0 => Works, 1 => Works, usize::MAX => Works;
        [discard_bytes]: 0 => Works, 1 => Works, u64::MAX => Works;
        [discard_time]: ZERO => Works, TICK => Works, DAY => Works, MAX => Works;
        [client_connection_expiry]: ZERO => Works, TICK => Works, DAY => Works, MAX => Works;
        [client_connection_fast_expiry]: ZERO => Works, TICK => Works, DAY => Works, MAX => Works;
        [client_connections_kept]: 0 => Works, 1 => Works, usize::MAX => Works;
        [service_connection_expiry]: ZERO => Works, TICK => Works, DAY => Works, MAX => Works;
        [nat_keepalive]: None => Works, Some(ZERO) => Refused, Some(TICK) => Refused, Some(SECOND) => Works, Some(MAX) => Works;
        [version]: String::new() => Works, "x".repeat(64) => Works, "x".repeat(65) => Refused;
        [stray_replies_per_second]: 0 => Works, 1 => Works, u32::MAX => Works;
        [busy_replies_per_second]: 0 => Works, 1 => Works, u32::MAX => Works;
        [channel_replies_per_second]: 0 => Works, 1 => Works, u32::MAX => Works;
        [debug_answers]: DebugAnswers::Nobody => Works, DebugAnswers::Loopback => Works, DebugAnswers::Everybody => Works;
        [debug_replies_per_second]: 0 => Works, 1 => Works, u32::MAX => Works;
        [early_ping_time]: ZERO => Works, TICK => Works, DAY => Works, MAX => Works;
        [seed]: None => Works, Some(0) => Works, Some(u64::MAX) => Works;
    }
}

/// Those of somebody whom the service does not know.
fn unknown() -> Credentials {
    Credentials::new(Arc::new(GuardedKey::new("alice", 7)), SecurityLevel::Plain)
}

fn call_options() -> Vec<Try<CallOptions>> {
    tries! { CallOptions;
        [hard_timeout]: None => Works, Some(ZERO) => Works, Some(TICK) => Ends, Some(MILLISECOND) => Works, Some(DAY) => Works, Some(MAX) => Works;
        [normal_timeout]: None => Works, Some(ZERO) => Works, Some(TICK) => Ends, Some(MILLISECOND) => Works, Some(DAY) => Works, Some(MAX) => Works;
        [idle_timeout]: None => Works, Some(ZERO) => Works, Some(TICK) => Works, Some(MILLISECOND) => Works, Some(DAY) => Works, Some(MAX) => Works;
        [exclusive]: false => Works, true => Works;
        [upgrade]: false => Works, true => Works;
        [credentials]: Credentials::NOBODY => Works, unknown() => Ends;
        [announced_length]: None => Works, Some(REQUEST as u64) => Works, Some(0) => Ends, Some(1) => Ends, Some(u64::MAX) => Ends;
    }
}

/// The timeouts of `SET_CALL_TIMEOUT`: hard, idle, normal.
struct Timeouts {
    hard: Option<Duration>,
    idle: Option<Duration>,
    normal: Option<Duration>,
}

fn message_timeouts() -> Vec<Try<Timeouts>> {
    tries! { Timeouts;
        [hard]: Some(ZERO) => Works, Some(TICK) => Ends, Some(MILLISECOND) => Works, Some(LONGEST_HARD) => Works, Some(LONGEST_HARD + TICK) => Refused, Some(MAX) => Refused;
        [idle]: Some(ZERO) => Works, Some(TICK) => Works, Some(HOUR) => Works, Some(HOUR + TICK) => Refused, Some(MAX) => Refused;
        [normal]: Some(ZERO) => Works, Some(TICK) => Ends, Some(HOUR) => Works, Some(HOUR + TICK) => Refused, Some(MAX) => Refused;
    }
}

/// Bytes of the requests, and of the replies: several packets.
const REQUEST: usize = 4000;

/// The fields that `Debug` shows of settings, and of settings in them.
fn fields(settings: &impl std::fmt::Debug) -> BTreeSet<String> {
    let shown = format!("{settings:#?}");
    let lines = shown.lines().filter(|line| !line.ends_with('{'));
    let names = lines.filter_map(|line| line.trim().split_once(": "));
    names
        .map(|(name, _)| name.to_owned())
        .filter(|name| name.starts_with(char::is_alphabetic))
        .collect()
}

fn rows<T>(tries: &[Try<T>]) -> BTreeSet<String> {
    tries.iter().map(Try::field).collect()
}

#[test]
fn every_setting_has_its_rows() {
    assert_eq!(rows(&endpoint_settings()), fields(&Config::default()));
    let mut of_calls = fields(&CallOptions::new());
    // What credentials show of themselves.
    assert!(of_calls.remove("class") && of_calls.remove("level"));
    of_calls.insert("credentials".to_owned());
    assert_eq!(rows(&call_options()), of_calls);
}

/// A network whose round trips are shorter than the shortest timeout.
fn network(loss: u32) -> Network {
    let network = Network::new(u64::from(loss));
    network.set_link(Link::perfect(Duration::from_micros(20)).losing(loss));
    network
}

/// Calls one after the other, beside one another, and after a pause.
async fn calls(server: &Node, client: &Node, options: &CallOptions) -> Result<(), CallError> {
    let request = vec![7; REQUEST];
    for pause in [ZERO, ZERO, 700 * SECOND] {
        client.sleep(pause).await;
        let call = client.open_with(server.service(1), options).await?;
        let sent = client.send_last(&call, &request).await;
        let reply = match sent {
            Ok(()) => client.read_all(&call).await,
            Err(error) => Err(error),
        };
        client.endpoint.release(&call);
        assert_eq!(reply?, request);
    }
    Ok(())
}

/// What comes of calls with a setting of the server's, the client's or both.
fn outcome(given: &Try<Config>, at: [bool; 2], loss: u32) -> Result<(), CallError> {
    let network = network(loss);
    let [server, client] = at.map(|has_it| {
        network.node_with(|config| {
            if has_it {
                (given.set)(config);
            }
        })
    });
    server.serve_echo(1);
    // Only a bad network makes calls so slow; the calls shall end all the same.
    let options = CallOptions::new().hard_timeout(if loss > 0 { 100 * SECOND } else { ZERO });
    let outcome = network.block_on(calls(&server, &client, &options));
    network.run_for(1000 * SECOND);
    outcome
}

#[test]
fn a_setting_of_an_endpoint_works_or_is_refused_by_its_name() {
    for given in endpoint_settings() {
        let mut config = Config::default();
        (given.set)(&mut config);
        let refused = Endpoint::new(config, AddressFamily::V4).err();
        if given.outcome == Refused {
            let refused = refused.unwrap_or_else(|| panic!("{} is accepted", given.describe()));
            assert_eq!(refused.setting, given.setting.replace(' ', ""));
            continue;
        }
        assert_eq!(refused, None);
        for at in [[true, false], [false, true], [true, true]] {
            let works = given.outcome == Works || !at[0];
            let came = outcome(&given, at, 0);
            assert_eq!(came.is_ok(), works, "{}, {at:?}: {came:?}", given.describe());
            let _ = outcome(&given, at, 100);
        }
    }
}

#[test]
fn an_option_of_a_call_works_or_ends_that_call() {
    for given in call_options() {
        let mut options = CallOptions::new();
        (given.set)(&mut options);
        let network = network(0);
        let (server, client) = (network.node(), network.node());
        server.serve_echo(1);
        let came = network.block_on(calls(&server, &client, &options));
        assert_eq!(came.is_ok(), given.outcome == Works, "{}: {came:?}", given.describe());
        let other = network.block_on(client.call(server.service(1), b"hello"));
        assert_eq!(other, Ok(b"hello".to_vec()), "after {}", given.describe());
    }
}

/// A call of the message face with these timeouts, to its end.
async fn message_call(
    server: &Node,
    client: &Node,
    timeouts: Control,
) -> Result<bool, MessageError> {
    let (to, flags) = (Some(server.service(1)), MessageFlags::empty());
    client.sendmsg(1, &[timeouts], &[7; REQUEST], flags, to).await?;
    loop {
        let (message, _) = client.recvmsg(MessageFlags::empty()).await?;
        if message.flags.contains(MessageFlags::EOR) {
            return Ok(message.control.is_empty());
        }
    }
}

#[test]
fn a_timeout_of_a_message_works_ends_that_call_or_is_refused() {
    for given in message_timeouts() {
        let mut timeouts = Timeouts { hard: None, idle: None, normal: None };
        (given.set)(&mut timeouts);
        let Timeouts { hard, idle, normal } = timeouts;
        let network = network(0);
        let (server, client) = (network.node(), network.node());
        server.serve_echo(1);
        let timeouts = Control::SetCallTimeout { hard, idle, normal };
        let came = network.block_on(message_call(&server, &client, timeouts));
        match given.outcome {
            Refused => assert_eq!(came, Err(MessageError::OutOfRange), "{}", given.describe()),
            outcome => assert_eq!(came, Ok(outcome == Works), "{}", given.describe()),
        }
        let other = network.block_on(client.call(server.service(1), b"hello"));
        assert_eq!(other, Ok(b"hello".to_vec()), "after {}", given.describe());
    }
}
