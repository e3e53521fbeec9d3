//! An interface whose names all mean something.
//!
//! Holds: constants, types, packages with their procedures. Must not know: how it was written, Rust's words.

/// A whole interface file with all it includes.
#[derive(Debug, Default)]
pub(crate) struct Interface {
    pub(crate) constants: Vec<Constant>,
    pub(crate) types: Vec<TypeDefinition>,
    pub(crate) packages: Vec<Package>,
}

#[derive(Debug)]
pub(crate) struct Constant {
    pub(crate) name: String,
    pub(crate) value: ConstantValue,
    pub(crate) docs: Vec<String>,
}

#[derive(Debug)]
pub(crate) enum ConstantValue {
    Number(i64),
    Text(String),
}

#[derive(Debug)]
pub(crate) struct TypeDefinition {
    pub(crate) name: String,
    pub(crate) body: TypeBody,
    pub(crate) docs: Vec<String>,
}

#[derive(Debug)]
pub(crate) enum TypeBody {
    Enum(Vec<Member>),
    Struct(Vec<Field>),
    Union(Union),
    Alias(Type),
}

#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) value: i32,
    pub(crate) docs: Vec<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) of: Type,
    pub(crate) docs: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Union {
    pub(crate) discriminant: Type,
    pub(crate) arms: Vec<Arm>,
    /// What stands for every other discriminant; `None` if there is no default.
    pub(crate) default: Option<Option<Field>>,
}

#[derive(Debug)]
pub(crate) struct Arm {
    /// The constant that the case is written as.
    pub(crate) label: Option<String>,
    pub(crate) case: i32,
    /// `None` for `void`.
    pub(crate) holds: Option<Field>,
    pub(crate) docs: Vec<String>,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    /// By the name of Rust's type.
    Primitive(&'static str),
    Uuid,
    /// Of [`Interface::types`].
    Named(usize),
    Text(u64),
    Opaque(u64),
    FixedOpaque(u64),
    Chars(u64),
    Array(Box<Type>, u64),
    List(Box<Type>, u64),
    Optional(Box<Type>),
    /// A linked list, by its elements.
    Chain(Box<Type>),
}

#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    pub(crate) procedures: Vec<Procedure>,
}

#[derive(Debug)]
pub(crate) struct Procedure {
    /// Empty for one that is called like its package.
    pub(crate) name: String,
    pub(crate) opcode: i32,
    pub(crate) split: bool,
    pub(crate) arguments: Vec<Field>,
    pub(crate) results: Vec<Field>,
    pub(crate) docs: Vec<String>,
}
