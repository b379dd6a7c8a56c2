"""Tables that editors write: each cell names its column."""

import markdown
from compendium import tables
from dom import parse

TABLE = "| Đại lượng | Chỉ tiêu & gốc |\n| --- | --- |\n| **GDP** | 45 % |\n| TFP | 35 % |\n"


def test_every_cell_names_its_column_and_says_what_it_said() -> None:
    written = markdown.markdown(TABLE, extensions=["tables"])
    table = parse(tables.labelled(written)).one("div", cls="c-table").one("table", cls="c-cards")
    cells = [(cell["data-label"], cell.text) for cell in table.all("td")]
    assert cells == [("Đại lượng", "GDP"), ("Chỉ tiêu & gốc", "45 %"), ("Đại lượng", "TFP"), ("Chỉ tiêu & gốc", "35 %")]
    assert [head["scope"] for head in table.all("th")] == ["col", "col"]
    assert parse(tables.labelled(written)).text == parse(written).text


def test_a_page_without_a_table_is_left_as_it_is() -> None:
    page = '<p>Chào.</p><table class="own"><tr><td>a</td></tr></table>'
    assert tables.labelled(page) == page
