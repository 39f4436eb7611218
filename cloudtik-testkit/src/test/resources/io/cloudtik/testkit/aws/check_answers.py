# Copyright 2026 The CloudTik for Java authors
# SPDX-License-Identifier: Apache-2.0
"""Compares calls of EC2 and their answers with botocore's model of the service.

Reads one call in each line of its input, as JSON: its parameters and the XML that was answered. Prints
each name that the model does not have where it was found, and each value that is none of its type;
ends with a status other than 0 if there are any.
"""
import json
import re
import sys
import xml.etree.ElementTree as ElementTree

import botocore.session

SPACE = "{http://ec2.amazonaws.com/doc/2016-11-15/}"
model = botocore.session.get_session().get_service_model("ec2", api_version="2016-11-15")
problems = set()

# What the API says, as the examples of its reference show, whatever is in its model.
SAID = {
    ("State", "pending"),
    ("State", "available"),
    ("State", "deleting"),
    ("AttachmentStatus", "available"),
    ("NetworkInterfaceType", "nat_gateway"),
}


def plain(tag):
    if not tag.startswith(SPACE):
        problems.add(f"{tag} is not in the namespace")
    return tag.replace(SPACE, "")


def check_value(where, shape, text):
    kind = shape.type_name
    if kind == "boolean" and text not in ("true", "false"):
        problems.add(f"{where}: {text} is not a boolean")
    if kind in ("integer", "long") and not re.fullmatch(r"-?\d+", text or ""):
        problems.add(f"{where}: {text} is not a number")
    if kind == "timestamp" and not re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", text or ""):
        problems.add(f"{where}: {text} is not a time")
    values = shape.metadata.get("enum")
    if values and text not in values and (shape.name, text) not in SAID:
        problems.add(f"{where}: {text} is none of {values[:20]} of {shape.name}")


def check_element(where, shape, element):
    if shape.type_name == "structure":
        known = {}
        for name, member in shape.members.items():
            known[member.serialization.get("name", name)] = member
        for child in element:
            name = plain(child.tag)
            if name not in known:
                problems.add(f"{where}: there is no {name}")
            else:
                check_element(f"{where}.{name}", known[name], child)
    elif shape.type_name == "list":
        item = shape.member.serialization.get("name", "member")
        for child in element:
            if plain(child.tag) != item:
                problems.add(f"{where}: has {child.tag} instead of {item}")
            else:
                check_element(f"{where}[]", shape.member, child)
    else:
        if len(element):
            problems.add(f"{where}: is a {shape.type_name} and has elements")
        check_value(where, shape, element.text)


def check_parameter(action, shape, parts):
    at = shape
    for part in parts:
        if at.type_name == "list":
            if not part.isdigit():
                problems.add(f"{action}: {'.'.join(parts)} is no list at {part}")
                return
            at = at.member
            continue
        if at.type_name != "structure":
            problems.add(f"{action}: {'.'.join(parts)} goes on after {part}")
            return
        found = None
        for name, member in at.members.items():
            wire = member.serialization.get("queryName")
            if not wire:
                wire = member.serialization.get("name", name)
                wire = wire[0].upper() + wire[1:]
            if wire == part:
                found = member
        if found is None:
            problems.add(f"{action}: there is no parameter {'.'.join(parts)}")
            return
        at = found


calls = 0
for line in sys.stdin:
    call = json.loads(line)
    calls += 1
    action = call["parameters"].get("Action", "")
    operation = model.operation_model(action)
    for name in call["parameters"]:
        if name not in ("Action", "Version"):
            check_parameter(action, operation.input_shape, name.split("."))
    root = ElementTree.fromstring(call["answer"])
    if plain(root.tag) != action + "Response":
        problems.add(f"{action}: is answered with {root.tag}")
    for child in list(root):
        if plain(child.tag) == "requestId":
            root.remove(child)
    if operation.output_shape is None:
        # What has nothing to answer says only that it was done.
        if [plain(child.tag) for child in root] not in ([], ["return"]):
            problems.add(f"{action}: has nothing to answer")
    else:
        ok = [child for child in root if plain(child.tag) == "return"]
        if ok and "Return" not in operation.output_shape.members:
            for child in ok:
                root.remove(child)
        check_element(action, operation.output_shape, root)

print(f"{calls} calls, {len(problems)} problems")
for problem in sorted(problems):
    print(problem)
sys.exit(1 if problems or not calls else 0)
