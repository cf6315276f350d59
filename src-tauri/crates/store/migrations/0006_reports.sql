-- Reports: when assets were retired, ended stays packed 30 days at a time, and reports that are written by
-- themselves.

alter table asset add column retired_at integer; -- not known of those that were retired before

-- The stays of an asset that began in a slot of time, as a copy that is quick to read. The table of
-- stays is the truth: where a block is not ready, it is read instead.
create table stay_block (
    block integer primary key, -- asset * 65536 + slot; slots are 30 days, counted from 1970
    stays integer not null, -- -1 while it is not ready
    bytes blob not null
) strict;
create index stay_block_not_ready on stay_block (block) where stays < 0;

create table stay_packed (
    id integer primary key check (id = 0),
    from_slot integer not null, -- there is a block of every slot from here on,
    until_slot integer not null, -- to before this one
    assets integer not null -- of so many assets, the first ones
) strict;

create table report_schedule (
    report_schedule integer primary key, -- counted from 1
    schedule text not null, -- JSON
    done_through text not null, -- the civil date of the last period's end that was dealt with
    outcome text -- JSON
) strict;
