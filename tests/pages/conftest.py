"""Pages without a browser: each runs in Streamlit's own test harness on the sample company or on a small folder."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import board_of_day

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "sample"

INVOICES = """invoice_id,number,customer_id,customer_name,owner_name,issued_on,due_on,total,balance,currency
1,INV-1,c1,<img src=x onerror=alert(1)>,Dana,2026-05-01,2026-05-31,100.10,100.10,USD
2,INV-2,c2,*Ames* [Brothers](http://example.com),Dana,2026-06-01,2026-07-01,250.25,250.25,USD
3,INV-3,c3,"=HYPERLINK(""http://example.com"")",Lee,2026-06-10,2026-07-10,49.65,49.65,USD
"""


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture
def open_app(store: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Opens a page of the app over a folder of exports, with the parameters of its address."""

    def _open(page: str = "wall", folder: Path = SAMPLE, **address: str) -> AppTest:
        monkeypatch.setenv("MONEYBOARD_STORE", str(store))
        monkeypatch.setenv("MONEYBOARD_EXPORTS", str(folder))
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
        for name, value in address.items():
            app.query_params[name] = value
        if page != "wall":
            app.switch_page(f"pages/{page}.py")
        return app.run()

    return _open


@pytest.fixture
def invoices(tmp_path: Path) -> Path:
    """A folder with one export, three invoices whose customers' names try to be HTML, Markdown and a formula."""
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "invoice.csv").write_text(INVOICES)
    (folder / "settings.toml").write_text('company = "Tiny & Co."\nas_of = 2026-06-30\ncurrency = "USD"\n')
    return folder


@pytest.fixture(autouse=True)
def _forget_folders() -> None:
    # Each test meets its folder for the first time.
    board_of_day.keeper.clear()
