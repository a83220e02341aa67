"""Encodings are found, not guessed: what a file says of itself, what its bytes allow, and what they cannot be."""

import pytest

from data.reading import text as text_module
from data.reading.refusal import RefusedError
from data.reading.text import BLANKS, lines_of, open_text

TABLE = "id,name\n1,Zoë\n2,Größe\n"


def opened(folder, content: bytes):
    path = folder / "file.csv"
    path.write_bytes(content)
    text = open_text(path, folder)
    with lines_of(text) as lines:
        return text, lines.read()


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TABLE.encode(), "UTF-8"),
        (b"\xef\xbb\xbf" + TABLE.encode(), "UTF-8 with BOM"),
        (TABLE.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + TABLE.encode("utf-16-be"), "UTF-16"),
        (TABLE.encode("utf-16-le"), "UTF-16 without BOM"),
        (TABLE.encode("utf-16-be"), "UTF-16 big-endian without BOM"),
        (TABLE.encode("cp1252"), "Windows-1252"),
    ],
)
@pytest.mark.parametrize("block", [3, 1 << 22])
def test_every_encoding_gives_the_same_text(tmp_path, monkeypatch, content, encoding, block):
    monkeypatch.setattr(text_module, "BLOCK", max(block, 24) if encoding.startswith("UTF-16") else block)
    text, read = opened(tmp_path, content)
    assert (read, text.encoding) == (TABLE, encoding)
    assert (text.lines, text.newlines, text.newline, text.ends_with_newline) == (3, 3, "\n", True)


def test_a_byte_that_windows_leaves_open_is_latin_1(tmp_path):
    text, read = opened(tmp_path, b"id\n\x81\xe9\n")
    assert (text.encoding, read) == ("Latin-1", "id\n\x81é\n")


def test_old_rows_in_a_newer_export_do_not_spoil_the_rest(tmp_path):
    text, read = opened(tmp_path, "id,name\n1,Zoë, Größe, Ñandú\n2,".encode() + "Müller €".encode("cp1252") + b"\n")
    assert text.encoding == "UTF-8 with signs of Windows-1252"
    assert text.mixed_line == 3
    assert read == "id,name\n1,Zoë, Größe, Ñandú\n2,Müller €\n"


def test_a_file_of_windows_is_not_taken_for_a_mixed_one(tmp_path):
    text, read = opened(tmp_path, "id\nÃ©\nMüller\nGröße\n".encode("cp1252"))
    assert (text.encoding, text.mixed_line, read) == ("Windows-1252", None, "id\nÃ©\nMüller\nGröße\n")


@pytest.mark.parametrize(
    "content",
    [
        "id,name\n1,Zoë\n2,Größe €".encode()[:-1],  # the last sign is cut off
        "id,name\n1,Zoë\n2,Größe €".encode()[:-2],
        b"\xef\xbb\xbf" + TABLE.encode()[:13],
        TABLE.encode("utf-16")[:-1],
        TABLE.encode("utf-16-le")[:-1],
        b"\xff\xfe" + "id\n1\ud83d".encode("utf-16-le", "surrogatepass"),
    ],
)
def test_a_sign_that_is_cut_off_means_a_file_that_is_cut_off(tmp_path, content):
    with pytest.raises(RefusedError) as refused:
        opened(tmp_path, content)
    assert refused.value.code == "half-written"


@pytest.mark.parametrize("content", [b"\0\1\2\3\0\0\xff", b"id,name\n1,\0\n", TABLE.encode("utf-32")])
def test_what_is_no_text_is_refused(tmp_path, content):
    with pytest.raises(RefusedError) as refused:
        opened(tmp_path, content)
    assert refused.value.code == "not text"


@pytest.mark.parametrize(
    ("content", "newline", "lines"),
    [
        ("a\nb\n", "\n", 2),
        ("a\nb", "\n", 2),
        ("a\r\nb\r\n", "\r\n", 2),
        ("a\r\nb\n", "", 2),
        ("a\rb\r", "\n", 2),  # the old Mac's line ends are written anew
        ("", "\n", 0),
    ],
)
def test_line_ends(tmp_path, content, newline, lines):
    text, read = opened(tmp_path, content.encode())
    assert (text.newline, text.lines) == (newline, lines)
    assert read == (content.replace("\r", "\n") if "\n" not in content else content)


def test_a_line_end_of_windows_across_two_blocks_is_one(tmp_path, monkeypatch):
    monkeypatch.setattr(text_module, "BLOCK", 2)
    text, _ = opened(tmp_path, b"a\r\nbc\r\n")
    assert (text.newline, text.newlines, text.returns) == ("\r\n", 2, 2)


def test_the_odd_spaces_of_a_file_are_known(tmp_path):
    text, _ = opened(tmp_path, "a\t b\u00a0\u200b\n".encode())
    assert set(text.spaces) == {"\t", "\u00a0", "\u200b"}


def test_blanks_are_all_white_space_and_what_has_no_width():
    assert all(sign in BLANKS for sign in " \t\r\n\v\f\x1c\x85\u00a0\u2003\u2028\u3000\u200b\ufeff")
    assert not any(sign in BLANKS for sign in "a-_.'\"\u00ad")
