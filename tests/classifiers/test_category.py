"""What was bought, told from the past, the merchant and the words. Each case is a document that a small firm keeps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.category import classify
from domain.facts import Facts, Found, InvoiceLine
from domain.kinds import Category, DocumentType

INVOICE, RECEIPT = DocumentType.INVOICE, DocumentType.RECEIPT


def seller(name: str | None, *items: str, siren: str | None = None) -> Facts:
    return Facts(
        seller_name=Found(value=name, confidence=0.9) if name else None,
        seller_siren=Found(value=siren, confidence=0.9) if siren else None,
        lines=tuple(InvoiceLine(description=item) for item in items),
    )


CASES = [
    ("Moulin de la Vallée", "FACTURE\nRéf Désignation Qté PU HT\nNougat 250g carton de 12\nHuile d'olive 50cl\nTotal HT", "goods"),
    ("METRO Cash & Carry", "METRO\nFACTURE\nArticle Colis Prix\nPOULET PAC\nTOMATES CAISSE DE 6KG\nTOTAL TTC", "goods"),
    ("Scierie des Vosges", "FACTURE\nBois de charpente 4 m3\nPoutre 200x200\nTotal HT", "raw_materials"),
    ("EDF", "Votre facture d'électricité\nConsommation 1 245 kWh\nAbonnement puissance souscrite 9 kVA\nTVA 5,5 %\nTVA 20 %", "energy"),
    ("ENGIE", "Facture de gaz naturel\nConsommation en kWh\nAcheminement\nCTA", "energy"),
    ("Veolia Eau", "Facture d'eau\nDistribution de l'eau 45 m3\nCollecte et traitement des eaux usées\nAgence de l'eau", "water"),
    ("TOTAL ACCESS", "STATION SERVICE\nPompe 4 GAZOLE 45,20 L\nPrix/L 1,699\nTOTAL 76,79 EUR\nTVA 20%", "fuel"),
    ("Intermarché", "STATION INTERMARCHE\nSP95-E10\nVolume 32,10\nMontant 55,20", "fuel"),
    (None, "SARL RELAIS DU LAC\nPompe 2\nSANS PLOMB 98\n30,01 L x 1,89 EUR/L\nTOTAL 56,72", "fuel"),
    ("Bureau Vallée", "Ramettes papier A4 80g\nToner HP\nTOTAL TTC 48,90", "office_supplies"),
    ("Papeterie du Centre", "2 cahiers\n1 stylo\nTOTAL 8,40", "office_supplies"),
    ("Leroy Merlin", "PERCEUSE 18V\nCHEVILLES\nTOTAL TTC 89,90\nTVA 20%", "small_equipment"),
    ("Quincaillerie Martin", "Vis inox\nTournevis\nTotal 15,30", "small_equipment"),
    ("LDLC Pro", "FACTURE\nOrdinateur portable Lenovo ThinkPad L14\nTotal HT 1 200,00", "equipment"),
    ("SARL Durand Services", "FACTURE\nSous-traitance chantier Lyon\nAutoliquidation", "subcontracting"),
    ("SCI des Tilleuls", "QUITTANCE DE LOYER\nLoyer du mois de mars\nProvision sur charges", "rent"),
    ("KILOUTOU", "Contrat de location\nLocation mini pelle 2 jours\nTotal HT", "equipment_rental"),
    ("Plomberie Bernard", "FACTURE\nDépannage fuite lavabo\nMain d'oeuvre 2 h\nDéplacement", "maintenance"),
    ("ISS Propreté", "Nettoyage des locaux\nmois de mai", "maintenance"),
    ("MAAF Assurances", "Avis d'échéance\nMultirisque professionnelle\nPrime annuelle", "insurance"),
    ("Editions Francis Lefebvre", "Abonnement revue fiduciaire\nTVA 2,10 %", "documentation"),
    ("Librairie Mollat", "Livre Code du travail 2026\nISBN 978\nTVA 5,5%", "documentation"),
    ("CEGOS", "Formation professionnelle\nStagiaire\nConvention de formation", "training"),
    ("Cabinet Lefort, experts-comptables", "Note d'honoraires\nTenue de comptabilité\nTVA 20 %", "fees"),
    ("SELARL Dupont Avocats", "Honoraires\nConsultation juridique", "fees"),
    ("Imprimerie Moderne", "500 flyers A5\n200 cartes de visite", "advertising"),
    ("Google Ireland Limited", "Google Ads\nCampagne\nClics", "advertising"),
    ("Fleuriste Rose Thé", "Bouquet\nTotal 45,00", "gifts"),
    ("Transports Girard", "Lettre de voiture\n3 palettes Lyon Lille\nSurcharge gazole", "transport"),
    ("SNCF Voyageurs", "Billet de train\nParis Gare de Lyon Marseille St Charles\n2nde classe", "travel"),
    ("Taxi Parisien", "TAXI\nCourse\nPrise en charge 4,00\nTotal 32,50", "travel"),
    ("Air France", "E-ticket\nVol AF1234\nPassager", "travel"),
    ("Hôtel Ibis Lyon", "1 nuitée chambre double\nPetit déjeuner\nTaxe de séjour 1,65", "lodging"),
    ("Le Bistrot du Port", "Table 12 Couverts 2\n2 Menu du jour\n1 Pichet vin rouge\n2 Café\nTVA 10% TVA 20%", "meals"),
    (None, "CHEZ MARCEL\nBRASSERIE\nPlat du jour 14,50\nDessert 6,00\nCafé 2,20\nTOTAL 22,70", "meals"),
    ("Boulangerie Petit", "2 baguettes\n1 croissant\nTotal 3,90", "meals"),
    ("Garage du Stade", "Vidange\nFiltre à huile\nPlaquettes de frein\nKilométrage 120 300", "vehicle"),
    ("Norauto", "Pneu Michelin 205/55 R16\nÉquilibrage", "vehicle"),
    ("VINCI Autoroutes", "Péage\nEntrée Lyon Sortie Valence\nClasse 1\nTotal 12,40", "parking_tolls"),
    ("INDIGO", "PARKING REPUBLIQUE\nDurée 2h14\nStationnement\n8,20", "parking_tolls"),
    ("La Poste", "Affranchissement\nLettre recommandée\nCarnet de timbres", "postage"),
    ("Chronopost", "Colis Chrono 13\nSuivi", "postage"),
    ("Orange", "Votre facture mobile\nForfait 100 Go\nAppels\nHors forfait", "telecom"),
    ("Bouygues Telecom", "Ligne mobile 06\nFibre Bbox Pro\nTotal TTC", "telecom"),
    ("OVHcloud", "Hébergement web\nNom de domaine\nTVA 20%", "software"),
    ("Microsoft Ireland Operations", "Microsoft 365 Business\n5 utilisateurs", "software"),
    ("BNP Paribas", "Frais de tenue de compte\nCommission d'intervention", "bank_fees"),
    ("Direction générale des finances publiques", "Avis d'imposition\nCotisation foncière des entreprises", "taxes"),
    ("Chambre de Métiers", "Appel à cotisation\nAdhésion 2026", "subscriptions"),
    ("Pharmacie de la Gare", "DOLIPRANE 1000\nTVA 2,10 %\nTotal 4,20", "other"),
    ("REWE Markt GmbH", "REWE\nBROT 2,19 B\nMILCH 1,09 B\nKÄSE 2,99 B\nSUMME EUR 6,27", "meals"),
    ("Hornbach Baumarkt AG", "SCHRAUBEN\nDÜBEL\nSUMME 12,90\nMwSt 19%", "small_equipment"),
    ("Aral Tankstelle", "SUPER E10\n40,01 L\nSUMME 61,20", "fuel"),
    ("RESTORAN MAJU SDN BHD", "TABLE 7\nNASI GORENG 6.50\nTEH TARIK 2.00\nTOTAL 8.50", "meals"),
    ("TEO HARDWARE TRADING", "PVC PIPE\nCEMENT\nTOTAL 33.00", "small_equipment"),
    ("PETRONAS SETIA ALAM", "PUMP 3\nPRIMAX 95 20.1 LITRE\nTOTAL RM 44.00", "fuel"),
    ("SUNNY STATIONERY SDN BHD", "A4 PAPER\nMARKER PEN\nTOTAL 18.20", "office_supplies"),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[f"{case[2]}: {case[0]}" for case in CASES])
def test_the_merchant_and_the_words_tell_what_was_bought(name: str | None, text: str, expected: str) -> None:
    page = f"{name}\n{text}" if name else text

    best, confidence = classify(seller(name), page, document_type=INVOICE)[0]

    assert best == expected
    assert confidence >= 0.4


def test_every_category_can_be_reached() -> None:
    told = {expected for _, _, expected in CASES}

    assert told | {"payroll"} == set(Category)


def test_a_payslip_is_pay() -> None:
    guesses = classify(seller("Dupont SA"), "BULLETIN DE PAIE\nSalaire brut\nCotisations", document_type=DocumentType.PAYSLIP)

    assert guesses[0][0] is Category.PAYROLL


def test_what_the_company_decided_before_beats_every_word() -> None:
    found = seller("Au Bon Moulin", "Toner", "Ramette papier", siren="404833048")

    guesses = classify(found, "PAPETERIE", document_type=INVOICE, decided=Category.GIFTS)

    assert guesses[0] == (Category.GIFTS, 0.96)
    assert len({category for category, _ in guesses}) == len(guesses)


def test_nothing_to_go_by_is_other_and_not_a_guess() -> None:
    assert classify(seller(None), "", document_type=INVOICE)[0][0] is Category.OTHER
    assert classify(seller("Zxqw"), "Total 12,00", document_type=RECEIPT)[0][0] is Category.OTHER


def test_the_lines_decide_in_a_shop_that_sells_everything() -> None:
    food = classify(seller("Carrefour", "Jambon", "Fromage", "Pain", "Yaourt"), "", document_type=RECEIPT)
    paper = classify(seller("Carrefour", "Ramette A4", "Stylos", "Enveloppes"), "", document_type=RECEIPT)

    assert food[0][0] is Category.MEALS
    assert paper[0][0] is Category.OFFICE_SUPPLIES
    assert food[0][1] < 0.9


def test_a_street_named_after_a_school_is_no_school() -> None:
    guesses = classify(seller("Garage Petit"), "Garage Petit\n12 rue de l'École\nVidange", document_type=INVOICE)

    assert guesses[0][0] is Category.VEHICLE
    assert Category.TRAINING not in [category for category, _ in guesses]


def test_the_bank_that_an_invoice_is_paid_to_is_not_what_was_bought() -> None:
    text = "Papeterie du Lac\nRamettes\nRèglement par virement\nBNP Paribas IBAN FR76\nPénalités de retard : 3 fois le taux légal"

    assert classify(seller("Papeterie du Lac"), text, document_type=INVOICE)[0][0] is Category.OFFICE_SUPPLIES


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_gives_probabilities(text: str, name: str) -> None:
    guesses = classify(seller(name or None), text, document_type=INVOICE)

    assert guesses
    assert all(0 <= p <= 1 for _, p in guesses)
    assert sum(p for _, p in guesses) <= 1.0001
    assert [p for _, p in guesses] == sorted((p for _, p in guesses), reverse=True)
