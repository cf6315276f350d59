//! The marks as one picture per theme: every type in every use state at every age.

use trackward_model::{Freshness, TypeId, UseState};

use super::badge::Badge;

/// Width and height of a marker on the map, at any zoom.
pub const MARK_PX: f64 = 28.0;
/// Width and height of a sprite: the marker with its badges.
pub const SPRITE_PX: f64 = 40.0;
/// Width and height of a bare mark in a count.
pub const BARE_PX: f64 = 12.0;

const LOOKS: usize = 4;
/// How much is left of a mark whose asset is missing.
const DIMMED: f64 = 0.55;

/// The symbols that all pages draw from.
pub const SYMBOLS: &str = include_str!("../../../assets/icons/marks.svg");

/// The colours that marks are drawn in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MarkColours {
    /// In the order of [`UseState::ALL`].
    pub states: [String; 5],
    /// For what is stale.
    pub stale: String,
    /// For the clock badge.
    pub not_seen: String,
    /// For the ring and its badge.
    pub missing: String,
    /// For what asks for someone now, and for what must not be used.
    pub critical: String,
    /// For what is late.
    pub warning: String,
    /// For what can be taken now.
    pub take: String,
    /// Upon a solid mark.
    pub on_status: String,
    /// Within a hollow mark.
    pub surface: String,
}

/// The glyph of a type; a hospital's own type has none and shows its initials.
#[must_use]
pub fn symbol_of_type(type_id: &TypeId) -> Option<&'static str> {
    match type_id.as_str() {
        "infusion_pump" => Some("type-infusion_pump"),
        "ventilator" => Some("type-ventilator"),
        "monitor" => Some("type-monitor"),
        _ => None,
    }
}

/// `bladder_scanner` → `BS`.
#[must_use]
pub fn initials(type_id: &TypeId) -> String {
    let words = type_id.as_str().split(['_', ' ', '-']).filter(|word| !word.is_empty());
    words.filter_map(|word| word.chars().next()).take(2).flat_map(char::to_uppercase).collect()
}

/// Whether the mark of a state is filled, so that its glyph stands out in the other colour.
#[must_use]
pub const fn is_solid(state: UseState) -> bool {
    matches!(state, UseState::Available | UseState::Soiled | UseState::Down)
}

/// Whether a state's mark turns grey when it is stale.
#[must_use]
pub const fn greys(state: UseState) -> bool {
    matches!(state, UseState::Available | UseState::InUse | UseState::Soiled)
}

/// Top left of the sprite of a badge: beside the bare marks.
#[must_use]
pub fn badge_sprite(badge: Badge) -> [f64; 2] {
    [(UseState::ALL.len() + badge as usize) as f64 * SPRITE_PX, 0.0]
}

/// The symbol of a state.
#[must_use]
pub const fn symbol_of_state(state: UseState) -> &'static str {
    match state {
        UseState::Available => "state-available",
        UseState::InUse => "state-in_use",
        UseState::Soiled => "state-soiled",
        UseState::Down => "state-down",
        UseState::Unknown => "state-unknown",
    }
}

/// Top left of a sprite in the picture; `type_at` is the type's position in the list that the
/// picture was made of.
#[must_use]
pub fn sprite(type_at: usize, state: UseState, freshness: Freshness) -> [f64; 2] {
    let column = state as usize * LOOKS + look(freshness);
    [column as f64 * SPRITE_PX, (type_at + 1) as f64 * SPRITE_PX]
}

/// Top left of the bare mark of a state.
#[must_use]
pub fn bare_sprite(state: UseState) -> [f64; 2] {
    [state as usize as f64 * SPRITE_PX, 0.0]
}

/// Width and height of the picture.
#[must_use]
pub fn sheet_px(types: usize) -> [f64; 2] {
    [(UseState::ALL.len() * LOOKS) as f64 * SPRITE_PX, (types + 1) as f64 * SPRITE_PX]
}

const fn look(freshness: Freshness) -> usize {
    match freshness {
        Freshness::Live => 0,
        Freshness::Stale => 1,
        Freshness::NotSeen => 2,
        Freshness::Missing | Freshness::NeverSeen => 3,
    }
}

/// All sprites as an SVG document of its own: no class and no variable of the page reaches into
/// a picture, so their colours are written out.
#[must_use]
pub fn sheet_svg(types: &[TypeId], colours: &MarkColours) -> String {
    let [width, height] = sheet_px(types.len());
    let symbols = SYMBOLS
        .trim()
        .trim_start_matches("<svg xmlns=\"http://www.w3.org/2000/svg\">")
        .trim_end_matches("</svg>")
        .replace("#fff", &colours.surface)
        .replace("class=\"mk-on\"", &format!("color=\"{}\"", colours.on_status));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">{symbols}"
    );
    for state in UseState::ALL {
        let body = used(symbol_of_state(state), &colours.states[state as usize]);
        svg.push_str(&placed(bare_sprite(state), BARE_PX, &body));
    }
    for badge in Badge::ALL {
        let colour = match badge {
            Badge::Hold | Badge::Critical => &colours.critical,
            Badge::Overdue => &colours.warning,
            Badge::Take => &colours.take,
        };
        let body = used(badge.symbol(), colour);
        svg.push_str(&placed(badge_sprite(badge), MARK_PX, &body));
    }
    for (at, type_id) in types.iter().enumerate() {
        for state in UseState::ALL {
            for freshness in
                [Freshness::Live, Freshness::Stale, Freshness::NotSeen, Freshness::Missing]
            {
                let body = mark(type_id, state, freshness, colours);
                svg.push_str(&placed(sprite(at, state, freshness), MARK_PX, &body));
            }
        }
    }
    svg + "</svg>"
}

fn mark(type_id: &TypeId, state: UseState, freshness: Freshness, colours: &MarkColours) -> String {
    let own = &colours.states[state as usize];
    let colour = if freshness == Freshness::Stale && greys(state) { &colours.stale } else { own };
    let upon = if is_solid(state) { &colours.on_status } else { colour };
    let glyph = symbol_of_type(type_id).map_or_else(
        || {
            format!(
                "<text y=\"4.2\" text-anchor=\"middle\" font-family=\"Inter, sans-serif\" \
                 font-size=\"11\" font-weight=\"700\" fill=\"{upon}\">{}</text>",
                escaped(&initials(type_id))
            )
        },
        |symbol| used(symbol, upon),
    );
    let badge = match freshness {
        Freshness::NotSeen => used("fresh-not_seen", &colours.not_seen),
        Freshness::Missing => used("fresh-missing", &colours.missing),
        Freshness::Live | Freshness::Stale | Freshness::NeverSeen => String::new(),
    };
    let body = used(symbol_of_state(state), colour) + &glyph;
    if freshness == Freshness::Missing {
        // It is not there, or at least nobody knows: only the ring is at full strength.
        return format!("<g opacity=\"{DIMMED}\">{body}</g>{badge}");
    }
    body + &badge
}

fn used(symbol: &str, colour: &str) -> String {
    format!(
        "<g color=\"{colour}\" fill=\"none\"><use href=\"#{symbol}\" x=\"-16\" y=\"-16\" \
         width=\"32\" height=\"32\"/></g>"
    )
}

fn placed([x, y]: [f64; 2], size_px: f64, body: &str) -> String {
    let (x, y) = (x + SPRITE_PX / 2.0, y + SPRITE_PX / 2.0);
    format!("<g transform=\"translate({x} {y}) scale({})\">{body}</g>", size_px / 32.0)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_symbol_that_is_used_exists() {
        let types: Vec<TypeId> = ["infusion_pump", "ventilator", "monitor", "bladder_scanner"]
            .map(|t| t.parse().unwrap())
            .into();
        let svg = sheet_svg(&types, &MarkColours::default());
        let mut uses = 0;
        for used in svg.split("href=\"#").skip(1) {
            let id = used.split('"').next().unwrap();
            assert!(SYMBOLS.contains(&format!("id=\"{id}\"")), "{id} is drawn in marks.svg");
            uses += 1;
        }
        assert!(uses > 5 * 4 * 4, "each sprite is drawn");
        assert!(svg.contains(">BS</text>"), "a type of the hospital's own shows its initials");
        assert_eq!(svg.matches("<svg").count(), 1);
    }

    #[test]
    fn the_picture_is_well_formed() {
        // Within a page a doubled attribute is forgiven; in a picture of its own it is fatal.
        let svg = sheet_svg(&["monitor".parse().unwrap()], &MarkColours::default());
        for element in svg.split('<').skip(1) {
            let element = element.split('>').next().unwrap();
            let mut names: Vec<&str> = element
                .split('"')
                .step_by(2)
                .filter_map(|before| before.trim_end().strip_suffix('='))
                .map(|before| before.rsplit(' ').next().unwrap_or(before))
                .collect();
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all, "an attribute twice in <{element}>");
        }
        let white = MarkColours { on_status: "#ffffff".into(), ..MarkColours::default() };
        assert!(sheet_svg(&[], &white).contains("color=\"#ffffff\""), "colours stay whole");
        assert_eq!(svg.matches("<symbol").count(), svg.matches("</symbol>").count());
        assert_eq!(svg.matches("<g").count(), svg.matches("</g>").count());
    }

    #[test]
    fn no_two_sprites_share_a_place() {
        let mut all = std::collections::BTreeSet::new();
        let singles =
            UseState::ALL.map(bare_sprite).into_iter().chain(Badge::ALL.map(badge_sprite));
        for [x, y] in singles {
            assert!(all.insert((x as i64, y as i64)));
            assert!(x + SPRITE_PX <= sheet_px(0)[0], "there is a column for it");
        }
        for at in 0..3 {
            for state in UseState::ALL {
                for freshness in &Freshness::ALL[..4] {
                    let [x, y] = sprite(at, state, *freshness);
                    assert!(all.insert((x as i64, y as i64)));
                    assert!(x + SPRITE_PX <= sheet_px(3)[0] && y + SPRITE_PX <= sheet_px(3)[1]);
                }
            }
        }
    }
}
