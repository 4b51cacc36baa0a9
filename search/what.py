"""The words of a sentence that name a kind of document, a category, a status, a payment or a question, as tables.

Each table maps a value of the published contract to the folded words that mean it, in French and English.
"""

from __future__ import annotations

import re

from search.sentence import pattern_of

DOCUMENT_TYPES = {
    "credit_note": "(?<!y )avoirs?(?! ete)|factures? rectificatives?|factures? d'avoir|notes? de credit|credit notes?|refunds?|remboursements? fournisseurs?",
    "quote": "devis|chiffrages?|offres? commerciales?|factures? pro ?-?formas?|pro ?-?formas?|offres? de prix|propositions? commerciales?|quotes?|quotations?|estimates?",
    "purchase_order": "bons? de commandes?|purchase orders?|orders?(?! by)|commandes?|bdc",
    "delivery_note": "bons? de livraisons?|bordereaux? de livraison|bons? de reception|livraisons?|delivery (?:notes?|slips?)|packing (?:slips?|lists?)|bl",
    "bank_statement": "releves? (?:de comptes?|bancaires?|de banque)|releves?|extraits? (?:de comptes?|bancaires?)|bank statements?|account statements?|statements?",
    "payslip": "bulletins? (?:de )?(?:paie|paye|salaires?)|fiches? de (?:paie|paye|salaires?)|feuilles? de (?:paie|paye|salaires?)|bulletins?|wage slips?|payslips?|pay slips?|pay ?stubs?",
    "contract": "contrats?|conventions?|baux|bail|avenants?|contracts?|agreements?|leases?",
    "letter": "lettres?|courriers?|mises? en demeure|letters?|mails?",
    "identity": "ribs?|releves? d'identite bancaires?|coordonnees bancaires|passeports?|permis de (?:conduire|sejour)|titres? de sejour|cartes? de sejour|(?:extraits? )?k-?bis|pieces? d'identite|cartes? d'identite|iban|bank details",
    "receipt": "(?<!train )(?<!plane )(?<!metro )(?:tickets?(?! de (?:train|metro|bus|tram|avion))|tiquets?|tikets?)(?: de caisses?| de carte| cb)?|recus?(?: de caisses?)?|receipts?|facturettes?|till slips?",
    "invoice": "factures?|facts?\\.?|facs?\\.?|fctr?s?|factu|factur|invoices?|invoiced|bills?|facturation|quittances?|avis d'echeance",
}

# A van stays in the words to look for, and says that it is the vehicle that was repaired.
_VAN = r" (?:du |de la |des |de |d'un |d'une )?(?:camion\w*|fourgon\w*|utilitaires?)"
CATEGORIES = {
    "meals": "frais de bouche|notes? de (?:restaurants?|resto)|restaurants?|restos?|restau|repas(?: d'affaires?)?|petits? dej(?:euner)?s?|cafes? et repas|food and drinks?|dejeuners?|diners?|brasseries?|restauration|cantine|traiteurs?|meals?|lunch(?:es)?|dinners?|food",
    "fuel": "carburants?|essence|gazole|gasoil|gas-?oil|diesel|stations? essence|station[- ]service|plein d'essence|pleins?|fuel|petrol|gasoline|gas station",
    "energy": "electricite|elec|electrique|gaz|energies?|chauffage|electricity|energy|power",
    "water": "(?:d'|l'|de l')?(?<!chauffe[ -])eau(?! minerale)|assainissement|water",
    "travel": """train tickets?|tickets? de (?:train|metro|bus|tram\\w*|avion)|(?:frais|indemnites?) kilometriques?|trains?|billets?(?: de train| d'avion)?(?! d[e'])|avions?|vols?|trajets?|courses? (?:de |en )?(?:taxis?|vtc|uber)|bus|tramway|navettes?|deplacements?|frais de deplacements?|voyages?|taxis?|vtc|tgv|travel(?:s|ling)?(?: expenses?| costs?)?|flights?|(?:plane|flight|air|metro|bus) tickets?|airfares?|cabs?
        |train tickets?|trips?""",
    "lodging": "(?:chambres?|nuits?) d'hotels?|hotels?(?: stays?| bills?| rooms?)?|locations? airbnb|airbnb|hebergements?|nuitees?|lodgings?|accommodation|logement",
    "parking_tolls": "peages?|telepeages?|parkings?(?: fees?)?|parcmetres?|stationnements?|tolls?(?: and parking)?|road tolls?|horodateurs?|autoroutes?",
    "telecom": "(?:abonnements? |frais )(?:de |au |d')?(?:telephon\\w+|mobiles?|internet|fibre|telecoms?)|telephones?|telephonie|telecoms?|telecommunications?|mobiles?|internet|forfaits?(?: mobiles?)?|fibre|(?:mobile |cell )?phones?|box internet|lignes? (?:mobiles?|telephoniques?|fixes?)|broadband",
    "software": "software (?:subscriptions?|licen[cs]es?)|logiciels?|abonnements? (?:de |aux |a des )?logiciels?|saas|licences?(?: (?:de )?logiciel(?:le)?s?)?|software|hebergement web|hosting|software (?:subscriptions?|licen[cs]es?)|cloud|applications?|progiciels?",
    "bank_fees": "frais bancaires?|frais de banque|commissions? bancaires?|agios?|(?:frais de )?tenue de comptes?|frais de (?:carte|virement)|cotisations? (?:de )?carte|banking (?:fees?|charges?|costs?)|bank (?:fees?|charges?|costs?)",
    "office_supplies": """fournitures? (?:de bureaux?|scolaires?|administratives?)|papeterie|fournitures?|office (?:supplies|supply|stationery)|stationery""",
    "insurance": "assurances?|primes? d'assurance|mutuelles?|responsabilite civile|insurances?",
    "rent": "loyers?|(?:office )?rents?|locations? (?:de |du |des |d'un )?(?:bureaux?|local|locaux|entrepots?)|locations? immobilieres?|charges locatives",
    "equipment_rental": "locations?(?: (?:de |d'|du )?(?:materiels?|machines?|vehicules?|voitures?|engins?|outils?|equipements?))?(?! (?:de |du |des |d'un )?(?:bureaux?|local|locaux|entrepots?|immobil))|hire|rentals?|equipment (?:rentals?|hire)|car (?:rentals?|hire)",
    "maintenance": f"entretiens?(?!{_VAN})|reparations?(?!{_VAN})|maintenance|depannages?|repairs?|nettoyage|menage|cleaning|servicing|plombiers?|plomberie",
    "vehicle": f"(?:entretiens?|reparations?)(?={_VAN})|(?:entretiens?|reparations?) (?:du |de la |des |de |d'un |d'une )?(?:vehicules?|voitures?)|vehicules?|voitures?|garages?|pneus?|vidanges?|controles? techniques?|carrosserie|pare-brise|car (?:repairs?|maintenance)|cars?|vehicles?",
    "postage": "frais (?:postaux|de poste|d'affranchissement)|affranchissements?|timbres?(?:-postes?)?|colis(?: et recommandes?)?|recommandes?|envois? postaux|frais d'envoi|mailing|postage|stamps?|parcels?|courier",
    "fees": "honoraires|frais (?:juridiques?|d'avocats?|de notaires?|comptables?)|consultants?|consulting|legal (?:costs?|fees?)|professional fees|accounting fees|expert[- ]comptable|avocats?|notaires?|comptables?|fees|legal fees|accountants?|lawyers?|conseils?",
    "advertising": "publicites?|publicitaires?|pubs?|annonces?|campagnes? (?:de pub\\w*|publicitaires?|marketing)|marketing|communication|advertising|ads|flyers?|adverts?",
    "gifts": "cadeaux?(?: (?:clients?|d'affaires|d'entreprise|de fin d'annee))?|(?:client |business )?gifts?",
    "training": "formations?|seminaires?|stages?|conferences?|cours|trainings?(?: courses?)?|courses? (?:in|on|for)|workshops?",
    "documentation": "documentation|livres?|journaux|revues?|presse|books?|magazines?|newspapers?",
    "subcontracting": "sous[- ]traitances?|sous[- ]traitants?|prestations? externes?|interim(?:aires?)?|freelances?|subcontracting|subcontractors?|prestataires?",
    "small_equipment": "petits? (?:materiels?|equipements?|outillages?)|outillages?|outils?|quincaillerie|bricolage|small equipment|tools?|hardware",
    "equipment": "materiels? informatiques?|equipements? informatiques?|(?:it|computer) equipment|immobilisations?|equipements?|mobilier|equipment|furniture",
    "raw_materials": "matieres? premieres?|raw materials?",
    "goods": "marchandises?|goods|merchandise",
    "transport": "frais de (?:port|livraison|transport)(?: de marchandises)?|transports?(?: de marchandises)?|fret|transporteurs?|freight|shipping",
    "taxes": "impots?(?: et taxes?)?|taxes?(?: et impots?)?|tva a payer|tax(?:es)?|cfe|taxe fonciere|patentes?|vignettes?|amendes?|urssaf|cotisations sociales|fines?",
    "payroll": "masse salariale|salaires?|remunerations?|paies?|payroll|wages|salaries",
    "subscriptions": "abonnements?|cotisations?(?: professionnelles?)?|adhesions?|subscriptions?|memberships?",
}

STATUSES = {
    "to_validate": """(?:encore |restants? )?a valider|en attente(?: de validation| d'approbation| de traitement)?(?! d[e'] ?(?:paiement|reglement))|(?:encore )?a (?:approuver|comptabiliser|controler)|(?:qui )?attend(?:ent)? (?:une |la |leur )?validation|en cours de (?:validation|traitement)|a traiter|a verifier|non (?:encore )?(?:validee?s?|approuvee?s?|comptabilisee?s?)|(?:pas|jamais) (?:encore |toujours )?(?:ete )?(?:encore )?(?:validee?s?|approuvee?s?|comptabilisee?s?)|restant a valider
        |non traitee?s?|pas (?:encore |toujours )?(?:ete )?traitee?s?|to (?:be )?(?:validated?|approved?|reviewed?|checked?|process(?:ed)?)|not (?:yet )?(?:been )?(?:validated|approved|processed|reviewed|booked)|(?:not|never) (?:validated|approved) yet|unvalidated|unapproved|unprocessed|(?:still )?(?:pending|awaiting|waiting for)(?: (?:validation|approval|review))?|need(?:s|ing)? (?:validation|approval|review)""",
    "validated": "(?:deja )?(?:validee?s?|comptabilisee?s?|approuvee?s?)|validated|approved|booked|traitee?s?",
    "rejected": "rejetee?s?|refusee?s?|rejected|refused|declined",
}

PAYMENT_STATUSES = {
    "overdue": """en retard(?: de (?:paiement|reglement))?|(?:non |pas )?(?:reglee?s? |payee?s? )?(?:arrivee?s? )?a echeance(?: (?:depassee?s?|passee?s?))?(?: et (?:impayee?s?|non (?:payee?s?|reglee?s?)))?|echues?(?: et)?(?: (?:non (?:payee?s?|reglee?s?)|impayee?s?))?|echus|retards? de (?:paiement|reglement)|(?:(?:dont )?(?:l'|la |les )?(?:dates? d')?echeances? (?:(?:est|sont|a ete) )?(?:deja )?(?:depassee?s?|passee?s?))|en souffrance|overdue|past due|late""",
    "unpaid": """impaye?e?s?|non (?:encore )?(?:payee?s?|reglee?s?|acquittee?s?|soldee?s?)|pas (?:encore |toujours )?(?:ete )?(?:encore )?(?:payee?s?|reglee?s?|soldee?s?|acquittee?s?)
        |(?:encore )?a (?:payer|regler)|(?:doit|doivent|dois|devons)-(?:on|ils?|je|nous)|(?:je |nous |on )(?:dois|devons|doit)(?: encore)?|(?:do )?we (?:still )?owe|reste(?:nt)? a (?:payer|regler)|en attente d[eu] (?:paiement|reglement)|(?:pas|jamais) (?:encore |toujours )?(?:ete )?(?:encaissee?s?|honoree?s?)|reste(?:nt)? (?:dus?|dues?)|dues?(?= a )|unpaid|not (?:yet )?(?:been )?paid|outstanding|(?:still )?to (?:be )?paid?|(?:still )?(?:due|owed|owing)|to pay|(?:not|never) paid yet|(?:have|has)(?: not|n't) (?:yet )?(?:been )?paid(?: yet)?|awaiting payment""",
    "paid": "(?:deja )?(?:payee?s?|reglee?s?|acquittee?s?|soldee?s?)|already paid|fully paid|paid|settled",
}

_PAID_BY = r"(?:(?:deja )?(?:payee?s?|reglee?s?|paiements?|reglements?|achats?|acquittee?s?|paid|paying|payments?|bought) )?(?:par |en |avec |au |via |by |in |with |with a |by a )?"
PAYMENT_METHODS = {
    "card": "cartes?(?! (?:grise|sim|de visite|cadeau|d'identite|vitale|de fidelite|fidelite|mere|graphique|memoire|carburant|routiere|postale))(?: bancaires?| bleues?| de credit| visa)?|cb|visa|mastercard|sans contact|(?:credit |debit |bank )?cards?",
    "cash": "especes?|liquide|cash|numeraire",
    "cheque": "cheques?|chq|cheques? bancaires?|checks?",
    "transfer": "virements?(?: bancaires?| sepa)?|bank transfers?|transfers?|wires?(?: transfers?)?",
    "direct_debit": "prelevements?(?: automatiques?| sepa)?|preleve?e?s?(?: automatiquement)?|direct debits?",
}

_ASKS = r"(?:ai-je|a-?t-?(?:on|il|elle|ils|elles)|avons[- ]nous|avez[- ]vous|on a|j'ai|nous avons|vous avez|y a-?t-?il|il y a|est-?ce (?:que |qu')(?:j'ai|nous avons|on a|il y a))"
# What is not counted: « combien de gasoil » asks for a sum.
_MASS = "(?:carburant|essence|gas-?oil|gazole|diesel|fuel|electricite|eau|gaz|courant|telephone|internet|chauffage|transport|tva|frais|pub|loyer)(?!\\w)"
_SPENT = r"(?:depensee?s?|payee?s?|reglee?s?|debourse|verse|achete|coute)"
AGGREGATES = {
    "average": """(?:combien )?(?:coute(?:nt)? )?en moyenne|(?:montants?|prix|paniers?|totaux|total|couts?) moyens?|moyennes?(?: de| des| du| d')?|depenses? moyennes?
        |(?:on )?average(?: amount| price| cost)?(?: of)?|mean""",
    "count": f"""(?:(?:il )?(?:y a )?combien(?: {_ASKS})?(?: (?:recu|eu|en tout|au total))?(?= d(?:e |')(?!argent|euros?|{_MASS}))|combien sont|nombre(?: total)?(?= d(?:e |es |'))|nb(?= d(?:e |'))
        |(?:compte[rz]?|denombre[rz]?)(?:-moi)?(?= (?:combien|les?|la|mes|nos|des))|how many|number of|count(?: of| the)?)""",
    "sum": f"""(?:pour )?quel(?:le)?s? (?:montants?|sommes?|depenses?|budgets?)(?: totale?)? {_ASKS}(?: {_SPENT})?|quel(?:le)? est (?:le |la |notre )(?:montant|somme|cout|depense)(?: (?:totale?|globale?) d(?:e |es |u |')| des )|combien (?:{_ASKS}|a|ont|m'a|nous a|me|nous|ca)(?: deja)?(?: {_SPENT})?|combien (?:ca )?coute(?:nt)?|combien
        |(?<!ce )qu(?:e |'){_ASKS}(?: deja)? depensee?s?|what (?:did|do|have) (?:we|i) (?:spend|spent|pay|paid)
        |(?:montants? |sommes? )?(?:totale?|totaux)(?: des?| du| d'| depense| depensee?s?| paye)?|sommes?(?: des?| du| d')?|cumuls?(?: des?| du)?|cout total
        |depenses? totales?|additionn\\w*|how much|total(?: of| spent| amount)?|sum(?: of)?""",
}

LARGEST = pattern_of("""plus (?:gros(?:ses?)?|grande?s?|elevee?s?|cheres?|chers?|importante?s?|hautes?)|montants? les plus (?:eleve|haut)s?|plus couteu(?:x|ses?)|biggest|largest|highest
    |most expensive|top|greatest""")
SMALLEST = pattern_of(
    """plus (?:petite?s?|faibles?|basse?s?)|moins (?:cheres?|chers?|elevee?s?|importante?s?)|smallest|lowest|cheapest|least expensive"""
)
LATEST = pattern_of("dernieres?|derniers?|dern?\\.?(?= )|plus recente?s?|recente?s?|latest|most recent|newest|last|recent")
EARLIEST = pattern_of(
    "(?<!matieres )(?<!matiere )premieres?|premiers?|plus anciennes?|plus anciens?|plus vieille?s?|plus vieux|oldest|earliest|first"
)

SORTS = {
    "date_desc": r"(?:triee?s? |classee?s? |rangee?s? |ordonnee?s? |tri |sorted |order(?:ed)? )?(?:par |by )(?:date (?:decroissante|desc\w*)|newest first|date, newest first)|(?:triee?s? |classee?s? |rangee?s? )?(?:du|de la|des) plus recente?s? (?:au|a la|aux) plus ancienn?e?s?|antechronologique\\w*|most recent first|(?:les )?plus recente?s? d'abord|newest first|latest first",
    "date_asc": r"(?:triee?s? |classee?s? |rangee?s? |ordonnee?s? |tri |sorted |order(?:ed)? )?(?:par |by )(?:ordre chronologique|date croissante|date asc\w*|date)\b|ordre chronologique|(?:les )?plus anciennes? d'abord|(?:triee?s? |classee?s? |rangee?s? )?(?:du|de la|des) plus ancienn?e?s? (?:au|a la|aux) plus recente?s?|chronologiquement|oldest first",
    "amount_desc": r"(?:triee?s? |classee?s? |rangee?s? |ordonnee?s? |tri |sorted |order(?:ed)? )?(?:par |by )(?:montants? decroissants?|(?:montant|amount|prix) desc\w*|(?:montants?|amounts?|prix)(?! (?:asc|crois))|(?:descending|decreasing) amount)|(?:du|de la|des) plus (?:chere?s?|gros(?:se)?s?|grande?s?|elevee?s?) (?:au|a la|aux) (?:moins|plus) (?:chere?s?|petite?s?|faibles?)|montants? decroissants?|plus cheres? d'abord|(?:highest|largest|biggest) (?:amounts? )?first",
    "amount_asc": r"(?:triee?s? |classee?s? |rangee?s? |ordonnee?s? |tri |sorted |order(?:ed)? )?(?:par |by )(?:montants? croissants?|(?:montant|amount|prix) asc\w*|(?:ascending|increasing) amount)\b|(?:du|de la|des) (?:moins chere?s?|plus petite?s?|plus faibles?) (?:au|a la|aux) plus (?:chere?s?|gros(?:se)?s?|grande?s?|elevee?s?)|montants? croissants?|moins cheres? d'abord|(?:lowest|smallest|cheapest) (?:amounts? )?first",
}

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
