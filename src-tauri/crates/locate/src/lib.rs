//! locate.
