//! Tokens of interface files.
//!
//! Holds: [`Token`], and how one is cut from text. Must not know: the preprocessor, the grammar.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A name or keyword.
    Name(String),
    /// A number, and whether it is written in decimal.
    Number(i64, bool),
    Text(String),
    Symbol(char),
    End,
}

impl Kind {
    /// As it is named to users.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Name(name) => format!("`{name}`"),
            Self::Number(number, _) => format!("`{number}`"),
            Self::Text(_) => "a string".into(),
            Self::Symbol(symbol) => format!("`{symbol}`"),
            Self::End => "the end of the file".into(),
        }
    }
}

/// A token, where it is, and the comments around it.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
    /// Comments right before it.
    pub(crate) docs: Vec<String>,
    /// Comments behind it on its line.
    pub(crate) after: Vec<String>,
}

/// Cuts the token at byte `at` of a file, where neither space nor comment is; its end.
pub(crate) fn cut(text: &str, file: usize, at: usize) -> Result<(Kind, usize), Diagnostic> {
    let rest = &text[at..];
    let first = rest.chars().next().unwrap_or_default();
    let span = |length: usize| Span { file, start: at, end: at + length };
    let run = |accept: fn(char) -> bool| {
        rest.find(|character: char| !accept(character)).unwrap_or(rest.len())
    };
    match first {
        'A'..='Z' | 'a'..='z' | '_' => {
            let length = run(|character| character.is_ascii_alphanumeric() || character == '_');
            Ok((Kind::Name(rest[..length].into()), at + length))
        }
        '0'..='9' | '-' => {
            let sign = usize::from(first == '-');
            let digits = &rest[sign..];
            let length = digits
                .find(|character: char| !character.is_ascii_alphanumeric())
                .unwrap_or(digits.len());
            let number = number(&digits[..length]);
            let (number, decimal) = number.map_err(|reason| {
                Diagnostic::error("not a number", span((sign + length).max(1)), reason)
            })?;
            let number = if sign == 1 { -number } else { number };
            Ok((Kind::Number(number, decimal), at + sign + length))
        }
        '"' => {
            let Some(length) =
                rest[1..].find(['"', '\n']).filter(|end| &rest[end + 1..end + 2] == "\"")
            else {
                return Err(Diagnostic::error("a string without an end", span(1), "begins here"));
            };
            Ok((Kind::Text(rest[1..=length].into()), at + length + 2))
        }
        ':' | ';' | ',' | '=' | '*' | '[' | ']' | '{' | '}' | '(' | ')' | '<' | '>' => {
            Ok((Kind::Symbol(first), at + 1))
        }
        _ => Err(Diagnostic::error(
            format!("`{}` means nothing here", first.escape_debug()),
            span(first.len_utf8()),
            "not a token of interface files",
        )),
    }
}

fn number(digits: &str) -> Result<(i64, bool), &'static str> {
    let hex = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"));
    let number = match hex {
        Some(hex) => i64::from_str_radix(hex, 16),
        None if digits.len() > 1 && digits.starts_with('0') => {
            return Err("C reads a number that begins with 0 as octal");
        }
        None => digits.parse(),
    };
    match number {
        Ok(number) if number <= i64::from(u32::MAX) => Ok((number, hex.is_none())),
        Ok(_) => Err("does not fit a word of 32 bits"),
        Err(_) => Err("neither decimal nor 0x and hexadecimal digits"),
    }
}
