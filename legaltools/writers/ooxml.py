"""What the Office formats share: XML text without illegal characters, packages that are the same in every run."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a ZIP can hold
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


def legal(text: str) -> str:
    r"""Return ``text`` with characters XML cannot hold shown as U+FFFD.

    >>> legal("a\x00b")
    'a\ufffdb'
    """
    return _ILLEGAL.sub("\ufffd", text)


def repacked(data: bytes) -> bytes:
    """Return a ZIP package with the same members in the same order and no dates of its own."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = ZipInfo(name, EPOCH)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, old.read(name))
    return out.getvalue()
