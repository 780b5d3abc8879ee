"""The short stylesheet: only what a palette cannot say. Everything in it comes from the tokens."""

from __future__ import annotations

from collections.abc import Mapping

from closeness_desktop import paths
from closeness_desktop.window.theme import tokens
from closeness_desktop.window.theme.fonts import READING


def build(c: Mapping[str, str], *, scale: float, dark: bool) -> str:
    """The stylesheet for one variant `c` of the tokens; `scale` multiplies every size of text."""

    def px(length: float) -> str:
        return f"{max(1, round(length * scale))}px"

    small, plain, reading, title = (px(size) for size in tokens.SIZES)
    field, round_ = px(tokens.FIELD_RADIUS), px(tokens.CARD_RADIUS)
    quiet_hover = tokens.mix(c["ink"], c["surface"], 0.05)
    fill_hover = tokens.mix(c["ink"], c["teal"], 0.14)
    handle = tokens.mix(c["ink-soft"], c["background"], 0.45)
    mode = "dark" if dark else "light"
    down = paths.resource("themes", f"chevron-down-{mode}.svg").as_posix()
    check = paths.resource("themes", f"check-{mode}.svg").as_posix()
    up = paths.resource("themes", f"chevron-up-{mode}.svg").as_posix()
    return f"""
QToolTip {{ color: {c["ink"]}; background: {c["surface"]}; border: 1px solid {c["line"]};
  padding: {px(4)} {px(8)}; font-size: {small}; }}
TitleLabel {{ font: 600 {title} "{READING}"; }}
HeadingLabel {{ font-weight: 600; font-size: {plain}; }}
ReadingHeading {{ font: 600 {px(19)} "{READING}"; }}
ReadingLabel {{ font: {reading} "{READING}"; }}
SoftLabel {{ color: {c["ink-soft"]}; font-size: {small}; }}
LeadLabel {{ color: {c["ink-soft"]}; }}
KeyLabel {{ font-size: {small}; border: 1px solid {c["line"]}; border-radius: {px(5)};
  background: {c["background"]}; padding: {px(1)} {px(7)}; }}
HintLabel {{ color: {c["coral"]}; font-size: {small}; }}
#card {{ background: {c["surface"]}; border: 1px solid {c["line"]}; border-radius: {round_}; }}
PrimaryButton, QuietButton {{ font-weight: 600; border-radius: {field};
  padding: {px(9)} {px(17)}; min-height: {px(20)}; }}
PrimaryButton {{ color: {c["on-fill"]}; background: {c["teal"]}; border: 2px solid {c["teal"]};
  padding: {px(8)} {px(16)}; }}
PrimaryButton:hover, PrimaryButton:pressed {{ background: {fill_hover}; border-color: {fill_hover}; }}
PrimaryButton:focus {{ border: 2px solid {c["ink"]}; }}
PrimaryButton:disabled {{ color: {c["ink-soft"]}; background: {c["line"]}; border-color: {c["line"]}; }}
QuietButton {{ color: {c["teal"]}; background: transparent; border: 1px solid {c["line"]}; }}
QuietButton:hover, QuietButton:pressed {{ background: {quiet_hover}; }}
QuietButton:focus {{ border: 2px solid {c["teal"]}; padding: {px(8)} {px(16)}; }}
QuietButton:checked {{ background: {c["teal-wash"]}; border-color: {c["teal-wash"]}; }}
QuietButton:disabled {{ color: {c["ink-soft"]}; }}
LinkButton {{ color: {c["teal"]}; font-weight: 600; font-size: {small}; text-align: left;
  background: transparent; border: none; border-radius: {px(4)}; padding: {px(3)} 0; }}
LinkButton:hover, LinkButton:pressed {{ text-decoration: underline; }}
LinkButton:focus {{ background: {c["teal-wash"]}; text-decoration: underline; }}
LinkButton:disabled {{ color: {c["ink-soft"]}; }}
IconButton {{ background: transparent; border: 2px solid transparent; border-radius: {px(7)};
  padding: {px(4)}; }}
IconButton:hover {{ background: {quiet_hover}; }}
IconButton:focus {{ border-color: {c["teal"]}; }}
IconButton:checked {{ background: {c["teal-wash"]}; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{ color: {c["ink"]};
  background: {c["surface"]}; border: 1px solid {c["line"]}; border-radius: {field};
  padding: {px(8)} {px(12)}; selection-background-color: {c["teal"]};
  selection-color: {c["on-fill"]}; placeholder-text-color: {c["ink-soft"]}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
  border: 2px solid {c["teal"]}; padding: {px(7)} {px(11)}; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit, QAbstractSpinBox QLineEdit:focus,
QComboBox QLineEdit:focus {{ border: none; padding: 0; background: transparent; }}
QLineEdit {{ lineedit-password-character: 8226; }}
QComboBox::drop-down, QDateTimeEdit::drop-down {{ border: none; width: {px(28)}; }}
QComboBox::down-arrow, QAbstractSpinBox::down-arrow, QDateTimeEdit::down-arrow {{
  image: url("{down}"); width: {px(14)}; height: {px(14)}; }}
QAbstractSpinBox::up-arrow {{ image: url("{up}"); width: {px(14)}; height: {px(14)}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; background: transparent;
  width: {px(24)}; margin-right: {px(4)}; }}
QComboBox QAbstractItemView, QMenu {{ background: {c["surface"]}; border: 1px solid {c["line"]};
  padding: {px(4)}; selection-background-color: {c["teal-wash"]}; selection-color: {c["ink"]}; }}
QMenu::item {{ padding: {px(7)} {px(16)}; border-radius: {px(6)}; }}
QMenu::item:selected {{ background: {c["teal-wash"]}; color: {c["ink"]}; }}
QMenu::separator {{ height: 1px; background: {c["line"]}; margin: {px(4)} {px(8)}; }}
QCheckBox, QRadioButton {{ spacing: {px(9)}; padding: {px(3)}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(16)}; height: {px(16)};
  background: {c["surface"]}; border: 1px solid {c["ink-soft"]}; border-radius: {px(5)}; }}
QRadioButton::indicator {{ border-radius: {px(9)}; }}
QCheckBox::indicator:checked {{ background: {c["teal"]}; border-color: {c["teal"]}; image: url("{check}"); }}
QRadioButton::indicator:checked {{ border: {px(5)} solid {c["teal"]}; width: {px(8)}; height: {px(8)}; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {c["teal"]}; border-radius: {px(6)};
  padding: {px(1)}; }}
TableView {{ background: transparent; font-size: {small}; selection-color: {c["ink"]};
  selection-background-color: {c["teal-wash"]}; }}
TableView::item {{ padding: 0 {px(4)}; }}
TableView QHeaderView {{ background: transparent; }}
TableView QHeaderView::section {{ color: {c["ink-soft"]}; background: {c["surface"]}; border: none;
  border-bottom: 1px solid {c["line"]}; padding: {px(4)} {px(6)}; font-size: {small}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {handle}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {c["ink-soft"]}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
