"""A record in FHIR R4: a bundle of the questionnaire and the response to it, checked against the R4
models before it leaves. Called by `tools.records`."""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from fhir.resources.bundle import Bundle
from fhir.resources.questionnaire import Questionnaire
from fhir.resources.questionnaireresponse import QuestionnaireResponse

from clinic.record import Record
from records.exports.fhir_questionnaire import fhir_questionnaire
from records.exports.fhir_response import fhir_response


def as_fhir(record: Record) -> str:
    """Raises pydantic's ValidationError rather than let anything else go out."""
    return json.dumps(bundle(record), indent=2, ensure_ascii=False) + "\n"


def bundle(record: Record) -> dict[str, Any]:
    questions, response = fhir_questionnaire(), fhir_response(record)
    Questionnaire.parse_obj(questions)
    QuestionnaireResponse.parse_obj(response)
    both = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": record.finished_at.isoformat(),
        "entry": [
            {
                "fullUrl": f"urn:uuid:{uuid5(NAMESPACE_URL, questions['url'])}",
                "resource": questions,
            },
            {"fullUrl": f"urn:uuid:{record.id}", "resource": response},
        ],
    }
    Bundle.parse_obj(both)
    return both
