//! What a kiosk knows and reckons, as plain values.

mod frame;
mod kept;
mod keys;
mod quiet;
mod screen;
mod sheet;
mod trouble;
mod wedge;

pub use frame::{Frame, name_lines};
pub use kept::Kept;
pub use keys::{NOTE_MAX, NUMBER_MAX, erased, key_rows, typed};
pub use quiet::{Quiet, quiet};
pub use screen::{Screen, choices};
pub use sheet::columns;
pub use trouble::{Trouble, troubles};
pub use wedge::{Wedge, WedgeKey};
