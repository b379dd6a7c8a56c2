"""Numbers of documents stay in one line: `57-NQ/TW` falls apart at the end of one."""

import re

# As Decree 30/2020/NĐ-CP has them: a number, a year in laws, then abbreviations of the kind and of the issuer.
_NUMBER = r"(?<![\w./-])\d{1,5}(?:/\d{4})?[-/](?:[A-ZĐ][\wĐđ]*)(?:[-/][A-ZĐ][\wĐđ]*)*"
_PART = re.compile(rf"<(?P<code>pre|code|script|svg)\b.*?</(?P=code)>|<[^>]*>|(?P<number>{_NUMBER})", re.DOTALL)


def numbers(page: str) -> str:
    """The page (HTML) with each number of a document marked as one that does not wrap."""
    return _PART.sub(lambda match: f'<span class="c-number">{match[0]}</span>' if match["number"] else match[0], page)
