"""Arabic as printed on invoices and receipts in the Maghreb: labels and months. See fr.py for the form.

Letters are folded as `extractors/labels.py` folds what it reads: no tatweel or vowel marks, one alef, ى as ي, ة as ه.
"""

from __future__ import annotations

# fmt: off
# Word lists read best in rows.

CODE = "ar"

LABELS: dict[str, tuple[str, ...]] = {
    "seller_name": ("البايع", "المورد", "الممون", "المصدر"),
    "seller_address": ("العنوان", "المقر الاجتماعي"),
    "seller_siren": (),
    "seller_siret": (),
    "seller_vat_id": ("رقم التعريف الجبايي", "رقم التعريف الضريبي", "التعريف الموحد للمقاوله"),
    "seller_iban": ("رقم الحساب البنكي", "الحساب الجاري", "رقم الحساب"),
    "buyer_name": ("الزبون", "العميل", "المشتري", "الي السيد", "المدين"),
    "delivery_address": ("عنوان التسليم",),
    "buyer_vat_id": (),
    "invoice_number": ("رقم الفاتوره", "فاتوره رقم", "الرقم", "رقم الوصل", "فاتوره"),
    "order_number": ("رقم الطلبيه", "سند الطلب"),
    "issue_date": ("التاريخ", "تاريخ الفاتوره", "حرر في", "بتاريخ"),
    "due_date": ("تاريخ الاستحقاق", "اجل الدفع", "اخر اجل"),
    "other_date": ("الفتره", "تاريخ التسليم", "تاريخ الطلب"),
    "currency": ("العمله",),
    "total_without_tax": ("المبلغ خارج الرسم", "المبلغ بدون رسوم", "المجموع بدون ضريبه", "المبلغ خارج الضريبه", "المجموع خارج الرسم",
        "خ ر"),
    "total_tax": ("الرسم علي القيمه المضافه", "مبلغ الرسم", "الضريبه علي القيمه المضافه", "مجموع الضريبه", "ر ق م", "ض ق م"),
    "total_with_tax": ("المبلغ الاجمالي", "المجموع", "المجموع العام", "المبلغ بكل الرسوم", "المبلغ شامل الضريبه", "المجموع الكلي"),
    "total_firm": ("المبلغ بكل الرسوم", "المبلغ شامل الضريبه", "المجموع الكلي", "المجموع العام"),
    "total_weak": (),
    "amount_due": ("الصافي للدفع", "المبلغ الواجب دفعه", "الباقي للدفع", "المبلغ المستحق", "المطلوب دفعه"),
    "payment_method": ("طريقه الدفع", "كيفيه الدفع"),
    "subtotal": ("المجموع الفرعي",),
    "discount": ("تخفيض", "خصم", "حسم", "انقاص"),
    "deposit": ("تسبيق", "دفعه اولي", "عربون", "المبلغ المدفوع"),
    "rounding": ("تقريب",),
    "tip": ("اكراميه", "بقشيش"),
    "service": (),
    "stamp_duty": ("حق الطابع", "رسم الطابع", "الدمغه"),
    "charge": ("مصاريف النقل", "الشحن"),
    "withholding": ("الاقتطاع من المصدر", "الخصم من المصدر"),
    "cash": ("نقدا",),
    "change": ("الباقي",),
    "card": ("بطاقه بنكيه", "البطاقه"),
    "cheque": ("شيك", "صك"),
    "transfer": ("تحويل بنكي", "تحويل"),
    "direct_debit": ("اقتطاع",),
    "other_payment": (),
    "not_an_amount": ("راس المال", "الهاتف", "الفاكس"),
    "amount_in_words": ("اوقفت هذه الفاتوره عند مبلغ", "حددت هذه الفاتوره بمبلغ"),
    "column_description": ("التعيين", "البيان"),
    "column_quantity": ("الكميه",),
    "column_unit_price": ("سعر الوحده",),
    "column_rate": ("النسبه",),
    "column_base": ("الاساس",),
    "column_tax": ("مبلغ الرسم",),
    "column_gross": (),
    "column_amount": ("المبلغ",),
    "column_discount": (),
    "column_code": (),
}

MONTHS: dict[str, int] = {
    "جانفي": 1, "فيفري": 2, "مارس": 3, "افريل": 4, "ماي": 5, "جوان": 6, "جويليه": 7, "اوت": 8, "سبتمبر": 9, "اكتوبر": 10, "نوفمبر": 11,
        "ديسمبر": 12,
    "يناير": 1, "فبراير": 2, "ابريل": 4, "يونيو": 6, "يوليوز": 7, "غشت": 8, "شتنبر": 9, "نونبر": 11, "دجنبر": 12,
}
"""Algerian and Tunisian names, then the Moroccan ones that differ."""

WEEKDAYS: tuple[str, ...] = ("الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد")

TAX_WORDS: tuple[str, ...] = ("الرسم علي القيمه المضافه", "الضريبه علي القيمه المضافه", "ر ق م", "ض ق م")

# Words by which the lines of a letterhead are told: legal forms, streets, trades, and places that end an address.
LEGAL_FORMS = (
    "شركة", "مؤسسة", "ش ذ م م", "ش م م", "شركة مساهمة",
)

STREET_WORDS = (
    "شارع", "نهج", "حي", "طريق", "ساحة", "زنقة",
)

TRADE_WORDS = (
    "مطعم", "مقهى", "صيدلية", "مخبزة", "فندق", "محل",
)

REGIONS = (
    "الجزائر", "المغرب", "تونس", "الدار البيضاء", "الرباط", "وهران",
)

# Small words and words of the till, by which the language of a page is told.
SMALL_WORDS = (
    "من", "في", "على", "الى", "هذا", "مع", "شكرا", "المبلغ", "المجموع", "التاريخ", "فاتورة", "رقم", "الزبون", "السعر", "الكمية", "دج",
    "درهم",
)

# By kind of document (the contract's values): how it calls itself, and words that go with it.
TYPE_TITLES: dict[str, tuple[str, ...]] = {
    "invoice": (
        "فاتورة", "فاتوره",
    ),
    "credit_note": (
        "اشعار دائن", "فاتورة الغاء",
    ),
    "receipt": (
        "وصل", "تذكرة", "تذكره",
    ),
    "quote": (
        "عرض اسعار", "فاتورة شكلية",
    ),
    "purchase_order": (
        "سند الطلب", "وصل طلبية",
    ),
    "delivery_note": (
        "وصل التسليم", "سند التسليم",
    ),
    "bank_statement": (
        "كشف حساب", "كشف الحساب",
    ),
    "payslip": (
        "كشف الراتب", "قسيمة الاجر",
    ),
    "contract": (
        "عقد", "اتفاقية",
    ),
    "letter": (
        "الموضوع", "السيد المحترم",
    ),
    "identity": (
        "كشف الهوية البنكية", "السجل التجاري",
    ),
    "other": (
        "شهادة", "ضريبة",
    ),
}

TYPE_WORDS: dict[str, tuple[str, ...]] = {
    "invoice": (
        "الصافي للدفع", "الرسم على القيمة المضافة",
    ),
    "receipt": (
        "شكرا لزيارتكم", "نقدا", "الباقي",
    ),
    "letter": (
        "تقبلوا",
    ),
    "contract": (
        "الطرف الاول", "الطرف الثاني",
    ),
    "bank_statement": (
        "الرصيد",
    ),
    "payslip": (
        "الاجر الصافي",
    ),
}
