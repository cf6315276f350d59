//! From a declaration of fields and parameters to a struct that reads, writes and shows itself.
//!
//! The declarations in `definition` are the standard's tables: type code, standard name, fields
//! in order (with reserved bits in brackets), then the parameters that are held, in order.

#[macro_use]
mod record;
#[macro_use]
mod message;
#[macro_use]
mod parameter;
#[macro_use]
mod enumeration;
