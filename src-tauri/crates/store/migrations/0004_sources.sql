-- Every connection is a source, that of a single reader too.

alter table source add column connection text not null default '{}'; -- JSON, secrets by reference
alter table source add column paused integer not null default 0;
alter table source add column by_hand integer not null default 0; -- added or changed in the window

update source set connection = json_object('kind', kind, 'address', coalesce(address, ''));

insert into source (source, source_id, kind, connection, removed)
    select (select count(*) from source) + row_number() over (order by reader) - 1,
        reader_id,
        kind,
        json_patch(
            json_object('kind', kind, 'address', coalesce(address, ''), 'ca_file', ca_file),
            case tls when 1 then '{"tls":true}' else '{}' end
        ),
        removed
    from reader
    where kind is not null and kind <> 'recorded'
        and not exists (select 1 from source where source_id = reader.reader_id);

update reader
    set source = (select source.source from source where source.source_id = reader.reader_id)
    where kind is not null and kind <> 'recorded';

alter table source drop column kind;
alter table source drop column address;
alter table reader drop column kind;
alter table reader drop column address;
alter table reader drop column tls;
alter table reader drop column ca_file;
