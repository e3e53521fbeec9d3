//! Names of Rust for names of interface files.
//!
//! Holds: how words are joined, which are Rust's own, what is done if two become one. Must not know: what is named.

use crate::model::Interface;
use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};
use std::collections::BTreeSet;

/// Rust's names for types and packages.
pub(super) struct Names {
    pub(super) types: Vec<Ident>,
    pub(super) packages: Vec<PackageNames>,
}

pub(super) struct PackageNames {
    pub(super) client: Ident,
    pub(super) service: Ident,
    pub(super) server: Ident,
    /// Of the table of operations.
    pub(super) operations: Ident,
    /// Of each procedure.
    pub(super) procedures: Vec<ProcedureNames>,
}

pub(super) struct ProcedureNames {
    pub(super) arguments: Ident,
    /// Of several results.
    pub(super) results: Ident,
    pub(super) method: Ident,
}

/// Methods that every client has, its own and the one of `Clone`.
const OF_CLIENTS: [&str; 5] = ["new", "options", "reply_limit", "inner", "clone"];

impl Names {
    pub(super) fn of(interface: &Interface) -> Self {
        let (mut taken, mut of_packages) = (BTreeSet::new(), BTreeSet::new());
        let constants = interface.constants.iter();
        let mut constants = constants.map(|constant| shouty(&constant.name)).collect();
        let types = interface.types.iter().map(|of| unique(camel(&of.name), &mut taken)).collect();
        let package = |package: &crate::model::Package| {
            let prefix = camel(&package.name);
            let mut methods = OF_CLIENTS.iter().map(|name| (*name).to_owned()).collect();
            let procedures = package.procedures.iter().map(|procedure| {
                let name = format!("{prefix}{}", plain_camel(&procedure.name));
                let results = unique(format!("{name}Reply"), &mut taken);
                let method =
                    if procedure.name.is_empty() { &package.name } else { &procedure.name };
                let method = unique(snake(method), &mut methods);
                let arguments = unique(format!("{name}Request"), &mut taken);
                ProcedureNames { arguments, results, method }
            });
            let procedures = procedures.collect();
            let mut named = |what: &str| unique(format!("{prefix}{what}"), &mut of_packages);
            let (client, service, server) = (named("Client"), named("Service"), named("Server"));
            let operations = format!("{}_OPERATIONS", shouty(&package.name));
            let operations = unique(operations, &mut constants);
            PackageNames { client, service, server, operations, procedures }
        };
        let packages = interface.packages.iter().map(package).collect();
        Self { types, packages }
    }
}

/// A name that is taken by nothing else so far.
pub(super) fn unique(mut name: String, taken: &mut BTreeSet<String>) -> Ident {
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    ident(&name)
}

/// Names of the fields of one struct, in their order.
pub(super) fn fields<'a>(names: impl Iterator<Item = &'a String>) -> Vec<Ident> {
    let mut taken = BTreeSet::new();
    names.map(|name| unique(snake(name), &mut taken)).collect()
}

/// The name as an identifier; raw where it is a word of Rust.
pub(super) fn ident(name: &str) -> Ident {
    match name {
        "self" | "Self" | "super" | "crate" | "_" | "" => {
            Ident::new(&format!("{name}_"), Span::call_site())
        }
        // A word of Rust since the edition 2024, which syn takes for none.
        "gen" => Ident::new_raw(name, Span::call_site()),
        _ => match syn::parse_str::<Ident>(name) {
            Ok(ident) => ident,
            Err(_) => Ident::new_raw(name, Span::call_site()),
        },
    }
}

pub(super) fn snake(name: &str) -> String {
    not_empty(name.to_snake_case(), "x")
}

pub(super) fn camel(name: &str) -> String {
    not_empty(plain_camel(name), "X")
}

fn plain_camel(name: &str) -> String {
    name.to_upper_camel_case()
}

pub(super) fn shouty(name: &str) -> String {
    not_empty(name.to_shouty_snake_case(), "X")
}

/// Of a name like `__` nothing is left, of one like `_1` nothing that could begin an identifier.
fn not_empty(name: String, instead: &str) -> String {
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        name
    } else {
        format!("{instead}{name}")
    }
}
