"""Letterheads made up for training, in French and German: the words of a trade, a street and a town, set as tills and shops do.

Names, streets and towns are drawn from small lists of common ones; a number never stands for a real firm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from domain.geometry import Box
from domain.page import Line, Word
from extractors.roles.model import ADDRESS, NAME, OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Lines with the role of each, in a language."""

    language: str
    lines: tuple[Line, ...]
    roles: tuple[int, ...]


Row = tuple[str, int]


def _list(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.replace("\n", " ").split("|"))


_SURNAMES = _list("""Martin|Bernard|Thomas|Petit|Robert|Richard|Durand|Dubois|Moreau|Laurent|Simon|Michel|Lefebvre|Leroy|Roux|
David|Bertrand|Morel|Fournier|Girard|Bonnet|Dupont|Lambert|Fontaine|Rousseau|Vincent|Muller|Lefevre|Faure|Andre|Mercier|Blanc|Guerin|Boyer|
Garnier|Chevalier|Francois|Legrand|Gauthier|Garcia|Perrin|Robin|Clement|Morin|Nicolas|Henry|Roussel|Mathieu|Masson|Benali|Haddad|Diallo""")
_TRADES = _list("""Boulangerie|Pâtisserie|Pharmacie|Restaurant|Brasserie|Café|Hôtel|Garage|Librairie|Papeterie|Menuiserie|Plomberie|
Quincaillerie|Boucherie|Traiteur|Pizzeria|Crêperie|Bistrot|Épicerie|Tabac Presse|Station|Imprimerie|Transports|Taxi|Auberge|Fleuriste|
Optique|Coiffure|Le Comptoir|La Table|Au Bon|Chez|Les Jardins|La Maison|Aux Délices|L'Atelier|Le Relais|
Le Petit|Bar|Carrosserie|Peinture""")
_FANCIES = _list("""du Marché|de la Gare|du Centre|des Halles|Saint-Michel|du Port|de la Poste|du Moulin|des Amis|de Paris|Gourmand|Royal|
Moderne|Bleu|du Parc|des Lilas|Provençal|Express|Plus|2000|du Soleil|de l'Église|de Bretagne|Rouge|d'Or|des Arts|du Lac|Sud|Océan""")
_BRANDS = _list("""CARREFINO|MONOPRIMO|BRICOLEX|SUPER V|INTERPRIX|FRANCASINO|NORAUTO SUD|DECORAMA|LECLAIR|AUCHAMP|PICARDIN|BOTANEO|
GIFAMAX|TOTALGAZ|ESSONE|AVIANE|FLUNCHY|QUICKO|PAULO|KIABO|ZARO|LIDO|GIFI|NETTI|MIDAX|SPAR 7|B&M|H&N""")
_STREETS = _list("rue|rue|rue|avenue|boulevard|place|chemin|route|impasse|allée|quai|cours|av.|bd|rte|r.")
_OF = _list("""de la République|Victor Hugo|Jean Jaurès|du Général de Gaulle|des Écoles|de la Gare|Pasteur|du Moulin|de Paris|des Acacias|
Gambetta|de l'Église|Saint-Honoré|du 8 Mai 1945|
Charles de Gaulle|de Lyon|Voltaire|des Tilleuls|Jules Ferry|du Château|Nationale|de Verdun|
du Maréchal Foch|Émile Zola|de la Liberté|des Vignes|de Rivoli|Montaigne|d'Alésia""")
_TOWNS = _list("""Paris|Lyon|Marseille|Lille|Nantes|Rennes|Toulouse|Bordeaux|Nice|Strasbourg|Dijon|Angers|Grenoble|Besançon|Le Mans|
Saint-Étienne|Clermont-Ferrand|Aix-en-Provence|Villeurbanne|Tours|Saint-Denis|Montreuil|Metz|Mulhouse|Caen|La Rochelle|
Boulogne-Billancourt|Annecy|Poitiers|Dunkerque|Malaucène|Carpentras|Pau|Bayonne|Quimper|Issy les Moulineaux|Paris 11""")
_SLOGANS = _list("""Le bon goût du terroir|Ouvert 7j/7|Bienvenue|Artisan depuis 1957|La vie moins chère|Pains et douceurs|
Vous êtes bien chez nous|C'est bien, c'est bon|Ensemble, plus loin|Cuisine maison|Bienvenue dans votre magasin|Tout pour la maison|
Ouvert du lundi au samedi de 9h à 20h|Le plaisir de lire|votre spécialiste|Depuis 1921""")
_ZONES = _list(
    "ZA des Prés|Zone Artisanale|Centre Commercial Grand Sud|ZI Nord|BP 45|Galerie marchande|Bâtiment B|C.C. Les Arcades|Parc d'activités"
)
_ARTICLES = _list("""CAFE EXPRESSO|MENU MIDI|BAGUETTE TRADITION|SP95-E10|CHEMISE COTON|EAU MINERALE 50CL|POMMES GOLDEN|LAIT DEMI ECREME|
ENTRECOTE FRITES|VIS INOX X50|CAHIER A4|DOLIPRANE 1G|CROISSANT BEURRE|PLAT DU JOUR|PERRIER|JAMBON BLANC|LESSIVE LIQUIDE|TVA 20%""")
_GERMAN_TRADES = _list("""Bäckerei|Apotheke|Gasthaus|Hotel|Tankstelle|Baumarkt|Supermarkt|Drogerie|Metzgerei|Buchhandlung|Blumen|Café|
Restaurant|Elektro|Autohaus|Möbel|Getränkemarkt|Kaufhaus|Fleischerei|Konditorei|Frischemarkt|Schuhhaus""")
_GERMAN_NAMES = _list("""Müller|Schmidt|Schneider|Fischer|Weber|Meyer|Wagner|Becker|Schulz|Hoffmann|Koch|Bauer|Richter|Klein|Wolf|Neumann|
Schwarz|Braun|Zimmermann|Krüger|Hartmann|Lange|Krause|Lehmann""")
_GERMAN_BRANDS = _list("KAUFGUT|BAUMAX|DROGO|EDELKA|NORMI|ELEKTRO NORD|NETTOM|TOOMAX|PENNO|REWI|OBIX|dm-haus|HORNBERG|JUPITER|Lidlo|fein")
_GERMAN_STREETS = _list("""Hauptstraße|Bahnhofstr.|Lindenweg|Marktplatz|Gartenstraße|Schulstr.|Am Ring|Bergweg|Kirchgasse|Goethestraße|
Rosenallee|Industriestr.|Kampweg|Am Damm|Warburger Straße|Detmolder Str.|Grüner Weg|Neue Straße|Husener Str.|Kamp|Pohlweg|Breite Straße""")
_GERMAN_TOWNS = _list("""Berlin|Hamburg|München|Köln|Essen|Bremen|Leipzig|Dresden|Hannover|Bielefeld|Bonn|Münster|Karlsruhe|Mannheim|
Augsburg|Gütersloh|Kassel|Halle|Soest|Lippstadt|Paderau|Detmold""")
_GERMAN_SLOGANS = _list("""Ihr Partner vor Ort|Immer gut beraten.|Frische erleben|Unsere Öffnungszeiten|Mo.-Sa. 8.00 Uhr - 20.00 Uhr|
Mein Markt|
Filiale 214|Respekt vor Handarbeit.|Einkaufen und genießen|WUNSCHLOS GLÜCKLICH?|URL in Ihr Smartphone eintippen|oder QR-Code scannen|
Es gibt viel zu tun.|Mein Drogeriemarkt|FRISCHE UND GENUSS|Wo Einkaufen Freude macht""")
_GERMAN_ARTICLES = _list("""VOLLMILCH 3,5%|BROT 750G|GARTENSALAT|BANANEN LOSE|MORTADELLA|Emmentaler Stück|PFAND|KAROTTENSALAT|BIO HONIG|
KIWI 400g|TOPFREINIGER|LEERGUT-RÜCKN.|WRAPS|Spindelmäher|FEU.TOIL.PAP.|MULTIP.PROT. 53|HÄHNCHENBRUST""")
_SCRIBBLES = _list("(ll-..)|nbu nebtt ied ele|4)|F tsa|oOBk|8 o M|P.|bnu ndO|.)|Mlsu|x")


def letterheads(count: int, *, seed: int) -> Iterator[Letterhead]:
    """So many letterheads, every second in German; the same for the same seed."""
    random = Random(seed)
    for number in range(count):
        language, rows = ("de", _german(random)) if number % 2 else ("fr", _french(random))
        yield _set(rows, language, random)


def _french(random: Random) -> list[Row]:
    head = _french_name(random)
    address = _french_address(random)
    marks = _french_marks(random)
    middle = [*address, *marks[: random.randint(0, 4)]] if random.random() < 0.85 else [*marks[:1], *address, *marks[1:3]]
    if random.random() < 0.08:
        middle = marks[:2]
    below = _french_sale(random)
    if random.random() < 0.1:
        head = [*below[:2], *head]
    style = random.choice((str, str.upper, str.upper))
    return [(style(text), role) for text, role in (*head, *middle, *below)]


def _french_name(random: Random) -> list[Row]:
    pick = random.choice
    form = pick(("SARL", "SAS", "SASU", "EURL", "SA", "S.A.R.L.", "SNC", "SCOP"))
    trade = pick(
        (
            f"{pick(_TRADES)} {pick(_FANCIES)}",
            f"{pick(_TRADES)} {pick(_SURNAMES)}",
            pick(_BRANDS),
            f"{pick(_BRANDS)} {pick(_TOWNS)}",
        )
    )
    firm = pick((f"{form} {pick(_SURNAMES)}", f"{pick(_SURNAMES)} & Fils {form}", f"{form} {pick(_SURNAMES)} Frères"))
    kind = random.randrange(7)
    if kind < 3:
        name: list[Row] = [(trade, NAME)]
    elif kind == 3:
        name = [(f"{trade} {form}", NAME)]
    elif kind == 4:
        name = [(trade, OTHER), (firm, NAME)]
    elif kind == 5:
        name = [(firm, NAME)]
    else:
        name = [(f"*** {trade} ***", NAME)]
    before: list[Row] = [(pick(_SLOGANS), OTHER)] if random.random() < 0.2 else []
    after: list[Row] = [(pick(_SLOGANS), OTHER)] if random.random() < 0.25 else []
    return [*before, *name, *after]


def _french_address(random: Random) -> list[Row]:
    pick = random.choice
    street = f"{random.randint(1, 180)}{pick(('', '', ' bis', ','))} {pick(_STREETS)} {pick(_OF)}"
    postcode = f"{random.randint(1, 95):02d}{random.randint(0, 99) * 10:03d}"
    town = f"{postcode} {pick(_TOWNS)}{pick(('', '', '', ' CEDEX', ' Cedex 9'))}"
    kind = random.randrange(5)
    rows = [street, town] if kind < 3 else [f"{street} {town}"] if kind == 3 else [f"{street} - {town}"]
    if random.random() < 0.25:
        rows = [pick(_ZONES), *rows]
    if random.random() < 0.1:
        rows = [*rows, "FRANCE"]
    return [(row, ADDRESS) for row in rows]


def _french_marks(random: Random) -> list[Row]:
    pick = random.choice
    phone = f"0{random.randint(1, 7)}" + "".join(pick((" ", ".", " ")) + _digits(random, 2) for _ in range(4))
    siret = f"{_digits(random, 3)} {_digits(random, 3)} {_digits(random, 3)} {_digits(random, 5)}"
    rows = [
        pick(("Tél : ", "Tél. ", "TEL: ", "Tel ", "Téléphone : ", "")) + phone,
        pick(("SIRET : ", "Siret ", "N° SIRET ")) + siret,
        f"TVA intracom : FR{_digits(random, 11)}",
        f"www.{pick(_SURNAMES).lower()}.fr",
        f"RCS {pick(_TOWNS)} {_digits(random, 9)}",
        f"APE {_digits(random, 4)}Z",
    ]
    random.shuffle(rows)
    return [(row, OTHER) for row in rows]


def _french_sale(random: Random) -> list[Row]:
    pick = random.choice
    title = pick(("TICKET ", "Facture n° ", "Ticket de caisse ", "NOTE ", "*** DUPLICATA *** ", "CARTE BANCAIRE "))
    day = f"{random.randint(1, 28):02d}/{random.randint(1, 12):02d}/20{random.randint(15, 26)}"
    day += f" {random.randint(8, 21):02d}:{_digits(random, 2)}"
    rows = [
        title + _digits(random, 5),
        day,
        pick(("Caisse 02 Vendeur : ", "Table 12 Couverts 2 ", "Serveur : ", "Opérateur ", "Hôtesse : ")) + pick(_SURNAMES),
        pick(("Designation  Montant", "Article  Prix", "EUR", "Qte PU Montant")),
        *(f"{pick(_ARTICLES)}  {_price(random)}" for _ in range(random.randint(2, 8))),
        f"{pick(('TOTAL', 'TOTAL A PAYER', 'NET A PAYER', 'MONTANT'))}  {_price(random)}",
        f"{pick(('CB', 'ESPECES', 'CARTE BANCAIRE'))}  {_price(random)}",
    ]
    return [(row, OTHER) for row in rows[random.randint(0, 3) :]]


def _german(random: Random) -> list[Row]:
    pick = random.choice
    below = [
        pick(("EUR", "RECHNUNG", "Kassenbon", "K-U-N-D-E-N-B-E-L-E-G", "Bon-Nr. 2231")),
        *(f"{pick(_GERMAN_ARTICLES)}  {_price(random)} {pick('ABCD')}" for _ in range(random.randint(2, 9))),
        f"{pick(('SUMME EUR', 'zu zahlen', 'Total'))}  {_price(random)}",
        f"{pick(('Bar EUR', 'Kartenzahlung', 'girocard'))}  {_price(random)}",
    ]
    marks = [
        f"Tel.: 0{random.randint(200, 999)} {random.randint(1000, 99999)}",
        f"USt-IdNr.: DE{random.randint(100000000, 999999999)}",
        f"Steuernummer: {random.randint(10, 99)}/{random.randint(100, 999)}/{random.randint(1000, 9999)}",
    ]
    others: list[Row] = [(row, OTHER) for row in (*marks[: random.randint(0, 3)], *below[random.randint(0, 1) :])]
    return [*_german_name(random), *_german_address(random), *others]


def _german_name(random: Random) -> list[Row]:
    pick = random.choice
    form = pick(("GmbH", "GmbH & Co. KG", "AG", "e.K.", "KG", "OHG"))
    brand = pick(_GERMAN_BRANDS)
    firm = pick(
        (
            f"{pick(_GERMAN_TRADES)} {pick(_GERMAN_NAMES)}",
            f"{pick(_GERMAN_NAMES)} {form}",
            f"{pick(_GERMAN_TRADES)} {pick(_GERMAN_NAMES)} {form}",
            f"{brand} {form}",
            f"{brand} Baumarkt {form}",
        )
    )
    kind = random.randrange(4)
    name: list[Row] = [(firm, NAME)] if kind == 0 else [(brand, OTHER), (firm, NAME)] if kind == 1 else [(brand, NAME)]
    if kind == 3:
        name = [(firm, NAME), (f"{pick(_GERMAN_NAMES)} {pick(_GERMAN_NAMES)}", OTHER)]
    before: list[Row] = [(pick(_GERMAN_SLOGANS), OTHER) for _ in range(random.randint(1, 9))] if random.random() < 0.45 else []
    after: list[Row] = [(pick(_GERMAN_SLOGANS), OTHER)] if random.random() < 0.35 else []
    return [*before, *name, *after]


def _german_address(random: Random) -> list[Row]:
    pick = random.choice
    street = f"{pick(_GERMAN_STREETS)} {random.randint(1, 150)}{pick(('', '', 'a', '-3'))}"
    town = f"{random.randint(10000, 99999)} {pick(_GERMAN_TOWNS)}"
    kind = random.randrange(8)
    rows = [f"{street}, {town}"] if kind == 0 else [town, street] if kind == 1 else [street, town]
    return [] if random.random() < 0.05 else [(row, ADDRESS) for row in rows]


def _digits(random: Random, count: int) -> str:
    return "".join(str(random.randint(0, 9)) for _ in range(count))


def _price(random: Random) -> str:
    return f"{random.randint(0, 60)},{_digits(random, 2)}"


def _set(rows: list[Row], language: str, random: Random) -> Letterhead:
    """Type the rows on a page: centred or at the left, the name perhaps larger; two blanks lead to the column of prices."""
    centred, larger, top = random.random() < 0.6, random.random() < 0.4, 40.0
    if random.random() < 0.2:
        rows = [(random.choice(_SCRIBBLES), OTHER) for _ in range(random.randint(1, 3))] + rows
    lines: list[Line] = []
    roles: list[int] = []
    for text, role in rows:
        height = 30.0 * (random.uniform(1.3, 2.2) if larger and role == NAME else random.uniform(0.92, 1.1))
        letter = height * 0.55
        at = max(5.0, (400 - len(text) * letter / 2 if centred and role != OTHER else 30.0) + random.uniform(-6, 6))
        for cell in text.split("  "):
            lines.append(_typed(cell, at, top, height, random))
            roles.append(role)
            at = 640.0
        top += height * random.uniform(1.05, 1.5)
    return Letterhead(language=language, lines=tuple(lines), roles=tuple(roles))


def _typed(text: str, left: float, top: float, height: float, random: Random) -> Line:
    letter, words = height * 0.55, []
    for word in text.split():
        box = Box(left, top, left + letter * len(word), top + height)
        words.append(Word(text=word, box=box, confidence=random.uniform(0.85, 1.0)))
        left += letter * (len(word) + 1)
    return Line(page=1, words=tuple(words))
