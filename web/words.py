"""The words of the pages for the closed lists of the trade: fields, states, types, categories, rules.

The messages are English and the catalogues hold the other languages; `N_` only marks them for extraction. Every member
of a list has its word: a test keeps it so.
"""

from __future__ import annotations

from domain.kinds import Category, DocumentType, PaymentMethod, Source, State


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    return message


FIELDS: dict[str, str] = {
    "seller_name": N_("Supplier"),
    "seller_address": N_("Supplier’s address"),
    "seller_siren": N_("SIREN"),
    "seller_siret": N_("SIRET"),
    "seller_vat_id": N_("Supplier’s VAT number"),
    "seller_iban": N_("IBAN"),
    "buyer_name": N_("Customer"),
    "buyer_vat_id": N_("Customer’s VAT number"),
    "invoice_number": N_("Document number"),
    "issue_date": N_("Date"),
    "due_date": N_("Due date"),
    "order_number": N_("Order number"),
    "currency": N_("Currency"),
    "total_without_tax": N_("Total without tax"),
    "total_tax": N_("VAT"),
    "total_with_tax": N_("Total with tax"),
    "amount_due": N_("Amount due"),
    "payment_method": N_("Payment"),
    "document_type": N_("Kind of document"),
    "category": N_("Category"),
}

STATES: dict[State, str] = {
    State.RECEIVED: N_("Received"),
    State.READING: N_("Being read"),
    State.TO_VALIDATE: N_("To validate"),
    State.VALIDATED: N_("Validated"),
    State.REJECTED: N_("Rejected"),
    State.FAILED: N_("Failed"),
}

DOCUMENT_TYPES: dict[DocumentType, str] = {
    DocumentType.INVOICE: N_("Invoice"),
    DocumentType.CREDIT_NOTE: N_("Credit note"),
    DocumentType.RECEIPT: N_("Receipt"),
    DocumentType.QUOTE: N_("Quote"),
    DocumentType.PURCHASE_ORDER: N_("Purchase order"),
    DocumentType.DELIVERY_NOTE: N_("Delivery note"),
    DocumentType.BANK_STATEMENT: N_("Bank statement"),
    DocumentType.PAYSLIP: N_("Payslip"),
    DocumentType.CONTRACT: N_("Contract"),
    DocumentType.LETTER: N_("Letter"),
    DocumentType.IDENTITY: N_("Bank details or company extract"),
    DocumentType.OTHER: N_("Other document"),
}

PAYMENT_METHODS: dict[PaymentMethod, str] = {
    PaymentMethod.CASH: N_("Cash"),
    PaymentMethod.CARD: N_("Card"),
    PaymentMethod.CHEQUE: N_("Cheque"),
    PaymentMethod.TRANSFER: N_("Bank transfer"),
    PaymentMethod.DIRECT_DEBIT: N_("Direct debit"),
    PaymentMethod.OTHER: N_("Another way"),
}

CATEGORIES: dict[Category, str] = {
    Category.GOODS: N_("Goods for resale"),
    Category.RAW_MATERIALS: N_("Raw materials"),
    Category.ENERGY: N_("Energy"),
    Category.WATER: N_("Water"),
    Category.FUEL: N_("Fuel"),
    Category.OFFICE_SUPPLIES: N_("Office supplies"),
    Category.SMALL_EQUIPMENT: N_("Small equipment"),
    Category.EQUIPMENT: N_("Equipment (fixed asset)"),
    Category.SUBCONTRACTING: N_("Subcontracting"),
    Category.RENT: N_("Rent"),
    Category.EQUIPMENT_RENTAL: N_("Equipment rental"),
    Category.MAINTENANCE: N_("Maintenance and repair"),
    Category.INSURANCE: N_("Insurance"),
    Category.DOCUMENTATION: N_("Documentation"),
    Category.TRAINING: N_("Training"),
    Category.FEES: N_("Professional fees"),
    Category.ADVERTISING: N_("Advertising"),
    Category.GIFTS: N_("Gifts"),
    Category.TRANSPORT: N_("Transport of goods"),
    Category.TRAVEL: N_("Travel"),
    Category.LODGING: N_("Lodging"),
    Category.MEALS: N_("Meals"),
    Category.VEHICLE: N_("Vehicle upkeep"),
    Category.PARKING_TOLLS: N_("Parking and tolls"),
    Category.POSTAGE: N_("Postage"),
    Category.TELECOM: N_("Telephone and internet"),
    Category.SOFTWARE: N_("Software"),
    Category.BANK_FEES: N_("Bank fees"),
    Category.TAXES: N_("Taxes and duties"),
    Category.PAYROLL: N_("Payroll"),
    Category.SUBSCRIPTIONS: N_("Memberships"),
    Category.OTHER: N_("Other purchases"),
}

SOURCES: dict[Source, str] = {
    Source.OCR: N_("Read from the picture"),
    Source.PDF_TEXT: N_("Text of the PDF"),
    Source.FACTURX: N_("Factur-X electronic invoice"),
    Source.CII: N_("CII electronic invoice"),
    Source.UBL: N_("UBL electronic invoice"),
}

CHECKS: dict[str, str] = {
    "tax_row_multiplies": N_("Base × rate gives the VAT"),
    "tax_rows_add_up": N_("The VAT rows add up"),
    "tax_bases_add_up": N_("The VAT bases add up"),
    "totals_add_up": N_("Without tax + VAT = with tax"),
    "lines_add_up": N_("The lines add up"),
    "entry_balances": N_("Debit = credit"),
    "amount_due_explained": N_("Amount due and total"),
    "cash_limit": N_("Limit of cash payments"),
    "currency_of_the_books": N_("Currency of the books"),
    "date_not_in_future": N_("Date not in the future"),
    "date_not_too_old": N_("Date not too old"),
    "due_after_issue": N_("Due after the date"),
    "rate_in_force": N_("VAT rate in force"),
    "tax_within_rates": N_("VAT within the rates"),
    "tax_not_shown": N_("No VAT shown"),
    "tax_of_another_country": N_("VAT of another country"),
    "tax_deducted_in_part": N_("VAT deducted in part"),
    "tax_owed_by_buyer": N_("VAT owed by the customer"),
    "exemption_named": N_("Reason for no VAT"),
    "meal_needs_invoice": N_("Meal: invoice needed"),
    "asset_or_charge": N_("Asset or charge"),
    "siren_check_digit": N_("SIREN: check digit"),
    "siret_check_digit": N_("SIRET: check digit"),
    "iban_check_digits": N_("IBAN: check digits"),
    "vat_id_check_digits": N_("VAT number: check digits"),
    "buyer_vat_id_check_digits": N_("Customer’s VAT number: check digits"),
    "siret_bears_siren": N_("SIRET and SIREN agree"),
    "vat_id_bears_siren": N_("VAT number and SIREN agree"),
    "duplicate": N_("Perhaps a copy"),
    "usual_amount": N_("Usual amount"),
    "iban_known": N_("Known bank details"),
    "review_threshold": N_("Amount to be looked at"),
    "in_fiscal_year": N_("Fiscal year"),
    "period_open": N_("Open period"),
    "on_a_working_day": N_("Working day"),
    "no_round_sum": N_("Round sum"),
    "mentions_present": N_("Mentions of the law"),
    "mention_required": N_("Mention that the deduction needs"),
    "supplier_charges_tax": N_("Supplier’s right to charge VAT"),
}

EVENTS: dict[str, str] = {
    "received": N_("Received"),
    "read": N_("Read"),
    "failed": N_("Reading failed"),
    "corrected": N_("Corrected"),
    "validated": N_("Validated"),
    "rejected": N_("Rejected"),
    "retried": N_("To be read again"),
    "noted": N_("Note of who sent it"),
    "commented": N_("Comment"),
    "assigned": N_("Given to"),
    "withdrawn": N_("Validation taken back"),
    "arranged": N_("Pages arranged"),
    "reversed": N_("Entry reversed"),
    "paid": N_("Paid"),
    "unpaid": N_("Payment taken back"),
}

VAT_KINDS: dict[str, str] = {
    "vat_services": N_("Goods and services"),
    "vat_assets": N_("Fixed assets"),
    "vat_purchases": N_("Purchases"),
    "vat_transport": N_("Transport"),
    "vat_waiting": N_("Waiting for payment"),
    "vat_due_eu": N_("Owed on purchases from the Union"),
    "vat_due_other": N_("Owed on other reverse charges"),
}

CERTAINTIES: dict[str, str] = {
    "transcribed": N_("as on the form"),
    "secondary": N_("as other programs write the form: compare"),
    "unknown": N_("no line of the form known: yours to place"),
}

CIRCUMSTANCES: dict[str, str] = {
    "paid_by": N_("Who paid"),
    "vehicle": N_("Vehicle"),
    "reverse_charge": N_("VAT owed by the customer"),
    "reverse_charge_rate": N_("Its rate, in percent"),
    "is_deposit": N_("Is a deposit"),
    "deposit_net": N_("Deposit paid before, without tax"),
    "deposit_tax": N_("VAT of that deposit"),
    "tip": N_("Tip above the total"),
    "discount_after": N_("Credit note for a later discount"),
    "deductible_percent": N_("Deductible part of the VAT, in percent"),
    "exchange_rate": N_("Worth of one unit of the currency"),
    "account": N_("Account of the expense"),
    "asset": N_("Fixed asset"),
}

CIRCUMSTANCE_CHOICES: dict[str, str] = {
    "supplier": N_("Nobody yet: owed to the supplier"),
    "bank": N_("Bank"),
    "mobile_money": N_("Mobile money"),
    "cash": N_("Cash"),
    "staff": N_("An employee"),
    "associate": N_("An associate"),
    "owner": N_("The owner"),
    "passenger": N_("Passenger cars"),
    "utility": N_("Utility vehicles"),
    "vehicle": N_("Vehicle"),
    "eu": N_("yes, seller of the Union"),
    "other": N_("yes, another case"),
    "no": N_("no"),
    "yes": N_("yes"),
    "furniture": N_("Furniture"),
    "tool": N_("Tool or machine"),
    "software": N_("Software"),
}

ADVANCE_STAGES: dict[str, str] = {
    "claimed": N_("Waiting for validation"),
    "owed": N_("To be reimbursed"),
    "repaid": N_("Reimbursed"),
}

ENTRY_KINDS: dict[str, str] = {"purchase": N_("Purchase"), "reversal": N_("Reversal"), "payment": N_("Payment of a purchase")}

VAT_REGIMES: dict[str, str] = {
    "debits": N_("Normal, on debits"),
    "receipts": N_("Normal, on receipts"),
    "franchise": N_("Franchise: no VAT deducted"),
}

VEHICLES: dict[str, str] = {"passenger": N_("Passenger cars"), "utility": N_("Utility vehicles")}

PAYMENT_STATUSES: dict[str, str] = {"unpaid": N_("Unpaid"), "overdue": N_("Overdue"), "paid": N_("Paid")}

SORTS: dict[str, str] = {
    "date_desc": N_("Latest first"),
    "date_asc": N_("Oldest first"),
    "amount_desc": N_("Largest first"),
    "amount_asc": N_("Smallest first"),
}

NOTES: dict[str, str] = {
    "corrected": N_("Saved. The entry and the checks have been worked out again."),
    "unchanged": N_("Nothing has changed."),
    "rejected": N_("Rejected. The original stays in the archive."),
    "retried": N_("The document goes through reading again."),
    "looked": N_("Your changes are saved and the entry is new: look at it, then validate."),
    "withdrawn": N_("Taken back: nothing was booked."),
    "too_late": N_("It is booked already and can no longer be taken back."),
    "commented": N_("Your comment is kept with the document."),
    "assigned": N_("Kept."),
    "arranged": N_("The pages are arranged anew and being read."),
    "together": N_("Validated together."),
    "nothing": N_("Choose a file first."),
    "reversed": N_("The entry is reversed. Correct the document, then validate it again."),
    "told": N_("Saved. New documents follow it."),
    "closed": N_("The period is closed."),
    "repaid": N_("The reimbursements are booked."),
    "owed_again": N_("Taken back: it is owed again."),
    "unticked": N_("Tick a document first."),
    "who_paid": N_("Saved: who paid is told to the accountant."),
}
