-- What devices cost, for the value of what is missing.

alter table asset add column price integer check (price >= 0); -- in hundredths of the currency
