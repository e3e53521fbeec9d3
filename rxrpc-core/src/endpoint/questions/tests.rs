use super::*;
use crate::config::Config;
use crate::endpoint::AddressFamily;
use crate::endpoint::tests::{Pair, ready};
use rxrpc_wire::Flags;
use std::pin::pin;
use std::task::Context;
use std::time::Instant;

fn is_pending(question: &VersionQuestion) -> bool {
    pin!(question.answered()).poll(&mut Context::from_waker(Waker::noop())).is_pending()
}

/// A question, and its packet as it left.
fn asked(pair: &Pair) -> (VersionQuestion, Vec<u8>) {
    let question = pair.client.ask_version(Pair::addresses()[1]).expect("it may be asked");
    question.send();
    let mut datagram = Vec::new();
    pair.client.poll_transmit(pair.now, 1, &mut datagram).expect("the question");
    (question, datagram)
}

/// What answers a question with this body.
fn answer(question: &[u8], body: &[u8]) -> Vec<u8> {
    let mut bytes = question[..Header::LEN].to_vec();
    bytes[21] = (Flags::LAST_PACKET).bits();
    bytes.extend_from_slice(body);
    bytes
}

#[test]
fn a_peer_says_what_it_is() {
    let pair = Pair::new();
    let question = pair.client.ask_version(Pair::addresses()[1]).unwrap();
    question.send();
    assert!(is_pending(&question));
    pair.exchange();
    assert_eq!(ready(question.answered()).unwrap(), Config::default().version);
}

#[test]
fn only_the_peer_that_was_asked_answers_and_only_once() {
    let pair = Pair::new();
    let (question, packet) = asked(&pair);
    let [_, server] = Pair::addresses();
    let other = SocketAddr::from(([127, 0, 0, 1], 7002));
    let mut wrong_number = answer(&packet, b"wrong\0");
    wrong_number[11] ^= 1;
    pair.client.handle_datagram(pair.now, server, &wrong_number);
    pair.client.handle_datagram(pair.now, other, &answer(&packet, b"other\0"));
    pair.client.handle_datagram(pair.now, server, &packet);
    assert!(is_pending(&question));
    pair.client.handle_datagram(pair.now, server, &answer(&packet, b"first\0"));
    pair.client.handle_datagram(pair.now, server, &answer(&packet, b"second\0"));
    assert_eq!(ready(question.answered()).unwrap(), "first");
}

#[test]
fn whatever_is_answered_is_short_and_can_be_printed() {
    for (body, text) in [
        (&b""[..], String::new()),
        (b"\0", String::new()),
        (b"a\x1b[2Jb\xff\0c", "a\u{fffd}[2Jb\u{fffd}".to_owned()),
        (&[b'x'; 9000], "x".repeat(Version::REPLY_LEN)),
    ] {
        let pair = Pair::new();
        let (question, packet) = asked(&pair);
        pair.client.handle_datagram(pair.now, Pair::addresses()[1], &answer(&packet, body));
        assert_eq!(ready(question.answered()).unwrap(), text);
    }
}

#[test]
fn few_are_asked_at_a_time_and_a_dropped_question_makes_room() {
    let pair = Pair::new();
    let server = Pair::addresses()[1];
    let mut questions: Vec<_> =
        (0..MOST).map(|_| pair.client.ask_version(server).expect("room")).collect();
    assert_eq!(pair.client.ask_version(server).unwrap_err(), CallError::WouldBlock);
    questions.pop();
    pair.client.ask_version(server).expect("room again");
}

#[test]
fn a_close_ends_the_wait_and_addresses_are_checked() {
    let pair = Pair::new();
    let (question, _) = asked(&pair);
    for wrong in ["127.0.0.1:0", "[::1]:7000"] {
        let asked = pair.client.ask_version(wrong.parse().unwrap());
        assert_eq!(asked.unwrap_err(), CallError::InvalidAddress);
    }
    pair.client.close();
    assert_eq!(ready(question.answered()), Err(CallError::Closed));
    assert_eq!(pair.client.ask_version(Pair::addresses()[1]).unwrap_err(), CallError::Closed);
}

#[test]
fn a_question_is_asked_again_within_any_limit() {
    assert_eq!(VersionQuestion::patience(Duration::ZERO), [Duration::ZERO; 4]);
    assert_eq!(VersionQuestion::patience(Duration::MAX)[2], Duration::from_secs(7));
    let second = VersionQuestion::patience(Duration::from_millis(150));
    assert_eq!(second, [10, 30, 70, 150].map(Duration::from_millis));
}

/// Endpoints of one seed are repeatable, and ask by numbers other than those of their connections.
#[test]
fn numbers_come_from_the_seed() {
    let ask = || {
        let config = Config::default().seed(Some(7));
        let endpoint = Endpoint::new(config, AddressFamily::V4).unwrap();
        let question = endpoint.ask_version(Pair::addresses()[1]).unwrap();
        question.send();
        let mut packet = Vec::new();
        endpoint.poll_transmit(Instant::now(), 1, &mut packet).unwrap();
        packet
    };
    assert_eq!(ask(), ask());
}

/// A waker that tells by its count whether somebody still keeps it.
struct Counted;

impl std::task::Wake for Counted {
    fn wake(self: Arc<Self>) {}
}

#[test]
fn a_wait_that_is_given_up_leaves_no_waker() {
    let pair = Pair::new();
    let (question, _) = asked(&pair);
    let counted = Arc::new(Counted);
    let waker = Waker::from(counted.clone());
    {
        let mut wait = pin!(question.answered());
        assert!(wait.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
        assert_eq!(Arc::strong_count(&counted), 3, "the wait has one");
    }
    assert_eq!(Arc::strong_count(&counted), 2);
}
