-- Kiosks: doors, how much there should be where, badges, custody, holds and requests; and alerts
-- about stocks and requests.

create table door (
    position integer primary key,
    floor integer not null references floor,
    x real not null,
    y real not null,
    one integer not null references place, -- the two places that it joins
    other integer not null references place
) strict;

create table par_level (
    stock integer primary key, -- an index of the pipeline, as those of floor and place
    type text not null,
    unit text, -- one of these two is where
    place integer references place,
    target integer not null,
    critical integer not null,
    maximum integer,
    supplied_by text,
    removed integer not null,
    unique (type, unit),
    unique (type, place),
    check (case when unit is null then 0 else 1 end + case when place is null then 0 else 1 end
        = 1)
) strict;

create table badge (
    tag blob primary key, -- the code of its scheme, then its value
    unit text
) strict, without rowid;

create table custody (
    asset integer not null references asset,
    from_at integer not null,
    to_at integer,
    unit text not null,
    place integer references place,
    badge blob, -- the code of its scheme, then its value
    primary key (asset, from_at)
) strict, without rowid;
create unique index custody_open on custody (asset) where to_at is null;

create table hold (
    asset integer primary key references asset,
    unit text not null,
    from_at integer not null,
    until_at integer not null
) strict;

create table equipment_request (
    request_id integer primary key, -- counted from 1
    type text not null,
    unit text not null,
    count integer not null,
    urgency text not null,
    made_at integer not null,
    taken_up_at integer,
    taken_up_by text,
    taken_up_note text,
    closed_at integer,
    closed_by text,
    closed_note text,
    closed_how text
) strict;
-- One that is not closed for a type and unit.
create unique index equipment_request_open on equipment_request (type, unit)
    where closed_at is null;
create index equipment_request_closed on equipment_request (closed_at)
    where closed_at is not null;

-- An alert's subject is one of five now. SQLite cannot change a check, so alerts are made anew, and
-- their steps with them: those refer to the old table under whatever name it gets.
alter table alert_step rename to alert_step_before;
alter table alert rename to alert_before;

create table alert (
    alert_id integer primary key, -- counted from 1 in the order in which alerts were opened
    rule text not null,
    severity text not null,
    grade integer not null,
    asset integer references asset, -- one of these five is what it is about
    reader integer references reader,
    tag blob, -- the code of its scheme, then its value
    stock integer references par_level,
    request integer references equipment_request,
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
        + case when tag is null then 0 else 1 end + case when stock is null then 0 else 1 end
        + case when request is null then 0 else 1 end = 1)
) strict;

insert into alert (alert_id, rule, severity, grade, asset, reader, tag, place, floor, since,
        opened_at, acknowledged_at, acknowledged_by, acknowledged_note, snoozed_at, snoozed_by,
        snoozed_reason, snoozed_until, snoozed_grade, resolved_at, resolved_by, resolved_note,
        chattering, reason, evidence)
    select alert_id, rule, severity, grade, asset, reader, tag, place, floor, since,
        opened_at, acknowledged_at, acknowledged_by, acknowledged_note, snoozed_at, snoozed_by,
        snoozed_reason, snoozed_until, snoozed_grade, resolved_at, resolved_by, resolved_note,
        chattering, reason, evidence
    from alert_before order by alert_id;

create table alert_step (
    alert_id integer not null references alert,
    n integer not null, -- counted from 1
    at integer not null,
    kind text not null,
    by text,
    note text not null,
    primary key (alert_id, n)
) strict, without rowid;

insert into alert_step (alert_id, n, at, kind, by, note)
    select alert_id, n, at, kind, by, note from alert_step_before order by alert_id, n;

drop table alert_step_before;
drop table alert_before;

-- One unresolved alert for a rule and subject; what is null differs from all others.
create unique index alert_of_asset_unresolved on alert (asset, rule) where resolved_at is null;
create unique index alert_of_reader_unresolved on alert (reader, rule) where resolved_at is null;
create unique index alert_of_tag_unresolved on alert (tag, rule) where resolved_at is null;
create unique index alert_of_stock_unresolved on alert (stock, rule) where resolved_at is null;
create unique index alert_of_request_unresolved on alert (request, rule)
    where resolved_at is null;
create index alert_resolved on alert (resolved_at, opened_at);
create index alert_opened on alert (opened_at);
create index alert_asset on alert (asset, opened_at) where asset is not null;
