-- How planned work comes again: the rule of RFC 5545, the times on the wall that it leaves out (JSON),
-- and the zone whose clocks it follows. The time of the maintenance itself is the first.

CREATE TABLE recurrences (
    maintenance_id UUID NOT NULL PRIMARY KEY REFERENCES maintenances (id),
    rule TEXT NOT NULL,
    left_out TEXT NOT NULL,
    zone TEXT NOT NULL
);
