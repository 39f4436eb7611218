/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.FailureScope;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.provider.aws.AwsCalls;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.provider.aws.AwsOptions;
import io.cloudtik.provider.aws.CallFamily;
import io.cloudtik.provider.aws.ServiceQuota;
import io.cloudtik.spi.provider.ProviderContext;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What all resources of one workspace share. Thread-safe. */
final class Scope {
  /** The tag with the name of the workspace. */
  static final String WORKSPACE = "cloudtik-workspace";

  /** The tag with the id of the resource in the workspace. */
  static final String RESOURCE = "cloudtik-resource";

  private final ProviderContext context;
  private final AwsOptions options;
  private final AwsClients clients;
  private final AwsCalls calls;

  Scope(ProviderContext context, AwsOptions options, AwsClients clients, AwsCalls calls) {
    this.context = context;
    this.options = options;
    this.clients = clients;
    this.calls = calls;
  }

  String workspace() {
    return context.workspace();
  }

  boolean onHead() {
    return context.onHead();
  }

  Clock clock() {
    return context.clock();
  }

  AwsOptions options() {
    return options;
  }

  ServiceQuota quotas() {
    return new ServiceQuota(clients, calls);
  }

  AwsClients clients() {
    return clients;
  }

  /** Returns the name of a resource, which people see. */
  String name(String id) {
    return "cloudtik-" + workspace() + "-" + id;
  }

  <T> T read(String call, String target, Supplier<T> body) {
    return calls.call(CallFamily.EC2_READ, call, target, body);
  }

  <T> T change(String call, String target, Supplier<T> body) {
    return calls.call(CallFamily.EC2_CHANGE, call, target, body);
  }

  <T> T iam(String call, String target, Supplier<T> body) {
    return calls.call(CallFamily.IAM, call, target, body);
  }

  <T> T s3(String call, String target, Supplier<T> body) {
    return calls.call(CallFamily.S3, call, target, body);
  }

  <T> T other(String call, String target, Supplier<T> body) {
    return calls.call(CallFamily.OTHER, call, target, body);
  }

  /** Returns the tags of a resource: the library's and the user's. */
  Map<String, String> tags(String id) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("Name", name(id));
    tags.put(WORKSPACE, workspace());
    tags.put(RESOURCE, id);
    tags.putAll(options.tags());
    return tags;
  }

  TagSpecification tagged(ResourceType type, String id) {
    return TagSpecification.builder().resourceType(type).tags(ec2Tags(tags(id))).build();
  }

  private static List<Tag> ec2Tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  /** Returns the filter for what was made for this workspace. */
  Filter ours() {
    return filter("tag:" + WORKSPACE, workspace());
  }

  static Filter filter(String name, String... values) {
    return Filter.builder().name(name).values(values).build();
  }

  static String value(List<Tag> tags, String key) {
    return tags.stream().filter(it -> key.equals(it.key())).map(Tag::value).findFirst().orElse("");
  }

  /** Returns a refusal of the provider's own. */
  ProviderException refusal(FailureKind kind, String message, String remedy) {
    return new ProviderException(
        "aws",
        ProviderFailure.builder()
            .kind(kind)
            .message(message)
            .scope(FailureScope.builder().region(options.region()).build())
            .remedy(remedy)
            .build(),
        null);
  }

  static boolean isKind(ProviderException e, FailureKind kind) {
    return e.failure().filter(it -> it.kind() == kind).isPresent();
  }

  static boolean hasCode(ProviderException e, String... codes) {
    String code = e.failure().flatMap(it -> it.code()).orElse("");
    return List.of(codes).contains(code);
  }
}
