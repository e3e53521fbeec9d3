//! Text from the network, for a terminal.
//!
//! Holds: [`Shown`], and what is said beside answers. Must not know: where it comes from.

use std::fmt::{self, Write as _};
use std::io::{self, Write as _};

/// Says this on standard error, behind the name of the command. If nobody can hear it, nothing is lost.
pub(crate) fn tell(text: impl fmt::Display) {
    let text = text.to_string();
    let _ = writeln!(io::stderr(), "rx: {}", Shown(text.as_bytes()));
}

/// Bytes as UTF-8. What is none, and each character that is for the terminal and not for the reader (controls, changes of
/// the direction of writing), is written as its escape.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a>(pub &'a [u8]);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for chunk in self.0.utf8_chunks() {
            for character in chunk.valid().chars() {
                if is_for_the_terminal(character) {
                    write!(f, "{}", character.escape_unicode())?;
                } else {
                    f.write_char(character)?;
                }
            }
            write!(f, "{}", chunk.invalid().escape_ascii())?;
        }
        Ok(())
    }
}

fn is_for_the_terminal(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_terminal_would_obey_is_escaped_and_text_is_not() {
        let shown = |bytes: &[u8]| Shown(bytes).to_string();
        assert_eq!(shown("Grüße".as_bytes()), "Grüße");
        assert_eq!(shown(b"\x1b[2J\n\xff\x7f"), r"\u{1b}[2J\u{a}\xff\u{7f}");
        assert_eq!(shown("a\u{202e}b\u{9b}c".as_bytes()), r"a\u{202e}b\u{9b}c");
    }

    proptest! {
        #[test]
        fn nothing_shown_has_a_control_character(bytes: Vec<u8>) {
            prop_assert!(!Shown(&bytes).to_string().chars().any(is_for_the_terminal));
        }
    }
}
