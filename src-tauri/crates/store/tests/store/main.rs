//! The store, on real files.

mod asset;
mod commit;
mod fixture;
mod journal;
mod kill;
mod open;
mod site;
