"""The HTML report in a real browser: no error, no network, navigation, filters, search, marks, export, print."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright import sync_api

from legaltools import pipeline
from legaltools.review import playbook

pytestmark = pytest.mark.slow
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(pipeline.report(sample, "html", "zh", "user"))
    return path


@pytest.fixture
def page(browser: sync_api.Browser, report: Path) -> Iterator[sync_api.Page]:
    """A page that fails its test if the console says anything or a request leaves the disk."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request", lambda request: said.append(request.url) if not request.url.startswith(("file:", "blob:")) else None
    )
    page.goto(report.as_uri())
    yield page
    context.close()
    assert said == []


def shown(page: sync_api.Page) -> int:
    return page.locator(".card:visible").count()


def test_views_and_links(page: sync_api.Page) -> None:
    landmarks = set(re.findall(r"- (\w+)", page.locator("body").aria_snapshot()))
    assert {"banner", "navigation", "main", "contentinfo", "search"} <= landmarks
    assert page.locator("#overview").is_visible()
    page.locator(".lines a").first.click()
    assert page.locator("#review").is_visible()
    assert page.locator(".card.on").count() == 1
    page.keyboard.press("3")
    page.locator("#ledger-obligations .place").first.click()
    page.wait_for_selector(".clause:target")


def test_filters_hide_cards_and_their_highlights(page: sync_api.Page) -> None:
    page.keyboard.press("2")
    before, marks = shown(page), page.locator(".text mark:not(.off)").count()
    page.select_option("[data-by=family]", index=1)
    assert 0 < shown(page) < before
    assert page.locator(".text mark:not(.off)").count() < marks
    family = page.locator("[data-by=family]").input_value()
    assert page.locator(f".card:visible:not([data-family={family}])").count() == 0
    page.click("#clear")
    assert shown(page) == before
    page.select_option("[data-by=party]", index=1)
    party = page.locator("[data-by=party]").input_value()
    assert 0 < shown(page) <= before
    assert page.locator(f'.card:visible:not([data-party*="|{party}|"])').count() == 0
    page.click("#clear")
    page.select_option("#order", "start")
    starts = page.locator(".card").evaluate_all("cards => cards.map(card => +card.dataset.start)")
    assert starts == sorted(starts)
    page.select_option("#order", "n")
    page.keyboard.press("1")
    page.locator(".tile").first.click()
    assert page.locator("[data-by=level]").input_value() == "critical"


def test_search_finds_words_and_walks_through_them(page: sync_api.Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("\u6570\u636e")
    page.wait_for_timeout(400)
    count = int(re.findall(r"\d+", page.locator("#hits").inner_text())[0])
    assert count > 10
    page.keyboard.press("Enter")
    assert page.locator("#hits").inner_text() == f"1 / {count}"
    page.keyboard.press("Enter")
    assert page.locator("#hits").inner_text() == f"2 / {count}"


def test_marks_are_kept_and_exported(page: sync_api.Page, tmp_path: Path) -> None:
    page.keyboard.press("2")
    page.fill("#author", "\u738b\u5f8b\u5e08")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("i")
    page.keyboard.press("n")
    page.keyboard.type('already "agreed" \\ with them')
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("a")
    first = page.locator(".card").first
    quote = first.locator("blockquote").inner_text()
    page.wait_for_selector(".card[data-status=ignore]")
    page.wait_for_function("Object.keys(localStorage).length > 0")
    page.reload()
    page.wait_for_selector(".card[data-status=ignore]")
    assert page.locator(".card").first.get_attribute("data-status") == "ignore"
    with page.expect_download() as download:
        page.click("#export")
    path = tmp_path / "legaltools.toml"
    download.value.save_as(path)
    accepted = playbook.load(path).accept
    assert len(accepted) == 2
    assert accepted[0].quote == quote
    assert accepted[0].reason.endswith(': already "agreed" \\ with them')
    assert accepted[0].author == "\u738b\u5f8b\u5e08"
    page.evaluate("localStorage.clear()")
    page.reload()
    assert page.locator(".card").first.get_attribute("data-status") == "pending"
    page.set_input_files("#import", path)
    page.wait_for_selector(".card[data-status=ignore]")
    assert page.locator(".card [data-mark=accept][aria-pressed=true]").count() == 1
    assert page.locator(".card textarea").first.input_value() == 'already "agreed" \\ with them'


def test_what_was_accepted_is_not_found_again(page: sync_api.Page, sample: Path, tmp_path: Path) -> None:
    page.keyboard.press("2")
    page.keyboard.press("j")
    page.keyboard.press("a")
    with page.expect_download() as download:
        page.click("#export")
    path = tmp_path / "legaltools.toml"
    download.value.save_as(path)
    before, after = (pipeline.analyse(sample, settings).review for settings in (None, playbook.load(path)))
    assert len(after.findings) < len(before.findings)


def test_previews_of_terms_and_references(page: sync_api.Page) -> None:
    page.keyboard.press("2")
    for selector in (".text .term", ".text a.ref"):
        page.locator(selector).first.scroll_into_view_if_needed()
        page.wait_for_timeout(200)
        page.locator(selector).first.hover()
        page.wait_for_selector("#peek:not([hidden])")
        assert len(page.locator("#peek").inner_text()) > 4
        page.keyboard.press("Escape")
        assert page.locator("#peek").is_hidden()


def test_the_graph_can_be_walked(page: sync_api.Page) -> None:
    page.keyboard.press("4")
    page.locator(".net .v-party").first.click()
    assert page.locator(".net path.near").count() > 0
    name = page.locator("#walk h3").inner_text()
    page.locator("#walk button").first.click()
    assert page.locator("#walk h3").inner_text() != name
    page.locator("#walk a").first.click()
    page.locator("#review").wait_for(state="visible", timeout=5_000)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("view", ["overview", "issue-1", "ledgers"])
def test_contrast(page: sync_api.Page, view: str, dark: bool) -> None:
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.goto(page.url.partition("#")[0] + "#" + view)
    assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1920])
def test_nothing_sticks_out_sideways(page: sync_api.Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for view in ("overview", "review", "ledgers", "graph"):
        page.goto(page.url.partition("#")[0] + "#" + view)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_has_every_part_and_no_controls(page: sync_api.Page, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(path)
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    text = "".join(document[i].get_textpage().get_text_range() for i in range(len(document)))
    for issue in range(1, 4):
        assert page.locator(f"#issue-{issue} h3").text_content() in text.replace("\r\n", "")
    assert page.locator("#export").text_content() not in text


def test_without_script_everything_is_readable(browser: sync_api.Browser, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    assert all(page.locator(view).is_visible() for view in ("#overview", "#review", "#ledgers", "#graph"))
    context.close()
