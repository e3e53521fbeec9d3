//! An interface file as it is written.
//!
//! Holds: definitions, declarations, procedures. Must not know: what names mean.

use crate::source::Span;

/// A name and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// A number, or what is called so.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Number(i64, Span),
    Name(Name),
}

impl Value {
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Number(_, span) => *span,
            Self::Name(name) => name.span,
        }
    }
}

/// A type without what a declaration adds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Base {
    Void,
    Int,
    UnsignedInt,
    Short,
    UnsignedShort,
    Char,
    UnsignedChar,
    Bool,
    Float,
    Double,
    Int64,
    Uint64,
    Opaque,
    String,
    Uuid,
    Named(String),
}

/// How many there are of a type.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    One,
    /// `*x`.
    Pointer,
    /// `x[n]`.
    Fixed(Value),
    /// `x<n>`, `x<>`.
    Variable(Option<Value>),
}

/// `type name`, with what is around the name.
#[derive(Clone, Debug)]
pub(crate) struct Declaration {
    pub(crate) base: Base,
    pub(crate) base_span: Span,
    /// Of `void` it is empty.
    pub(crate) name: Name,
    pub(crate) shape: Shape,
    pub(crate) docs: Vec<String>,
}

/// An arm of a union.
#[derive(Clone, Debug)]
pub(crate) struct Arm {
    pub(crate) case: Value,
    pub(crate) declaration: Declaration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    In,
    Out,
    InOut,
}

#[derive(Clone, Debug)]
pub(crate) struct Union {
    pub(crate) discriminant: Declaration,
    pub(crate) arms: Vec<Arm>,
    pub(crate) default: Option<Declaration>,
}

/// An argument or result.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// As it is written.
    pub(crate) direction: Option<Direction>,
    pub(crate) declaration: Declaration,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct Procedure {
    /// Empty for one that is called like its package.
    pub(crate) name: Name,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) split: bool,
    pub(crate) opcode: Option<(i64, Span)>,
}

#[derive(Clone, Debug)]
pub(crate) enum Body {
    Constant(Name, Constant),
    Enum(Name, Vec<(Name, Option<Value>, Vec<String>)>),
    Struct(Name, Vec<Declaration>),
    Union(Name, Box<Union>),
    Typedef(Declaration),
    Package(Name),
    StartingOpcode(i64),
    Procedure(Procedure),
}

#[derive(Clone, Debug)]
pub(crate) enum Constant {
    Value(Value),
    Text(String),
}

/// One definition, and the comments that belong to it.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    pub(crate) body: Body,
    pub(crate) docs: Vec<String>,
}
