# Ciò che la console dice di chi ha fatto che cosa.

audit-title = Registro
audit-lead = Ogni azione lascia una riga. Le righe sono sigillate in una catena, e «beffroi audit verify» prova che da allora nessuno ne ha cambiata una.
audit-actor = Chi
audit-anybody = Tutti
audit-action = Che cosa
audit-action-hint = Basta l’inizio: incident, oppure incident.resolve
audit-object = Su che cosa
audit-from = Dal
audit-until = Fino al giorno compreso
audit-search = Cercare
audit-when = Quando
audit-seq = N.
audit-unsealed = non ancora sigillata
audit-older = Righe più vecchie
audit-none = Nessuna riga corrisponde.
audit-system = Beffroi stesso
audit-import = Un’importazione
audit-forgotten = Persona cancellata
audit-key = Chiave: { $name }
audit-head = La catena arriva a { $head }. Conservate questa riga fuori dalla portata di chi può scrivere nella base di dati.
audit-head-none = Nessuna riga è ancora sigillata.
