-- Packed stays of the slot that is not over yet: a month of thousands of devices is read in a moment.

alter table stay_block add column until_at integer; -- such a block holds the stays before this instant
