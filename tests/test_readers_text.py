"""Plain text and the choice of the reader: what the bytes say."""

import codecs
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legaltools import readers
from legaltools.model.source import ReadError, Source
from legaltools.report.catalog import catalog, message

TERMS = "第一条  服务内容\n1.1 甲方应当在收到通知之日起７日内付款；逾期的，乙方有权解除本协议。\n"


def code(data: bytes, name: str = "a.txt") -> str:
    with pytest.raises(ReadError) as error:
        readers.read(data, name)
    for lang in ("zh", "en"):
        key = f"errors.{error.value.code}"
        wording = message(key, lang, **error.value.details)
        assert wording != key and "\n" not in wording
    return error.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
def test_encodings_are_detected_and_reported(encoding: str) -> None:
    source = readers.read(TERMS.encode(encoding), "a.txt")
    assert source.text == TERMS
    assert (
        codecs.lookup(source.encoding).name
        == codecs.lookup(
            {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(encoding, encoding)
        ).name
    )
    assert not source.notes


def test_traditional_chinese_in_big5() -> None:
    text = "第一條 服務內容\n甲方應當於收到通知之日起七日內付款，逾期者，乙方得解除本契約。\n"
    assert readers.read(text.encode("big5"), "a.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "gb18030"])
def test_characters_outside_the_basic_plane(encoding: str) -> None:
    text = TERMS + "𠮷野家（以下简称“丙方”）\n"
    assert readers.read(text.encode(encoding), "a.txt").text == text


def test_line_ends_become_line_feeds_and_nothing_else_changes() -> None:
    assert readers.read("\ufeff甲\r\n乙\r丙\n\n\u3000丁\t\x0c".encode(), "a.txt").text == "甲\n乙\r丙\n\n\u3000丁\t\x0c"


def test_damaged_bytes_are_replaced_and_noted() -> None:
    for encoding in ("utf-8", "gb18030"):
        data = (TERMS * 20).encode(encoding)
        source = readers.read(data[:300] + b"\xff" + data[301:], "a.txt")
        assert source.encoding == encoding
        assert [note.code for note in source.notes] == ["SRC001"]
        note = source.notes[0]
        assert source.text[note.start] == "\ufffd"
        assert source.text.count("\n", 0, note.start) == note.line - 1
        assert "SRC001" in catalog("zh")["diagnostics"]


def test_a_lone_surrogate_is_replaced() -> None:
    data = codecs.BOM_UTF16_LE + "甲方".encode("utf-16-le") + b"\x00\xd8" + "乙方".encode("utf-16-le")
    source = readers.read(data, "a.txt")
    assert source.text.startswith("甲方\ufffd") and source.text.endswith("方")
    source.text.encode()


def test_unusable_files_have_one_line_errors() -> None:
    assert code(b"") == "empty"
    assert code(codecs.BOM_UTF8 + b" \r\n\t") == "empty"
    assert code((TERMS * 9).encode() + b"\0") == "nul"
    assert code(bytes(range(256)) * 40) == "binary"
    assert code(b"\x89PNG\r\n\x1a\n" + os.urandom(4096)) in ("binary", "nul")
    assert code(b"{\\rtf1\\ansi }", "a.doc") == "rtf"
    assert code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc") == "word97"
    package = "EncryptedPackage".encode("utf-16-le")
    assert code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + package, "a.docx") == "encrypted"
    with pytest.raises(ReadError, match="unknown_format"):
        readers.read(b"x", "a", "papyrus")


def test_the_conversion_command_is_named() -> None:
    assert "soffice --headless --convert-to docx a.doc" in message("errors.word97", file="a.doc")


def test_too_large() -> None:
    error = readers.too_large(200 << 20)
    assert message("errors.too_large", "en", **error.details).startswith("the file has 200 MB, over the limit of 64 MB")
    with pytest.raises(ReadError, match="too_large"):
        readers.read(bytes(readers.MAX_BYTES + 1), "a.txt")


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        (b"x", "a.txt", "text"), (b"x", "a", "text"), (b"x", "-", "text"), (b"x", "a.unknown", "text"),
        (b"x", "a.md", "markdown"), (b"x", "A.MARKDOWN", "markdown"), (b"x", "a.htm", "html"), (b"x", "a.jsp", "html"),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>", "-", "html"), (b"<html>", "a.txt", "html"), (b"%PDF-1.7", "a", "pdf"),
        (b"PK\x03\x04", "a.txt", "docx"), (b"x", "markdown_inline", "text"),
    ],
)  # fmt: skip
def test_the_format_comes_from_the_bytes_then_from_the_name(data: bytes, name: str, form: str) -> None:
    assert readers.format_of(data, name) == form


def test_options_go_to_the_reader_that_knows_them() -> None:
    assert readers.read(TERMS.encode(), "a.txt", tracked="final").text == TERMS


def test_a_line_of_five_million_characters() -> None:
    begun = time.monotonic()
    assert len(readers.read(("甲方应当付款。" * 750_000).encode(), "a.txt").text) == 5_250_000
    assert time.monotonic() - begun < 60


@given(st.binary(max_size=400))
def test_any_bytes_are_a_source_or_an_error(data: bytes) -> None:
    for name in ("a.txt", "a.md"):
        try:
            source = readers.read(data, name)
        except ReadError:
            continue
        assert source.text.strip()
        source.text.encode()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffd"), min_size=1, max_size=200))
def test_utf_8_is_read_as_it_stands(text: str) -> None:
    try:
        source = readers.read(codecs.BOM_UTF8 + text.encode(), "a.txt", "text")
    except ReadError as error:
        assert error.code == "empty" and not text.strip()
    else:
        assert source.text == text.replace("\r\n", "\n")


@pytest.mark.shared
def test_real_texts(real: Callable[[str], list[Path]]) -> None:
    for path in real("texts/*.txt"):
        source: Source = readers.read(path.read_bytes(), path.name)
        assert (source.encoding == "gb18030") == ("gb18030" in path.name)
        assert not source.notes
