//! What the family takes to the window.
