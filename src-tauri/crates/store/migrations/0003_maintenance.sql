-- Maintenance: plans, where an asset's duties start, what was done, searches, faults, recalls, and
-- the log of every act on them.

create table maintenance_plan ( -- "plan" is the picture of a floor
    plan_id text not null,
    of_key text not null, -- of what it speaks, as JSON, of models in small letters
    of text not null, -- the same as it was written
    title text not null,
    mode text not null,
    interval text not null,
    anchor text,
    grace_days integer not null,
    early_days integer not null,
    lead_days integer not null,
    ended_at integer,
    ended_by text,
    ended_note text,
    procedure text not null,
    checklist text not null, -- JSON
    primary key (plan_id, of_key)
) strict, without rowid;

create table schedule (
    asset integer not null references asset,
    plan_id text not null,
    anchor text,
    first_due text,
    primary key (asset, plan_id)
) strict, without rowid;

create table completion (
    completion_id integer primary key, -- counted from 1
    asset integer not null references asset,
    plan_id text not null,
    completed_on text not null,
    closed_due_on text,
    corrects integer references completion,
    withdrawn integer not null,
    imported integer not null,
    minutes integer,
    signed_at integer not null,
    signed_by text not null,
    signed_note text not null,
    results text not null -- JSON
) strict;
-- All that due dates and figures are made from: reading years of it leaves the wide rows alone.
create index completion_in_short on completion (asset, plan_id, completion_id, completed_on,
    closed_due_on, corrects, withdrawn, imported);
create trigger completion_added before insert on completion
    when new.completion_id <= (select coalesce(max(completion_id), 0) from completion)
    begin select raise(abort, 'a completion is never replaced'); end;
create trigger completion_changed before update on completion
    begin select raise(abort, 'a completion is never changed'); end;
create trigger completion_deleted before delete on completion
    begin select raise(abort, 'a completion is never deleted'); end;

create table attempt (
    n integer primary key, -- counted from 1
    asset integer not null references asset,
    signed_at integer not null,
    signed_by text not null,
    signed_note text not null,
    attempted_on text not null,
    outcome text not null,
    looked text not null, -- JSON: [place, …]
    evidence text not null -- JSON: [sentence, …]
) strict;
create index attempt_of_asset on attempt (asset, signed_at);
create index attempt_time on attempt (signed_at);

create table unlocated (
    asset integer not null references asset,
    approved_at integer not null,
    approved_by text not null,
    approved_note text not null,
    ended_at integer,
    ended_how text,
    primary key (asset, approved_at)
) strict, without rowid;
create unique index unlocated_open on unlocated (asset) where ended_at is null;

create table fault (
    fault_id integer primary key, -- counted from 1
    asset integer not null references asset,
    place integer references place,
    completion integer references completion,
    reported_at integer not null,
    reported_by text not null,
    reported_note text not null,
    repair_at integer,
    repair_by text,
    repair_note text,
    closed_at integer,
    closed_by text,
    closed_note text
) strict;
create index fault_of_asset on fault (asset, fault_id);
create index fault_open on fault (fault_id) where closed_at is null;
create index fault_closed on fault (closed_at, fault_id) where closed_at is not null;

create table recall (
    recall_id integer primary key, -- counted from 1
    title text not null,
    reference text not null,
    scope text not null, -- JSON
    opened_at integer not null,
    opened_by text not null,
    opened_note text not null,
    closed_at integer,
    closed_by text,
    closed_note text
) strict;

create table recall_match (
    recall integer not null references recall,
    asset integer not null references asset,
    sureness text not null,
    decision text,
    decided_at integer,
    decided_by text,
    decided_note text,
    done_at integer,
    done_by text,
    done_note text,
    primary key (recall, asset)
) strict, without rowid;
create index recall_match_of_asset on recall_match (asset, recall);

create table audit (
    n integer primary key, -- counted from 1, without a gap
    at integer not null,
    by text not null,
    act text not null,
    asset integer references asset,
    before text not null, -- JSON; empty where there was nothing
    after text not null, -- JSON
    hash blob not null -- over this entry and the hash of the one before
) strict;
create index audit_of_asset on audit (asset, n) where asset is not null;
create trigger audit_added before insert on audit
    when new.n <> (select coalesce(max(n), 0) + 1 from audit)
    begin select raise(abort, 'the log of acts is only ever continued'); end;
create trigger audit_changed before update on audit
    begin select raise(abort, 'the log of acts is never changed'); end;
create trigger audit_deleted before delete on audit
    begin select raise(abort, 'the log of acts is never cut'); end;

alter table quarantine add column cause text not null default 'by_hand';
