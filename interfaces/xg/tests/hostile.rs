//! Files that are made to cost much: each is refused, or made in a time that its length bounds.

#![allow(clippy::unwrap_used)]

use rxrpc_xg::{Config, Error, Generated};
use std::fmt::Write;
use std::path::Path;

fn compile(text: &str) -> Result<Generated, Error> {
    Config::new().generate_from("x.xg", text, &|_| None)
}

/// The first line of what is told of a wrong file.
fn told(made: Result<Generated, Error>) -> String {
    let Err(Error::Interface(text)) = made else { panic!("{made:?}") };
    text.lines().find(|line| line.starts_with("error")).unwrap().to_owned()
}

#[test]
fn a_word_that_says_nothing_may_be_there_often() {
    let text = format!("{} struct S {{ int x; }};", "customized ".repeat(100_000));
    assert!(compile(&text).unwrap().code.contains("pub struct S"));
}

#[test]
fn files_that_include_each_other_twice_are_counted() {
    let next = |path: &Path| {
        let number: u32 = path.file_stem()?.to_str()?.parse().ok()?;
        let include = format!("#include \"{}.h\"\n", number + 1);
        Some(if number < 30 { include.repeat(2) } else { String::new() })
    };
    let made = Config::new().generate_from("x.xg", "#include \"0.h\"\n", &next);
    assert!(told(made).contains("more than 131072 tokens"));
}

#[test]
fn files_that_are_included_again_and_again_are_measured() {
    let comment = format!("/*{}*/", "x".repeat(2 << 20));
    let text = "#include \"long.h\"\n".repeat(30);
    let made = Config::new().generate_from("x.xg", &text, &|_| Some(comment.clone()));
    assert_eq!(told(made), "error: more than 16 MiB of files");
}

#[test]
fn macros_that_become_nothing_are_counted() {
    let mut text = String::from("#define A0\n");
    for number in 1..30 {
        let before = number - 1;
        writeln!(text, "#define A{number} A{before} A{before} A{before} A{before}").unwrap();
    }
    text.push_str("A29\n");
    assert!(told(compile(&text)).contains("more than 131072 tokens"));
}

#[test]
fn numbers_by_define_are_counted() {
    let text = (0..200_000).fold(String::new(), |mut text, number| {
        writeln!(text, "#define A{number} 1").unwrap();
        text
    });
    assert!(told(compile(&text)).contains("more than 131072 tokens"));
}

#[test]
fn types_are_counted() {
    let text = (0..20_000).fold(String::new(), |mut text, number| {
        writeln!(text, "typedef T{} T{number};", number + 1).unwrap();
        text
    });
    assert_eq!(told(compile(&text)), "error: more than 4096 types");
}

/// Of each line that is skipped the beginning is looked at, and not for each of its characters.
#[test]
fn a_long_line_is_skipped() {
    let text = format!("#if 0\n{}\n#endif\nconst X = 1;", "# ".repeat(2_000_000));
    assert!(compile(&text).unwrap().code.contains("pub const X"));
}

#[test]
fn only_so_many_warnings_are_shown() {
    let made = compile(&"#define A(x) x\n".repeat(100_000)).unwrap();
    assert_eq!(made.warnings.len(), 65);
    assert_eq!(made.warnings[64], "warning: 99936 more like these");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_read() {
    let error = Config::new().generate("/dev/zero").unwrap_err();
    assert_eq!(error.to_string(), "/dev/zero: not a file");
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("zero.xg");
    std::fs::write(&path, "#include \"/dev/zero\"\n").unwrap();
    assert_eq!(told(Config::new().generate(path)), "error: no file `/dev/zero`");
}

#[test]
fn a_file_that_is_too_long_is_refused() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("long.xg");
    std::fs::write(&path, " ".repeat((4 << 20) + 1)).unwrap();
    let error = Config::new().generate(&path).unwrap_err();
    assert!(error.to_string().ends_with("long.xg: longer than 4 MiB"), "{error}");
}
