//! The floor plan with its markers.
//!
//! What is worked out with numbers alone (camera, seats, tiles, marks) is plain and tested on the
//! host; what draws is compiled for the browser only.
//!
//! The floor is drawn into square tiles at one scale (a level), plan and markers apart. Panning
//! only moves finished tiles, a change redraws only the tiles it touches, and while zooming the
//! last level is stretched until the next one is ready: so 20,000 markers cost as much a frame as
//! ten.

pub mod badge;
pub mod camera;
pub mod ink;
pub mod label;
pub mod layout;
pub mod marks;
pub mod outline;
pub mod palette;
pub mod scene;
pub mod tiles;

#[cfg(target_arch = "wasm32")]
mod atlas;
#[cfg(target_arch = "wasm32")]
mod base;
#[cfg(target_arch = "wasm32")]
mod flight;
#[cfg(target_arch = "wasm32")]
mod frame;
#[cfg(target_arch = "wasm32")]
mod level;
#[cfg(target_arch = "wasm32")]
mod likely;
#[cfg(target_arch = "wasm32")]
mod overlay;
#[cfg(target_arch = "wasm32")]
mod paint;
#[cfg(target_arch = "wasm32")]
mod view;

pub use badge::drawn_state;
pub use camera::Camera;
pub use layout::{Filling, Layout, Pill, Seat};
pub use marks::{SYMBOLS, greys, initials, is_solid, symbol_of_state, symbol_of_type};
pub use outline::Outline;
pub use palette::Palette;
pub use scene::{Hovered, Trail};

#[cfg(target_arch = "wasm32")]
pub use atlas::Atlas;
#[cfg(target_arch = "wasm32")]
pub use base::PlanPicture;
#[cfg(target_arch = "wasm32")]
pub use frame::Framed;
#[cfg(target_arch = "wasm32")]
pub use view::MapView;
