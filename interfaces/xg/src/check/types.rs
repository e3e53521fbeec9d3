//! Types: what their names mean.
//!
//! Holds: structs, unions, enums, typedefs and declarations. Must not know: procedures; which shapes make no Rust
//! (`shapes`).

use super::{Checker, type_name};
use crate::ast::{self, Base, Body, Declaration, Definition, Name, Shape, Value};
use crate::diagnostic::Diagnostic;
use crate::model::{Arm, Field, Member, Type, TypeBody, TypeDefinition, Union};
use crate::source::Span;
use std::collections::BTreeMap;

/// Most elements of an array of fixed length.
const MOST_FIXED: i64 = 1 << 16;

impl Checker {
    pub(super) fn types(&mut self, definitions: &[Definition]) -> Result<(), Diagnostic> {
        let makes_type = |definition: &&Definition| type_name(&definition.body).is_some();
        for definition in definitions.iter().filter(makes_type) {
            // `typedef struct x x` says nothing new.
            if let Body::Typedef(of) = &definition.body
                && matches!(&of.base, Base::Named(name) if *name == of.name.text)
                && matches!(of.shape, Shape::One)
            {
                continue;
            }
            if let Some(name) = type_name(&definition.body) {
                self.name_type(name)?;
            }
        }
        for definition in definitions.iter().filter(makes_type) {
            let Some(name) = type_name(&definition.body) else { continue };
            if self.types.get(&name.text) != Some(&self.interface.types.len()) {
                continue;
            }
            if let Some(found) = self.first_without_bound(&definition.body) {
                self.without_bound.insert(self.interface.types.len(), found);
            }
            let body = self.type_body(&definition.body)?;
            let (name, docs) = (name.text.clone(), definition.docs.clone());
            self.interface.types.push(TypeDefinition { name, body, docs });
        }
        self.shapes()
    }

    /// Where a definition declares an array without a bound, and how much is taken of it.
    fn first_without_bound(&self, body: &Body) -> Option<(Span, u32)> {
        let declared: Vec<&Declaration> = match body {
            Body::Struct(_, fields) => fields.iter().collect(),
            Body::Union(_, union) => {
                let arms = union.arms.iter().map(|arm| &arm.declaration);
                arms.chain(&union.default).collect()
            }
            Body::Typedef(declaration) => vec![declaration],
            _ => Vec::new(),
        };
        let first = declared.into_iter().find(|one| matches!(one.shape, Shape::Variable(None)))?;
        let cap = match first.base {
            Base::Opaque | Base::String => self.caps.bytes,
            _ => self.caps.elements,
        };
        Some((first.name.span, cap))
    }

    fn type_body(&self, body: &Body) -> Result<TypeBody, Diagnostic> {
        match body {
            Body::Enum(_, members) => {
                let mut next = 0;
                let mut all = Vec::new();
                for (name, value, docs) in members {
                    let value = match value {
                        Some(value) => self.word(value)?,
                        None => next,
                    };
                    next = value.wrapping_add(1);
                    all.push(Member { name: name.text.clone(), value, docs: docs.clone() });
                }
                Ok(TypeBody::Enum(all))
            }
            Body::Struct(_, fields) => {
                let all: Result<Vec<Field>, _> =
                    fields.iter().map(|field| self.field(field)).collect();
                twice(fields.iter().map(|field| &field.name), "field")?;
                Ok(TypeBody::Struct(all?))
            }
            Body::Union(_, union) => self.union(union).map(TypeBody::Union),
            Body::Typedef(declaration) => self.declared(declaration).map(TypeBody::Alias),
            _ => Ok(TypeBody::Struct(Vec::new())),
        }
    }

    fn union(&self, written: &ast::Union) -> Result<Union, Diagnostic> {
        let discriminant = match written.discriminant.shape {
            Shape::One => self.base(&written.discriminant)?,
            _ => {
                let span = written.discriminant.name.span;
                return Err(Diagnostic::error("no discriminant", span, "not a single value"));
            }
        };
        let mut seen = BTreeMap::new();
        let mut all = Vec::new();
        for arm in &written.arms {
            let case = self.word(&arm.case)?;
            if let Some(before) = seen.insert(case, arm.case.span()) {
                let error = Diagnostic::error("the same case twice", arm.case.span(), "again");
                return Err(error.and(before, "first here"));
            }
            let label = match &arm.case {
                Value::Name(name) => Some(name.text.clone()),
                Value::Number(..) => None,
            };
            let docs = arm.declaration.docs.clone();
            all.push(Arm { label, case, holds: self.held(&arm.declaration)?, docs });
        }
        let default = written.default.as_ref().map(|default| self.held(default)).transpose()?;
        Ok(Union { discriminant, arms: all, default })
    }

    fn held(&self, declaration: &Declaration) -> Result<Option<Field>, Diagnostic> {
        let holds = (declaration.base != Base::Void).then(|| self.field(declaration));
        holds.transpose()
    }

    fn field(&self, declaration: &Declaration) -> Result<Field, Diagnostic> {
        let (name, docs) = (declaration.name.text.clone(), declaration.docs.clone());
        Ok(Field { name, of: self.declared(declaration)?, docs })
    }

    /// What a declaration declares, outside the parameters of procedures.
    pub(super) fn declared(&self, declaration: &Declaration) -> Result<Type, Diagnostic> {
        let span = declaration.base_span.to(declaration.name.span);
        let wrong = |message: &str, label: &str| Err(Diagnostic::error(message, span, label));
        match (&declaration.base, &declaration.shape) {
            (Base::Void, _) => wrong("`void` only in unions", "nothing is declared here"),
            (Base::Opaque, Shape::Fixed(count)) => Ok(Type::FixedOpaque(self.fixed(count)?)),
            (Base::Opaque, Shape::Variable(bound)) => {
                Ok(Type::Opaque(self.bound(bound.as_ref(), self.caps.bytes)?))
            }
            (Base::Opaque, _) => wrong("`opaque` without a length", "write `[n]` or `<n>`"),
            (Base::String, Shape::Variable(bound)) => {
                Ok(Type::Text(self.bound(bound.as_ref(), self.caps.bytes)?))
            }
            (Base::String, _) => wrong("`string` without a bound", "write `<n>`"),
            (Base::Char, Shape::Fixed(count)) => Ok(Type::Chars(self.fixed(count)?)),
            (_, Shape::One) => self.base(declaration),
            (_, Shape::Pointer) => Ok(Type::Optional(Box::new(self.base(declaration)?))),
            (_, Shape::Fixed(count)) => {
                Ok(Type::Array(Box::new(self.base(declaration)?), self.fixed(count)?))
            }
            (_, Shape::Variable(bound)) => {
                let bound = self.bound(bound.as_ref(), self.caps.elements)?;
                Ok(Type::List(Box::new(self.base(declaration)?), bound))
            }
        }
    }

    /// The type before what its declaration adds.
    pub(super) fn base(&self, declaration: &Declaration) -> Result<Type, Diagnostic> {
        Ok(match &declaration.base {
            Base::Int => Type::Primitive("i32"),
            Base::UnsignedInt => Type::Primitive("u32"),
            Base::Short => Type::Primitive("i16"),
            Base::UnsignedShort => Type::Primitive("u16"),
            Base::Char => Type::Primitive("i8"),
            Base::UnsignedChar => Type::Primitive("u8"),
            Base::Bool => Type::Primitive("bool"),
            Base::Float => Type::Primitive("f32"),
            Base::Double => Type::Primitive("f64"),
            Base::Int64 => Type::Primitive("i64"),
            Base::Uint64 => Type::Primitive("u64"),
            Base::Uuid => Type::Uuid,
            Base::Named(name) => Type::Named(self.named(name, declaration.base_span)?),
            Base::Void | Base::Opaque | Base::String => {
                let label = "not a type of its own";
                return Err(Diagnostic::error("no such type", declaration.base_span, label));
            }
        })
    }

    fn fixed(&self, count: &Value) -> Result<u64, Diagnostic> {
        let number = self.value(count)?;
        match u64::try_from(number) {
            Ok(number) if (1..=MOST_FIXED.unsigned_abs()).contains(&number) => Ok(number),
            _ => {
                let label = format!("1 to {MOST_FIXED}");
                let message = "a fixed length out of range";
                Err(Diagnostic::error(message, count.span(), label).help("`<n>` may be longer"))
            }
        }
    }

    fn bound(&self, bound: Option<&Value>, cap: u32) -> Result<u64, Diagnostic> {
        let Some(bound) = bound else { return Ok(cap.into()) };
        let number = self.value(bound)?;
        let fits = u32::try_from(number).map(u64::from);
        fits.map_err(|_| Diagnostic::error("a bound out of range", bound.span(), "not of 32 bits"))
    }
}

/// Fails if one of the names is there twice.
pub(super) fn twice<'a>(
    names: impl Iterator<Item = &'a Name>,
    what: &str,
) -> Result<(), Diagnostic> {
    let mut seen = BTreeMap::new();
    for name in names {
        if let Some(before) = seen.insert(&name.text, name.span) {
            let message = format!("the {what} `{}` twice", name.text);
            return Err(Diagnostic::error(message, name.span, "again").and(before, "first here"));
        }
    }
    Ok(())
}
