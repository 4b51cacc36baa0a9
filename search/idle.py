"""Words that say nothing of what is looked for: articles, polite and asking words, verbs that any document can be the object of."""

from __future__ import annotations

_WORDS = """
    le la les l un une des du de d et ou au aux a en dans sur par pour chez avec ce cet cette ces ci mon ma mes notre nos
    votre vos leur leurs son sa ses je j tu il elle on nous vous ils elles me m te se s y qui que qu quoi dont quel quelle
    quels quelles est sont ai as avons avez ont ete etait fait faites faire y-a-t-il t-il t-on ai-je avons-nous moi toi lui
    tout tous toute toutes ne n pas plus moins tres bien aussi si comme entre vers sous jusqu affiche affiche-moi afficher
    montre montre-moi montrer montrez donne donne-moi donner donnez trouve trouve-moi trouver cherche chercher recherche
    rechercher liste lister liste-moi voir veux voudrais souhaite peux peut puis-je ouvre svp stp merci bonjour salut
    document documents piece pieces fichier fichiers note notes billet billets depense depenses depensee depensees depensons
    depenser achat achats achete achetee acheter acheté montant montants somme sommes paiement paiements reglement
    reglements frais charge charges cout couts coute coutent prix valeur date dates datee datees emise emises emis recue
    recues recus recu envoyee envoyees envoye envoyes datant concernant relatif relatifs relatives ttc ht euro euros mois
    annee jour jours periode fournisseur fournisseurs vendeur magasin societe entreprise boite marchand commercant the an of
    for from to in at by with and or my our your his her their its this that these those which what who whom whose is are
    was were be been do does did have has had i we you he she it they us them show find list get give see search display
    please all any some there spent spend spending pay cost costs purchase purchases expense expenses file files issued
    received dated sent bought vendor supplier between until since than then about invoice's t ll ve re combien nombre deja
    encore non numero no num n° ref reference uniquement seulement juste ayant payee payees paye payes reglee reglees regle
    regles paid pouvez pourrais pourriez dis dites envoie envoyez sors retrouve retrouver retrouvez ouvrir ouvrez indique
    precise quand mais est-ce contenant contient contiennent mot mots suivi suivie suivis suivies justificatif justificatifs
    vendu vendue reste restent porte portant voici donc alors aujourd when where can could would should tell containing
    contains word made via
    rien trop beaucoup peu assez autre autres meme memes chaque plusieurs quelque quelques celui celle ceux celles ici ensuite puis
    ok hello hi hey bonsoir coucou pls thx besoin faut fallait serait seraient avait avaient aurait sera seront etait etaient etre ont-ils
    ont-elles peux-tu pouvez-vous pourriez-vous avez-vous as-tu est-elle est-il sont-elles sont-ils suis sommes etes soit ainsi recemment
    actuellement pendant durant lors depuis selon intitule not yet still already just only more most less least much many every each both
    other others same today's ever never want need needs needed would like look looking seen got gets getting buy buys who's what's where's
    when's qu'est-ce y'a ya g fis via per percu percue percus percues compris comprise comprises pris prise savoir aimerais voulu
    propos strictement toujours jamais vient viennent venant provient proviennent
    tt tte ttes ts qd pr dc avc stpl slt bjr cc
""".split()

# Verbs of asking and of what happens to documents, by their stem: « signées », « ajouté », « récupérer ».
_STEMS = """
    accept achet affich aim ajout apport approuv appel archiv arriv attend calcul cherch command commenc compt concern confirm consult
    declar demand depass depens depos donn edit effectu encaiss engag enregistr envoy etabl etal evalu examin exist expir export extrai
    factur figur fini fourni import indiqu inscri livr localis manqu mentionn montr oubli ouvr parvien pay precis present propos publi
    rang rappel realis ressor recapitul receptionn recherch reclam recuper regl regroup relev remett renseign renvoy report repertori
    requ rest retourn retrouv reuni revers scann selectionn send signal sign sort soumi souscri souhait telecharg termin touch
    transfer transmett transmi tri trouv utilis valid vend verifi vers visualis
""".split()
_ENDINGS = "e es ee ees er ez ons ent ant ait aient era t te tes s se ses is i ie ies it u us ue ues".split()
# Forms of these verbs that are also things people look for.
_THINGS = frozenset("livre livres montre montres vente ventes scanner calculs compte comptes fournit".split())

IDLE = frozenset(_WORDS) | (frozenset(stem + ending for stem in _STEMS for ending in _ENDINGS) - _THINGS)
