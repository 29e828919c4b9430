-- How often dead letters were folded again: their versions appear at positions that the cursor had
-- passed already. Whoever follows the rows by position is told by it to read them anew.
alter table projections.cursor add column mended bigint not null default 0;
