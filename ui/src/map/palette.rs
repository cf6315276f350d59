//! The colours of the map, read from the style sheet's tokens.

use trackward_model::PlaceKind;

use super::marks::MarkColours;

/// Colours as CSS writes them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Palette {
    /// Behind the floor.
    pub ground: String,
    /// Cards and counts.
    pub surface: String,
    /// Their edges.
    pub edge: String,
    /// Behind "+n".
    pub sunken: String,
    /// Names.
    pub text_2: String,
    /// Numbers.
    pub text_3: String,
    /// Selection and trail.
    pub accent: String,
    /// Walls and line work.
    pub wall: String,
    /// Behind places that nobody hears.
    pub hatch: String,
    room: String,
    hall: String,
    clean: String,
    soiled: String,
    shop: String,
    /// Of the marks.
    pub marks: MarkColours,
}

impl Palette {
    /// Reads the tokens by their names, such as `--surface`.
    #[must_use]
    pub fn read(token: impl Fn(&str) -> String) -> Self {
        let states = ["--available", "--in-use", "--soiled", "--down", "--unknown"];
        Self {
            ground: token("--bg"),
            surface: token("--surface"),
            edge: token("--edge"),
            sunken: token("--sunken"),
            text_2: token("--text-2"),
            text_3: token("--text-3"),
            accent: token("--accent"),
            wall: token("--plan-wall"),
            hatch: token("--hatch"),
            room: token("--plan-room"),
            hall: token("--plan-hall"),
            clean: token("--available-weak"),
            soiled: token("--soiled-weak"),
            shop: token("--down-weak"),
            marks: MarkColours {
                states: states.map(&token),
                stale: token("--stale"),
                not_seen: token("--not-seen"),
                missing: token("--missing"),
                critical: token("--critical"),
                warning: token("--warning"),
                take: token("--accent"),
                on_status: token("--on-status"),
                surface: token("--surface"),
            },
        }
    }

    /// The tint of a kind of place: what is clean, what is soiled, what is out of service, and
    /// the ways between.
    #[must_use]
    pub fn tint(&self, kind: PlaceKind) -> &str {
        match kind {
            PlaceKind::CleanUtility => &self.clean,
            PlaceKind::SoiledUtility => &self.soiled,
            PlaceKind::BiomedShop => &self.shop,
            PlaceKind::Elevator => &self.sunken,
            PlaceKind::Hallway | PlaceKind::Exit | PlaceKind::LoadingDock => &self.hall,
            PlaceKind::PatientRoom
            | PlaceKind::Storage
            | PlaceKind::NurseStation
            | PlaceKind::Laundry
            | PlaceKind::Other => &self.room,
        }
    }

    /// The colour of walls as red, green and blue.
    #[must_use]
    pub fn wall_rgb(&self) -> [u8; 3] {
        let channel = |at: usize| {
            self.wall
                .get(at..at + 2)
                .and_then(|hex| u8::from_str_radix(hex, 16).ok())
                .unwrap_or(128)
        };
        [channel(1), channel(3), channel(5)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_that_is_read_is_in_the_style_sheet() {
        const TOKENS: &str = include_str!("../../../assets/styles/tokens.css");
        let palette = Palette::read(|name| {
            let value = TOKENS.split_once(&format!("{name}: ")).map(|(_, rest)| rest);
            value.and_then(|rest| rest.split(';').next()).expect(name).to_owned()
        });
        assert_ne!(palette.wall_rgb(), [128; 3], "walls are a #rrggbb colour");
        for kind in PlaceKind::ALL {
            assert!(palette.tint(kind).starts_with('#'));
        }
    }
}
