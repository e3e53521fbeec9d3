//! What is wrong with an interface file, shown as rustc shows it.
//!
//! Holds: [`Diagnostic`]. Must not know: what can be wrong.

use crate::source::{Sources, Span};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// Whether nothing is made, or something is made all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Severity {
    Error,
    Warning,
}

/// One thing that is wrong: what, where, and what to do.
#[derive(Debug)]
pub(crate) struct Diagnostic {
    pub(crate) severity: Severity,
    message: String,
    /// The first one is where it is wrong.
    labels: Vec<(Span, String)>,
    help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn error(message: impl Into<String>, at: Span, label: impl Into<String>) -> Self {
        let labels = vec![(at, label.into())];
        Self { severity: Severity::Error, message: message.into(), labels, help: None }
    }

    pub(crate) fn warning(message: impl Into<String>, at: Span, label: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message, at, label) }
    }

    /// Points to one more place.
    pub(crate) fn and(mut self, at: Span, label: impl Into<String>) -> Self {
        self.labels.push((at, label.into()));
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// As text of several lines, without colours: it goes to build logs.
    pub(crate) fn render(&self, sources: &Sources) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut group = level.primary_title(self.message.as_str()).elements(self.snippets(sources));
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        Renderer::plain().decor_style(DecorStyle::Ascii).render(&[group])
    }

    /// One snippet for each file.
    fn snippets(&self, sources: &Sources) -> Vec<Snippet<'_, annotate_snippets::Annotation<'_>>> {
        let mut files: Vec<usize> = Vec::new();
        for (span, _) in &self.labels {
            if !files.contains(&span.file) {
                files.push(span.file);
            }
        }
        let snippet = |file: usize| {
            let of_file = self.labels.iter().enumerate().filter(|(_, (span, _))| span.file == file);
            let annotations = of_file.map(|(at, (span, label))| {
                let kind = if at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
                kind.span(span.start..span.end).label(label.as_str())
            });
            Snippet::source(sources.text(file).to_string())
                .path(sources.path(file).display().to_string())
                .annotations(annotations)
        };
        files.into_iter().map(snippet).collect()
    }
}
