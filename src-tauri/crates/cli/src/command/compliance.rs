//! `trackctl maintenance compliance`: how the maintenance of a period went.

use serde::Serialize;
use trackward_engine::Reading;
use trackward_model::ask::{ComplianceQuery, ComplianceRow, Figures};
use trackward_model::{Date, Risk, figure};

use super::{Outcome, database};
use crate::arguments::Database;
use crate::output;

/// One class, or all together.
#[derive(Serialize)]
struct ClassRow {
    class: &'static str,
    from: Date,
    to: Date,
    on: Date,
    #[serde(flatten)]
    figures: Figures,
}

/// Prints both figures by class, and every order where `rows` asks for them.
pub async fn run(db: Database, query: ComplianceQuery, rows: bool, json: bool) -> Outcome {
    let reading = Reading::open(&database(db)?).await?;
    let found = reading.compliance(&query);
    let classes = found.classes.iter().map(|(risk, figures)| (class_word(*risk), *figures));
    for (class, figures) in std::iter::once(("all", found.all)).chain(classes) {
        let row = ClassRow { class, from: found.from, to: found.to, on: found.on, figures };
        if json {
            output::json_line(&row)?;
        } else {
            print_class(&row)?;
        }
    }
    for row in found.rows.iter().filter(|_| rows) {
        print_row(row, json)?;
    }
    if !json && !found.without_date.is_empty() {
        let count = found.without_date.len();
        output::line(&format!("{count} orders have no due date, which is not compliant."))?;
    }
    Ok(())
}

const fn class_word(risk: Risk) -> &'static str {
    match risk {
        Risk::LifeSupport => "life_support",
        Risk::High => "high",
        Risk::Standard => "standard",
    }
}

fn print_class(row: &ClassRow) -> Outcome {
    let figures = &row.figures;
    let percent = |percent: Option<f64>| {
        percent
            .map_or_else(|| "n/a".to_owned(), |percent| format!("{} %", figure::percent(percent)))
    };
    Ok(output::line(&format!(
        "{:12}  raw {:>7}  located-adjusted {:>7}  scheduled {} = on time {} + late {} + unable to \
         locate {} + in use {} + at vendor {} + retired {} + open {}; {} intervals missed",
        row.class,
        percent(figures.raw_percent),
        percent(figures.located_adjusted_percent),
        figures.scheduled,
        figures.on_time,
        figures.late,
        figures.unable_to_locate,
        figures.in_use,
        figures.at_vendor,
        figures.retired,
        figures.open,
        figures.intervals_missed,
    ))?)
}

fn print_row(row: &ComplianceRow, json: bool) -> Outcome {
    if json {
        return Ok(output::json_line(row)?);
    }
    let completed = row.completed_on.map_or_else(|| "-".to_owned(), |on| on.to_string());
    Ok(output::line(&format!(
        "{:12}  {:20}  due {}  completed {completed}  {:?}",
        row.asset_id, row.plan, row.due_on, row.outcome
    ))?)
}
