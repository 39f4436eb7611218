/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import io.cloudtik.testkit.aws.Caller;
import io.cloudtik.testkit.aws.InstanceProfiles;
import io.cloudtik.testkit.aws.KeyOwner;
import io.cloudtik.testkit.aws.Keys;
import io.cloudtik.testkit.aws.policy.PolicyDocument;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.Thing;
import io.cloudtik.testkit.cloud.ThingKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Who there is in an account, what is attached to whom, and whose each key is. Thread-safe. */
public final class Identities implements Keys {
  private static final Duration OF_INSTANCES = Duration.ofHours(6);

  private final String account;
  private final SimulatedCloud cloud;
  private final Map<String, Identity> users = new ConcurrentSkipListMap<>();
  private final Map<String, Identity> roles = new ConcurrentSkipListMap<>();
  private final Map<String, InstanceProfile> profiles = new ConcurrentSkipListMap<>();
  private final Map<String, ManagedPolicy> policies = new ConcurrentSkipListMap<>();
  private final Map<String, Identity> serviceLinked = new ConcurrentSkipListMap<>();
  private final Map<String, KeyOwner> keys = new ConcurrentHashMap<>();
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private volatile @Nullable PolicyDocument organization;

  /** Makes the identities of an account, which has its root user alone. */
  public Identities(String account, SimulatedCloud cloud) {
    this.account = account;
    this.cloud = cloud;
    OfAws.policies().forEach(policy -> policies.put(policy.arn(), policy));
  }

  // What tests say.

  /** Makes a key of the user that the account began with, who may do everything. */
  public AccessKey rootKey() {
    return key("root", "arn:aws:iam::" + account + ":root");
  }

  /** Makes a user with one policy, which may be changed by the API, and a key of it. */
  public AccessKey user(String name, String policy) {
    PolicyDocument.ofIdentity(policy);
    Identity user = users.computeIfAbsent(name, any -> newUser(name, "/"));
    user.policies().put("given", policy);
    return key(name, user.arn());
  }

  /** Sets what the account may do at most, as an organization does; null for everything. */
  public void organization(@Nullable String policy) {
    organization = policy == null ? null : PolicyDocument.ofIdentity(policy);
  }

  /** Ends a session, or all of them with null, as if its time were over. */
  public void expire(@Nullable String accessKeyId) {
    sessions.replaceAll(
        (id, session) -> accessKeyId == null || accessKeyId.equals(id) ? ended(session) : session);
  }

  private Session ended(Session session) {
    KeyOwner was = session.owner();
    return new Session(
        new KeyOwner(was.caller(), was.secret(), was.sessionToken(), now()),
        session.identity(),
        session.userId(),
        session.policies(),
        session.tags(),
        session.context());
  }

  // Whose keys are.

  private AccessKey key(String identity, String arn) {
    String id = Ids.key("AKIA");
    String secret = Ids.secret();
    Caller caller = new Caller(account, arn, identity, id);
    keys.put(id, new KeyOwner(caller, secret, null, null));
    return new AccessKey(id, secret);
  }

  AccessKey keyOf(Identity user) {
    return key(user.name(), user.arn());
  }

  Map<String, KeyOwner> keys() {
    return keys;
  }

  @Override
  public @Nullable KeyOwner find(String accessKeyId) {
    Session session = sessions.get(accessKeyId);
    return session != null ? session.owner() : keys.get(accessKeyId);
  }

  @Nullable Session session(Caller caller) {
    return sessions.get(caller.accessKey());
  }

  /**
   * Begins a session.
   *
   * @param arn who calls with it
   * @param userId the unique id of who calls
   */
  Credentials begin(
      Identity identity,
      String arn,
      String userId,
      Duration length,
      List<PolicyDocument> atMost,
      Map<String, String> tags,
      Map<String, String> context) {
    Credentials credentials =
        new Credentials(Ids.key("ASIA"), Ids.secret(), Ids.token(), now().plus(length));
    Caller caller = new Caller(account, arn, identity.name(), credentials.accessKeyId());
    KeyOwner owner =
        new KeyOwner(
            caller,
            credentials.secretAccessKey(),
            credentials.sessionToken(),
            credentials.expires());
    sessions.put(
        credentials.accessKeyId(),
        new Session(owner, identity, userId, List.copyOf(atMost), tags, context));
    return credentials;
  }

  /**
   * Begins a session of the role in an instance profile, as the metadata service of an instance
   * tells it. It lasts six hours of the cloud, whose time may pass faster than that of clients: who
   * tells them when it ends must reckon that in their time.
   *
   * @param context keys of conditions that its requests have, such as {@code ec2:SourceInstanceARN}
   * @return empty if there is no such profile, it has no role, or the role does not trust EC2
   */
  public Optional<Credentials> ofInstance(
      String profile, String instanceId, Map<String, String> context) {
    InstanceProfile found = profile(profile);
    Identity role = found == null || found.role() == null ? null : role(found.role());
    if (role == null || !PolicyAuthorizer.trustsEc2(role)) {
      return Optional.empty();
    }
    return Optional.of(
        begin(
            role,
            sessionArn(role, instanceId),
            role.id() + ":" + instanceId,
            OF_INSTANCES,
            List.of(),
            Map.of(),
            context));
  }

  String sessionArn(Identity role, String session) {
    return "arn:aws:sts::%s:assumed-role/%s/%s".formatted(account, role.name(), session);
  }

  // Who there is.

  String account() {
    return account;
  }

  SimulatedCloud cloud() {
    return cloud;
  }

  Instant now() {
    return cloud.time().clock().instant();
  }

  @Nullable PolicyDocument organization() {
    return organization;
  }

  Identity newUser(String name, String path) {
    String arn = "arn:aws:iam::%s:user%s%s".formatted(account, path, name);
    return new Identity(name, path, Ids.id("AIDA"), arn, now());
  }

  Map<String, Identity> users() {
    return users;
  }

  /** Returns the roles that there are, which may have been taken away in the cloud. */
  Map<String, Identity> roles() {
    Map<String, Identity> found = new TreeMap<>(roles);
    found.keySet().removeIf(name -> cloud.things().find(ThingKind.ROLE, name).isEmpty());
    return found;
  }

  @Nullable Identity role(String name) {
    Identity ofService = serviceLinked.get(name);
    if (ofService != null) {
      return ofService;
    }
    return cloud.things().find(ThingKind.ROLE, name).isEmpty() ? null : roles.get(name);
  }

  /** Returns the roles that services of AWS made for themselves. */
  Map<String, Identity> serviceLinked() {
    return serviceLinked;
  }

  void put(Identity role) {
    roles.put(role.name(), role);
  }

  /** Says whether everybody knows of a role already. */
  boolean isKnown(Identity role) {
    return cloud
        .things()
        .find(ThingKind.ROLE, role.name())
        .filter(thing -> thing.state() == Thing.State.READY)
        .isPresent();
  }

  Map<String, InstanceProfile> profiles() {
    Map<String, InstanceProfile> found = new TreeMap<>(profiles);
    found
        .keySet()
        .removeIf(name -> cloud.things().find(ThingKind.INSTANCE_PROFILE, name).isEmpty());
    return found;
  }

  @Nullable InstanceProfile profile(String nameOrArn) {
    String name = nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    InstanceProfile found =
        cloud.things().find(ThingKind.INSTANCE_PROFILE, name).isEmpty() ? null : profiles.get(name);
    return found != null && nameOrArn.startsWith("arn:") && !found.arn().equals(nameOrArn)
        ? null
        : found;
  }

  void put(InstanceProfile profile) {
    profiles.put(profile.name(), profile);
  }

  Map<String, ManagedPolicy> policies() {
    return policies;
  }

  /** Returns who is of that name or ARN, or null. */
  @Nullable Identity byArn(String arn) {
    return java.util.stream.Stream.concat(users.values().stream(), roles().values().stream())
        .filter(each -> each.arn().equals(arn))
        .findFirst()
        .orElse(null);
  }

  /** Returns the instance profiles as EC2 sees them. */
  public InstanceProfiles instanceProfiles() {
    return this::profileOfEc2;
  }

  private InstanceProfiles.@Nullable Profile profileOfEc2(String nameOrArn) {
    InstanceProfile profile = profile(nameOrArn);
    if (profile == null) {
      return null;
    }
    Identity role = profile.role() == null ? null : role(profile.role());
    return new InstanceProfiles.Profile(
        profile.arn(),
        profile.id(),
        profile.name(),
        role == null ? null : role.arn(),
        profile.changed());
  }
}
