//! Procedures: which direction each parameter has, and which code each operation.
//!
//! Holds: packages, directions, opcodes. Must not know: how types are built.

use super::{Checker, shapes::types_of, types::twice};
use crate::ast::{Base, Body, Definition, Direction, Parameter, Procedure as Written, Shape};
use crate::diagnostic::Diagnostic;
use crate::model::{Field, Package, Procedure, Type};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Most procedures of a package and packages of a file, as in rxgen.
const MOST_PROCEDURES: usize = 500;
const MOST_PACKAGES: usize = 10;

/// How the procedures of a package get their codes, and the first one of them.
#[derive(Clone, Copy)]
enum Numbering {
    Written(Span),
    Automatic(Span),
}

/// The direction that was written last, and in which procedure.
struct Last {
    direction: Direction,
    span: Span,
    procedure: usize,
}

#[derive(Default)]
struct State {
    last: Option<Last>,
    /// The next code of those that nobody writes; it goes on from package to package, as rxgen's.
    next: i64,
    package: Option<usize>,
    numbering: BTreeMap<usize, Numbering>,
    codes: BTreeMap<(usize, i32), Span>,
    procedures: usize,
}

impl Checker {
    pub(super) fn procedures(
        &mut self,
        definitions: &[Definition],
        warnings: &mut Vec<Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let mut state = State::default();
        for definition in definitions {
            match &definition.body {
                Body::Package(name) => {
                    let packages = &mut self.interface.packages;
                    let known = packages.iter().position(|package| package.name == name.text);
                    state.package = Some(known.unwrap_or(packages.len()));
                    if known.is_none() {
                        let (name, docs) = (name.text.clone(), definition.docs.clone());
                        packages.push(Package { name, docs, procedures: Vec::new() });
                    }
                    if packages.len() > MOST_PACKAGES {
                        return Err(Diagnostic::error("more than 10 packages", name.span, "here"));
                    }
                }
                Body::StartingOpcode(number) => state.next = *number,
                Body::Procedure(written) => {
                    self.procedure(&mut state, written, &definition.docs, warnings)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn procedure(
        &mut self,
        state: &mut State,
        written: &Written,
        docs: &[String],
        warnings: &mut Vec<Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let span = written.name.span;
        let Some(package) = state.package else {
            let error = Diagnostic::error("a procedure without a package", span, "of no package");
            return Err(error.help("write `package NAME` before it"));
        };
        let opcode = state.code(package, written)?;
        let (mut arguments, mut results) = (Vec::new(), Vec::new());
        twice(written.parameters.iter().map(|one| &one.declaration.name), "parameter")?;
        for parameter in &written.parameters {
            let direction = state.direction(parameter, warnings)?;
            let field = self.parameter(parameter, direction, warnings)?;
            if direction != Direction::Out {
                arguments.push(field.clone());
            }
            if direction != Direction::In {
                results.push(field);
            }
        }
        state.procedures += 1;
        let procedures = &mut self.interface.packages[package].procedures;
        if procedures.iter().any(|other| other.name == written.name.text) {
            return Err(Diagnostic::error("a procedure twice in its package", span, "again"));
        }
        let (name, docs) = (written.name.text.clone(), docs.to_vec());
        procedures.push(Procedure { name, opcode, split: written.split, arguments, results, docs });
        if procedures.len() > MOST_PROCEDURES {
            return Err(Diagnostic::error("more than 500 procedures in a package", span, "here"));
        }
        Ok(())
    }

    fn parameter(
        &self,
        parameter: &Parameter,
        direction: Direction,
        warnings: &mut Vec<Diagnostic>,
    ) -> Result<Field, Diagnostic> {
        let (declaration, span) = (&parameter.declaration, parameter.span);
        if declaration.base == Base::Void {
            return Err(Diagnostic::error("a parameter of `void`", span, "of no type"));
        }
        let unbounded = direction != Direction::Out;
        let of = match &declaration.shape {
            Shape::Fixed(_) => {
                let error =
                    Diagnostic::error("an array as parameter", span, "rxgen makes no C of it");
                return Err(error.help("name the array with a typedef"));
            }
            Shape::Variable(None) if unbounded => {
                let label = "how long may it be?";
                let error = Diagnostic::error("an input array without a bound", span, label);
                return Err(error.help("write `<n>`; rxgen refuses this as well"));
            }
            // By reference in C, and nothing on the wire.
            Shape::Pointer => self.base(declaration)?,
            _ => self.declared(declaration)?,
        };
        if unbounded && let Some((at, cap)) = self.unbounded(&of) {
            let message = "an input array without a bound, by its type";
            let warning = Diagnostic::warning(message, span, format!("{cap} are taken at most"));
            warnings.push(warning.and(at, "without a bound"));
        }
        if self.is_element(&of) {
            let label = "has no bytes of its own";
            return Err(Diagnostic::error("an element of a linked list by value", span, label));
        }
        Ok(Field { name: declaration.name.text.clone(), of, docs: declaration.docs.clone() })
    }

    /// The first array without a bound in a type, wherever: where it is written, and how much is taken of it.
    fn unbounded(&self, of: &Type) -> Option<(Span, u32)> {
        let mut left = vec![of];
        let mut seen = BTreeSet::new();
        while let Some(of) = left.pop() {
            match of {
                Type::Array(of, _) | Type::List(of, _) | Type::Optional(of) | Type::Chain(of) => {
                    left.push(of);
                }
                Type::Named(index) if seen.insert(*index) => {
                    if let Some(found) = self.without_bound.get(index) {
                        return Some(*found);
                    }
                    left.extend(types_of(&self.interface.types[*index].body));
                }
                _ => {}
            }
        }
        None
    }
}

impl State {
    /// The direction of a parameter: that of the last one that has one, wherever that is.
    fn direction(
        &mut self,
        parameter: &Parameter,
        warnings: &mut Vec<Diagnostic>,
    ) -> Result<Direction, Diagnostic> {
        let span = parameter.span;
        if let Some(direction) = parameter.direction {
            self.last = Some(Last { direction, span, procedure: self.procedures });
            return Ok(direction);
        }
        let Some(last) = &mut self.last else {
            let label = "neither IN nor OUT, and none before it";
            let error = Diagnostic::error("a parameter without a direction", span, label);
            return Err(error.help("rxgen would neither send nor receive it, and say nothing"));
        };
        if last.procedure != self.procedures {
            let message = "a direction from another procedure";
            let label = format!("is {}, as nothing is written", last.direction.describe());
            let warning = Diagnostic::warning(message, span, label);
            let help = format!("write {} here", last.direction.describe());
            warnings.push(warning.and(last.span, "the last that is written").help(help));
            // Told once for each procedure.
            last.procedure = self.procedures;
        }
        Ok(last.direction)
    }

    fn code(&mut self, package: usize, written: &Written) -> Result<i32, Diagnostic> {
        let name = written.name.span;
        let (number, span) = written.opcode.unwrap_or((self.next, name));
        let numbering = match written.opcode {
            Some((_, span)) => Numbering::Written(span),
            None => Numbering::Automatic(name),
        };
        let mixed = match (*self.numbering.entry(package).or_insert(numbering), numbering) {
            (Numbering::Written(written), Numbering::Automatic(automatic))
            | (Numbering::Automatic(automatic), Numbering::Written(written)) => {
                Some((automatic, written))
            }
            _ => None,
        };
        if let Some((automatic, written)) = mixed {
            let message = "a package with opcodes for some of its procedures";
            let error = Diagnostic::error(message, automatic, "has none").and(written, "has one");
            return Err(
                error.help("rxgen begins with 0 for those that have none; write all of them")
            );
        }
        if written.opcode.is_none() {
            self.next = number + 1;
        }
        let Ok(code) = i32::try_from(number) else {
            return Err(Diagnostic::error("an opcode out of range", span, "not of 31 bits"));
        };
        if let Some(before) = self.codes.insert((package, code), span) {
            let error = Diagnostic::error(format!("the opcode {code} twice"), span, "again");
            return Err(error.and(before, "first here"));
        }
        Ok(code)
    }
}

impl Direction {
    fn describe(self) -> &'static str {
        match self {
            Self::In => "IN",
            Self::Out => "OUT",
            Self::InOut => "INOUT",
        }
    }
}
