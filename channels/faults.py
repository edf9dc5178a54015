"""How a request is answered that no channel takes, or that fails in one: shortly, with a status of
its own, and with nothing of what was sent. Used by the website channel, for the whole server."""

import logging
from http import HTTPStatus

from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.incoming import Refused, refusal

REASONS = {404: "not_found", 405: "not_found", 413: "too_long", 503: "unavailable"}
RETRY_AFTER_S = 5

logger = logging.getLogger(__name__)


async def answer_fault(_: Request, fault: Exception) -> HTTPResponse:
    status = fault.status_code if isinstance(fault, SanicException) else 500
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("request failed fault=%s", type(fault).__name__)
    reason = REASONS.get(status, "malformed" if status < 500 else "unavailable")  # noqa: PLR2004
    is_later = status == HTTPStatus.SERVICE_UNAVAILABLE
    response = refusal(Refused(reason, status, RETRY_AFTER_S if is_later else None))
    if allowed := getattr(fault, "headers", {}).get("Allow"):
        response.headers["Allow"] = allowed
    return response
