//! Bar charts as SVG, small enough to be written by hand. Knows nothing of what the bars are.

use std::fmt::Write as _;

/// Bars that belong together.
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) bars: Vec<(&'static str, f64)>,
}

const WIDTH: f64 = 760.0;
/// Where bars begin: to their left are names.
const LEFT: f64 = 240.0;
/// Room to the right of the longest bar for its number.
const RIGHT: f64 = 70.0;
const LINE: f64 = 18.0;
const COLOURS: [&str; 7] =
    ["#2f6db5", "#8fb4de", "#d9822b", "#efc08a", "#4f9d5d", "#a5d0ac", "#9a6fb0"];

/// Groups of horizontal bars from one zero on.
pub(crate) fn bars(title: &str, groups: &[Group]) -> String {
    let most = groups.iter().flat_map(|group| &group.bars).map(|bar| bar.1).fold(1.0, f64::max);
    let lines: usize = groups.iter().map(|group| group.bars.len() + 2).sum();
    let height = LINE * (lines as f64 + 2.0);
    let mut systems: Vec<&str> = Vec::new();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n\
         <text x=\"8\" y=\"20\" font-size=\"15\">{title}</text>\n"
    );
    let mut y = 2.0 * LINE;
    for group in groups {
        y += LINE;
        let _ = writeln!(svg, "<text x=\"8\" y=\"{y}\" font-weight=\"bold\">{}</text>", group.name);
        for &(name, value) in &group.bars {
            y += LINE;
            if !systems.contains(&name) {
                systems.push(name);
            }
            let at = systems.iter().position(|system| *system == name).unwrap_or(0);
            let colour = COLOURS[at % COLOURS.len()];
            let length = value / most * (WIDTH - LEFT - RIGHT);
            let (top, end) = (y - 11.0, LEFT + length + 5.0);
            let _ = writeln!(
                svg,
                "<text x=\"{}\" y=\"{y}\" text-anchor=\"end\">{name}</text>\
                 <rect x=\"{LEFT}\" y=\"{top}\" width=\"{length:.1}\" height=\"14\" \
                 fill=\"{colour}\"/><text x=\"{end:.1}\" y=\"{y}\">{value:.0}</text>",
                LEFT - 6.0,
            );
        }
        y += LINE;
    }
    svg + "</svg>\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_ends_before_the_edge() {
        let group = Group { name: "send".to_owned(), bars: vec![("a", 10.0), ("b", 5.0)] };
        let svg = bars("MB/s", &[group]);
        assert!(svg.contains("width=\"450.0\"") && svg.contains("width=\"225.0\""), "{svg}");
        assert!(svg.ends_with("</svg>\n"));
    }
}
