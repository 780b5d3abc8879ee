"""Set up what `make run` and `make test` need: system libraries, and a virtual environment from a lock file.

Run by whatever `python3` the computer has, so the file keeps to the standard library and to syntax that
Python 3.6 can read: an interpreter that is too old gets a sentence instead of a syntax error.

    python3 packaging/prepare.py run|test [--venv FOLDER] [--display]

Exit status: 0 ready, 1 something is missing that only the person can mend (what, and how, is on standard
error).
"""

import argparse
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST, NEWEST = (3, 11), (3, 13)
LOCKS = {
    "run": ("packaging/requirements.lock", "packaging/requirements-build.lock"),
    "test": ("packaging/requirements-dev.lock",),
}
STAMP = ".ready.json"
TRIED = "CLOSENESS_PREPARE_TRIED"

# What the window's libraries are linked against and wheels do not carry (read with ldd from the PySide6
# 6.11.3 wheels): each shared library with the Debian package that holds it.
WINDOW = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
SOUND = {
    "libXext.so.6": "libxext6",
    "libXrandr.so.2": "libxrandr2",
    "libdrm.so.2": "libdrm2",
    "libpulse.so.0": "libpulse0",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


class MissingError(Exception):
    """Something that a person has to mend first; the text says what and how."""


def version_text(version):
    """(3, 11, 2) as "3.11.2"."""
    return ".".join(str(part) for part in version[:3])


def supported(version):
    """Whether this version of Python can run the program."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def other_python(which=shutil.which):
    """Another interpreter on the PATH that can run the program, or None."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = which("python3." + str(minor))
        if found:
            return found
    return None


def too_old(version):
    """The sentence for an interpreter that cannot run the program."""
    return (
        f"Closeness needs Python {version_text(OLDEST)} to {version_text(NEWEST)}; "
        f"this is {version_text(version)}.\nInstall one of those and name it:  make run PYTHON=python3.12"
    )


def libraries(display):
    """The shared libraries that must be there, with their packages; fewer of them without a display."""
    return dict(WINDOW, **SOUND, **X11, **WAYLAND) if display else dict(WINDOW, **SOUND)


def loads(library):
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_parts(wanted, has_library=loads, has_module=importlib.util.find_spec):
    """What is missing, as (what, package) pairs. Debian splits `ensurepip` off from its python3."""
    parts = []
    if not has_module("venv") or not has_module("ensurepip"):
        parts.append(("venv and ensurepip", f"python{version_text(sys.version_info[:2])}-venv"))
    return parts + [(name, package) for name, package in wanted.items() if not has_library(name)]


def apt_line(packages):
    """The one line that a person pastes."""
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def may_install():
    """Whether this process may install system packages itself."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def complete_system(parts):
    """Install what is missing from the system, or raise MissingError with the line to paste."""
    names = ", ".join(name for name, _ in parts)
    packages = [package for _, package in parts]
    say(f"Missing from this system: {names}.")
    if shutil.which("apt-get") is None:
        raise MissingError("Please install what your system calls these, then try again.")
    if not may_install():
        raise MissingError("Paste this line, then try again:\n" + apt_line(packages))
    say("Installing " + " ".join(packages) + " with apt-get.")
    install = ["apt-get", "install", "-y", "--no-install-recommends", "-qq", *packages]
    settings = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    if subprocess.run([*install, "--simulate"], env=settings, capture_output=True, check=False).returncode:
        subprocess.run(["apt-get", "update", "-qq"], env=settings, check=False)
    if subprocess.run(install, env=settings, stdout=subprocess.DEVNULL, check=False).returncode:
        raise MissingError(
            "apt-get could not install them. Paste this line to see why:\n" + apt_line(packages)
        )


def fingerprint(kind, root=ROOT):
    """What the environment is made from, as one short text: it changes when a lock or pyproject does."""
    digest = hashlib.sha256()
    for name in (*LOCKS[kind], "pyproject.toml"):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def origin(root=ROOT):
    """What a virtual environment cannot survive a change of: its interpreter and its place."""
    return {"python": sys.version, "base": sys.base_prefix, "root": str(root)}


def read_stamp(venv):
    """What the stamp says of a finished environment; empty when there is none, or it is unreadable."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def interpreter(venv):
    """The environment's own python."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def alive(venv):
    """Whether the environment's python starts and still finds its packages."""
    command = [str(interpreter(venv)), "-c", "import pip, closeness_desktop, PySide6"]
    try:
        return subprocess.run(command, cwd=str(venv), capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def prepare(kind, venv, root=ROOT):
    """Make the environment for `kind` ("run" or "test") in the folder `venv`, unless it is there already.

    A half-made or broken one, or one from another interpreter or place, is made anew: the stamp is taken
    away before any work and written when all is done.
    """
    stamp = read_stamp(venv)
    sound = stamp.get("origin") == origin(root) and alive(venv)
    have = stamp.get("have", {}) if sound else {}
    if have.get(kind) == fingerprint(kind, root):
        return
    say("Setting up " + str(venv) + " (once, and again when the list of parts changes).")
    if venv.exists():
        if not (venv / "pyvenv.cfg").exists() and any(venv.iterdir()):
            raise MissingError(f"{venv} holds something else. Move it away, or name another folder: VENV=…")
        (venv / STAMP).unlink(missing_ok=True)
    if not sound:
        command = [sys.executable, "-m", "venv", "--clear", str(venv)]
        run(command, "The virtual environment could not be made: see the lines above.")
    pip = [str(interpreter(venv)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    locks = [part for name in LOCKS[kind] for part in ("-r", str(root / name))]
    say("Fetching the parts, each checked against its hash. The first time this takes a minute or two.")
    run(
        [*pip, "--require-hashes", "--only-binary", ":all:", *locks],
        "The parts could not be fetched: see the lines above. Without a network this step has to wait.",
    )
    run(
        [*pip, "--no-deps", "--no-build-isolation", "--editable", str(root)],
        "The program could not be linked into its environment: see the lines above.",
    )
    # The lock for tests holds everything that the lock for running holds, in the same versions.
    kinds = ["run", "test"] if kind == "test" else ["run"]
    have = {name: fingerprint(name, root) for name in kinds}
    done = {"origin": origin(root), "have": have}
    (venv / STAMP).write_text(json.dumps(done, indent=1) + "\n", encoding="utf-8")


def run(command, failure):
    """Run one step. Raises MissingError with `failure` when it does not end well."""
    if subprocess.run(command, check=False).returncode:
        raise MissingError(failure)


def say(text):
    """One line for the person, apart from any program's output."""
    print(text, file=sys.stderr, flush=True)


def hand_over():
    """Start again under a newer interpreter, when this one is too old; raises MissingError without one."""
    found = None if os.environ.get(TRIED) else other_python()
    if found is None:
        raise MissingError(too_old(sys.version_info))
    say("This is Python " + version_text(sys.version_info) + "; going on with " + found + ".")
    command = [found, str(Path(__file__).resolve()), *sys.argv[1:]]
    sys.exit(subprocess.call(command, env=dict(os.environ, **{TRIED: "1"})))


def main():
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description="Set up what Closeness needs to run or to be tested.")
    parser.add_argument("kind", choices=sorted(LOCKS))
    parser.add_argument("--venv", default=str(ROOT / ".venv"))
    parser.add_argument("--display", action="store_true", help="with what a display needs, even without one")
    given = parser.parse_args()
    try:
        if not supported(sys.version_info):
            hand_over()
        if sys.platform == "linux":
            shown = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
            parts = missing_parts(libraries(given.display or (shown and given.kind == "run")))
            if parts:
                complete_system(parts)
        prepare(given.kind, Path(given.venv).absolute())
    except MissingError as problem:
        say(str(problem))
        sys.exit(1)
    except KeyboardInterrupt:
        say("Stopped. The next time begins the setting up anew.")
        sys.exit(130)


if __name__ == "__main__":
    main()
