# La bozza di una macchina: un servizio propone ciò che manca in una lingua, e una persona lo legge prima della pubblicazione.

machine-draft = Bozza automatica
machine-unread = Bozza automatica: da leggere prima di pubblicare
machine-changed = Scritto a partire da una bozza automatica
machine-read = L’ho letta
machine-read-in = Ho letto ciò che ha scritto la macchina ({ $languages })
translation-by-machine = Tradotto automaticamente.

setup-machine = Una bozza automatica che nessuno ha letto
setup-machine-hint = Solo se è impostato un servizio di traduzione.
setup-machine-look = È trattenuta finché qualcuno non l’ha letta
setup-machine-publish = Può uscire; i lettori vedono che è tradotta automaticamente

refusal-gate-machine = Scegliete che cosa succede a una bozza automatica che nessuno ha letto: è trattenuta, o può uscire.
refusal-machine-unread = Non pubblicato: nessuno ha ancora letto la bozza automatica ({ $languages }). Leggetela, poi spuntate «L’ho letta».
refusal-machine-nothing = Scrivete prima in una lingua: la macchina parte da lì.
refusal-machine-off = Non è impostato alcun servizio di traduzione. Scrivete voi il testo, o chiedete di impostarne uno.
refusal-machine-long = È più di quanto il servizio di traduzione accetti. Accorciate, o scrivete voi.
refusal-machine-key = Il servizio di traduzione rifiuta la nostra chiave. Scrivete voi, e avvisate chi gestisce Beffroi.
refusal-machine-quota = La quota del servizio di traduzione è esaurita. Scrivete voi, e avvisate chi gestisce Beffroi.
refusal-machine-busy = Il servizio di traduzione è occupato. Riprovate tra un momento.
refusal-machine-wait = Il servizio di traduzione è occupato. Riprovate tra { $seconds } secondi.
refusal-machine-said = Il servizio di traduzione non accetta questo testo: «{ $words }». Scrivete voi.
refusal-machine-no = Il servizio di traduzione non accetta questo testo. Scrivete voi.
refusal-machine-away = Il servizio di traduzione non risponde. Riprovate più tardi, o scrivete voi.
refusal-machine-closed = Il servizio di traduzione non può essere chiamato dove si trova. Avvisate chi gestisce Beffroi.
refusal-machine-slow = Il servizio di traduzione non ha risposto entro { $seconds } secondi. Riprovate, o scrivete voi.
refusal-machine-answer = La risposta del servizio di traduzione è illeggibile. Scrivete voi.
refusal-machine-lost = La macchina ha perso { $pieces }. La sua bozza non è usata: scrivete voi.
