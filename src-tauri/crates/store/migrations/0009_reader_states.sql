-- How readers were, change by change, in the order in which it was told: what a past instant is
-- judged by need not be looked for in the journal.

create table reader_state (
    n integer primary key,
    reader integer not null references reader,
    at integer not null,
    state text not null
) strict;
create index reader_state_at on reader_state (reader, at);
