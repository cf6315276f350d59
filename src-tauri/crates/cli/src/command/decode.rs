//! `trackctl decode llrp`: what is in a capture, one message a line.

use std::fs;

use serde::Serialize;
use trackward_ingest::llrp::capture::{Frame, frames};

use super::Outcome;
use crate::arguments::{Capture, Decode};
use crate::output;

#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    #[serde(flatten)]
    frame: &'a Frame<'a>,
}

/// Prints every message; fails at the end when there were bytes that are none.
pub fn run(arguments: &Decode) -> Outcome {
    let Capture::Llrp(arguments) = &arguments.what;
    let mut again: Vec<u8> = Vec::new();
    let mut broken: u64 = 0;
    for path in &arguments.files {
        let file = path.display().to_string();
        let capture =
            fs::read(path).map_err(|error| format!("{file} could not be read: {error}"))?;
        for frame in frames(&capture) {
            match &frame.decoded {
                Ok(decoded) => decoded.message.encode_into(&mut again)?,
                Err(_) => broken += 1,
            }
            print(&file, &frame, arguments.json)?;
        }
    }
    if let Some(out) = &arguments.reencode {
        fs::write(out, &again)
            .map_err(|error| format!("{} could not be written: {error}", out.display()))?;
    }
    match broken {
        0 => Ok(()),
        1 => Err("1 message could not be decoded".into()),
        _ => Err(format!("{broken} messages could not be decoded").into()),
    }
}

fn print(file: &str, frame: &Frame<'_>, json: bool) -> Outcome {
    if json {
        return Ok(output::json_line(&Row { file, frame })?);
    }
    let text = match &frame.decoded {
        Ok(decoded) => serde_json::to_string(&decoded.message)?,
        Err(error) => format!("not decoded: {error}"),
    };
    Ok(output::line(&format!("{file} at byte {}: {text}", frame.offset))?)
}
