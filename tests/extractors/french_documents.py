"""French documents typed by hand, with what they say: the tests of extraction read them as a person would.

Firms, people and numbers are invented; the forms are those of tickets and invoices met every day.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A document as typed, the fields that it states (None: it states none) and its rows of VAT (rate, base, tax)."""

    text: str
    fields: dict[str, str | None]
    rows: tuple[tuple[str, str, str], ...] = ()


DOCUMENTS: dict[str, Typed] = {
    "restaurant": Typed(
        text="""
              LE BISTROT DU PORT
            12 quai des Chartrons
               33000 BORDEAUX
            Tel : 05 56 00 11 22
         SIRET 812 345 678 00012
      Table 14        Couverts 2
      Le 14/03/2024 à 13:12   Ticket N° 004512

      2  MENU DU JOUR  18,50         37,00
      1  BTL EAU 1L                   4,50
      2  VERRE ST EMILION  6,80      13,60
      2  CAFE              2,20       4,40
                               ------------
      TOTAL TTC                      59,50 €
      TVA        HT      TVA      TTC
      10,00%   41,73    4,17    45,90
      20,00%   11,33    2,27    13,60
      CARTE BANCAIRE                 59,50
      Service compris
      Merci de votre visite
""",
        fields={
            "total_with_tax": "59.50",
            "total_tax": "6.44",
            "total_without_tax": "53.06",
            "issue_date": "2024-03-14",
            "payment_method": "card",
        },
        rows=(("10", "41.73", "4.17"), ("20", "11.33", "2.27")),
    ),
    "supermarket": Typed(
        text="""
            SUPER U CHATEAUNEUF
           Tél 02 99 88 77 66
      LAIT DEMI ECREME 1L          0,98 A
      PAIN DE MIE 500G             1,49 A
      LESSIVE 3L                  12,90 B
      TOMATES
        0,850 kg x 2,99 €/kg       2,54 A
      VIN ROUGE 75CL               6,50 B
      REMISE IMMEDIATE            -1,30 B
      --------------------------------
      5 ARTICLES      TOTAL       23,11 €
      ESPECES                     30,00
      RENDU                        6,89

      CODE  TAUX     HT    TVA    TTC
       A    5,50%   4,75   0,26   5,01
       B   20,00%  15,08   3,02  18,10
      Vous avez économisé 1,30 €
      Points fidélité : 23    Solde cagnotte 4,12 €
      12/05/23  18:42  CAISSE 3  TICKET 8812
""",
        fields={
            "total_with_tax": "23.11",
            "total_tax": "3.28",
            "total_without_tax": "19.83",
            "issue_date": "2023-05-12",
            "payment_method": "cash",
        },
        rows=(("20", "15.08", "3.02"), ("5.5", "4.75", "0.26")),
    ),
    "fuel": Typed(
        text="""
      TOTAL ACCESS
      RELAIS DES ALPES
      38000 GRENOBLE
      POMPE 4     GAZOLE
      VOLUME      45,32 L
      PRIX/L      1,789 €
      MONTANT     81,08 €
      TVA 20,00%  13,51 €
      HT          67,57 €
      CARTE BANCAIRE
      LE 02/11/2022 A 08:15
""",
        fields={
            "total_with_tax": "81.08",
            "total_tax": "13.51",
            "total_without_tax": "67.57",
            "issue_date": "2022-11-02",
            "payment_method": "card",
        },
        rows=(),
    ),
    "slip": Typed(
        text="""
        CARTE BANCAIRE
        SANS CONTACT
      A0000000421010
      CB
      le 21/06/24 a 12:47:33
      PHARMACIE DU CENTRE
      69003 LYON
      1234567
      30003 81234567800012
      ############4821
      5A3C88F1
      012 001 000145
      N AUTO 735524
      MONTANT
         24,90 EUR
      DEBIT
      TICKET CLIENT
      A CONSERVER
""",
        fields={"total_with_tax": "24.90", "total_tax": None, "issue_date": "2024-06-21", "payment_method": "card"},
        rows=(),
    ),
    "hotel": Typed(
        text="""
      HOTEL DES VOYAGEURS SAS
      3 place de la Gare 67000 STRASBOURG
      Facture N° 2023-1187               Date : 09/10/2023
      Client : DUPONT Jean
      Arrivée : 07/10/2023    Départ : 09/10/2023
      Désignation            Qté    PU TTC    Montant TTC
      Chambre double           2     89,00      178,00
      Petit déjeuner           4     12,00       48,00
      Taxe de séjour           4      1,65        6,60
      Total HT                                 205,45
      TVA 10 %                                  20,55
      Taxe de séjour                             6,60
      Total TTC                                232,60
      Réglé par carte bancaire                 232,60
      Solde à payer                              0,00
""",
        fields={
            "total_with_tax": "232.60",
            "total_tax": "20.55",
            "issue_date": "2023-10-09",
            "amount_due": "0.00",
            "payment_method": "card",
        },
        rows=(),
    ),
    "toll": Typed(
        text="""
      SANEF
      PEAGE DE ROISSY
      CLASSE 1
      ENTREE : AMIENS
      LE 18/08/2023 17:05
      PRIX TTC          9,60 EUR
      DONT TVA 20%      1,60 EUR
      PAIEMENT CB
      MERCI ET BONNE ROUTE
""",
        fields={
            "total_with_tax": "9.60",
            "total_tax": "1.60",
            "total_without_tax": "8.00",
            "issue_date": "2023-08-18",
            "payment_method": "card",
        },
        rows=(),
    ),
    "pharmacy": Typed(
        text="""
      PHARMACIE DES LILAS
      Ticket N°: 55120   04-02-2024 10:31
      DOLIPRANE 1000MG          2,18   2.10%
      CREME SOLAIRE SPF50      16,90  20.00%
      PANSEMENTS                5,45  20.00%
      TOTAL                    24,53
      Part assuré à régler     24,53
      Espèces                  25,00
      Monnaie rendue            0,47
      Taux    Base HT    TVA
      2,10%     2,14     0,04
      20,00%   18,63     3,72
""",
        fields={"total_with_tax": "24.53", "total_tax": "3.76", "issue_date": "2024-02-04", "payment_method": "cash"},
        rows=(("2.1", "2.14", "0.04"), ("20", "18.63", "3.72")),
    ),
    "telecom": Typed(
        text="""
      OPERATEUR MOBILE SA
      Facture n° 24 0312 5587                         du 12/03/2024
      Votre ligne 06 12 34 56 78
      Abonnements du 12/03/2024 au 11/04/2024
      Forfait 100 Go                                    16,66
      Total abonnements                                 16,66
      Consommations hors forfait                         2,40
      Total hors forfait                                 2,40
      Total HT                                          19,06 €
      TVA 20,00 %                                        3,81 €
      Total TTC                                         22,87 €
      Solde précédent                                    0,00 €
      Montant prélevé le 27/03/2024                     22,87 €
""",
        fields={
            "total_with_tax": "22.87",
            "total_tax": "3.81",
            "total_without_tax": "19.06",
            "issue_date": "2024-03-12",
            "due_date": "2024-03-27",
            "amount_due": "22.87",
            "payment_method": "direct_debit",
        },
        rows=(),
    ),
    "energy": Typed(
        text="""
      ENERGIE DE FRANCE
      Votre facture du 05/01/2024   n° 10 045 887 221
      Compte client : 6 012 345 678
      Lieu de consommation : 4 rue des Acacias 35000 RENNES
      Electricité
        Abonnement du 05/11/23 au 04/01/24          26,12 €
        Consommation 812 kWh x 0,1740              141,29 €
        Contributions et taxes                      22,40 €
      Total Hors TVA                               189,81 €
      TVA à 5,50 %  sur   26,12 €                    1,44 €
      TVA à 20,00 % sur  163,69 €                   32,74 €
      Total TTC                                    223,99 €
      Montant à régler avant le 25/01/2024         223,99 €
      Prochaine facture le 05/03/2024
""",
        fields={
            "total_with_tax": "223.99",
            "total_tax": "34.18",
            "total_without_tax": "189.81",
            "issue_date": "2024-01-05",
            "due_date": "2024-01-25",
            "amount_due": "223.99",
        },
        rows=(("20", "163.69", "32.74"), ("5.5", "26.12", "1.44")),
    ),
    "deposit": Typed(
        text="""
      MENUISERIE LEROY SARL
      FACTURE FA-2024-033                      Date : 18 avril 2024
      Date d'échéance : 18 mai 2024
      Désignation                 Qté    PU HT     TVA   Montant HT
      Porte chêne massif            2   450,00    10 %      900,00
      Pose et finitions             6    48,00    10 %      288,00
      Quincaillerie                 1    62,00    20 %       62,00
                                       Total HT           1 250,00
                                       TVA 10 %             118,80
                                       TVA 20 %              12,40
                                       Total TTC          1 381,20
                                       Acompte versé        400,00
                                       NET A PAYER          981,20 €
      Indemnité forfaitaire pour frais de recouvrement : 40 €
      SARL au capital de 8 000 €
""",
        fields={
            "total_with_tax": "1381.20",
            "total_tax": "131.20",
            "total_without_tax": "1250.00",
            "issue_date": "2024-04-18",
            "due_date": "2024-05-18",
            "amount_due": "981.20",
        },
        rows=(),
    ),
    "credit": Typed(
        text="""
      PAPETERIE MODERNE
      AVOIR N° AV-0091      Date : 03/07/2023
      Annule la facture FA-1180 du 20/06/2023
      Ramettes A4         10    4,20    42,00
      Total HT            42,00 €
      TVA 20 %             8,40 €
      Total TTC           50,40 €
      Net à votre crédit  50,40 €
""",
        fields={"total_with_tax": "50.40", "total_tax": "8.40", "total_without_tax": "42.00", "issue_date": "2023-07-03"},
        rows=(),
    ),
    "creditneg": Typed(
        text="""
      PAPETERIE MODERNE
      AVOIR N° AV-0092      Date : 03/07/2023
      Ramettes A4         -10    4,20    -42,00
      Total HT           -42,00 €
      TVA 20 %            -8,40 €
      Total TTC          -50,40 €
""",
        fields={"total_with_tax": "-50.40", "total_tax": "-8.40", "total_without_tax": "-42.00", "issue_date": "2023-07-03"},
        rows=(),
    ),
    "cfa": Typed(
        text="""
      QUINCAILLERIE DU PLATEAU
      ABIDJAN
      Facture N° 00215           Date : 15/09/2023
      Doit : SOCIETE IVOIRE
      Ciment CPJ 35     20    5.250     105.000
      Fer de 10         15    4.500      67.500
      MONTANT HT                        172.500 FCFA
      TVA 18%                            31.050 FCFA
      MONTANT TTC                       203.550 FCFA
      Arrêtée la présente facture à la somme de : deux cent trois mille cinq cent cinquante francs CFA
""",
        fields={
            "total_with_tax": "203550",
            "total_tax": "31050",
            "total_without_tax": "172500",
            "issue_date": "2023-09-15",
            "currency": "XOF",
        },
        rows=(),
    ),
    "dzd": Typed(
        text="""
      SARL EL BARAKA                      NIF 001234567890123
      FACTURE N° 145/2023                 Alger le 20/11/2023
      Client : EURL ATLAS
      Désignation         Qté    PU HT       Montant HT
      Imprimante laser     2   25 000,00     50 000,00
      Total HT                               50 000,00 DA
      TVA 19%                                 9 500,00 DA
      Total TTC                              59 500,00 DA
      Droit de timbre                           595,00 DA
      Net à payer                            60 095,00 DA
      Arrêtée la présente facture à la somme de soixante mille quatre-vingt-quinze dinars
      Mode de paiement : espèces
""",
        fields={
            "total_with_tax": "59500.00",
            "total_tax": "9500.00",
            "total_without_tax": "50000.00",
            "amount_due": "60095.00",
            "issue_date": "2023-11-20",
            "currency": "DZD",
        },
        rows=(),
    ),
    "bakery": Typed(
        text="""
      BOULANGERIE MARTIN
      2 BAGUETTE TRADITION     2,60
      1 TARTE POMME           14,00
      TOTAL                   16,60
      CB                      16,60
      DONT TVA 5,5%            0,87
      15.12.2023 11:20
""",
        fields={"total_with_tax": "16.60", "total_tax": "0.87", "issue_date": "2023-12-15", "payment_method": "card"},
        rows=(),
    ),
    "mixedpay": Typed(
        text="""
      BRASSERIE DU THEATRE
      ADDITION TABLE 7
      22/09/2023 21:48
      3 PLAT DU JOUR 15,00     45,00
      1 BOUTEILLE BROUILLY     26,00
      TOTAL A PAYER            71,00
      TICKET RESTAURANT        19,00
      CB                       52,00
      TVA 10%   45,00 TTC   40,91 HT   4,09
      TVA 20%   26,00 TTC   21,67 HT   4,33
""",
        fields={"total_with_tax": "71.00", "total_tax": "8.42", "issue_date": "2023-09-22"},
        rows=(),
    ),
    "words": Typed(
        text="""
      CABINET FIDUCIA
      NOTE D'HONORAIRES N° 78      le 30 juin 2023
      Honoraires comptables                          850,00
      Frais de dossier                                50,00
      Montant HT                                     900,00
      TVA 20,00 %                                    180,00
      Net à payer TTC                              1 080,00
      Arrêtée la présente facture à la somme de mille quatre-vingts euros
""",
        fields={"total_with_tax": "1080.00", "total_tax": "180.00", "total_without_tax": "900.00", "issue_date": "2023-06-30"},
        rows=(),
    ),
    "parking": Typed(
        text="""
      PARKING INDIGO OPERA
      ENTREE 11/01/2024 09:02
      SORTIE 11/01/2024 11:47
      MONTANT   12,40 EUR
      TVA 20,00%  2,07
      PAYE CB
""",
        fields={"total_with_tax": "12.40", "total_tax": "2.07", "issue_date": "2024-01-11", "payment_method": "card"},
        rows=(),
    ),
    "franchise": Typed(
        text="""
      Julie Morel - graphiste
      Facture n° 2024-07        Date : 02/02/2024
      Création logo                              600,00 €
      Total                                      600,00 €
      TVA non applicable, art. 293 B du CGI
      Paiement par virement sous 30 jours
""",
        fields={"total_with_tax": "600.00", "total_tax": None, "issue_date": "2024-02-02", "payment_method": "transfer"},
        rows=(),
    ),
    "discounted": Typed(
        text="""
      FOURNITURES PRO
      Facture 8812   Date de facture : 11/12/2023
      Article A      3   20,00    60,00
      Article B      1   40,00    40,00
      Total brut HT              100,00
      Remise 10 %                -10,00
      Total net HT                90,00
      Frais de port                5,00
      Total HT                    95,00
      TVA 20 %                    19,00
      Total TTC                  114,00
      Echéance : 31/01/2024
""",
        fields={
            "total_with_tax": "114.00",
            "total_tax": "19.00",
            "total_without_tax": "95.00",
            "issue_date": "2023-12-11",
            "due_date": "2024-01-31",
        },
        rows=(),
    ),
    "damaged": Typed(
        text="""
      BRlCO DEPOT
      26/O5/2023  14:22
      PERCEUSE 18V             89,9O
      V1S INOX X100             7,5O
      T0TAL T.T.C             97,40 E
      CARTE BANCA1RE           97,40
      TUA 20,00%  81,17  16,23
""",
        fields={"total_with_tax": "97.40", "total_tax": "16.23", "issue_date": "2023-05-26", "payment_method": "card"},
        rows=(),
    ),
    "horizontal": Typed(
        text="""
   SARL DUPUIS ELECTRICITE
   Facture N° F2024-118        Le 22/02/2024
   Désignation                       Qté   PU HT     Total HT
   Remplacement tableau                1   780,00     780,00
   Main d'oeuvre                       4    45,00     180,00
   Total HT      TVA 20%       Total TTC      Net à payer
   960,00        192,00        1 152,00       1 152,00 €
""",
        fields={
            "total_with_tax": "1152.00",
            "total_tax": "192.00",
            "total_without_tax": "960.00",
            "amount_due": "1152.00",
            "issue_date": "2024-02-22",
        },
    ),
    "autoliq": Typed(
        text="""
   BATI PRO
   Facture 2024/55   Date : 10/03/2024   Echéance : 09/04/2024
   Sous-traitance gros oeuvre       4 500,00
   Total HT     4 500,00 €
   TVA              0,00 €
   Total TTC    4 500,00 €
   Autoliquidation, art. 283-2 nonies du CGI
""",
        fields={"total_with_tax": "4500.00", "total_tax": "0.00", "issue_date": "2024-03-10", "due_date": "2024-04-09"},
    ),
    "market": Typed(
        text="""
       CARREFOUR CITY
      PARIS 11
   BANANES             1,89
   CHIPS 150G          2,05
   BIERE 6X25CL        5,40
   2 X 1,10
   EAU 1.5L            2,20
   -----------------------
   TOTAL A PAYER      11,54
   4 ARTICLES
   CARTE BANCAIRE EMV 11,54
   TAUX     TTC     TVA     HT
   5,5%    6,14    0,32    5,82
   20%     5,40    0,90    4,50
   03/06/24 19:20 0231 04 7789
""",
        fields={"total_with_tax": "11.54", "total_tax": "1.22", "issue_date": "2024-06-03", "payment_method": "card"},
    ),
    "taxi": Typed(
        text="""
   TAXI PARISIEN
   Licence 12345
   Date 07.11.2023
   De : Gare de Lyon  A : La Defense
   Prise en charge   4,48
   Course           31,52
   Total TTC        36,00 EUR
   dont TVA 10%      3,27
   Paiement CB
""",
        fields={"total_with_tax": "36.00", "total_tax": "3.27", "issue_date": "2023-11-07", "payment_method": "card"},
    ),
    "water": Typed(
        text="""
   COMPAGNIE DES EAUX
   Facture du 12 janvier 2024
   Distribution de l'eau             98,40
   Collecte et traitement            76,20
   Organismes publics                21,30
   Montant HT                       195,90 €
   TVA 5,5%   sur  119,70             6,58
   TVA 10%    sur   76,20             7,62
   Montant TTC                      210,10 €
   Solde antérieur                   12,00 €
   A régler avant le 05/02/2024     222,10 €
""",
        fields={
            "total_with_tax": "210.10",
            "total_tax": "14.20",
            "total_without_tax": "195.90",
            "issue_date": "2024-01-12",
            "due_date": "2024-02-05",
        },
    ),
    "telecom2": Typed(
        text="""
   FREEBOX & MOBILE
   Facture n° 1188273645        Date : 02/04/2024
   Vos abonnements              HT        TTC
   Box fibre                   33,32     39,99
   Mobile 5G                   16,66     19,99
   Total abonnements           49,98     59,98
   Options
   TV bouquet                   4,99      5,99
   Total options                4,99      5,99
   Total HT                              54,97 €
   TVA (20,00 %)                         11,00 €
   Total TTC de votre facture            65,97 €
   Prélèvement le 15/04/2024 : 65,97 €
   Capital social de 3 500 000,00 €
""",
        fields={
            "total_with_tax": "65.97",
            "total_tax": "11.00",
            "total_without_tax": "54.97",
            "issue_date": "2024-04-02",
            "payment_method": "direct_debit",
        },
    ),
    "cafe": Typed(
        text="""
   CAFE DE LA GARE
   Table 5   le 30/09/2023 10:15
   2 CAFE         3,60
   1 CROISSANT    1,40
   NET A PAYER    5,00 EUR
   ESPECES        5,00
   TVA 10% : 0,45  HT : 4,55
   PRIX NETS SERVICE COMPRIS
""",
        fields={"total_with_tax": "5.00", "total_tax": "0.45", "issue_date": "2023-09-30", "payment_method": "cash"},
    ),
    "brico": Typed(
        text="""
   LEROY MERLIN NANTES
   VIS BOIS 5X60             7,90
   PEINTURE BLANCHE 10L     54,90
   ROULEAU                   6,50
   REMISE CARTE MAISON      -5,00
   TOTAL TTC EUR            64,30
   CB                       64,30
   TVA 20,00   BASE 53,58   MONTANT 10,72
   N° ticket 00234  17/05/2023 15:44
""",
        fields={"total_with_tax": "64.30", "total_tax": "10.72", "total_without_tax": "53.58", "issue_date": "2023-05-17"},
    ),
    "ma": Typed(
        text="""
   STE ATLAS FOURNITURES SARL
   ICE 001234567000089   IF 1234567
   FACTURE N° 089/2023           Casablanca, le 12/10/2023
   Ramettes papier   50   38,00   1 900,00
   Total H.T                      1 900,00
   T.V.A 20%                        380,00
   Total T.T.C                    2 280,00 DHS
   Arrêtée la présente facture à la somme de : Deux mille deux cent quatre-vingts dirhams
""",
        fields={
            "total_with_tax": "2280.00",
            "total_tax": "380.00",
            "total_without_tax": "1900.00",
            "issue_date": "2023-10-12",
            "currency": "MAD",
        },
    ),
    "solded": Typed(
        text="""
   GARAGE DU CENTRE
   FACTURE 20231102      Date 02/11/2023
   Vidange              89,00
   Filtre               12,50
   Total HT            101,50
   Remise 5%             5,08
   Net HT               96,42
   TVA 20%              19,28
   Total TTC           115,70
   Réglé CB            115,70
   Reste à payer         0,00
""",
        fields={
            "total_with_tax": "115.70",
            "total_tax": "19.28",
            "total_without_tax": "96.42",
            "amount_due": "0.00",
            "issue_date": "2023-11-02",
            "payment_method": "card",
        },
    ),
    "bigdots": Typed(
        text="""
   GROSSISTE XYZ                     Facture 4471
   Date de facturation : 28-02-2023
   Total HT ............ 12.450,00 EUR
   TVA 20% .............  2.490,00 EUR
   Total TTC ........... 14.940,00 EUR
   Echéance 30-04-2023   Virement
   IBAN FR76 3000 4000 0312 3456 7890 143
""",
        fields={
            "total_with_tax": "14940.00",
            "total_tax": "2490.00",
            "total_without_tax": "12450.00",
            "issue_date": "2023-02-28",
            "due_date": "2023-04-30",
            "payment_method": "transfer",
        },
    ),
    "ocrphoto": Typed(
        text="""
   LE PETlT BISTRO
   O4/O7/2023 13 : 02
   1 MENU              l8,50
   1 CAFE GOURMAND       7,5O
   T0TAL T T C          26,O0€
   C8                   26,00
   TVA1O,0O%  23,64   2,36   26,00
""",
        fields={"total_with_tax": "26.00", "total_tax": "2.36", "issue_date": "2023-07-04"},
    ),
}
