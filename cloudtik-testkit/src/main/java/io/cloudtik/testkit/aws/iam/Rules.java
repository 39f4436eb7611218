/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import io.cloudtik.error.ProviderException;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.policy.PolicyDocument;
import io.cloudtik.testkit.cloud.ThingKind;
import io.cloudtik.testkit.cloud.ThingOrder;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What IAM refuses whatever it is asked to do (IAM User Guide, "IAM and AWS STS quotas"). */
final class Rules {
  private static final int MOST_TAGS = 50;
  private static final int LONGEST_TAG = 128;
  private static final int LONGEST_NAME = 64;
  private static final int MOST_IN_LIST = 1000;
  private static final int IN_LIST = 100;

  private final Identities identities;

  Rules(Identities identities) {
    this.identities = identities;
  }

  static AwsRefusal noSuchEntity(String message) {
    return new AwsRefusal(404, "NoSuchEntity", message);
  }

  static AwsRefusal alreadyExists(String message) {
    return new AwsRefusal(409, "EntityAlreadyExists", message);
  }

  static AwsRefusal deleteConflict(String message) {
    return new AwsRefusal(409, "DeleteConflict", message);
  }

  static AwsRefusal limitExceeded(String quota, int most) {
    return new AwsRefusal(
        409, "LimitExceeded", "Cannot exceed quota for %s: %d".formatted(quota, most));
  }

  Identity role(QueryCall call) {
    String name = call.required("RoleName");
    Identity role = identities.role(name);
    if (role == null) {
      throw noSuchEntity("The role with name %s cannot be found.".formatted(name));
    }
    return role;
  }

  Identity user(QueryCall call) {
    String name =
        call.text("UserName").isEmpty() ? call.caller().identity() : call.text("UserName");
    Identity user = identities.users().get(name);
    if (user == null) {
      throw noSuchEntity("The user with name %s cannot be found.".formatted(name));
    }
    return user;
  }

  InstanceProfile profile(QueryCall call) {
    String name = call.required("InstanceProfileName");
    InstanceProfile profile = identities.profile(name);
    if (profile == null) {
      throw noSuchEntity("Instance Profile %s cannot be found.".formatted(name));
    }
    return profile;
  }

  ManagedPolicy policy(String arn) {
    ManagedPolicy policy = identities.policies().get(arn);
    if (policy == null) {
      throw noSuchEntity("Policy %s does not exist or is not attachable.".formatted(arn));
    }
    return policy;
  }

  static String name(QueryCall call, String parameter, int longest) {
    String name = call.required(parameter);
    if (!name.matches("[\\w+=,.@-]+")) {
      throw QueryCall.invalid(
          "The specified value for %s is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-"
              .formatted(Character.toLowerCase(parameter.charAt(0)) + parameter.substring(1)));
    }
    if (name.length() > longest) {
      throw QueryCall.invalid(
          "1 validation error detected: Value at '%s' failed to satisfy constraint: Member must have length less than or equal to %d"
              .formatted(parameter, longest));
    }
    return name;
  }

  static String name(QueryCall call, String parameter) {
    return name(call, parameter, LONGEST_NAME);
  }

  static String path(QueryCall call) {
    String path = call.text("Path").isEmpty() ? "/" : call.text("Path");
    if (!path.matches("/([!-~]+/)?")) {
      throw QueryCall.invalid(
          "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.");
    }
    return path;
  }

  static Map<String, String> tags(QueryCall call, Map<String, String> already) {
    Map<String, String> tags = new TreeMap<>(already);
    tags.putAll(call.tags());
    if (tags.size() > MOST_TAGS) {
      throw limitExceeded("TagsPerResource", MOST_TAGS);
    }
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      if (tag.getKey().length() > LONGEST_TAG
          || !tag.getKey().matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+")
          || !tag.getValue().matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}")
          || tag.getKey().startsWith("aws:")) {
        throw QueryCall.invalid("The tag %s is invalid.".formatted(tag.getKey()));
      }
    }
    return tags;
  }

  /** Reads a policy, or refuses it in AWS's words. */
  static PolicyDocument read(String text, Function<String, PolicyDocument> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new AwsRefusal(400, "MalformedPolicyDocument", String.valueOf(e.getMessage()));
    }
  }

  /** Makes what stands for it in the cloud, which may be full. */
  void order(ThingKind kind, String name, Map<String, String> tags, String quota) {
    try {
      var unused =
          identities
              .cloud()
              .things()
              .order(new ThingOrder(kind, name, "", tags, Map.of(), Set.of()));
    } catch (ProviderException e) {
      if (e.failure().filter(f -> f.kind() == io.cloudtik.error.FailureKind.QUOTA).isPresent()) {
        throw limitExceeded(quota, identities.cloud().things().most(kind));
      }
      throw e;
    }
  }

  void remove(ThingKind kind, String name) {
    identities
        .cloud()
        .things()
        .find(kind, name)
        .ifPresent(thing -> identities.cloud().things().remove(thing.id()));
  }

  void relabel(ThingKind kind, String name, Map<String, String> tags) {
    identities
        .cloud()
        .things()
        .find(kind, name)
        .ifPresent(thing -> identities.cloud().things().relabel(thing.id(), tags));
  }

  static String date(Instant at) {
    return DateTimeFormatter.ISO_INSTANT.format(at.truncatedTo(ChronoUnit.SECONDS));
  }

  static void writeTags(QueryCall call, Map<String, String> tags) {
    call.xml().open("Tags");
    tags.forEach(
        (key, value) -> call.xml().open("member").add("Key", key).add("Value", value).close());
    call.xml().close();
  }

  /** Writes a page of what there is, by name. */
  static <T> void page(
      QueryCall call, String element, Map<String, T> all, java.util.function.Consumer<T> writer) {
    int most = call.number("MaxItems", IN_LIST, 1, MOST_IN_LIST);
    String marker = call.text("Marker");
    String last = "";
    int written = 0;
    boolean isTruncated = false;
    call.xml().open(element);
    for (Map.Entry<String, T> each : new TreeMap<>(all).entrySet()) {
      if (!marker.isEmpty() && each.getKey().compareTo(marker) <= 0) {
        continue;
      }
      if (written == most) {
        isTruncated = true;
        break;
      }
      writer.accept(each.getValue());
      last = each.getKey();
      written++;
    }
    call.xml().close().add("IsTruncated", isTruncated);
    if (isTruncated) {
      call.xml().add("Marker", last);
    }
  }
}
