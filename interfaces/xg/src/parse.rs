//! From tokens to definitions.
//!
//! Holds: the grammar of interface files. Must not know: what names mean.

mod declaration;
mod procedure;

use crate::ast::{Arm, Body, Constant, Declaration, Definition, Name, Union, Value};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::token::{Kind, Token};

/// Words that are no names of types or procedures.
const KEYWORDS: [&str; 33] = [
    "const",
    "union",
    "switch",
    "case",
    "default",
    "struct",
    "typedef",
    "enum",
    "opaque",
    "bool",
    "void",
    "char",
    "int",
    "unsigned",
    "short",
    "afs_int32",
    "float",
    "double",
    "string",
    "package",
    "prefix",
    "statindex",
    "special",
    "startingopcode",
    "customized",
    "proc",
    "splitprefix",
    "split",
    "multi",
    "IN",
    "OUT",
    "INOUT",
    "afsUUID",
];

/// The definitions of a file. The tokens end with [`Kind::End`].
pub(crate) fn parse(tokens: &[Token]) -> Result<Vec<Definition>, Diagnostic> {
    let mut parser = Parser { tokens, at: 0 };
    let mut definitions = Vec::new();
    while *parser.kind() != Kind::End {
        definitions.extend(parser.definition()?);
    }
    Ok(definitions)
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl Parser<'_> {
    fn token(&self) -> &Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    fn kind(&self) -> &Kind {
        &self.token().kind
    }

    fn span(&self) -> Span {
        self.token().span
    }

    /// Where the last token was.
    fn last_span(&self) -> Span {
        self.tokens[self.at.saturating_sub(1)].span
    }

    fn step(&mut self) {
        self.at += 1;
    }

    fn word(&self) -> &str {
        match self.kind() {
            Kind::Name(name) => name,
            _ => "",
        }
    }

    fn take_word(&mut self, word: &str) -> bool {
        let is = self.word() == word;
        self.at += usize::from(is);
        is
    }

    fn take_symbol(&mut self, symbol: char) -> bool {
        let is = *self.kind() == Kind::Symbol(symbol);
        self.at += usize::from(is);
        is
    }

    fn wrong<T>(&self, expected: &str) -> Result<T, Diagnostic> {
        let found = self.kind().describe();
        let message = format!("{expected} expected, and {found} found");
        Err(Diagnostic::error(message, self.span(), format!("{expected} expected")))
    }

    fn symbol(&mut self, symbol: char) -> Result<(), Diagnostic> {
        if self.take_symbol(symbol) { Ok(()) } else { self.wrong(&format!("`{symbol}`")) }
    }

    /// A symbol that ends something, with the comments behind it.
    fn end(&mut self, symbol: char) -> Result<Vec<String>, Diagnostic> {
        let mut after = self.tokens[self.at.saturating_sub(1)].after.clone();
        after.extend(self.token().after.clone());
        self.symbol(symbol)?;
        Ok(after)
    }

    fn name(&mut self, what: &str) -> Result<Name, Diagnostic> {
        let Kind::Name(text) = self.kind().clone() else { return self.wrong(what) };
        if KEYWORDS.contains(&text.as_str()) {
            let label = format!("a word of the language, and no {what}");
            return Err(Diagnostic::error(format!("{what} expected"), self.span(), label));
        }
        let span = self.span();
        self.step();
        Ok(Name { text, span })
    }

    fn value(&mut self) -> Result<Value, Diagnostic> {
        if let Kind::Number(number, _) = *self.kind() {
            let span = self.span();
            self.step();
            return Ok(Value::Number(number, span));
        }
        match self.kind() {
            Kind::Name(_) => self.name("a number or constant").map(Value::Name),
            _ => self.wrong("a number or constant"),
        }
    }

    fn definition(&mut self) -> Result<Option<Definition>, Diagnostic> {
        let mut docs = self.token().docs.clone();
        // Says something to rxgen's C alone.
        while self.take_word("customized") {}
        let body = match self.word() {
            "const" => self.constant()?,
            "enum" => self.enumeration()?,
            "struct" => self.structure()?,
            "union" => self.union()?,
            "typedef" => {
                self.step();
                let mut declaration = self.declaration()?;
                docs.append(&mut declaration.docs);
                Body::Typedef(declaration)
            }
            "package" => {
                self.step();
                Body::Package(self.name("the name of a package")?)
            }
            "prefix" => {
                self.step();
                self.name("a prefix")?;
                return Ok(None);
            }
            "statindex" => {
                self.step();
                self.decimal()?;
                return Ok(None);
            }
            "startingopcode" => {
                self.step();
                Body::StartingOpcode(self.decimal()?.0)
            }
            "splitprefix" | "special" => return self.skipped(),
            "program" | "version" => {
                let label = "of Sun's RPC, not of Rx";
                let error = Diagnostic::error("Rx has no programs", self.span(), label);
                return Err(error.help("write `package NAME`, and the procedures behind it"));
            }
            _ => Body::Procedure(self.procedure()?),
        };
        let procedure = matches!(body, Body::Procedure(_));
        if !procedure && !matches!(body, Body::Package(_) | Body::StartingOpcode(_)) {
            docs.append(&mut self.end(';')?);
        } else if procedure {
            docs.append(&mut self.tokens[self.at - 1].after.clone());
        }
        Ok(Some(Definition { body, docs }))
    }

    /// What has no effect on the wire.
    fn skipped(&mut self) -> Result<Option<Definition>, Diagnostic> {
        while *self.kind() != Kind::End && !self.take_symbol(';') {
            self.step();
        }
        Ok(None)
    }

    /// A number that the preprocessor has left as decimal digits, as rxgen wants opcodes.
    fn decimal(&mut self) -> Result<(i64, Span), Diagnostic> {
        let span = self.span();
        match *self.kind() {
            Kind::Number(number, true) => {
                self.step();
                Ok((number, span))
            }
            Kind::Number(_, false) => {
                let error = Diagnostic::error("not a decimal number", span, "rxgen refuses this");
                Err(error.help("write it with decimal digits"))
            }
            Kind::Name(_) => {
                let label = "no `#define` of this name";
                let error = Diagnostic::error("a number in digits is wanted here", span, label);
                Err(error.help("rxgen takes no `const` here; a `#define` works"))
            }
            _ => self.wrong("a number"),
        }
    }

    fn constant(&mut self) -> Result<Body, Diagnostic> {
        self.step();
        let name = self.name("a name")?;
        self.symbol('=')?;
        if let Kind::Text(text) = self.kind().clone() {
            self.step();
            return Ok(Body::Constant(name, Constant::Text(text)));
        }
        Ok(Body::Constant(name, Constant::Value(self.value()?)))
    }

    fn enumeration(&mut self) -> Result<Body, Diagnostic> {
        self.step();
        let name = self.name("a name")?;
        self.symbol('{')?;
        let mut members = Vec::new();
        loop {
            let mut docs = self.token().docs.clone();
            let member = self.name("a name")?;
            let value = if self.take_symbol('=') { Some(self.value()?) } else { None };
            let more = *self.kind() == Kind::Symbol(',');
            docs.append(&mut self.end(if more { ',' } else { '}' })?);
            members.push((member, value, docs));
            if !more {
                return Ok(Body::Enum(name, members));
            }
        }
    }

    fn structure(&mut self) -> Result<Body, Diagnostic> {
        self.step();
        let name = self.name("a name")?;
        self.symbol('{')?;
        let mut fields = Vec::new();
        while fields.is_empty() || *self.kind() != Kind::Symbol('}') {
            fields.push(self.field("a field")?);
        }
        self.step();
        Ok(Body::Struct(name, fields))
    }

    /// A declaration and its `;`.
    fn field(&mut self, what: &str) -> Result<Declaration, Diagnostic> {
        if matches!(self.kind(), Kind::Symbol(_) | Kind::End) {
            return self.wrong(what);
        }
        let mut declaration = self.declaration()?;
        declaration.docs.append(&mut self.end(';')?);
        Ok(declaration)
    }

    fn union(&mut self) -> Result<Body, Diagnostic> {
        self.step();
        let name = self.name("a name")?;
        if !self.take_word("switch") {
            return self.wrong("`switch`");
        }
        self.symbol('(')?;
        let discriminant = self.declaration()?;
        self.symbol(')')?;
        self.symbol('{')?;
        let (mut arms, mut default) = (Vec::new(), None);
        while !self.take_symbol('}') {
            let docs = self.token().docs.clone();
            if self.take_word("default") {
                self.symbol(':')?;
                default = Some(self.arm(docs)?);
                self.symbol('}')?;
                break;
            }
            if !self.take_word("case") {
                return self.wrong("`case` or `default`");
            }
            let case = self.value()?;
            self.symbol(':')?;
            if self.word() == "case" {
                let error =
                    Diagnostic::error("two labels for one arm", self.span(), "rxgen refuses this");
                return Err(error.and(case.span(), "the first one").help("write the arm twice"));
            }
            arms.push(Arm { case, declaration: self.arm(docs)? });
        }
        if arms.is_empty() {
            return Err(Diagnostic::error("a union without an arm", name.span, "no `case`"));
        }
        Ok(Body::Union(name, Box::new(Union { discriminant, arms, default })))
    }

    fn arm(&mut self, mut docs: Vec<String>) -> Result<Declaration, Diagnostic> {
        let mut declaration = self.field("what the arm holds")?;
        docs.append(&mut declaration.docs);
        declaration.docs = docs;
        Ok(declaration)
    }
}
