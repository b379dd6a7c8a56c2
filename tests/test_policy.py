"""What a page may load and run: the policy that is put into it, and what is refused while the site is built."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from compendium import policy
from compendium.policy import headers, secured
from compendium.problem import DataError
from conftest import Site, front

HEAD = '<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>'


def scripts(page: str) -> str:
    """What may run on a page."""
    found = re.search(r"script-src ([^;]*);", secured(page, "docs/vi/a.md", scripts=True))
    assert found
    return found[1]


def hash_of(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def test_the_policy_stands_right_after_the_charset_and_allows_this_site_alone() -> None:
    page = secured(HEAD, "docs/vi/a.md")
    assert page.startswith(
        '<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    )
    assert "base-uri 'none'\"><title>" in page


def test_no_script_that_stands_in_a_page_may_run() -> None:
    page = secured(f"{HEAD}<script>alert(1)</script>", "docs/vi/a.md")
    assert "script-src 'self';" in page


def test_in_the_preview_each_script_in_a_page_is_allowed_by_its_hash_and_data_need_none() -> None:
    run, data = 'let a = "<b>" // đ\r\n', '{"a": 1}'
    page = f'{HEAD}<script>{run}</script><script type="application/json">{data}</script><script src="a.js"></script>'
    page += f'<!-- <script>commented</script> --><script type="application/ld+json">{data}</script>'
    assert scripts(page) == f"'self' {hash_of(run.replace(chr(13), ''))}"


def test_a_page_that_is_secured_again_has_the_policy_of_what_it_holds_now() -> None:
    once = secured(f"{HEAD}<script>one</script>", "x", scripts=True)
    again = secured(once.replace("one", "two"), "x", scripts=True)
    assert again.count("Content-Security-Policy") == 1
    assert hash_of("two") in again
    assert hash_of("one") not in again
    assert secured(once, "x", scripts=True) == once


REFUSED = {
    '<p style="color: red">': "must hold no `style`",
    "<td style='text-align:right'>": "must hold no `style`",
    "<style>p { color: red }</style>": "must hold no `style`",
    "<p onclick='go()'>": "an attribute must not hold a script",
    '<a href="javascript:go()">': "an attribute must not hold a script",
    '<a title="a > b" onfocus=go()>': "an attribute must not hold a script",
    '<script src="https://example.com/a.js"></script>': "only files of this site",
    '<script src="//example.com/a.js"></script>': "only files of this site",
    '<link rel="stylesheet" href="https://example.com/a.css">': "only files of this site",
    '<link href="https://example.com/a.svg" rel="icon">': "only files of this site",
    '<img alt="" src="https://example.com/a.png">': "only files of this site",
    '<img alt="" src="a.png" srcset="a.png 1x, https://example.com/b.png 2x">': "only files of this site",
    '<img alt="" src="data:image/png;base64,AA==">': "only files of this site",
    '<form action="https://example.com/">': "only files of this site",
    '<iframe src="a.html"></iframe>': "must not embed other content",
    '<video src="a.mp4"></video>': "must not embed other content",
}


@pytest.mark.parametrize(("html", "told"), REFUSED.items())
def test_what_the_policy_would_keep_from_working_is_refused_with_its_page(html: str, told: str) -> None:
    with pytest.raises(DataError) as error:
        secured(f"{HEAD}<p>1 &lt; 2</p>{html}", "docs/en/a.md")
    assert "docs/en/a.md:1: " in str(error.value)
    assert told in str(error.value)
    assert html.partition("></")[0].rstrip(">") in str(error.value)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.com/">style="x" onclick="y"</a>',
        '<link rel="canonical" href="https://example.com/"><link rel="alternate" href="https://example.com/">',
        '<p data-style="a" title="on = 1" lang="vi">',
        '<code>&lt;p style="a"&gt;</code>',
        '<!-- <p style="a"> -->',
        '<img alt="style=" src="../a.png" srcset="../a.png 1x, ../b.png 2x">',
        '<form role="search"><input name="q"></form>',
    ],
)
def test_what_only_looks_like_it_is_let_through(html: str) -> None:
    assert html in secured(HEAD + html, "x")


def test_a_page_without_a_charset_is_refused() -> None:
    with pytest.raises(DataError, match="charset"):
        secured("<!doctype html><title>x</title>", "x")


def test_the_headers_fit_every_page() -> None:
    pages = [secured(f"{HEAD}<script>{text}</script>", "x", scripts=True) for text in ("one", "two")]
    text = headers("https://example.org/", [*pages, HEAD])
    assert f"script-src 'self' {' '.join(sorted(map(hash_of, ('one', 'two'))))};" in text
    assert text.startswith("/*\n  Content-Security-Policy: default-src 'none'; ")
    assert "\n/static/*\n  Cache-Control: public, max-age=31536000, immutable\n" in text
    assert "\n/:release/static/*\n" in text


def test_a_page_that_holds_a_style_stops_the_build_and_is_named(site: Site) -> None:
    table = "| a | b |\n|---|--:|\n| 1 | 2 |\n"
    site.pair("table.md", front("Bảng") + table, front("Table") + table.replace("--:", "---"))
    result = site.build()
    assert result.code == 1
    assert "docs/vi/table.md:8: error[markup]: a table must not align its columns (`---:`)" in result.output
    assert "Traceback" not in result.output


def test_what_a_template_may_not_hold_is_told_at_its_line(site: Site) -> None:
    site.write("overrides/compendium/greeting.html", '<p>\n<b style="color: red">x</b>\n</p>\n')
    [problem] = policy.templates(site.root)
    assert (problem.path, problem.line) == ("overrides/compendium/greeting.html", 2)


def test_every_page_that_is_built_is_secured_also_the_one_for_who_is_lost(site: Site) -> None:
    assert site.build().code == 0
    for page in ("index.html", "en/index.html", "404.html"):
        assert site.read(page).count('http-equiv="Content-Security-Policy"') == 1
    assert "X-Content-Type-Options: nosniff" in site.read("_headers")
