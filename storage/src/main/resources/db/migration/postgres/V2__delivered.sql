-- How far a device of the user has received; what is read counts as received without it.
ALTER TABLE inbox ADD COLUMN delivered_seq bigint NOT NULL DEFAULT 0;
UPDATE environment SET schema_version = 2;
