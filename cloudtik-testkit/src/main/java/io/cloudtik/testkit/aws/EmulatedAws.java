/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import io.cloudtik.testkit.aws.ec2.Ec2;
import io.cloudtik.testkit.aws.ec2.ImageParameters;
import io.cloudtik.testkit.aws.ec2.SourceNetwork;
import io.cloudtik.testkit.aws.iam.Credentials;
import io.cloudtik.testkit.aws.iam.Iam;
import io.cloudtik.testkit.aws.iam.Identities;
import io.cloudtik.testkit.aws.iam.PolicyAuthorizer;
import io.cloudtik.testkit.aws.iam.Sts;
import io.cloudtik.testkit.aws.lookup.Pricing;
import io.cloudtik.testkit.aws.lookup.ServiceQuotas;
import io.cloudtik.testkit.aws.lookup.Ssm;
import io.cloudtik.testkit.aws.s3.S3Service;
import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.machines.ContainerFleet;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An AWS of one account and one region, on a port of this machine, for any client of AWS whose
 * endpoint can be set: one address serves all services, and the signature says which is meant. What
 * is in it are the things and the machines of a {@link SimulatedCloud}; throttling, faults, lost
 * replies, capacity, quotas, lags and the log of calls are those of that, by the names of AWS:
 * {@code cloud.faults().on("RunInstances").nth(2).loseReply()}. A reply that is lost is a
 * connection that is closed. Thread-safe, once it is started.
 *
 * <p>Time. A client over the wire waits in the time of the world. So the time of the cloud follows
 * that, by default a hundred times as fast: a NAT gateway that takes 90 s is there in less than
 * one. With a speed of 0 it stands still but for what calls take, and whoever pauses in {@link
 * SimulatedCloud#time()} lets it pass: then one client that calls in sequence has the same run each
 * time. Requests are dated by the clock of the world, as their clients do it; sessions end by that
 * of the cloud.
 *
 * <p>A process that is to be stopped with its k-th call is known by its access key, or by a marker
 * in its user agent: {@code aws.client("first").stopAfter(7, LastCall.APPLIED)}. That call and each
 * later one of it finds its connection closed.
 */
public final class EmulatedAws implements AutoCloseable {
  private static final String ACCOUNT = "123456789012";
  private static final String LOOPBACK = "127.0.0.1";
  private static final double FASTER = 100;

  private final SimulatedCloud cloud;
  private final Processes processes;
  private final List<Function<AwsPlace, AwsService>> services = new ArrayList<>();
  private String region = "us-west-2";
  private double speed = FASTER;
  private boolean enabled = true;
  private Clock signing = Clock.systemUTC();
  private final Identities identities;
  private final PolicyAuthorizer authorizer;
  private Keys keys;
  private Authorizer policies;
  private InstanceProfiles profiles;
  private BiConsumer<AwsRequest, AwsResponse> recorder = (request, response) -> {};
  private RootUser root;
  private @Nullable ContainerFleet fleet;
  private @Nullable RealInstances instances;
  private @Nullable AwsServer server;
  private @Nullable TimeFlow flow;
  private final Map<String, Set<String>> calls = new ConcurrentHashMap<>();
  private int port;

  private EmulatedAws(SimulatedCloud cloud) {
    this.cloud = cloud;
    this.processes = new Processes(cloud);
    this.identities = new Identities(ACCOUNT, cloud);
    this.authorizer = new PolicyAuthorizer(identities);
    this.keys = identities;
    this.policies = authorizer;
    this.profiles = identities.instanceProfiles();
    this.root = new RootUser(ACCOUNT, keys);
  }

  /** Puts AWS in front of a cloud; nothing listens yet. */
  public static EmulatedAws on(SimulatedCloud cloud) {
    return new EmulatedAws(cloud);
  }

  /** Sets the region; default {@code us-west-2}. Its zones are the first three letters. */
  public EmulatedAws inRegion(String name) {
    requireNotStarted();
    region = name;
    return this;
  }

  /**
   * Sets how fast the time of the cloud passes.
   *
   * @param factor seconds of the cloud for each second of the world; default 100; 0 to let it pass
   *     only while somebody pauses in it and for what calls take
   */
  public EmulatedAws atSpeed(double factor) {
    requireNotStarted();
    speed = factor;
    return this;
  }

  /** Sets the clock that requests must be dated by; default that of the system. */
  public EmulatedAws signedBy(Clock clock) {
    requireNotStarted();
    signing = clock;
    return this;
  }

  /**
   * Lets the region be one that the account has not enabled: nobody's credentials are known there,
   * as the page <i>Enable or disable AWS Regions in your account</i> has it.
   */
  public EmulatedAws notEnabled() {
    requireNotStarted();
    enabled = false;
    return this;
  }

  /**
   * Returns who there is in the account besides the root user, with keys, policies and sessions.
   */
  public Identities identities() {
    return identities;
  }

  private InstanceRoles roles() {
    return new InstanceRoles(identities, ACCOUNT, region);
  }

  /**
   * Returns credentials as the metadata of an instance hands them out; empty for an instance that
   * is not there or has no role. Its requests have {@code ec2:SourceInstanceARN}.
   */
  public Optional<Credentials> roleOf(String instanceId) {
    return cloud.machines().find(instanceId).flatMap(roles()::of);
  }

  /** Sets who knows the keys, the rights and the instance profiles in place of IAM. */
  EmulatedAws identities(Keys known, Authorizer rights, InstanceProfiles of) {
    requireNotStarted();
    keys = known;
    policies = rights;
    profiles = of;
    root = new RootUser(ACCOUNT, keys);
    return this;
  }

  /**
   * Lets its instances be containers, at the addresses that it shows: networks must have room for
   * those in {@link ContainerFleet#cidr}. They find their metadata where instances of EC2 do.
   */
  public EmulatedAws withMachines(ContainerFleet machines) {
    requireNotStarted();
    fleet = machines;
    return this;
  }

  /** Adds a service besides those that it has. */
  EmulatedAws serving(Function<AwsPlace, AwsService> service) {
    requireNotStarted();
    services.add(service);
    return this;
  }

  /** Lets somebody see what was asked and answered. */
  EmulatedAws recorded(BiConsumer<AwsRequest, AwsResponse> by) {
    requireNotStarted();
    recorder = by;
    return this;
  }

  private void requireNotStarted() {
    if (server != null) {
      throw new IllegalStateException("the emulated AWS has been started");
    }
  }

  /** Starts to listen on a free port of 127.0.0.1. */
  public EmulatedAws start() {
    return start(0);
  }

  private EmulatedAws start(int at) {
    requireNotStarted();
    if (fleet != null) {
      instances = new RealInstances(fleet, cloud, roles(), speed);
    }
    AwsPlace place =
        new AwsPlace(ACCOUNT, region, cloud, policies, processes, new SourceNetwork(cloud));
    List<AwsService> all = new ArrayList<>();
    all.add(new Ec2(place, profiles));
    S3Service buckets = new S3Service(place);
    authorizer.add(buckets);
    all.add(buckets);
    all.add(new Iam(place, identities, authorizer));
    all.add(new Sts(place, identities, authorizer));
    all.add(new Ssm(place, ImageParameters.all()));
    all.add(new ServiceQuotas(place));
    all.add(new Pricing(place));
    services.forEach(each -> all.add(each.apply(place)));
    all.forEach(each -> calls.put(each.name(), each.calls()));
    AwsServer made =
        new AwsServer(
            all,
            new Signatures(enabled ? root : id -> null, signing, cloud.time().clock()),
            recorder);
    port = made.listen(LOOPBACK, at);
    server = made;
    if (speed > 0) {
      flow = new TimeFlow(cloud.time(), speed);
    }
    return this;
  }

  /**
   * Listens on another address of this machine, too, such as that of a bridge, so that containers
   * reach it.
   *
   * @return where
   */
  public URI listenOn(String address) {
    AwsServer started = server;
    if (started == null) {
      throw new IllegalStateException("the emulated AWS has not been started");
    }
    return URI.create("http://%s:%d".formatted(address, started.listen(address, 0)));
  }

  /** Returns where clients are to call. */
  public URI endpoint() {
    return URI.create("http://%s:%d".formatted(LOOPBACK, port));
  }

  /**
   * Returns the calls of a service that are answered; others are refused.
   *
   * @param service such as {@code ec2}
   */
  public Set<String> calls(String service) {
    return calls.getOrDefault(service, Set.of());
  }

  /** Returns the region. */
  public String region() {
    return region;
  }

  /** Returns the zones of the region. */
  public List<String> zones() {
    return List.of(region + "a", region + "b", region + "c");
  }

  /** Returns the number of the account. */
  public String account() {
    return ACCOUNT;
  }

  /** Returns the access key of the account's root user, who may do everything. */
  public String accessKeyId() {
    return root.owner().caller().accessKey();
  }

  /** Returns the secret of that key, which is another for each emulated AWS. */
  public String secretAccessKey() {
    return root.owner().secret();
  }

  /** Returns the cloud that it stands in front of. */
  public SimulatedCloud cloud() {
    return cloud;
  }

  /**
   * Returns the process whose requests are signed with an access key, or whose user agent has a
   * marker in it. Ask for it before it calls.
   */
  public CloudClient client(String accessKeyOrMarker) {
    return processes.marked(accessKeyOrMarker);
  }

  /** Stops to listen. The cloud stays as it is, and its time stands still. */
  @Override
  public void close() {
    if (instances != null) {
      instances.close();
    }
    TimeFlow flowing = flow;
    if (flowing != null) {
      flowing.close();
    }
    AwsServer started = server;
    if (started != null) {
      started.close();
    }
  }

  /**
   * Serves an AWS until it is stopped, for any client by hand.
   *
   * @param args the port, or none for a free one; then the speed of time, or none for that of the
   *     world
   */
  public static void main(String[] args) throws InterruptedException {
    int at = args.length > 0 ? Integer.parseInt(args[0]) : 0;
    double factor = args.length > 1 ? Double.parseDouble(args[1]) : 1;
    SimulatedCloud cloud = SimulatedCloud.of(System.nanoTime(), CloudLimits.ec2());
    try (EmulatedAws aws = on(cloud).atSpeed(factor).start(at)) {
      System.out.printf(
          "export AWS_ENDPOINT_URL=%1$s AWS_REGION=%2$s AWS_DEFAULT_REGION=%2$s%n",
          aws.endpoint(), aws.region());
      System.out.printf(
          "export AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s%n",
          aws.accessKeyId(), aws.secretAccessKey());
      new CountDownLatch(1).await();
    }
  }
}
