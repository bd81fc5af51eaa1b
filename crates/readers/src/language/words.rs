//! Evidence of single words: how much one speaks for French, English or Italian.
//!
//! Not here: whole texts, see `identify` and `unmarked`. The lists are function words and the
//! trade's most common words; nothing is taken from any one provider.

use std::{collections::HashMap, sync::LazyLock};

use beffroi_domain::find::fold;

/// How much a word speaks for each of [`super::Language::ALL`].
pub type Evidence = [i32; 3];

const FRENCH: &str = "les des une du et est dans pour sur avec nous vous vos nos notre votre ont sont cette cet ces qui que aux au par pas depuis ce ne leur leurs mais ou donc afin ainsi tres entre jour jours bien encore toujours actuellement paiement paiements bonjour bonsoir merci equipe equipes retabli resolu sous chez vers lors car sa son ses mise suite reprise debut fin heure heures demain hier aujourd'hui matin soir certaines certains tous toutes tout meme autres avons avez sera seront devrait devraient etre ete fait faire deux plusieurs chaque aucun aucune apres avant pendant jusqu'a lien liens carte cartes virement virements panne gene excuses retour normale fonctionne fonctionnent concerne concernant rencontrons constatons poursuivons continuons surveillons cher client clients terminaux magasin nombreux nouvelle nouveau cause-t-il y peut pouvez indisponible perturbation perturbations retard retards erreur erreurs lenteur lenteurs dysfonctionnement dysfonctionnements pannes sans selon puis alors egalement desormais maintenant progressivement passent passe passer marche marchent ligne semaine semaines mois soiree nuit portail marchand marchands lent lente lents boutique boutiques accepte acceptent arrivent arrive partent part affiche affichent seconde secondes banque rapidement moment peu trop assez rien quelques quelque ailleurs lequel laquelle lesquels celui celle ceux celles voici voila";
const ENGLISH: &str = "the of and is are was were has have been be to for from with by at this that these those which we our your you its not will should can could now still some any all as or but their they there more since between until during after before under over back due hello hi dear customer customers team teams payment payments issue issues resolved ongoing update updates again who what today yesterday tomorrow once into up when while may would being had does did do than then also only other such no-one working fix fixed outage monitoring investigating merchants transfers refunds within without affected restored normal business days please thank sorry apologize apologise inconvenience keep informed unavailable unavailability disruption disruptions disrupted delayed delay delays transfer failure failures declined collected duplicate charges invoices invoice instore store payout payouts slow errors error cards card failing every everybody everyone everything each both many most very just already soon later right through across works work worked look looking watching watch make made take taken get give given help see seen asked told let down out off go goes went going came come new last next first day week weeks month morning afternoon evening night hour hours minute minutes second seconds merchant portal shop shops slower fast bank reach reached arrive arrives accept accepted declines failed fails fail normally usual shown display displayed own way much never always where how why them his her";
const ITALIAN: &str = "gli di del dello della dei degli delle al allo alla ai agli alle dal dalla dalle dai nel nello nella nei nelle sul sulla sui sugli sulle con per che ed sono stato stata stati non abbiamo hanno ha stiamo piu anche questo questa questi queste nostro nostra nostri nostre vostro vostri vostra vi ci si come da fino ora ancora essere verra verranno saranno pagamento pagamenti servizio servizi incidente incidenti risolto buongiorno buonasera ciao grazie scusiamo disagio clienti dopo prima durante tra oggi ieri domani attualmente problema problemi alcuni alcune tutti tutte lo una uno cui loro senza verso ogni quando perche dove altri altre molti esercenti bonifico bonifici carta carte rete guasto ripristinato ripristino continuiamo gentile saluti il i e un'altra deve devono puo possono era erano ne suo sua su perturbazione perturbazioni ritardo ritardi interruzione interruzioni errori errore malfunzionamento malfunzionamenti indisponibilita rallentamenti fatture doppi passano passa funziona funzionano funzionare nuovo nuova nuovi settimana mese mattina mattinata sera notte negozio negozi accettano accetta accettati terminali portale lento banca arrivano arriva minuti secondi ore esercente quindi invece mentre presso subito presto molto molta poco nulla niente nessun nessuno nessuna quello quella quelli stesso abbiano avete abbiate siamo sara regolarmente regolari regolare scollegati bloccati";
/// Words of two languages, weaker.
const SHARED: &[(&str, Evidence)] = &[
    ("le", [1, 0, 1]),
    ("la", [1, 0, 1]),
    ("il", [0, 0, 1]),
    ("un", [1, 0, 1]),
    ("en", [1, 0, 0]),
    ("de", [2, 0, 0]),
    ("in", [0, 1, 1]),
    ("on", [1, 1, 0]),
    ("it", [0, 1, 0]),
    ("si", [0, 0, 1]),
    ("i", [0, 0, 1]),
    ("e", [0, 0, 2]),
    ("y", [1, 0, 0]),
    ("se", [1, 0, 1]),
    ("per", [0, 0, 2]),
    ("come", [0, 0, 1]),
    ("ne", [1, 0, 1]),
    ("do", [0, 1, 0]),
    ("plus", [1, 0, 0]),
    ("son", [1, 0, 0]),
    ("sur", [2, 0, 0]),
    ("normal", [0, 1, 0]),
    ("monitoring", [0, 1, 0]),
    ("update", [0, 1, 0]),
    ("team", [0, 1, 1]),
    ("business", [0, 1, 0]),
    ("fix", [0, 1, 0]),
    ("clients", [1, 1, 0]),
    ("client", [1, 1, 0]),
    ("excuses", [1, 0, 0]),
    ("problema", [0, 0, 2]),
    ("tout", [2, 0, 0]),
    ("no", [0, 1, 1]),
    ("durante", [0, 0, 2]),
];
/// Endings with the weight they have, for words that stand in no list.
const ENDINGS: &[(&str, Evidence)] = &[
    ("zione", [0, 0, 3]),
    ("zioni", [0, 0, 3]),
    ("mente", [0, 0, 2]),
    ("ando", [0, 0, 1]),
    ("ato", [0, 0, 1]),
    ("ati", [0, 0, 1]),
    ("amo", [0, 0, 2]),
    ("ing", [0, 1, 0]),
    ("ed", [0, 1, 0]),
    ("ly", [0, 1, 0]),
    ("eux", [1, 0, 0]),
    ("aient", [2, 0, 0]),
    ("ons", [1, 0, 0]),
    ("ique", [1, 0, 0]),
];
/// Elided words before an apostrophe.
const ELISIONS: &[(&str, Evidence)] = &[
    ("qu", [3, 0, 0]),
    ("n", [2, 0, 0]),
    ("d", [2, 0, 1]),
    ("s", [2, 0, 1]),
    ("c", [1, 0, 1]),
    ("j", [2, 0, 0]),
    ("jusqu", [3, 0, 0]),
    ("l", [1, 0, 1]),
    ("dell", [0, 0, 3]),
    ("all", [0, 0, 2]),
    ("nell", [0, 0, 3]),
    ("dall", [0, 0, 3]),
    ("sull", [0, 0, 3]),
    ("un", [0, 0, 2]),
    ("quest", [0, 0, 2]),
];

static LEXICON: LazyLock<HashMap<&'static str, Evidence>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for (place, list) in [FRENCH, ENGLISH, ITALIAN].into_iter().enumerate() {
        for word in list.split(' ') {
            all.entry(word).or_insert([0; 3])[place] = 2;
        }
    }
    all.extend(SHARED.iter().copied());
    all
});

/// What a word, with the punctuation around it, speaks for.
#[must_use]
pub fn evidence(word: &str) -> Evidence {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() || bare.len() > 64 || bare.starts_with(|c: char| c.is_ascii_digit()) {
        return [0; 3];
    }
    let folded = fold(bare);
    let mut sum = accents(bare);
    let stem = match folded.split_once('\'') {
        Some((elided, rest)) if !matches!(rest, "s" | "t" | "ll" | "re" | "ve") => {
            add(&mut sum, lookup(ELISIONS, elided));
            rest
        }
        Some(_) => {
            sum[1] += 2;
            return sum;
        }
        None => folded.as_str(),
    };
    match LEXICON.get(stem) {
        Some(known) => add(&mut sum, *known),
        None if stem.len() > 4 => add(&mut sum, ending(stem)),
        None => {}
    }
    sum
}

fn lookup(list: &[(&str, Evidence)], word: &str) -> Evidence {
    list.iter()
        .find(|(known, _)| *known == word)
        .map_or([0; 3], |(_, weight)| *weight)
}

fn ending(word: &str) -> Evidence {
    ENDINGS
        .iter()
        .find(|(end, _)| word.ends_with(end))
        .map_or([0; 3], |(_, weight)| *weight)
}

fn accents(word: &str) -> Evidence {
    let mut sum = [0; 3];
    for letter in word.chars() {
        match letter {
            'é' | 'É' | 'ê' | 'ç' | 'â' | 'û' | 'ô' | 'î' | 'œ' => sum[0] = sum[0].max(2),
            'ò' | 'ì' => sum[2] = sum[2].max(2),
            // "où", "dès" and "à" are French, "più", "è" and "verrà" Italian.
            'ù' | 'è' | 'È' | 'à' => {
                sum[0] = sum[0].max(1);
                sum[2] = sum[2].max(1);
            }
            _ => {}
        }
    }
    if word == "è" || word == "È" {
        return [0, 0, 3];
    }
    if word == "à" || word == "À" {
        return [2, 0, 0];
    }
    sum
}

fn add(sum: &mut Evidence, more: Evidence) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_accents_and_elisions_speak_for_a_language() {
        let best = |word: &str| {
            let sum = evidence(word);
            (0..3).max_by_key(|at| sum[*at]).filter(|at| sum[*at] > 0)
        };
        assert_eq!(best("nous"), Some(0));
        assert_eq!(best("rétablis,"), Some(0));
        assert_eq!(best("the"), Some(1));
        assert_eq!(best("dell’incidente"), Some(2));
        assert_eq!(best("we'll"), Some(1));
        assert_eq!(best("14h08"), None);
        assert_eq!(best("***"), None);
    }
}
