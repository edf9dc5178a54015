"""Serves the trained model: Rasa's own server with the project's channels and nothing else. Run by
supervisord with the environment that tools/run.py sets."""

import logging
import os
from functools import partial
from pathlib import Path
from typing import Any

from sanic import Sanic

from clinic.settings import read_settings
from tools.connections import CarefulConnection, make_careful
from tools.environment import silence_warnings
from tools.private_log import keep_words_out
from tools.supervised import obey_supervisor

# Longer than a record takes that waits for a locked database, shorter than a page waits.
ACTION_PATIENCE_S = 15


def main() -> None:
    obey_supervisor()
    silence_warnings()
    import rasa.utils.common  # noqa: PLC0415
    from rasa.utils.log_utils import configure_structlog  # noqa: PLC0415

    load_domain_unchecked()
    run_planned()
    index_rules()
    check_answers_only()
    wait_for_actions(ACTION_PATIENCE_S)
    settings = read_settings()
    rasa.utils.common.configure_logging_and_warnings(logging.WARNING, warn_only_once=False)
    # Rasa's own log tells what patients say when it is less than a warning.
    configure_structlog(logging.WARNING)
    logging.getLogger("channels").setLevel(logging.INFO)
    rasa.utils.common.update_sanic_log_level()
    app = application(os.environ["AVN_MODEL"])
    app.run(settings.host, settings.port, protocol=CarefulConnection)


def application(model: str) -> Sanic:
    """As `rasa.run` has it, which does not say how its connections are kept."""
    from rasa.core import run  # noqa: PLC0415
    from rasa.core.utils import AvailableEndpoints  # noqa: PLC0415

    endpoints = AvailableEndpoints.read_endpoints("endpoints.yml")
    channels = run.create_http_input_channels(None, "credentials.yml")
    app: Sanic = run.configure_app(channels, enable_api=False, endpoints=endpoints)
    make_careful(app)
    load = partial(run.load_agent_on_start, model, endpoints, None)
    app.register_listener(load, "before_server_start")
    # Up to here nobody has said anything, and what is wrong can be told in full.
    app.register_listener(lambda *_: keep_words_out(), "before_server_start")
    app.register_listener(run.close_resources, "after_server_stop")
    return app


def load_domain_unchecked() -> None:
    """The domain in a model is what Rasa wrote there itself. At every start it would read it four
    times, once of them to check it against its schema, for three seconds in place of half a one."""
    from rasa.shared.core.domain import Domain  # noqa: PLC0415
    from rasa.shared.utils.io import read_yaml_file  # noqa: PLC0415

    def from_path(model: Path) -> Domain:
        return Domain.from_dict(read_yaml_file(model / "domain.yml"))

    Domain.from_path = from_path


def run_planned() -> None:
    """Rasa has no setting for the runner of a model."""
    import rasa.core.processor  # noqa: PLC0415

    from tools.planned_runner import PlannedRunner  # noqa: PLC0415

    rasa.core.processor.DaskGraphRunner = PlannedRunner


def index_rules() -> None:
    from rasa.core.policies.rule_policy import RulePolicy  # noqa: PLC0415

    from tools.indexed_rules import among_few  # noqa: PLC0415

    RulePolicy._get_possible_keys = among_few(RulePolicy._get_possible_keys)


def check_answers_only() -> None:
    """Rasa checks what an action answers against a schema, and each time the schema itself, which
    takes longer than all the rest of a turn of the pre-screen."""
    from jsonschema.validators import validator_for  # noqa: PLC0415
    from rasa.core.actions.action import RemoteAction  # noqa: PLC0415

    schema = RemoteAction.action_response_format_spec()
    checker = validator_for(schema)(schema)

    def validate(_: RemoteAction, answer: dict[str, Any]) -> bool:
        checker.validate(answer)
        return True

    RemoteAction._validate_action_result = validate


def wait_for_actions(seconds: float) -> None:
    """An action server that hangs is then told of as one that is down. Rasa has no setting for it
    and would wait for five minutes, with the person's next message behind."""
    import rasa.core.actions.action  # noqa: PLC0415

    rasa.core.actions.action.DEFAULT_REQUEST_TIMEOUT = seconds


if __name__ == "__main__":
    main()
