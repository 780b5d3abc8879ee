"""The tables as they are today, for the stores. How they came to be so is the business of `migrations/`.

Nothing binds these models to a database, since a process may hold two journals: a query is given one when it
runs (`query.execute(database)`). Whole entries, lists and the search index are read and written by SQL of
their own (`rows.py`, `listing.py`), where the query plan and every tenth of a millisecond count.
"""

from __future__ import annotations

from peewee import (
    AutoField,
    BlobField,
    CompositeKey,
    FloatField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


class Row(Model):
    """What all tables share. Strict: SQLite keeps a column to its type."""

    class Meta:
        strict_tables = True
        legacy_table_names = False


class Stamped(Row):
    """A record: created, updated and deleted (its tombstone) in UTC ms."""

    created = IntegerField()
    updated = IntegerField()
    deleted = IntegerField(null=True)


class Placed(Stamped):
    """A record that belongs to a moment: UTC ms, zone and local day (see records.Moment)."""

    utc_ms = IntegerField()
    zone = TextField()
    day = TextField()


class Identified(Row):
    """number: the row's own small key. id: UUIDv7, which travels with the record."""

    number = AutoField()
    id = TextField(unique=True)


class Named(Identified, Stamped):
    """key: what makes two spellings one name. folded and words: as the search compares it (text.py)."""

    name = TextField()
    key = TextField(unique=True)
    folded = TextField()
    words = TextField()


class EntryRow(Identified, Placed):
    """An entry. `session` may name a session that this journal does not hold."""

    kind = TextField()
    title = TextField()
    body = TextField()
    starred = IntegerField()
    pinned = IntegerField()
    source = TextField(null=True)
    source_id = TextField(null=True)
    session = TextField(null=True)
    resurface = IntegerField(default=1)

    class Meta:
        table_name = "entry"


class RevisionRow(Identified, Stamped):
    """An earlier text of an entry; saved: UTC ms at which it was replaced."""

    entry = ForeignKeyField(EntryRow, column_name="entry", index=False)
    title = TextField()
    body = TextField()
    saved = IntegerField()

    class Meta:
        table_name = "revision"


class DraftRow(Placed):
    """Unsaved text; `entry` is an id, since the entry itself need not exist yet."""

    number = AutoField()
    entry = TextField(unique=True)
    title = TextField()
    body = TextField()

    class Meta:
        table_name = "draft"


class AttachmentRow(Identified, Stamped):
    """Something attached. size: true bytes. They lie in `bytes`, or in the vault's blob of id `blob`, sealed
    with `key`. sha256: of the blob's file as it lies on the disk, else of `bytes`. width, height: pixels of a
    picture as it is shown, upright. seconds: of sound."""

    entry = ForeignKeyField(EntryRow, column_name="entry", index=False)
    name = TextField()
    type = TextField()
    size = IntegerField()
    sha256 = BlobField()
    key = BlobField(null=True)
    blob = TextField(null=True, unique=True)
    bytes = BlobField(null=True)
    thumbnail = BlobField(null=True)
    width = IntegerField(null=True)
    height = IntegerField(null=True)
    seconds = FloatField(null=True)

    class Meta:
        table_name = "attachment"


class FeelingRow(Named):
    """A mood tag. pleasantness and energy −1..1, or null while an own word has no place on the field."""

    meaning = TextField()
    pleasantness = FloatField(null=True)
    energy = FloatField(null=True)
    own = IntegerField()
    hidden = IntegerField()

    class Meta:
        table_name = "feeling"


class TagRow(Named):
    """A tag, perhaps in a group."""

    group_name = TextField(null=True)

    class Meta:
        table_name = "tag"


class PersonRow(Named):
    """Someone who appears in entries."""

    class Meta:
        table_name = "person"


class EntryFeelingRow(Row):
    """A feeling named on an entry: strength 1–3, and its place among the entry's feelings."""

    entry = ForeignKeyField(EntryRow, column_name="entry", index=False)
    feeling = ForeignKeyField(FeelingRow, column_name="feeling", index=False)
    strength = IntegerField()
    position = IntegerField()

    class Meta:
        table_name = "entry_feeling"
        primary_key = CompositeKey("entry", "feeling")
        without_rowid = True


class EntryTagRow(Row):
    """A tag of an entry: chosen for it, written in its text as #tag, or both."""

    entry = ForeignKeyField(EntryRow, column_name="entry", index=False)
    tag = ForeignKeyField(TagRow, column_name="tag", index=False)
    chosen = IntegerField()
    written = IntegerField()

    class Meta:
        table_name = "entry_tag"
        primary_key = CompositeKey("entry", "tag")
        without_rowid = True


class EntryPersonRow(Row):
    """A person of an entry: chosen for it, written in its text as @person, or both."""

    entry = ForeignKeyField(EntryRow, column_name="entry", index=False)
    person = ForeignKeyField(PersonRow, column_name="person", index=False)
    chosen = IntegerField()
    written = IntegerField()

    class Meta:
        table_name = "entry_person"
        primary_key = CompositeKey("entry", "person")
        without_rowid = True


class SessionRow(Identified, Placed):
    """A practice done or under way; seconds. file_hash: SHA-256 of its file, empty when built in.
    entry: id of the entry that its answers went into."""

    practice = TextField()
    file_hash = TextField()
    planned = IntegerField(null=True)
    done = IntegerField()
    ended = TextField()
    snapshot = TextField()
    entry = TextField(null=True)

    class Meta:
        table_name = "session"


class AnswerRow(Identified, Stamped):
    """An answer given in a session. value, words: JSON; see records.KeptAnswer. A deleted one is blank."""

    session = ForeignKeyField(SessionRow, column_name="session", index=False)
    position = IntegerField()
    step = TextField()
    path = TextField()
    kind = TextField()
    role = TextField(null=True)
    word_set = TextField(null=True)
    measure = TextField(null=True)
    question = TextField()
    value = TextField()
    words = TextField()
    keep = TextField()

    class Meta:
        table_name = "answer"
        indexes = ((("session", "path"), True),)


class PresetRow(Identified, Stamped):
    """A set-up kept under a name. key: what makes two spellings one name. plan: JSON."""

    name = TextField()
    key = TextField()
    plan = TextField()

    class Meta:
        table_name = "preset"


class ProgrammeProgressRow(Identified, Placed):
    """A day (`part`) of a programme that was done, and when. `session` may name one that is gone."""

    programme = TextField()
    part = TextField()
    session = TextField(null=True)

    class Meta:
        table_name = "programme_progress"
        indexes = ((("programme", "part"), True),)


class PackRow(Identified, Stamped):
    """A pack of practices from a file. slug: its own id. digest: SHA-256 over its files, hex."""

    slug = TextField()
    title = TextField()
    digest = TextField()

    class Meta:
        table_name = "pack"


class PackPracticeRow(Identified, Stamped):
    """One practice file of a pack, as it was read."""

    pack = ForeignKeyField(PackRow, column_name="pack", index=False)
    name = TextField()
    text = TextField()

    class Meta:
        table_name = "pack_practice"
        indexes = ((("pack", "name"), True),)


class SoundRow(Identified, Stamped):
    """A WAV of one's own, or of a pack (its name is the slug there). size, sha256, key, blob, bytes: as for
    attachments; a removed one loses its bytes when the journal is next opened."""

    name = TextField()
    pack = ForeignKeyField(PackRow, column_name="pack", index=False, null=True)
    seconds = FloatField()
    size = IntegerField()
    sha256 = BlobField()
    key = BlobField(null=True)
    blob = TextField(null=True, unique=True)
    bytes = BlobField(null=True)

    class Meta:
        table_name = "sound"


class ReminderRow(Identified, Stamped):
    """A day on which to look at something again. due: local day. done: UTC ms."""

    due = TextField()
    practice = TextField()
    session = TextField(null=True)
    title = TextField()
    done = IntegerField(null=True)

    class Meta:
        table_name = "reminder"


class MeasureRow(Identified, Stamped):
    """A number of one's own. low, high, step: of a scale, null where any number will do. key: the folded
    name, which no other has, deleted or not."""

    name = TextField()
    key = TextField(unique=True)
    unit = TextField()
    low = FloatField(null=True)
    high = FloatField(null=True)
    step = FloatField(null=True)
    position = IntegerField()
    hidden = IntegerField()

    class Meta:
        table_name = "measure"


class EntryMeasureRow(Row):
    """The value of a measure on an entry, in the measure's unit."""

    entry = ForeignKeyField(EntryRow, column_name="entry", index=False)
    measure = ForeignKeyField(MeasureRow, column_name="measure", index=False)
    value = FloatField()

    class Meta:
        table_name = "entry_measure"
        primary_key = CompositeKey("entry", "measure")
        without_rowid = True


class TemplateRow(Identified, Stamped):
    """A text to begin with. weekdays: a bit for each day that begins with it, Monday the lowest."""

    name = TextField()
    key = TextField()
    title = TextField()
    body = TextField()
    weekdays = IntegerField()
    position = IntegerField()

    class Meta:
        table_name = "template"


class SavedSearchRow(Identified, Stamped):
    """A query with a name."""

    name = TextField()
    key = TextField()
    query = TextField()
    position = IntegerField()

    class Meta:
        table_name = "saved_search"


class PromptUseRow(Identified, Stamped):
    """A prompt that was shown, and the id of the entry that was written to it, if one was."""

    prompt = TextField()
    utc_ms = IntegerField()
    day = TextField()
    entry = TextField(null=True)

    class Meta:
        table_name = "prompt_use"


class OwnWordRow(Identified, Stamped):
    """A word that spelling is to let pass."""

    word = TextField(unique=True)

    class Meta:
        table_name = "own_word"


class SettingRow(Stamped):
    """One private setting; value: JSON."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "setting"
        without_rowid = True


ALL = (
    EntryRow, RevisionRow, DraftRow, AttachmentRow, FeelingRow, TagRow, PersonRow,
    EntryFeelingRow, EntryTagRow, EntryPersonRow, SessionRow, SettingRow,
    AnswerRow, PresetRow, ProgrammeProgressRow, PackRow, PackPracticeRow, SoundRow, ReminderRow,
    MeasureRow, EntryMeasureRow, TemplateRow, SavedSearchRow, PromptUseRow, OwnWordRow,
)  # fmt: skip
