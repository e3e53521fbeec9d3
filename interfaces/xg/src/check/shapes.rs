//! Which types can be values of Rust.
//!
//! Holds: linked lists, recursion, size. Must not know: how types are written.
//!
//! A struct that ends with a pointer to itself is the element of a linked list: pointers to it become chains, and the
//! element loses its link. Every other recursion is refused, so that nothing a peer sends makes a decoder recurse.

use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::model::{Type, TypeBody};
use std::collections::BTreeSet;

/// Largest value of one type, in bytes of memory: it may lie on a stack.
const LARGEST: u64 = 256 << 10;

impl Checker {
    pub(super) fn shapes(&mut self) -> Result<(), Diagnostic> {
        self.no_endless_names()?;
        let elements = self.elements();
        for index in &elements {
            if let TypeBody::Struct(fields) = &mut self.interface.types[*index].body {
                fields.pop();
                if fields.is_empty() {
                    let label = "nothing but a link";
                    return Err(Diagnostic::error("a list of nothing", self.spans[*index], label));
                }
            }
        }
        self.link(&elements);
        self.discriminants()?;
        self.no_elements_by_value(&elements)?;
        self.sizes()
    }

    /// What a name stands for in the end, if that is another name's definition.
    pub(super) fn followed(&self, of: &Type) -> Type {
        let mut of = of.clone();
        for _ in 0..=self.interface.types.len() {
            let Type::Named(index) = of else { break };
            let TypeBody::Alias(next) = &self.interface.types[index].body else { break };
            of = next.clone();
        }
        of
    }

    /// Each union has a discriminant of one word, which is what its type reads.
    fn discriminants(&mut self) -> Result<(), Diagnostic> {
        for (index, definition) in self.interface.types.iter().enumerate() {
            let TypeBody::Union(union) = &definition.body else { continue };
            let of = self.followed(&union.discriminant);
            let of_enum = |at: usize| matches!(self.interface.types[at].body, TypeBody::Enum(_));
            let is_word = match of {
                Type::Primitive(name) => !matches!(name, "i64" | "u64" | "f32" | "f64"),
                Type::Named(at) => of_enum(at),
                _ => false,
            };
            if !is_word {
                let label = "not by a whole number of one word";
                return Err(Diagnostic::error("no discriminant", self.spans[index], label));
            }
        }
        Ok(())
    }

    /// Names that stand for each other.
    fn no_endless_names(&self) -> Result<(), Diagnostic> {
        let mut ends = vec![false; self.interface.types.len()];
        for first in 0..ends.len() {
            let mut path = Vec::new();
            let mut at = first;
            while !ends[at] {
                if path.contains(&at) {
                    let label = "stands for itself";
                    return Err(Diagnostic::error("an endless typedef", self.spans[at], label));
                }
                path.push(at);
                match &self.interface.types[at].body {
                    TypeBody::Alias(Type::Named(next)) => at = *next,
                    _ => break,
                }
            }
            for at in path {
                ends[at] = true;
            }
        }
        Ok(())
    }

    /// The structs that are elements of linked lists.
    fn elements(&self) -> BTreeSet<usize> {
        let is_element = |index: &usize| {
            let TypeBody::Struct(fields) = &self.interface.types[*index].body else { return false };
            let Some(last) = fields.last() else { return false };
            let Type::Optional(to) = self.followed(&last.of) else { return false };
            self.followed(&to) == Type::Named(*index)
        };
        (0..self.interface.types.len()).filter(is_element).collect()
    }

    /// Makes chains of the pointers to elements.
    fn link(&mut self, elements: &BTreeSet<usize>) {
        let is_element = |of: &Type, checker: &Self| matches!(checker.followed(of), Type::Named(index) if elements.contains(&index));
        for index in 0..self.interface.types.len() {
            let mut body = std::mem::replace(
                &mut self.interface.types[index].body,
                TypeBody::Enum(Vec::new()),
            );
            each_type(&mut body, &mut |of| {
                let Type::Optional(to) = of else { return };
                // The body that is taken out is a struct's or a union's, or an alias that is no name.
                let own = matches!(**to, Type::Named(to) if to == index && elements.contains(&to));
                if own || is_element(to, self) {
                    *of = Type::Chain(to.clone());
                }
            });
            self.interface.types[index].body = body;
        }
    }

    fn no_elements_by_value(&self, elements: &BTreeSet<usize>) -> Result<(), Diagnostic> {
        for (index, definition) in self.interface.types.iter().enumerate() {
            let types = types_of(&definition.body);
            let alias = matches!(definition.body, TypeBody::Alias(Type::Named(_)));
            for of in types.into_iter().filter(|_| !alias) {
                self.not_by_value(of, elements, self.spans[index])?;
            }
        }
        Ok(())
    }

    fn not_by_value(
        &self,
        of: &Type,
        elements: &BTreeSet<usize>,
        at: crate::source::Span,
    ) -> Result<(), Diagnostic> {
        match of {
            Type::Named(_) => match self.followed(of) {
                Type::Named(index) if elements.contains(&index) => {
                    let label = "holds an element without a pointer";
                    let error =
                        Diagnostic::error("an element of a linked list by value", at, label);
                    let link = "ends with a pointer to itself";
                    Err(error.and(self.spans[index], link).help("point to it"))
                }
                _ => Ok(()),
            },
            Type::Array(of, _) | Type::List(of, _) | Type::Optional(of) => {
                self.not_by_value(of, elements, at)
            }
            _ => Ok(()),
        }
    }

    /// Whether a parameter is an element of a linked list, which has no bytes of its own.
    pub(super) fn is_element(&self, of: &Type) -> bool {
        let Type::Named(index) = self.followed(of) else { return false };
        let mut chained =
            self.interface.types.iter().flat_map(|definition| types_of(&definition.body));
        chained.any(
            |other| matches!(other, Type::Chain(to) if self.followed(to) == Type::Named(index)),
        )
    }

    /// Refuses recursion and values that are too large, from those types up that need no others.
    fn sizes(&self) -> Result<(), Diagnostic> {
        let all = &self.interface.types;
        let mut sizes: Vec<Option<u64>> = vec![None; all.len()];
        let mut left: Vec<usize> = (0..all.len()).collect();
        while !left.is_empty() {
            let before = left.len();
            let mut later = Vec::new();
            for index in left {
                match body_size(&all[index].body, &sizes) {
                    Some(size) if size > LARGEST => {
                        let message = format!("a type of {size} bytes");
                        let error = Diagnostic::error(message, self.spans[index], "too large");
                        return Err(error.help("arrays `<n>` take memory as they need it"));
                    }
                    Some(size) => sizes[index] = Some(size),
                    None => later.push(index),
                }
            }
            if later.len() == before {
                let index = later[0];
                let error = Diagnostic::error(
                    "a type that holds itself",
                    self.spans[index],
                    "within what it holds",
                );
                let help =
                    "only a list is possible: a struct whose last field points to the next one";
                return Err(error.help(help));
            }
            left = later;
        }
        Ok(())
    }
}

fn each_type(body: &mut TypeBody, change: &mut dyn FnMut(&mut Type)) {
    match body {
        TypeBody::Enum(_) => {}
        TypeBody::Struct(fields) => fields.iter_mut().for_each(|field| change(&mut field.of)),
        TypeBody::Union(union) => {
            let default = union.default.iter_mut().flatten();
            let arms = union.arms.iter_mut().filter_map(|arm| arm.holds.as_mut());
            arms.chain(default).for_each(|field| change(&mut field.of));
        }
        TypeBody::Alias(of) => change(of),
    }
}

pub(super) fn types_of(body: &TypeBody) -> Vec<&Type> {
    match body {
        TypeBody::Enum(_) => Vec::new(),
        TypeBody::Struct(fields) => fields.iter().map(|field| &field.of).collect(),
        TypeBody::Union(union) => {
            let default = union.default.iter().flatten();
            let arms = union.arms.iter().filter_map(|arm| arm.holds.as_ref());
            arms.chain(default).map(|field| &field.of).collect()
        }
        TypeBody::Alias(of) => vec![of],
    }
}

/// Bytes of memory; `None` while a part is not known.
fn body_size(body: &TypeBody, sizes: &[Option<u64>]) -> Option<u64> {
    let each = types_of(body).into_iter().map(|of| size(of, sizes)).collect::<Option<Vec<_>>>()?;
    Some(match body {
        TypeBody::Union(_) => each.into_iter().max().unwrap_or_default().saturating_add(8),
        TypeBody::Enum(_) => 4,
        _ => each.into_iter().fold(0, u64::saturating_add),
    })
}

fn size(of: &Type, sizes: &[Option<u64>]) -> Option<u64> {
    Some(match of {
        Type::Primitive("i64" | "u64" | "f64") => 8,
        Type::Primitive(_) => 4,
        Type::Uuid => 16,
        Type::Named(index) => sizes[*index]?,
        Type::Text(_) | Type::Opaque(_) => 32,
        Type::FixedOpaque(length) | Type::Chars(length) => *length,
        Type::Array(of, length) => size(of, sizes)?.saturating_mul(*length),
        Type::List(of, _) | Type::Chain(of) => {
            size(of, sizes)?;
            24
        }
        Type::Optional(of) => size(of, sizes)?.saturating_add(8),
    })
}
