"""What the Office formats share: XML text without illegal characters, packages that are the same in every run."""

import re
from collections.abc import Mapping
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
    with ZipFile(BytesIO(data)) as old:
        return packed({name: old.read(name) for name in old.namelist()})


def packed(parts: Mapping[str, bytes], onto: bytes = b"") -> bytes:
    """Return a ZIP package of the parts in their order, the same bytes in every run.

    They follow the members of the package ``onto``, which are not compressed again.
    """
    out = BytesIO()
    out.write(onto)
    with ZipFile(out, "a", ZIP_DEFLATED) as new:
        for name, data in parts.items():
            info = ZipInfo(name, EPOCH)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, data)
    return out.getvalue()
