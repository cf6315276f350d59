//! The columns of an asset list.

use crate::csv_file::Columns;

/// What a column says. The order is that of [`COLUMNS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    AssetId,
    Name,
    Type,
    Manufacturer,
    Model,
    Serial,
    Unit,
    Tag,
    Udi,
    Risk,
    Rental,
    Status,
    PurchaseDate,
    Price,
    Notes,
}

impl Column {
    pub(super) const ALL: [Self; 15] = [
        Self::AssetId,
        Self::Name,
        Self::Type,
        Self::Manufacturer,
        Self::Model,
        Self::Serial,
        Self::Unit,
        Self::Tag,
        Self::Udi,
        Self::Risk,
        Self::Rental,
        Self::Status,
        Self::PurchaseDate,
        Self::Price,
        Self::Notes,
    ];

    pub(super) const fn name(self) -> &'static str {
        COLUMNS.names[self as usize]
    }
}

/// Their names; the first eight a list must have.
pub(super) const COLUMNS: Columns = Columns {
    names: &[
        "asset_id",
        "name",
        "type",
        "manufacturer",
        "model",
        "serial",
        "unit",
        "tag",
        "udi",
        "risk",
        "rental",
        "status",
        "purchase_date",
        "price",
        "notes",
    ],
    required: 8,
};
