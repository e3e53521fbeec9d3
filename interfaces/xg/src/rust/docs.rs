//! Comments of interface files as documentation.
//!
//! Holds: how a comment becomes doc attributes. Must not know: what is documented.

use proc_macro2::TokenStream;
use quote::quote;

/// Doc attributes: what the comments say, or else this; and the name on the wire, if Rust's is another.
pub(super) fn docs(comments: &[String], or_else: &str, wire: &str, rust: &str) -> TokenStream {
    let mut lines: Vec<String> =
        comments.iter().flat_map(|comment| comment.lines()).map(line).collect();
    let is_empty = |line: &String| line.is_empty();
    while lines.first().is_some_and(is_empty) {
        lines.remove(0);
    }
    while lines.last().is_some_and(is_empty) {
        lines.pop();
    }
    if lines.is_empty() {
        lines.push(or_else.to_owned());
    }
    let lines = lines.into_iter().map(|line| format!(" {line}").trim_end().to_owned());
    let bare = rust.strip_prefix("r#").unwrap_or(rust);
    let alias = (!wire.is_empty() && wire != bare).then(|| quote! { #[doc(alias = #wire)] });
    quote! { #(#[doc = #lines])* #alias }
}

/// Characters that change the direction of text.
const TURNS: [char; 9] = [
    '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}',
];

/// A line without the frame of a comment. What Markdown would take for its own is escaped; what Rust refuses in
/// comments, or what would show them in another order, is left out.
fn line(line: &str) -> String {
    let line: String = line.chars().map(|one| if one.is_control() { ' ' } else { one }).collect();
    let line = line.replace(TURNS, "");
    let line = line.trim().trim_start_matches('*').trim_end_matches('*').trim();
    let mut escaped = String::with_capacity(line.len());
    for (at, character) in line.chars().enumerate() {
        let special =
            matches!(character, '[' | ']' | '<' | '>' | '`' | '*' | '_' | '\\' | '|' | '~');
        let first = at == 0 && matches!(character, '#' | '-' | '+' | '=');
        if special || first {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
