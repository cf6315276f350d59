//! `[[source]]`: connections that hear for many readers.

use std::path::Path;

use trackward_model::{Source, SourceId};

use super::connection::{self, CONNECTION_KEYS, In};
use super::declared::Declared;
use super::fields::{Fields, Report};

/// Besides those of its connection.
const SOURCE_KEYS: [&str; 2] = ["id", "kind"];

/// The sources of a site; those of readers that are their own are added by the readers.
pub(super) struct Sources {
    pub(super) ids: Declared<SourceId>,
    pub(super) sources: Vec<Source>,
}

impl Sources {
    pub(super) fn find(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }
}

pub(super) fn read(root: &Fields<'_>, directory: &Path, report: &mut Report) -> Sources {
    let mut found = Sources { ids: Declared::new("source"), sources: Vec::new() };
    let keys = [&SOURCE_KEYS[..], &CONNECTION_KEYS].concat();
    for fields in root.tables("source", &keys, report) {
        let id = fields.required_id::<SourceId>("id", report);
        let connection = connection::read(&fields, In::Source, directory, report);
        let Some(id) = id else { continue };
        found.ids.add(&id, report);
        let Some(connection) = connection.flatten() else { continue };
        let (paused, by_hand, removed) = (false, false, false);
        found.sources.push(Source { id: id.into_inner(), connection, paused, by_hand, removed });
    }
    found
}
