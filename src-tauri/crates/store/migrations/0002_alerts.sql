-- What the rules raise and what people do about it; where people looked; what must not be used;
-- who changed the policy.

create table alert (
    alert_id integer primary key, -- counted from 1 in the order in which alerts were opened
    rule text not null,
    severity text not null,
    grade integer not null,
    asset integer references asset, -- one of these three is what it is about
    reader integer references reader,
    tag blob, -- the code of its scheme, then its value
    place integer references place,
    floor integer references floor,
    since integer not null,
    opened_at integer not null,
    acknowledged_at integer,
    acknowledged_by text,
    acknowledged_note text,
    snoozed_at integer,
    snoozed_by text,
    snoozed_reason text,
    snoozed_until integer,
    snoozed_grade integer,
    resolved_at integer,
    resolved_by text,
    resolved_note text,
    chattering integer not null,
    reason text not null,
    evidence text not null, -- JSON
    check (case when asset is null then 0 else 1 end + case when reader is null then 0 else 1 end
        + case when tag is null then 0 else 1 end = 1)
) strict;
-- One unresolved alert for a rule and subject; what is null differs from all others.
create unique index alert_of_asset_unresolved on alert (asset, rule) where resolved_at is null;
create unique index alert_of_reader_unresolved on alert (reader, rule) where resolved_at is null;
create unique index alert_of_tag_unresolved on alert (tag, rule) where resolved_at is null;
create index alert_resolved on alert (resolved_at, opened_at);
create index alert_opened on alert (opened_at);
create index alert_asset on alert (asset, opened_at) where asset is not null;

create table alert_step (
    alert_id integer not null references alert,
    n integer not null, -- counted from 1
    at integer not null,
    kind text not null,
    by text,
    note text not null,
    primary key (alert_id, n)
) strict, without rowid;

create table look (
    asset integer not null references asset,
    at integer not null,
    place integer not null references place,
    by text not null,
    primary key (asset, at, place)
) strict, without rowid;

create table quarantine (
    asset integer not null references asset,
    from_at integer not null,
    reason text not null,
    released_at integer,
    released_by text,
    note text,
    primary key (asset, from_at)
) strict, without rowid;
create unique index quarantine_open on quarantine (asset) where released_at is null;

create table policy_change (
    n integer primary key, -- counted from 1
    at integer not null,
    by text not null,
    before text not null, -- JSON
    after text not null -- JSON
) strict;

-- The rules have judged everything up to here.
alter table progress add column judged integer;
