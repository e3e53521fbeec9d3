//! Calls secured with rxkad, by both ends of this project and by what others have sent.

mod captures;
mod expiry;
mod levels;
mod recorded;
mod refused;
mod scene;
mod who;
