"""Reads the latest events of a conversation from the table of Rasa's SQL tracker store, or from
memory: a snapshot of what older turns still decide, then those of the latest. Called by
dialogue/bounded_tracker_store.py.

The statements are built once: SQLAlchemy takes longer to build one than SQLite to answer it.
"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import ActiveLoop, Restarted, SlotSet

from records.unsaved import Row, Rows

LATEST_TURNS = 5
_table = SQLTrackerStore.SQLEvent.__table__
_id, _kind, _name = _table.c.id, _table.c.type_name, _table.c.action_name
_of_person = _table.c.sender_id == sa.bindparam("person")
_afresh, _start = sa.bindparam("afresh"), sa.bindparam("start")
_rows = sa.select(*(_table.c[name] for name in Row._fields)).order_by(_id)

# The id of the event after which the conversation began afresh.
_LAST_RESTART = sa.select(sa.func.max(_id)).where(_of_person, _kind == Restarted.type_name)
_OLDEST_KEPT_MESSAGE = (
    sa.select(_id)
    .where(_of_person, _id >= _afresh, _kind == "user")
    .order_by(_id.desc())
    .offset(LATEST_TURNS - 1)
    .limit(1)
)
_FIRST = sa.select(sa.func.min(_id)).where(_of_person, _id >= _afresh)
_WAIT_BEFORE = sa.select(sa.func.max(_id)).where(
    _of_person, _id >= _afresh, _kind == "action", _name == "action_listen", _id < _start
)
# The last word on each slot and on the open form from the latest restart to the latest turns.
_SNAPSHOT = _rows.where(
    _id.in_(
        sa.select(sa.func.max(_id))
        .where(_of_person, _id > _afresh, _id < _start)
        .where(_kind.in_([SlotSet.type_name, ActiveLoop.type_name]))
        # The name of an `active_loop` event is the form's, of a `slot` event the slot's; forms
        # succeed one another, slots stand side by side.
        .group_by(_kind, sa.case((_kind == SlotSet.type_name, _name), else_=""))
    )
)
_LATEST = _rows.where(_of_person, _id >= _start)


def latest_events(session: Any, person: str) -> list[Row]:
    """Oldest first; none for an unknown person."""
    about: dict[str, Any] = {"person": person}
    about["afresh"] = session.execute(_LAST_RESTART, about).scalar() or 0
    about["start"] = _first_kept(session, about)
    if about["start"] is None:
        return []
    found = [*session.execute(_SNAPSHOT, about), *session.execute(_LATEST, about)]
    return [Row(*row) for row in found]


def latest_of(rows: Rows) -> list[Row]:
    """The same, of what is in memory."""
    rows = rows[_latest(rows, lambda row: row.type_name == Restarted.type_name) or 0 :]
    messages = [number for number, row in enumerate(rows) if row.type_name == "user"]
    if len(messages) < LATEST_TURNS:
        return list(rows)
    message = messages[-LATEST_TURNS]
    wait = _latest(rows[:message], lambda row: row.action_name == "action_listen")
    start = message if wait is None else wait
    return [*_snapshot(rows[:start]), *rows[start:]]


def _snapshot(rows: Rows) -> list[Row]:
    latest: dict[tuple[str, str | None], Row] = {}
    for row in rows:
        if row.type_name in (SlotSet.type_name, ActiveLoop.type_name):
            key = (row.type_name, row.action_name if row.type_name == SlotSet.type_name else "")
            latest.pop(key, None)
            latest[key] = row
    return list(latest.values())


def _latest(rows: Rows, is_it: Callable[[Row], bool]) -> int | None:
    found = (number for number in range(len(rows) - 1, -1, -1) if is_it(rows[number]))
    return next(found, None)


def _first_kept(session: Any, about: dict[str, Any]) -> int | None:
    """The id of the event that opens the latest turns: the wait for their first message."""
    message: int | None = session.execute(_OLDEST_KEPT_MESSAGE, about).scalar()
    if message is None:
        first: int | None = session.execute(_FIRST, about).scalar()
        return first
    wait: int | None = session.execute(_WAIT_BEFORE, {**about, "start": message}).scalar()
    return wait or message
