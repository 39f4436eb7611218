# Copyright 2026 The CloudTik for Java authors
# SPDX-License-Identifier: Apache-2.0
"""Drives EC2 with boto3 from a network to instances and back, through every call that there is.

Reads from its input, as JSON, where to call and with which key. Ends with a status other than 0 at
the first thing that is not as it should be.
"""
import base64
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

given = json.load(sys.stdin)


def client(key, secret):
    return boto3.client(
        "ec2",
        endpoint_url=given["endpoint"],
        region_name=given["region"],
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        config=Config(retries={"max_attempts": 1}),
    )


ec2 = client(given["key"], given["secret"])
OFTEN = {"Delay": 0.1, "MaxAttempts": 600}


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as e:
        assert e.response["Error"]["Code"] == code, e
        assert e.response["ResponseMetadata"]["RequestId"], e
        return
    raise AssertionError(f"{call} was not refused with {code}")


def tags(kind, **values):
    return [
        {"ResourceType": kind, "Tags": [{"Key": k, "Value": v} for k, v in values.items()]}
    ]


def only(items):
    assert len(items) == 1, items
    return items[0]


def account():
    assert [r["RegionName"] for r in ec2.describe_regions()["Regions"]].count(given["region"]) == 1
    zones = ec2.describe_availability_zones()["AvailabilityZones"]
    assert len(zones) == 3, zones
    assert ec2.describe_account_attributes()["AccountAttributes"]
    types = ec2.describe_instance_types(InstanceTypes=["m6i.large", "g5.xlarge"])["InstanceTypes"]
    assert {t["VCpuInfo"]["DefaultVCpus"] for t in types} == {2, 4}, types
    pages = ec2.get_paginator("describe_instance_types").paginate(
        PaginationConfig={"PageSize": 5}
    )
    assert len([t for page in pages for t in page["InstanceTypes"]]) > 20
    offered = ec2.describe_instance_type_offerings(
        LocationType="availability-zone",
        Filters=[{"Name": "instance-type", "Values": ["g5.*"]}],
    )["InstanceTypeOfferings"]
    assert len(offered) == 2, offered
    prices = ec2.describe_spot_price_history(
        InstanceTypes=["m6i.large"], ProductDescriptions=["Linux/UNIX"]
    )["SpotPriceHistory"]
    assert len(prices) == 3 and float(prices[0]["SpotPrice"]) > 0, prices
    images = ec2.describe_images(
        Owners=["amazon"], Filters=[{"Name": "architecture", "Values": ["x86_64"]}]
    )["Images"]
    return zones[0]["ZoneName"], only(images)["ImageId"]


def network(zone):
    made = {}
    vpc = made["vpc"] = ec2.create_vpc(
        CidrBlock="10.8.0.0/16", TagSpecifications=tags("vpc", Name="life", ours="yes")
    )["Vpc"]["VpcId"]
    ec2.get_waiter("vpc_available").wait(VpcIds=[vpc], WaiterConfig=OFTEN)
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    answer = ec2.describe_vpc_attribute(VpcId=vpc, Attribute="enableDnsHostnames")
    assert answer["EnableDnsHostnames"]["Value"] is True
    subnet = made["subnet"] = ec2.create_subnet(
        VpcId=vpc, CidrBlock="10.8.0.0/24", AvailabilityZone=zone
    )["Subnet"]["SubnetId"]
    refused("InvalidSubnet.Conflict", ec2.create_subnet, VpcId=vpc, CidrBlock="10.8.0.128/25")
    ec2.modify_subnet_attribute(SubnetId=subnet, MapPublicIpOnLaunch={"Value": True})
    assert only(ec2.describe_subnets(SubnetIds=[subnet])["Subnets"])["MapPublicIpOnLaunch"]
    gateway = made["gateway"] = ec2.create_internet_gateway()["InternetGateway"][
        "InternetGatewayId"
    ]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    only(
        ec2.describe_internet_gateways(
            Filters=[{"Name": "attachment.vpc-id", "Values": [vpc]}]
        )["InternetGateways"]
    )
    address = made["address"] = ec2.allocate_address(Domain="vpc")["AllocationId"]
    nat = made["nat"] = ec2.create_nat_gateway(
        SubnetId=subnet, AllocationId=address, ClientToken="nat"
    )["NatGateway"]["NatGatewayId"]
    ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[nat], WaiterConfig=OFTEN)
    assert only(ec2.describe_addresses(AllocationIds=[address])["Addresses"])["AssociationId"]
    table = made["table"] = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.create_route(
        RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat
    )
    refused(
        "RouteAlreadyExists",
        ec2.create_route,
        RouteTableId=table,
        DestinationCidrBlock="0.0.0.0/0",
        GatewayId=gateway,
    )
    ec2.replace_route(
        RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway
    )
    association = ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)["AssociationId"]
    other = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    association = ec2.replace_route_table_association(
        AssociationId=association, RouteTableId=other
    )["NewAssociationId"]
    ec2.disassociate_route_table(AssociationId=association)
    ec2.delete_route_table(RouteTableId=other)
    made["association"] = ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)[
        "AssociationId"
    ]
    made["endpoint"] = ec2.create_vpc_endpoint(
        VpcId=vpc,
        ServiceName=f"com.amazonaws.{given['region']}.s3",
        ClientToken="endpoint",
    )["VpcEndpoint"]["VpcEndpointId"]
    ec2.modify_vpc_endpoint(VpcEndpointId=made["endpoint"], AddRouteTableIds=[table])
    endpoint = only(
        ec2.describe_vpc_endpoints(VpcEndpointIds=[made["endpoint"]])["VpcEndpoints"]
    )
    assert endpoint["RouteTableIds"] == [table], endpoint
    prefix = only(ec2.describe_prefix_lists()["PrefixLists"])["PrefixListId"]
    routes = only(ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"])["Routes"]
    assert prefix in [r.get("DestinationPrefixListId") for r in routes], routes
    return made


def groups(vpc):
    group = ec2.create_security_group(
        GroupName="life", Description="a group", VpcId=vpc
    )["GroupId"]
    refused(
        "InvalidGroup.Duplicate",
        ec2.create_security_group,
        GroupName="life",
        Description="again",
        VpcId=vpc,
    )
    inside = {
        "IpProtocol": "-1",
        "UserIdGroupPairs": [{"GroupId": group, "Description": "inside"}],
    }
    ssh = {
        "IpProtocol": "tcp",
        "FromPort": 22,
        "ToPort": 22,
        "IpRanges": [{"CidrIp": "192.0.2.0/24"}],
    }
    rules = ec2.authorize_security_group_ingress(
        GroupId=group, IpPermissions=[inside, ssh]
    )["SecurityGroupRules"]
    assert len(rules) == 2, rules
    refused(
        "InvalidPermission.Duplicate",
        ec2.authorize_security_group_ingress,
        GroupId=group,
        IpPermissions=[ssh],
    )
    https = {
        "IpProtocol": "tcp",
        "FromPort": 443,
        "ToPort": 443,
        "IpRanges": [{"CidrIp": "0.0.0.0/0"}],
    }
    ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[https])
    ec2.revoke_security_group_egress(GroupId=group, IpPermissions=[https])
    ec2.revoke_security_group_ingress(GroupId=group, IpPermissions=[ssh])
    shown = only(ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"])
    assert len(shown["IpPermissions"]) == 1, shown
    rules = ec2.describe_security_group_rules(
        Filters=[{"Name": "group-id", "Values": [group]}]
    )["SecurityGroupRules"]
    assert len(rules) == 2, rules
    return group


def small_things(made, zone):
    key = ec2.create_key_pair(KeyName="made")
    assert "PRIVATE KEY" in key["KeyMaterial"]
    refused("InvalidKeyPair.Duplicate", ec2.create_key_pair, KeyName="made")
    ec2.import_key_pair(KeyName="brought", PublicKeyMaterial=b"ssh-ed25519 AAAA someone")
    assert len(ec2.describe_key_pairs()["KeyPairs"]) == 2
    ec2.delete_key_pair(KeyName="made")
    ec2.create_placement_group(GroupName="near", Strategy="cluster")
    only(ec2.describe_placement_groups(GroupNames=["near"])["PlacementGroups"])
    volume = ec2.create_volume(AvailabilityZone=zone, Size=5, Encrypted=True)["VolumeId"]
    ec2.delete_volume(VolumeId=volume)
    own = ec2.create_network_interface(SubnetId=made["subnet"], Description="mine")[
        "NetworkInterface"
    ]["NetworkInterfaceId"]
    spare = ec2.allocate_address(Domain="vpc")["AllocationId"]
    association = ec2.associate_address(AllocationId=spare, NetworkInterfaceId=own)[
        "AssociationId"
    ]
    ec2.disassociate_address(AssociationId=association)
    ec2.release_address(AllocationId=spare)
    ec2.delete_network_interface(NetworkInterfaceId=own)
    ec2.create_tags(Resources=[made["vpc"]], Tags=[{"Key": "more", "Value": "1"}])
    ec2.delete_tags(Resources=[made["vpc"]], Tags=[{"Key": "ours"}])
    shown = ec2.describe_tags(Filters=[{"Name": "resource-id", "Values": [made["vpc"]]}])["Tags"]
    assert {t["Key"] for t in shown} == {"Name", "more"}, shown


def peering(vpc):
    other = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    id = ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=other)[
        "VpcPeeringConnection"
    ]["VpcPeeringConnectionId"]
    waiting = [{"Name": "status-code", "Values": ["pending-acceptance"]}]
    for _ in range(100_000):
        if ec2.describe_vpc_peering_connections(Filters=waiting)["VpcPeeringConnections"]:
            break
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=id)
    shown = ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[id])
    assert only(shown["VpcPeeringConnections"])["Status"]["Code"] == "active", shown
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=id)
    ec2.delete_vpc(VpcId=other)


def order(made, group, image, count):
    return dict(
        ImageId=image,
        InstanceType="m6i.large",
        MinCount=1,
        MaxCount=count,
        KeyName="brought",
        ClientToken=f"launch of {count}",
        UserData="#!/bin/sh\necho ready",
        Placement={"GroupName": "near"},
        NetworkInterfaces=[
            {
                "DeviceIndex": 0,
                "SubnetId": made["subnet"],
                "Groups": [group],
                "AssociatePublicIpAddress": True,
            }
        ],
        MetadataOptions={"HttpTokens": "required", "HttpPutResponseHopLimit": 1},
        BlockDeviceMappings=[
            {"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 16, "Encrypted": True}},
            {"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 100, "VolumeType": "gp3"}},
        ],
        TagSpecifications=tags("instance", Name="life") + tags("volume", Name="life"),
    )


def instances(made, group, image):
    wanted = order(made, group, image, 3)
    refused("DryRunOperation", ec2.run_instances, DryRun=True, **wanted)
    ids = [i["InstanceId"] for i in ec2.run_instances(**wanted)["Instances"]]
    again = [i["InstanceId"] for i in ec2.run_instances(**wanted)["Instances"]]
    assert len(ids) == 3 and ids == again, (ids, again)
    refused(
        "IdempotentParameterMismatch", ec2.run_instances, **{**wanted, "InstanceType": "m5.large"}
    )
    ec2.get_waiter("instance_running").wait(InstanceIds=ids, WaiterConfig=OFTEN)
    shown = only(ec2.describe_instances(InstanceIds=ids)["Reservations"])["Instances"]
    assert all(i["PrivateIpAddress"].startswith("10.8.0.") for i in shown), shown
    assert all(i["PublicIpAddress"] for i in shown), shown
    assert all(len(i["BlockDeviceMappings"]) == 2 for i in shown), shown
    data = ec2.describe_instance_attribute(InstanceId=ids[0], Attribute="userData")
    assert base64.b64decode(data["UserData"]["Value"]).startswith(b"#!/bin/sh")
    assert len(ec2.describe_volumes()["Volumes"]) == 6
    assert len(ec2.describe_network_interfaces()["NetworkInterfaces"]) == 4
    ec2.get_waiter("instance_status_ok").wait(InstanceIds=ids, WaiterConfig=OFTEN)
    assert "booted" in ec2.get_console_output(InstanceId=ids[0])["Output"]
    ec2.modify_instance_metadata_options(InstanceId=ids[0], HttpTokens="optional")
    ec2.modify_instance_attribute(InstanceId=ids[0], DisableApiTermination={"Value": True})
    refused("OperationNotPermitted", ec2.terminate_instances, InstanceIds=ids)
    ec2.modify_instance_attribute(InstanceId=ids[0], DisableApiTermination={"Value": False})
    ec2.stop_instances(InstanceIds=[ids[0]])
    ec2.get_waiter("instance_stopped").wait(InstanceIds=[ids[0]], WaiterConfig=OFTEN)
    ec2.start_instances(InstanceIds=[ids[0]])
    ec2.get_waiter("instance_running").wait(InstanceIds=[ids[0]], WaiterConfig=OFTEN)
    for call, argument, code in [
        (ec2.delete_subnet, {"SubnetId": made["subnet"]}, "DependencyViolation"),
        (ec2.delete_security_group, {"GroupId": group}, "DependencyViolation"),
        (ec2.delete_vpc, {"VpcId": made["vpc"]}, "DependencyViolation"),
        (ec2.delete_placement_group, {"GroupName": "near"}, "InvalidPlacementGroup.InUse"),
    ]:
        refused(code, call, **argument)
    spot = {**wanted, "MaxCount": 1, "ClientToken": "spot", "Placement": {}}
    spot["InstanceMarketOptions"] = {"MarketType": "spot"}
    taken = only(ec2.run_instances(**spot)["Instances"])
    assert taken["InstanceLifecycle"] == "spot", taken
    ids.append(taken["InstanceId"])
    request = only(ec2.describe_spot_instance_requests()["SpotInstanceRequests"])
    assert request["Status"]["Code"] == "fulfilled", request
    ec2.cancel_spot_instance_requests(
        SpotInstanceRequestIds=[request["SpotInstanceRequestId"]]
    )
    ec2.terminate_instances(InstanceIds=ids)
    ec2.get_waiter("instance_terminated").wait(InstanceIds=ids, WaiterConfig=OFTEN)


def delete(made, group):
    ec2.delete_placement_group(GroupName="near")
    ec2.delete_key_pair(KeyName="brought")
    ec2.delete_security_group(GroupId=group)
    assert not ec2.delete_vpc_endpoints(VpcEndpointIds=[made["endpoint"]])["Unsuccessful"]
    refused(
        "DependencyViolation",
        ec2.detach_internet_gateway,
        InternetGatewayId=made["gateway"],
        VpcId=made["vpc"],
    )
    ec2.delete_nat_gateway(NatGatewayId=made["nat"])
    ec2.get_waiter("nat_gateway_deleted").wait(NatGatewayIds=[made["nat"]], WaiterConfig=OFTEN)
    ec2.release_address(AllocationId=made["address"])
    refused("DependencyViolation", ec2.delete_route_table, RouteTableId=made["table"])
    ec2.delete_route(RouteTableId=made["table"], DestinationCidrBlock="0.0.0.0/0")
    ec2.disassociate_route_table(AssociationId=made["association"])
    ec2.delete_route_table(RouteTableId=made["table"])
    ec2.delete_subnet(SubnetId=made["subnet"])
    refused(
        "DependencyViolation", ec2.delete_internet_gateway, InternetGatewayId=made["gateway"]
    )
    ec2.detach_internet_gateway(InternetGatewayId=made["gateway"], VpcId=made["vpc"])
    ec2.delete_internet_gateway(InternetGatewayId=made["gateway"])
    ec2.delete_vpc(VpcId=made["vpc"])
    refused("InvalidVpcID.NotFound", ec2.describe_vpcs, VpcIds=[made["vpc"]])
    assert ec2.describe_vpcs()["Vpcs"] == []


refused("AuthFailure", client("AKIANOBODY", given["secret"]).describe_vpcs)
refused("SignatureDoesNotMatch", client(given["key"], "another").describe_vpcs)
zone, image = account()
made = network(zone)
group = groups(made["vpc"])
small_things(made, zone)
peering(made["vpc"])
instances(made, group, image)
delete(made, group)
print("all calls were answered as they should be")
