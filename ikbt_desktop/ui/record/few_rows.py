"""A table above its details: where it is narrow its rows stand whole, so that one bar scrolls."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ikbt_desktop.ui.kit import theme
from ikbt_desktop.ui.kit.paged_table import PagedTable
from ikbt_desktop.ui.kit.table_view import TableView

_MOST = 5
_ANY = 16_777_215


class FewRows(TableView):
    """``fit_rows(whole=…)`` from the page's ``fit``; a longer list scrolls inside all the same."""

    def __init__(
        self, table: PagedTable, *, tall: int, least: int, parent: QWidget | None = None
    ) -> None:
        self._least = least
        super().__init__(table, tall=tall, parent=parent)
        self._is_whole = False
        table.modelReset.connect(self._take_height)
        table.rowsInserted.connect(self._take_height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().wide(200), theme.current().wide(self._least))

    def fit_rows(self, *, whole: bool) -> None:
        """As high as its first rows, or as high as the page gives."""
        self._is_whole = whole
        self._take_height()

    def _take_height(self, *_: object) -> None:
        rows = range(min(self.table.rowCount(), _MOST))
        head = self.horizontalHeader().height()
        tall = head + sum(self.rowHeight(row) for row in rows)
        self.setMinimumHeight(tall if self._is_whole else 0)
        self.setMaximumHeight(tall if self._is_whole else _ANY)
