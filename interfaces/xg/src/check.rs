//! From definitions to an interface whose names all mean something.
//!
//! Holds: the order of the checks, constants. Must not know: tokens, Rust.

mod procedures;
mod shapes;
mod types;

use crate::ast::{self, Body, Constant as Written, Definition, Name, Value};
use crate::diagnostic::Diagnostic;
use crate::model::{Constant, ConstantValue, Interface};
use crate::preprocess::Define;
use crate::source::Span;
use std::collections::BTreeMap;

/// Most types of an interface: each may be looked at for each other one.
const MOST_TYPES: usize = 1 << 12;

/// What is imposed where an interface says nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Caps {
    /// Elements of an array without a bound.
    pub(crate) elements: u32,
    /// Bytes of opaque data or a string without a bound.
    pub(crate) bytes: u32,
}

/// Checks the definitions of a file; adds to `warnings` what may be wrong.
pub(crate) fn check(
    definitions: &[Definition],
    defines: &[Define],
    caps: Caps,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Interface, Diagnostic> {
    let mut checker = Checker {
        caps,
        constants: BTreeMap::new(),
        types: BTreeMap::new(),
        interface: Interface::default(),
        spans: Vec::new(),
        without_bound: BTreeMap::new(),
    };
    checker.constants(definitions, defines)?;
    checker.types(definitions)?;
    checker.procedures(definitions, warnings)?;
    Ok(checker.interface)
}

struct Checker {
    caps: Caps,
    constants: BTreeMap<String, (i64, Span)>,
    /// By name, the place in the interface's types.
    types: BTreeMap<String, usize>,
    interface: Interface,
    /// Where each type is defined.
    spans: Vec<Span>,
    /// Of types that have an array without a bound, where it is written and what is imposed.
    without_bound: BTreeMap<usize, (Span, u32)>,
}

impl Checker {
    fn constants(
        &mut self,
        definitions: &[Definition],
        defines: &[Define],
    ) -> Result<(), Diagnostic> {
        for define in defines {
            self.constants.insert(define.name.clone(), (define.value, define.span));
            let (name, docs) = (define.name.clone(), define.docs.clone());
            let value = ConstantValue::Number(define.value);
            self.interface.constants.push(Constant { name, value, docs });
        }
        for definition in definitions {
            match &definition.body {
                Body::Constant(name, written) => self.constant(name, written, &definition.docs)?,
                Body::Enum(_, members) => {
                    let mut next = 0;
                    for (name, value, _) in members {
                        let value = value.as_ref().map_or(Ok(next), |value| self.value(value))?;
                        self.name_number(name, value)?;
                        next = value + 1;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn constant(
        &mut self,
        name: &Name,
        written: &Written,
        docs: &[String],
    ) -> Result<(), Diagnostic> {
        let value = match written {
            Written::Text(text) => ConstantValue::Text(text.clone()),
            Written::Value(value) => {
                let value = self.value(value)?;
                self.name_number(name, value)?;
                ConstantValue::Number(value)
            }
        };
        let (name, docs) = (name.text.clone(), docs.to_vec());
        self.interface.constants.push(Constant { name, value, docs });
        Ok(())
    }

    fn name_number(&mut self, name: &Name, value: i64) -> Result<(), Diagnostic> {
        let before = self.constants.insert(name.text.clone(), (value, name.span));
        let Some((_, before)) = before else { return Ok(()) };
        let message = format!("`{}` is defined twice", name.text);
        Err(Diagnostic::error(message, name.span, "again").and(before, "first here"))
    }

    fn value(&self, value: &Value) -> Result<i64, Diagnostic> {
        let name = match value {
            Value::Number(number, _) => return Ok(*number),
            Value::Name(name) => name,
        };
        match (self.constants.get(&name.text), name.text.as_str()) {
            (Some((value, _)), _) => Ok(*value),
            // Of C's headers.
            (None, "TRUE") => Ok(1),
            (None, "FALSE") => Ok(0),
            _ => {
                let message = format!("no constant `{}`", name.text);
                let error = Diagnostic::error(message, name.span, "not defined before");
                Err(error.help("if it is of a header for C, include that or write a `#define`"))
            }
        }
    }

    /// A value as the word that it is on the wire.
    fn word(&self, value: &Value) -> Result<i32, Diagnostic> {
        let number = self.value(value)?;
        let word = u32::try_from(number).map(u32::cast_signed).or_else(|_| i32::try_from(number));
        word.map_err(|_| Diagnostic::error("does not fit a word", value.span(), "too large"))
    }

    /// The definition of a type that has this name.
    fn named(&self, name: &str, at: Span) -> Result<usize, Diagnostic> {
        if let Some(index) = self.types.get(name) {
            return Ok(*index);
        }
        let error = Diagnostic::error(format!("no type `{name}`"), at, "not defined here");
        let like = self.types.keys().find(|known| known.eq_ignore_ascii_case(name));
        Err(match like {
            Some(like) => error.help(format!("there is `{like}`")),
            None => error,
        })
    }

    fn name_type(&mut self, name: &Name) -> Result<usize, Diagnostic> {
        let index = self.spans.len();
        if index >= MOST_TYPES {
            let message = format!("more than {MOST_TYPES} types");
            return Err(Diagnostic::error(message, name.span, "here"));
        }
        if let Some(before) = self.types.insert(name.text.clone(), index) {
            let message = format!("the type `{}` is defined twice", name.text);
            let error = Diagnostic::error(message, name.span, "again");
            return Err(error.and(self.spans[before], "first here"));
        }
        self.spans.push(name.span);
        Ok(index)
    }
}

/// The name of the type that a definition makes.
fn type_name(body: &Body) -> Option<&ast::Name> {
    match body {
        Body::Enum(name, _) | Body::Struct(name, _) | Body::Union(name, ..) => Some(name),
        Body::Typedef(declaration) => Some(&declaration.name),
        _ => None,
    }
}
