//! What the desk window costs, in the real web view: its start, its frames, and the time from a
//! tag heard to its marker. `cargo xtask bench window` builds what it needs and gives it a display.

mod frames;
mod hospital;
mod marker;
mod start;

#[tokio::main]
async fn main() {
    start::measure().await;
    marker::measure().await;
    frames::measure().await;
}
