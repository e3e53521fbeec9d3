//! Procedures.
//!
//! Holds: procedures and their parameters. Must not know: which direction a parameter without one has.

use super::Parser;
use crate::ast::{Direction, Name, Parameter, Procedure};
use crate::diagnostic::Diagnostic;
use crate::token::Kind;

/// Longest name of a procedure, as in rxgen.
const LONGEST_NAME: usize = 199;

impl Parser<'_> {
    pub(super) fn procedure(&mut self) -> Result<Procedure, Diagnostic> {
        self.take_word("proc");
        let mut name = Name { text: String::new(), span: self.span() };
        if !matches!(self.kind(), Kind::Name(_) | Kind::Symbol('(')) {
            return self.wrong("a definition");
        }
        if *self.kind() != Kind::Symbol('(') {
            name = self.name("the name of a procedure")?;
        }
        if name.text.len() > LONGEST_NAME {
            return Err(Diagnostic::error(
                "a name of 200 characters or more",
                name.span,
                "too long",
            ));
        }
        if matches!(self.kind(), Kind::Name(_)) {
            // The function of a C server that answers it.
            self.name("the name of a function")?;
        }
        self.symbol('(')?;
        let parameters = self.parameters()?;
        let mut split = false;
        loop {
            if self.take_word("split") {
                split = true;
            } else if !self.take_word("multi") {
                break;
            }
        }
        let opcode = if self.take_symbol('=') { Some(self.decimal()?) } else { None };
        self.symbol(';')?;
        Ok(Procedure { name, parameters, split, opcode })
    }

    fn parameters(&mut self) -> Result<Vec<Parameter>, Diagnostic> {
        let mut parameters = Vec::new();
        if self.take_symbol(')') {
            return Ok(parameters);
        }
        loop {
            let start = self.span();
            let docs = self.token().docs.clone();
            let direction = match self.word() {
                "IN" => Some(Direction::In),
                "OUT" => Some(Direction::Out),
                "INOUT" => Some(Direction::InOut),
                _ => None,
            };
            self.at += usize::from(direction.is_some());
            let mut declaration = self.declaration()?;
            declaration.docs.splice(0..0, if direction.is_some() { docs } else { Vec::new() });
            let span = start.to(self.last_span());
            if *self.kind() == Kind::Symbol('=') {
                let error =
                    Diagnostic::error("a parameter has no default", self.span(), "not possible");
                return Err(error);
            }
            let more = *self.kind() == Kind::Symbol(',');
            if !more && *self.kind() != Kind::Symbol(')') {
                return self.wrong("`,` or `)`");
            }
            declaration.docs.append(&mut self.end(if more { ',' } else { ')' })?);
            parameters.push(Parameter { direction, declaration, span });
            if !more {
                return Ok(parameters);
            }
        }
    }
}
