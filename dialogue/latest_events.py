"""Reads the latest events of a conversation from the table of Rasa's SQL tracker store: a snapshot
of what older turns still decide, then those of the latest. Called by
dialogue/bounded_tracker_store.py.

The statements are built once: SQLAlchemy takes longer to build one than SQLite to answer it.
"""

from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import ActiveLoop, Restarted, SlotSet

LATEST_TURNS = 5
_table = SQLTrackerStore.SQLEvent.__table__
_id, _kind, _name = _table.c.id, _table.c.type_name, _table.c.action_name
_of_person = _table.c.sender_id == sa.bindparam("person")
_afresh, _start = sa.bindparam("afresh"), sa.bindparam("start")
_rows = sa.select(_kind, _table.c.data).order_by(_id)

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


def latest_events(session: Any, person: str) -> list[Any]:
    """Rows with `type_name` and `data`, oldest first; none for an unknown person."""
    about: dict[str, Any] = {"person": person}
    about["afresh"] = session.execute(_LAST_RESTART, about).scalar() or 0
    about["start"] = _first_kept(session, about)
    if about["start"] is None:
        return []
    return [*session.execute(_SNAPSHOT, about), *session.execute(_LATEST, about)]


def _first_kept(session: Any, about: dict[str, Any]) -> int | None:
    """The id of the event that opens the latest turns: the wait for their first message."""
    message: int | None = session.execute(_OLDEST_KEPT_MESSAGE, about).scalar()
    if message is None:
        first: int | None = session.execute(_FIRST, about).scalar()
        return first
    wait: int | None = session.execute(_WAIT_BEFORE, {**about, "start": message}).scalar()
    return wait or message
