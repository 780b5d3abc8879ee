"""What can be done with an entry, and attached to it: buttons at its head that open a short menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu, QWidget

from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import IconButton


@dataclass(frozen=True)
class Offer:
    """One line of the menu. enabled: whether it can be done just now; without it, always."""

    title: str
    act: Callable[[], object]
    enabled: Callable[[], bool] | None = None


class MoreButton(IconButton):
    """Whoever can do something with the open entry adds it; the menu is made anew each time it opens."""

    def __init__(
        self,
        theme: Theme,
        icon: str = "ellipsis",
        name: str = "More to do with this entry",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, icon, name, parent=parent)
        self._offers: list[Offer] = []
        self.clicked.connect(self.open)

    def add(self, title: str, act: Callable[[], object], enabled: Callable[[], bool] | None = None) -> None:
        """Add a line at the foot."""
        self._offers.append(Offer(title, act, enabled))

    def menu_now(self) -> QMenu:
        """The menu as it stands now; it is gone once it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.accessibleName())
        for offer in self._offers:
            action = menu.addAction(offer.title)
            action.setEnabled(offer.enabled is None or offer.enabled())
            action.triggered.connect(lambda _checked=False, act=offer.act: act())
        return menu

    @Slot()
    def open(self) -> None:
        """Show the menu below the button, with the keyboard in it."""
        menu = self.menu_now()
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        if (actions := menu.actions()) and not menu.activeAction():
            menu.setActiveAction(actions[0])
