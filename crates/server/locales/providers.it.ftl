# Pagine di stato di altri fornitori.

refusal-provider-taken = Questo fornitore è già seguito. Scegliere un altro nome.
refusal-provider-slug = Da 1 a 40 lettere minuscole, cifre e “-”, per esempio mia-banca.
refusal-provider-name = Indicare come si chiama.
refusal-provider-page = Scrivere l'indirizzo della sua pagina di stato, per esempio https://status.example.com.
refusal-provider-form = Questo formato non è tra quelli che leggiamo. Non indicarlo: verrà riconosciuto.
