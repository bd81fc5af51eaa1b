# Ce que la console dit de qui a fait quoi.

audit-title = Journal
audit-lead = Chaque action laisse une ligne. Les lignes sont scellées en une chaîne, et « beffroi audit verify » prouve que personne n’en a modifié depuis.
audit-actor = Qui
audit-anybody = Tout le monde
audit-action = Quoi
audit-action-hint = Le début suffit : incident, ou incident.resolve
audit-object = Sur quoi
audit-from = À partir du
audit-until = Jusqu’au jour inclus
audit-search = Chercher
audit-when = Quand
audit-seq = Nº
audit-unsealed = pas encore scellée
audit-older = Lignes plus anciennes
audit-none = Aucune ligne ne correspond.
audit-system = Beffroi lui-même
audit-import = Une importation
audit-forgotten = Personne effacée
audit-key = Clé : { $name }
audit-head = La chaîne va jusqu’à { $head }. Gardez cette ligne hors de portée de qui peut écrire dans la base de données.
audit-head-none = Aucune ligne n’est encore scellée.
