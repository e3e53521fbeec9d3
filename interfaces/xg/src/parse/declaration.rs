//! Types and what is declared of them.
//!
//! Holds: declarations. Must not know: where they stand.

use super::{KEYWORDS, Parser};
use crate::ast::{Base, Declaration, Name, Shape};
use crate::diagnostic::Diagnostic;
use crate::token::Kind;

impl Parser<'_> {
    pub(super) fn declaration(&mut self) -> Result<Declaration, Diagnostic> {
        let docs = self.token().docs.clone();
        let start = self.span();
        let base = self.base()?;
        let base_span = start.to(self.last_span());
        if base == Base::Void {
            let name = Name { text: String::new(), span: base_span };
            return Ok(Declaration { base, base_span, name, shape: Shape::One, docs });
        }
        let pointer = self.take_symbol('*');
        if pointer && *self.kind() == Kind::Symbol('*') {
            let error = Diagnostic::error("a pointer to a pointer", self.span(), "one too many");
            return Err(error.help("go through a struct or a typedef"));
        }
        let name = self.name("a name")?;
        let shape = if pointer { Shape::Pointer } else { self.shape()? };
        if pointer && matches!(self.kind(), Kind::Symbol('[' | '<')) {
            let error = Diagnostic::error("an array of pointers", self.span(), "cannot be written");
            return Err(error.help("go through a struct or a typedef"));
        }
        Ok(Declaration { base, base_span, name, shape, docs })
    }

    fn shape(&mut self) -> Result<Shape, Diagnostic> {
        if self.take_symbol('[') {
            let value = self.value()?;
            self.symbol(']')?;
            return Ok(Shape::Fixed(value));
        }
        if self.take_symbol('<') {
            let value = if *self.kind() == Kind::Symbol('>') { None } else { Some(self.value()?) };
            self.symbol('>')?;
            return Ok(Shape::Variable(value));
        }
        Ok(Shape::One)
    }

    fn base(&mut self) -> Result<Base, Diagnostic> {
        // Decoration: what the name is, its definition says.
        if matches!(self.word(), "struct" | "enum" | "union") {
            self.step();
        }
        let word = self.word().to_owned();
        let base = match word.as_str() {
            "void" => Base::Void,
            "int" | "afs_int32" | "long" => Base::Int,
            "afs_uint32" => Base::UnsignedInt,
            "bool" => Base::Bool,
            "float" => Base::Float,
            "double" => Base::Double,
            "char" => Base::Char,
            "opaque" => Base::Opaque,
            "string" => Base::String,
            "afsUUID" => Base::Uuid,
            "afs_int64" | "afs_time64" => Base::Int64,
            "afs_uint64" => Base::Uint64,
            "short" => {
                self.step();
                self.take_word("int");
                return Ok(Base::Short);
            }
            "unsigned" => return self.unsigned(),
            "hyper" | "quadruple" => {
                let error =
                    Diagnostic::error(format!("no type `{word}`"), self.span(), "rxgen has none");
                return Err(error.help("write `afs_int64` or `afs_uint64`"));
            }
            "" => return self.wrong("a type"),
            _ if KEYWORDS.contains(&word.as_str()) => return self.wrong("a type"),
            _ => Base::Named(word),
        };
        self.step();
        Ok(base)
    }

    fn unsigned(&mut self) -> Result<Base, Diagnostic> {
        self.step();
        let base = match self.word() {
            "char" => Base::UnsignedChar,
            "short" => {
                self.step();
                self.take_word("int");
                return Ok(Base::UnsignedShort);
            }
            "int" | "afs_int32" | "long" => Base::UnsignedInt,
            _ => return Ok(Base::UnsignedInt),
        };
        self.step();
        Ok(base)
    }
}
