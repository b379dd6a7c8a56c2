"""What a page may load and run: the policy in its head, and the headers that a host may send with it."""

import html
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from compendium.problem import DataError, Fault, Problem

HEADERS = "_headers"

_INSIDE = r"""([^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*)"""
_TAG = re.compile(rf"<!--.*?-->|<(script|style)\b{_INSIDE}>(.*?)</\1\s*>|<([a-z][\w-]*){_INSIDE}>", re.S | re.I)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
# Other attributes than these, on other elements than those below, neither load nor run anything.
_RUNNING = re.compile(r"""\s(?:style|on\w+)\s*=|=\s*["']?\s*javascript:""", re.I)
_LOADING = {
    "script": "src",
    "img": "src srcset",
    "source": "src srcset",
    "input": "src",
    "image": "href xlink:href",
    "use": "href xlink:href",
    "link": "href",
    "form": "action",
    "button": "formaction",
}
_LOADED_LINK = re.compile(r"\b(?:stylesheet|icon|preload|modulepreload|prefetch|manifest)\b", re.I)
_BARRED = frozenset({"applet", "audio", "base", "embed", "frame", "iframe", "object", "video"})
# What a browser does something with; every other type holds data.
_RUN = frozenset({"", "module", "importmap", "speculationrules", "text/javascript", "application/javascript"})
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)|.*,\s*(?:https?:|//)", re.I)
_CHARSET = re.compile(r'<meta charset="utf-8"\s*/?>', re.I)
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_HASH = re.compile(r"'sha256-[^']+'")

# Nothing of these is used. What is not listed here, such as writing to the clipboard, is left to the browser.
_UNUSED = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation"),
    *("gyroscope", "hid", "identity-credentials-get", "idle-detection", "local-fonts", "magnetometer", "microphone"),
    *("midi", "payment", "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get"),
    *("screen-wake-lock", "serial", "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking"),
)


def directives(hashes: Iterable[str] = ()) -> str:
    """The policy of a page whose inline scripts have these hashes, each as in `'sha256-…'`."""
    scripts = " ".join(["'self'", *sorted(set(hashes))])
    same = ("style-src", "img-src", "font-src", "connect-src", "worker-src", "manifest-src", "form-action")
    own = "; ".join(f"{name} 'self'" for name in same)
    return f"default-src 'none'; script-src {scripts}; {own}; base-uri 'none'"


def secured(page: str, shown: str, *, scripts: bool = False) -> str:
    """The page with the policy in its head, in place of any that it had: no script runs that stands in a page.

    `scripts` allows those that the live preview puts there.

    Hosts that take no headers, such as GitHub Pages, leave it to the page. Raises DataError with all that the policy
    would keep from working; `shown` is the file that the page is made from.
    """
    # Which line of that file it comes from, what is built does not tell.
    if faults := [Problem(shown, 1, fault.vi, fault.en, "policy") for _, fault in _check(page)]:
        raise DataError(faults)
    page = _META.sub("", page, count=1)
    allowed = _hashes(page) if scripts else ()
    meta = f'<meta http-equiv="Content-Security-Policy" content="{directives(allowed)}">'
    secured, found = _CHARSET.subn(lambda match: match[0] + meta, page, count=1)
    if not found:
        wanted = '<meta charset="utf-8">'
        vi, en = f"đầu trang phải có {wanted}", f"the head of a page must hold {wanted}"
        raise DataError([Problem(shown, 1, vi, en, "policy")])
    return secured


def templates(root: Path) -> Iterator[Problem]:
    """What the policy would keep from working in the templates below the root, where it stands."""
    for file in sorted((root / "overrides").rglob("*.html")):
        text, shown = file.read_text(encoding="utf-8", errors="replace"), file.relative_to(root).as_posix()
        for place, fault in _check(text):
            yield Problem(shown, text.count("\n", 0, place) + 1, fault.vi, fault.en, "policy")


def _check(page: str) -> Iterator[tuple[int, Fault]]:
    """Everything on a page that the policy would keep from working, with its place in the text."""
    for tag in _TAG.finditer(page):
        name, inside = (tag[1] or tag[4] or "").lower(), tag[2] or tag[5] or ""
        if name == "style":
            yield tag.start(), _style(tag[0])
        elif name in _BARRED:
            yield tag.start(), _embeds(tag[0])
        elif name in _LOADING or _RUNNING.search(inside):
            yield from ((tag.start(), fault) for fault in _judge(name, _attributes(inside), tag[0]))


def _judge(name: str, attributes: dict[str, str], tag: str) -> Iterator[Fault]:
    if "style" in attributes:
        yield _style(tag)
    if any(key.startswith("on") or value.lower().startswith("javascript:") for key, value in attributes.items()):
        yield Fault(
            f"trang không được chứa mã chạy trong thuộc tính; hãy chuyển vào javascript/page/: {_start(tag)}",
            f"an attribute must not hold a script; move it to javascript/page/: {_start(tag)}",
        )
    loads = name != "link" or _LOADED_LINK.search(attributes.get("rel", ""))
    addresses = [attributes.get(key, "") for key in _LOADING.get(name, "").split()] if loads else []
    if any(_ELSEWHERE.match(address) for address in addresses):
        yield Fault(
            f"trang chỉ được tải tệp của chính trang web, theo địa chỉ tương đối, như ../assets/map.svg: {_start(tag)}",
            f"a page must load only files of this site, by relative address, as in ../assets/map.svg: {_start(tag)}",
        )


def _embeds(tag: str) -> Fault:
    return Fault(
        f"trang không được nhúng nội dung khác; hãy đặt một liên kết thay cho: {_start(tag)}",
        f"a page must not embed other content; put a link in place of: {_start(tag)}",
    )


def _style(tag: str) -> Fault:
    return Fault(
        f"trang không được chứa `style`, kể cả do căn cột trong bảng Markdown (`---:`); dùng styles/: {_start(tag)}",
        f"a page must hold no `style`, nor a Markdown table its alignment (`---:`); use styles/ instead: {_start(tag)}",
    )


def _start(tag: str) -> str:
    """Enough of a tag to find it by."""
    return " ".join(tag.split())[:100]


def _attributes(inside: str) -> dict[str, str]:
    found = _ATTRIBUTE.finditer(inside)
    return {match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "").strip() for match in found}


def _hashes(page: str) -> Iterator[str]:
    """The hashes of the scripts that run from within the page."""
    for tag in _TAG.finditer(page):
        if (tag[1] or "").lower() != "script":
            continue
        attributes = _attributes(tag[2])
        if "src" not in attributes and attributes.get("type", "").lower() in _RUN:
            text = tag[3].replace("\r\n", "\n").encode()
            yield f"'sha256-{b64encode(sha256(text).digest()).decode()}'"


def headers(root: str, pages: Iterable[str]) -> str:
    """The file by which Cloudflare Pages, Netlify and others are told which headers to send.

    `root` is the address below which all releases stand, `pages` the secured pages: one policy must fit them all.
    """
    path = urlsplit(root).path or "/"
    hashes = {found for page in pages if (meta := _META.search(page)) for found in _HASH.findall(meta[1])}
    everywhere = {
        "Content-Security-Policy": f"{directives(hashes)}; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED),
        # Whoever follows a link to a source tells nobody which page they came from; nothing here needs to know it.
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    # Their names change with their content.
    forever = {"Cache-Control": "public, max-age=31536000, immutable"}
    rules = {f"{path}*": everywhere, f"{path}static/*": forever, f"{path}:release/static/*": forever}
    return "\n".join(
        "\n".join([pattern, *(f"  {name}: {value}" for name, value in sent.items())]) + "\n"
        for pattern, sent in rules.items()
    )
