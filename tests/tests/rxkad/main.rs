//! Calls secured with rxkad, by both ends of this project and by what others have sent.

mod expiry;
mod levels;
mod scene;
mod who;
