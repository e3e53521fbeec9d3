//! From files to tokens: includes, macros, conditions, comments.
//!
//! Holds: the little of the C preprocessor that interface files use. Must not know: the grammar.
//!
//! What it does not do is refused or warned of, not guessed. Memory and time are bounded: the length of all files, their
//! depth, and the number of tokens and directives are.

mod condition;
mod defines;

use crate::diagnostic::Diagnostic;
use crate::source::{LONGEST_FILE, Sources, Span};
use crate::token::{Kind, Token, cut};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub(crate) use defines::Define;
use defines::Defines;

/// Most tokens and directives of a file with all it includes and all its macros.
const MOST_TOKENS: usize = 1 << 17;

/// Most bytes of a file and all it includes, each as often as it is included.
const MOST_BYTES: usize = 16 << 20;

/// Deepest nesting of includes, of macros and of conditions.
const DEEPEST: usize = 32;

/// What comes out.
#[derive(Debug, Default)]
pub(crate) struct Output {
    pub(crate) tokens: Vec<Token>,
    pub(crate) defines: Vec<Define>,
    pub(crate) warnings: Vec<Diagnostic>,
}

/// Reads a file for an `#include`; `None` if there is none.
pub(crate) type Read<'a> = &'a dyn Fn(&Path) -> Option<String>;

/// Reads a file with all that it includes. `defined` holds names that are defined as nothing.
pub(crate) fn preprocess(
    file: usize,
    sources: &mut Sources,
    read: Read<'_>,
    directories: &[PathBuf],
    defined: &[String],
) -> Result<Output, Diagnostic> {
    let macros = defined.iter().map(|name| (name.clone(), Vec::new())).collect();
    let output = Output::default();
    let defines = Defines::default();
    let (spent, bytes) = (0, sources.text(file).len());
    let mut all = Preprocessor {
        sources,
        read,
        directories,
        macros,
        defines,
        output,
        line: None,
        spent,
        bytes,
    };
    all.file(file, 0)?;
    let end = all.sources.text(file).len();
    all.push(Kind::End, Span { file, start: end.saturating_sub(1), end }, Vec::new())?;
    all.output.defines = all.defines.into_all();
    Ok(all.output)
}

struct Preprocessor<'a> {
    sources: &'a mut Sources,
    read: Read<'a>,
    directories: &'a [PathBuf],
    macros: BTreeMap<String, Vec<Kind>>,
    defines: Defines,
    output: Output,
    /// File and line of the last token.
    line: Option<(usize, usize)>,
    /// Tokens and directives so far, and bytes of all files.
    spent: usize,
    bytes: usize,
}

/// Where a file is being read.
struct Place<'a> {
    text: &'a str,
    file: usize,
    at: usize,
    line: usize,
    /// Comments that the next token may have as its docs, and the line on which they end.
    comments: Vec<String>,
    comments_end: usize,
    /// Of each open condition: where it is, whether its lines count now, whether some did before, whether what is around
    /// it counts.
    conditions: Vec<Condition>,
}

struct Condition {
    span: Span,
    counts: bool,
    had: bool,
    outer: bool,
}

impl Place<'_> {
    fn counts(&self) -> bool {
        self.conditions.last().is_none_or(|condition| condition.counts)
    }

    fn span(&self, length: usize) -> Span {
        Span { file: self.file, start: self.at, end: (self.at + length).min(self.text.len()) }
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn at_line_start(&self) -> bool {
        self.at == 0 || self.text.as_bytes()[self.at - 1] == b'\n'
    }

    /// Whether nothing but space stands before this place on its line.
    fn is_first_on_line(&self) -> bool {
        let before = self.text[..self.at].trim_end_matches([' ', '\t', '\r', '\u{c}']);
        before.is_empty() || before.ends_with('\n')
    }

    /// The rest of the line, with lines that it goes on in; goes behind it.
    fn take_line(&mut self) -> String {
        let mut line = String::new();
        loop {
            let rest = &self.text[self.at..];
            let length = rest.find('\n').unwrap_or(rest.len());
            let part = rest[..length].trim_end_matches('\r');
            self.at += length;
            let goes_on = part.ends_with('\\') && self.at < self.text.len();
            line.push_str(part.strip_suffix('\\').unwrap_or(part));
            if !goes_on {
                return line;
            }
            self.at += 1;
            self.line += 1;
        }
    }

    /// Goes behind a comment that begins here; its text.
    fn take_comment(&mut self) -> Result<String, Diagnostic> {
        let Some(length) = self.rest()[2..].find("*/") else {
            return Err(Diagnostic::error("a comment without an end", self.span(2), "begins here"));
        };
        let comment = self.rest()[2..length + 2].to_owned();
        self.line += comment.matches('\n').count();
        self.at += length + 4;
        Ok(comment)
    }
}

impl Preprocessor<'_> {
    fn file(&mut self, file: usize, depth: usize) -> Result<(), Diagnostic> {
        let text = self.sources.text(file);
        let comments = Vec::new();
        let mut place = Place {
            text: &text,
            file,
            at: 0,
            line: 0,
            comments,
            comments_end: 0,
            conditions: Vec::new(),
        };
        while let Some(next) = place.rest().chars().next() {
            self.step(&mut place, next, depth)?;
        }
        match place.conditions.last() {
            None => Ok(()),
            Some(open) => Err(Diagnostic::error("no #endif", open.span, "for this condition")),
        }
    }

    fn step(&mut self, place: &mut Place<'_>, next: char, depth: usize) -> Result<(), Diagnostic> {
        match next {
            '\n' => {
                place.line += 1;
                place.at += 1;
            }
            ' ' | '\t' | '\r' | '\u{c}' => place.at += 1,
            '%' if place.at_line_start() => self.line_for_c(place)?,
            '#' if place.is_first_on_line() => self.directive(place, depth)?,
            '/' if place.rest().starts_with("/*") => self.comment(place)?,
            '@' if place.rest().starts_with("@{") => {
                let Some(length) = place.rest().find("@}") else {
                    let span = place.span(2);
                    return Err(Diagnostic::error("no `@}`", span, "for these lines for C"));
                };
                place.line += place.rest()[..length].matches('\n').count();
                place.at += length + 2;
            }
            _ if !place.counts() => place.at += next.len_utf8(),
            _ => self.token(place)?,
        }
        Ok(())
    }

    fn comment(&mut self, place: &mut Place<'_>) -> Result<(), Diagnostic> {
        let (file, began) = (place.file, place.line);
        let comment = place.take_comment()?;
        if !place.counts() {
            return Ok(());
        }
        if self.line == Some((file, began)) && place.comments.is_empty() {
            if let Some(last) = self.output.tokens.last_mut() {
                last.after.push(comment);
            }
            return Ok(());
        }
        if began > place.comments_end + 1 {
            place.comments.clear();
        }
        place.comments.push(comment);
        place.comments_end = place.line;
        Ok(())
    }

    fn token(&mut self, place: &mut Place<'_>) -> Result<(), Diagnostic> {
        let (kind, end) = cut(place.text, place.file, place.at)?;
        let span = Span { file: place.file, start: place.at, end };
        let docs = std::mem::take(&mut place.comments);
        let docs = if place.line <= place.comments_end + 1 { docs } else { Vec::new() };
        place.at = end;
        self.expand(kind, span, docs, &mut BTreeSet::new())?;
        self.line = Some((place.file, place.line));
        Ok(())
    }

    /// Puts out a token, or what it stands for if it is a macro's name.
    fn expand(
        &mut self,
        kind: Kind,
        span: Span,
        docs: Vec<String>,
        within: &mut BTreeSet<String>,
    ) -> Result<(), Diagnostic> {
        let Kind::Name(name) = &kind else { return self.push(kind, span, docs) };
        let Some(body) = self.macros.get(name).filter(|_| !within.contains(name)).cloned() else {
            return self.push(kind, span, docs);
        };
        if within.len() >= DEEPEST {
            return Err(Diagnostic::error("macros of macros, too many", span, "of this one"));
        }
        self.spend(span)?;
        within.insert(name.clone());
        let mut docs = Some(docs);
        for part in body {
            self.expand(part, span, docs.take().unwrap_or_default(), within)?;
        }
        within.remove(name);
        Ok(())
    }

    fn push(&mut self, kind: Kind, span: Span, docs: Vec<String>) -> Result<(), Diagnostic> {
        self.spend(span)?;
        self.output.tokens.push(Token { kind, span, docs, after: Vec::new() });
        Ok(())
    }

    /// Counts a token, a macro that is used, or a directive.
    fn spend(&mut self, span: Span) -> Result<(), Diagnostic> {
        self.spent += 1;
        if self.spent <= MOST_TOKENS {
            return Ok(());
        }
        let message = format!(
            "more than {MOST_TOKENS} tokens and directives, those of macros and files counted \
             where they are used"
        );
        Err(Diagnostic::error(message, span, "here"))
    }

    /// A line for C is no affair of ours, but for numbers that it names.
    fn line_for_c(&mut self, place: &mut Place<'_>) -> Result<(), Diagnostic> {
        let start = place.at;
        let line = place.take_line();
        let span = Span { file: place.file, start, end: place.at };
        let define = line[1..].trim_start().strip_prefix('#').map(str::trim_start);
        let define = define.and_then(|line| line.strip_prefix("define"));
        if let Some(define) = define.filter(|_| place.counts())
            && let Some((name, body, docs)) = parse_define(define, span)
        {
            self.spend(span)?;
            self.note_number(&name, &body, docs, span);
        }
        place.comments.clear();
        Ok(())
    }

    fn note_number(&mut self, name: &str, body: &[Kind], docs: Vec<String>, span: Span) {
        let number = match body {
            [Kind::Number(number, _)]
            | [Kind::Symbol('('), Kind::Number(number, _), Kind::Symbol(')')] => *number,
            _ => return,
        };
        self.defines.put(Define { name: name.into(), value: number, docs, span });
    }

    fn directive(&mut self, place: &mut Place<'_>, depth: usize) -> Result<(), Diagnostic> {
        let start = place.at;
        let line = place.take_line();
        let span = Span { file: place.file, start, end: place.at };
        let docs = std::mem::take(&mut place.comments);
        let docs = if place.line <= place.comments_end + 1 { docs } else { Vec::new() };
        let line = line[1..].trim();
        let length = line.find(|next: char| !next.is_ascii_alphanumeric()).unwrap_or(line.len());
        let (name, rest) = line.split_at(length);
        if matches!(name, "if" | "ifdef" | "ifndef" | "elif" | "else" | "endif") {
            return self.condition(place, name, rest, span);
        }
        if !place.counts() {
            return Ok(());
        }
        self.spend(span)?;
        match name {
            "include" => self.include(rest, span, depth),
            "define" => self.define(rest, docs, span),
            "undef" => {
                self.macros.remove(rest.trim());
                self.defines.forget(rest.trim());
                Ok(())
            }
            "error" => Err(Diagnostic::error("#error", span, rest.trim())),
            // A mark of the preprocessor, or none of its words.
            "" | "line" | "pragma" | "ident" | "warning" => Ok(()),
            _ if name.starts_with(|first: char| first.is_ascii_digit()) => Ok(()),
            _ => Err(Diagnostic::error("no such directive", span, "not known here")),
        }
    }

    fn define(&mut self, rest: &str, docs: Vec<String>, span: Span) -> Result<(), Diagnostic> {
        let Some((name, body, more)) = parse_define(rest, span) else {
            // A macro with arguments, or one of C's: nothing that interface files use.
            let name = rest.trim_start().split([' ', '(']).next().unwrap_or_default();
            let warning =
                Diagnostic::warning("this macro is ignored", span, "has arguments, or C in it")
                    .help(format!("where `{name}` is used, it stands for itself"));
            self.output.warnings.push(warning);
            return Ok(());
        };
        self.note_number(&name, &body, [docs, more].concat(), span);
        self.macros.insert(name, body);
        Ok(())
    }

    fn include(&mut self, rest: &str, span: Span, depth: usize) -> Result<(), Diagnostic> {
        let rest = rest.trim();
        let Some(name) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
            if !rest.starts_with('<') {
                return Err(Diagnostic::error("an #include without a file", span, "no \"name\""));
            }
            let warning = Diagnostic::warning("not included", span, "a header of the system");
            self.output.warnings.push(warning);
            return Ok(());
        };
        if depth >= DEEPEST {
            return Err(Diagnostic::error("files within files, too many", span, "here"));
        }
        let beside = self.sources.path(span.file).parent().unwrap_or(Path::new("")).to_owned();
        let places = std::iter::once(&beside).chain(self.directories);
        let found = places.map(|place| place.join(name)).find_map(|path| {
            let text = (self.read)(&path)?;
            Some((path, text))
        });
        let Some((path, text)) = found else {
            let error = Diagnostic::error(format!("no file `{name}`"), span, "included here");
            return Err(error.help("name its directory with `Config::include`"));
        };
        if text.len() > LONGEST_FILE {
            return Err(Diagnostic::error("a file of more than 4 MiB", span, "included here"));
        }
        self.bytes = self.bytes.saturating_add(text.len());
        if self.bytes > MOST_BYTES {
            return Err(Diagnostic::error("more than 16 MiB of files", span, "with this one"));
        }
        let file = self.sources.add(&path, &text);
        self.file(file, depth + 1)
    }

    fn condition(
        &mut self,
        place: &mut Place<'_>,
        name: &str,
        rest: &str,
        span: Span,
    ) -> Result<(), Diagnostic> {
        let is_defined = |name: &str| self.macros.contains_key(name);
        let holds = |text: &str| {
            condition::holds(text, &self.macros).map_err(|reason| {
                Diagnostic::error("a condition that is not understood", span, reason)
            })
        };
        let outer = place.counts();
        let none = || Diagnostic::error(format!("#{name} without a condition"), span, "here");
        match name {
            "if" | "ifdef" | "ifndef" => {
                if place.conditions.len() >= DEEPEST {
                    return Err(Diagnostic::error(
                        "conditions within conditions, too many",
                        span,
                        "here",
                    ));
                }
                let word = rest.split_whitespace().next().unwrap_or_default();
                let counts = outer
                    && match name {
                        "ifdef" => is_defined(word),
                        "ifndef" => !is_defined(word),
                        _ => holds(rest)?,
                    };
                place.conditions.push(Condition { span, counts, had: counts, outer });
            }
            "elif" => {
                let holds =
                    outer_of(place).is_some_and(|open| open.outer && !open.had) && holds(rest)?;
                let open = place.conditions.last_mut().ok_or_else(none)?;
                open.counts = holds;
                open.had |= holds;
            }
            "else" => {
                let open = place.conditions.last_mut().ok_or_else(none)?;
                open.counts = open.outer && !open.had;
                open.had = true;
            }
            _ => {
                place.conditions.pop().ok_or_else(none)?;
            }
        }
        Ok(())
    }
}

fn outer_of<'a>(place: &'a Place<'_>) -> Option<&'a Condition> {
    place.conditions.last()
}

/// The name, body and comments of a macro; `None` if it has arguments or a body that is not of our tokens.
fn parse_define(rest: &str, span: Span) -> Option<(String, Vec<Kind>, Vec<String>)> {
    let rest = rest.trim_start();
    let length = rest
        .find(|next: char| !(next.is_ascii_alphanumeric() || next == '_'))
        .unwrap_or(rest.len());
    let (name, body) = rest.split_at(length);
    if name.is_empty() || body.starts_with('(') {
        return None;
    }
    let (mut kinds, mut docs, mut at) = (Vec::new(), Vec::new(), 0);
    while let Some(next) = body[at..].chars().next() {
        if next.is_whitespace() {
            at += next.len_utf8();
        } else if body[at..].starts_with("/*") {
            let length = body[at + 2..].find("*/")?;
            docs.push(body[at + 2..at + 2 + length].to_owned());
            at += length + 4;
        } else {
            let (kind, end) = cut(body, span.file, at).ok()?;
            kinds.push(kind);
            at = end;
        }
    }
    Some((name.to_owned(), kinds, docs))
}
