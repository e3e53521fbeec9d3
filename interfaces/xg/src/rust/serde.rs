//! The traits of serde for what is made.
//!
//! Holds: which attributes say so. Must not know: what is made.

use crate::model::{Field, Interface, Type, TypeBody};
use proc_macro2::TokenStream;
use quote::quote;

/// Longest array that serde knows itself.
pub(super) const LONGEST: u64 = 32;

/// Whether types implement the traits of serde.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Serde {
    Never,
    Always,
    /// If the crate that has the code has this feature.
    Feature(String),
}

/// The type whose arrays neither serde nor an attribute on a field knows: longer ones inside of something.
pub(crate) fn not_known<'a>(interface: &'a Interface, serde: &Serde) -> Option<&'a str> {
    let inside = |field: &Field| match of(interface, &field.of) {
        Type::Array(each, _) | Type::List(each, _) | Type::Optional(each) | Type::Chain(each) => {
            has_long(interface, each)
        }
        _ => false,
    };
    let parameters = interface.packages.iter().flat_map(|package| &package.procedures);
    let mut parameters = parameters.map(|procedure| {
        (&*procedure.name, procedure.arguments.iter().chain(&procedure.results).any(inside))
    });
    let mut types = interface.types.iter().map(|one| (&*one.name, fields(&one.body).any(inside)));
    if *serde == Serde::Never {
        return None;
    }
    let wrong = types.find(|one| one.1).or_else(|| parameters.find(|one| one.1));
    wrong.map(|(name, _)| name)
}

fn fields(body: &TypeBody) -> Box<dyn Iterator<Item = &Field> + '_> {
    match body {
        TypeBody::Struct(fields) => Box::new(fields.iter()),
        TypeBody::Union(union) => {
            let arms = union.arms.iter().filter_map(|arm| arm.holds.as_ref());
            Box::new(arms.chain(union.default.iter().flatten()))
        }
        TypeBody::Enum(_) | TypeBody::Alias(_) => Box::new(std::iter::empty()),
    }
}

/// Whether there is an array too long for serde in it, outside of structs and unions.
fn has_long(interface: &Interface, within: &Type) -> bool {
    match of(interface, within) {
        Type::Array(each, length) => *length > LONGEST || has_long(interface, each),
        Type::List(each, _) | Type::Optional(each) | Type::Chain(each) => has_long(interface, each),
        _ => false,
    }
}

/// The type behind its names.
fn of<'a>(interface: &'a Interface, mut named: &'a Type) -> &'a Type {
    while let Type::Named(index) = named {
        let TypeBody::Alias(next) = &interface.types[*index].body else { break };
        named = next;
    }
    named
}

impl Serde {
    /// What stands on a type.
    pub(super) fn on_type(&self) -> Option<TokenStream> {
        self.attributes(&[
            quote! { derive(::rxrpc_xdr::serde::Serialize, ::rxrpc_xdr::serde::Deserialize) },
            quote! { serde(crate = "::rxrpc_xdr::serde") },
        ])
    }

    /// What stands on a field that is an array which serde does not know itself.
    pub(super) fn on_array(&self) -> Option<TokenStream> {
        self.attributes(&[quote! { serde(with = "::rxrpc_xdr::serde_array") }])
    }

    fn attributes(&self, all: &[TokenStream]) -> Option<TokenStream> {
        match self {
            Self::Never => None,
            Self::Always => Some(quote! { #(#[#all])* }),
            Self::Feature(feature) => Some(quote! { #[cfg_attr(feature = #feature, #(#all),*)] }),
        }
    }
}
