//! `cargo xtask attack`: floods and other things that strangers do, against services with honest clients beside
//! them; what the honest clients saw, with bounds that must hold.

mod case;
mod cases;
mod honest;
mod packets;
mod service;
mod stranger;
mod table;

pub(crate) use table::{Arguments, run};
