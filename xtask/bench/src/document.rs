//! Putting figures into `docs/speed.md`: the text between two markers, and charts under `docs/figures`.
//! Knows nothing of what they say.

use std::fs;

use super::Result;
use super::chart;
use super::report::Report;
use super::traffic::Meeting;
use xtask::programs::run_directory::workspace;

/// Replaces what stands between the markers of this part, and its charts.
pub(crate) fn write(part: &str, command: &str, meeting: &Meeting, report: &Report) -> Result<()> {
    let figures = workspace().join("docs/figures");
    fs::create_dir_all(&figures)?;
    let mut charts = String::new();
    for (bulk, name, title) in
        [(true, "bulk", "MB/s, more is better"), (false, "calls", "calls/s, more is better")]
    {
        let groups = meeting.bars(bulk);
        if !groups.is_empty() {
            let file = format!("{part}-{name}.svg");
            fs::write(figures.join(&file), chart::bars(title, &groups))?;
            charts += &format!("\n![{title}](figures/{file})\n");
        }
    }
    let text = format!(
        "`{command}` makes these again; medians of interleaved rounds. {}.\n\n{}{charts}",
        report.machine_line(),
        meeting.summary(),
    );
    let path = workspace().join("docs/speed.md");
    let document = fs::read_to_string(&path)?;
    fs::write(path, replace(&document, part, &text)?)?;
    fs::write(figures.join(format!("{part}.json")), report.to_json())?;
    Ok(())
}

fn replace(document: &str, part: &str, text: &str) -> Result<String> {
    let (begin, end) = (format!("<!-- {part}: begin -->\n"), format!("<!-- {part}: end -->"));
    let (before, rest) = document.split_once(&begin).ok_or(format!("no marker {begin}"))?;
    let (_, after) = rest.split_once(&end).ok_or(format!("no marker {end}"))?;
    Ok(format!("{before}{begin}{text}{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_markers_changes() {
        let document = "a\n<!-- bench: begin -->\nold\n<!-- bench: end -->\nb\n";
        let new = replace(document, "bench", "new\n").unwrap();
        assert_eq!(new, "a\n<!-- bench: begin -->\nnew\n<!-- bench: end -->\nb\n");
        assert!(replace(document, "other", "new\n").is_err());
    }
}
