//! Mounts the window.

fn main() {
    #[cfg(target_arch = "wasm32")]
    trackward_ui::mount();
}
