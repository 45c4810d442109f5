//! What the family takes to the window.

pub mod file;
