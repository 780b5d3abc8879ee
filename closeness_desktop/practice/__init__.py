"""What is done: the state machines of sessions, breathing, the driver that feeds them a clock. Pure.

How the pieces meet, in the window and on the terminal alike:

    plan = SittingPlan(seconds=600, breathing="6")
    driver = Driver(clock, Sitting(plan))
    while driver.session.ended is None:
        for effect in driver.tick():
            ...            # ring, show a caption, log (see `effects`)
        ...                # sleep for driver.wait() seconds; a fast run moves its clock by it

A guided practice (next) is another session with the same five calls (see `driver.Driveable`): it compiles to
the same `timeline.Timeline` of (offset, effect), and brings effects of its own.
"""
