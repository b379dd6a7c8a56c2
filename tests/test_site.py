"""Real builds of little sites: what an editor is promised."""

from conftest import EVENT, Site, front


def test_a_little_site_builds_in_both_languages(site: Site) -> None:
    result = site.build()
    assert result.code == 0, result.output
    assert 'lang="vi"' in site.read("index.html")
    assert 'lang="en"' in site.read("en/index.html")


def test_a_broken_record_stops_the_build_and_leaves_the_last_good_site(site: Site) -> None:
    assert site.build().code == 0
    before = site.read("index.html")
    site.data("events", EVENT.replace("'1995'", "1995"))
    result = site.build()
    assert result.code == 1
    assert "data/events.yml:3: `when`" in result.output
    assert "for example: when: '1995'" in result.output
    assert "Traceback" not in result.output
    assert site.read("index.html") == before


def test_a_missing_counterpart_stops_the_build(site: Site) -> None:
    site.write("docs/vi/only.md", front("Chỉ tiếng Việt"))
    result = site.build()
    assert result.code == 1
    assert "docs/vi/only.md:1: page must have its counterpart: docs/en/only.md" in result.output
