"""Whether a folder lies on a network or in a synced folder, where a journal is less safe.

An exclusive lock does not hold across machines, and a syncing program may hand back half a journal or an old
one. The journal would notice, but it is kinder to say so before.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

_NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "ceph", "glusterfs", "lustre", "afpfs"}
    | {"webdav", "davfs", "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.s3fs"}
)
_SYNCED_NAMES = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud drive",
    "icloud~",
    "mobile documents",
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "pcloud",
    "megasync",
    "seafile",
    "syncthing",
    "proton drive",
)
_SYNC_MARKS = (".dropbox", ".dropbox.cache", ".stfolder", ".owncloudsync.log", ".nextcloudsync.log", ".sync")
_WINDOWS_REMOTE_DRIVE = 4  # GetDriveTypeW, Microsoft's documentation


def warning(folder: Path, mounts: str | None = None) -> str | None:
    """One or two plain sentences when `folder` (there or not yet) is a risky place, else None.

    mounts: the text of /proc/mounts, read from the system when not given.
    """
    place = folder.expanduser().absolute()
    if _on_network(place, mounts):
        return (
            "This folder is on a network drive. If the connection breaks while you write, or two computers "
            "open the journal at once, it can be damaged. A folder on this computer is safer."
        )
    if _is_synced(place):
        return (
            "This folder seems to be copied by a sync program. It keeps old versions elsewhere and may put "
            "an older copy back. Nobody reads them without your passphrase, but another folder is safer."
        )
    return None


def _on_network(place: Path, mounts: str | None) -> bool:
    if str(place).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        return bool(ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == _WINDOWS_REMOTE_DRIVE)
    if mounts is None:
        try:
            mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
        except OSError:  # not Linux: nothing known, so nothing is said
            return False
    best = ("", "")
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        if place.is_relative_to(point) and len(point) >= len(best[0]):
            best = (point, fields[2])
    return best[1] in _NETWORK_TYPES


def _is_synced(place: Path) -> bool:
    if any(part.lower().startswith(_SYNCED_NAMES) for part in place.parts):
        return True
    return any((parent / mark).exists() for parent in place.parents for mark in _SYNC_MARKS)
