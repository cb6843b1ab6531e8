"""Take the pictures of the reports that the README shows: ``python docs/pictures.py`` writes ``outputs/pictures/``.

Needs Chromium, LibreOffice and poppler (``.ci/run`` installs them). Pictures differ a little from one version of these
to the next, so nothing checks that they are fresh; look at them instead.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "corpus" / "aliyun-ecs-terms.txt"
TARGET = ROOT / "outputs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE, PHONE = (1440, 900), (390, 844)
SHOTS = (  # name, size, dark, the anchor shown
    ("overview", WIDE, False, "overview"),
    ("review", WIDE, False, "issue-3"),
    ("review-dark", WIDE, True, "issue-3"),
    ("graph", WIDE, False, "graph"),
    ("phone", PHONE, False, "overview"),
    ("phone-text", PHONE, False, "review"),
)
DPI = "80"


def screens(browser: Browser, page_file: Path) -> None:
    """Take the page on screens, and its first printed page."""
    for name, (width, height), dark, anchor in SHOTS:
        scheme = "dark" if dark else "light"
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        page.goto(f"{page_file.as_uri()}#{anchor}")
        page.wait_for_timeout(400)
        page.screenshot(path=TARGET / f"{name}.png")
        page.close()
    page = browser.new_page()
    page.goto(page_file.as_uri())
    pdf = page_file.with_suffix(".pdf")
    page.pdf(path=pdf, prefer_css_page_size=True, print_background=True)
    pages(pdf, "print", 1)


def pages(pdf: Path, name: str, *numbers: int) -> None:
    """Draw some pages of a PDF."""
    for number in numbers:
        command = ["pdftoppm", "-r", DPI, "-f", str(number), "-singlefile", "-png", str(pdf)]
        subprocess.run([*command, str(TARGET / f"{name}-{number}")], check=True)


def word(folder: Path, name: str, data: bytes, *numbers: int) -> None:
    """Draw some pages of a Word document as LibreOffice shows them."""
    path = folder / f"{name}.docx"
    path.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    pages(path.with_suffix(".pdf"), name, *numbers)


def main() -> None:
    """Make all pictures from the sample."""
    from legaltools import pipeline

    TARGET.mkdir(parents=True, exist_ok=True)
    whole = pipeline.analyse(SAMPLE)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        folder = Path(name)
        page_file = folder / "report.html"
        page_file.write_bytes(pipeline.report(whole, "html", side="user"))
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        screens(browser, page_file)
        browser.close()
        word(folder, "word", pipeline.report(whole, "docx", side="user"), 1, 3)
        word(folder, "annotated", pipeline.annotate(whole), 1)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
