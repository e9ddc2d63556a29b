ALTER TABLE device ADD COLUMN label TEXT NOT NULL DEFAULT '';
UPDATE environment SET schema_version = 3;
