//! `trackctl simulate`: plays a hospital with virtual readers that speak LLRP on loopback, or
//! writes a day of it down.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Duration;

use serde::Serialize;
use tokio::sync::watch;
use trackward_engine::simulate::{Bind, Hospital, Readers, Script, history};
use trackward_engine::{asset_list, clock, recorded_names, site_file};
use trackward_ingest::recorded::write_line;
use trackward_model::{Asset, Site, Span, Tag, Timestamp};

use super::Outcome;
use super::serve::{after, asked_to_stop};
use crate::arguments::Simulate;
use crate::output;

/// Tags are heard this often in a day that is written down, unless the site says otherwise.
const RECORDED_TAG_INTERVAL: Span = Span::minutes(1);

#[derive(Serialize)]
struct Listening<'a> {
    reader: &'a str,
    address: String,
}

/// Plays until stopped, or writes.
pub async fn run(arguments: Simulate) -> Outcome {
    if !(arguments.speed.is_finite() && arguments.speed > 0.0) {
        return Err("--speed is a number above 0, such as 60".into());
    }
    let site = site_file::read(&arguments.site)?.site;
    let assets = asset_list::read(&arguments.assets, &site)?.assets;
    match (arguments.history, &arguments.record) {
        (Some(span), Some(file)) => record(&site, &assets, &arguments, span, file),
        _ => play(&site, &assets, &arguments).await,
    }
}

async fn play(site: &Site, assets: &[(Asset, Vec<Tag>)], arguments: &Simulate) -> Outcome {
    let script = Script { seed: arguments.seed, speed: arguments.speed, ..Script::default() };
    let hospital = Hospital::new(site, assets, clock::now(), &script);
    let bind = if arguments.free_ports { Bind::FreePorts } else { Bind::SiteAddresses };
    let readers = Readers::open(site, bind).await?;
    for reader in &site.readers {
        let Some(address) = readers.addresses().get(&reader.id) else { continue };
        let row = Listening { reader: reader.id.as_str(), address: address.to_string() };
        if arguments.json {
            output::json_line(&row)?;
        } else {
            output::line(&format!("{:24} {}", row.reader, row.address))?;
        }
    }
    let (stop, stopped) = watch::channel(false);
    let limit = arguments.for_.map(|span| Duration::from_micros(span.0.unsigned_abs()));
    let playing = readers.play(hospital, clock::now, stopped);
    let until = async {
        tokio::select! {
            () = asked_to_stop() => {}
            () = after(limit) => {}
        }
        stop.send_replace(true);
    };
    tokio::join!(playing, until);
    Ok(())
}

/// Writes the time before now, so that the day ends where live play would begin.
fn record(
    site: &Site,
    assets: &[(Asset, Vec<Tag>)],
    arguments: &Simulate,
    span: Span,
    file: &Path,
) -> Outcome {
    let script = Script {
        seed: arguments.seed,
        speed: arguments.speed,
        tag_interval: RECORDED_TAG_INTERVAL,
        ..Script::default()
    };
    let end = arguments.until.unwrap_or_else(clock::now);
    let mut hospital = Hospital::new(site, assets, end - span, &script);
    let written = write_day(&mut hospital, site, end, file)
        .map_err(|error| format!("{} could not be written: {error}", file.display()))?;
    Ok(output::line(&format!("{written} events written to {}", file.display()))?)
}

fn write_day(
    hospital: &mut Hospital,
    site: &Site,
    end: Timestamp,
    file: &Path,
) -> std::io::Result<u64> {
    let names = recorded_names(site);
    let mut out = BufWriter::with_capacity(1 << 20, File::create(file)?);
    let mut written = 0;
    for batch in history(hospital, end) {
        for entry in &batch {
            write_line(&mut out, entry, &names)?;
            written += 1;
        }
    }
    out.flush()?;
    Ok(written)
}
