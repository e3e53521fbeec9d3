//! What is made of a small file, as text, and what is made at all. `RXRPC_UPDATE=1` writes `golden/notes.rs` anew.

#![allow(clippy::unwrap_used)]

use rxrpc_xg::{Config, Error, Generated};
use std::fs;
use std::path::Path;

fn made(text: &str) -> Generated {
    Config::new().generate_from("x.xg", text, &|_| None).unwrap_or_else(|error| panic!("{error}"))
}

fn code(text: &str) -> String {
    made(text).code
}

#[test]
fn a_small_file_becomes_what_it_was() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let made = Config::new().generate(tests.join("notes.xg")).unwrap();
    assert_eq!(made.warnings, Vec::<String>::new());
    let golden = tests.join("golden/notes.rs");
    if std::env::var_os("RXRPC_UPDATE").is_some() {
        fs::write(&golden, &made.code).unwrap();
    }
    assert!(fs::read_to_string(golden).ok() == Some(made.code.clone()), "{}", made.code);
}

/// A client can be cloned, whatever its procedures are called.
#[test]
fn procedures_leave_the_methods_of_clients_alone() {
    let made = code("package T_ Clone(IN int a) = 1; New(IN int a) = 2; Options() = 3;");
    for name in ["clone_", "new_", "options_"] {
        assert!(made.contains(&format!("fn {name}(")), "{name}: {made}");
    }
    assert!(!made.contains("fn clone("), "{made}");
}

#[test]
fn parts_that_nobody_wants_are_not_made() {
    let text = "package T_ Get(IN int a) = 1;";
    let some = |config: Config| config.generate_from("x.xg", text, &|_| None).unwrap().code;
    let all = some(Config::new());
    for part in ["TClient", "TService", "mod sync", "mod asynchronous"] {
        assert!(all.contains(part), "{part}");
    }
    assert!(!some(Config::new().client(false)).contains("TClient"));
    assert!(!some(Config::new().server(false)).contains("TService"));
    assert!(!some(Config::new().sync(false)).contains("mod sync"));
    assert!(!some(Config::new().asynchronous(false)).contains("mod asynchronous"));
}

#[test]
fn codes_that_nobody_writes_go_on_from_package_to_package() {
    let code = code(
        "package A_ startingopcode 7 One(IN int a); Two(IN int a);
         package B_ Three(IN int a); package C_ Four(IN int a) = 1;",
    );
    for (name, number) in [("A_One", 7), ("A_Two", 8), ("B_Three", 9), ("C_Four", 1)] {
        let lines = format!("OPCODE: i32 = {number};\n    const NAME: &'static str = \"{name}\";");
        assert!(code.contains(&lines), "{lines}\n{code}");
    }
}

#[test]
fn enums_count_on_from_the_last_value() {
    let code = code("enum E { X, Y = 5, Z, V = 4294967295, W = Y };");
    for constant in
        ["X: Self = Self(0)", "Z: Self = Self(6)", "V: Self = Self(-1)", "W: Self = Self(5)"]
    {
        assert!(code.contains(constant), "{constant}");
    }
}

#[test]
fn what_has_no_effect_on_the_wire_is_read() {
    let code = code(
        "package T_ prefix S statindex 9 splitprefix IN=Start OUT=End;
         special struct T f, g;
         customized struct T { unsigned a; unsigned int b; short int c; unsigned short int d; };
         proc Get ServerGet(IN T *t, OUT struct T *u) split multi = 1;
         @{ int verbatim(void) { return '\\''; } @}
         (OUT int *a) = 2;",
    );
    assert!(code.contains("pub d: u16"), "{code}");
    assert!(code.contains("SplitCall<C::Call, super::T>"), "{code}");
    assert!(code.contains("pub struct TRequest"), "{code}");
}

#[test]
fn numbers_in_lines_for_c_are_constants() {
    let code = code(
        "%#define VLF_RWEXISTS 0x1000 /* a volume to write to */
%#define ALL_BITS 0xffffffff
%#define A_MACRO(x) x
%#include <stdio.h>
%#define LEN (16)
struct S { char name[LEN]; };",
    );
    assert!(code.contains("/// a volume to write to\npub const"), "{code}");
    assert!(code.contains("pub const VLF_RWEXISTS: i32 = 4096;"), "{code}");
    assert!(code.contains("pub const ALL_BITS: u32 = 4294967295;"), "{code}");
    assert!(code.contains("pub name: ::rxrpc_xdr::Chars<16>"), "{code}");
}

#[test]
fn conditions_choose() {
    let condition = |condition: &str| {
        let text = format!(
            "#define ONE 1\n{condition}\nstruct Yes {{ int a; }};\n#else\nstruct No {{ int a; }};\n#endif"
        );
        code(&text).contains("struct Yes")
    };
    for yes in [
        "#ifdef ONE",
        "#ifndef TWO",
        "#if defined(ONE) && !defined(TWO)",
        "#if defined ONE || (TWO && 1)",
        "#if ONE == 0x1",
        "#if 0\n#elif ONE",
        "# if 1 /* always */",
    ] {
        assert!(condition(yes), "{yes}");
    }
    for no in ["#ifdef TWO", "#if ONE != 1", "#if TWO", "#if 0\n#ifdef ONE\n#endif\n#elif 0"] {
        assert!(!condition(no), "{no}");
    }
}

#[test]
fn names_are_those_of_rust() {
    let code = code(
        "struct type { int self; int fn; int Fid; int fid; };
         package RXAFS_ GetVolumeStatusByID(IN int Type, int context, OUT int *CamelCase, int *b) = 1;
         new(IN int a) = 2;",
    );
    for name in [
        "pub struct Type {",
        "pub self_: i32",
        "pub r#fn: i32",
        "pub fid_: i32",
        "pub fn get_volume_status_by_id(",
        "pub struct RxafsGetVolumeStatusByIdReply {",
        "pub camel_case: i32",
        "pub fn new_(",
        "context_: i32",
    ] {
        assert!(code.contains(name), "{name}\n{code}");
    }
}

#[test]
fn included_files_are_looked_for_beside_and_in_directories_and_named() {
    let read = |path: &Path| match path.to_str()? {
        "sub/a.xg" => Some("#include \"b.h\"\ntypedef int A;".to_owned()),
        "other/b.h" => Some("#define B 7".to_owned()),
        _ => None,
    };
    let text = "#include \"a.xg\"\nconst C = B;";
    let made = Config::new().include("other").generate_from("sub/x.xg", text, &read).unwrap();
    assert!(made.code.contains("pub const C: i32 = 7;"), "{}", made.code);
    let files: Vec<_> = made.files.iter().map(|path| path.to_str().unwrap()).collect();
    assert_eq!(files, ["sub/x.xg", "sub/a.xg", "other/b.h"]);
}

#[test]
fn what_is_unbounded_has_the_bound_of_the_program() {
    let text = "struct S { int a<>; string b<>; opaque c<>; };";
    let config = Config::new().unbounded_elements(9).unbounded_bytes(10);
    let code = config.generate_from("x.xg", text, &|_| None).unwrap().code;
    for part in ["List<i32, 9>", "Text<10>", "Opaque<10>"] {
        assert!(code.contains(part), "{part}");
    }
}

#[test]
fn serde_is_named_only_if_the_program_wants_it() {
    let text = "enum E { X }; struct S { int a[33]; int b[32]; };
         union U switch (int d) { case 1: int a[33]; default: void; };
         package T_ Get(IN int a, OUT int *b, S *c) = 1;";
    let some = |config: Config| config.generate_from("x.xg", text, &|_| None).unwrap().code;
    assert!(!some(Config::new()).contains("serde"));
    assert!(!some(Config::new().serde(true).serde(false)).contains("serde"));
    let always = some(Config::new().serde(true));
    let derived = "#[derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize)]";
    assert_eq!(always.matches(derived).count(), 5, "{always}");
    assert_eq!(always.matches("#[serde(crate = \"::rxrpc_xdr::serde\")]").count(), 5);
    assert_eq!(always.matches("#[serde(with = \"::rxrpc_xdr::serde_array\")]").count(), 2);
    let feature = some(Config::new().serde_feature("portable"));
    assert_eq!(
        feature.matches("cfg_attr").count(),
        feature.matches("feature = \"portable\"").count()
    );
    assert_eq!(feature.matches("cfg_attr").count(), 7, "{feature}");
}

#[test]
fn what_serde_cannot_read_is_refused_if_the_program_wants_serde() {
    for inside in ["A x<5>;", "A x[5];", "A *x;"] {
        let text = format!("typedef int A[33]; struct Wrong {{ {inside} }};");
        let made = |config: Config| config.generate_from("x.xg", &text, &|_| None);
        assert!(made(Config::new()).is_ok());
        let Err(Error::Interface(told)) = made(Config::new().serde(true)) else {
            panic!("{inside}")
        };
        assert!(told.contains("`Wrong`"), "{told}");
    }
    let text = "typedef int A[33]; typedef A L<2>; package T_ Get(IN L *a) = 1;";
    assert!(Config::new().serde(true).generate_from("x.xg", text, &|_| None).is_err());
}

/// Not a test of its own: what a `build.rs` would do, for [`cargo_is_told_of_every_file`].
#[test]
#[ignore = "run by another one"]
fn as_in_build_rs() {
    let folder = std::env::temp_dir().join(format!("rxrpc-xg-{}", std::process::id()));
    fs::create_dir(&folder).unwrap();
    let file = folder.join("outer.xg");
    fs::write(&file, "#include \"inner.xg\"\nstruct S { int a[N]; };").unwrap();
    fs::write(folder.join("inner.xg"), "#include \"least.h\"").unwrap();
    let warned = "#define N 3\ntypedef int A<>; package T_ Get(IN A *a) = 1;";
    fs::write(folder.join("least.h"), warned).unwrap();
    let compiled = Config::new().out_dir(&folder).compile(&[&file]);
    let made = fs::read_to_string(folder.join("outer.rs"));
    fs::remove_dir_all(&folder).unwrap();
    compiled.unwrap();
    assert!(made.unwrap().contains("TClient"));
}

#[test]
fn cargo_is_told_of_every_file() {
    let this = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "as_in_build_rs", "--ignored", "--nocapture"])
        .output()
        .unwrap();
    let told = String::from_utf8(this.stdout).unwrap();
    for file in ["outer.xg", "inner.xg", "least.h"] {
        let line = |line: &str| line.starts_with("cargo:rerun-if-changed=") && line.ends_with(file);
        assert!(told.lines().any(line), "{file}: {told}");
    }
    assert!(told.lines().any(|line| line.starts_with("cargo:warning=")), "{told}");
}
