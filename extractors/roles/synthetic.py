"""Letterheads made up for training, in French and German: the words of a trade, a street and a town, set as tills and shops do.

Names, streets and towns are drawn from small lists of common ones; a number never stands for a real firm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from domain.geometry import Box
from domain.page import Line, Word

NAME, ADDRESS, OTHER = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Lines with the role of each, in a language."""

    language: str
    lines: tuple[Line, ...]
    roles: tuple[int, ...]


Row = tuple[str, int]

_SURNAMES = (
    "Martin|Bernard|Thomas|Petit|Robert|Richard|Durand|Dubois|Moreau|Laurent|Simon|Michel|Lefebvre|Leroy|Roux|David|Bertrand|Morel|Fournier|Girard|"
    "Bonnet|Dupont|Lambert|Fontaine|Rousseau|Vincent|Muller|Lefevre|Faure|Andre|Mercier|Blanc|Guerin|Boyer|Garnier|Chevalier|Francois|Legrand|"
    "Gauthier|Garcia|Perrin|Robin|Clement|Morin|Nicolas|Henry|Roussel|Mathieu|Gautier|Masson|Benali|Haddad|Diallo|Traoré|Ndiaye|Koné"
).split("|")  # fmt: skip
_FRENCH_TRADES = (
    "Boulangerie|Pâtisserie|Pharmacie|Restaurant|Brasserie|Café|Hôtel|Garage|Librairie|Papeterie|Menuiserie|Plomberie|Quincaillerie|Boucherie|"
    "Traiteur|Pizzeria|Crêperie|Bistrot|Épicerie|Tabac Presse|Station|Imprimerie|Transports|Taxi|Auberge|Fleuriste|Optique|Coiffure|Le Comptoir|"
    "La Table|Au Bon|Chez|Les Jardins|La Maison|Aux Délices|L'Atelier|Le Relais|Le Petit|Bar|Carrosserie|Électricité|Peinture|Informatique"
).split("|")  # fmt: skip
_FANCIES = (
    "du Marché|de la Gare|du Centre|des Halles|Saint-Michel|du Port|de la Poste|du Moulin|des Amis|de Paris|Gourmand|Royal|Moderne|Bleu|du Parc|"
    "des Lilas|Provençal|Express|Plus|2000|du Soleil|de l'Église|de Bretagne|Rouge|d'Or|des Arts|du Lac|Sud|Océan"
).split("|")  # fmt: skip
_BRANDS = "CARREFINO|MONOPRIMO|BRICOLEX|SUPER V|INTERPRIX|FRANCASINO|NORAUTO SUD|DECORAMA|LECLAIR|AUCHAMP|PICARDIN|BOTANEO|GIFAMAX|TOTALGAZ|ESSONE|AVIANE|FLUNCHY|QUICKO|PAULO|KIABO".split("|")  # fmt: skip
_FRENCH_STREETS = "rue|avenue|boulevard|place|chemin|route|impasse|allée|quai|cours|av.|bd|rte|r.".split("|")
_FRENCH_OF = (
    "de la République|Victor Hugo|Jean Jaurès|du Général de Gaulle|des Écoles|de la Gare|Pasteur|du Moulin|de Paris|des Acacias|Gambetta|de l'Église|Saint-Honoré|du 8 Mai 1945|"
    "Charles de Gaulle|de Lyon|Voltaire|des Tilleuls|Jules Ferry|du Château|Nationale|de Verdun|du Maréchal Foch|Émile Zola|de la Liberté|des Vignes|de Rivoli"
).split("|")  # fmt: skip
_FRENCH_TOWNS = (
    "Paris|Lyon|Marseille|Lille|Nantes|Rennes|Toulouse|Bordeaux|Nice|Strasbourg|Dijon|Angers|Grenoble|Besançon|Le Mans|Saint-Étienne|Clermont-Ferrand|Aix-en-Provence|Villeurbanne|Tours|"
    "Saint-Denis|Montreuil|Metz|Mulhouse|Caen|La Rochelle|Boulogne-Billancourt|Annecy|Poitiers|Dunkerque|Malaucène|Carpentras|Pau|Bayonne|Quimper"
).split("|")  # fmt: skip
_GERMAN_TRADES = "Bäckerei|Apotheke|Gasthaus|Hotel|Tankstelle|Baumarkt|Supermarkt|Drogerie|Metzgerei|Buchhandlung|Blumen|Café|Restaurant|Elektro|Autohaus|Möbel|Getränkemarkt".split("|")  # fmt: skip
_GERMAN_NAMES = "Müller|Schmidt|Schneider|Fischer|Weber|Meyer|Wagner|Becker|Schulz|Hoffmann|Koch|Bauer|Richter|Klein|Wolf|Neumann|Schwarz|Braun|Zimmermann|Krüger".split("|")
_GERMAN_STREETS = "Hauptstraße|Bahnhofstr.|Lindenweg|Marktplatz|Gartenstraße|Schulstr.|Am Ring|Bergweg|Kirchgasse|Goethestraße|Rosenallee|Industriestr.|Kamp|Am Damm".split("|")
_GERMAN_TOWNS = "Berlin|Hamburg|München|Köln|Essen|Bremen|Leipzig|Dresden|Hannover|Bielefeld|Bonn|Münster|Karlsruhe|Mannheim|Augsburg|Gütersloh|Kassel|Halle".split("|")


def letterheads(count: int, *, seed: int) -> Iterator[Letterhead]:
    """So many letterheads, two in three French; the same for the same seed."""
    random = Random(seed)
    for number in range(count):
        language, rows = ("de", _german(random)) if number % 3 == 2 else ("fr", _french(random))
        yield _set(rows, language, random)


def _french(random: Random) -> list[Row]:
    pick = random.choice
    form = pick(("SARL", "SAS", "SASU", "EURL", "SA", "S.A.R.L.", "SNC", "SCOP"))
    trade = pick((f"{pick(_FRENCH_TRADES)} {pick(_FANCIES)}", f"{pick(_FRENCH_TRADES)} {pick(_SURNAMES)}", pick(_BRANDS), f"{pick(_BRANDS)} {pick(_FRENCH_TOWNS)}"))
    firm = pick((f"{form} {pick(_SURNAMES)}", f"{pick(_SURNAMES)} & Fils {form}", f"{form} {pick(_SURNAMES)} Frères", f"{pick(_SURNAMES)} Distribution {form}"))
    style = pick((str, str.upper, str.upper))
    name: list[Row] = pick(
        (
            [(trade, NAME)],
            [(trade, NAME)],
            [(f"{trade} {form}", NAME)],
            [(trade, OTHER), (firm, NAME)],
            [(firm, NAME)],
            [("*** " + trade + " ***", NAME)],
        )
    )
    slogan: list[Row] = [(pick(("Le bon goût du terroir", "Ouvert 7j/7", "Bienvenue", "Artisan depuis 1957", "La vie moins chère", "Pains et douceurs")), OTHER)]
    street = f"{random.randint(1, 180)}{pick(('', '', ' bis', ','))} {pick(_FRENCH_STREETS)} {pick(_FRENCH_OF)}"
    postcode = f"{random.randint(1, 95):02d}{random.randint(0, 99) * 10:03d}"
    town = f"{postcode} {pick(_FRENCH_TOWNS)}{pick(('', '', '', ' CEDEX', ' Cedex 9'))}"
    zone: list[Row] = [(pick(("ZA des Prés", "Zone Artisanale", "Centre Commercial Grand Sud", "ZI Nord", "BP 45", "Galerie marchande", "Bâtiment B")), ADDRESS)]
    address: list[Row] = pick(([(street, ADDRESS), (town, ADDRESS)], [(street, ADDRESS), (town, ADDRESS)], [(f"{street} {town}", ADDRESS)], [(f"{street} - {town}", ADDRESS)]))
    if random.random() < 0.25:
        address = [*zone, *address]
    if random.random() < 0.1:
        address = [*address, ("FRANCE", ADDRESS)]
    digits = lambda n: "".join(str(random.randint(0, 9)) for _ in range(n))  # noqa: E731 - one figure in many formats
    phone = f"0{random.randint(1, 7)}" + "".join(pick((" ", ".", " ")) + digits(2) for _ in range(4))
    marks: list[Row] = [
        (pick(("Tél : ", "Tél. ", "TEL: ", "Tel ", "Téléphone : ", "")) + phone, OTHER),
        (pick(("SIRET : ", "Siret ", "N° SIRET ")) + f"{digits(3)} {digits(3)} {digits(3)} {digits(5)}", OTHER),
        (f"TVA intracom : FR{digits(11)}", OTHER),
        (f"www.{pick(_SURNAMES).lower()}.fr", OTHER),
        (f"RCS {pick(_FRENCH_TOWNS)} {digits(9)}", OTHER),
        (f"APE {digits(4)}Z", OTHER),
    ]
    random.shuffle(marks)
    below: list[Row] = [
        (pick(("TICKET", "Facture n° ", "Ticket de caisse", "NOTE", "*** DUPLICATA ***", "CARTE BANCAIRE")) + digits(5), OTHER),
        (f"{random.randint(1, 28):02d}/{random.randint(1, 12):02d}/20{random.randint(15, 26)} {random.randint(8, 21):02d}:{digits(2)}", OTHER),
        (pick(("Caisse 02 Vendeur : ", "Table 12 Couverts 2 ", "Serveur : ", "Opérateur ", "Hôtesse : ")) + pick(_SURNAMES), OTHER),
        (pick(("1 CAFE EXPRESSO 1,80", "2 X 4,50 MENU MIDI 9,00", "BAGUETTE TRADITION 1,20", "SP95-E10 45,32 L", "CHEMISE COTON 39,90")), OTHER),
        (pick(("Designation Qte PU Montant", "Article Prix", "EUR", "1 EAU MINERALE 50CL 2,50")), OTHER),
        (pick(("TOTAL 12,60", "TOTAL A PAYER 24,90 EUR", "CB 45,00", "MONTANT = 18,50 EUR")), OTHER),
    ]
    head = [*(slogan if random.random() < 0.15 else []), *name, *(slogan if random.random() < 0.2 else [])]
    middle = [*address, *marks[: random.randint(0, 4)]] if random.random() < 0.9 else [*marks[:1], *address, *marks[1:3]]
    if random.random() < 0.06:
        middle = marks[:2]
    if random.random() < 0.1:
        head, middle = [*below[:2], *head], middle
    return [(style(text), role) for text, role in (*head, *middle, *below)]


def _german(random: Random) -> list[Row]:
    pick: Callable[..., str] = random.choice
    form = pick(("GmbH", "GmbH & Co. KG", "AG", "e.K.", "KG", "OHG"))
    brand = pick(("KAUFGUT", "BAUMAX", "DROGO", "EDELKA", "MARKTHALLE", "ELEKTRO NORD", "NETTOMARKT", "TOOMAX"))
    firm = pick((f"{pick(_GERMAN_TRADES)} {pick(_GERMAN_NAMES)}", f"{pick(_GERMAN_NAMES)} {form}", f"{pick(_GERMAN_TRADES)} {pick(_GERMAN_NAMES)} {form}", f"{brand} {form}"))
    name: list[Row] = [[(firm, NAME)], [(brand, OTHER), (firm, NAME)], [(brand, NAME)]][random.randrange(3)]
    slogan: list[Row] = [(pick(("Ihr Partner vor Ort", "Immer gut beraten.", "Frische erleben", "Öffnungszeiten Mo.-Sa. 8.00-20.00 Uhr", "Mein Markt", "Filiale 214")), OTHER)]
    street = f"{pick(_GERMAN_STREETS)} {random.randint(1, 150)}{pick(('', '', 'a', '-3'))}"
    town = f"{random.randint(10000, 99999)} {pick(_GERMAN_TOWNS)}"
    address: list[Row] = [[(street, ADDRESS), (town, ADDRESS)], [(town, ADDRESS), (street, ADDRESS)], [(f"{street}, {town}", ADDRESS)]][random.choice((0, 0, 0, 1, 2))]
    marks: list[Row] = [
        (f"Tel.: 0{random.randint(200, 999)} {random.randint(1000, 99999)}", OTHER),
        (f"USt-IdNr.: DE{random.randint(100000000, 999999999)}", OTHER),
        (f"Steuernummer: {random.randint(10, 99)}/{random.randint(100, 999)}/{random.randint(1000, 9999)}", OTHER),
    ]
    below: list[Row] = [
        (pick(("EUR", "RECHNUNG", "Kassenbon", "K-U-N-D-E-N-B-E-L-E-G")), OTHER),
        ("VOLLMILCH 3,5% 1,09 B", OTHER),
        ("BROT 750G 2,49 B", OTHER),
        ("SUMME EUR 3,58", OTHER),
        ("Bar EUR 5,00", OTHER),
    ]
    return [*name, *(slogan if random.random() < 0.35 else []), *address, *marks[: random.randint(0, 3)], *below]


def _set(rows: list[Row], language: str, random: Random) -> Letterhead:
    """Type the rows on a page: centred or at the left, the name perhaps larger."""
    centred, larger, top = random.random() < 0.6, random.random() < 0.4, 40.0
    lines: list[Line] = []
    for text, role in rows:
        height = 30.0 * (random.uniform(1.3, 2.2) if larger and role == NAME else random.uniform(0.92, 1.1))
        letter = height * 0.55
        at = 400 - len(text) * letter / 2 if centred and role != OTHER else 30.0
        at = max(5.0, at + random.uniform(-6, 6))
        words = []
        for word in text.split():
            words.append(Word(text=word, box=Box(at, top, at + letter * len(word), top + height), confidence=random.uniform(0.85, 1.0)))
            at += letter * (len(word) + 1)
        lines.append(Line(page=1, words=tuple(words)))
        top += height * random.uniform(1.05, 1.5)
    return Letterhead(language=language, lines=tuple(lines), roles=tuple(role for _, role in rows))
