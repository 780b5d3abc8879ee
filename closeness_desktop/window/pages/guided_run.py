"""A guided session under way: it keeps time, asks, rings, shows each step, and hands on what is to last.

It hosts any practice, for one or for two, and knows no journal: what it keeps goes through a narrow port
(`guided_keeper.SessionKeeper`). Space pauses, Enter goes on (Ctrl+Enter out of a sheet), Alt+Left goes back,
Esc asks whether to end and Esc again ends.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from closeness_desktop.clock import Clock
from closeness_desktop.practice.sitting import GapAnswer
from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.pages import guided_text
from closeness_desktop.window.pages.guided_around import Voice
from closeness_desktop.window.pages.guided_draft import Pace
from closeness_desktop.window.pages.guided_keeper import SessionKeeper
from closeness_desktop.window.pages.guided_visit import GuidedVisit, begun
from closeness_desktop.window.platform.sound import Sounds
from closeness_desktop.window.theme.theme import Theme

KEYS = (
    KeyHelp("Space", "Pause, and go on"),
    KeyHelp("Return", "Go on to the next step"),
    KeyHelp("Alt+Left", "Go back to the step before"),
    KeyHelp("Escape", "End it, after a question"),
)


class GuidedRun(GuidedVisit):
    """The session with its buttons and keys; see the module and GuidedVisit."""

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        keeper: SessionKeeper,
        sounds: Sounds,
        voice: Voice | None = None,
        pace: Pace | None = None,
    ) -> None:
        super().__init__(theme, clock, keeper, sounds, voice, pace)
        view = self.view
        for button, act in (
            (view.back, self.go_back),
            (view.pause, self.pause_or_go_on),
            (view.next, self.go_on),
            (view.go_on, self.go_on),
            (view.keep, self._stay),
            (view.end, self.end),
            (view.stop, self.stop),
            (view.keep_done, self._keep_done),
            (view.let_go, self._let_go),
            (view.again, self._go_back_in),
            (view.done, self._done),
            (view.write, self._write),
            (view.hide_time, self._toggle_time),
        ):
            button.clicked.connect(act)
        # A shortcut, because the page that scrolls takes arrow keys for itself.
        before = "Alt+Right" if self.isRightToLeft() else "Alt+Left"
        QShortcut(
            QKeySequence(before), self, self.go_back, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        view.count.clicked.connect(lambda: self._answer_gap("count"))
        view.help.clicked.connect(lambda: self.over.emit("help"))
        self.grounding.done.connect(self._grounded)
        self.grounding.help_wanted.connect(lambda: self.over.emit("help"))

    @Slot()
    def pause_or_go_on(self) -> None:
        """Pause, or go on after a pause."""
        driver = self._driver
        if driver is None or self._mode not in ("running", "paused", "leaving"):
            return
        self._leaving = False
        if driver.session.paused:
            self._slept = 0.0
            driver.resume()
            self.around.go_on()
            self._carry_out(driver.tick())
        else:
            self._carry_out(driver.pause())
            self.around.stand_still()
            self._keeper.keep(driver.session, now=True)
            self.view.announce("Paused.")
        self._come_back()

    @Slot()
    def go_on(self) -> None:
        """The next step: answers this one, hands over, passes on; or shows a question that was veiled."""
        driver = self._driver
        if driver is None:
            return
        if self._mode == "paused":
            self.pause_or_go_on()
            return
        if self._mode not in ("running", "open", "veiled"):
            return
        if self._veiled:
            self._unveil()
        elif self._mode == "open":
            answer = self.view.area.answer()
            if missing := guided_text.wanted(driver.session, answer):
                self.view.area.remind(missing)
                self.view.announce(missing)
                return
            self.view.area.passed()
            self._drafting.stop()
            self.around.quiet()
            self._carry_out(driver.act(lambda elapsed: driver.session.respond(answer, elapsed)))
        elif guided_text.can_go_on(driver.session):
            self.around.quiet()
            self._carry_out(driver.act(driver.session.go_on))
        self._come_back()

    def _unveil(self) -> None:
        session = self.session
        now = session.now if session is not None else None
        if now is None:
            return
        self._veiled = False
        self._mode = None
        self.view.area.show_step(now.step, " ".join(now.lines), now.hint, now.draft)
        self.view.announce(" ".join(now.lines))

    @Slot()
    def go_back(self) -> None:
        """The step before; what stands in this one stays as a draft."""
        driver = self._driver
        if driver is None or self._mode not in ("running", "open", "veiled"):
            return
        if not self._veiled:
            self._keep_draft()
        self.around.quiet()
        self._carry_out(driver.act(driver.session.back))
        self._come_back()

    @Slot()
    def end(self) -> None:
        """End here, and keep what was done."""
        driver = self._driver
        if driver is None or driver.session.ended is not None:
            return
        if not self._veiled:
            self._keep_draft()
        self._stopped = False
        self._carry_out(driver.end())
        if driver.session.ended != "completed":  # else its last bell may ring out
            self.around.quiet()
        if not begun(driver.session):
            self._let_go()
        else:
            self._show()

    @Slot()
    def stop(self) -> None:
        """It does not help: silence at once, a minute to come back, and then the choice what to keep."""
        driver = self._driver
        if driver is None or driver.session.ended is not None:
            return
        self._keep_draft()
        self.around.stand_still()
        self._carry_out(driver.pause())
        self._pulse.stop()
        self._drafting.stop()
        self._leaving, self._stopped = False, True
        self.view.area.hide()
        self._show()
        self._stack.setCurrentWidget(self.grounding)
        self.grounding.begin()

    @Slot()
    def _grounded(self) -> None:
        self._stack.setCurrentIndex(0)
        self._mode = None
        self._show()

    @Slot()
    def _keep_done(self) -> None:
        self.end()

    @Slot()
    def _let_go(self) -> None:
        driver = self._driver
        if driver is not None and self._tried(lambda: self._keeper.let_go(driver.session)):
            self.drop()
            self.over.emit("nothing")

    @Slot()
    def _go_back_in(self) -> None:
        """It was stopped, and the person wants on with it: its step begins again."""
        driver = self._driver
        if driver is None or not self._stopped:
            return
        self._stopped = False
        driver.resume()
        if driver.session.asking is None:
            self.around.go_on()
        self._carry_out(driver.act(driver.session.again))
        self._come_back()

    @Slot()
    def _stay(self) -> None:
        session = self.session
        if session is not None and session.asking is not None:
            self._answer_gap("keep")
        else:
            self._leaving = False
            self.tick()

    def _answer_gap(self, choice: GapAnswer) -> None:
        driver = self._driver
        if driver is None or driver.session.asking is None:
            return
        self._slept = 0.0
        self.around.go_on()
        self._carry_out(driver.answer(choice))
        self._come_back()

    @Slot()
    def _done(self) -> None:
        self._leave_for("done")

    @Slot()
    def _write(self) -> None:
        self._leave_for("write")

    def _leave_for(self, where: str) -> None:
        if self._driver is None:
            return
        if self._tried(self._conclude):
            self.drop()
            self.over.emit(where)

    @Slot()
    def _toggle_time(self) -> None:
        self._hidden = not self._hidden
        self._keeper.hide_time(self._hidden)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the module."""
        key = event.key()
        if key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.pause_or_go_on()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._entered()
        elif key == Qt.Key.Key_Escape and self._driver is not None:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _entered(self) -> None:
        if self._mode == "ended":
            self._done()
        else:
            self.go_on()

    def _escape(self) -> None:
        if self._mode == "ended":
            self._done()
        elif self._mode in ("leaving", "gap"):
            self.end()
        elif self._mode == "stopped":
            self._keep_done()
        else:
            if not self._veiled:
                self._keep_draft()
            self._leaving = True
            self._show()
