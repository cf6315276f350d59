//! Pages and their addresses.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::Desk;
use crate::host;

/// A page of the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// The floor plan.
    Map,
    /// The list of all assets.
    Assets,
    /// What is wrong, by cause.
    Alerts,
    /// What is due.
    Maintenance,
    /// How it went, as tables, charts and files.
    Reports,
    /// The policy.
    Setup,
}

impl Page {
    /// All pages, in the order of the rail; the last one is at its end.
    pub const ALL: [Self; 6] =
        [Self::Map, Self::Assets, Self::Alerts, Self::Maintenance, Self::Reports, Self::Setup];

    /// Its title.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Map => "Map",
            Self::Assets => "Assets",
            Self::Alerts => "Alerts",
            Self::Maintenance => "Maintenance",
            Self::Reports => "Reports",
            Self::Setup => "Setup",
        }
    }

    /// Its word in the address and in the marks.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Assets => "assets",
            Self::Alerts => "alerts",
            Self::Maintenance => "maintenance",
            Self::Reports => "reports",
            Self::Setup => "setup",
        }
    }

    /// The letter that goes there after `g`; the map has had `m` from the beginning, so
    /// maintenance is under `d`, as due.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Map => "m",
            Self::Assets => "a",
            Self::Alerts => "l",
            Self::Maintenance => "d",
            Self::Reports => "r",
            Self::Setup => "s",
        }
    }

    /// The page that the address names; the map is home.
    pub fn of_hash() -> Self {
        let hash = host::hash();
        Self::ALL.into_iter().find(|page| page.word() == hash).unwrap_or(Self::Map)
    }
}

/// How the map's page shows a floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Drawn.
    Map,
    /// As a table.
    Table,
}

impl Desk {
    /// Keeps page and address the same, and hears the keys that work everywhere.
    pub fn navigate(self) {
        let hash = host::on_hash(move || self.page.set(Page::of_hash()));
        Effect::new(move |_| {
            let page = self.page.get();
            host::set_title(&format!("{} – Trackward", page.title()));
            if Page::of_hash() != page {
                host::set_hash(page.word());
            }
        });
        let mut after_g = false;
        let keys = host::on_key(move |event| after_g = self.key(&event, after_g));
        // Both live as long as the window.
        std::mem::forget((hash, keys));
    }

    /// Whether the next key follows a `g`.
    fn key(self, event: &KeyboardEvent, after_g: bool) -> bool {
        let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        let key = event.key();
        if !plain || host::typing(event) {
            return false;
        }
        if key == "Escape" {
            self.close();
            return false;
        }
        if after_g {
            if let Some(page) = Page::ALL.into_iter().find(|page| page.letter() == key) {
                // The letter means something else to the page.
                event.prevent_default();
                self.page.set(page);
                self.menu.set(None);
            }
            return false;
        }
        match key.as_str() {
            "g" => return true,
            "/" => {
                event.prevent_default();
                host::focus(".top input[type=search]");
            }
            "PageUp" => self.change_floor(1),
            "PageDown" => self.change_floor(-1),
            _ => {}
        }
        false
    }

    /// Goes up or down.
    pub fn change_floor(self, by: i32) {
        let floors = self.hospital.with_untracked(|hospital| hospital.view.floors.len());
        let here = self.floor.get_untracked();
        let there = here.saturating_add_signed(by as isize).min(floors.saturating_sub(1));
        if there != here {
            self.floor.set(there);
        }
    }
}
