"""What is published: three releases of a little site, judged file by file on the branch."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from conftest import TERM, front, little_site
from dom import parse
from releasing import DATES, Desk, desk

URL = "https://example.org/policy/"
# So unlike each other that neither is taken for the other renamed.
OLD = (
    front("Chuyện cũ") + "Những năm đầu, từng hiệp định được ký ra sao.\n",
    front("Old story") + "The early years, and how each agreement came to be signed.\n",
)
NEW = (
    front("Bảng so sánh") + "Doanh nghiệp nào đầu tư bao nhiêu, ở đâu, vào lĩnh vực gì hiện nay.\n",
    front("Comparison") + "Which companies invest how much, where, and in what fields today.\n",
)
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Three releases: the second drops a page and adds one, the third brings back what was dropped."""
    site = little_site(tmp_path_factory.mktemp("published"))
    site.pair("old/page.md", *OLD)
    made = desk(site, URL)
    for versions in (["2020.1"], ["2020.1", "2020.2"], ["2020.1", "2020.2", "2020.3"]):
        if versions[-1] == "2020.2":
            for code in ("vi", "en"):
                (site.root / f"docs/{code}/old/page.md").unlink()
            site.nav.remove("old/page.md")
            site.pair("new.md", *NEW).data("terms", TERM)
        if versions[-1] == "2020.3":
            site.pair("old/page.md", *OLD)
        site.configure(lambda config: config.update(site_url=URL))
        result = made.commit("Go on").announce(*versions).release(versions[-1])
        assert result.code == 0, result.output
    return made


def head(page: str) -> dict[str, str]:
    """What a page says to search engines: its robots, and the address it is known by."""
    tree = parse(page)
    robots = [meta["content"] for meta in tree.all("meta", name="robots")]
    links = [link["href"] for link in tree.all("link", rel="canonical")]
    return {"robots": ", ".join(robots), "canonical": ", ".join(links)}


def test_the_root_holds_what_no_release_holds(host: Desk) -> None:
    names = {line.split("\t")[1] for line in host.git("ls-tree", "gh-pages").splitlines()}
    assert names == {
        ".nojekyll", "404.html", "_headers", "index.html", "latest", "robots.txt", "sitemap.xml",
        "updates.en.atom", "updates.vi.atom", "versions.json", "2020.1", "2020.2", "2020.3",
    }  # fmt: skip


def test_what_was_put_at_the_root_by_hand_stays(tmp_path: Path) -> None:
    """Such as the file that tells GitHub Pages the domain."""
    made = desk(little_site(tmp_path)).announce("2020.1")
    tree = made.git("rev-parse", "HEAD:docs/vi")
    made.git("update-ref", "refs/heads/gh-pages", made.git("commit-tree", "-m", "Domain", tree))
    result = made.release("2020.1")
    assert result.code == 0, result.output
    assert "index.md" in made.files()


def test_no_template_is_published(host: Desk) -> None:
    for name in host.files(below="2020.3"):
        if name.endswith((".html", ".xml", ".css", ".js", ".json")) and "assets/javascripts" not in name:
            assert "{{ " not in host.published(f"2020.3/{name}"), name
    assert not [name for name in host.files(below="2020.3") if name.startswith("compendium/")]


@pytest.mark.parametrize("version", ["2020.1", "2020.2", "2020.3"])
def test_every_release_holds_its_own_data_under_its_permanent_address(host: Desk, version: str) -> None:
    package = json.loads(host.published(f"{version}/data/datapackage.json"))
    assert (package["version"], package["id"]) == (version, f"{URL}{version}/data/datapackage.json")
    assert package["created"].startswith(DATES[version])
    terms = json.loads(host.published(f"{version}/data/terms.json"))
    assert (terms["release"], len(terms["records"])) == (version, 0 if version == "2020.1" else 1)
    assert f",{URL}{version}/timeline/#asean-accession," in host.published(f"{version}/data/events.csv")


def test_latest_is_the_newest_release_by_another_name(host: Desk) -> None:
    assert host.git("ls-tree", "gh-pages", "latest").startswith("120000 blob ")
    assert host.published("latest") == "2020.3"


def test_versions_are_listed_newest_first_with_day_and_commit(host: Desk) -> None:
    versions = json.loads(host.published("versions.json"))
    assert [item["version"] for item in versions] == ["2020.3", "2020.2", "2020.1"]
    assert [item["aliases"] for item in versions] == [["latest"], [], []]
    for item in versions:
        commit = host.git("rev-parse", f"{item['version']}^{{commit}}")
        assert item["properties"] == {"date": DATES[item["version"]], "commit": commit}


def test_the_root_leads_to_the_newest_release_and_names_both_languages(host: Desk) -> None:
    page = parse(host.published("index.html"))
    assert page.one("html")["lang"] == "vi"
    assert [meta["content"] for meta in page.all("meta") if meta["http-equiv"] == "refresh"] == ["0; url=latest/"]
    assert [(link["href"], link.language) for link in page.all("a")] == [("latest/", "vi"), ("latest/en/", "en")]


def test_the_lost_page_at_the_root_leads_to_the_newest_release_from_any_depth(host: Desk) -> None:
    page = parse(host.published("404.html"))
    links = [element["href"] for element in [*page.all("a"), *page.all("link")]]
    assert {"/policy/latest/", "/policy/latest/en/"} <= set(links)
    assert all(link.startswith("/policy/latest/") for link in links)
    assert head(host.published("404.html")) == {"robots": "noindex", "canonical": ""}


def test_robots_are_told_of_the_one_sitemap(host: Desk) -> None:
    assert f"Sitemap: {URL}sitemap.xml" in host.published("robots.txt")
    assert not [name for name in host.files() if name.endswith(("/sitemap.xml", "/sitemap.xml.gz"))]


def test_the_sitemap_holds_every_page_of_the_newest_release_under_its_lasting_address(host: Desk) -> None:
    names = [name for name in host.files(below="2020.3") if not name.startswith("song-ngu/")]
    pages = [name.removesuffix("index.html") for name in names if name.endswith("index.html")]
    entries = ET.fromstring(host.published("sitemap.xml")).findall(f"{MAP}url")
    assert {entry.findtext(f"{MAP}loc") for entry in entries} == {f"{URL}latest/{page}" for page in pages}
    for entry in entries:
        links = {link.attrib["hreflang"]: link.attrib["href"] for link in entry if "hreflang" in link.attrib}
        assert set(links) == {"vi", "en", "x-default"}
        assert links["x-default"] == links["vi"]
        assert links["en"] == links["vi"].replace("/latest/", "/latest/en/")
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", entry.findtext(f"{MAP}lastmod") or "")


@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_feed_tells_every_release_in_its_language(host: Desk, code: str) -> None:
    feed = ET.fromstring(host.published(f"updates.{code}.atom"))
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == code
    assert feed.findtext(f"{ATOM}id") == f"{URL}updates.{code}.atom"
    assert feed.findtext(f"{ATOM}updated") == "2020-12-01T00:00:00+07:00"
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{ATOM}link")}
    prefix = {"vi": "", "en": "en/"}[code]
    assert links == {"self": f"{URL}updates.{code}.atom", "alternate": f"{URL}latest/{prefix}updates/"}
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [f"{URL}{v}/" for v in ("2020.3", "2020.2", "2020.1")]
    for entry, version in zip(entries, ("2020.3", "2020.2", "2020.1"), strict=True):
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.attrib["href"] == f"{URL}{version}/{prefix}updates/#release-{version}"
        assert "5 < 6 &" in (entry.findtext(f"{ATOM}summary") or "")
        content = entry.find(f"{ATOM}content")
        assert content is not None
        assert {"vi": "Thêm & sửa.", "en": "Additions & changes."}[code] in "".join(content.itertext())


@pytest.mark.parametrize("version", ["2020.1", "2020.2"])
def test_an_old_release_stays_byte_for_byte_but_for_its_standing_in_search_engines(host: Desk, version: str) -> None:
    first = host.git("log", "--format=%H", f"--grep=^Publish {version}$", "gh-pages")
    before, after = host.files(first, version), host.files("gh-pages", version)
    assert set(before) == set(after)
    changed = [name for name in before if before[name] != after[name]]
    assert {name for name in before if name.endswith("index.html")} == set(changed)
    for name in changed:
        one, other = host.published(f"{version}/{name}", first), host.published(f"{version}/{name}")
        standing = re.compile(r'<meta name="robots" content="\w+">(<link rel="canonical" href="[^"]*">)?')
        assert len(standing.findall(one)) == len(standing.findall(other)) == 1
        assert standing.sub("", one) == standing.sub("", other)


def test_a_page_of_the_newest_release_is_known_by_its_lasting_address(host: Desk) -> None:
    assert head(host.published("2020.3/en/new/index.html")) == {"robots": "all", "canonical": f"{URL}latest/en/new/"}
    assert head(host.published("2020.3/index.html")) == {"robots": "all", "canonical": f"{URL}latest/"}


def test_a_page_of_an_old_release_is_known_by_the_same_page_of_the_newest(host: Desk) -> None:
    assert head(host.published("2020.1/en/index.html")) == {"robots": "noindex", "canonical": f"{URL}latest/en/"}
    assert head(host.published("2020.2/new/index.html")) == {"robots": "noindex", "canonical": f"{URL}latest/new/"}


def test_a_page_that_is_gone_has_no_address_but_its_own_until_it_comes_back(host: Desk) -> None:
    second = host.git("log", "--format=%H", "--grep=^Publish 2020.2$", "gh-pages")
    page = "2020.1/en/old/page/index.html"
    assert head(host.published(page, second)) == {"robots": "noindex", "canonical": ""}
    assert head(host.published(page)) == {"robots": "noindex", "canonical": f"{URL}latest/en/old/page/"}


@pytest.mark.parametrize("version", ["2020.1", "2020.2", "2020.3"])
def test_alternates_are_absolute_reciprocal_and_stay_in_the_release(host: Desk, version: str) -> None:
    for name in host.files(below=version):
        if not name.endswith("index.html"):
            continue
        path = name.removesuffix("index.html").removeprefix("en/")
        links = parse(host.published(f"{version}/{name}")).all("link")
        alternates = {link["hreflang"]: link["href"] for link in links if link["hreflang"]}
        # No page is the other language of one that is in both.
        if path.startswith("song-ngu/"):
            assert alternates == {}
            continue
        vietnamese, english = f"{URL}{version}/{path}", f"{URL}{version}/en/{path}"
        assert alternates == {"vi": vietnamese, "en": english, "x-default": vietnamese}
        assert all(link["rel"] == "alternate" for link in links if link["hreflang"])


def test_a_page_in_both_languages_is_never_listed_and_tells_where_the_newest_one_is(host: Desk) -> None:
    newest, own = "song-ngu/new/index.html", "noindex,follow"
    assert head(host.published(f"2020.3/{newest}")) == {
        "robots": f"all, {own}",
        "canonical": f"{URL}latest/song-ngu/new/",
    }
    assert head(host.published(f"2020.2/{newest}")) == {
        "robots": f"noindex, {own}",
        "canonical": f"{URL}latest/song-ngu/new/",
    }
    old = parse(host.published(f"2020.2/{newest}"))
    assert [(link["href"], link.language) for link in old.all("a", cls="c-old-release__same")] == [
        ("../../../latest/song-ngu/new/", "vi"),
        ("../../../latest/song-ngu/new/", "en"),
    ]
    foot = [(link.text, link["href"]) for place in old.all("footer", cls="c-standing") for link in place.all("a")]
    assert foot.count((f"{URL}2020.2/song-ngu/new/", "../../../2020.2/song-ngu/new/")) == 2


def test_every_page_tells_its_release_its_day_and_its_permanent_address(host: Desk) -> None:
    foot = parse(host.published("2020.2/en/new/index.html")).one("footer", cls="c-standing")
    assert "2020.2, 30 June 2020" in foot.text
    links = {link.text: link["href"] for link in foot.all("a")}
    assert links[f"{URL}2020.2/en/new/"] == "../../../2020.2/en/new/"
    assert len(foot.all("time")) == 1
    foot = parse(host.published("2020.2/index.html")).one("footer", cls="c-standing")
    assert "2020.2, ngày 30 tháng 6 năm 2020" in foot.text
    assert {link.text: link["href"] for link in foot.all("a")}[f"{URL}2020.2/"] == "../2020.2/"


def test_the_same_commit_gives_the_same_bytes_in_another_folder(host: Desk, tmp_path: Path) -> None:
    """The first release is made once more, elsewhere and later, by someone else."""
    host.git("clone", "--quiet", "--no-tags", "--branch", "main", str(host.root), str(tmp_path / "x"))
    other = Desk(tmp_path / "x")
    other.git("config", "user.name", "Other")
    other.git("config", "user.email", "other@example.org")
    other.git("update-ref", "-d", "refs/remotes/origin/gh-pages")
    other.git("reset", "--quiet", "--hard", host.git("rev-parse", "2020.1^{commit}"))
    elsewhere = tmp_path / "gitconfig"
    ignored = tmp_path / "ignored"
    ignored.write_text("*.xml\n*.atom\n", encoding="utf-8")
    elsewhere.write_text(f"[core]\n\tautocrlf = true\n\texcludesFile = {ignored}\n", encoding="utf-8")
    result = other.release("2020.1", TZ="Asia/Tokyo", LC_ALL="C", GIT_CONFIG_GLOBAL=str(elsewhere))
    assert result.code == 0, result.output
    first = host.git("log", "--format=%H", "--grep=^Publish 2020.1$", "gh-pages")
    assert other.files() == host.files(first)


def test_every_page_of_every_release_and_of_the_root_bears_its_policy(host: Desk) -> None:
    pages = [name for name in host.files() if name.endswith(".html")]
    assert "index.html" in pages
    for name in pages:
        assert host.published(name).count('<meta http-equiv="Content-Security-Policy"') == 1, name
    assert [name for name in host.files() if name.endswith("_headers")] == ["_headers"]


def test_the_headers_of_the_root_fit_the_pages_of_every_release(host: Desk) -> None:
    told = host.published("_headers")
    assert told.startswith("/policy/*\n")
    for name in host.files():
        if name.endswith(".html"):
            assert all(script in told for script in re.findall(r"'sha256-[^']*'", host.published(name)))
