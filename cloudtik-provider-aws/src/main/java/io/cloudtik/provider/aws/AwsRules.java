/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.provider.aws.machine.Architecture;
import io.cloudtik.provider.aws.machine.ImageSystem;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.SpecRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds all that is wrong with the options of {@link Aws} without asking anybody. */
final class AwsRules {
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]+");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PROFILE = Pattern.compile("[A-Za-z0-9+=,.@_-]{1,128}");
  private static final Pattern POLICY = Pattern.compile("arn:aws[a-z-]*:iam::[a-z0-9]*:policy/.+");
  private static final String RESERVED_TAG = "(?i)(aws:|cloudtik-).*|Name";
  private static final int MOST_ZONES = 6;
  // AWS takes 50 tags; the library needs ten of them.
  private static final int MOST_TAGS = 40;
  private static final Map<String, String> IDS =
      Map.of(
          AwsOptions.NETWORK, "vpc",
          AwsOptions.PEER, "vpc",
          AwsOptions.PRIVATE_SUBNETS, "subnet",
          AwsOptions.PUBLIC_SUBNETS, "subnet",
          AwsOptions.BROUGHT_NAT, "nat",
          AwsOptions.STORAGE_ENDPOINT, "vpce",
          AwsOptions.SECURITY_GROUP, "sg",
          AwsOptions.IMAGE, "ami");
  private static final int LARGEST_DISK = 16_384;

  /** {@code /dev/sdf} to {@code /dev/sdp}: <i>Device names for volumes on EC2 instances</i>. */
  private static final int MOST_DATA_VOLUMES = 11;

  private static final Set<String> KNOWN =
      Set.of(
          AwsOptions.REGION,
          AwsOptions.ENDPOINT,
          AwsOptions.ZONES,
          AwsOptions.ZONE_COUNT,
          AwsOptions.CIDR,
          AwsOptions.NAT,
          AwsOptions.PRIVATE,
          AwsOptions.SSH_FROM,
          AwsOptions.HEAD_PROFILE,
          AwsOptions.WORKER_PROFILE,
          AwsOptions.BOUNDARY,
          AwsOptions.BUCKET,
          AwsOptions.SIGNED_BOOT,
          AwsOptions.IGNORE_REBALANCE,
          AwsOptions.KEY_PAIR,
          AwsOptions.ROOT_DISK,
          AwsOptions.DATA_VOLUMES,
          AwsOptions.DATA_VOLUME,
          AwsOptions.SYSTEM,
          AwsOptions.USER,
          AwsOptions.ARCHITECTURE,
          AwsOptions.PLACEMENT_GROUP);

  private final AwsOptions options;
  private final List<String> problems = new ArrayList<>();

  private AwsRules(AwsOptions options) {
    this.options = options;
  }

  static List<String> problems(AwsOptions options) {
    AwsRules rules = new AwsRules(options);
    rules.known();
    rules.place();
    rules.ids();
    rules.blocks();
    rules.together();
    rules.names();
    return rules.problems;
  }

  private void expect(boolean good, String path, String expected, String actual) {
    if (!good) {
      problems.add(
          "provider.%s: expected %s, got %s".formatted(path, expected, Names.quoted(actual)));
    }
  }

  private void known() {
    for (String key : options.all().keySet()) {
      expect(
          KNOWN.contains(key) || IDS.containsKey(key) || key.startsWith(AwsOptions.TAG),
          key,
          "an option of this version of the AWS provider",
          options.text(key));
    }
  }

  private void place() {
    String region = options.region();
    expect(
        REGION.matcher(region).matches() && region.length() <= 24,
        "region",
        "a region such as us-west-2",
        region);
    String endpoint = options.text(AwsOptions.ENDPOINT);
    expect(endpoint.isEmpty() || isAddress(endpoint), "endpoint", "an http(s) address", endpoint);
    List<String> zones = options.zones();
    expect(
        zones.size() <= MOST_ZONES
            && new HashSet<>(zones).size() == zones.size()
            && zones.stream().allMatch(it -> it.matches(Pattern.quote(region) + ".+")),
        "zones",
        "1 to 6 different zones of " + region + " such as " + region + "a",
        options.text(AwsOptions.ZONES));
    String count = options.text(AwsOptions.ZONE_COUNT);
    expect(count.isEmpty() || count.matches("[1-6]"), "zoneCount", "1 to 6", count);
    String nat = options.text(AwsOptions.NAT);
    expect(
        nat.isEmpty() || Arrays.stream(NatGateways.values()).anyMatch(it -> it.name().equals(nat)),
        "nat",
        "one of " + Arrays.toString(NatGateways.values()),
        nat);
    for (String flag :
        List.of(AwsOptions.PRIVATE, AwsOptions.SIGNED_BOOT, AwsOptions.IGNORE_REBALANCE)) {
      String text = options.text(flag);
      expect(text.isEmpty() || text.matches("true|false"), flag, "true or false", text);
    }
    String disk = options.text(AwsOptions.ROOT_DISK);
    expect(
        disk.isEmpty() || within(disk, 8, LARGEST_DISK), AwsOptions.ROOT_DISK, "8 to 16384", disk);
    dataVolumes();
  }

  private void dataVolumes() {
    String count = options.text(AwsOptions.DATA_VOLUMES);
    String size = options.text(AwsOptions.DATA_VOLUME);
    if (count.isEmpty() && size.isEmpty()) {
      return;
    }
    expect(within(count, 1, MOST_DATA_VOLUMES), AwsOptions.DATA_VOLUMES, "1 to 11", count);
    expect(within(size, 1, LARGEST_DISK), AwsOptions.DATA_VOLUME, "1 to 16384", size);
  }

  private static boolean within(String number, int least, int most) {
    return number.matches("[0-9]{1,5}")
        && Integer.parseInt(number) >= least
        && Integer.parseInt(number) <= most;
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void ids() {
    IDS.forEach(
        (key, kind) -> {
          for (String id : options.list(key)) {
            expect(
                id.matches(kind + "-[0-9a-z]{1,40}"), key, "an id such as " + kind + "-0a1b2c", id);
          }
        });
  }

  private void blocks() {
    String cidr = options.text(AwsOptions.CIDR);
    expect(
        cidr.isEmpty() || Cidr.parse(cidr).filter(it -> it.prefix() <= 24).isPresent(),
        "cidr",
        "a block of /16 to /24 that begins where such a block can, such as 10.0.0.0/16",
        cidr);
    expect(
        cidr.isEmpty() || Cidr.parse(cidr).filter(it -> it.prefix() < 16).isEmpty(),
        "cidr",
        "a block of at most 65,536 addresses, /16",
        cidr);
    for (String block : options.sshFrom()) {
      expect(Cidr.parse(block).isPresent(), "sshFrom", "blocks such as 203.0.113.7/32", block);
    }
  }

  private void together() {
    boolean network = options.network().isPresent();
    boolean cidr = !options.text(AwsOptions.CIDR).isEmpty();
    boolean made = options.privateSubnets().isEmpty();
    expect(
        !network || cidr || !made,
        "cidr",
        "a free block of the network that was brought, or its private subnets",
        "");
    for (String part :
        List.of(
            AwsOptions.PRIVATE_SUBNETS,
            AwsOptions.PUBLIC_SUBNETS,
            AwsOptions.BROUGHT_NAT,
            AwsOptions.STORAGE_ENDPOINT,
            AwsOptions.SECURITY_GROUP)) {
      expect(
          network || options.list(part).isEmpty(),
          AwsOptions.NETWORK,
          "the network that what was brought as " + part + " is in",
          "");
    }
    expect(
        !network || options.peer().isEmpty(),
        AwsOptions.PEER,
        "a network that is made, or peering; a network that was brought is peered by its owner",
        options.text(AwsOptions.PEER));
    expect(
        options.profile(true).isPresent() == options.profile(false).isPresent(),
        AwsOptions.HEAD_PROFILE,
        "profiles of heads and of workers, or none of them",
        options.text(AwsOptions.HEAD_PROFILE));
    int zones = options.zones().size();
    expect(
        zones == 0 || made || zones == options.privateSubnets().size(),
        AwsOptions.PRIVATE_SUBNETS,
        "one for each of the %d zones".formatted(zones),
        options.text(AwsOptions.PRIVATE_SUBNETS));
    int gateways = options.natGateways().size();
    expect(
        gateways <= 1 || !made || (problems.isEmpty() && gateways == options.zoneCount()),
        AwsOptions.BROUGHT_NAT,
        "one, or one for each zone",
        options.text(AwsOptions.BROUGHT_NAT));
  }

  private void names() {
    expect(
        options.bucket().map(it -> BUCKET.matcher(it).matches()).orElse(true),
        AwsOptions.BUCKET,
        "a name of 3 to 63 characters of a-z, 0-9, '.' and '-'",
        options.text(AwsOptions.BUCKET));
    for (String profile : List.of(AwsOptions.HEAD_PROFILE, AwsOptions.WORKER_PROFILE)) {
      String name = options.text(profile);
      expect(
          name.isEmpty() || PROFILE.matcher(name).matches(), profile, "a name of a profile", name);
    }
    expect(
        options.permissionsBoundary().map(it -> POLICY.matcher(it).matches()).orElse(true),
        AwsOptions.BOUNDARY,
        "the ARN of a policy",
        options.text(AwsOptions.BOUNDARY));
    oneOf(AwsOptions.SYSTEM, Arrays.stream(ImageSystem.values()).map(ImageSystem::code).toList());
    oneOf(
        AwsOptions.ARCHITECTURE,
        Arrays.stream(Architecture.values()).map(Architecture::code).toList());
    String user = options.text(AwsOptions.USER);
    expect(
        user.isEmpty() || user.matches("[a-z_][a-z0-9_-]{0,31}"),
        AwsOptions.USER,
        "the name of a user of Linux",
        user);
    String group = options.text(AwsOptions.PLACEMENT_GROUP);
    if (!group.isEmpty()) {
      problems.addAll(SpecRules.line("provider.placementGroup", group, 255));
    }
    options.keyPair().ifPresent(it -> problems.addAll(SpecRules.line("provider.keyPair", it, 255)));
    Map<String, String> tags = options.tags();
    problems.addAll(SpecRules.labels("provider.tags", tags));
    expect(tags.size() <= MOST_TAGS, "tags", "at most 40", tags.size() + " tags");
    for (String key : tags.keySet()) {
      expect(!key.matches(RESERVED_TAG), "tags", "no tag of AWS or of the library's own", key);
    }
  }

  private void oneOf(String path, List<String> values) {
    String text = options.text(path);
    expect(text.isEmpty() || values.contains(text), path, "one of " + values, text);
  }
}
