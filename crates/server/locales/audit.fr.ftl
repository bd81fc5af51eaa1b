# Ce que la console dit de qui a fait quoi.

audit-title = Qui a fait quoi
audit-lead = Chaque acte laisse une ligne. Les lignes sont scellées en une chaîne, et « beffroi audit verify » prouve que personne n’en a changé depuis.
audit-actor = Qui
audit-anybody = N’importe qui
audit-action = Quoi
audit-action-hint = Le début suffit : incident, ou incident.resolve
audit-object = Sur quoi
audit-from = À partir du
audit-until = Jusqu’au jour inclus
audit-search = Chercher
audit-when = Quand
audit-seq = Rang
audit-unsealed = pas encore scellée
audit-older = Lignes plus anciennes
audit-none = Aucune ligne ne convient.
audit-system = Beffroi lui-même
audit-import = Une importation
audit-forgotten = Une personne oubliée
audit-key = Clé : { $name }
audit-head = La chaîne va jusqu’à { $head }. Gardez cette ligne là où personne qui écrit dans la base ne peut la changer.
audit-head-none = Aucune ligne n’est encore scellée.
