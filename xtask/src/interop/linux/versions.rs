//! Which of several package names has the highest version. Knows nothing else of packages.

use std::cmp::Ordering;

/// The name with the highest version in it.
pub(super) fn newest(names: Vec<String>) -> Option<String> {
    names.into_iter().filter(|name| !name.contains("dbg")).max_by(|one, other| compare(one, other))
}

/// Runs of digits by their value, everything else by its bytes.
fn compare(one: &str, other: &str) -> Ordering {
    pieces(one).cmp(&pieces(other))
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Text(String),
    Number(u64),
}

fn pieces(name: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for character in name.chars() {
        match (character.to_digit(10), pieces.last_mut()) {
            (Some(digit), Some(Piece::Number(number))) => {
                *number = number.saturating_mul(10).saturating_add(digit.into());
            }
            (Some(digit), _) => pieces.push(Piece::Number(digit.into())),
            (None, Some(Piece::Text(text))) => text.push(character),
            (None, _) => pieces.push(Piece::Text(character.into())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::newest;

    #[test]
    fn numbers_count_by_their_value() {
        let names = ["linux-image-7.3.9-a", "linux-image-7.3.10-a", "linux-image-7.2.40-a"];
        let names = names.map(str::to_owned).to_vec();
        assert_eq!(newest(names).as_deref(), Some("linux-image-7.3.10-a"));
        assert_eq!(newest(vec!["linux-image-7.3-a-dbg".to_owned()]), None);
    }
}
