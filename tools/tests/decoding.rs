//! Captures of real peers, and captures of each kind that there is, decoded.

#![allow(clippy::unwrap_used)]

use etherparse::PacketBuilder;
use proptest::prelude::*;
use rxrpc_tools::decode::{Keys, Line, Summary, Wanted, decode, learn};
use rxrpc_tools::failure::Failure;
use rxrpc_tools::fuzz;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn captures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../rxrpc-wire/tests/captures")
}

fn file(name: &str) -> Vec<u8> {
    fs::read(captures().join(name)).unwrap()
}

fn decoded(bytes: &[u8], wanted: Wanted) -> (Vec<Line>, Summary, Result<(), Failure>) {
    let mut lines = Vec::new();
    let (summary, done) = decode(bytes, wanted, |line| {
        lines.push(line);
        Ok(())
    });
    (lines, summary, done)
}

fn lines(bytes: &[u8]) -> Vec<Line> {
    let (lines, _, done) = decoded(bytes, Wanted::default());
    done.unwrap();
    lines
}

fn marks(lines: &[Line]) -> Vec<&str> {
    lines.iter().flat_map(|line| line.marks.iter().map(String::as_str)).collect()
}

#[test]
fn the_life_of_a_call_is_told() {
    let lines = lines(&file("openafs/vl-noauth.pcap"));
    assert_eq!(lines.len(), 6);
    let life = [
        "call begins, operation 515 VL_GetAddrs",
        "request complete",
        "reply complete",
        "call over",
    ];
    assert_eq!(marks(&lines[..3]), life);
    assert_eq!(lines[0].time.as_deref(), Some("0.000000000"));
    let refused = file("openafs/abort-bad-opcode.pcap");
    let (refused, _, _) = decoded(&refused, Wanted::default());
    let aborted = "call aborted: RXGEN_OPCODE (-455): the service has no such operation";
    assert_eq!(refused[1].marks, [aborted]);
}

#[test]
fn losses_and_repeats_are_told_where_they_are_seen() {
    // Lost behind the place of the capture: packets are sent again.
    let lost_later = lines(&file("openafs/bulk-send-loss10pct-at-server.pcap"));
    let told = marks(&lost_later);
    assert_eq!(told.iter().filter(|mark| mark.ends_with(": again")).count(), 14, "{told:?}");
    assert!(!told.iter().any(|mark| mark.contains("gap")));
    // Lost before it: packets are missing, and come later.
    let lost_before = lines(&file("openafs/bulk-send-loss10pct-at-client.pcap"));
    let told = marks(&lost_before);
    let gaps = ["9: gap from 8 on", "8: fills a gap", "24: gap from 22 on", "22: fills a gap"];
    assert_eq!(told[1..5], gaps);
    assert_eq!(told[told.len() - 3..], ["request complete", "reply complete", "call over"]);
    // Where nothing is lost, nothing is said.
    let whole = lines(&file("openafs/bulk-send-jumbo.pcap"));
    assert!(!marks(&whole).iter().any(|mark| mark.contains(": ")), "{:?}", marks(&whole));
}

/// What a capture says of its packets with these keys, service keys and session keys.
fn with_keys(name: &str, services: &[&str], sessions: &[&str]) -> Vec<Line> {
    let keys = || {
        let mut keys = Keys::default();
        services.iter().for_each(|key| keys.add_service(key).unwrap());
        sessions.iter().for_each(|key| keys.add_session(key).unwrap());
        keys
    };
    let bytes = file(name);
    let learned = learn(&bytes[..], &keys());
    let mut wanted = Wanted::default();
    (wanted.keys, wanted.learned, wanted.data) = (keys(), learned, true);
    decoded(&bytes, wanted).0
}

#[test]
fn what_is_sealed_is_opened_with_the_service_s_key_or_the_session_key() {
    const DES: &str = "5:b5139e57c8d9ce2f";
    const AES: &str = "6:202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f";
    const SESSION: &str = "4ac8a7379d75b637";
    for (name, service, level) in [
        ("openafs/rxkad-v4-level2.pcap", DES, "encrypted"),
        ("openafs/rxkad-v4-level0.pcap", DES, "plain"),
        ("openafs/rxkad-krb5-level2.pcap", AES, "encrypted"),
        ("openafs/rxkad-krb5-level0.pcap", AES, "plain"),
        ("linux/k73-rxkad-l2.pcap", "1:a7838acbc783ec94", "encrypted"),
    ] {
        let by_service = with_keys(name, &[service], &[]);
        let told = marks(&by_service);
        assert!(told.iter().any(|mark| mark.ends_with(&format!(", {level}"))), "{name}: {told:?}");
        let session = if name.starts_with("linux") { "133457799bbcdff1" } else { SESSION };
        let by_session = with_keys(name, &[], &[session]);
        let data = |lines: &[Line]| -> Vec<_> {
            lines.iter().filter_map(|line| line.data.clone()).collect()
        };
        assert!(!data(&by_service).is_empty(), "{name}");
        assert!(data(&by_service).iter().flatten().all(Option::is_some), "{name}");
        assert_eq!(data(&by_session), data(&by_service), "{name}");
    }
    // Another key opens nothing, and says so.
    let wrong = with_keys("openafs/rxkad-v4-level2.pcap", &["5:b5139e57c8d9ce20"], &[]);
    let told = marks(&wrong);
    assert!(told.contains(&"not opened"), "{told:?}");
    assert!(told.iter().any(|mark| mark.starts_with("the ticket does not open")), "{told:?}");
    // Without keys nothing is said of it.
    let sealed = lines(&file("openafs/rxkad-v4-level2.pcap"));
    assert!(!marks(&sealed).contains(&"not opened"));
}

/// Ethernet frames of a file, as they are.
fn frames(name: &str) -> Vec<Vec<u8>> {
    let bytes = file(name);
    let mut rest = &bytes[24..];
    let mut frames = Vec::new();
    while let Some(length) = rest.get(8..12) {
        let length = u32::from_le_bytes(length.try_into().unwrap()) as usize;
        frames.push(rest[16..16 + length].to_vec());
        rest = &rest[16 + length..];
    }
    frames
}

/// A pcap file of frames of a link.
fn pcap(link: u32, frames: &[Vec<u8>]) -> Vec<u8> {
    let mut file = Vec::new();
    for word in [0xa1b2_c3d4, 2 | 4 << 16, 0, 0, 65_535, link] {
        file.extend_from_slice(&u32::to_le_bytes(word));
    }
    for (number, frame) in (0..).zip(frames) {
        let length = u32::try_from(frame.len()).unwrap();
        for word in [1_700_000_000, number, length, length] {
            file.extend_from_slice(&u32::to_le_bytes(word));
        }
        file.extend_from_slice(frame);
    }
    file
}

/// A pcapng file of the same.
fn pcapng(link: u16, frames: &[Vec<u8>]) -> Vec<u8> {
    let block = |kind: u32, body: &[u8]| {
        let padded = body.len().next_multiple_of(4);
        let length = u32::try_from(padded + 12).unwrap().to_be_bytes();
        let mut block = [&kind.to_be_bytes()[..], &length, body].concat();
        block.resize(8 + padded, 0);
        [&block[..], &length].concat()
    };
    let section = [&[0x1a, 0x2b, 0x3c, 0x4d, 0, 1, 0, 0][..], &[0xff; 8]].concat();
    let interface = [&link.to_be_bytes()[..], &[0, 0, 0, 0, 0xff, 0xff]].concat();
    let mut file = [block(0x0a0d_0d0a, &section), block(1, &interface)].concat();
    for (number, frame) in (0_u32..).zip(frames) {
        let ticks = (1_700_000_000_000_000_u64 + u64::from(number)).to_be_bytes();
        let length = u32::try_from(frame.len()).unwrap().to_be_bytes();
        file.extend(block(6, &[&[0; 4][..], &ticks, &length, &length, frame].concat()));
    }
    file
}

/// What is the same of a capture, whichever link and kind of file it is on.
fn told(bytes: &[u8]) -> Vec<(String, Vec<String>)> {
    lines(bytes).into_iter().map(|line| (line.packet, line.marks)).collect()
}

#[test]
fn every_link_and_both_kinds_of_files_tell_the_same() {
    for name in ["openafs/rpc-noauth.pcap", "linux/k73-ipv6-echo.pcap"] {
        let expected = told(&file(name));
        assert!(expected.len() > 3);
        let frames = frames(name);
        let without = |head: &[u8]| -> Vec<Vec<u8>> {
            frames.iter().map(|frame| [head, &frame[14..]].concat()).collect()
        };
        let with_type = |before: usize, behind: usize| -> Vec<Vec<u8>> {
            let head =
                |frame: &[u8]| [&vec![0; before][..], &frame[12..14], &vec![0; behind]].concat();
            frames.iter().map(|frame| [&head(frame)[..], &frame[14..]].concat()).collect()
        };
        let tagged = |tags: &[u8]| -> Vec<Vec<u8>> {
            frames.iter().map(|frame| [&frame[..12], tags, &frame[12..]].concat()).collect()
        };
        let links: [(u16, Vec<Vec<u8>>); 7] = [
            (1, frames.clone()),
            (1, tagged(&[0x81, 0, 0, 7])),
            (1, tagged(&[0x88, 0xa8, 0, 7, 0x81, 0, 0, 9])),
            (101, without(&[])),
            (0, without(&[2, 0, 0, 0])),
            (113, with_type(14, 0)),
            (276, with_type(0, 18)),
        ];
        for (link, frames) in links {
            assert_eq!(told(&pcap(link.into(), &frames)), expected, "{name}, link {link}");
            let ng = pcapng(link, &frames);
            assert_eq!(told(&ng), expected, "{name}, link {link}, pcapng");
            // Times are counted from the first frame, here a microsecond each.
            let second = &lines(&ng)[1];
            assert_eq!(second.time, Some(format!("0.{:09}", (second.frame - 1) * 1000)));
        }
    }
}

/// Fragments of an IPv4 packet of a payload, in Ethernet frames, 512 bytes each.
fn fragments(payload: &[u8], identification: u16) -> Vec<Vec<u8>> {
    let mut whole = Vec::new();
    let builder = PacketBuilder::ipv4([10, 0, 0, 1], [10, 0, 0, 2], 9).udp(7001, 7000);
    builder.write(&mut whole, payload).unwrap();
    let (header, datagram) = whole.split_at(20);
    let count = datagram.len().div_ceil(512);
    datagram
        .chunks(512)
        .enumerate()
        .map(|(at, part)| {
            let mut header = header.to_vec();
            header[2..4].copy_from_slice(&u16::try_from(part.len() + 20).unwrap().to_be_bytes());
            header[4..6].copy_from_slice(&identification.to_be_bytes());
            let more = u16::from(at + 1 < count) << 13;
            let place = more | u16::try_from(at * 512 / 8).unwrap();
            header[6..8].copy_from_slice(&place.to_be_bytes());
            [&[0; 12][..], &[8, 0], &header, part].concat()
        })
        .collect()
}

/// A request in one packet of so many bytes.
fn request(bytes: usize) -> Vec<u8> {
    // Epoch and connection; call, sequence number, serial; DATA, the last of the request, service 52.
    let header = [[0x80, 0, 0, 1, 0, 0, 0, 4], [0, 0, 0, 1, 0, 0, 0, 1], [0, 0, 0, 1, 1, 5, 0, 0]];
    [&header.concat()[..], &[0, 0, 0, 52], &vec![1; bytes]].concat()
}

#[test]
fn fragments_are_put_together_in_whatever_order() {
    let mut frames = [fragments(&request(1400), 1), fragments(&request(1300), 2)].concat();
    frames.reverse();
    let (lines, summary, done) = decoded(&pcap(1, &frames), Wanted::default());
    done.unwrap();
    assert_eq!((summary.packets, summary.fragments, lines.len()), (2, 4, 2));
    assert!(lines[0].packet.ends_with("1300 bytes") && lines[1].packet.ends_with("1400 bytes"));
}

#[test]
fn fragments_that_never_become_whole_cost_bounded_memory() {
    let first = |at: u16| fragments(&request(1400), at).swap_remove(0);
    let frames: Vec<_> = (0..2000).map(first).collect();
    let (lines, summary, _) = decoded(&pcap(1, &frames), Wanted::default());
    assert_eq!((lines.len(), summary.fragments), (0, 2000));
    // The last 64 are still known: the rest of one of them makes it whole.
    let mut frames = frames;
    frames.extend(fragments(&request(1400), 1999).into_iter().skip(1));
    frames.extend(fragments(&request(1400), 3).into_iter().skip(1));
    assert_eq!(decoded(&pcap(1, &frames), Wanted::default()).1.packets, 1);
}

#[test]
fn what_is_no_capture_and_what_is_cut_short_is_said() {
    let failure = |bytes: &[u8]| decoded(bytes, Wanted::default()).2.unwrap_err().to_string();
    assert_eq!(failure(b""), "an empty file");
    assert_eq!(failure(&[7; 100]), "neither pcap nor pcapng");
    let whole = file("openafs/vl-noauth.pcap");
    let cut = &whole[..whole.len() - 1];
    assert_eq!(failure(cut), "after frame 5: the file ends in the middle of a frame");
    assert_eq!(decoded(cut, Wanted::default()).0.len(), 5);
    // A frame of four gigabytes.
    let mut huge = whole[..24].to_vec();
    huge.extend_from_slice(&[
        0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    ]);
    huge.resize(8 << 20, 0);
    assert!(failure(&huge).starts_with("after frame 0: "), "{}", failure(&huge));
    let unknown = pcap(147, &[vec![0; 60]]);
    let summary = decoded(&unknown, Wanted::default()).1;
    assert_eq!(summary.unknown_link, Some((1, 147)));
    // Only the front of each frame was kept.
    let short: Vec<_> =
        frames("openafs/vl-noauth.pcap").iter().map(|one| one[..72].to_vec()).collect();
    let (lines, summary, _) = decoded(&pcap(1, &short), Wanted::default());
    assert_eq!((summary.packets, lines.len()), (4, 4));
    assert!(
        lines
            .iter()
            .all(|line| line.marks.len() == 1 && line.marks[0].ends_with("were not captured"))
    );
    assert_eq!(summary.cut_short, 2);
}

#[test]
fn ports_choose() {
    let wanted = |ports: &[u16]| {
        let mut wanted = Wanted::default();
        wanted.ports = ports.to_vec();
        decoded(&file("openafs/vl-noauth.pcap"), wanted).1
    };
    assert_eq!((wanted(&[7003]).packets, wanted(&[7003]).others), (6, 0));
    assert_eq!((wanted(&[1, 7002]).packets, wanted(&[1]).others), (0, 6));
    assert_eq!(wanted(&[35_578, 1]).packets, 3);
}

#[test]
fn the_command_prints_lines_json_and_call_by_call() {
    let rx = |arguments: &[&str]| {
        let path = captures().join("openafs/parallel-4calls.pcap");
        let output = Command::new(env!("CARGO_BIN_EXE_rx"))
            .arg("decode")
            .arg(path)
            .args(arguments)
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, text) = rx(&[]);
    assert_eq!(code, Some(0));
    let all = text.lines().count() - 1;
    assert!(text.ends_with(&format!("{all} frames: {all} packets of Rx\n")), "{text}");
    let (_, by_call) = rx(&["--by-call"]);
    let heads: Vec<_> = by_call.lines().filter(|line| line.starts_with("call ")).collect();
    assert!(heads.len() >= 4, "{heads:?}");
    assert_eq!(by_call.lines().count(), all + heads.len() + 1);
    let (_, json) = rx(&["--json", "--data"]);
    let json: Vec<serde_json::Value> =
        json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(json.len(), all + 1);
    assert_eq!((&json[0]["type"], &json[0]["call"]["number"]), (&"DATA".into(), &1.into()));
    assert!(json[0]["data"][0].is_string());
    assert_eq!(json[all]["packets"], all);
    assert_eq!(rx(&["--by-call", "--most", "3"]).0, Some(1));
    assert_eq!(rx(&["--key", "5:b513"]).0, Some(1));
    assert_eq!(rx(&["--session-key", "zz"]).0, Some(1));
    assert_eq!(rx(&["--keytab", "/nonexistent/keytab"]).0, Some(1));
}

/// What is captured is shown while the capture goes on.
#[test]
fn a_capture_is_read_as_it_is_made() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::Stdio;
    let mut child = Command::new(env!("CARGO_BIN_EXE_rx"))
        .args(["decode", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut to, from) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut lines = BufReader::new(from).lines();
    let whole = pcap(1, &frames("openafs/vl-noauth.pcap"));
    let (first, rest) = whole.split_at(24 + 16 + 82);
    to.write_all(first).unwrap();
    assert!(lines.next().unwrap().unwrap().contains("VL_GetAddrs"));
    to.write_all(rest).unwrap();
    drop(to);
    assert_eq!(lines.last().unwrap().unwrap(), "6 frames: 6 packets of Rx");
    assert!(child.wait().unwrap().success());
}

/// Captures with bytes changed, cut off, or as they are.
#[test]
fn no_garbage_makes_a_decoder_panic() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below
    };
    let names = [
        "openafs/vl-noauth.pcap",
        "openafs/rxkad-v4-level2.pcap",
        "openafs/pt-rxkad-krb5-crypt.pcap",
        "openafs/version.pcap",
        "linux/k73-ipv6-echo.pcap",
    ];
    let mut samples: Vec<_> = names.iter().map(|name| file(name)).collect();
    samples.push(pcapng(1, &frames("openafs/vl-noauth.pcap")));
    samples.push(pcap(1, &fragments(&request(1400), 1)));
    samples.iter_mut().for_each(|sample| sample.truncate(6000));
    for round in 0..3000 {
        let mut bytes = samples[random(samples.len())].clone();
        for _ in 0..random(8) {
            // Heads matter most.
            let reach = if random(2) == 0 { 120.min(bytes.len()) } else { bytes.len() };
            let at = random(reach);
            bytes[at] = [0, 1, 4, 0x7f, 0xff][random(5)];
        }
        if round % 4 == 0 {
            bytes.truncate(random(bytes.len()));
        }
        fuzz::capture(&bytes);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_a_capture_or_none(bytes: Vec<u8>) {
        fuzz::capture(&bytes);
    }

    #[test]
    fn any_frames_are_taken(mut frames: Vec<Vec<u8>>, link: u8) {
        frames.truncate(20);
        let mut all = vec![link];
        for frame in &frames {
            all.extend_from_slice(&u16::try_from(frame.len()).unwrap().to_be_bytes());
            all.extend_from_slice(frame);
        }
        fuzz::frames(&all);
        // As IP with something of sense in it.
        let ip: Vec<_> = frames.iter().flat_map(|frame| fragments(frame, u16::from(link))).collect();
        fuzz::capture(&pcap(1, &ip));
    }

    #[test]
    fn any_answer_is_shown(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        fuzz::answer(&bytes);
    }
}
