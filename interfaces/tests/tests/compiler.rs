//! The compiler on files that are nearly right.

#![allow(clippy::unwrap_used)]

use rxrpc_interface_tests::compile_anything;
use std::fs;
use std::path::Path;

/// Texts with a few bytes or lines changed become Rust, or an error, in bounded time.
#[test]
fn no_text_makes_the_compiler_panic() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = vec![fs::read(folder.join("xg/every.xg")).unwrap()];
    for file in fs::read_dir(folder.join("../xg/tests/wrong")).unwrap() {
        let path = file.unwrap().path();
        // What these two are about takes its time.
        let slow = path.ends_with("macro_bomb.xg") || path.ends_with("include_itself.xg");
        if path.extension().is_some_and(|extension| extension == "xg") && !slow {
            texts.push(fs::read(path).unwrap());
        }
    }
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below
    };
    let pieces: [&[u8]; 16] = [
        b"*",
        b"<",
        b">",
        b"[0]",
        b"{",
        b"}",
        b"(",
        b";",
        b"\"",
        b"/*",
        b"#if 1\n",
        b"-",
        "\u{e9}".as_bytes(),
        b"struct X ",
        b"typedef ",
        b"case 1: ",
    ];
    for _ in 0..10_000 {
        // Half of them are the large one.
        let which = random(2 * texts.len());
        let mut text = texts[if which < texts.len() { which } else { 0 }].clone();
        for _ in 0..=random(3) {
            let at = random(text.len());
            match random(3) {
                0 => drop(text.splice(at..at, pieces[random(16)].iter().copied())),
                1 => drop(text.drain(at..text.len().min(at + 1 + random(20)))),
                _ => {
                    let from = random(text.len());
                    let part = text[from..text.len().min(from + 30)].to_vec();
                    drop(text.splice(at..at, part));
                }
            }
            text.push(b' ');
        }
        compile_anything(&text);
    }
}
