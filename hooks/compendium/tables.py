"""Tables that editors write in Markdown: on a phone each row becomes a card, in which each cell names its column."""

import html
import re

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<td\b")
_TAG = re.compile(r"<[^>]*>")


def labelled(page: str) -> str:
    """The page (HTML of its Markdown) with the cells of its tables labelled by their columns."""
    return _TABLE.sub(lambda match: _labelled(match[0]), page)


def _labelled(table: str) -> str:
    head, separator, body = table.partition("</thead>")
    labels = [html.escape(html.unescape(_TAG.sub("", cell)).strip()) for cell in _HEAD.findall(head)]

    def row(match: re.Match[str]) -> str:
        columns = iter(labels)
        return _CELL.sub(lambda _: f'<td data-label="{next(columns, "")}"', match[0])

    head = head.replace("<table>", '<table class="c-cards">').replace("<th>", '<th scope="col">')
    return f'<div class="c-table">{head}{separator}{_ROW.sub(row, body)}</div>'
