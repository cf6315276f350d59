//! The assets that a recall means, or may.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use trackward_model::{Asset, AssetIndex, AssetStatus, RecallScope, SerialRange, Sureness};

use super::name::{Likeness, Name};
use super::number::{Number, Numbers};

/// An asset that a recall means, or may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The asset.
    pub asset: AssetIndex,
    /// How sure that is.
    pub sureness: Sureness,
    /// Why, in a phrase.
    pub reason: String,
}

/// The assets that a recall means, or may, the surest first. A scope that says nothing means
/// nothing. Retired assets are found too: the maker asks for them.
///
/// A serial number or a lot is enough where both are listed. Where the maker's name is another
/// one, model and number have to agree: makers are bought and renamed.
#[must_use]
pub fn match_assets(scope: &RecallScope, assets: &[Asset]) -> Vec<Found> {
    let mut wanted = Wanted::new(scope);
    let mut found: Vec<Found> = assets
        .iter()
        .enumerate()
        .filter_map(|(at, asset)| {
            let (sureness, reason) = wanted.judge(asset)?;
            Some(Found { asset: AssetIndex::of(at), sureness, reason })
        })
        .collect();
    found.sort_by_key(|found| Reverse(found.sureness));
    found
}

/// What one thing that is known of an asset says to what a recall says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// The recall says nothing of it.
    Nothing,
    Agrees,
    Alike,
    /// It is not known of the asset.
    Unknown,
    Differs,
}

/// A scope, compiled; names are compared once each, for a hospital has few makers and models.
struct Wanted<'a, 'b> {
    makers: Vec<Name>,
    models: Vec<Name>,
    serials: Numbers<'a>,
    lots: Numbers<'a>,
    known_makers: BTreeMap<&'b str, Says>,
    known_models: BTreeMap<&'b str, Says>,
}

impl<'a, 'b> Wanted<'a, 'b> {
    fn new(scope: &'a RecallScope) -> Self {
        let names = |of: fn(&str) -> Name, texts: &[String]| -> Vec<Name> {
            texts.iter().map(|text| of(text)).filter(|name| !name.is_empty()).collect()
        };
        Self {
            makers: names(Name::of_maker, std::slice::from_ref(&scope.manufacturer)),
            models: names(Name::of_model, &scope.models),
            serials: Numbers::new(&scope.serials),
            lots: Numbers::new(&scope.lots),
            known_makers: BTreeMap::new(),
            known_models: BTreeMap::new(),
        }
    }

    fn judge(&mut self, asset: &'b Asset) -> Option<(Sureness, String)> {
        let (number, number_phrase) = self.number(asset);
        let maker = *self
            .known_makers
            .entry(&asset.manufacturer)
            .or_insert_with(|| says(&self.makers, &Name::of_maker(&asset.manufacturer)));
        let model = *self
            .known_models
            .entry(&asset.model)
            .or_insert_with(|| says(&self.models, &Name::of_model(&asset.model)));
        let sureness = sureness(maker, model, number)?;
        let mut phrases = name_phrases(maker, model, asset);
        phrases.extend(number_phrase);
        if asset.status == AssetStatus::Retired {
            phrases.push("it is retired".to_owned());
        }
        Some((sureness, phrases.join(", ")))
    }

    /// What the asset's serial number and lot say, with a phrase.
    fn number(&self, asset: &Asset) -> (Says, Option<String>) {
        if self.serials.is_empty() && self.lots.is_empty() {
            return (Says::Nothing, None);
        }
        let printed = |ai: &str| asset.udi.as_deref().and_then(|udi| element(udi, ai));
        let serials = [Some(asset.serial.as_str()), printed("21")];
        let lots = [printed("10"), None];
        let kinds = [("serial", &self.serials, serials), ("lot", &self.lots, lots)];
        let mut unknown = None;
        for (what, listed, known) in kinds {
            let known = known.into_iter().flatten().map(str::trim).filter(|text| !text.is_empty());
            let mut any_known = false;
            for text in known {
                any_known = true;
                if let Some(range) = listed.holding(&Number::of(text)) {
                    return (Says::Agrees, Some(number_phrase(what, text, range)));
                }
            }
            if !any_known && !listed.is_empty() {
                unknown = unknown.or(Some(format!("its {what} is not known")));
            }
        }
        match unknown {
            Some(phrase) => (Says::Unknown, Some(phrase)),
            None => (Says::Differs, None),
        }
    }
}

fn says(wanted: &[Name], known: &Name) -> Says {
    if wanted.is_empty() {
        return Says::Nothing;
    }
    if known.is_empty() {
        return Says::Unknown;
    }
    let mut likeness = wanted.iter().map(|name| name.likeness(known));
    let alike = likeness.clone().any(|likeness| likeness == Likeness::Alike);
    if likeness.any(|likeness| likeness == Likeness::Same) {
        Says::Agrees
    } else if alike {
        Says::Alike
    } else {
        Says::Differs
    }
}

fn sureness(maker: Says, model: Says, number: Says) -> Option<Sureness> {
    let all = [maker, model, number];
    let agree = all.iter().filter(|says| **says == Says::Agrees).count();
    if model == Says::Differs || number == Says::Differs {
        return None;
    }
    if maker == Says::Differs {
        return (agree == 2).then_some(Sureness::Possible);
    }
    if agree == 0 && !all.contains(&Says::Alike) {
        return None;
    }
    if number == Says::Unknown || all.contains(&Says::Alike) {
        return Some(Sureness::Possible);
    }
    Some(match agree {
        3 => Sureness::Certain,
        2 => Sureness::Likely,
        _ => Sureness::Possible,
    })
}

fn name_phrases(maker: Says, model: Says, asset: &Asset) -> Vec<String> {
    if maker == Says::Agrees && model == Says::Agrees {
        return vec!["maker and model agree".to_owned()];
    }
    let names = [("maker", maker, &asset.manufacturer), ("model", model, &asset.model)];
    let phrase = |(what, says, name): (&str, Says, &String)| match says {
        Says::Nothing => None,
        Says::Agrees => Some(format!("{what} agrees")),
        Says::Alike => Some(format!("{what} is alike ({name})")),
        Says::Unknown => Some(format!("its {what} is not known")),
        Says::Differs => Some(format!("{what} is another one ({name})")),
    };
    names.into_iter().filter_map(phrase).collect()
}

fn number_phrase(what: &str, text: &str, range: &SerialRange) -> String {
    if range.from == range.to {
        return format!("{what} {text} is listed");
    }
    format!("{what} {text} is within {} to {}", range.from, range.to)
}

/// What a GS1 element string says under an application identifier: `A12` under `10` in
/// `(01)00884838000000(10)A12(21)555`.
fn element<'u>(udi: &'u str, ai: &str) -> Option<&'u str> {
    let elements = udi.match_indices('(').filter_map(|(at, _)| {
        let (number, value) = udi[at + 1..].split_once(')')?;
        let is_ai = (2..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        is_ai.then_some((at, number, value))
    });
    let (_, _, value) = elements.clone().find(|(_, number, _)| *number == ai)?;
    let start = udi.len() - value.len();
    let end = elements.map(|(at, ..)| at).find(|at| *at >= start).unwrap_or(udi.len());
    Some(&udi[start..end])
}
