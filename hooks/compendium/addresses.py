"""Where a link or a picture may lead: to pages and files of this site, or by https to a plain host."""

import re

from compendium.problem import Fault

_HOST = r"(?!(?:[a-z0-9-]+\.)*xn--)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}"
# Of an address: what ASCII has that needs no escape, and escapes that stand for no control character.
_REST = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#\[\]|-]|%(?!0|1[0-9A-Fa-f]|7[Ff])[0-9A-Fa-f]{2})*"
_WEB = re.compile(rf"https://{_HOST}(?:[/?#]{_REST})?")
_MAIL = re.compile(rf"mailto:[a-z0-9._+-]+@{_HOST}")
_ANCHOR = r"(?:#[A-Za-z][A-Za-z0-9_.-]*)?"
_STEP = r"[a-z0-9][a-z0-9._-]*"
_HERE = re.compile(rf"#[A-Za-z][A-Za-z0-9_.-]*|(?:\.\./){{0,8}}(?:\./)?{_STEP}(?:/{_STEP})*/?{_ANCHOR}")
_PICTURE = re.compile(r"(?:\.\./){1,8}assets(?:/[a-z0-9][a-z0-9-]*)*/[a-z0-9][a-z0-9-]*\.[a-z]+")
_MOST = 1000

_FAULT = (
    "địa chỉ phải là https của một tên miền không dấu, hoặc trang, tệp của chính trang web",
    "an address must be https at a host in plain letters, or a page or file of this site",
)


def check_link(address: str) -> None:
    """Raises Fault for where no link may lead. `address` is as a browser has it, its entities read."""
    if len(address) > _MOST or not any(form.fullmatch(address) for form in (_WEB, _MAIL, _HERE)):
        vi, en = _FAULT
        shown = address[:80]
        raise Fault(
            f"{vi}, không phải “{shown}”; ví dụ: https://example.org/a hoặc ../glossary.md#asean",
            f"{en}, not “{shown}”; for example: https://example.org/a or ../glossary.md#asean",
            "address",
        )


def check_picture(address: str) -> None:
    """Raises Fault for a picture that is no file of `docs/assets/`: readers ask no other host for anything."""
    if len(address) > _MOST or not _PICTURE.fullmatch(address):
        shown = address[:80]
        raise Fault(
            f"hình phải là tệp trong docs/assets/, không phải “{shown}”; ví dụ: ![Bản đồ](../assets/map.svg)",
            f"a picture must be a file of docs/assets/, not “{shown}”; for example: ![Map](../assets/map.svg)",
            "image",
        )
