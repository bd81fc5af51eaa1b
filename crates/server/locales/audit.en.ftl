# What the console says about who did what.

audit-title = Audit log
audit-lead = Everything done leaves a row. Rows are sealed into a chain, and “beffroi audit verify” proves that nobody has changed one since.
audit-actor = Who
audit-anybody = Anybody
audit-action = What
audit-action-hint = The beginning is enough: incident, or incident.resolve
audit-object = To what
audit-from = From
audit-until = Up to and including
audit-search = Search
audit-when = When
audit-seq = No.
audit-unsealed = not sealed yet
audit-older = Older rows
audit-none = No row matches.
audit-system = Beffroi itself
audit-import = An import
audit-forgotten = Somebody who was forgotten
audit-key = Key: { $name }
audit-head = The chain reaches { $head }. Keep this line somewhere that nobody who can write to the database can change it.
audit-head-none = No row is sealed yet.
