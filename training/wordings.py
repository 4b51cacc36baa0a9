# ruff: noqa: E501 - a line of a document is a line here
"""Documents of the twelve kinds as they are worded in France, the Maghreb and West Africa, a few in English and German.

Everything in them is invented. `texts` fills them with names, days and amounts, leaves lines out, adds lines that other kinds
print as well, and damages letters as recognition does: what is left is what tells the kinds apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from domain.kinds import DocumentType as Kind

NAMES = ("Atelier Vasseur", "Ets Lemoine et Fils", "Société Kerjean", "Garage des Halles", "Optique Tavernier", "Imprimerie Sauvage",
         "Bâtir Ensemble", "Nettoyage Clairval", "Électricité Bonneau", "Cabinet Reynaud", "Le Fournil d'Élise", "Chez Marcelle")  # fmt: skip
TOWNS = (
    "35000 Rennes",
    "31000 Toulouse",
    "59000 Lille",
    "06000 Nice",
    "67000 Strasbourg",
    "16000 Alger",
    "Casablanca",
    "Dakar",
    "Abidjan Plateau",
)

WORDINGS: dict[Kind, tuple[str, ...]] = {
    Kind.INVOICE: (
        "{a}\n{t}\nSIRET 812 456 789 00012\nFACTURE\nNuméro {n}\nDate de facturation {d}\nAdresse de facturation\n{b}\nDescription Quantité Prix unitaire Montant HT\nForfait dépannage 1 {x} {x}\nTotal hors taxes {x}\nTVA 20 % {y}\nTotal TTC {z}\nConditions de paiement : 30 jours fin de mois\nIBAN FR76 3000 4000 0100 0000 0000 143",
        "{a}\nFacture n° {n} du {d}\nDoit : {b}\nDésignation Qté P.U. Montant\nSacs de ciment 40 {x}\nTotal HT {x}\nTVA 19 % {y}\nTotal TTC {z}\nDroit de timbre 1,00\nNet à payer {z}\nArrêtée la présente facture à la somme de mille deux cents\nRC 16/00-0123456 NIF 000016001234567",
        "Votre facture mobile\n{a}\nN° de ligne 06 12 34 56 78\nFacture n° {n}\nÉmise le {d}\nPériode du {d} au {d}\nVos abonnements {x}\nHors forfait {y}\nMontant à payer TTC {z}\nCe montant sera prélevé le {d}\nVotre espace client",
        "{a}\nFacture d'électricité\nRéférence client 12 345 678\nPoint de livraison 09876543210987\nFacture du {d} n° {n}\nAbonnement {x}\nConsommation 812 kWh {x}\nContribution tarifaire d'acheminement {y}\nTVA à 5,5 % {y}\nTotal TTC {z}\nDate limite de paiement {d}",
        "{a}\nFACTURE DE SITUATION N° 3\n{n}\nChantier rue du Port\nMaître d'ouvrage : {b}\nAvancement 60 %\nTotal HT {x}\nRetenue de garantie 5 % {y}\nAutoliquidation\nNet à payer {z}\nÉchéance {d}",
        "{a} - avocats\nNote d'honoraires et de frais\n{n}\n{d}\n{b}\nDiligences accomplies {x}\nTVA 20 % {y}\nTotal à régler {z}\nMembre d'une association agréée, le règlement par chèque est accepté",
        "{a}\nAVIS D'ÉCHÉANCE\nLocataire {b}\nLoyer du mois {x}\nProvisions sur charges {y}\nTotal à payer avant le {d} {z}",
        "{a}\nFACTURE ACQUITTÉE\n{n}\n{d}\n{b}\nChambre double 2 nuits {x}\nTaxe de séjour 3,20\nTVA 10 % {y}\nTotal TTC {z}\nRéglé par carte bancaire",
        "{a}\n{t}\nFacture {n}\n{d}\nRéf. devis 118\nBon de livraison 4412\nBon de commande 88\nFournitures {x}\nHT {x}\nTVA {y}\nTTC {z}\nEscompte pour paiement anticipé : néant\nPénalités de retard",
        "{a} Ltd\nInvoice\nInvoice number {n}\nInvoice date {d}\nDue date {d}\nBilled to {b}\nHosting {x}\nSubtotal {x}\nVAT {y}\nTotal due {z}\nPayment by bank transfer",
        "{a} GmbH\nRECHNUNG\nRechnungsnummer {n}\nDatum {d}\nKunde {b}\nLieferung {x}\nNetto {x}\nMwSt. 19 % {y}\nBrutto {z}\nZahlungsziel 14 Tage",
    ),
    Kind.CREDIT_NOTE: (
        "{a}\n{t}\nAVOIR\nN° {n}\nDate {d}\n{b}\nEn référence à la facture F2024-118\nRetour de 2 cartons {x}\nTotal HT {x}\nTVA 20 % {y}\nTotal TTC {z}\nÀ déduire de votre prochain règlement",
        "{a}\nFacture d'avoir {n}\nFacture d'origine {n}\n{b}\nGeste commercial {x}\nTVA {y}\nMontant TTC de l'avoir {z}\nNet à votre crédit {z}",
        "{a}\nNote de crédit n° {n}\n{d}\n{b}\nRistourne annuelle {x}\nHT {x} TVA {y}\nTotal TTC {z}\nCette somme vous sera remboursée par virement",
        "{a}\nAVOIR SUR FACTURE\nAvoir n° {n} du {d}\nAnnulation de la facture {n}\nClient {b}\nTotal HT - {x}\nTVA - {y}\nTotal TTC - {z}",
        "{a}\nAvoir client\n{n}\n{d}\nDoit : {b}\nMarchandise non conforme {x}\nTotal TTC {z}\nAvoir valable un an",
        "{a} Ltd\nCredit note\nNumber {n}\nAgainst invoice 4471\n{b}\nPrice adjustment {x}\nVAT {y}\nTotal credit {z}",
        "{a} GmbH\nRECHNUNGSKORREKTUR\nGutschrift {n}\nzur Rechnung 118\n{b}\nBetrag {x}\nMwSt {y}\nGesamt {z}",
    ),
    Kind.RECEIPT: (
        "{a}\n{t}\nTEL 02 99 11 22 33\n{d} 18:04 CAISSE 03\nPAIN COMPLET 1,95 A\nLAIT 2 X 1,05 2,10 A\nSAC 0,10 B\nTOTAL 3 ARTICLES {z}\nCB SANS CONTACT {z}\nTVA A 5,50 % {y}\nMERCI A BIENTOT",
        "{a}\nRESTAURANT\n{t}\nTable 7\nCouverts : 4\n4 Menu du jour {x}\n2 Café 4,00\nTotal à payer {z}\nTVA 10,00 % {y}\nPrix nets service compris",
        "CARTE BANCAIRE\nA0000000421010\n{d} 20:41\n{a}\n{t}\n************4412\nN° AUTO 118220\nMONTANT = {z} EUR\nTICKET CLIENT A CONSERVER",
        "{a}\nSTATION SERVICE\nPOMPE 6\nSP95-E10\n42,11 L\n1,799 EUR/L\nA PAYER {z}\nDONT TVA 20% {y}\nCARTE BANCAIRE\nBONNE ROUTE",
        "PARKING {a}\nENTREE {d} 08:55\nSORTIE {d} 12:10\nDUREE 3H15\nTARIF {z}\nTVA 20 % {y}\nCB\nRECU",
        "{a}\nTAXI N° 118\nCOURSE\nPRISE EN CHARGE 2,83\nDISTANCE 8,2 KM\nTOTAL {z}\nESPECES",
        "PHARMACIE {a}\n{t}\n{d} 10:12\nPARACETAMOL 2,18\nSERUM 4,90\nTOTAL TTC {z}\nREGLEMENT CB {z}\nTICKET 118",
        "{a}\nFACTURE\nTICKET N° {n}\n{d} 14:22\nVENDEUR 12\nPERCEUSE 89,90\nNB ARTICLES 1\nTOTAL EUR {z}\nESPECES 100,00\nRENDU 10,10\nTVA 20% {y}",
        "DUPLICATA\n{a}\n{d}\nCAFE 1,50\nTOTAL {z}\nRECU 5,00\nA RENDRE {y}\nMERCI",
        "{a}\nRECEIPT\n{d} 13:22\nTILL 4\nSANDWICH 4.50\nTOTAL {z}\nCASH 20.00\nCHANGE {y}\nTHANK YOU FOR SHOPPING WITH US",
        "{a} ENTERPRISE\nTAX INVOICE\nGST ID 000112233\n{d}\nCASHIER 2\nITEM QTY AMOUNT\nTOTAL SALES {x}\nGST 6% {y}\nROUNDING 0.00\nTOTAL {z}\nCASH\nCHANGE\nGOODS SOLD ARE NOT RETURNABLE",
        "{a}\nREWE MARKT\nMILCH {x} B\nBROT {y} B\nSUMME EUR {z}\nGEG. EC-CASH {z}\nSteuer % Netto Steuer Brutto\nMarkt 118 Kasse 3 Bed. 12\nVielen Dank",
    ),
    Kind.QUOTE: (
        "{a}\n{t}\nDEVIS\nN° {n}\nÉtabli le {d}\n{b}\nRénovation salle de bains {x}\nTotal HT {x}\nTVA 10 % {y}\nTotal TTC {z}\nValable 3 mois\nSignature du client précédée de la mention « bon pour accord »",
        "{a}\nPRO FORMA\n{n}\n{d}\nClient {b}\nGroupe électrogène {x}\nTotal TTC {z}\nFacture proforma sans valeur comptable",
        "{a}\nFACTURE PRO-FORMA\n{n}\n{b}\nMachine à coudre {x}\nTotal HT {x}\nTVA 18 % {y}\nTotal {z}\nValidité : 15 jours\nArrêtée la présente facture pro forma à la somme de",
        "{a}\nEstimation des travaux\n{b}\nPeinture {x}\nMain d'œuvre {y}\nMontant estimé TTC {z}\nCette offre est valable jusqu'au {d}",
        "{a}\nOFFRE COMMERCIALE\n{b}\nAbonnement 12 mois {x}\nRemise 10 %\nTotal HT {x}\nTotal TTC {z}\nDate d'expiration {d}\nAcompte de 30 % à la commande",
        "{a}\nDevis estimatif gratuit n° {n}\n{d}\nFourniture et pose d'un portail {x}\nTVA {y}\nTTC {z}\nDélai d'exécution 4 semaines\nDevis reçu avant l'exécution des travaux",
        "{a} Ltd\nQUOTE\n{n}\n{b}\nWebsite design {x}\nTax {y}\nTotal {z}\nThis quote is valid for 30 days\nAccepted by",
        "{a} GmbH\nKostenvoranschlag\n{n}\n{b}\nReparatur {x}\nMwSt {y}\nGesamtsumme {z}\nGültig bis {d}",
    ),
    Kind.PURCHASE_ORDER: (
        "{a}\n{t}\nBON DE COMMANDE\nN° {n}\nDate de commande {d}\nFournisseur\n{b}\nRéférence Désignation Quantité Prix\nToner noir 12 {x}\nTotal HT {x}\nLivraison souhaitée le {d}\nAdresse de livraison {t}\nAcheteur : service achats",
        "{a}\nCommande n° {n}\nÀ l'attention de {b}\nVeuillez nous livrer les articles suivants\nGants 200 {x}\nConditions : franco de port\nMerci d'accuser réception de cette commande",
        "{a}\nBon de commande fournisseur {n}\n{d}\n{b}\nCode article Libellé Qté commandée\nVis 1000 {y}\nDélai : 10 jours\nLe numéro de commande doit figurer sur votre facture",
        "{a}\nLettre de commande\n{b}\nNous vous passons commande de\nAcier galvanisé 2 tonnes {x}\nDate de livraison {d}\nBon pour commande, cachet et signature",
        "{a} Ltd\nPurchase Order\nPO number {n}\nSupplier {b}\nDeliver to {t}\nDelivery date {d}\nBolts 500 {x}\nPlease quote the order number on your invoice",
        "{a} GmbH\nBESTELLUNG\nBestellnummer {n}\nLieferant {b}\nLieferadresse {t}\nSchrauben 500 {x}\nLiefertermin {d}",
    ),
    Kind.DELIVERY_NOTE: (
        "{a}\n{t}\nBON DE LIVRAISON\n{n}\n{d}\nLivré à {b}\nRéf commande 4412\nArticle Qté commandée Qté livrée Reste à livrer\nCarrelage 12 12 0\nNombre de colis 5\nPoids brut 84 kg\nReçu le\nSignature et cachet du client",
        "{a}\nBL n° {n}\nDate d'expédition {d}\nTransporteur\nDestinataire {b}\nPalette 2\nMarchandise reçue en bon état\nRéserves éventuelles",
        "LETTRE DE VOITURE CMR\nExpéditeur {a}\nDestinataire {b}\nLieu de chargement {t}\nNature de la marchandise\nPoids 1200 kg\nTransporteur, signature\nImmatriculation AB-118-CD",
        "{a}\nBordereau d'expédition\n{b}\nColis 3\nContenu : pièces détachées\nContre-signature du destinataire\n{d}",
        "{a} Ltd\nDelivery note\n{n}\nDeliver to {b}\nQuantity ordered Quantity delivered\nChairs 4 4\nReceived in good condition\nSignature",
        "{a} GmbH\nLIEFERSCHEIN\n{n}\nEmpfänger {b}\nMenge Bezeichnung\n12 Stk Schrauben\nWare erhalten, Unterschrift",
    ),
    Kind.BANK_STATEMENT: (
        "{a}\nRELEVÉ DE COMPTE\nCompte courant professionnel\nTitulaire {b}\nIBAN FR76 3000 4000 0100 0000 0000 143\nAncien solde au {d} {x}\nDate Valeur Opération Débit Crédit\n{d} PRLV SEPA {y}\n{d} VIR SALAIRES {x}\nNouveau solde au {d} {z}",
        "Banque {a}\nExtrait de compte\nn° {n}\nSolde créditeur au {d} {x}\n{d} REMISE CHEQUE {x}\n{d} CARTE 12/03 {y}\nTotal des mouvements {x} {z}\nSolde débiteur",
        "{a}\nVotre relevé de compte\nPériode du {d} au {d}\n{b}\nDate d'opération Date de valeur Libellé\nFRAIS TENUE DE COMPTE {y}\nSolde en fin de période {z}\nGarantie des dépôts",
        "{a} Bank\nACCOUNT STATEMENT\nOpening balance {x}\n{d} Direct debit {y}\n{d} Transfer in {x}\nClosing balance {z}",
        "Sparkasse\nKONTOAUSZUG\nAlter Kontostand {x}\n{d} Lastschrift {y}\nNeuer Kontostand {z}",
        "Banque {a}\nRELEVÉ D'OPÉRATIONS BANCAIRES\nCompte 004 12345 012345678900\nSolde précédent {x}\n{d} RETRAIT DAB {y}\n{d} VERSEMENT {x}\nSolde {z}",
    ),
    Kind.PAYSLIP: (
        "{a}\nBULLETIN DE PAIE\nPériode du {d} au {d}\nMatricule 118\nEmploi : comptable\nConvention collective\nSalaire de base 151,67 {x}\nSalaire brut {x}\nCotisations salariales {y}\nSécurité sociale maladie\nNet imposable {x}\nNet à payer avant impôt {z}\nPrélèvement à la source\nCongés payés acquis",
        "{a}\nBulletin de salaire\n{b}\nN° Sécurité sociale 1 85 05 35 118\nSalaire brut {x}\nRetraite complémentaire {y}\nCSG déductible\nNet payé {z}\nConservez ce bulletin sans limitation de durée",
        "{a}\nFICHE DE PAIE\nEmployé {b}\nCNSS 118220\nSalaire de base {x}\nPrime d'ancienneté {y}\nRetenue IRG\nNet à payer {z}\nJours travaillés 26",
        "{a} Ltd\nPAYSLIP\nEmployee {b}\nGross pay {x}\nNational insurance {y}\nNet pay {z}\nTax code 1257L",
        "{a} GmbH\nGEHALTSABRECHNUNG\nLohnsteuer {y}\nBruttolohn {x}\nNettolohn {z}\nSozialversicherung",
        "{a}\nBULLETIN DE PAYE\nEmployeur {a}\nSalarié {b}\nHeures supplémentaires {y}\nTotal brut {x}\nCNAS 9 %\nNet à payer {z}",
    ),
    Kind.CONTRACT: (
        "CONTRAT DE PRESTATION DE SERVICES\nEntre les soussignés\n{a}, société au capital de 10 000 €\net\n{b}\nIl a été convenu ce qui suit\nArticle 1 - Objet\nLe prestataire s'engage\nArticle 2 - Durée\nLe présent contrat prend effet le {d}\nArticle 3 - Résiliation\nFait à Rennes en deux exemplaires",
        "BAIL COMMERCIAL\nLe bailleur {a}\nLe preneur {b}\nDésignation des locaux\nLoyer annuel {x}\nDépôt de garantie {y}\nClause résolutoire\nLu et approuvé",
        "AVENANT N° 2 AU CONTRAT\nEntre {a} et {b}\nLes parties conviennent de modifier l'article 4\nLes autres clauses demeurent inchangées\nFait à {t} le {d}\nSignatures",
        "Conditions générales de vente\nArticle 1 Champ d'application\nArticle 2 Prix\nArticle 3 Livraison\nArticle 4 Réserve de propriété\nArticle 5 Juridiction compétente\n{a}",
        "CONTRAT DE MAINTENANCE\n{a}\nLe client {b}\nDurée un an renouvelable par tacite reconduction\nRedevance {x}\nObligations des parties\nForce majeure\nSignature",
        "SERVICE AGREEMENT\nbetween {a} Ltd and {b}\nWhereas\n1. Term\n2. Fees\n3. Termination\n4. Governing law\nSigned on {d}",
        "VERTRAG\nzwischen {a} GmbH und {b}\n§ 1 Gegenstand\n§ 2 Laufzeit\n§ 3 Kündigung\nUnterschriften",
    ),
    Kind.LETTER: (
        "{a}\n{t}\n{b}\nRennes, le {d}\nObjet : votre demande du mois dernier\nMadame, Monsieur,\nNous avons bien reçu votre courrier et vous en remercions.\nNous restons à votre disposition.\nVeuillez agréer, Madame, Monsieur, l'expression de nos salutations distinguées.",
        "{a}\nLettre recommandée avec accusé de réception\nObjet : mise en demeure de payer\nMadame, Monsieur,\nSauf erreur de notre part, la facture n° {n} du {d} d'un montant de {z} reste impayée.\nÀ défaut de règlement sous huit jours\nVeuillez recevoir nos salutations",
        "{a}\nRappel\nObjet : relance facture {n}\nCher client,\nNotre comptabilité nous signale un solde de {z}\nNous vous prions de bien vouloir régulariser\nCordialement",
        "{a}\nle {d}\nMonsieur le Directeur,\nJe soussigné sollicite votre bienveillance\nDans l'attente de votre réponse\nje vous prie d'agréer mes respectueuses salutations",
        "{a} Ltd\n{d}\nDear Sir or Madam,\nRe: your enquiry\nThank you for your letter.\nYours faithfully,",
        "{a} GmbH\n{d}\nSehr geehrte Damen und Herren,\nBetreff: Ihre Anfrage\nMit freundlichen Grüßen",
    ),
    Kind.IDENTITY: (
        "RELEVÉ D'IDENTITÉ BANCAIRE\nTitulaire du compte {b}\nDomiciliation {a}\nCode banque Code guichet N° de compte Clé RIB\n30004 00001 00000000001 43\nIBAN FR76 3000 4000 0100 0000 0000 143\nBIC BNPAFRPP",
        "Extrait Kbis\nGreffe du tribunal de commerce de Rennes\nImmatriculation au registre du commerce et des sociétés\nDénomination {a}\nForme juridique SARL\nCapital social 10 000 euros\nGérant {b}\nDate d'immatriculation {d}",
        "Situation au répertoire SIRENE\n{a}\nIdentifiant SIREN 812 456 789\nCatégorie juridique\nActivité principale exercée APE 6920Z\nDate de création {d}",
        "RÉPUBLIQUE FRANÇAISE\nCARTE NATIONALE D'IDENTITÉ\nNom {b}\nNé le {d}\nDate d'expiration\nIDFRA",
        "STATUTS\nSociété à responsabilité limitée\n{a}\nArticle 1 Forme\nArticle 2 Dénomination sociale\nArticle 3 Siège social\nLes associés\nParts sociales",
        "{a} Bank\nBank details\nAccount holder {b}\nIBAN GB29 NWBK 6016 1331 9268 19\nSWIFT NWBKGB2L\nSort code 60-16-13",
        "Extrait du registre de commerce\n{a}\nN° d'immatriculation 16/00-0123456\nNuméro d'identification fiscale\nForme juridique\nCapital",
    ),
    Kind.OTHER: (
        "DIRECTION GÉNÉRALE DES FINANCES PUBLIQUES\nAvis d'impôt\nCotisation foncière des entreprises\n{a}\nNuméro fiscal\nMontant de votre impôt {z}\nDate limite de paiement {d}\nCentre des finances publiques",
        "URSSAF\nAppel de cotisations\n{a}\nPériode du {d}\nAssurance vieillesse {x}\nAllocations familiales {y}\nMontant exigible {z}",
        "Avis de contravention\nAgence nationale de traitement\nVéhicule immatriculé AB-118-CD\nExcès de vitesse\nAmende forfaitaire {z}\nPaiement avant le {d}",
        "ATTESTATION D'ASSURANCE\nLa compagnie {a} atteste que\n{b}\nest titulaire d'un contrat responsabilité civile professionnelle\nValable du {d} au {d}",
        "Certificat d'immatriculation\nAB-118-CD\nDate de première immatriculation {d}\nTitulaire {b}\nPuissance fiscale",
        "MANDAT DE PRÉLÈVEMENT SEPA\nRéférence unique du mandat {n}\nEn signant ce formulaire vous autorisez {a}\nCréancier\nDébiteur {b}\nType de paiement récurrent",
        "Constat amiable d'accident automobile\nDate {d}\nVéhicule A\nVéhicule B\nCroquis\nCirconstances",
        "Procès-verbal d'assemblée générale\n{a}\nLe {d} les associés se sont réunis\nPremière résolution\nAdoptée à l'unanimité",
        "Attestation de vigilance\nURSSAF\n{a}\nest à jour de ses obligations en matière de cotisations\nCode de sécurité",
        "MENU\nEntrées\nSalade de chèvre\nPlats\nEntrecôte\nDesserts\nCrème brûlée",
        "Planning de la semaine\nLundi\nMardi\nMercredi\nRéunion d'équipe\nCongés",
    ),
}  # fmt: skip

ALSO = (
    "Page 1/1", "Tél. 02 99 11 22 33", "www.exemple.fr", "contact@exemple.fr", "SIRET 812 456 789 00012", "TVA intracommunautaire FR12812456789",
    "Référence à rappeler", "N° client 4471", "Vos réf. : 118", "Selon devis n° 44 du {d}", "Votre commande n° {n}", "Bon de livraison n° 118",
    "Livraison le {d}", "Conditions générales au verso", "Imprimé le {d}", "Document à conserver", "Copie", "Capital social 10 000 €",
    "Service clients", "Objet : prestation du mois", "Contrat n° 118-A", "IBAN FR76 3000 4000 0100 0000 0000 143", "Merci de votre confiance",
    "Nous vous remercions d'avoir choisi notre maison", "Sous réserve de retour", "Facture à adresser en deux exemplaires",
)  # fmt: skip
_LOOKS_LIKE = {"O": "0", "l": "1", "I": "l", "S": "5", "B": "8", "e": "c", "m": "rn", "é": "e", "è": "e", "à": "a", "A": "4"}


def texts(a_kind: int, *, seed: int) -> Iterator[tuple[Kind, str]]:
    """So many texts of each kind, always the same for a seed."""
    rng = Random(seed)
    for kind, wordings in WORDINGS.items():
        for place in range(a_kind):
            yield kind, _damaged(_varied(wordings[place % len(wordings)], rng), rng)


def _varied(wording: str, rng: Random) -> str:
    lines = wording.split("\n")
    kept = [line for line in lines if rng.random() > 0.12] or lines
    for line in rng.sample(ALSO, k=rng.choice((0, 0, 1, 1, 2, 3))):
        kept.insert(rng.randrange(1, len(kept) + 1), line)
    day = f"{rng.randint(1, 28):02d}/{rng.randint(1, 12):02d}/20{rng.randint(19, 26)}"
    x = rng.randint(100, 90000) / 100
    told = {"x": f"{x:.2f}".replace(".", ","), "y": f"{x * 0.2:.2f}".replace(".", ","), "z": f"{x * 1.2:.2f}".replace(".", ",")}
    one, other = rng.sample(NAMES, k=2)
    return "\n".join(kept).format(
        a=one, b=other, t=rng.choice(TOWNS), n=f"{rng.choice(('', 'F', 'A-', 'N'))}{rng.randint(100, 99999)}", d=day, **told
    )


def _damaged(text: str, rng: Random) -> str:
    share = rng.choice((0.0, 0.0, 0.01, 0.03))
    out = "".join(_LOOKS_LIKE.get(letter, letter) if rng.random() < share else letter for letter in text)
    return out.upper() if rng.random() < 0.1 else out
