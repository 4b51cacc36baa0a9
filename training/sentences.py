"""Sentences as people ask, drawn by seed, with what each word is: said along, a colleague, or what is looked for.

The rules of `search.query` take out of each what they understand, as they do of a real one; what is left teaches the tagger of
`search.unknown`. Things come from the words of the trade, and some are made of syllables with the usual endings of nouns, so
that a word which nobody has listed is not taken for a verb.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from search.query import read_by_rules
from search.sentence import Sentence, fold
from search.unknown import Token, tokens

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 6, 17)
SELLERS = tuple("Castorama Fnac Bouygues Veolia Decathlon Lyreco Rexel Manutan Würth Transdev Ooredoo Djezzy Sonatel Inwi".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The tokens that are left of a sentence, and the label of each (`search.unknown.LABELS`)."""

    words: tuple[str, ...]
    labels: tuple[str, ...]


Part = tuple[str, str]
"""A label, and words that bear it."""


def draw(count: int, seed: int) -> Iterator[Drawn]:
    """So many sentences in which a word is left that no rule understood."""
    random = Random(seed)
    while count:
        text, places = _typed(_parts(random), random)
        sentence = Sentence(text)
        read_by_rules(sentence, today=TODAY, sellers=SELLERS)
        left = tokens(sentence)
        if sentence.text == text and any(token.place for token in left):
            yield Drawn(words=tuple(token.text for token in left), labels=tuple(_label(token, places) for token in left))
            count -= 1


def _label(token: Token, places: list[tuple[int, int, str]]) -> str:
    if not token.place:
        return "known"
    if fold(token.text) in _SMALL or token.text.endswith("'"):
        return "idle"
    start, end = token.place
    return next((label for first, last, label in places if start < last and first < end), "idle")


def _parts(random: Random) -> Iterator[Part]:
    """An opening, a kind, then in any order: a seller, a thing, a person, a time, a sum, a state; and a closing."""
    rest: list[tuple[Part, ...]] = []
    if random.random() < 0.3:  # « bétonnière juin »: nothing but the thing, and when
        yield "thing", _thing(random)
    else:
        if random.random() < 0.5:
            yield "idle", _filled(random.choice(_OPENINGS), random)
        if random.random() < 0.7:
            yield "idle", random.choice(_KINDS)
        if random.random() < 0.4:
            yield "idle", random.choice(_CATEGORIES)
    if random.random() < 0.45:
        rest.append((("idle", f"{random.choice(('chez', 'de', '', ''))} {random.choice(SELLERS)}"),))
    if random.random() < 0.5:
        rest.append((("idle", random.choice(_BEFORE_THINGS)), ("thing", _thing(random))))
    if random.random() < 0.35:
        rest.append(_person(random))
    for choices, share in ((_TIMES, 0.5), (_SUMS, 0.25), (_STATES, 0.25)):
        if random.random() < share:
            rest.append((("idle", random.choice(choices)),))
    random.shuffle(rest)
    for parts in rest:
        yield from parts
    if random.random() < 0.25:
        yield "idle", _filled(random.choice(_CLOSINGS), random)


def _typed(parts: Iterator[Part], random: Random) -> tuple[str, list[tuple[int, int, str]]]:
    """The words as someone types them: with care, in small letters, without accents, in capitals; and the place of each part."""
    hand = random.random()
    text, places = "", []
    for label, words in parts:
        words = words.strip()
        words = fold(words) if hand < 0.2 else words.lower() if hand < 0.35 else words.upper() if hand < 0.4 else words
        if not words:
            continue
        text += " " if text else ""
        places.append((len(text), len(text) + len(words), label))
        text += words
    return (text[:1].upper() + text[1:] if hand > 0.7 else text), places


def _person(random: Random) -> tuple[Part, ...]:
    name = random.choice(_NAMES) if random.random() < 0.8 else _made(random).capitalize()
    before, after = random.choice(_ABOUT_PERSONS)
    return ("idle", _filled(before, random)), ("person", name), ("idle", _filled(after, random))


def _thing(random: Random) -> str:
    chance = random.random()
    if chance < 0.2:
        thing = f"{_made(random)}{random.choice(_NOUN_ENDINGS)}"
    elif chance < 0.3:
        thing = _made(random).capitalize()
    else:
        thing = random.choice(_things())
    if random.random() < 0.2 and thing[-1] not in "sxz":
        thing += "s"
    if random.random() < 0.4:
        thing += f"{random.choice((' ', ' ', ' de ', ' en ', ' et '))}{random.choice(_things())}"
    if random.random() < 0.15:
        thing += f" {random.randint(2, 400)}{random.choice(_UNITS)}"
    return thing.capitalize() if random.random() < 0.15 else thing


def _filled(pattern: str, random: Random) -> str:
    """A form of a verb in the place of each sign: V any form, I an infinitive, P a participle."""
    forms = {"V": _ENDINGS, "I": ("er",), "P": ("é", "ée", "és", "ées")}

    def form(match: re.Match[str]) -> str:
        if match.group() == "P" and random.random() < 0.35:
            return random.choice(_PARTICIPLES)
        return random.choice(_STEMS) + random.choice(forms[match.group()])

    return re.sub(r"\b[VIP]\b", form, pattern)


def _made(random: Random) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(random.choice((1, 2, 2, 3))))


@cache
def _things() -> tuple[str, ...]:
    """What merchants print, the words of the trade, the labels of the accounts, and things of every day."""
    found = set(_THINGS)
    with (ROOT / "classifiers/category-words.csv").open(encoding="utf-8", newline="") as file:
        found.update(term.strip(" *").lower() for row in csv.DictReader(file) for term in row["terms"].split(";"))
    with (ROOT / "search/synonyms.csv").open(encoding="utf-8", newline="") as file:
        found.update(term for row in csv.DictReader(file) for term in f"{row['asked']}|{row['found']}".split("|"))
    with (ROOT / "locales/countries/fr.csv").open(encoding="utf-8", newline="") as file:
        found.update(word.lower() for row in csv.DictReader(file) for word in re.findall(r"[^\W\d_]{4,}", row["label"]))
    return tuple(sorted(thing for thing in found if re.fullmatch(r"[^\W_][\w ]{2,29}", thing)))


def _list(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.replace("\n", " ").split("|"))


_SMALL = frozenset("de en a et la le les du des pour avec d l un une sur of for the and".split())
_UNITS = ("", " mm", " cm", " m2", " kg", "kg", " l", "l", " w", " litres", " pouces", " tonnes", "mm")
_SYLLABLES = tuple(
    "ka ko ma mi ra ri to ta lo li sa so ben bel dou dia fa ga na ni nou ou ya zi tra ver vel mon mar cor sol ton lan".split()
)
_NOUN_ENDINGS = tuple(
    """ette ettes ier iers age ages ment ments tion tions ure ures oir oirs eur eurs ant ants euse euses erie eries ine ines al ot ots
    on ons et ets elle elles is iste ique aire aires ade ades ance ances isse iche ouille ard o a u ille illes esse ée ie ule ing ers
    board""".split()
)
_STEMS = tuple(
    """récapitul dénombr ressort attir point aid command mont élev lev commenc coût revien appart trait compil synthétis résum détaill
    énumér cherch fouill farfouill sort tir envoi transf balanc pass partag prépar télécharg imprim exploit analys vérifi contrôl not
    annot class tri ordonn rassembl additionn cumul somm chiffr estim évalu mesur compar dépass atteign avoisin représent total affect
    imput ventil ressembl correspond parl évoqu cit nomm appel intitul figur apparaî tomb arriv rentr entr part récept réceptionn
    encaiss décaiss débours rembours avanc prêt emprunt dépann travaill utilis emploi consomm brûl mang gaspill claqu crach lâch raqu
    douill banqu cram flamb engag budgét provisionn prélev vers acquitt honor sold régularis annul bloqu suspend relanc réclam contest
    litig signal oubli omett perd égar manqu rest traîn attend patient""".split()
)
_ENDINGS = tuple("e es ons ez ent er é ée és ées ait aient ais era eront erez".split())
_PARTICIPLES = tuple(
    """fait faits faites faite pris prise mis mise reçu reçues eu eue dû vu vus vendu rendu perdu remis soumis produit émis émises offert
    ouvert fini choisi servi sorti parti venu tenu valu fallu voulu pu su lu""".split()
)
_OPENINGS = _list("""V moi|V-moi|tu peux V|je voudrais I|il me faudrait|est-ce que tu V|salut chef|salut patron|salut l'équipe|
slt|cc|hey|yo|bjr|bsr|dsl|dis|alors|bon|allez|combien ça V|à combien s'V|à combien se V|qu'est-ce qui V|qui V|quelles sont|où V-t-on|
jai besoin de I|jaimerais I|faudrait|j'arrive pas à I|impossible de I|can you pull|could you fetch me|grab|dig up|bring up|check|please|
urgent|vite|peux tu I|on a P combien|nous I|merci de I|jai P combien|g P|jai P""")
_CLOSINGS = _list("""stp|svp merci|merci d'avance|rapidement|urgent|qui V|que j'ai P|qu'on a P|que nous avons P|P depuis|please|
ayant été P|si possible|au plus vite|normalement|en principe|je crois|thanks|dispo|quelque part|chez nous""")
_KINDS = _list("""factures|les factures|la facture|tickets|le ticket|devis|avoirs|reçus|les reçus|contrats|bons de livraison|relevés|
dépenses|achats|les dépenses|pièces|documents|justificatifs|notes de frais""")
_CATEGORIES = _list("""de carburant|d'essence|de restaurant|d'hôtel|de péage|d'électricité|de téléphone|d'assurance|de train""")
_BEFORE_THINGS = _list("pour|de|avec|du|des|à|chez|mois de|||||||")
_TIMES = _list("""en mars 2025|de janvier|le mois dernier|cette année|la semaine dernière|hier|en 2024|depuis le 1er juin|au T2|
avant le 15 mars|du 3 au 7 février|ce trimestre|lundi""")
_SUMS = _list("""de plus de 500 €|entre 10 et 20 euros|à 49,90 €|de moins de 20 000 DA|supérieures à 1000 euros|environ 80 €|
de 150 000 FCFA""")
_STATES = _list("impayées|à valider|payées par carte|en espèces|non réglées|en retard|validées|par virement")
_ABOUT_PERSONS = (
    ("de", ""), ("de", ""), ("par", ""), ("pour", ""), ("chez", ""), ("P par", ""), ("P par", ""), ("", "a-t-il P"), ("", "a-t-elle P"),
    ("que", "a P"), ("que", "avait P"), ("", "a P"), ("", ""), ("from", ""),
)  # fmt: skip
_NAMES = tuple(
    """Ndeye Mbaye Ousmane Aïssatou Binta Abdou Seynabou Modou Khady Coumba Pape Assane Idrissa Kofi Kwame Yao Koffi Akissi Adjoua
    Affoué Mireille Solange Titouan Enzo Noé Léonie Capucine Maël Lilou Anouk Gwenaëlle Erwan Yoann Ronan Soizic Rayan Ilyes Nour
    Lyna Meriem Sofiène Walid Zakaria Abdelkader Houria Fatiha Nassima Djamila Rabah Tahar Slimane Mokhtar Larbi Hocine Messaoud
    Brahim Youcef Redouane Bilal Anis Oussama Ayoub Imane Hajar Loubna Ghita Siham Hind Naoufal Adil Jaouad Oumayma Ikram Marwa Rim
    Sirine Dorra Skander Firas Aziz Ramzi Chokri Hedi Lotfi Moncef Slim Rose Pierre Claire Aurore Violette Marguerite Prosper Clovis
    Firmin Edmond Lucien Gaston Odette Yvonne Simone Ginette Colette Paulette Roger Fernand Kyllian Jordan Dylan Brandon Kelly
    Cindy Mélissa Ashley Emily Jack Oliver Harry Amelia Grace Owen Tyler""".split()
)
_THINGS = _list("""scie sauteuse|tuyau arrosage|vis inox|plaque de plâtre|sac de plâtre|gravier|parquet chêne|robinet|mitigeur|
chaudière murale|radiateur|câble ethernet|écran 27 pouces|souris sans fil|tapis de souris|chaise de bureau|
bureau assis debout|stylo bille|classeurs|agrafes|feutres|toner noir|casque audio|batterie externe|chargeur|clé usb|
disque dur|tablette|appareil photo|trépied|lampe led|ampoules|rallonge|multiprise|perforateur|marteau piqueur|
échelle|escabeau|bâche|peinture grise|rouleaux|pinceaux|enduit|colle|joint silicone|carrelage|faïence|baignoire|
lavabo|évier|siphon|coude laiton|manchon|flexible|vanne|disjoncteur|interrupteur|prise murale|fil électrique|gaine
|boîtier|coffret|moteur|filtre à huile|courroie|plaquettes de frein|bougies|pare-brise|essuie-glaces|huile moteur|
liquide de refroidissement|dépanneuse|remorque|palette|cartons|ruban adhésif|étiquettes|film étirable|farine|sucre|
lait|beurre|oeufs|viande hachée|poulet|poisson|légumes|fruits|eau minérale|jus|vin rouge|bière|gâteau|
croissants|sandwich|couscous|salade|fromage|riz|thé|semoule|dattes|tissu|bobine|machine à coudre|
gants de protection|gilet fluo|chaussures|casque|blouse|masques|gel hydroalcoolique|désinfectant|balai|serpillière|
lessive|poubelle|sacs|vaisselle|couverts|nappes|fleurs|plante|cadre|affiche|flyers|cartes de visite|enseigne|
stand|salon|séminaire|conférence|formation excel|cours d'anglais|audit|expertise|bilan|liasse|statuts|brevet|
marque|nom de domaine|certificat|serveur|antivirus|sauvegarde|maintenance|caution|dépôt|garantie|franchise|
sinistre|vigilance|attestation|permis|passage|visite technique|contrôle|amende|vignette|Lisbonne|Turin|Kaolack|
Bouaké|Thiès|Sfax|Béjaïa|Tizi Ouzou|Skikda|Bobo|chantier mairie|chantier école|client Martin|dossier Dupont|
projet Alpha|mission conseil|salle de réunion|coworking|boxe|studio|entrepôt|garage|toiture|façade|charpente|
isolation|laine de verre|placo|ciment|béton|sable|fer à béton|treillis|poutre|planches|contreplaqué|lasure|
vernis|table|armoire|étagère|canapé|rideaux|tapis|moquette|four|frigo|cafetière|capsules|bouilloire|micro-
ondes|aspirateur|ventilateur|climatisation|pompe à eau|forage|cuve|groupe électrogène|onduleur|panneaux solaires|
batteries|compteur|caméra|alarme|serrure|clés|portail|badge|
desk|lamp|keyboard|headset|charger|screen|cables|drill|ladder|gloves|helmet|boots|paint|timber|bricks|tiles|pipes|valve|pump|heater|
boiler|filter|tyres|brakes|coffee beans|milk|bread|cake|flowers|gift cards|brochures|banners|booth|venue|catering|interpreter|
translation|lawyer|audit|payroll|insurance claim|deposit|warranty|membership|hosting|backup|license|upgrade|spreadsheet|report|
blueprint|survey|badge|locker|sofa|curtains|carpet|fridge|oven|kettle|mower|fence|gravel|worksheet|datasheet|logbook|checklist""")
