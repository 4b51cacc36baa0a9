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
    "receipt": "tickets?(?: de caisses?| de carte| cb)?|recus?|receipts?|tickets? de caisse|justificatifs?|till slips?",
    "invoice": "factures?|fact\\.?|fac\\.|factu|factur|invoices?|invoiced|bills?|facturation",
}

CATEGORIES = {
    "meals": "restaurants?|restos?|repas|dejeuners?|diners?|brasseries?|restauration|cantine|traiteurs?|meals?|lunch(?:es)?|dinners?|food",
    "fuel": "carburants?|essence|gazole|gasoil|diesel|station[- ]service|plein d'essence|pleins?|fuel|petrol|gasoline|gas station",
    "energy": "electricite|electrique|gaz|energies?|chauffage|electricity|energy|power",
    "water": "(?:d'|l'|de l')?eau|water",
    "travel": """trains?|billets? (?:de train|d'avion)|avions?|vols?|deplacements?|frais de deplacements?|voyages?|taxis?|vtc|tgv|travels?|flights?|plane tickets?
        |train tickets?|trips?""",
    "lodging": "hotels?|hebergements?|nuitees?|nuits? d'hotel|lodging|accommodation|logement",
    "parking_tolls": "peages?|parkings?|stationnements?|tolls?|horodateurs?|autoroutes?",
    "telecom": "telephones?|telephonie|telecoms?|telecommunications?|mobiles?|internet|forfaits?(?: mobiles?)?|fibre|phones?|broadband",
    "software": "logiciels?|abonnements? (?:de |aux |a des )?logiciels?|saas|licences?|software|hebergement web|hosting|software subscriptions?|cloud",
    "bank_fees": "frais bancaires?|frais de banque|commissions? bancaires?|agios?|frais de tenue de compte|bank (?:fees?|charges?)",
    "office_supplies": """fournitures? de bureaux?|papeterie|fournitures?|toners?|cartouches? d'encre|ramettes?|office supplies|stationery""",
    "insurance": "assurances?|primes? d'assurance|insurance",
    "rent": "loyers?|rents?|location (?:du )?(?:bureaux?|local|locaux)",
    "equipment_rental": "locations? (?:de |d')?(?:materiels?|machines?|vehicules?|voitures?|engins?|outils?)|equipment (?:rentals?|hire)|car (?:rentals?|hire)",
    "maintenance": "entretien|reparations?|maintenance|depannages?|repairs?|nettoyage|plombiers?|plomberie",
    "vehicle": "vehicules?|voitures?|garages?|pneus?|vidanges?|controle technique|cars?",
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
    "subscriptions": "abonnements?|cotisations?|adhesions?|subscriptions?|memberships?",
}

STATUSES = {
    "to_validate": """a valider|en attente(?: de validation)?|a traiter|a verifier|non validee?s?|pas (?:encore )?validee?s?|pas validee?s?|restant a valider
        |non traitee?s?|pas (?:encore )?traitee?s?|to (?:be )?(?:validated|validate|approve|review|check)|not (?:yet )?validated|unvalidated|pending|awaiting validation""",
    "validated": "(?:deja )?(?:validee?s?|comptabilisee?s?|approuvee?s?)|validated|approved|booked|traitee?s?",
    "rejected": "rejetee?s?|refusee?s?|rejected|refused|declined",
}

PAYMENT_STATUSES = {
    "overdue": """en retard(?: de (?:paiement|reglement))?|echues?|echus|(?:date d')?echeance (?:depassee|passee)|en souffrance|overdue|past due|late""",
    "unpaid": """impaye?e?s?|non (?:payee?s?|reglee?s?|acquittee?s?|soldee?s?)|pas (?:encore )?(?:ete )?(?:payee?s?|reglee?s?|soldee?s?)|pas (?:payee?s?|reglee?s?)
        |a (?:payer|regler)|reste(?:nt)? a (?:payer|regler)|en attente de (?:paiement|reglement)|unpaid|not (?:yet )?paid|outstanding|to (?:be )?paid?|due|to pay""",
    "paid": "(?:deja )?(?:payee?s?|reglee?s?|acquittee?s?|soldee?s?)|already paid|paid|settled",
}

_PAID_BY = r"(?:(?:deja )?(?:payee?s?|reglee?s?|paiements?|reglements?|achats?|acquittee?s?|paid|paying|payments?|bought) )?(?:par |en |avec |au |via |by |in |with |with a |by a )?"
PAYMENT_METHODS = {
    "card": "cartes?(?: bancaires?| bleues?| de credit| visa)?|cb|visa|mastercard|sans contact|(?:credit |debit |bank )?cards?",
    "cash": "especes?|liquide|cash|numeraire",
    "cheque": "cheques?|chq|cheques? bancaires?|checks?",
    "transfer": "virements?(?: bancaires?| sepa)?|bank transfers?|transfers?|wires?(?: transfers?)?",
    "direct_debit": "prelevements?(?: automatiques?| sepa)?|preleve?e?s?|direct debits?",
}

AGGREGATES = {
    "count": """combien de|combien d'|nombre (?:total )?(?:de |d')|nb de|combien y a-?t-?il (?:de |d')|combien avons-?nous (?:de |d')|how many|number of|count(?: of)?""",
    "average": "montants? moyens?|(?:en )?moyennes?(?: de| des| d')?|prix moyens?|depenses? moyennes?|average(?: amount)?(?: of)?|mean",
    "sum": """combien (?:ai-je|a-?t-?on|avons[- ]nous|on a|j'ai|nous avons|a|ont|est-?ce que (?:j'ai|nous avons|on a)|m'a|nous a|ont|me|nous|ca)?(?: cout(?:e|ent|e))?
        |(?:montant |somme )?(?:totale?|totaux)(?: des?| du| d'| depense| depensee?s?| paye)?|sommes?(?: des?| d')?|cumuls?(?: des?)?|cout total|depenses? totales?
        |additionn\\w*|how much|total(?: of| spent| amount)?|sum(?: of)?|combien""",
}

LARGEST = pattern_of("""plus (?:grosse?s?|grande?s?|elevee?s?|cheres?|chers?|importante?s?|hautes?)|montants? les plus (?:eleve|haut)s?|biggest|largest|highest
    |most expensive|top|greatest""")
SMALLEST = pattern_of(
    """plus (?:petite?s?|faibles?|basse?s?)|moins (?:cheres?|chers?|elevee?s?|importante?s?)|smallest|lowest|cheapest|least expensive"""
)
LATEST = pattern_of("dernieres?|derniers?|plus recente?s?|recente?s?|latest|most recent|newest|last|recent")
EARLIEST = pattern_of("premieres?|premiers?|plus anciennes?|plus anciens?|plus vieille?s?|oldest|earliest|first")

SORTS = {
    "date_desc": r"(?:triee?s? |classee?s? |tri |sorted |order(?:ed)? )?(?:par |by )(?:date (?:decroissante|desc\w*)|newest first|date, newest first)|du plus recent au plus ancien|des plus recentes? aux plus anciennes?|(?:les )?plus recente?s? d'abord|newest first|latest first",
    "date_asc": r"(?:triee?s? |classee?s? |tri |sorted |order(?:ed)? )?(?:par |by )(?:ordre chronologique|date croissante|date asc\w*|date)\b|ordre chronologique|(?:les )?plus anciennes? d'abord|du plus ancien au plus recent|oldest first",
    "amount_desc": r"(?:triee?s? |classee?s? |tri |sorted |order(?:ed)? )?(?:par |by )(?:montants? decroissants?|(?:montant|amount|prix) desc\w*|(?:descending|decreasing) amount)|du plus cher au moins cher|plus cheres? d'abord|(?:highest|largest|biggest) (?:amounts? )?first",
    "amount_asc": r"(?:triee?s? |classee?s? |tri |sorted |order(?:ed)? )?(?:par |by )(?:montants? croissants?|(?:montant|amount|prix) asc\w*|montants?|amounts?|prix|(?:ascending|increasing) amount)\b|du moins cher au plus cher|moins cheres? d'abord|(?:lowest|smallest|cheapest) (?:amounts? )?first",
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
    ayant payee payees paye payes reglee reglees regle regles""".split()
)


def compiled(table: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The table as patterns of whole words."""
    return tuple((value, re.compile(rf"(?<![\w]){pattern_of(forms)}(?![\w])")) for value, forms in table.items())
