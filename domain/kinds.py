"""The closed lists of the trade, with the spelling of the published contract."""

from __future__ import annotations

from enum import StrEnum


class Source(StrEnum):
    """Where the facts of a document come from."""

    OCR = "ocr"
    PDF_TEXT = "pdf-text"
    FACTURX = "facturx"
    CII = "cii"
    UBL = "ubl"


class DocumentType(StrEnum):
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    RECEIPT = "receipt"
    QUOTE = "quote"
    PURCHASE_ORDER = "purchase_order"
    DELIVERY_NOTE = "delivery_note"
    BANK_STATEMENT = "bank_statement"
    PAYSLIP = "payslip"
    CONTRACT = "contract"
    LETTER = "letter"
    IDENTITY = "identity"
    OTHER = "other"

    @property
    def is_bookable(self) -> bool:
        """Whether a purchase entry is proposed for it."""
        return self in (DocumentType.INVOICE, DocumentType.CREDIT_NOTE, DocumentType.RECEIPT)

    @property
    def bears_a_total(self) -> bool:
        """Whether it has a total with tax (BT-112): balances, wages and sums in a sentence are none."""
        return self not in (
            DocumentType.DELIVERY_NOTE,
            DocumentType.BANK_STATEMENT,
            DocumentType.PAYSLIP,
            DocumentType.CONTRACT,
            DocumentType.LETTER,
            DocumentType.IDENTITY,
        )


class PaymentMethod(StrEnum):
    """How a purchase was or is to be paid (EN 16931 BT-81, in groups)."""

    CASH = "cash"
    CARD = "card"
    CHEQUE = "cheque"
    TRANSFER = "transfer"
    DIRECT_DEBIT = "direct_debit"
    OTHER = "other"


class Category(StrEnum):
    """What was bought; each maps to an account of the company's own chart."""

    GOODS = "goods"
    RAW_MATERIALS = "raw_materials"
    ENERGY = "energy"
    WATER = "water"
    FUEL = "fuel"
    OFFICE_SUPPLIES = "office_supplies"
    SMALL_EQUIPMENT = "small_equipment"
    EQUIPMENT = "equipment"
    SUBCONTRACTING = "subcontracting"
    RENT = "rent"
    EQUIPMENT_RENTAL = "equipment_rental"
    MAINTENANCE = "maintenance"
    INSURANCE = "insurance"
    DOCUMENTATION = "documentation"
    TRAINING = "training"
    FEES = "fees"
    ADVERTISING = "advertising"
    GIFTS = "gifts"
    TRANSPORT = "transport"
    TRAVEL = "travel"
    LODGING = "lodging"
    MEALS = "meals"
    VEHICLE = "vehicle"
    PARKING_TOLLS = "parking_tolls"
    POSTAGE = "postage"
    TELECOM = "telecom"
    SOFTWARE = "software"
    BANK_FEES = "bank_fees"
    TAXES = "taxes"
    PAYROLL = "payroll"
    SUBSCRIPTIONS = "subscriptions"
    OTHER = "other"


class State(StrEnum):
    """Where a document stands on its road."""

    RECEIVED = "received"
    READING = "reading"
    TO_VALIDATE = "to_validate"
    VALIDATED = "validated"
    REJECTED = "rejected"
    FAILED = "failed"
