"""What schemathesis cannot tell from the document: how stories in bulk look, and which ids there are."""

import json
import random

import jsonschema_rs
import schemathesis

NDJSON = "application/x-ndjson"

# Of the sample stories; most requests for a story that is made up end with 404.
KNOWN = [
    "grand-egyptian-museum-opens-beside-the-pyramids",
    "louvre-jewel-theft-puts-museum-security-under-scrutiny",
    "notre-dame-of-paris-from-the-fire-to-the-bells",
]

# What stands in a line, or where a value of one should.
ODD = [None, True, -1, 1.5e300, "", "\u0000", "../up", "no id", [], {}, [["a"]], {"a": {"b": [None]}}]


def value(made_up):
    return made_up.choice([made_up.choice(ODD), "bulk-%d" % made_up.randrange(3)])


def event(made_up):
    given = {"text": "It rains", "date": made_up.choice(["2025-10", "Oct 2025", "never"]), "citations": [1]}
    if made_up.random() < 0.5:
        given[made_up.choice([*given, "unknown"])] = value(made_up)
    return given


def line(made_up):
    """A story that is right, one with something odd in it, or what is none."""
    story = {"id": "bulk-%d" % made_up.randrange(3), "title": "In bulk", "timeline": [event(made_up)]}
    fate = made_up.random()
    if fate < 0.4:
        story[made_up.choice([*story, "feeds", "url", "sections", "articles", "unknown"])] = value(made_up)
    elif fate < 0.6:
        return made_up.choice(["", "{", '{"title":', "\x00", json.dumps(value(made_up))])
    return json.dumps(story)


@schemathesis.serializer(NDJSON)
def lines(ctx, text):
    """The document has a text for the body of a bulk, and what is made up for it makes up the lines."""
    if not isinstance(text, str):
        return json.dumps(text).encode()
    if "{" in text:
        return text.encode(errors="replace")
    made_up = random.Random(text)
    return "\n".join(line(made_up) for _ in range(made_up.randrange(6))).encode()


def is_blank(value):
    if isinstance(value, list):
        return all(is_blank(each) for each in value)
    return isinstance(value, str) and not value.strip()


@schemathesis.hook
def filter_query(ctx, query):
    """A value that is blank says nothing, whatever the parameter takes, and so breaks nothing."""
    return not any(is_blank(value) for value in (query or {}).values())


@schemathesis.hook
def before_call(ctx, case, kwargs):
    """Where no broken request is meant, every second one is of a story that there is, without a condition."""
    made_up = case.path_parameters.get("id") if case.path_parameters else None
    is_valid = case.meta is not None and case.meta.generation.mode.is_positive
    if is_valid and isinstance(made_up, str) and len(made_up) % 2 == 0:
        case.path_parameters["id"] = known = KNOWN[len(made_up) // 2 % len(KNOWN)]
        for condition in ("If-Match", "If-None-Match"):
            case.headers.pop(condition, None)
        if isinstance(case.body, dict):
            case.body["id"] = known


@schemathesis.check
def every_line_fits_the_document(ctx, response, case):
    """Each line of a reply of lines is of the schema that the document gives for the type."""
    if NDJSON not in response.headers.get("content-type", [""])[0]:
        return
    document = case.operation.schema.raw_schema
    documented = document["paths"][case.operation.path][case.operation.method.lower()]
    schema = documented["responses"][str(response.status_code)]["content"][NDJSON]["schema"]
    validator = jsonschema_rs.validator_for({**schema, "components": document["components"]})
    for number, text in enumerate(response.text.splitlines(), 1):
        for error in validator.iter_errors(json.loads(text)):
            raise AssertionError(f"line {number}: {error.message}: {text[:200]}")
