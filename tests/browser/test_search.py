"""Search as readers meet it: the dialog, its results, and the marks where they lead."""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import quote

import pytest
from compendium.host import serving
from playwright.sync_api import Browser, Locator, Page, Route, expect

from browser.conftest import Reader

DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
ROOT = {"vi": "", "en": "en/"}
LANGUAGES = pytest.mark.parametrize("code", list(ROOT))

NAME = {"vi": "Tìm kiếm", "en": "Search"}
BOX = {"vi": "Từ cần tìm", "en": "Words to look for"}
CLOSE = {"vi": "Đóng hộp tìm kiếm", "en": "Close the search"}
COUNT = {"vi": re.compile(r"^\d+ kết quả$"), "en": re.compile(r"^\d+ results?$")}
NOTHING = {"vi": "Không có kết quả", "en": "No result"}
LOADING = {"vi": "Đang tải", "en": "is loading"}
FAILED = {"vi": "Không tải được", "en": "could not be loaded"}
AGAIN = {"vi": "Thử lại", "en": "Try again"}
GLOSSARY = {"vi": "bảng thuật ngữ", "en": "the glossary"}
ALL = {"vi": re.compile("^Hiện tất cả"), "en": re.compile("^Show all")}
OTHER = {"vi": re.compile("^Cũng có trong bản tiếng Anh: "), "en": re.compile("^Also in Vietnamese: ")}
MEANT = {"vi": "Có phải bạn muốn tìm:", "en": "Did you mean:"}
# A term that has an entry of its own, and words that many entries hold.
TERM = {"vi": "Đổi mới sáng tạo", "en": "Global Innovation Index"}
PLACE = {"vi": "glossary/#innovation", "en": "glossary/#global-innovation-index"}
COMMON = {"vi": "Việt Nam", "en": "Vietnam"}
ABSURD = "zzqqx wwvvk"
# All that search loads.
PARTS = re.compile(r"/(search_index\.json|search\.[0-9a-f]{8}\.js|search\.\w+\.min\.js|lunr\.[\w.]+\.js)")
HOSTILE = {
    "markup": "<img src=x onerror=alert(1)> Việt Nam",
    "entities": "&lt;script&gt; &amp; Việt Nam",
    "operators": "a~1 ^ + : - * title:b^9 +(",
    "long": "Việt Nam hội nhập " * 2000,
    "surrogate": "Việt \ud83d Nam \udca9",
    "right to left": "\u202eViệt\u202c \u200fNam\u2067 العربية",
    "controls": "Việt\u0000Nam\u0007\u200b\ufeff",
    "prototype": "__proto__ constructor toString",
}


def opened(reader: Reader, path: str, **device: Any) -> Page:
    """A page on which search is open, with nothing typed."""
    page = reader.opens(path, **device)
    page.get_by_role("banner").get_by_role("button", name=re.compile("^(Tìm kiếm|Search)$")).click()
    return page


def dialog(page: Page, code: str = "vi") -> Locator:
    return page.get_by_role("dialog", name=NAME[code])


def box(page: Page, code: str = "vi") -> Locator:
    return dialog(page, code).get_by_label(BOX[code])


def status(page: Page) -> Locator:
    return page.get_by_role("dialog").get_by_role("status")


def results(page: Page) -> Locator:
    return page.get_by_role("dialog").get_by_role("listitem").get_by_role("link")


def asked(page: Page) -> list[str]:
    """What the page has loaded for search, by the names of the files, in the order of the alphabet."""
    loaded: list[str] = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    named = (found[1] for name in loaded if (found := PARTS.search(name)))
    return sorted(re.sub(r"^search\.[0-9a-f]{8}\.js$", "search.js", name) for name in named)


def typed(page: Page, text: str) -> None:
    """Puts a text into the box as a paste does: the browser's own way takes no lone surrogate."""
    page.get_by_role("dialog").get_by_role("searchbox").evaluate(
        "(box, units) => { box.value = String.fromCharCode(...units); box.dispatchEvent(new Event('input')) }",
        [int.from_bytes(pair, "little") for pair in _pairs(text.encode("utf-16-le", "surrogatepass"))],
    )


def _pairs(encoded: bytes) -> Iterator[bytes]:
    return (encoded[at : at + 2] for at in range(0, len(encoded), 2))


@LANGUAGES
def test_nothing_of_search_is_loaded_before_it_is_used(reader: Reader, code: str) -> None:
    page = reader.opens(ROOT[code] + "integration/", **DESK)
    page.mouse.wheel(0, 400)
    page.wait_for_timeout(300)
    assert asked(page) == []
    assert page.workers == []
    expect(dialog(page, code)).to_be_hidden()
    assert reader.wrong == []


@LANGUAGES
def test_the_button_opens_a_named_dialog_that_loads_the_index_of_its_language_alone(reader: Reader, code: str) -> None:
    page = opened(reader, ROOT[code] + "integration/", **DESK)
    expect(dialog(page, code)).to_be_visible()
    expect(box(page, code)).to_be_focused()
    box(page, code).fill(TERM[code])
    expect(status(page)).to_have_text(COUNT[code])
    loaded: list[str] = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    indexes = [name for name in loaded if name.endswith("search_index.json")]
    assert indexes == [f"{reader.address}{ROOT[code]}search/search_index.json"]
    assert asked(page).count("search.js") == 1
    assert reader.wrong == []


@pytest.mark.parametrize("key", ["/", "s"])
def test_a_key_opens_the_box_and_is_not_typed_into_it(reader: Reader, key: str) -> None:
    page = reader.opens("timeline/", **DESK)
    page.keyboard.press(key)
    expect(box(page)).to_be_focused()
    page.keyboard.type("asean/s")
    expect(box(page)).to_have_value("asean/s")
    assert reader.wrong == []


@pytest.mark.parametrize("keys", ["Control+s", "Alt+s", "Meta+/"])
def test_a_key_with_a_modifier_is_left_to_the_browser(reader: Reader, keys: str) -> None:
    page = reader.opens("timeline/", **DESK)
    page.keyboard.press(keys)
    expect(dialog(page)).to_be_hidden()
    assert asked(page) == []


@LANGUAGES
def test_an_address_with_a_question_opens_its_answer_and_forgets_it_when_closed(reader: Reader, code: str) -> None:
    page = reader.opens(f"{ROOT[code]}about/?q={quote(TERM[code])}", **DESK)
    expect(box(page, code)).to_have_value(TERM[code])
    expect(results(page).first).to_contain_text(TERM[code])
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{reader.address}{ROOT[code]}about/")
    assert page.evaluate("history.length") == 2
    assert reader.wrong == []


@LANGUAGES
def test_a_result_is_followed_by_enter_to_its_section_with_its_words_marked(reader: Reader, code: str) -> None:
    page = opened(reader, ROOT[code], **DESK)
    page.keyboard.type(TERM[code].lower())
    # Sooner than the answer: it is not lost.
    page.keyboard.press("Enter")
    path, anchor = PLACE[code].split("#")
    expect(page).to_have_url(re.compile(re.escape(f"{reader.address}{ROOT[code]}{path}?h=") + rf"[^#]+#{anchor}$"))
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    expect(page.locator("article mark").first).to_be_attached()
    marked = {text.lower() for text in page.locator("article mark").all_text_contents()}
    assert TERM[code].lower() in marked
    assert asked(page) == ["search.js"], "marks need neither index nor worker"
    assert reader.wrong == []


@pytest.mark.parametrize("form", ["doi moi sang tao", normalize("NFD", "Đổi mới sáng tạo"), "ĐỔI MỚI SÁNG TẠO"])
def test_however_it_is_typed_the_text_is_marked_as_it_is_written(reader: Reader, form: str) -> None:
    page = opened(reader, "", **DESK)
    box(page).fill(form)
    expect(results(page).first.locator("mark").first).to_have_text("Đổi mới sáng tạo")
    results(page).first.click()
    expect(page.locator("article mark", has_text=re.compile("^đổi mới sáng tạo$")).first).to_be_visible()


@pytest.mark.parametrize("form", ["đổi mới", "doi moi", normalize("NFD", "đổi mới"), "Đỗi Mới đổi mới"])
def test_a_link_made_by_hand_marks_whole_words_whatever_marks_it_has(reader: Reader, form: str) -> None:
    page = reader.opens(f"glossary/?h={quote(form)}", **DESK)
    marks = page.locator("article mark.c-found")
    expect(marks.filter(has_text=re.compile("^đổi mới$", re.IGNORECASE)).first).to_be_attached()
    words = {word for text in marks.all_text_contents() for word in text.lower().split()}
    assert words >= {"đổi", "mới"}
    assert reader.wrong == []


def test_marks_change_neither_text_nor_links_nor_layout(reader: Reader) -> None:
    said = "[document.querySelector('article').textContent, document.querySelectorAll('article a').length]"
    measured = """[...document.querySelectorAll("article :is(h1, h2, h3, p, li, dd, tr, a)")].flatMap((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return [x, y + scrollY, width, height]
    })"""
    for path in ("", "timeline/", "science-diplomacy/", "us-partnership/companies/"):
        page = reader.opens(path, **DESK)
        text, places = page.evaluate(said), page.evaluate(measured)
        page.goto(f"{reader.address}{path}?h={quote('Việt Nam Hoa Kỳ khoa học công nghệ năm ký kết của và')}")
        expect(page.locator("mark.c-found").first).to_be_attached()
        assert page.evaluate(said) == text, path
        # Beside a mark, letters may move by a part of a pixel.
        moved = [abs(now - then) for now, then in zip(page.evaluate(measured), places, strict=True)]
        assert max(moved) < 1, path
        assert page.locator(":is(script, style, svg, [data-search-exclude]) mark").count() == 0
        page.context.close()
    assert reader.wrong == []


def test_words_that_only_join_others_are_marked_beside_them_alone(reader: Reader) -> None:
    page = reader.opens(f"integration/?h={quote('khoa học và công nghệ')}", **DESK)
    marks = page.locator("article mark.c-found")
    expect(marks.first).to_be_attached()
    texts = {text.lower() for text in marks.all_text_contents()}
    assert "khoa học và công nghệ" in texts
    assert "và" not in texts


@LANGUAGES
def test_each_result_tells_where_it_stands_and_what_it_is(reader: Reader, code: str) -> None:
    page = opened(reader, ROOT[code], **DESK)
    box(page, code).fill(TERM[code])
    expect(results(page).first).to_contain_text(TERM[code])
    first = dialog(page, code).get_by_role("listitem").first
    expect(first).to_contain_text({"vi": "Tra cứu › Bảng thuật ngữ", "en": "Reference › Glossary"}[code])
    expect(first).to_contain_text({"vi": "Thuật ngữ", "en": "Term"}[code])
    expect(results(page).first).to_have_accessible_description(re.compile("›"))


@LANGUAGES
def test_arrows_lead_through_the_results_and_back_to_the_box(reader: Reader, code: str) -> None:
    page = opened(reader, ROOT[code], **DESK)
    page.keyboard.type(COMMON[code])
    expect(status(page)).to_have_text(COUNT[code])
    page.keyboard.press("ArrowDown")
    expect(results(page).first).to_be_focused()
    for _ in range(12):
        page.keyboard.press("ArrowDown")
    expect(results(page).nth(12)).to_be_focused()
    expect(results(page).nth(12)).to_be_in_viewport(ratio=1)
    page.keyboard.press("Home")
    expect(results(page).first).to_be_focused()
    # The theme turns pages at this letter; here it goes into the box.
    page.keyboard.press("n")
    expect(box(page, code)).to_be_focused()
    expect(box(page, code)).to_have_value(f"{COMMON[code]}n")
    page.keyboard.press("ArrowUp")
    expect(box(page, code)).to_be_focused()
    assert reader.wrong == []


@LANGUAGES
def test_escape_closes_and_gives_the_focus_back(reader: Reader, code: str) -> None:
    page = reader.opens(ROOT[code] + "timeline/", **DESK)
    link = page.get_by_role("main").get_by_role("link").first
    link.focus()
    page.keyboard.press("/")
    page.keyboard.type(COMMON[code])
    expect(results(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog(page, code)).to_be_hidden()
    expect(link).to_be_focused()
    # What was asked waits for whoever comes back, and gives way to what is typed.
    page.keyboard.press("s")
    expect(box(page, code)).to_have_value(COMMON[code])
    page.keyboard.type("a")
    expect(box(page, code)).to_have_value("a")
    page.get_by_role("button", name=CLOSE[code]).click()
    expect(link).to_be_focused()


def test_a_press_beside_the_panel_closes_it_and_one_that_begins_in_it_does_not(reader: Reader) -> None:
    page = opened(reader, "", **DESK)
    box(page).fill("Hoa Kỳ")
    expect(results(page).first).to_be_visible()
    page.mouse.move(500, 95)
    page.mouse.down()
    page.mouse.move(20, 400)
    page.mouse.up()
    expect(dialog(page)).to_be_visible()
    page.mouse.click(20, 400)
    expect(dialog(page)).to_be_hidden()


def test_a_result_is_followed_from_anywhere_on_it_and_not_its_title_alone(reader: Reader) -> None:
    page = opened(reader, "", **DESK)
    box(page).fill("Hoa Kỳ")
    address = results(page).first.evaluate("link => link.href")
    place = dialog(page).get_by_role("listitem").first.locator("p").last.bounding_box()
    assert place
    page.mouse.click(place["x"] + place["width"] - 4, place["y"] + place["height"] - 4)
    expect(page).to_have_url(address)


@LANGUAGES
def test_the_rest_of_many_results_is_shown_when_it_is_asked_for(reader: Reader, code: str) -> None:
    page = opened(reader, ROOT[code], **DESK)
    box(page, code).fill(COMMON[code])
    expect(results(page)).to_have_count(20)
    button = dialog(page, code).get_by_role("button", name=ALL[code])
    total = int(re.sub(r"\D", "", button.inner_text()))
    assert total > 20
    button.click()
    expect(results(page)).to_have_count(total)
    expect(results(page).nth(20)).to_be_focused()
    expect(button).to_be_hidden()


@LANGUAGES
def test_where_nothing_is_found_other_ways_are_shown(reader: Reader, code: str) -> None:
    page = opened(reader, ROOT[code] + "timeline/", **DESK)
    box(page, code).fill(ABSURD)
    expect(status(page)).to_have_text(NOTHING[code])
    expect(results(page)).to_have_count(0)
    dialog(page, code).get_by_role("link", name=GLOSSARY[code]).click()
    expect(page).to_have_url(f"{reader.address}{ROOT[code]}glossary/")


@LANGUAGES
def test_what_stands_in_the_other_language_is_one_link_away(reader: Reader, code: str) -> None:
    other = {"vi": "en", "en": "vi"}[code]
    page = opened(reader, ROOT[code] + "timeline/", **DESK)
    box(page, code).fill({"vi": "Vietnam joins", "en": "gia nhập"}[code])
    link = dialog(page, code).get_by_role("link", name=OTHER[code])
    expect(link).to_have_attribute("hreflang", other)
    link.click()
    expect(page).to_have_url(re.compile(re.escape(f"{reader.address}{ROOT[other]}timeline/?q=")))
    expect(results(page).first).to_be_visible()
    assert reader.wrong == []


def test_a_question_is_mended_by_a_button(reader: Reader) -> None:
    page = opened(reader, "", **DESK)
    box(page).fill("ngoaij giaoo")
    meant = dialog(page).get_by_text(MEANT["vi"]).get_by_role("button")
    mended = meant.inner_text()
    meant.click()
    expect(box(page)).to_have_value(mended)
    expect(box(page)).to_be_focused()


def test_a_result_on_the_same_page_closes_the_dialog_and_loads_nothing_again(reader: Reader) -> None:
    page = opened(reader, "glossary/", **DESK)
    page.evaluate("window.same = true")
    for _ in range(2):
        box(page).fill("Đổi mới sáng tạo")
        expect(results(page).first).to_contain_text("Đổi mới sáng tạo")
        page.keyboard.press("Enter")
        expect(dialog(page)).to_be_hidden()
        expect(page).to_have_url(f"{reader.address}glossary/#innovation")
        expect(page.locator("#innovation")).to_be_in_viewport()
        # Once more to the same place, from elsewhere.
        page.evaluate("scrollTo(0, 0)")
        page.keyboard.press("/")
    assert page.evaluate("window.same")
    assert page.locator("mark mark").count() == 0


def test_a_place_that_is_folded_is_opened(reader: Reader) -> None:
    page = reader.opens("sources/", **DESK)
    inner: str = page.evaluate("""() => {
        const details = document.querySelector("article details")
        details.querySelector(":not(summary)").id = "inside"
        location.hash = "inside"
        return details.innerText
    }""")
    assert inner
    expect(page.locator("#inside")).to_be_in_viewport()
    assert page.locator("#inside").evaluate("inside => inside.closest('details').open")


@LANGUAGES
def test_what_is_typed_while_the_index_loads_is_answered_when_it_is_there(reader: Reader, code: str) -> None:
    page = reader.opens(ROOT[code], **DESK)
    held: list[Route] = []
    page.route("**/search_index.json", lambda route: held.append(route))
    # A page that is open already may ask past what stands in its way from now on.
    page.reload()
    page.keyboard.press("/")
    page.keyboard.type(TERM[code])
    expect(status(page)).to_contain_text(LOADING[code])
    expect(page.locator("#search [aria-busy='true']")).to_be_visible()
    held[0].continue_()
    expect(results(page).first).to_contain_text(TERM[code])
    expect(status(page)).to_have_text(COUNT[code])
    expect(page.locator("#search [aria-busy]")).to_have_count(0)


@pytest.mark.parametrize("part", ["**/search_index.json", "**/static/search.*.js"])
def test_enter_is_not_lost_either(reader: Reader, part: str) -> None:
    page = reader.opens("", **DESK)
    held: list[Route] = []
    page.route(part, lambda route: held.append(route))
    page.reload()
    page.keyboard.press("/")
    page.keyboard.type(TERM["vi"])
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text(LOADING["vi"])
    held[0].continue_()
    expect(page).to_have_url(re.compile(r"/glossary/\?h=[^#]+#innovation$"))


def test_who_closes_the_box_stays_on_the_page_whatever_was_asked(reader: Reader) -> None:
    page = reader.opens("", **DESK)
    held: list[Route] = []
    page.route("**/search_index.json", lambda route: held.append(route))
    page.reload()
    page.keyboard.press("/")
    page.keyboard.type(TERM["vi"])
    page.keyboard.press("Enter")
    dialog(page).get_by_role("button", name="Đóng hộp tìm kiếm").click()
    held[0].continue_()
    expect(page.locator("#search li").first).to_be_attached()
    page.wait_for_timeout(200)
    assert page.url == reader.address


def test_the_count_of_the_other_language_is_of_the_same_question(reader: Reader) -> None:
    page = opened(reader, "", **DESK)
    other = dialog(page).get_by_role("link", name="tiếng Anh")
    counts = {}
    for question in ("Việt Nam gia nhập ASEAN", "asean"):
        box(page).fill(question)
        expect(other).to_have_attribute("href", re.compile(quote(question).replace("%20", r"\+") + "$"))
        counts[question] = other.text_content()
    assert len(set(counts.values())) == 2
    for question in ("asean", "Việt Nam gia nhập ASEAN"):
        box(page).fill("asean")
        box(page).fill(question)
        expect(other).to_have_text(str(counts[question]))
    assert reader.wrong == []


@LANGUAGES
@pytest.mark.parametrize("part", ["**/search_index.json", "**/static/search.*.js*"])
def test_what_does_not_load_is_told_and_can_be_tried_again(reader: Reader, code: str, part: str) -> None:
    page = reader.opens(ROOT[code], **DESK)
    page.route(part, lambda route: route.abort())
    page.reload()
    page.keyboard.press("/")
    page.keyboard.type(TERM[code])
    expect(status(page)).to_contain_text(FAILED[code])
    page.unroute(part)
    page.get_by_role("button", name=AGAIN[code]).click()
    expect(results(page).first).to_contain_text(TERM[code])
    expect(status(page)).to_have_text(COUNT[code])
    expect(page.locator("#search [aria-busy]")).to_have_count(0)
    expect(page.get_by_role("button", name=AGAIN[code])).to_be_hidden()
    expect(box(page, code)).to_have_value(TERM[code])


@pytest.mark.parametrize("part", ["**/workers/search.*", "**/lunr.vi.*"])
def test_without_its_worker_search_answers_all_the_same(reader: Reader, part: str) -> None:
    page = reader.opens("", **DESK)
    page.route(part, lambda route: route.abort())
    page.reload()
    page.keyboard.press("/")
    page.keyboard.type(TERM["vi"])
    expect(results(page).first).to_contain_text(TERM["vi"])
    expect(status(page)).to_have_text(COUNT["vi"])
    expect(page.get_by_role("dialog").get_by_role("link", name="tiếng Anh")).to_be_visible()


@LANGUAGES
def test_the_worker_of_the_theme_answers_as_soon_as_it_has_started(reader: Reader, code: str) -> None:
    """What is typed before is answered in the page: whoever looks at results alone could not tell."""
    page = reader.opens(ROOT[code], **DESK)
    page.evaluate("""() => {
        window.answers = 0
        const theirs = Worker
        window.Worker = class extends theirs {
            constructor(...given) {
                super(...given)
                this.addEventListener("message", ({ data }) => { window.answers += data.type === 3 })
                this.addEventListener("message", ({ data }) => {
                    if (data.entries > 300) document.documentElement.dataset.ready = ""
                })
            }
        }
    }""")
    page.keyboard.press("/")
    expect(page.locator("html")).to_have_attribute("data-ready", "")
    page.keyboard.insert_text(TERM[code])
    expect(results(page).first).to_contain_text(TERM[code])
    assert page.evaluate("window.answers") == 1


FIRST_ANSWERS = {
    "hoi nhap quoc te": "glossary/#international-integration",
    "ngoai giao khoa hoc": "science-diplomacy/",
    "nghi quyet 57": "glossary/#resolution-57",
    "735/qd-ttg": "instruments/#decision-735",
    "doi moi sang tao": "glossary/#innovation",
    "so huu tri tue": "glossary/#intellectual-property",
    "dai hoc can tho": "glossary/#can-tho-maker-space",
    "nha may amkor": "us-partnership/companies/#amkor-bac-ninh",
    "chuyen doi so": "glossary/#digital-transformation",
    "viet nam gia nhap asean": "timeline/#asean-accession",
    "muc tieu den nam 2020": "integration/goals/",
    "hop tac voi my": "us-partnership/",
    "17/11/2000": "timeline/#us-st-agreement-signed",
    "tai chinh xanh": "glossary/#green-finance",
}


def test_without_a_single_mark_the_right_section_comes_first(reader: Reader) -> None:
    page = opened(reader, "", **PHONE)
    for question, place in FIRST_ANSWERS.items():
        box(page).fill("")
        page.keyboard.type(question)
        first = results(page).first
        expect(first).to_have_attribute("href", leads_to(place))
    assert reader.wrong == []


def leads_to(place: str) -> re.Pattern[str]:
    """The address of a result: the place, with the words to mark between its path and its fragment."""
    path, _, fragment = place.partition("#")
    return re.compile(rf"^https?://[^/]+/{re.escape(path)}(\?h=[^#]*)?{f'#{fragment}' if fragment else ''}$")


def test_an_answer_is_announced_once_when_the_reader_stops_typing(reader: Reader) -> None:
    page = opened(reader, "", **DESK)
    box(page).fill("a")
    expect(status(page)).to_have_text(COUNT["vi"])
    page.evaluate("""() => {
        window.told = 0
        const count = (changes) => { window.told += changes.length }
        new MutationObserver(count).observe(document.querySelector("#search [role=status]"), { childList: true })
    }""")
    box(page).fill("")
    page.evaluate("window.told = 0")
    page.keyboard.type("khoa hoc va cong nghe", delay=20)
    expect(status(page)).to_have_text(COUNT["vi"])
    page.wait_for_timeout(600)
    assert page.evaluate("window.told") == 1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_typed_nothing_breaks(reader: Reader, text: str) -> None:
    page = opened(reader, "", **DESK)
    box(page).fill("ASEAN")
    expect(results(page).first).to_be_visible()
    typed(page, text)
    page.wait_for_timeout(700)
    assert page.locator("#search :is(img, script)").count() == 0
    broken = page.locator("#search li mark").evaluate_all(
        "marks => marks.filter((mark) => mark.children.length).length"
    )
    assert broken == 0
    assert "\ufffd" not in page.locator("#search ol").inner_text()
    # Still in use.
    box(page).fill("ASEAN")
    expect(results(page).first.locator("mark", has_text="ASEAN")).to_be_visible()
    assert reader.wrong == []


@pytest.mark.parametrize(
    "text", [text.encode(errors="replace").decode()[:4000] for text in HOSTILE.values()], ids=HOSTILE
)
@pytest.mark.parametrize("name", ["h", "q"])
def test_whatever_an_address_says_nothing_breaks(reader: Reader, name: str, text: str) -> None:
    page = reader.opens(f"glossary/?{name}={quote(text)}#%E0%A4%A", **DESK)
    page.wait_for_timeout(500)
    assert page.locator("#search img, article img[onerror], article :not(a, mark, body) > script").count() == 0
    expect(page.get_by_role("heading", level=1, include_hidden=True)).to_be_attached()
    assert reader.wrong == []


@LANGUAGES
def test_on_a_narrow_phone_it_fills_the_screen_and_nothing_is_cut_off(reader: Reader, code: str) -> None:
    page = opened(reader, ROOT[code] + "timeline/", **NARROW)
    assert (dialog(page, code).bounding_box() or {}) == {"x": 0, "y": 0, "width": 320, "height": 640}
    box(page, code).fill("Hợp tác KH&CN Việt Nam - Hoa Kỳ")
    expect(results(page).first).to_be_visible()
    for part in ("html", "#search", "#search [data-part=body]"):
        assert page.locator(part).evaluate("part => part.scrollWidth - part.clientWidth") <= 0, part
    assert box(page, code).evaluate("box => parseFloat(getComputedStyle(box).fontSize)") >= 16
    button = page.locator(".c-search-button").bounding_box()
    assert button
    assert min(button["width"], button["height"]) >= 24


def test_without_scripts_no_button_promises_a_search(reader: Reader) -> None:
    page = reader.opens("", java_script_enabled=False, **DESK)
    expect(page.locator(".c-search-button")).to_be_hidden()
    expect(page.locator("#search")).to_be_hidden()


def test_below_a_prefix_results_lead_below_it(built: Path, browser: Browser) -> None:
    with serving(built, "/a/b/") as address:
        reader = Reader(browser, address)
        page = opened(reader, "en/science-diplomacy/", **DESK)
        box(page, "en").fill(TERM["en"])
        results(page).first.click()
        expect(page).to_have_url(re.compile(f"^{re.escape(address)}en/glossary/.h="))
        page.context.close()
        assert reader.wrong == []


def test_a_strict_content_security_policy_allows_all_of_it(reader: Reader) -> None:
    page = reader.opens("about/", **DESK)
    inline = page.locator("script:not([src], [type='application/json'])").all_text_contents()
    hashes = " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in inline)
    policy = (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self'; connect-src 'self'; worker-src 'self'; "
        "img-src 'self' data:; font-src 'self' data:"
    )

    def guard(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page.context.route("**/*", guard)
    page.add_init_script(
        "window.refused = []; addEventListener('securitypolicyviolation', ({ violatedDirective }) => "
        "refused.push(violatedDirective))"
    )
    page.goto(f"{reader.address}about/")
    page.evaluate("window.refused.length = 0")
    page.keyboard.press("/")
    box(page).fill("Đổi mới sáng tạo")
    expect(results(page).first).to_contain_text("Đổi mới sáng tạo")
    expect(dialog(page).locator("mark").first).to_be_visible()
    assert page.evaluate("window.refused") == []
    results(page).first.click()
    expect(page.locator("mark.c-found").first).to_be_visible()
