//! Who a client is to the programs of AFS: whether it is of the cell, and whether it may administer.
//!
//! Holds: [`LocalRealms`] (krb.conf and krb.excl) and [`UserList`]. Must not know: how a client has proven who it is, where the
//! files are.
//!
//! These are the rules of bosserver, volserver and vlserver. ptserver takes `afs` of a local realm for an administrator, and
//! the members of system:administrators; a file server asks ptserver who has which rights: to it, `afs` is nobody.
//! (rxkad notes §3.)

mod realms;
mod user_list;

pub use realms::LocalRealms;
pub use user_list::UserList;
