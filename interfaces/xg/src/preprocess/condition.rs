//! Conditions of `#if`.
//!
//! Holds: names, numbers, `defined`, `!`, `&&`, `||`, `==`, `!=` and parentheses. Must not know: files.

use crate::token::Kind;
use std::collections::BTreeMap;

/// Deepest nesting of parentheses and negations.
const DEEPEST: usize = 64;

/// Whether the condition holds.
pub(super) fn holds(text: &str, macros: &BTreeMap<String, Vec<Kind>>) -> Result<bool, String> {
    let words = words(text)?;
    let mut reader = Reader { words: &words, macros };
    let value = reader.any(0)?;
    match reader.words {
        [] => Ok(value != 0),
        [next, ..] => Err(format!("`{next}` is not expected")),
    }
}

fn words(text: &str) -> Result<Vec<&str>, String> {
    let mut words = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("/*") {
            let length = rest.find("*/").ok_or("a comment without an end")?;
            rest = rest[length + 2..].trim_start();
            continue;
        } else if first.is_ascii_alphanumeric() || first == '_' {
            let name = |next: char| !(next.is_ascii_alphanumeric() || next == '_');
            rest.find(name).unwrap_or(rest.len())
        } else if ["&&", "||", "==", "!="].iter().any(|sign| rest.starts_with(sign)) {
            2
        } else if matches!(first, '!' | '(' | ')') {
            1
        } else {
            return Err(format!("`{}` is not known here", first.escape_debug()));
        };
        words.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    Ok(words)
}

struct Reader<'a> {
    words: &'a [&'a str],
    macros: &'a BTreeMap<String, Vec<Kind>>,
}

impl<'a> Reader<'a> {
    fn take(&mut self) -> Option<&'a str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }

    fn take_if(&mut self, word: &str) -> bool {
        let is = self.words.first() == Some(&word);
        if is {
            self.take();
        }
        is
    }

    fn any(&mut self, depth: usize) -> Result<i64, String> {
        let mut value = self.all(depth)?;
        while self.take_if("||") {
            let right = self.all(depth)?;
            value = i64::from(value != 0 || right != 0);
        }
        Ok(value)
    }

    fn all(&mut self, depth: usize) -> Result<i64, String> {
        let mut value = self.equal(depth)?;
        while self.take_if("&&") {
            let right = self.equal(depth)?;
            value = i64::from(value != 0 && right != 0);
        }
        Ok(value)
    }

    fn equal(&mut self, depth: usize) -> Result<i64, String> {
        let value = self.one(depth)?;
        if self.take_if("==") {
            return Ok(i64::from(value == self.one(depth)?));
        }
        if self.take_if("!=") {
            return Ok(i64::from(value != self.one(depth)?));
        }
        Ok(value)
    }

    fn one(&mut self, depth: usize) -> Result<i64, String> {
        if depth > DEEPEST {
            return Err("too deeply nested".into());
        }
        match self.take() {
            None => Err("it ends too early".into()),
            Some("!") => Ok(i64::from(self.one(depth + 1)? == 0)),
            Some("(") => {
                let value = self.any(depth + 1)?;
                if self.take_if(")") { Ok(value) } else { Err("a `)` is missing".into()) }
            }
            Some("defined") => {
                let open = self.take_if("(");
                let name = self.take().ok_or("a name is missing")?;
                if open && !self.take_if(")") {
                    return Err("a `)` is missing".into());
                }
                Ok(i64::from(self.macros.contains_key(name)))
            }
            Some(word) => self.value(word),
        }
    }

    /// A number, or a macro's; another name is 0, as in C.
    fn value(&self, word: &str) -> Result<i64, String> {
        if word.starts_with(|first: char| first.is_ascii_digit()) {
            let hex = word.strip_prefix("0x");
            let number = hex.map_or_else(|| word.parse(), |hex| i64::from_str_radix(hex, 16));
            return number.map_err(|_| format!("`{word}` is no number"));
        }
        match self.macros.get(word).map(Vec::as_slice) {
            Some([Kind::Number(number, _)]) => Ok(*number),
            Some(_) => Err(format!("`{word}` stands for no number")),
            None if word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') => {
                Ok(0)
            }
            None => Err(format!("`{word}` is not expected")),
        }
    }
}
