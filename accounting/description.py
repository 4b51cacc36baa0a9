"""The description that goes with an accounts file: its fields, its codes, and how it was made (LPF art. A47 A-1, XI)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from accounting.chart import JOURNALS
from accounting.export import LINE_END, Column, fec_name
from domain.company import Company, FiscalYear

_MEANINGS: Mapping[Column, str] = {
    Column.JOURNAL: "code du journal (texte)",
    Column.JOURNAL_LABEL: "libellé du journal (texte)",
    Column.NUMBER: "numéro de l’écriture, suite continue par journal et par exercice (texte)",
    Column.ENTRY_DATE: "date de comptabilisation (AAAAMMJJ)",
    Column.ACCOUNT: "numéro de compte du plan comptable général ; trois chiffres au moins (texte)",
    Column.ACCOUNT_LABEL: "libellé du compte (texte)",
    Column.AUXILIARY: "compte auxiliaire du fournisseur, vide s’il n’y en a pas (texte)",
    Column.AUXILIARY_LABEL: "nom du fournisseur (texte)",
    Column.REFERENCE: "numéro de la pièce, ou à défaut identifiant de la pièce dans l’archive (texte)",
    Column.DOCUMENT_DATE: "date portée sur la pièce (AAAAMMJJ)",
    Column.LABEL: "libellé de l’écriture (texte)",
    Column.DEBIT: "montant au débit, en euros (nombre, virgule décimale)",
    Column.CREDIT: "montant au crédit, en euros (nombre, virgule décimale)",
    Column.LETTERING: "lettrage : non tenu, toujours vide",
    Column.LETTERING_DATE: "date de lettrage : non tenue, toujours vide",
    Column.VALIDATION_DATE: "date à laquelle une personne a validé l’écriture, devenue définitive (AAAAMMJJ)",
    Column.FOREIGN_AMOUNT: "montant dans la devise de la pièce, vide pour une pièce en euros (nombre)",
    Column.FOREIGN_CURRENCY: "code de la devise, ISO 4217 (texte)",
}


def description_lines(company: Company, year: FiscalYear, *, entries: int, lines: int) -> Iterator[str]:
    """The description in French, for the inspector, line by line."""
    heads = (
        f"Description du fichier {fec_name(company.siren, year.end)}",
        f"Entreprise : {company.name or 'nom non renseigné'}, SIREN {company.siren or 'non renseigné'}",
        f"Exercice du {year.start:%d/%m/%Y} au {year.end:%d/%m/%Y} ; {entries} écritures, {lines} lignes",
        "",
        "Caractéristiques techniques",
        "Fichier à plat, une ligne d’en-tête, champs séparés par une tabulation, enregistrements terminés par CR LF.",
        "Jeu de caractères UTF-8 sans marque d’ordre. Les champs n’ont pas de guillemets ; tabulations, barres verticales et retours",
        "à la ligne sont ôtés des textes. Écritures dans l’ordre chronologique de leur validation.",
        "",
        "Champs",
        *(f"{at:2}. {column} : {meaning}" for at, (column, meaning) in enumerate(_MEANINGS.items(), start=1)),
        "",
        "Codes des journaux",
        *(f"{code} : {label}" for code, label in JOURNALS.items()),
        "",
        "Production",
        "Les écritures sont proposées à partir des pièces, puis validées par une personne. Une écriture validée n’est ni modifiée ni",
        "supprimée : une erreur est annulée par une écriture inverse, suivie d’une nouvelle écriture. Le fichier ne contient que des",
        "écritures validées ; ni centralisation, ni écriture de solde des comptes de charges et de produits.",
    )
    for line in heads:
        yield line + LINE_END
