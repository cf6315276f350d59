//! What the desk window costs, in the real web view: its start, its frames, the time from a tag
//! heard to its marker, and the ways to the worklist and to a report. `cargo xtask bench window`
//! builds what it needs and gives it a display.

mod frames;
mod hospital;
mod marker;
mod reports;
mod start;
mod worklist;

#[tokio::main]
async fn main() {
    let named: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let is_wanted = |name: &str| named.is_empty() || named.iter().any(|word| word == name);
    if is_wanted("start") {
        start::measure().await;
    }
    if is_wanted("marker") {
        marker::measure().await;
    }
    if is_wanted("frames") {
        frames::measure().await;
    }
    if is_wanted("reports") {
        reports::measure().await;
    }
    if is_wanted("worklist") {
        worklist::measure().await;
    }
}
