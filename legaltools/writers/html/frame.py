"""What every page has in common: the base style, the template environment and the Content-Security-Policy."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment, Template


def policy(style: str, script: str) -> str:
    """Return a Content-Security-Policy that allows this style and this script and no network at all."""
    rules = {
        "default-src": "'none'",
        "style-src": f"'sha256-{_hash(style)}'",
        "script-src": f"'sha256-{_hash(script)}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def resource(package: str, path: str) -> str:
    """Return the text of a style, script or template of a package."""
    return files(package).joinpath(path).read_text(encoding="utf-8")


def based(package: str, path: str) -> str:
    """Return the base style followed by the package's own."""
    return resource(__package__ or "", "style/base.css") + resource(package, path)


def template(package: str, folder: str = ".") -> "Template":
    """Return ``page.html.j2`` of a package's folder; it escapes all it is given and knows every name it uses."""
    return _environment(package, folder).get_template("page.html.j2")


@cache
def _environment(package: str, folder: str) -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(package, folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
