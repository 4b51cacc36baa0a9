"""Bills of telephone, energy, water and the like, typed by hand after the forms that they have in France: what they must be read as.

Firms, people and numbers are invented.
"""

from __future__ import annotations

BILLS: dict[str, tuple[str, dict[str, str]]] = {
    "mobile": (
        """
Ondaline Mobile
75371 PARIS CEDEX 08                                     M. DUPONT JEAN
                                                         12 RUE DES LILAS
                                                         69003 LYON
Facture n° 562044387 du 02 Janvier 2015
Identifiant : 10578547
Votre ligne : 06 52 00 11 22
Date limite de paiement : 12 Janvier 2015

Récapitulatif de votre facture
Forfait à 19,99 € (du 02/01/2015 au 01/02/2015)             16,66
Remise abonné boîte                                            -3,33
Total facture HT                                                 13,33
TVA 20.00 %                                                       2,66
Total à payer TTC                                               15,99 €
Mode de paiement : prélèvement automatique le 12/01/2015
""",
        {"invoice_number": "562044387", "issue_date": "2015-01-02", "total_with_tax": "15.99"},
    ),
    "fibre": (
        """
Ligne Claire
8 rue du Moulin 75008 PARIS
Facture n° 1045332871                        Le 02 Décembre 2017
Numéro d'abonné : 17654321
Abonnement Boîte Fibre du 01/12/2017 au 31/12/2017      24,99 €
Facture HT                                                     24,99 €
TVA 20 %                                                        5,00 €
Facture TTC                                                    29,99 €
Montant prélevé le 8 décembre 2017
SAS au capital de 3.441.812 Euros - RCS PARIS 999 344 906
""",
        {"invoice_number": "1045332871", "issue_date": "2017-12-02", "total_with_tax": "29.99"},
    ),
    "hosting": (
        """
Hébergia SAS
2 rue Kellermann
59100 Roubaix - France
SAS au capital de 10 000 000 €
RCS Lille 999 344 906
Facture                                            Adresse de facturation
Référence de la facture : FR8365877                 Société Exemple
Date d'émission : 07 Mai 2014                      14 rue du Port
Référence de la commande : 24673524                  35000 Rennes
Mode de paiement : Prélèvement bancaire

Abonnement                       Référence     Quantité    Prix unitaire    Prix HT
Hébergement Pro                  perso2014         1          35,88 €       35,88 €
Domaine .fr                      domfr             1           5,99 €        5,99 €
                                              Prix HT                       41,87 €
                                              TVA 20%                        8,37 €
                                              Total TTC                     50,24 €
                                              Déjà payé                     50,24 €
                                              Solde                          0,00 €
""",
        {"invoice_number": "FR8365877", "issue_date": "2014-05-07", "total_with_tax": "50.24"},
    ),
    "telephone": (
        """
fibrelia                                          votre facture du 12 mars 2024

Vos références                                  SARL MENUISERIE PERRIN
n° client : 0 123 456 789                       12 rue des Ormes
n° de compte : 987654321                        25000 BESANCON
n° de facture : 0123456789 24C1-2F34

                         montant TTC
Solde au 12/02/2024                       0,00 €
abonnements, forfaits, formules et options  45,83 €
consommations                              2,10 €
total facture (à payer) HT                47,93 €
TVA 20,00 %                                9,59 €
montant prélevé le 26/03/2024             57,52 €
Fibrelia SA au capital de 10 640 226 396 € - 111 quai du Président Roosevelt - 92130 Issy-les-Moulineaux - 999 344 906 RCS Nanterre
""",
        {"issue_date": "2024-03-12", "total_with_tax": "57.52"},
    ),
    "electricity": (
        """
Voltane Entreprises
TSA 12345                                  SARL BOULANGERIE AUBRY
69000 LYON CEDEX                           3 place du Marché
                                           39100 DOLE
FACTURE du 05/02/2024     N° 10 123 456 789
Référence client : 1-2ABCD3
Lieu de consommation : 3 place du Marché 39100 DOLE
Electricité - compteur n° 123
Abonnement                     32,16
Consommation                  412,77
Total hors TVA                 444,93 €
TVA à 5,50 %   (sur 32,16 €)     1,77 €
TVA à 20,00 %  (sur 412,77 €)   82,55 €
Facture TTC                    529,25 €
Montant total à payer avant le 20/02/2024   529,25 €
Prochaine facture vers le 05/04/2024
Voltane SA au capital de 2 084 365 041 euros - 999 344 906 RCS Paris - TVA intracommunautaire FR52999344906
""",
        {"invoice_number": "10123456789", "issue_date": "2024-02-05", "total_with_tax": "529.25", "total_tax": "84.32"},
    ),
    "business line": (
        """
Ondaline Pro
Facture mensuelle                                   N° de facture
Date de facture 15/09/2023                          A723-045678901
N° de compte client 1-ABC23
MONTANT A PAYER                                      83,88 € TTC
Prélevé le 30/09/2023 sur votre compte FR76XXXXXXXXXXXXXXXX123
Détail
Abonnement Box Pro           49,90
Forfait mobile Pro           20,00
Montant HT                   69,90 €
TVA (20%)                    13,98 €
Montant TTC                  83,88 €
""",
        {"invoice_number": "A723-045678901", "issue_date": "2023-09-15", "total_with_tax": "83.88", "total_tax": "13.98"},
    ),
    "gas": (
        """
HELIA GAZ
Votre facture de gaz naturel du 18 octobre 2023
N° de facture : 400123456789
Votre référence client : 510123456
Point de comptage et d'estimation (PCE) : 12345678901234
Vous devez payer                 212,45 €
avant le 6 novembre 2023
Récapitulatif
Montant total HT                 180,12 €
TVA                               32,33 €
Total TTC                        212,45 €
Solde précédent                    0,00 €
Total à payer                    212,45 €
""",
        {"invoice_number": "400123456789", "issue_date": "2023-10-18", "total_with_tax": "212.45", "total_tax": "32.33"},
    ),
    "period of a subscription": (
        """
Claire Télécom Entreprises
Facture n° 07 1234567 890          Emise le : 03.11.2022
Compte de facturation : 1.23456789
Période de facturation : du 03.10.2022 au 02.11.2022
Total à payer TTC : 119,40 €
Date de prélèvement : 17.11.2022
                           Montant HT     TVA      Montant TTC
Abonnements                 99,50        19,90      119,40
Total                       99,50        19,90      119,40
""",
        {"issue_date": "2022-11-03", "total_with_tax": "119.40", "total_tax": "19.90"},
    ),
    "water": (
        """
AQUALIS EAU
FACTURE N° 2023.0041.889
du 14/06/2023
Contrat n° 12 345 678
DISTRIBUTION DE L'EAU             58,20
COLLECTE ET TRAITEMENT            41,33
ORGANISMES PUBLICS                12,01
Total HT                         111,54
TVA 5,5 %                          6,13
Total TTC                        117,67
Déjà facturé (estimation)        -50,00
Net à payer avant le 05/07/2023   67,67 €
""",
        {
            "invoice_number": "2023.0041.889",
            "issue_date": "2023-06-14",
            "total_with_tax": "117.67",
            "total_tax": "6.13",
            "amount_due": "67.67",
        },
    ),
    "mail order": (
        """
comptoir.fr
Facture
Payé
Numéro de paiement 4471AB
Vendu par Comptoir EU S.à r.l., Succursale Française
TVA FR52999344906
Date de la facture/Date de la livraison 21 mai 2023
Numéro de la facture FR3001ABCDEF
Total à payer 24,99 €
Adresse de facturation
Jean Dupont
12 rue des Lilas
Détails de la facture
Description            Qté   P.U. (HT)   Taux TVA   P.U. (TTC)   Prix total (TTC)
Câble USB               1     20,83 €       20%       24,99 €        24,99 €
Total                                                                24,99 €
Taux TVA         Prix total (HT)     TVA
20%                  20,83 €         4,16 €
Total                20,83 €         4,16 €
""",
        {"invoice_number": "FR3001ABCDEF", "issue_date": "2023-05-21", "total_with_tax": "24.99", "total_tax": "4.16"},
    ),
    "train": (
        """
RAIL DU LEVANT
JUSTIFICATIF DE PAIEMENT
Référence de dossier : QXJWLP
Date : 12/01/2024
Paris Gare de Lyon - Lyon Part Dieu
Montant HT 72,73 €
TVA 10 % 7,27 €
Montant total TTC 80,00 €
Paiement par carte bancaire
""",
        {"issue_date": "2024-01-12", "total_with_tax": "80.00", "total_tax": "7.27"},
    ),
    "German hosting": (
        """
Hosthaus AG
Rechnung
Rechnungsnummer: 30064443
Rechnungsdatum: 03.03.2016
Kundennummer: 12345
Small Business StandardExchange 2010     29,90
Gesamtsumme netto   29,90
MwSt 19%             5,68
Gesamtbetrag        35,58 EUR
""",
        {"invoice_number": "30064443", "issue_date": "2016-03-03", "total_with_tax": "35.58"},
    ),
}
