//! The report: tables with text around them, as Markdown and as JSON. Knows nothing of what they say.

use std::fmt::Write as _;

use serde_json::{Value, json};

/// Everything that a run found.
pub(crate) struct Report {
    machine: Vec<(&'static str, String)>,
    parts: Vec<Part>,
}

enum Part {
    Table(Table),
    Note(String),
}

/// One table, and the numbers behind it.
pub(crate) struct Table {
    title: String,
    columns: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    numbers: Vec<Value>,
}

impl Table {
    pub(crate) fn new(title: impl Into<String>, columns: &[&'static str]) -> Self {
        Self { title: title.into(), columns: columns.to_vec(), rows: vec![], numbers: vec![] }
    }

    /// Adds a row: what is shown, and the numbers for programs.
    pub(crate) fn row(&mut self, shown: Vec<String>, numbers: Value) {
        debug_assert_eq!(shown.len(), self.columns.len());
        self.rows.push(shown);
        self.numbers.push(numbers);
    }

    fn to_markdown(&self) -> String {
        let mut widths: Vec<usize> = self.columns.iter().map(|name| name.chars().count()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        let line = |cells: Vec<&str>| {
            let padded = cells.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}"));
            format!("| {} |\n", padded.collect::<Vec<_>>().join(" | "))
        };
        let rules: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
        let mut text = format!("### {}\n\n", self.title);
        text += &line(self.columns.clone());
        text += &line(rules.iter().map(String::as_str).collect());
        for row in &self.rows {
            text += &line(row.iter().map(String::as_str).collect());
        }
        text
    }
}

impl Report {
    pub(crate) fn new(machine: Vec<(&'static str, String)>) -> Self {
        Self { machine, parts: Vec::new() }
    }

    pub(crate) fn table(&mut self, table: Table) {
        self.parts.push(Part::Table(table));
    }

    /// Adds a paragraph.
    pub(crate) fn note(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Note(text.into()));
    }

    /// The machine in one line.
    pub(crate) fn machine_line(&self) -> String {
        let lines = self.machine.iter().map(|(name, value)| format!("{name}: {value}"));
        lines.collect::<Vec<_>>().join("; ")
    }

    pub(crate) fn to_markdown(&self) -> String {
        let mut text = String::from("## rxrpc bench\n\n");
        for (name, value) in &self.machine {
            let _ = writeln!(text, "* {name}: {value}");
        }
        for part in &self.parts {
            text.push('\n');
            match part {
                Part::Table(table) => text += &table.to_markdown(),
                Part::Note(note) => {
                    let _ = writeln!(text, "{note}");
                }
            }
        }
        text
    }

    pub(crate) fn to_json(&self) -> String {
        let machine: serde_json::Map<String, Value> =
            self.machine.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        let tables = self.parts.iter().filter_map(|part| match part {
            Part::Table(table) => Some(json!({ "title": table.title, "rows": table.numbers })),
            Part::Note(_) => None,
        });
        let notes = self.parts.iter().filter_map(|part| match part {
            Part::Note(note) => Some(note),
            Part::Table(_) => None,
        });
        let report = json!({
            "machine": machine,
            "tables": tables.collect::<Vec<_>>(),
            "notes": notes.collect::<Vec<_>>(),
        });
        format!("{report:#}\n")
    }
}
