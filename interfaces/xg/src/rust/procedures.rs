//! Procedures without any I/O: arguments, results, codes.
//!
//! Holds: what becomes of each procedure but its methods. Must not know: clients, services.

use super::docs::docs;
use super::names::{Names, ProcedureNames};
use super::serde::Serde;
use super::types::{Of, path};
use crate::model::{Interface, Package, Procedure};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A table for each package that has procedures: the codes of its operations and their names.
pub(super) fn operations(interface: &Interface, names: &Names) -> TokenStream {
    let tables = interface.packages.iter().zip(&names.packages).map(|(package, named)| {
        let mut all: Vec<_> = package.procedures.iter().collect();
        all.sort_by_key(|procedure| procedure.opcode);
        let rows = all.into_iter().map(|procedure| {
            let opcode = Literal::i32_unsuffixed(procedure.opcode);
            let wire = wire_name(package, procedure);
            quote! { (#opcode, #wire) }
        });
        let docs = format!(
            " The operations of the package `{}`: their codes, which rise, and their names.",
            package.name
        );
        let name = &named.operations;
        quote! {
            #[doc = #docs]
            pub const #name: &[(i32, &str)] = &[#(#rows),*];
        }
    });
    quote! { #(#tables)* }
}

pub(super) fn procedures(interface: &Interface, names: &Names, serde: &Serde) -> TokenStream {
    let of = Of { interface, names, serde };
    let packages = interface.packages.iter().zip(&names.packages).map(|(package, named)| {
        let all = package.procedures.iter().zip(&named.procedures);
        let all = all.map(|(procedure, named)| one(&of, package, procedure, named));
        quote! { #(#all)* }
    });
    quote! { #(#packages)* }
}

fn one(
    of: &Of<'_>,
    package: &Package,
    procedure: &Procedure,
    named: &ProcedureNames,
) -> TokenStream {
    let (arguments, wire) = (&named.arguments, wire_name(package, procedure));
    let first = format!("The arguments of `{wire}`, operation {}.", procedure.opcode);
    let documented = docs(&[], &first, &wire, &arguments.to_string());
    let structure = of.structure(arguments, &documented, &procedure.arguments);
    let results = (procedure.results.len() > 1).then(|| {
        let results = format!("The results of `{wire}`.");
        let documented = docs(&[], &results, "", "");
        of.structure(&named.results, &documented, &procedure.results)
    });
    let reply = reply_type(procedure, named, of.names, &quote!());
    let opcode = Literal::i32_unsuffixed(procedure.opcode);
    quote! {
        #structure
        #results
        impl ::rxrpc_xdr::Procedure for #arguments {
            const OPCODE: i32 = #opcode;
            const NAME: &'static str = #wire;
            type Reply = #reply;
        }
    }
}

/// The name of the stub that rxgen would make.
pub(super) fn wire_name(package: &Package, procedure: &Procedure) -> String {
    format!("{}{}", package.name, procedure.name)
}

/// What a procedure gives: nothing, the one result, or a struct of several.
pub(super) fn reply_type(
    procedure: &Procedure,
    named: &ProcedureNames,
    names: &Names,
    at: &TokenStream,
) -> TokenStream {
    match procedure.results.as_slice() {
        [] => quote! { () },
        [one] => path(&one.of, names, at),
        _ => {
            let results = &named.results;
            quote! { #at #results }
        }
    }
}
