"""German as printed on invoices and receipts: labels, months and small words. See fr.py for the form; ß is SS, Ä is A."""

from __future__ import annotations

# fmt: off
# Word lists read best in rows.

CODE = "de"

LABELS: dict[str, tuple[str, ...]] = {
    "seller_name": ("VERKAUFER", "LIEFERANT", "ABSENDER", "FIRMA", "RECHNUNGSSTELLER"),
    "seller_address": ("ANSCHRIFT", "ADRESSE", "SITZ"),
    "seller_siren": (),
    "seller_siret": (),
    "seller_vat_id": ("UST IDNR", "UST ID NO", "UST ID", "USTID", "USTIDNR", "UMSATZSTEUER ID", "UMSATZSTEUER IDENTIFIKATIONSNUMMER",
        "UID NO", "UID",
                      "UST IDENT NO", "UST ID NO"),
    "seller_iban": ("IBAN", "BANKVERBINDUNG", "KONTO NO", "KONTONUMMER"),
    "buyer_name": ("KUNDE", "RECHNUNG AN", "RECHNUNGSEMPFANGER", "EMPFANGER", "KAUFER", "RECHNUNGSADRESSE"),
    "delivery_address": ("LIEFERADRESSE", "LIEFERANSCHRIFT"),
    "buyer_vat_id": ("IHRE UST ID", "IHRE UST IDNR", "UST ID KUNDE"),
    "invoice_number": ("RECHNUNGSNUMMER", "RECHNUNG NO", "RECHNUNGS NO", "RECHNUNGSNR", "RECHN NO", "RG NO", "BELEGNUMMER", "BELEG NO",
        "BON NO", "BONNR",
                       "GUTSCHRIFT NO", "BELEGNR", "RECHNUNG"),
    "order_number": ("BESTELLNUMMER", "BESTELL NO", "BESTELLUNG", "AUFTRAGSNUMMER", "AUFTRAGS NO", "IHRE REFERENZ", "IHR ZEICHEN",
        "IHRE BESTELLUNG"),
    "issue_date": ("DATUM", "RECHNUNGSDATUM", "BELEGDATUM", "AUSSTELLUNGSDATUM", "VOM", "RECHNUNG VOM"),
    "due_date": ("FALLIG", "FALLIG AM", "ZAHLBAR BIS", "FALLIGKEIT", "FALLIGKEITSDATUM", "ZAHLUNGSZIEL"),
    "other_date": ("LIEFERDATUM", "LEISTUNGSDATUM", "BESTELLDATUM", "DRUCKDATUM", "GULTIG BIS", "LEISTUNGSZEITRAUM", "SEIT",
        "UMTAUSCH BIS", "BIS ZUM"),
    "currency": ("WAHRUNG",),
    "total_without_tax": ("NETTO", "NETTOBETRAG", "SUMME NETTO", "GESAMT NETTO", "NETTOSUMME", "NETTO BETRAG", "ZWISCHENSUMME NETTO",
        "GESAMTBETRAG NETTO",
                          "NETTOUMSATZ", "NETTO UMSATZ", "NETTOWERT"),
    "total_tax": ("MWST", "UST", "MEHRWERTSTEUER", "UMSATZSTEUER", "MWST BETRAG", "ENTHALTENE MWST", "INCL MWST", "INKL MWST",
        "ZZGL MWST", "STEUER",
                  "SUMME MWST", "MWST SUMME", "UST BETRAG", "MWST GESAMT", "STEUERBETRAG", "ENTH MWST", "DARIN ENTHALTENE MWST",
                  "GESAMT MWST"),
    "total_with_tax": ("SUMME", "GESAMT", "GESAMTBETRAG", "TOTAL", "ZU ZAHLEN", "RECHNUNGSBETRAG", "ENDBETRAG", "GESAMTSUMME", "BRUTTO",
        "SUMME EUR",
                       "ZU ZAHLEN EURO", "BRUTTOBETRAG", "BETRAG", "SUMME BRUTTO", "GESAMT BRUTTO", "ENDSUMME", "ZU ZAHLEN EUR",
                       "RECHNUNGSSUMME",
                       "GESAMTPREIS", "SUMME TOTAL", "BETRAG EUR", "GESAMT EUR", "TOTAL EUR", "BARVERKAUF"),
    "total_firm": ("ZU ZAHLEN", "ZU ZAHLEN EURO", "ZU ZAHLEN EUR", "GESAMTBETRAG", "RECHNUNGSBETRAG", "ENDBETRAG", "GESAMTSUMME",
        "SUMME EUR", "BRUTTOBETRAG", "RECHNUNGSSUMME", "ENDSUMME"),
    "total_weak": ("BETRAG", "BRUTTO", "GESAMTPREIS", "BETRAG EUR"),
    "amount_due": ("ZAHLBETRAG", "ZAHLBETRAG EUR", "OFFENER BETRAG", "RESTBETRAG", "ZU ZAHLENDER BETRAG", "FALLIGER BETRAG"),
    "payment_method": ("ZAHLUNGSART", "ZAHLUNGSWEISE", "ZAHLART", "ZAHLUNG"),
    "subtotal": ("ZWISCHENSUMME", "ZWISCHEN SUMME", "UBERTRAG", "ZW SUMME"),
    "discount": ("RABATT", "NACHLASS", "SKONTO", "GUTSCHEIN", "COUPON", "SIE SPAREN", "PREISVORTEIL", "ERSPARNIS", "GESPART"),
    "deposit": ("ANZAHLUNG", "ABSCHLAG", "BEREITS GEZAHLT"),
    "rounding": ("RUNDUNG", "RUNDUNGSDIFFERENZ"),
    "tip": ("TRINKGELD",),
    "service": ("BEDIENUNG", "SERVICEGEBUHR"),
    "stamp_duty": (),
    "charge": ("VERSAND", "VERSANDKOSTEN", "PFAND", "PORTO", "LEERGUT"),
    "withholding": ("EINBEHALT",),
    "cash": ("BAR", "BARGELD", "GEGEBEN", "GEGEBEN BAR", "BARZAHLUNG", "BAR EUR", "GEGEBEN EUR", "BEZAHLT BAR", "BEZAHLT", "BAR GEGEBEN",
        "ERHALTEN"),
    "change": ("ZURUCK", "RUCKGELD", "WECHSELGELD", "RUCKGELD EUR", "RUCKGELD BAR", "ZURUCK EUR", "RUCKG"),
    "card": ("KARTE", "EC KARTE", "EC CASH", "GIROCARD", "KARTENZAHLUNG", "KREDITKARTE", "VISA", "MASTERCARD", "KARTE EUR", "MAESTRO",
        "EC", "EC LASTSCHRIFT",
             "GEGEBEN EC KARTE", "ELV", "BEZAHLT KARTE", "DEBITKARTE", "KONTAKTLOS", "AMEX", "V PAY", "EC ZAHLUNG"),
    "cheque": ("SCHECK",),
    "transfer": ("UBERWEISUNG", "BANKUBERWEISUNG"),
    "direct_debit": ("LASTSCHRIFT", "SEPA LASTSCHRIFT", "BANKEINZUG"),
    "other_payment": ("PAYPAL", "GESCHENKKARTE", "EINKAUFSGUTSCHEIN"),
    "not_an_amount": ("POSTEN", "ANZAHL ARTIKEL", "ANZAHL", "PUNKTE", "TEL", "FAX", "STAMMKAPITAL", "ARTIKEL", "PAYBACK", "PUNKTESTAND",
        "AUF DEN UMSATZ VON",
                      "STEUERNUMMER", "STEUER NO", "STNR", "ST NO", "LITER", "PREIS JE LITER", "PREIS L", "EUR L", "GRUNDPREIS", "TSE",
                      "RABATTFAHIGER UMSATZ"),
    "amount_in_words": ("IN WORTEN",),
    "column_description": ("BEZEICHNUNG", "BESCHREIBUNG", "ARTIKEL", "LEISTUNG"),
    "column_quantity": ("MENGE", "ANZAHL", "STK"),
    "column_unit_price": ("EINZELPREIS", "PREIS", "E PREIS", "EP"),
    "column_rate": ("SATZ", "MWST", "STEUERSATZ", "MWST SATZ", "STEUER"),
    "column_base": ("NETTO", "NETTO EUR", "NETTOBETRAG"),
    "column_tax": ("MWST", "STEUER", "MWST BETRAG", "UST", "MWST EUR", "STEUERBETRAG"),
    "column_gross": ("BRUTTO", "UMSATZ", "BRUTTO EUR", "SUMME", "GESAMT"),
    "column_amount": ("BETRAG", "GESAMT", "GESAMTPREIS", "SUMME", "PREIS", "EUR", "GP"),
    "column_discount": ("RABATT",),
    "column_code": ("CODE", "KENNZ", "TYP"),
}

MONTHS: dict[str, int] = {
    "JANUAR": 1, "JAN": 1, "JANNER": 1, "FEBRUAR": 2, "FEB": 2, "MARZ": 3, "MRZ": 3, "MAERZ": 3, "APRIL": 4, "APR": 4, "MAI": 5,
        "JUNI": 6, "JUN": 6,
    "JULI": 7, "JUL": 7, "AUGUST": 8, "AUG": 8, "SEPTEMBER": 9, "SEPT": 9, "SEP": 9, "OKTOBER": 10, "OKT": 10, "NOVEMBER": 11, "NOV": 11,
    "DEZEMBER": 12, "DEZ": 12,
}

WEEKDAYS: tuple[str, ...] = ("MONTAG", "DIENSTAG", "MITTWOCH", "DONNERSTAG", "FREITAG", "SAMSTAG", "SONNTAG")

TAX_WORDS: tuple[str, ...] = ("MWST", "UST", "MEHRWERTSTEUER", "UMSATZSTEUER")

# Words by which the lines of a letterhead are told: legal forms, streets, trades, and places that end an address.
LEGAL_FORMS = (
    "GMBH", "AG", "KG", "OHG", "UG", "EG", "GBR", "MBH", "E.K", "EK", "INH", "INHABER", "GMBH & CO", "CO KG", "KGAA", "STIFTUNG",
    "VEREIN",
)

STREET_WORDS = (
    "STRASSE", "STR", "WEG", "PLATZ", "ALLEE", "GASSE", "RING", "DAMM", "UFER", "CHAUSSEE", "MARKTPLATZ", "HOF", "POSTFACH",
    "GEWERBEPARK",
)

TRADE_WORDS = (
    "BACKEREI", "KONDITOREI", "APOTHEKE", "GASTHAUS", "GASTSTATTE", "HOTEL", "TANKSTELLE", "BAUMARKT", "MARKT", "SUPERMARKT",
    "GETRANKEMARKT", "DROGERIE", "DROGERIEMARKT", "METZGEREI", "FLEISCHEREI", "BUCHHANDLUNG", "BLUMEN", "CAFE", "RESTAURANT", "IMBISS",
    "KAUFHAUS", "HANDELSGES", "HANDELSGESELLSCHAFT", "AUTOHAUS", "FILIALE", "DISCOUNT", "MOBEL", "ELEKTRO",
)

REGIONS = (
    "DEUTSCHLAND", "OSTERREICH", "SCHWEIZ", "BERLIN", "HAMBURG", "MUNCHEN", "KOLN", "FRANKFURT", "STUTTGART", "DUSSELDORF", "WIEN",
    "ZURICH",
)

# Small words and words of the till, by which the language of a page is told.
SMALL_WORDS = (
    "DER", "DIE", "DAS", "UND", "ZU", "DEN", "DEM", "DES", "FUR", "FÜR", "MIT", "VON", "VOM", "IHR", "IHRE", "SIE", "WIR", "UNS",
    "UNSERE", "IST", "SIND", "NICHT", "AUF", "BEI", "EIN", "EINE", "EINEN", "ODER", "AM", "IM", "ZUR", "ZUM", "VIELEN", "DANK", "DANKE",
    "BESUCH", "EINKAUF", "SUMME", "MWST", "BAR", "RUCKGELD", "GEGEBEN", "RECHNUNG", "DATUM", "UHR", "UHRZEIT", "BETRAG", "KASSE", "BON",
    "FILIALE", "KARTENZAHLUNG", "STEUERNUMMER", "STNR", "UST", "NETTO", "BRUTTO", "STUCK", "ZAHLEN", "TEL", "BELEG", "KUNDENBELEG",
)

# By kind of document (the contract's values): how it calls itself, and words that go with it.
TYPE_TITLES: dict[str, tuple[str, ...]] = {
    "invoice": (
        "RECHNUNG", "ABSCHLAGSRECHNUNG", "SCHLUSSRECHNUNG", "HONORARRECHNUNG", "RECHNUNG NO",
    ),
    "credit_note": (
        "GUTSCHRIFT", "RECHNUNGSKORREKTUR", "STORNORECHNUNG", "STORNO",
    ),
    "receipt": (
        "KASSENBON", "QUITTUNG", "KASSENBELEG", "KUNDENBELEG", "BELEG", "BEWIRTUNGSBELEG", "HANDLERBELEG", "BON",
    ),
    "quote": (
        "ANGEBOT", "KOSTENVORANSCHLAG", "PROFORMARECHNUNG", "PROFORMA RECHNUNG",
    ),
    "purchase_order": (
        "BESTELLUNG", "AUFTRAG",
    ),
    "delivery_note": (
        "LIEFERSCHEIN", "PACKLISTE", "FRACHTBRIEF",
    ),
    "bank_statement": (
        "KONTOAUSZUG",
    ),
    "payslip": (
        "LOHNABRECHNUNG", "GEHALTSABRECHNUNG", "ENTGELTABRECHNUNG", "VERDIENSTABRECHNUNG",
    ),
    "contract": (
        "VERTRAG", "MIETVERTRAG", "VEREINBARUNG", "DIENSTLEISTUNGSVERTRAG", "ALLGEMEINE GESCHAFTSBEDINGUNGEN",
    ),
    "letter": (
        "SEHR GEEHRTE", "SEHR GEEHRTER", "BETREFF", "MAHNUNG",
    ),
    "identity": (
        "HANDELSREGISTERAUSZUG", "PERSONALAUSWEIS", "REISEPASS", "BANKVERBINDUNG",
    ),
    "other": (
        "STEUERBESCHEID", "BESCHEINIGUNG", "BUSSGELDBESCHEID", "FAHRZEUGSCHEIN",
    ),
}

TYPE_WORDS: dict[str, tuple[str, ...]] = {
    "invoice": (
        "ZAHLBAR BIS", "ZAHLUNGSZIEL", "RECHNUNGSNUMMER", "RECHNUNGSDATUM", "LEISTUNGSDATUM", "KUNDENNUMMER", "BANKVERBINDUNG",
        "FALLIG", "RECHNUNGSBETRAG", "UBERWEISEN",
    ),
    "credit_note": (
        "GUTGESCHRIEBEN", "ERSTATTUNG", "URSPRUNGSRECHNUNG",
    ),
    "receipt": (
        "BAR", "RUCKGELD", "GEGEBEN", "KASSE", "KASSIERER", "BEDIENER", "VIELEN DANK FUR IHREN EINKAUF", "KARTENZAHLUNG", "GIROCARD",
        "ZU ZAHLEN", "SUMME EUR", "TISCH", "TERMINAL", "TRACE", "EC CASH", "KUNDENBELEG", "MWST", "TANKSTELLE", "FILIALE", "BON",
        "BELEG", "WECHSELGELD", "UHR",
    ),
    "quote": (
        "ANGEBOT GULTIG", "FREIBLEIBEND", "GULTIG BIS",
    ),
    "purchase_order": (
        "WIR BESTELLEN", "LIEFERTERMIN", "LIEFERANT",
    ),
    "delivery_note": (
        "LIEFERDATUM", "WARE ERHALTEN", "SPEDITEUR", "GEWICHT", "GELIEFERT",
    ),
    "bank_statement": (
        "ALTER SALDO", "NEUER SALDO", "KONTOSTAND", "WERTSTELLUNG", "BUCHUNGSTAG", "BUCHUNG",
    ),
    "payslip": (
        "BRUTTOLOHN", "NETTOLOHN", "LOHNSTEUER", "SOZIALVERSICHERUNG", "PERSONALNUMMER", "AUSZAHLUNGSBETRAG", "KRANKENVERSICHERUNG",
        "STEUERKLASSE",
    ),
    "contract": (
        "ZWISCHEN", "PARAGRAPH", "KUNDIGUNG", "VERTRAGSPARTEIEN", "GERICHTSSTAND", "NACHFOLGEND", "MIETER", "VERMIETER",
    ),
    "letter": (
        "MIT FREUNDLICHEN GRUSSEN", "FREUNDLICHE GRUSSE", "HOCHACHTUNGSVOLL", "WIR TEILEN IHNEN MIT", "UNSER ZEICHEN", "FREUNDLICHEN",
    ),
    "identity": (
        "KONTOINHABER", "AMTSGERICHT", "STAATSANGEHORIGKEIT", "GEBURTSDATUM",
    ),
    "other": (
        "FINANZAMT", "HIERMIT BESCHEINIGEN", "ORDNUNGSWIDRIGKEIT",
    ),
}
