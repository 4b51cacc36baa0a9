# ruff: noqa: E501 - a line of a document is a line here
"""Texts of every kind of document, made up with names, days and amounts that vary: what kinds look like, one line a line."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from textwrap import dedent

from domain.kinds import DocumentType as Kind

_NAMES = ("Menuiserie Perrin", "Boulangerie Aubry", "Transports Girard", "Garage Morel", "Cabinet Faure", "Librairie Blanc", "Hôtel du Lac")
_TOWNS = ("25000 Besançon", "39100 Dole", "69001 Lyon", "75011 Paris", "13001 Marseille", "44000 Nantes")

_TEMPLATES: dict[Kind, tuple[str, ...]] = {
    Kind.INVOICE: (
        "{a}\n12 rue des Ormes\n{t}\nFACTURE N° F-{n}\nDate : {d}\nClient : {b}\nDésignation Qté PU HT Montant\nPorte en chêne 1 {x} {x}\n"
        "Total HT {x}\nTVA 20 % {y}\nTotal TTC {z}\nÉchéance : {d}\nPénalités de retard : 3 fois le taux légal\nIndemnité forfaitaire 40 €",
        "{a} - {t}\nFacture d'acompte n° {n}\nFacturé à {b}\nSelon devis n° 12 du {d}\nAcompte 30 % {x}\nNet à payer {z}\nRèglement par virement",
        "{a}\nNOTE D'HONORAIRES N° {n}\n{d}\n{b}\nMission de conseil {x}\nTVA 20 % {y}\nNet à payer {z}\nTVA intracommunautaire FR44732829320",
        "{a}\n{t}\nQUITTANCE DE LOYER\nPériode du {d}\nLocataire : {b}\nLoyer {x}\nProvision pour charges {y}\nTotal {z}",
        "{a}\nVotre facture du {d}\nN° client 118 226\nN° facture {n}\nAbonnement {x}\nConsommation {y}\nTotal TTC {z}\nMontant prélevé le {d}",
        "{a} Ltd\nINVOICE\nInvoice no: {n}\nInvoice date: {d}\nBill to: {b}\nConsulting {x}\nVAT 20% {y}\nAmount due {z}\nPayment terms: net 30",
        "{a} GmbH\nRechnung Nr. {n}\nRechnungsdatum {d}\n{b}\nBeratung {x}\nMwSt 19 % {y}\nRechnungsbetrag {z}\nZahlbar bis {d}",
    ),
    Kind.CREDIT_NOTE: (
        "{a}\n{t}\nAVOIR N° A-{n}\nDate : {d}\nClient : {b}\nAnnule la facture n° F-12 du {d}\nTotal HT -{x}\nTVA -{y}\nTotal TTC -{z}",
        "{a}\nFacture d'avoir n° {n}\n{d}\n{b}\nRetour de marchandise\nTotal HT {x}\nTVA {y}\nNet à votre crédit {z}",
        "{a}\nNOTE DE CRÉDIT {n}\n{b}\nFacture d'origine : F-118\nRemise commerciale {x}\nTVA {y}\nTotal TTC {z}",
        "{a} Ltd\nCREDIT NOTE {n}\nDate {d}\n{b}\nOriginal invoice: 118\nReturned goods {x}\nVAT {y}\nTotal credited {z}",
        "{a} GmbH\nGutschrift Nr. {n}\n{d}\n{b}\nErstattung {x}\nMwSt {y}\nGesamtbetrag {z}",
    ),
    Kind.RECEIPT: (
        "{a}\n{t}\nTICKET N° {n}\n{d} 12:41\nCAISSE 2\n2 BAGUETTE {x}\nTOTAL {z}\nESPECES 50,00\nRENDU {y}\nMERCI DE VOTRE VISITE",
        "{a}\n{t}\nTABLE 12 COUVERTS 2\nServeur : Paul\n2 MENU MIDI {x}\n1 CAFE 1,80\nTOTAL {z}\nDont TVA 10 % {y}\nService compris\nCB {z}",
        "CARTE BANCAIRE\nSANS CONTACT\n{a}\n{t}\nLE {d} A 12:41\nMONTANT {z} EUR\nDEBIT\nTICKET CLIENT\nA CONSERVER",
        "STATION {a}\n{t}\n{d} 08:12\nPOMPE 4\nGAZOLE\nVOLUME 45,32 L\nPRIX/L 1,789\nTOTAL {z}\nCB EMV",
        "AUTOROUTES {a}\nPEAGE\n{d} 17:22\nENTREE Dole SORTIE Lyon\nClasse 1\nMontant TTC {z}\nDont TVA {y}\nCARTE BANCAIRE",
        "{a}\nFACTURE\nTABLE 4\nCOUVERTS 3\nServeur Anne\n3 PLAT DU JOUR {x}\nTOTAL {z}\nCB {z}\nRENDU 0,00\nA BIENTOT",
        "{a} SDN BHD\nTAX INVOICE\nCASHIER: USER\nTABLE 4\nQTY DESCRIPTION AMOUNT\nTOTAL {z}\nCASH 50.00\nCHANGE {y}\nTHANK YOU PLEASE COME AGAIN",
        "{a} GmbH\n{t}\nVOLLMILCH {x} B\nSUMME EUR {z}\nBar EUR 50,00\nRückgeld {y}\nKasse 2 Bon 118\nVielen Dank für Ihren Einkauf",
    ),
    Kind.QUOTE: (
        "{a}\n{t}\nDEVIS N° D-{n}\nDate : {d}\nClient : {b}\nPose d'une porte {x}\nTotal HT {x}\nTVA {y}\nTotal TTC {z}\nDevis valable 30 jours\nBon pour accord",
        "{a}\nFACTURE PRO FORMA N° {n}\n{d}\n{b}\nTotal HT {x}\nTVA {y}\nTotal TTC {z}\nCe document ne constitue pas une facture",
        "{a}\nOffre de prix {n}\n{b}\nFourniture et pose {x}\nTotal TTC {z}\nValidité de l'offre : 2 mois\nDate et signature",
        "{a}\nProposition commerciale\n{b}\n{d}\nAbonnement annuel {x}\nTotal HT {x}\nTotal TTC {z}\nDurée de validité : 30 jours",
        "{a} Ltd\nQUOTATION {n}\n{b}\n{d}\nSupply and fit {x}\nVAT {y}\nTotal {z}\nValid until {d}",
        "{a} GmbH\nAngebot Nr. {n}\n{b}\n{d}\nMontage {x}\nMwSt {y}\nGesamt {z}\nFreibleibend, gültig bis {d}",
    ),
    Kind.PURCHASE_ORDER: (
        "{a}\n{t}\nBON DE COMMANDE N° BC-{n}\nDate : {d}\nFournisseur : {b}\nDate de livraison souhaitée : {d}\nRéf Désignation Qté PU\nVis inox 100 {y}\nTotal HT {x}",
        "{a}\nCommande fournisseur {n}\n{b}\nMerci de nous livrer\nPapier A4 20 {x}\nDélai de livraison : 8 jours\nAccusé de réception demandé",
        "{a} Ltd\nPURCHASE ORDER {n}\nVendor: {b}\nShip to: {t}\nRequested delivery date {d}\nPaper A4 20 {x}",
        "{a} GmbH\nBestellung Nr. {n}\nLieferant: {b}\nWir bestellen\nPapier A4 20 {x}\nLiefertermin {d}",
    ),
    Kind.DELIVERY_NOTE: (
        "{a}\n{t}\nBON DE LIVRAISON N° BL-{n}\nDate : {d}\nDestinataire : {b}\nVotre commande n° 12\nQté livrée\nVis inox 100\nColis : 3 Poids : 12 kg\nReçu en bon état",
        "{a}\nBordereau de livraison {n}\n{b}\nTransporteur : {a}\nNombre de colis 4\nRéserves :\nSignature du client",
        "LETTRE DE VOITURE {n}\nExpéditeur {a}\nDestinataire {b}\nPoids 120 kg\nPalettes 2\nChauffeur\nRéserves",
        "{a} Ltd\nDELIVERY NOTE {n}\n{b}\n{d}\nPackages 3\nWeight 12 kg\nReceived in good condition\nCarrier",
        "{a} GmbH\nLieferschein Nr. {n}\n{b}\nLieferdatum {d}\nWare erhalten\nGewicht 12 kg",
    ),
    Kind.BANK_STATEMENT: (
        "BANQUE {a}\nRELEVE DE COMPTE\nTitulaire du compte {b}\nIBAN FR14 2004 1010 0505 0001 3M02 606\nANCIEN SOLDE AU {d} {x}\n{d} VIR {a} {y}\n"
        "{d} PRLV EDF FACTURE 118 {y}\nNOUVEAU SOLDE {z}\nDate de valeur Débit Crédit",
        "Extrait de compte\n{b}\nSolde précédent {x}\n{d} CB {a} {y}\n{d} CHEQUE 118 {y}\nTotal des mouvements {z}\nSolde créditeur au {d} {z}",
        "Bank statement\n{b}\nOpening balance {x}\n{d} CARD {a} {y}\nClosing balance {z}\nTransactions\nValue date",
        "Kontoauszug\n{b}\nAlter Saldo {x}\n{d} Lastschrift {a} {y}\nNeuer Saldo {z}\nWertstellung",
    ),
    Kind.PAYSLIP: (
        "BULLETIN DE PAIE\nEmployeur : {a}\nSalarié : Anne Martin\nPériode : {d}\nSalaire de base 151,67 {x}\nSalaire brut {z}\nCotisations URSSAF {y}\n"
        "Net imposable {x}\nNet à payer avant impôt {x}\nCongés payés",
        "{a}\nBulletin de salaire\nMatricule 118\nEmploi : menuisier\nConvention collective du bâtiment\nTotal brut {z}\nCSG {y}\nNet payé {x}",
        "{a}\nFICHE DE PAIE\n{d}\nSalarié\nSalaire brut {z}\nRetenue CNAS {y}\nIRG {y}\nNet à payer {x}",
        "{a} Ltd\nPAYSLIP\nEmployee: Ann\nGross pay {z}\nDeductions {y}\nNet pay {x}\nNational insurance {y}",
        "{a} GmbH\nLohnabrechnung\nPersonalnummer 118\nBruttolohn {z}\nLohnsteuer {y}\nSozialversicherung {y}\nAuszahlungsbetrag {x}",
    ),
    Kind.CONTRACT: (
        "CONTRAT DE MAINTENANCE\nEntre les soussignés\n{a}, d'une part\n{b}, d'autre part\nil a été convenu ce qui suit\nArticle 1 Objet\nArticle 2 Durée du contrat\n"
        "Article 3 Résiliation\nFait en deux exemplaires le {d}\nLu et approuvé",
        "BAIL COMMERCIAL\nLe bailleur {a}\nLe preneur {b}\nArticle 1 Désignation\nArticle 2 Loyer annuel {z}\nTacite reconduction\nLu et approuvé",
        "Avenant n° 2 au contrat\nLes parties conviennent\nArticle 1 Les honoraires passent à {z}\nArticle 2\nFait en deux exemplaires",
        "SERVICE AGREEMENT\nBetween {a} Ltd and {b}\nWhereas\nClause 1 Services\nClause 2 Termination\nGoverning law\nThe parties",
        "Mietvertrag\nZwischen {a} als Vermieter und {b} als Mieter\nKündigung\nGerichtsstand\nVertragsparteien",
    ),
    Kind.LETTER: (
        "{a}\n{t}\nLe {d}\nObjet : votre dossier {n}\nMadame, Monsieur,\nNous vous informons que votre dossier est complet.\nVeuillez agréer, Madame, Monsieur, "
        "l'expression de nos salutations distinguées.",
        "{a}\nLettre recommandée avec accusé de réception\nMise en demeure\nMonsieur,\nSauf erreur de notre part, notre facture n° {n} du {d} de {z} reste impayée.\n"
        "Nous vous prions de bien vouloir la régler.\nVeuillez agréer nos salutations distinguées.",
        "Chère cliente,\nNous avons le plaisir de vous accueillir dans notre nouveau magasin de {t}.\nRestant à votre disposition,\nCordialement,\n{a}",
        "{a} Ltd\n{d}\nDear Sir,\nWe are pleased to confirm your appointment.\nYours faithfully,",
        "{a} GmbH\nBetreff: Ihre Anfrage\nSehr geehrte Damen und Herren,\nwir teilen Ihnen mit, dass wir geschlossen haben.\nMit freundlichen Grüßen",
    ),
    Kind.IDENTITY: (
        "RELEVE D'IDENTITE BANCAIRE\nTitulaire du compte : {a}\nDomiciliation {t}\nCode banque 20041 Code guichet 01005 N° de compte 0500013M026 Clé RIB 06\n"
        "IBAN FR14 2004 1010 0505 0001 3M02 606\nBIC PSSTFRPPLIL",
        "Greffe du Tribunal de Commerce\nEXTRAIT KBIS\nImmatriculation au RCS 732 829 320\nDénomination {a}\nForme juridique SARL\nDate d'immatriculation {d}",
        "AVIS DE SITUATION au répertoire SIRENE\n{a}\nIdentifiant SIRET 732 829 320 00074\nActivité principale exercée 4778C\n{d}",
        "Certificate of incorporation\n{a} Ltd\nRegistered number 118226\n{d}",
    ),
    Kind.OTHER: (
        "Direction générale des finances publiques\nAVIS D'IMPÔT\nCotisation foncière des entreprises\n{a}\nRéférence de l'avis {n}\nMontant de votre imposition {z}\n"
        "Date limite de paiement {d}",
        "URSSAF\nAppel de cotisations\n{a}\nCotisations dues {z}\nDate d'exigibilité {d}",
        "ATTESTATION\nJe soussigné, {a}, certifie que {b} a suivi la formation du {d}.",
        "AVIS DE CONTRAVENTION\nAmende forfaitaire {z}\nContrevenant {a}\nVéhicule AB-118-CD\n{d}",
        "MANDAT DE PRELEVEMENT SEPA\nRéférence unique du mandat {n}\nICS FR12ZZZ123456\nDébiteur {b}\nCréancier {a}",
    ),
}  # fmt: skip


def texts(count: int, *, seed: int) -> Iterator[tuple[Kind, str]]:
    """So many texts of each kind, the same for the same seed."""
    random = Random(seed)
    for kind, templates in _TEMPLATES.items():
        for number in range(count):
            yield kind, _filled(templates[number % len(templates)], random)


def _filled(template: str, random: Random) -> str:
    a, b = random.sample(_NAMES, 2)
    day = f"{random.randint(1, 28):02d}/{random.randint(1, 12):02d}/20{random.randint(15, 26)}"
    amounts = {key: f"{random.randint(2, 900)},{random.randint(0, 99):02d}" for key in "xyz"}
    text = dedent(template).format(a=a, b=b, t=random.choice(_TOWNS), n=random.randint(100, 99999), d=day, **amounts)
    return text.upper() if random.random() < 0.3 else text
