-- Since when a maintenance plan counts as it stands, and what it was before: earlier due dates go by
-- that.

alter table maintenance_plan add column since text; -- null for always

create table past_plan (
    plan_id text not null,
    of_key text not null, -- as in maintenance_plan
    since text not null, -- empty for always
    plan text not null, -- JSON
    primary key (plan_id, of_key, since)
) strict, without rowid;
