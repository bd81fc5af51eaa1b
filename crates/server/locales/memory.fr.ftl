# Ce qui a déjà été dit, proposé pendant que l’on écrit.

memory-title = Déjà dit
memory-hint = Des phrases proches des vôtres, et comment elles ont été dites dans une langue qui ne les a pas encore. Relisez avant de reprendre.
memory-likeness = proche à { $n } %
memory-others = Soulignés : des heures et des chiffres qui ne sont pas dans votre texte.
memory-take = Reprendre ({ $language })
