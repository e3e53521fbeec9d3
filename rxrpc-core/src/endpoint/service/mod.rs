//! Services: which are bound, who may have a place for a call to one, and how a call comes to its user.
//!
//! Holds: one room for [`accept`] (what is bound, and who is admitted), [`listener`] (what an AF_RXRPC socket prepares
//! for its calls), [`places`] (who has a place), [`hand_out`] (from the maker of a call to its user), [`gate`] (where users
//! wait), [`incoming`] (calls as users take them), [`keys`] (by what services know their clients) and [`upgrades`] (which
//! services put another one in their place). Must not know: packets.

pub(crate) mod accept;
pub(crate) mod gate;
mod hand_out;
pub(crate) mod incoming;
pub(super) mod keys;
pub(crate) mod listener;
pub(crate) mod places;
mod upgrades;
