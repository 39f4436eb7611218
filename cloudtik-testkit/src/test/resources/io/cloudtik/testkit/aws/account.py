# Copyright 2026 The CloudTik for Java authors
# SPDX-License-Identifier: Apache-2.0
"""Drives S3, IAM, STS, Systems Manager, Service Quotas and the price list with boto3.

Reads from its input, as JSON, where they are and with which key. Each answer is compared with botocore's
model of its service as it came over the wire: a name that the model does not have, or a value that is
none of its type, is a problem. Prints the calls that were made as JSON; ends with a status other than 0
if there are problems.
"""
import io
import json
import re
import sys
import urllib.request
import xml.etree.ElementTree as ElementTree

import boto3
import botocore
from botocore.config import Config

given = json.load(sys.stdin)
problems = set()
made = {}


def plain(tag):
    return re.sub(r"^\{.*\}", "", tag)


def check_value(where, shape, text):
    kind = shape.type_name
    text = text or ""
    if kind == "boolean" and text not in ("true", "false"):
        problems.add(f"{where}: {text} is not a boolean")
    if kind in ("integer", "long") and not re.fullmatch(r"-?\d+", text):
        problems.add(f"{where}: {text} is not a number")
    if kind == "timestamp" and not re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", text):
        problems.add(f"{where}: {text} is not a time")
    values = shape.metadata.get("enum")
    if values and text not in values:
        problems.add(f"{where}: {text} is none of {values[:20]}")


def check_element(where, shape, element):
    if shape.type_name == "structure":
        known = {}
        for name, member in shape.members.items():
            flat = member.type_name == "list" and member.serialization.get("flattened")
            default = member.member.serialization.get("name", name) if flat else name
            known[member.serialization.get("name", default)] = member
        for child in element:
            name = plain(child.tag)
            if name not in known:
                problems.add(f"{where}: there is no {name}")
                continue
            member = known[name]
            if member.type_name == "list" and member.serialization.get("flattened"):
                member = member.member
            check_element(f"{where}.{name}", member, child)
    elif shape.type_name == "list":
        for child in element:
            expected = shape.member.serialization.get("name", "member")
            if plain(child.tag) != expected:
                problems.add(f"{where}: {plain(child.tag)} where {expected} is expected")
            check_element(f"{where}[]", shape.member, child)
    elif shape.type_name != "map":
        check_value(where, shape, element.text)


def check_json(where, shape, value):
    if shape.type_name == "structure":
        if not isinstance(value, dict):
            problems.add(f"{where}: {value} is no structure")
            return
        for name, inner in value.items():
            if name not in shape.members:
                problems.add(f"{where}: there is no {name}")
            else:
                check_json(f"{where}.{name}", shape.members[name], inner)
    elif shape.type_name == "list":
        for inner in value:
            check_json(f"{where}[]", shape.member, inner)
    elif shape.type_name == "string" and not isinstance(value, str):
        problems.add(f"{where}: {value} is no string")
    elif shape.type_name in ("integer", "long") and not isinstance(value, int):
        problems.add(f"{where}: {value} is no number")
    elif shape.type_name in ("double", "timestamp") and not isinstance(value, (int, float)):
        problems.add(f"{where}: {value} is no number")
    elif shape.type_name == "boolean" and not isinstance(value, bool):
        problems.add(f"{where}: {value} is no boolean")
    else:
        values = shape.metadata.get("enum")
        if values and value not in values:
            problems.add(f"{where}: {value} is none of {values[:20]}")


def check(http_response, parsed, model, **kwargs):
    service = model.service_model.endpoint_prefix
    service = {"api.pricing": "pricing"}.get(service, service)
    shape = model.output_shape
    if http_response.status_code >= 300:
        if "Error" not in parsed or not parsed["Error"].get("Code"):
            problems.add(f"{service} {model.name}: a refusal without a code")
        return
    made.setdefault(service, set()).add(model.name)
    if shape is None:
        return
    where = f"{service} {model.name}"
    protocol = model.service_model.protocol
    if protocol == "json":
        check_json(where, shape, json.loads(http_response.content))
        return
    if protocol == "query":
        root = ElementTree.fromstring(http_response.content)
        if root.tag != "{%s}%sResponse" % (model.service_model.metadata["xmlNamespace"], model.name):
            problems.add(f"{where}: the answer is a {root.tag}")
        wrapper = shape.serialization.get("resultWrapper")
        for child in root:
            if plain(child.tag) == wrapper:
                check_element(where, shape, child)
            elif plain(child.tag) != "ResponseMetadata":
                problems.add(f"{where}: there is no {plain(child.tag)}")
        return
    payload = shape.serialization.get("payload")
    if payload:
        shape = shape.members[payload]
        if shape.type_name != "structure":
            return
    has_body = any("location" not in each.serialization for each in shape.members.values())
    if model.name == "GetBucketLocation" or not has_body or not http_response.content:
        return
    check_element(where, shape, ElementTree.fromstring(http_response.content))


def client(service, key=None, region=None, **more):
    key = key or {"AccessKeyId": given["key"], "SecretAccessKey": given["secret"]}
    made_client = boto3.client(
        service,
        endpoint_url=given["endpoint"],
        region_name=region or given["region"],
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
        aws_session_token=key.get("SessionToken"),
        config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}, **more),
    )
    made_client.meta.events.register("after-call.*", check)
    return made_client


def refused(code, call, **parameters):
    try:
        call(**parameters)
    except botocore.exceptions.ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return
    raise AssertionError(f"{code} was expected")


def policy(action, resource="*", **more):
    statement = {"Effect": "Allow", "Action": action, **more}
    if resource:
        statement["Resource"] = resource
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


TRUST = policy("sts:AssumeRole", None, Principal={"Service": "ec2.amazonaws.com"})


def drive_s3():
    s3 = client("s3")
    bucket = {"Bucket": "a-bucket"}
    s3.create_bucket(**bucket, CreateBucketConfiguration={"LocationConstraint": given["region"]})
    refused(
        "BucketAlreadyOwnedByYou",
        s3.create_bucket,
        **bucket,
        CreateBucketConfiguration={"LocationConstraint": given["region"]},
    )
    s3.head_bucket(**bucket)
    assert s3.get_bucket_location(**bucket)["LocationConstraint"] == given["region"]
    assert [each["Name"] for each in s3.list_buckets()["Buckets"]] == ["a-bucket"]
    block = {name: True for name in s3.get_public_access_block(**bucket)["PublicAccessBlockConfiguration"]}
    assert len(block) == 4
    s3.put_public_access_block(**bucket, PublicAccessBlockConfiguration=block)
    s3.delete_public_access_block(**bucket)
    rules = s3.get_bucket_encryption(**bucket)["ServerSideEncryptionConfiguration"]
    s3.put_bucket_encryption(**bucket, ServerSideEncryptionConfiguration=rules)
    s3.delete_bucket_encryption(**bucket)
    s3.put_bucket_tagging(**bucket, Tagging={"TagSet": [{"Key": "a", "Value": "b c"}]})
    assert s3.get_bucket_tagging(**bucket)["TagSet"] == [{"Key": "a", "Value": "b c"}]
    s3.delete_bucket_tagging(**bucket)
    assert "Status" not in s3.get_bucket_versioning(**bucket)
    controls = s3.get_bucket_ownership_controls(**bucket)["OwnershipControls"]
    s3.put_bucket_ownership_controls(**bucket, OwnershipControls=controls)
    s3.delete_bucket_ownership_controls(**bucket)
    s3.put_bucket_lifecycle_configuration(
        **bucket,
        LifecycleConfiguration={
            "Rules": [{"ID": "x", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 1}}]
        },
    )
    assert s3.get_bucket_lifecycle_configuration(**bucket)["Rules"][0]["ID"] == "x"
    s3.delete_bucket_lifecycle(**bucket)
    text = policy("s3:GetObject", "arn:aws:s3:::a-bucket/*", Principal="*")
    s3.put_bucket_policy(**bucket, Policy=text)
    assert s3.get_bucket_policy(**bucket)["Policy"] == text
    assert s3.get_bucket_policy_status(**bucket)["PolicyStatus"]["IsPublic"]
    s3.delete_bucket_policy(**bucket)
    refused("NoSuchBucketPolicy", s3.get_bucket_policy, **bucket)
    drive_objects(s3, bucket)
    drive_versions(s3, bucket)
    s3.delete_bucket(**bucket)
    refused("NoSuchBucket", s3.list_objects_v2, **bucket)


def drive_objects(s3, bucket):
    keys = ["a b", "a+b", "ä%20/x", "z/1", "z/2"]
    for key in keys:
        s3.put_object(**bucket, Key=key, Body=key.encode(), Metadata={"m": "1"}, Tagging="t=1")
    refused("PreconditionFailed", s3.put_object, **bucket, Key="a b", Body=b"", IfNoneMatch="*")
    got = s3.get_object(**bucket, Key="a b")
    assert got["Body"].read() == b"a b" and got["Metadata"] == {"m": "1"}
    assert s3.head_object(**bucket, Key="a+b")["ContentLength"] == 3
    assert s3.get_object(**bucket, Key="z/1", Range="bytes=0-0")["Body"].read() == b"z"
    listed = s3.list_objects_v2(**bucket, Delimiter="/", MaxKeys=10)
    assert [each["Key"] for each in listed["Contents"]] == ["a b", "a+b"]
    assert [each["Prefix"] for each in listed["CommonPrefixes"]] == ["z/", "ä%20/"]
    pages = s3.get_paginator("list_objects_v2").paginate(**bucket, PaginationConfig={"PageSize": 2})
    assert sorted(each["Key"] for page in pages for each in page["Contents"]) == sorted(keys)
    pages = s3.get_paginator("list_objects").paginate(**bucket, PaginationConfig={"PageSize": 2})
    assert sorted(each["Key"] for page in pages for each in page["Contents"]) == sorted(keys)
    s3.copy_object(**bucket, Key="copy", CopySource={"Bucket": "a-bucket", "Key": "ä%20/x"})
    assert s3.get_object(**bucket, Key="copy")["Body"].read() == "ä%20/x".encode()
    assert s3.get_object_tagging(**bucket, Key="copy")["TagSet"] == [{"Key": "t", "Value": "1"}]
    s3.put_object_tagging(**bucket, Key="copy", Tagging={"TagSet": []})
    attributes = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"]
    told = s3.get_object_attributes(**bucket, Key="copy", ObjectAttributes=attributes)
    assert told["ObjectSize"] == 7
    refused("NotImplemented", s3.get_bucket_acl, **bucket)
    v4 = client("s3", signature_version="s3v4")
    url = v4.generate_presigned_url("get_object", Params={**bucket, "Key": "a b"}, ExpiresIn=60)
    assert urllib.request.urlopen(url).read() == b"a b"
    transfer = boto3.s3.transfer.TransferConfig(multipart_threshold=5 << 20, multipart_chunksize=5 << 20)
    large = b"0123456789" * (1 << 20)
    s3.upload_fileobj(io.BytesIO(large), "a-bucket", "large", Config=transfer)
    assert s3.get_object(**bucket, Key="large")["Body"].read() == large
    upload = s3.create_multipart_upload(**bucket, Key="parts")["UploadId"]
    part = {**bucket, "Key": "parts", "UploadId": upload}
    s3.upload_part(**part, PartNumber=1, Body=b"x")
    s3.upload_part_copy(**part, PartNumber=2, CopySource="a-bucket/copy")
    assert len(s3.list_parts(**part)["Parts"]) == 2
    assert len(s3.list_multipart_uploads(**bucket)["Uploads"]) == 1
    s3.abort_multipart_upload(**part)
    refused("NoSuchUpload", s3.list_parts, **part)
    s3.delete_object(**bucket, Key="large")
    gone = s3.delete_objects(
        **bucket, Delete={"Objects": [{"Key": key} for key in keys + ["copy", "never"]]}
    )
    assert len(gone["Deleted"]) == 7


def drive_versions(s3, bucket):
    s3.put_object(**bucket, Key="v", Body=b"0")
    s3.put_bucket_versioning(**bucket, VersioningConfiguration={"Status": "Enabled"})
    first = s3.put_object(**bucket, Key="v", Body=b"1")["VersionId"]
    second = s3.put_object(**bucket, Key="v", Body=b"2")["VersionId"]
    assert s3.get_object(**bucket, Key="v")["Body"].read() == b"2"
    assert s3.get_object(**bucket, Key="v", VersionId=first)["Body"].read() == b"1"
    assert s3.get_object(**bucket, Key="v", VersionId="null")["Body"].read() == b"0"
    assert s3.delete_object(**bucket, Key="v")["DeleteMarker"]
    refused("NoSuchKey", s3.get_object, **bucket, Key="v")
    assert "Contents" not in s3.list_objects_v2(**bucket)
    refused("BucketNotEmpty", s3.delete_bucket, **bucket)
    pages = list(s3.get_paginator("list_object_versions").paginate(**bucket, PaginationConfig={"PageSize": 1}))
    markers = [each for page in pages for each in page.get("DeleteMarkers", [])]
    versions = [each for page in pages for each in page.get("Versions", [])]
    assert [each["VersionId"] for each in versions] == [second, first, "null"]
    assert len(markers) == 1 and markers[0]["IsLatest"]
    s3.delete_object(**bucket, Key="v", VersionId=markers[0]["VersionId"])
    assert s3.get_object(**bucket, Key="v")["Body"].read() == b"2"
    every = [{"Key": "v", "VersionId": each["VersionId"]} for each in versions]
    assert len(s3.delete_objects(**bucket, Delete={"Objects": every})["Deleted"]) == 3
    s3.put_bucket_versioning(**bucket, VersioningConfiguration={"Status": "Suspended"})
    assert s3.get_bucket_versioning(**bucket)["Status"] == "Suspended"
    assert s3.delete_object(**bucket, Key="v")["VersionId"] == "null"
    s3.delete_object(**bucket, Key="v", VersionId="null")
    refused("AccessDenied", s3.list_objects_v2, **bucket, ExpectedBucketOwner="999999999999")


def drive_iam():
    iam = client("iam", region="us-east-1")
    role = {"RoleName": "a-role"}
    iam.create_role(
        **role, AssumeRolePolicyDocument=TRUST, Description="x", Tags=[{"Key": "a", "Value": "b"}]
    )
    assert iam.get_role(**role)["Role"]["AssumeRolePolicyDocument"] == json.loads(TRUST)
    iam.update_role(**role, Description="y")
    iam.update_assume_role_policy(**role, PolicyDocument=TRUST)
    assert len(iam.list_roles()["Roles"]) == 1
    iam.tag_role(**role, Tags=[{"Key": "c", "Value": "d"}])
    iam.untag_role(**role, TagKeys=["a"])
    assert iam.list_role_tags(**role)["Tags"] == [{"Key": "c", "Value": "d"}]
    given_policy = iam.create_policy(
        PolicyName="a-policy",
        PolicyDocument=policy("s3:*"),
        Description="x",
        Tags=[{"Key": "a", "Value": "b"}],
    )
    arn = given_policy["Policy"]["Arn"]
    iam.get_policy(PolicyArn=arn)
    version = iam.get_policy_version(PolicyArn=arn, VersionId="v1")["PolicyVersion"]
    assert version["Document"] == json.loads(policy("s3:*"))
    assert len(iam.list_policies(Scope="Local")["Policies"]) == 1
    drive_attached(iam, "role", role, arn)
    profile = {"InstanceProfileName": "a-profile"}
    iam.create_instance_profile(**profile, Tags=[{"Key": "a", "Value": "b"}])
    iam.tag_instance_profile(**profile, Tags=[{"Key": "c", "Value": "d"}])
    iam.untag_instance_profile(**profile, TagKeys=["a"])
    iam.list_instance_profile_tags(**profile)
    iam.add_role_to_instance_profile(**profile, **role)
    assert len(iam.get_instance_profile(**profile)["InstanceProfile"]["Roles"]) == 1
    iam.list_instance_profiles()
    iam.list_instance_profiles_for_role(**role)
    refused("DeleteConflict", iam.delete_role, **role)
    iam.remove_role_from_instance_profile(**profile, **role)
    iam.delete_instance_profile(**profile)
    iam.delete_role(**role)
    iam.create_service_linked_role(AWSServiceName="spot.amazonaws.com")
    user = {"UserName": "a-user"}
    iam.create_user(**user, Tags=[{"Key": "a", "Value": "b"}])
    iam.get_user(**user)
    iam.list_users()
    iam.tag_user(**user, Tags=[{"Key": "c", "Value": "d"}])
    drive_attached(iam, "user", user, arn)
    iam.put_user_policy(**user, PolicyName="p", PolicyDocument=policy("*"))
    simulated = iam.simulate_principal_policy(
        PolicySourceArn=iam.get_user(**user)["User"]["Arn"], ActionNames=["ec2:RunInstances"]
    )
    assert simulated["EvaluationResults"][0]["EvalDecision"] == "allowed"
    key = iam.create_access_key(**user)["AccessKey"]
    other = iam.create_access_key(**user)["AccessKey"]
    assert len(iam.list_access_keys(**user)["AccessKeyMetadata"]) == 2
    drive_sts(iam, key)
    iam.update_access_key(**user, AccessKeyId=other["AccessKeyId"], Status="Inactive")
    refused("InvalidClientTokenId", client("sts", other).get_caller_identity)
    iam.delete_access_key(**user, AccessKeyId=key["AccessKeyId"])
    iam.delete_user_policy(**user, PolicyName="p")
    iam.delete_user(**user)
    iam.delete_policy(PolicyArn=arn)


def drive_attached(iam, kind, identity, arn):
    getattr(iam, f"put_{kind}_policy")(**identity, PolicyName="p", PolicyDocument=policy("ec2:*"))
    read = getattr(iam, f"get_{kind}_policy")(**identity, PolicyName="p")
    assert read["PolicyDocument"] == json.loads(policy("ec2:*"))
    assert getattr(iam, f"list_{kind}_policies")(**identity)["PolicyNames"] == ["p"]
    getattr(iam, f"delete_{kind}_policy")(**identity, PolicyName="p")
    getattr(iam, f"attach_{kind}_policy")(**identity, PolicyArn=arn)
    assert len(getattr(iam, f"list_attached_{kind}_policies")(**identity)["AttachedPolicies"]) == 1
    getattr(iam, f"detach_{kind}_policy")(**identity, PolicyArn=arn)
    getattr(iam, f"put_{kind}_permissions_boundary")(**identity, PermissionsBoundary=arn)
    getattr(iam, f"delete_{kind}_permissions_boundary")(**identity)


def drive_sts(iam, key):
    sts = client("sts", key)
    assert sts.get_caller_identity()["Arn"].endswith(":user/a-user")
    session = sts.get_session_token(DurationSeconds=900)["Credentials"]
    assert client("sts", session).get_caller_identity()["Arn"].endswith(":user/a-user")
    trust = policy("sts:AssumeRole", None, Principal={"AWS": sts.get_caller_identity()["Account"]})
    made_role = iam.create_role(RoleName="taken", AssumeRolePolicyDocument=trust)["Role"]
    taken = None
    for _ in range(100):
        try:
            taken = sts.assume_role(RoleArn=made_role["Arn"], RoleSessionName="here")
            break
        except botocore.exceptions.ClientError as error:
            assert error.response["Error"]["Code"] == "AccessDenied", error
    assert taken["AssumedRoleUser"]["Arn"].endswith(":assumed-role/taken/here")
    refused("AccessDenied", client("s3", taken["Credentials"]).list_buckets)
    iam.delete_role(RoleName="taken")


def drive_lookups():
    ssm = client("ssm")
    name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
    image = ssm.get_parameter(Name=name)["Parameter"]["Value"]
    assert image.startswith("ami-")
    assert ssm.get_parameters(Names=[name, "/none"])["InvalidParameters"] == ["/none"]
    ssm.get_parameters_by_path(Path="/aws/service/ami-amazon-linux-latest")
    refused("ParameterNotFound", ssm.get_parameter, Name="/none")
    quotas = client("service-quotas")
    quotas.get_service_quota(ServiceCode="ec2", QuotaCode="L-1216C47A")
    quotas.list_service_quotas(ServiceCode="vpc", MaxResults=2)
    refused("NoSuchResourceException", quotas.get_service_quota, ServiceCode="ec2", QuotaCode="L-X")
    pricing = client("pricing", region="us-east-1")
    products = pricing.get_products(
        ServiceCode="AmazonEC2",
        Filters=[{"Type": "TERM_MATCH", "Field": "instanceType", "Value": "m6i.large"}],
    )["PriceList"]
    assert {json.loads(each)["product"]["attributes"]["vcpu"] for each in products} == {"2"}


drive_s3()
drive_iam()
drive_lookups()
print(json.dumps({service: sorted(calls) for service, calls in made.items()}))
for problem in sorted(problems):
    print(problem)
sys.exit(1 if problems else 0)
