"""The rules of the text: what must be true of it, and why, in both languages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from compendium import characters, usage
from compendium.manuscript import Edit, Manuscript, Stretch

Level = Literal["error", "warning"]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule of the text: what must be, and why, in both languages.

    Rules that hold `everywhere` look at each character of a file, the others at its prose. A warning is a matter of
    style: what is quoted word for word is free of it.
    """

    name: str
    level: Level
    vi: str
    en: str
    find: Callable[[str, Stretch], Iterator[Edit]]
    everywhere: bool = False

    def edits(self, manuscript: Manuscript) -> Iterator[Edit]:
        if self.everywhere:
            yield from self.find(manuscript.text, Stretch(0, len(manuscript.text), None, verbatim=False))
            return
        for stretch in manuscript.stretches:
            if not (stretch.verbatim and self.level == "warning"):
                yield from filter(manuscript.is_prose, self.find(manuscript.prose, stretch))


# In this order: of two findings at one place, the first is told and mended.
RULES = (
    Rule(
        name="legacy-font",
        level="error",
        vi="chữ phải là Unicode; đây là chữ còn sót của phông TCVN3 hoặc VNI, bạn đọc chỉ thấy ký hiệu lạ",
        en="letters must be Unicode; these are left over from a TCVN3 or VNI font, and readers see odd signs",
        find=characters.legacy,
    ),
    Rule(
        name="byte-order-mark",
        level="error",
        vi="tệp không được mở đầu bằng BOM: nhiều công cụ đọc nó thành một ký tự của dòng đầu",
        en="file must not start with a byte order mark: many tools read it as a character of the first line",
        find=characters.byte_order_mark,
        everywhere=True,
    ),
    Rule(
        name="nfc",
        level="error",
        vi="chữ phải là Unicode dựng sẵn (NFC): dấu rời hiện lệch và làm cho việc tìm kiếm bỏ sót",
        en="letters must be composed Unicode (NFC): loose marks are set askew, and searches miss them",
        find=characters.composed,
        everywhere=True,
    ),
    Rule(
        name="invisible",
        level="error",
        vi="không được có ký tự ẩn hay ký tự điều khiển: nó cắt rời từ khi tìm kiếm và khi chép lại",
        en="there must be no invisible or control characters: they cut words apart in searches and copies",
        find=characters.invisible,
        everywhere=True,
    ),
    Rule(
        name="marks",
        level="error",
        vi="một chữ chỉ được mang nhiều nhất hai dấu rời: chồng dấu che khuất dòng trên và dòng dưới",
        en="a letter must bear two loose marks at most: piles of them cover the lines above and below",
        find=characters.marks,
        everywhere=True,
    ),
    Rule(
        name="eth",
        level="error",
        vi="phải viết Đ, đ của tiếng Việt; Ð, ð, Ɖ, ɖ là chữ của tiếng khác, chỉ trông giống",
        en="the Vietnamese letter is Đ, đ; Ð, ð, Ɖ and ɖ belong to other languages and only look like it",
        find=characters.eth,
    ),
    Rule(
        name="homoglyph",
        level="error",
        vi="từ viết bằng chữ Latinh không được lẫn chữ Kirin hay Hy Lạp trông giống: tìm kiếm sẽ không thấy từ này",
        en="a Latin word must not hold Cyrillic or Greek letters that look alike: no search would find the word",
        find=characters.homoglyph,
    ),
    Rule(
        name="document-number",
        level="error",
        vi="số hiệu văn bản phải đúng từng chữ, có đủ chữ Đ: 735/QĐ-TTg, 80/2010/NĐ-CP, 57-NQ/TW",
        en="the number of a document must be exact, with its letter Đ: 735/QĐ-TTg, 80/2010/NĐ-CP, 57-NQ/TW",
        find=usage.document_number,
    ),
    Rule(
        name="tone-placement",
        level="warning",
        vi="dấu thanh đặt theo kiểu cũ như trong văn bản pháp luật, thống nhất toàn trang: hòa, khỏe, thúy",
        en="tone marks stand in the old style of statutes, one style on the whole site: hòa, khỏe, thúy",
        find=usage.tone_placement,
    ),
    Rule(
        name="i-or-y",
        level="warning",
        vi="từ này viết bằng y, thống nhất toàn trang: kỹ, kỳ, ký, kỷ, lý, quý, quỹ, quy, tỷ đồng, công ty, hy vọng",
        en="the site writes this word with y: kỹ, kỳ, ký, kỷ, lý, quý, quỹ, quy, tỷ đồng, công ty, hy vọng",
        find=usage.i_or_y,
    ),
    Rule(
        name="separator",
        level="warning",
        vi="dấu phân cách trong số phải theo ngôn ngữ: tiếng Việt 33.000 và 7,5; tiếng Anh 33,000 và 7.5",
        en="numbers take the separators of their language: 33.000 and 7,5 in Vietnamese, 33,000 and 7.5 in English",
        find=usage.separator,
    ),
    Rule(
        name="space-before-punctuation",
        level="warning",
        vi="trước dấu câu không có dấu cách: dấu câu có thể rơi xuống đầu dòng sau",
        en="no space stands before punctuation: the sign could fall to the start of the next line",
        find=usage.space_before_punctuation,
    ),
)
