-- Why words on planned work went out as they stood although the review held them, beside why they went out unseen.
ALTER TABLE maintenance_bypasses ADD COLUMN kind TEXT NOT NULL DEFAULT 'look' CHECK (kind IN ('look', 'review'));
