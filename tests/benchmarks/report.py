"""What a report costs beside the analysis it shows; run it with ``python tests/benchmarks/report.py``.

One run prints, for a text of 15,000 characters, the time of parse, of extract and review, and of the whole way from
the text to the HTML page; then, for a contract of some 300 pages, how long Chromium takes to paint the page first, to
filter it and to search it.
"""

import tempfile
import time
from pathlib import Path

from clock import best
from msgspec.structs import replace

from legaltools import pipeline
from legaltools.model.source import Source

SAMPLE = Path(__file__).parent.parent.parent / "corpus" / "aliyun-ecs-terms.txt"
SHORT, LONG = 15_000, 220_000  # characters; 300 pages of some 730
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FILTER = """() => { const t = performance.now(); const c = document.querySelector("[data-by=level]");
  c.value = "high"; c.dispatchEvent(new Event("change")); document.body.offsetHeight; return performance.now() - t; }"""
SEARCH = """() => { const t = performance.now(); document.querySelector("#q").value = "\u8d23\u4efb";
  document.querySelector(".search").requestSubmit(); document.body.offsetHeight; return performance.now() - t; }"""


def text_of(size: int) -> Source:
    """Return a source of ``size`` characters: the sample, repeated."""
    source = pipeline.read(SAMPLE)
    return replace(source, text=(source.text * (size // len(source.text) + 1))[:size])


def cost() -> None:
    """Print the line on 15,000 characters."""
    source = text_of(SHORT)
    document = pipeline.parse(source)
    parse, alone, whole = best(
        lambda: pipeline.parse(source),
        lambda: pipeline.review(document, pipeline.extract(document)),
        lambda: pipeline.report(source),
        rounds=9,
        clock=time.perf_counter,
        collect=True,
    )
    print(f"{SHORT} characters: parse {parse * 1000:.0f} ms, extract + review {alone * 1000:.0f} ms,")
    print(f"  parse to HTML {whole * 1000:.0f} ms = {whole / alone:.2f} x extract + review")


def page() -> None:
    """Print the line on 300 pages in the browser."""
    from playwright.sync_api import sync_playwright

    data = pipeline.report(text_of(LONG))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        path = Path(folder) / "report.html"
        path.write_bytes(data)
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        tab = browser.new_page(viewport={"width": 1440, "height": 900})
        tab.goto(path.as_uri())
        tab.wait_for_selector(".js")
        paint = tab.evaluate("performance.getEntriesByType('paint').find(p => p.name.startsWith('first-c')).startTime")
        tab.keyboard.press("2")
        tab.wait_for_timeout(500)
        filtered, searched = tab.evaluate(FILTER), tab.evaluate(SEARCH)
        count = tab.locator(".card").count()
        browser.close()
    print(f"{LONG} characters, {count} issues, page of {len(data) / 1e6:.1f} MB in Chromium:")
    print(f"  first paint {paint:.0f} ms, filter {filtered:.0f} ms, search {searched:.0f} ms")


if __name__ == "__main__":
    cost()
    page()
