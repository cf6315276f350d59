//! `trackctl stays`: where an asset was, stay by stay.

use serde::Serialize;
use trackward_engine::Reading;
use trackward_model::Timestamp;

use super::{Outcome, database};
use crate::arguments::Stays;
use crate::output;

#[derive(Serialize)]
struct Row<'a> {
    asset_id: &'a str,
    place: Option<&'a str>,
    floor: &'a str,
    from: String,
    to: Option<String>,
}

/// Prints the stays, the first one first.
pub async fn run(arguments: Stays) -> Outcome {
    let reading = Reading::open(&database(arguments.database)?).await?;
    let stays = reading.stays(&arguments.asset, arguments.from, arguments.to).await?;
    for stay in &stays {
        let row = Row {
            asset_id: arguments.asset.as_str(),
            place: stay.place.as_ref().map(trackward_model::PlaceId::as_str),
            floor: stay.floor.as_str(),
            from: stay.from.to_rfc3339(),
            to: stay.to.map(Timestamp::to_rfc3339),
        };
        if arguments.json {
            output::json_line(&row)?;
        } else {
            let to = row.to.as_deref().unwrap_or("now");
            let place = row.place.unwrap_or("in no room");
            output::line(&format!("{}  {to:24}  {place} ({})", row.from, row.floor))?;
        }
    }
    if stays.is_empty() && !arguments.json {
        output::line(&format!("{} has no stays in this period.", arguments.asset))?;
    }
    Ok(())
}
