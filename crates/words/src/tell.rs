//! How engine values are told.
