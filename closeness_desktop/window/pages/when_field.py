"""A field for a day and a time, as wide as any day may need."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QEvent, QSize, Qt, QTime
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QDateTimeEdit, QSizePolicy, QStyle, QStyleOptionSpinBox

from closeness_desktop.clock import local_time
from closeness_desktop.records import Moment

_FORMS = ("ddd d MMM yyyy  HH:mm", "d MMM yyyy  HH:mm")  # the second where there is no room for the first


class WhenField(QDateTimeEdit):
    """Day and time, and which day of the week where there is room for it.

    The wheel changes it only while it has the focus.
    """

    def __init__(self, name: str) -> None:
        """name: what a screen reader says."""
        super().__init__()
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat(_FORMS[0])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_moment(self, at: Moment) -> None:
        """To the minute, in the moment's own zone."""
        local = local_time(at)
        self.setDateTime(
            QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute))
        )

    def sizeHint(self) -> QSize:
        """With the day of the week."""
        return QSize(self._width_of(_FORMS[0]), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Without the day of the week."""
        return QSize(self._width_of(_FORMS[1]), super().minimumSizeHint().height())

    def _width_of(self, form: str) -> int:
        """Pixels that any day takes in that form, with the frame; Qt's own hint counts 18 characters."""
        locale, metrics, option = self.locale(), self.fontMetrics(), QStyleOptionSpinBox()
        self.initStyleOption(option)
        days = (QDateTime(QDate(2026, month, 28), QTime(20, 58)) for month in range(1, 13))
        widest = max(metrics.horizontalAdvance(locale.toString(day, form) + " ") for day in days)
        inside = QSize(widest, metrics.height())
        return self.style().sizeFromContents(QStyle.ContentsType.CT_SpinBox, option, inside, self).width()

    def _fit(self) -> None:
        form = _FORMS[self.width() < self._width_of(_FORMS[0])]
        if form != self.displayFormat():
            self.setDisplayFormat(form)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See the class."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again when the text size changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """See the class."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
