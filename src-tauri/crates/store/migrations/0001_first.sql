-- Times are integer microseconds UTC, civil dates ISO text, lengths metres.
-- The integer keys of floor, place, source, reader and asset are the indexes of the pipeline:
-- dense from 0, assigned once, never deleted.

create table site (
    id integer primary key check (id = 0),
    site_id text not null,
    name text not null,
    timezone text not null,
    policy text not null -- JSON
) strict;

create table floor (
    floor integer primary key,
    floor_id text not null unique,
    building text not null,
    name text not null,
    ordinal integer not null,
    plan text,
    metres_per_unit real not null,
    width_m real not null,
    height_m real not null,
    removed integer not null
) strict;

create table plan (
    floor integer primary key references floor,
    media_type text not null,
    bytes blob not null
) strict;

create table place (
    place integer primary key,
    place_id text not null unique,
    floor integer not null references floor,
    name text not null,
    kind text not null,
    unit text,
    outline text not null, -- JSON: [[x, y], …]
    removed integer not null
) strict;

create table source (
    source integer primary key,
    source_id text not null unique,
    kind text not null,
    address text,
    removed integer not null
) strict;

create table reader (
    reader integer primary key,
    reader_id text not null unique,
    kind text,
    address text,
    tls integer not null,
    ca_file text,
    source integer references source,
    named text,
    interval_s real not null,
    removed integer not null,
    heard integer not null default 0 -- whether the journal has held anything of it
) strict;

create table antenna (
    position integer primary key,
    reader integer not null references reader,
    port integer not null,
    place integer not null references place,
    x real,
    y real
) strict;

create table zone (
    position integer primary key,
    source integer not null references source,
    named text not null,
    floor integer not null references floor
) strict;

create table asset (
    asset integer primary key,
    asset_id text not null unique,
    name text not null,
    type text not null,
    manufacturer text not null,
    model text not null,
    serial text not null,
    unit text,
    udi text,
    risk text not null,
    rental integer not null,
    status text not null,
    purchase_date text,
    notes text
) strict;

create table binding (
    binding integer primary key,
    tag blob not null, -- the code of its scheme, then its value
    asset integer not null references asset,
    from_at integer not null,
    to_at integer
) strict;
create unique index binding_open on binding (tag) where to_at is null;

create table journal (
    seq integer primary key, -- the number of its last entry, counted from 1
    entries integer not null,
    first_at integer not null,
    last_at integer not null,
    block blob not null
) strict;
create index journal_time on journal (last_at, first_at, entries);

create table stay (
    asset integer not null references asset,
    from_at integer not null,
    to_at integer,
    place integer references place,
    floor integer not null references floor,
    last_seen integer not null,
    primary key (asset, from_at)
) strict, without rowid;
create index stay_place on stay (place, from_at);

-- Thousands of fixes are written at once, so they refer to places, floors and readers without
-- having SQLite look each of them up again: their rows are never deleted.
create table fix (
    asset integer primary key references asset,
    place integer,
    floor integer not null,
    x real not null,
    y real not null,
    accuracy_m real,
    since integer not null,
    last_seen integer not null,
    confidence real not null,
    doubts integer not null,
    reader integer not null,
    antenna integer not null,
    rssi integer, -- hundredths of a dBm
    battery_percent integer
) strict;

create table reader_record (
    reader integer primary key references reader,
    state text not null,
    since integer,
    reason text not null,
    last_at integer,
    clock_offset_ms integer,
    buffer_percent integer,
    unplugged text not null -- JSON: [port, …]
) strict;

create table change (
    seq integer primary key,
    reached integer not null,
    assets blob not null
) strict;

create table rejected (
    date text not null,
    reason text not null,
    count integer not null,
    primary key (date, reason)
) strict, without rowid;

create table unknown_tag (
    tag blob primary key,
    last_at integer not null,
    count integer not null,
    reader integer not null references reader
) strict, without rowid;
create index unknown_tag_last on unknown_tag (last_at);

create table snapshot (
    id integer primary key check (id = 0),
    journal_seq integer not null,
    reached integer not null,
    crc32 integer not null,
    bytes blob not null -- zstd
) strict;

create table progress (
    id integer primary key check (id = 0),
    journal_seq integer not null,
    change_seq integer not null,
    reached integer
) strict;
insert into progress (id, journal_seq, change_seq, reached) values (0, 0, 0, null);
