"""Dates in other languages than those that `dates` reads, turned into numbers."""

import re
import unicodedata
from typing import Final

from crawler.extract.text import few_marks

#: The month's number -> its names beside the English and Indonesian ones, which need no table:
#: German, French, Spanish, Portuguese, Italian, Dutch, Russian, Arabic (of Egypt and the Levant).
_NAMES: Final = (
    "januar jänner janvier janv enero ene janeiro gennaio gen january januari января يناير",
    "februar feber février fevrier févr febrero fevereiro febbraio february февраля فبراير شباط",
    "märz maerz mrz mars marzo março marco march maart марта مارس آذار",
    "april avril avr abril abr aprile апреля أبريل ابريل نيسان",
    "mai mayo maio maggio mag may mei мая مايو أيار",
    "juni juin junio junho giugno giu june июня يونيو حزيران",
    "juli juillet juil julio julho luglio lug july июля يوليو تموز",
    "august août aout agosto ago augustus августа أغسطس اغسطس آب",
    "september septembre sept septiembre setiembre setembro set settembre сентября سبتمبر أيلول",
    "oktober octobre octubre outubro out ottobre ott october октября أكتوبر اكتوبر",
    "november novembre noviembre novembro ноября نوفمبر",
    "dezember dez décembre decembre déc diciembre dic dezembro dicembre december декабря ديسمبر",
)
_MONTHS: Final = {name: number for number, row in enumerate(_NAMES, 1) for name in row.split()}
_NAME: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
#: "24. März 2004", "15 de enero de 2012", "1er mars 2012", "04 آب/اغسطس 2013".
_DAY_FIRST: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s*(?:\.|er\b|º)?\s*(?:de |d['’])?(?:[^\W\d]{{2,12}}/)?"
    rf"({_NAME})\b\.?,?\s*(?:del? )?(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
#: "marzo 8, 2019".
_MONTH_FIRST: Final = re.compile(
    rf"\b({_NAME})\.?\s+(\d{{1,2}})(?:\s+de|,)?\s+(\d{{4}})(?!\d)", re.IGNORECASE
)
#: "2012年12月10日", "2013년 10월 24일".
_EAST_ASIAN: Final = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
#: "14h05", "à 18h27", "um 16:20 Uhr".
_CLOCK: Final = re.compile(
    r"(?:\b(?:um|à|às|a las|alle|om) )?\b(\d{1,2})\s?[h:]\s?(\d{2})(?: uhr)?\b", re.IGNORECASE
)


def in_numbers(text: str) -> str:
    """Return ``text`` with the dates in it as numbers: ``2004-03-24``."""
    text = unicodedata.normalize("NFKC", few_marks(text))
    text = "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() and not char.isascii() else char
        for char in text
    )
    text = _DAY_FIRST.sub(lambda date: _iso(date[3], _month(date[2]), date[1]), text)
    text = _MONTH_FIRST.sub(lambda date: _iso(date[3], _month(date[1]), date[2]), text)
    text = _EAST_ASIAN.sub(lambda date: _iso(date[1], int(date[2]), date[3]), text)
    return _CLOCK.sub(r"\1:\2", text)


def _month(name: str) -> int:
    """Return the number of a month: 0, of which there is none, for "abrİl"."""
    return _MONTHS.get(name.lower(), 0)


def _iso(year: str, month: int, day: str) -> str:
    return f"{year}-{month:02}-{int(day):02} "
