//! Constants and types.
//!
//! Holds: what becomes of each kind of definition, with its bytes. Must not know: procedures.

use super::docs::docs;
use super::names::{self, Names, ident};
use super::serde::{self, Serde};
use crate::model::{
    Arm, ConstantValue, Field, Interface, Member, Type, TypeBody, TypeDefinition, Union,
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

/// Longest array that `Default` of Rust's own knows.
const LONGEST_DEFAULT: u64 = 32;

pub(super) fn constants(interface: &Interface) -> TokenStream {
    let mut taken = BTreeSet::new();
    let constants = interface.constants.iter().filter_map(|constant| {
        let name = names::shouty(&constant.name);
        if !taken.insert(name.clone()) {
            return None;
        }
        let or_else = format!("`{}` of the interface.", constant.name);
        let docs = docs(&constant.docs, &or_else, &constant.name, &name);
        let name = ident(&name);
        Some(match &constant.value {
            ConstantValue::Text(text) => quote! { #docs pub const #name: &str = #text; },
            ConstantValue::Number(number) => match i32::try_from(*number) {
                Ok(number) => {
                    let number = Literal::i32_unsuffixed(number);
                    quote! { #docs pub const #name: i32 = #number; }
                }
                Err(_) => {
                    let number = Literal::i64_unsuffixed(*number);
                    quote! { #docs pub const #name: u32 = #number; }
                }
            },
        })
    });
    quote! { #(#constants)* }
}

pub(super) fn types(interface: &Interface, names: &Names, serde: &Serde) -> TokenStream {
    let of = Of { interface, names, serde };
    let types = interface.types.iter().zip(&names.types).map(|(definition, name)| {
        let what = match definition.body {
            TypeBody::Enum(_) => "The enum",
            TypeBody::Struct(_) => "The struct",
            TypeBody::Union(_) => "The union",
            TypeBody::Alias(_) => "The type",
        };
        let or_else = format!("{what} `{}` of the interface.", definition.name);
        let docs = docs(&definition.docs, &or_else, &definition.name, &name.to_string());
        of.definition(definition, name, &docs)
    });
    quote! { #(#types)* }
}

/// Makes Rust of the types of an interface.
pub(super) struct Of<'a> {
    pub(super) interface: &'a Interface,
    pub(super) names: &'a Names,
    pub(super) serde: &'a Serde,
}

impl Of<'_> {
    fn definition(
        &self,
        definition: &TypeDefinition,
        name: &Ident,
        docs: &TokenStream,
    ) -> TokenStream {
        match &definition.body {
            TypeBody::Enum(members) => enumeration(name, docs, members, self.serde),
            TypeBody::Struct(fields) => self.structure(name, docs, fields),
            TypeBody::Union(union) => self.union(name, docs, union),
            TypeBody::Alias(of) => {
                let of = path(of, self.names, &quote!());
                quote! { #docs pub type #name = #of; }
            }
        }
    }

    /// A struct with its bytes: of an interface, or the arguments or results of a procedure.
    pub(super) fn structure(
        &self,
        name: &Ident,
        docs: &TokenStream,
        fields: &[Field],
    ) -> TokenStream {
        let identifiers = names::fields(fields.iter().map(|field| &field.name));
        let types: Vec<_> =
            fields.iter().map(|field| path(&field.of, self.names, &quote!())).collect();
        let eq =
            (!fields.iter().any(|field| self.has_float(&field.of))).then(|| quote! { , Eq, Hash });
        let default = self.default_of_struct(name, &identifiers, fields);
        let derived = default.is_none().then(|| quote! { , Default });
        let serde = self.serde.on_type();
        let body = if fields.is_empty() {
            quote! { ; }
        } else {
            let all = fields.iter().zip(&identifiers).zip(&types).map(|((field, name), of)| {
                let or_else = format!("`{}`.", field.name);
                let docs = super::docs::docs(&field.docs, &or_else, &field.name, &name.to_string());
                let serde = self.serde_on(&field.of);
                quote! { #docs #serde pub #name: #of }
            });
            quote! { { #(#all,)* } }
        };
        let made = if fields.is_empty() {
            quote! { Self }
        } else {
            quote! { Self { #(#identifiers: ::rxrpc_xdr::Decode::decode(from)?,)* } }
        };
        let (to, from) =
            if fields.is_empty() { (quote!(_), quote!(_)) } else { (quote!(to), quote!(from)) };
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq #eq #derived)]
            #serde
            pub struct #name #body
            #default
            impl ::rxrpc_xdr::Encode for #name {
                fn encode(
                    &self,
                    #to: &mut ::rxrpc_xdr::Encoder,
                ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
                    #(::rxrpc_xdr::Encode::encode(&self.#identifiers, to)?;)*
                    ::core::result::Result::Ok(())
                }
            }
            impl ::rxrpc_xdr::Decode for #name {
                const MIN: usize = 0usize #(.saturating_add(<#types as ::rxrpc_xdr::Decode>::MIN))*;
                const MAX: usize = 0usize #(.saturating_add(<#types as ::rxrpc_xdr::Decode>::MAX))*;
                fn decode(
                    #from: &mut ::rxrpc_xdr::Decoder,
                ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
                    ::core::result::Result::Ok(#made)
                }
            }
        }
    }

    /// `Default` by hand, where a field is too long an array for the derived one.
    fn default_of_struct(
        &self,
        name: &Ident,
        identifiers: &[Ident],
        fields: &[Field],
    ) -> Option<TokenStream> {
        let long = |of: &Type| matches!(self.followed(of), Type::Array(_, length) if length > LONGEST_DEFAULT);
        if !fields.iter().any(|field| long(&field.of)) {
            return None;
        }
        let values = fields.iter().map(|field| self.default_of(&field.of));
        Some(quote! {
            impl ::core::default::Default for #name {
                fn default() -> Self {
                    Self { #(#identifiers: #values,)* }
                }
            }
        })
    }

    fn default_of(&self, of: &Type) -> TokenStream {
        match self.followed(of) {
            Type::Array(of, _) => {
                let each = self.default_of(&of);
                quote! { ::core::array::from_fn(|_| #each) }
            }
            _ => quote! { ::core::default::Default::default() },
        }
    }

    fn followed(&self, of: &Type) -> Type {
        let mut of = of.clone();
        while let Type::Named(index) = of {
            let TypeBody::Alias(next) = &self.interface.types[index].body else { break };
            of = next.clone();
        }
        of
    }

    /// What a field of this type says to serde.
    fn serde_on(&self, of: &Type) -> Option<TokenStream> {
        let array = matches!(self.followed(of), Type::Array(_, length) if length > serde::LONGEST);
        array.then(|| self.serde.on_array())?
    }

    fn has_float(&self, of: &Type) -> bool {
        let mut left = vec![of.clone()];
        let mut seen = BTreeSet::new();
        while let Some(of) = left.pop() {
            match of {
                Type::Primitive("f32" | "f64") => return true,
                Type::Array(of, _) | Type::List(of, _) | Type::Optional(of) | Type::Chain(of) => {
                    left.push(*of);
                }
                Type::Named(index) if seen.insert(index) => match &self.interface.types[index].body
                {
                    TypeBody::Alias(of) => left.push(of.clone()),
                    TypeBody::Struct(fields) => {
                        left.extend(fields.iter().map(|field| field.of.clone()));
                    }
                    TypeBody::Union(union) => {
                        let default = union.default.iter().flatten();
                        let arms = union.arms.iter().filter_map(|arm| arm.holds.as_ref());
                        left.extend(arms.chain(default).map(|field| field.of.clone()));
                    }
                    TypeBody::Enum(_) => {}
                },
                _ => {}
            }
        }
        false
    }

    fn union(&self, name: &Ident, docs: &TokenStream, union: &Union) -> TokenStream {
        let mut taken = BTreeSet::from(["Other".to_owned()]);
        let variants: Vec<Ident> =
            union.arms.iter().map(|arm| names::unique(variant(arm), &mut taken)).collect();
        let fields = || union.arms.iter().filter_map(|arm| arm.holds.as_ref());
        let default_field = union.default.as_ref().and_then(Option::as_ref);
        let float = fields().chain(default_field).any(|field| self.has_float(&field.of));
        let eq = (!float).then(|| quote! { , Eq, Hash });
        let of = |field: &Field| path(&field.of, self.names, &quote!());
        let first_is_unit = union.arms.first().is_some_and(|arm| arm.holds.is_none());
        let derived = first_is_unit.then(|| quote! { , Default });
        let declared = union.arms.iter().zip(&variants).enumerate().map(|(at, (arm, variant))| {
            let or_else = format!("For {}.", arm.case);
            let wire = arm.label.as_deref().unwrap_or_default();
            let docs = super::docs::docs(&arm.docs, &or_else, wire, &variant.to_string());
            let holds = arm.holds.as_ref().map(|field| {
                let (of, serde) = (of(field), self.serde_on(&field.of));
                quote! { (#serde #of) }
            });
            let default = (at == 0 && first_is_unit).then(|| quote! { #[default] });
            quote! { #docs #default #variant #holds, }
        });
        let other = union.default.as_ref().map(|held| match held {
            None => quote! {
                /// For every other discriminant, which is this.
                Other(i32),
            },
            Some(field) => {
                let (of, serde) = (of(field), self.serde_on(&field.of));
                quote! {
                    /// For every other discriminant.
                    Other {
                        /// The discriminant.
                        discriminant: i32,
                        /// What belongs to it.
                        #serde
                        value: #of,
                    },
                }
            }
        });
        let default = (!first_is_unit).then(|| {
            let first = &variants[0];
            let value = union.arms[0].holds.as_ref().map(|field| self.default_of(&field.of));
            quote! {
                impl ::core::default::Default for #name {
                    fn default() -> Self {
                        Self::#first(#value)
                    }
                }
            }
        });
        let serde = self.serde.on_type();
        let written = self.written(union, &variants);
        let (word, read) = (self.word_of(&union.discriminant), self.read(union, &variants));
        let most = fields().chain(default_field).map(of);
        quote! {
            #docs
            #[allow(clippy::enum_variant_names, clippy::large_enum_variant)]
            #[derive(Clone, Debug, PartialEq #eq #derived)]
            #serde
            pub enum #name { #(#declared)* #other }
            #default
            impl ::rxrpc_xdr::Encode for #name {
                fn encode(
                    &self,
                    to: &mut ::rxrpc_xdr::Encoder,
                ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
                    match self { #written }
                }
            }
            impl ::rxrpc_xdr::Decode for #name {
                const MIN: usize = 4;
                const MAX: usize = {
                    let arms: &[usize] = &[#(<#most as ::rxrpc_xdr::Decode>::MAX),*];
                    let (mut most, mut at) = (0usize, 0);
                    while at < arms.len() {
                        if arms[at] > most {
                            most = arms[at];
                        }
                        at += 1;
                    }
                    most.saturating_add(4)
                };
                fn decode(
                    from: &mut ::rxrpc_xdr::Decoder,
                ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
                    ::core::result::Result::Ok(match #word { #read })
                }
            }
        }
    }

    /// Reads a discriminant, as its type does it, and makes a word of it.
    fn word_of(&self, discriminant: &Type) -> TokenStream {
        match self.followed(discriminant) {
            Type::Primitive(name) if !matches!(name, "i32" | "u32") => {
                let name = ident(name);
                quote! { i32::from(<#name as ::rxrpc_xdr::Decode>::decode(from)?) }
            }
            _ => quote! { <i32 as ::rxrpc_xdr::Decode>::decode(from)? },
        }
    }

    fn written(&self, union: &Union, variants: &[Ident]) -> TokenStream {
        let arms = union.arms.iter().zip(variants).map(|(arm, variant)| {
            let case = Literal::i32_suffixed(arm.case);
            match arm.holds {
                None => quote! { Self::#variant => ::rxrpc_xdr::Encode::encode(&#case, to), },
                Some(_) => quote! {
                    Self::#variant(value) => {
                        ::rxrpc_xdr::Encode::encode(&#case, to)?;
                        ::rxrpc_xdr::Encode::encode(value, to)
                    }
                },
            }
        });
        let other = union.default.as_ref().map(|held| match held {
            None => quote! {
                Self::Other(discriminant) => ::rxrpc_xdr::Encode::encode(discriminant, to),
            },
            Some(_) => quote! {
                Self::Other { discriminant, value } => {
                    ::rxrpc_xdr::Encode::encode(discriminant, to)?;
                    ::rxrpc_xdr::Encode::encode(value, to)
                }
            },
        });
        quote! { #(#arms)* #other }
    }

    fn read(&self, union: &Union, variants: &[Ident]) -> TokenStream {
        let arms = union.arms.iter().zip(variants).map(|(arm, variant)| {
            let case = Literal::i32_unsuffixed(arm.case);
            let holds = arm.holds.as_ref().map(|_| quote! { (::rxrpc_xdr::Decode::decode(from)?) });
            quote! { #case => Self::#variant #holds, }
        });
        let other = match &union.default {
            Some(None) => quote! { discriminant => Self::Other(discriminant), },
            Some(Some(_)) => quote! {
                discriminant => {
                    Self::Other { discriminant, value: ::rxrpc_xdr::Decode::decode(from)? }
                }
            },
            None => quote! {
                none => return ::core::result::Result::Err(::rxrpc_xdr::DecodeError::NoArm(none)),
            },
        };
        quote! { #(#arms)* #other }
    }
}

/// The name of an arm: its constant's, or else that of what it holds.
fn variant(arm: &Arm) -> String {
    match (&arm.label, &arm.holds) {
        (Some(label), _) => names::camel(label),
        (None, Some(field)) => names::camel(&field.name),
        (None, None) => format!("Case{}", arm.case.unsigned_abs()),
    }
}

/// A newtype with constants: a peer may send any number.
fn enumeration(name: &Ident, docs: &TokenStream, members: &[Member], serde: &Serde) -> TokenStream {
    let serde = serde.on_type();
    let mut taken = BTreeSet::new();
    let constants: Vec<_> = members
        .iter()
        .map(|member| (member, names::unique(names::shouty(&member.name), &mut taken)))
        .collect();
    let declared = constants.iter().map(|(member, constant)| {
        let or_else = format!("`{}`.", member.name);
        let docs = super::docs::docs(&member.docs, &or_else, &member.name, &constant.to_string());
        let value = Literal::i32_unsuffixed(member.value);
        quote! { #docs pub const #constant: Self = Self(#value); }
    });
    let mut values = BTreeSet::new();
    let shown = constants.iter().filter(|(member, _)| values.insert(member.value));
    let shown = shown.map(|(member, _)| {
        let (value, text) = (Literal::i32_unsuffixed(member.value), &member.name);
        quote! { #value => f.write_str(#text), }
    });
    let text = name.to_string();
    quote! {
        #docs
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        #serde
        pub struct #name(pub i32);
        impl #name { #(#declared)* }
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self.0 {
                    #(#shown)*
                    other => f.debug_tuple(#text).field(&other).finish(),
                }
            }
        }
        impl ::rxrpc_xdr::Encode for #name {
            fn encode(
                &self,
                to: &mut ::rxrpc_xdr::Encoder,
            ) -> ::core::result::Result<(), ::rxrpc_xdr::EncodeError> {
                ::rxrpc_xdr::Encode::encode(&self.0, to)
            }
        }
        impl ::rxrpc_xdr::Decode for #name {
            const MIN: usize = 4;
            const MAX: usize = 4;
            fn decode(
                from: &mut ::rxrpc_xdr::Decoder,
            ) -> ::core::result::Result<Self, ::rxrpc_xdr::DecodeError> {
                ::core::result::Result::Ok(Self(::rxrpc_xdr::Decode::decode(from)?))
            }
        }
    }
}

/// The type as it is named from a module that is `at` below.
pub(super) fn path(of: &Type, names: &Names, at: &TokenStream) -> TokenStream {
    let number = |number: &u64| Literal::u64_unsuffixed(*number);
    match of {
        Type::Primitive(name) => {
            let name = ident(name);
            quote! { #name }
        }
        Type::Uuid => quote! { ::rxrpc_xdr::AfsUuid },
        Type::Named(index) => {
            let name = &names.types[*index];
            quote! { #at #name }
        }
        Type::Text(most) => {
            let most = number(most);
            quote! { ::rxrpc_xdr::Text<#most> }
        }
        Type::Opaque(most) => {
            let most = number(most);
            quote! { ::rxrpc_xdr::Opaque<#most> }
        }
        Type::FixedOpaque(length) => {
            let length = number(length);
            quote! { ::rxrpc_xdr::FixedOpaque<#length> }
        }
        Type::Chars(length) => {
            let length = number(length);
            quote! { ::rxrpc_xdr::Chars<#length> }
        }
        Type::Array(of, length) => {
            let (of, length) = (path(of, names, at), number(length));
            quote! { [#of; #length] }
        }
        Type::List(of, most) => {
            let (of, most) = (path(of, names, at), number(most));
            quote! { ::rxrpc_xdr::List<#of, #most> }
        }
        Type::Optional(of) => {
            let of = path(of, names, at);
            quote! { ::core::option::Option<#of> }
        }
        Type::Chain(of) => {
            let of = path(of, names, at);
            quote! { ::rxrpc_xdr::Chain<#of> }
        }
    }
}
