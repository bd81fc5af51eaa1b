# Pages d'état d'autres fournisseurs.

refusal-provider-taken = Ce fournisseur est déjà suivi. Choisissez un autre nom.
refusal-provider-slug = De 1 à 40 minuscules, chiffres et « - », par exemple ma-banque.
refusal-provider-name = Indiquez son nom.
refusal-provider-page = Écrivez l'adresse de sa page d'état, par exemple https://status.example.com.
refusal-provider-form = Nous ne lisons pas ce format. Ne l'indiquez pas : il sera reconnu.
