"""Each view has a page, and is imported by a name that nobody else checks."""

import pytest

from ikbt_desktop.ui import rooms
from ikbt_desktop.ui.pages import Page, View


@pytest.mark.parametrize("view", View)
def test_every_view_has_its_page(view: View) -> None:
    page = rooms.page_for(view)
    assert isinstance(page, type)
    assert issubclass(page, Page)
