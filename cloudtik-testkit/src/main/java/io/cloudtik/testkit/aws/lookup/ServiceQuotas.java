/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.lookup;

import com.google.gson.JsonObject;
import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.cloud.ThingKind;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Quotas of EC2 and of its networks, as the simulated cloud keeps them: it counts the CPUs of all
 * families together. See <i>Amazon EC2 service quotas</i> and <i>Amazon VPC quotas</i> of their
 * user guides. Thread-safe.
 */
public final class ServiceQuotas extends JsonService {
  private static final int MOST_LISTED = 100;

  /** What is said where the cloud keeps no quota. */
  private static final int AMPLE = 100_000;

  private final List<Quota> quotas;

  /** Makes the service. */
  public ServiceQuotas(AwsPlace place) {
    super("servicequotas", "ServiceQuotasV20190624", "IllegalArgumentException", place);
    quotas =
        List.of(
            cpus(
                "L-1216C47A",
                "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances",
                false),
            cpus(
                "L-34B43A08",
                "All Standard (A, C, D, H, I, M, R, T, Z) Spot Instance Requests",
                true),
            cpus("L-DB2E81BA", "Running On-Demand G and VT instances", false),
            cpus("L-3819A6DF", "All G and VT Spot Instance Requests", true),
            cpus("L-417A185B", "Running On-Demand P instances", false),
            cpus("L-7212CCBC", "All P4, P3 and P2 Spot Instance Requests", true),
            things("ec2", "L-0263D0A3", "EC2-VPC Elastic IPs", ThingKind.ADDRESS),
            things("vpc", "L-F678F1CE", "VPCs per Region", ThingKind.NETWORK),
            things("vpc", "L-A4707A72", "Internet gateways per Region", ThingKind.INTERNET_GATEWAY),
            things(
                "vpc", "L-FE5A380F", "NAT gateways per Availability Zone", ThingKind.NAT_GATEWAY),
            things(
                "vpc",
                "L-1B52E74A",
                "Gateway VPC endpoints per Region",
                ThingKind.STORAGE_ENDPOINT),
            things("vpc", "L-E79EC296", "VPC security groups per Region", ThingKind.FIREWALL),
            new Quota(
                "vpc", "L-0EA8095F", "Inbound or outbound rules per security group", () -> 60));
    add("GetServiceQuota", this::get);
    add("ListServiceQuotas", this::list);
  }

  private record Quota(String service, String code, String name, IntSupplier value) {}

  private Quota cpus(String code, String name, boolean spot) {
    return new Quota("ec2", code, name, () -> place().cloud().machines().cpusAllowed(spot));
  }

  private Quota things(String service, String code, String name, ThingKind kind) {
    return new Quota(service, code, name, () -> place().cloud().things().most(kind));
  }

  private JsonObject json(Quota quota) {
    int value = quota.value().getAsInt();
    JsonObject json = new JsonObject();
    json.addProperty("ServiceCode", quota.service());
    json.addProperty(
        "ServiceName",
        quota.service().equals("ec2")
            ? "Amazon Elastic Compute Cloud (Amazon EC2)"
            : "Amazon Virtual Private Cloud (Amazon VPC)");
    json.addProperty("QuotaArn", arn(quota.service(), quota.code()));
    json.addProperty("QuotaCode", quota.code());
    json.addProperty("QuotaName", quota.name());
    json.addProperty("Value", (double) (value == Integer.MAX_VALUE ? AMPLE : value));
    json.addProperty("Unit", "None");
    json.addProperty("Adjustable", true);
    json.addProperty("GlobalQuota", false);
    return json;
  }

  private String arn(String service, String code) {
    return "arn:aws:servicequotas:%s:%s:%s/%s"
        .formatted(place().region(), place().account(), service, code);
  }

  private JsonObject get(JsonCall call) {
    String service = call.required("ServiceCode");
    String code = call.required("QuotaCode");
    call.may(arn(service, code));
    JsonObject answer = new JsonObject();
    answer.add(
        "Quota",
        quotas.stream()
            .filter(quota -> quota.service().equals(service) && quota.code().equals(code))
            .map(this::json)
            .findFirst()
            .orElseThrow(ServiceQuotas::none));
    return answer;
  }

  private JsonObject list(JsonCall call) {
    String service = call.required("ServiceCode");
    call.may("*");
    List<JsonObject> found =
        quotas.stream()
            .filter(
                quota ->
                    quota.service().equals(service)
                        && (call.text("QuotaCode").isEmpty()
                            || call.text("QuotaCode").equals(quota.code())))
            .map(this::json)
            .toList();
    if (found.isEmpty()) {
      throw none();
    }
    return Page.of(call, "Quotas", found, MOST_LISTED, "InvalidPaginationTokenException");
  }

  private static AwsRefusal none() {
    return new AwsRefusal(
        400,
        "NoSuchResourceException",
        "The request failed because the specified quota does not exist.");
  }
}
