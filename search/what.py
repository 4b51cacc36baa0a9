"""The words of a sentence that name a kind of document, a category, a status, a payment or a question, as tables.

Each table maps a value of the published contract to the folded words that mean it, in French and English.
"""

from __future__ import annotations

import re

from search.sentence import pattern_of

DOCUMENT_TYPES = {
    "credit_note": "avoirs?|factures? d'avoir|notes? de credit|credit notes?|refunds?|remboursements? fournisseurs?",
    "quote": "devis|factures? pro ?-?formas?|pro ?-?formas?|offres? de prix|propositions? commerciales?|quotes?|quotations?|estimates?",
    "purchase_order": "bons? de commandes?|purchase orders?|commandes?",
    "delivery_note": "bons? de livraisons?|bordereaux? de livraison|livraisons?|delivery notes?|packing (?:slips?|lists?)|bl",
    "bank_statement": "releves? (?:de comptes?|bancaires?|de banque)|releves?|extraits? de comptes?|bank statements?|account statements?|statements?",
    "payslip": "bulletins? (?:de )?(?:paie|paye|salaires?)|fiches? de (?:paie|paye|salaires?)|feuilles? de paie|payslips?|pay slips?|pay ?stubs?",
    "contract": "contrats?|conventions?|baux|bail|avenants?|contracts?|agreements?|leases?",
    "letter": "lettres?|courriers?|letters?",
    "identity": "rib|releves? d'identite bancaires?|k-?bis|extraits? k-?bis|bank details",
    "receipt": "(?<!train )(?<!plane )(?<!metro )(?:tickets?|tiquets?|tikets?)(?: de caisses?| de carte| cb)?|recus?|receipts?|tickets? de caisse|till slips?",
    "invoice": "factures?|fact\\.?|fac\\.|factu|factur|invoices?|invoiced|bills?|facturation",
}

# A van stays in the words to look for, and says that it is the vehicle that was repaired.
_VAN = r" (?:du |de la |des |de |d'un |d'une )?(?:camion\w*|fourgon\w*|utilitaires?)"
CATEGORIES = {
    "meals": "frais de bouche|notes? de (?:restaurants?|resto)|restaurants?|restos?|repas|dejeuners?|diners?|brasseries?|restauration|cantine|traiteurs?|meals?|lunch(?:es)?|dinners?|food",
    "fuel": "carburants?|essence|gazole|gasoil|diesel|station[- ]service|plein d'essence|pleins?|fuel|petrol|gasoline|gas station",
    "energy": "electricite|electrique|gaz|energies?|chauffage|electricity|energy|power",
    "water": "(?:d'|l'|de l')?eau|water",
    "travel": """train tickets?|(?:frais|indemnites?) kilometriques?|trains?|billets?(?: de train| d'avion)?(?! d[e'])|avions?|vols?|deplacements?|frais de deplacements?|voyages?|taxis?|vtc|tgv|travels?|flights?|plane tickets?
        |train tickets?|trips?""",
    "lodging": "hotels?|hebergements?|nuitees?|nuits? d'hotel|lodging|accommodation|logement",
    "parking_tolls": "peages?|parkings?|stationnements?|tolls?|horodateurs?|autoroutes?",
    "telecom": "(?:abonnements? |frais )(?:de |au |d')?(?:telephon\\w+|mobiles?|internet|fibre|telecoms?)|telephones?|telephonie|telecoms?|telecommunications?|mobiles?|internet|forfaits?(?: mobiles?)?|fibre|phones?|broadband",
    "software": "logiciels?|abonnements? (?:de |aux |a des )?logiciels?|saas|licences?(?: (?:de )?logiciel(?:le)?s?)?|software|hebergement web|hosting|software subscriptions?|cloud",
    "bank_fees": "frais bancaires?|frais de banque|commissions? bancaires?|agios?|frais de tenue de compte|bank (?:fees?|charges?)",
    "office_supplies": """fournitures? de bureaux?|papeterie|fournitures?|toners?|cartouches? d'encre|ramettes?|office supplies|stationery""",
    "insurance": "assurances?|primes? d'assurance|insurance",
    "rent": "loyers?|rents?|location (?:du )?(?:bureaux?|local|locaux)",
    "equipment_rental": "locations? (?:de |d')?(?:materiels?|machines?|vehicules?|voitures?|engins?|outils?)|equipment (?:rentals?|hire)|car (?:rentals?|hire)",
    "maintenance": f"entretiens?(?!{_VAN})|reparations?(?!{_VAN})|maintenance|depannages?|repairs?|nettoyage|plombiers?|plomberie",
    "vehicle": f"(?:entretiens?|reparations?)(?={_VAN})|(?:entretiens?|reparations?) (?:du |de la |des |de |d'un |d'une )?(?:vehicules?|voitures?)|vehicules?|voitures?|garages?|pneus?|vidanges?|controle technique|cars?",
    "postage": "frais postaux|affranchissements?|timbres?(?:-postes?)?|colis|envois? postaux|postage|stamps?|parcels?|courier",
    "fees": "honoraires|expert[- ]comptable|avocats?|notaires?|comptables?|fees|legal fees|accountants?|lawyers?|conseils?",
    "advertising": "publicites?|pubs?|annonces?|marketing|communication|advertising|ads|flyers?|adverts?",
    "gifts": "cadeaux?(?: clients?)?|gifts?",
    "training": "formations?|seminaires?|stages?|conferences?|trainings?|courses",
    "documentation": "documentation|livres?|journaux|revues?|presse|books?|magazines?|newspapers?",
    "subcontracting": "sous[- ]traitances?|sous[- ]traitants?|subcontracting|subcontractors?|prestataires?",
    "small_equipment": "petit (?:materiel|equipement|outillage)|outillages?|outils?|quincaillerie|bricolage|small equipment|tools?|hardware",
    "equipment": "materiel informatique|immobilisations?|ordinateurs?|equipements?|machines?|mobilier|computers?|equipment|furniture",
    "raw_materials": "matieres? premieres?|raw materials?",
    "goods": "marchandises?|goods|merchandise",
    "transport": "transports?(?: de marchandises)?|fret|transporteurs?|freight|shipping",
    "taxes": "impots?|taxes?|cfe|taxe fonciere|amendes?|urssaf|cotisations sociales|fines?",
    "payroll": "salaires?|remunerations?|paies?|payroll|wages|salaries",
    "subscriptions": "abonnements?|cotisations?(?: professionnelles?)?|adhesions?|subscriptions?|memberships?",
}

STATUSES = {
    "to_validate": """(?:encore |restants? )?a valider|en attente(?: de validation)?|a traiter|a verifier|non (?:encore )?validee?s?|pas (?:encore |toujours )?(?:ete )?(?:encore )?validee?s?|restant a valider
        |non traitee?s?|pas (?:encore |toujours )?(?:ete )?traitee?s?|to (?:be )?(?:validated|validate|approve|review|check)|not (?:yet )?validated|unvalidated|pending|awaiting validation""",
    "validated": "(?:deja )?(?:validee?s?|comptabilisee?s?|approuvee?s?)|validated|approved|booked|traitee?s?",
    "rejected": "rejetee?s?|refusee?s?|rejected|refused|declined",
}

PAYMENT_STATUSES = {
    "overdue": """en retard(?: de (?:paiement|reglement))?|echues?|echus|(?:(?:dont )?(?:l'|la |les )?(?:dates? d')?echeances? (?:(?:est|sont|a ete) )?(?:deja )?(?:depassee?s?|passee?s?))|en souffrance|overdue|past due|late""",
    "unpaid": """impaye?e?s?|non (?:encore )?(?:payee?s?|reglee?s?|acquittee?s?|soldee?s?)|pas (?:encore |toujours )?(?:ete )?(?:encore )?(?:payee?s?|reglee?s?|soldee?s?|acquittee?s?)
        |(?:encore )?a (?:payer|regler)|(?:doit|doivent|dois|devons)-(?:on|ils?|je|nous)|(?:je |nous |on )(?:dois|devons|doit)(?: encore)?|(?:do )?we (?:still )?owe|reste(?:nt)? a (?:payer|regler)|en attente de (?:paiement|reglement)|unpaid|not (?:yet )?(?:been )?paid|outstanding|to (?:be )?paid?|due|to pay""",
    "paid": "(?:deja )?(?:payee?s?|reglee?s?|acquittee?s?|soldee?s?)|already paid|paid|settled",
}

_PAID_BY = r"(?:(?:deja )?(?:payee?s?|reglee?s?|paiements?|reglements?|achats?|acquittee?s?|paid|paying|payments?|bought) )?(?:par |en |avec |au |via |by |in |with |with a |by a )?"
PAYMENT_METHODS = {
    "card": "cartes?(?: bancaires?| bleues?| de credit| visa)?|cb|visa|mastercard|sans contact|(?:credit |debit |bank )?cards?",
    "cash": "especes?|liquide|cash|numeraire",
    "cheque": "cheques?|chq|cheques? bancaires?|checks?",
    "transfer": "virements?(?: bancaires?| sepa)?|bank transfers?|transfers?|wires?(?: transfers?)?",
    "direct_debit": "prelevements?(?: automatiques?| sepa)?|preleve?e?s?(?: automatiquement)?|direct debits?",
}

_ASKS = r"(?:ai-je|a-?t-?(?:on|il|elle|ils|elles)|avons[- ]nous|avez[- ]vous|on a|j'ai|nous avons|vous avez|y a-?t-?il|il y a|est-?ce (?:que |qu')(?:j'ai|nous avons|on a|il y a))"
_SPENT = r"(?:depensee?s?|payee?s?|reglee?s?|debourse|verse|achete|coute)"
AGGREGATES = {
    "average": """(?:combien )?(?:coute(?:nt)? )?en moyenne|(?:montants?|prix|paniers?|totaux|total|couts?) moyens?|moyennes?(?: de| des| du| d')?|depenses? moyennes?
        |(?:on )?average(?: amount| price| cost)?(?: of)?|mean""",
    "count": f"""(?:(?:il )?(?:y a )?combien(?: {_ASKS})?(?: (?:recu|eu|en tout|au total))?(?= d(?:e |')(?!argent|euros?))|combien sont|nombre(?: total)?(?= d(?:e |es |'))|nb(?= d(?:e |'))
        |how many|number of|count(?: of)?)""",
    "sum": f"""combien (?:{_ASKS}|a|ont|m'a|nous a|me|nous|ca)(?: deja)?(?: {_SPENT})?|combien (?:ca )?coute(?:nt)?|combien
        |(?:montants? |sommes? )?(?:totale?|totaux)(?: des?| du| d'| depense| depensee?s?| paye)?|sommes?(?: des?| du| d')?|cumuls?(?: des?| du)?|cout total
        |depenses? totales?|additionn\\w*|how much|total(?: of| spent| amount)?|sum(?: of)?""",
}

LARGEST = pattern_of("""plus (?:gros(?:ses?)?|grande?s?|elevee?s?|cheres?|chers?|importante?s?|hautes?)|montants? les plus (?:eleve|haut)s?|biggest|largest|highest
    |most expensive|top|greatest""")
SMALLEST = pattern_of(
    """plus (?:petite?s?|faibles?|basse?s?)|moins (?:cheres?|chers?|elevee?s?|importante?s?)|smallest|lowest|cheapest|least expensive"""
)
LATEST = pattern_of("dernieres?|derniers?|plus recente?s?|recente?s?|latest|most recent|newest|last|recent")
EARLIEST = pattern_of("(?<!matieres )(?<!matiere )premieres?|premiers?|plus anciennes?|plus anciens?|plus vieille?s?|oldest|earliest|first")

SORTS = {
    "date_desc": r"(?:triee?s? |classee?s? |tri |sorted |order(?:ed)? )?(?:par |by )(?:date (?:decroissante|desc\w*)|newest first|date, newest first)|du plus recent au plus ancien|des plus recentes? aux plus anciennes?|(?:les )?plus recente?s? d'abord|newest first|latest first",
    "date_asc": r"(?:triee?s? |classee?s? |tri |sorted |order(?:ed)? )?(?:par |by )(?:ordre chronologique|date croissante|date asc\w*|date)\b|ordre chronologique|(?:les )?plus anciennes? d'abord|du plus ancien au plus recent|oldest first",
    "amount_desc": r"(?:triee?s? |classee?s? |tri |sorted |order(?:ed)? )?(?:par |by )(?:montants? decroissants?|(?:montant|amount|prix) desc\w*|(?:montants?|amounts?|prix)(?! (?:asc|crois))|(?:descending|decreasing) amount)|du plus cher au moins cher|plus cheres? d'abord|(?:highest|largest|biggest) (?:amounts? )?first",
    "amount_asc": r"(?:triee?s? |classee?s? |tri |sorted |order(?:ed)? )?(?:par |by )(?:montants? croissants?|(?:montant|amount|prix) asc\w*|(?:ascending|increasing) amount)\b|du moins cher au plus cher|moins cheres? d'abord|(?:lowest|smallest|cheapest) (?:amounts? )?first",
}

STOP_WORDS = frozenset(
    """le la les l un une des du de d et ou au aux a en dans sur par pour chez avec ce cet cette ces ci mon ma mes notre nos votre
    vos leur leurs son sa ses je j tu il elle on nous vous ils elles me m te se s y qui que qu quoi dont quel quelle quels
    quelles est sont ai as avons avez ont ete etait fait faites faire y-a-t-il t-il t-on ai-je avons-nous moi toi lui tout tous
    toute toutes ne n pas plus moins tres bien aussi si comme entre vers sous jusqu affiche affiche-moi afficher montre
    montre-moi montrer montrez donne donne-moi donner donnez trouve trouve-moi trouver cherche chercher recherche rechercher
    liste lister liste-moi voir veux voudrais souhaite peux peut puis-je ouvre svp stp merci bonjour salut document documents
    piece pieces fichier fichiers note notes billet billets depense depenses depensee depensees depensons depenser achat achats
    achete achetee acheter acheté montant montants somme sommes paiement paiements reglement reglements frais charge charges cout
    couts coute coutent prix valeur date dates datee datees emise emises emis recue recues recus recu envoyee envoyees envoye
    envoyes datant concernant relatif relatifs relatives ttc ht euro euros mois annee jour jours periode fournisseur fournisseurs
    vendeur magasin societe entreprise boite marchand commercant the an of for from to in at by with and or my our your his her
    their its this that these those which what who whom whose is are was were be been do does did have has had i we you he she it
    they us them show find list get give see search display please all any some there spent spend spending pay cost costs
    purchase purchases expense expenses file files issued received dated sent bought vendor supplier between until since than
    then about invoice's t ll ve re combien nombre deja encore non numero no num n° ref reference uniquement seulement juste
    ayant payee payees paye payes reglee reglees regle regles paid
    peux pouvez pourrais pourriez dis dites envoie envoyez sors retrouve retrouver retrouvez ouvrir ouvrez indique precise combien
    quand mais est-ce contenant contient contiennent mot mots suivi suivie suivis suivies justificatif justificatifs vendu vendue reste
    restent avec porte portant numero recu voici donc alors aujourd when where can could would should you me tell containing
    contains word was bought made via combien""".split()
)


# Words that are often misspelt, each with what it means; all have six letters or more, so that no other word is a letter away.
SPELT_TYPES = {
    word: value
    for value, words in {
        "invoice": "facture factures invoice invoices",
        "receipt": "ticket tickets receipt receipts",
        "contract": "contrat contrats contract",
        "payslip": "bulletin bulletins payslip",
        "letter": "courrier courriers",
        "bank_statement": "releve releves statement statements",
    }.items()
    for word in words.split()
}
SPELT_CATEGORIES = {
    word: value
    for value, words in {
        "meals": "restaurant restaurants dejeuner dejeuners restauration",
        "fuel": "carburant carburants essence gazole gasoil",
        "energy": "electricite energie chauffage",
        "lodging": "hebergement nuitees",
        "travel": "deplacement deplacements voyages",
        "parking_tolls": "peages parking parkings stationnement autoroute",
        "telecom": "telephone telephonie internet telecoms",
        "software": "logiciel logiciels licence licences",
        "insurance": "assurance assurances",
        "office_supplies": "fourniture fournitures papeterie",
        "maintenance": "maintenance entretien reparation reparations depannage",
        "vehicle": "vehicule vehicules",
        "fees": "honoraires comptable avocats",
        "advertising": "publicite publicites",
        "training": "formation formations seminaire",
        "subcontracting": "traitance",
        "subscriptions": "abonnement abonnements cotisation cotisations",
        "postage": "affranchissement timbres",
        "transport": "transport transports",
        "taxes": "impots urssaf",
        "payroll": "salaires remuneration",
        "goods": "marchandise marchandises",
    }.items()
    for word in words.split()
}


def compiled(table: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The table as patterns of whole words."""
    return tuple((value, re.compile(rf"(?<![\w]){pattern_of(forms)}(?![\w])")) for value, forms in table.items())
