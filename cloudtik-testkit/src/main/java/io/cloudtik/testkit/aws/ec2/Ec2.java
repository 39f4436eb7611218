/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.AwsRequest;
import io.cloudtik.testkit.aws.AwsResponse;
import io.cloudtik.testkit.aws.AwsService;
import io.cloudtik.testkit.aws.Caller;
import io.cloudtik.testkit.aws.InstanceProfiles;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.CloudLimits.Rate;
import io.cloudtik.testkit.cloud.Faults;
import io.cloudtik.testkit.cloud.WireCall;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * EC2 in one region of one account. What it takes, what it lets happen and what it forgets is that
 * of the simulated cloud; what it says is that of the Amazon EC2 API reference. A parameter or a
 * filter that it does not know is refused. Thread-safe.
 */
public final class Ec2 implements AwsService {
  private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

  private final Estate estate;
  private final Map<String, Action> actions;

  /** Makes it. */
  public Ec2(AwsPlace place, InstanceProfiles profiles) {
    estate = new Estate(place, profiles);
    actions = actions(estate);
    estate.machines().offer(Catalog.types());
    estate.machines().listen(new Remains(estate));
  }

  private static Map<String, Action> actions(Estate estate) {
    Map<String, Action> actions = new TreeMap<>();
    Tags.addTo(actions);
    Vpcs.addTo(actions);
    Subnets.addTo(actions);
    InternetGateways.addTo(actions);
    Addresses.addTo(actions);
    NatGateways.addTo(actions);
    RouteTables.addTo(actions);
    Routes.addTo(actions);
    Endpoints.addTo(actions);
    SecurityGroups.addTo(actions);
    SecurityRules.addTo(actions);
    Peerings.addTo(actions);
    Interfaces.addTo(actions);
    Volumes.addTo(actions);
    KeyPairs.addTo(actions);
    PlacementGroups.addTo(actions);
    SpotRequests.addTo(actions);
    Regions.addTo(actions);
    InstanceTypes.addTo(actions);
    Images.addTo(actions);
    new Launches(estate).addTo(actions);
    Instances.addTo(actions);
    InstanceChanges.addTo(actions);
    return actions;
  }

  @Override
  public Set<String> calls() {
    return Collections.unmodifiableSet(actions.keySet());
  }

  @Override
  public String name() {
    return "ec2";
  }

  @Override
  public AwsResponse answer(AwsRequest request, @Nullable Caller caller) {
    Map<String, String> form = request.form();
    String name = form.getOrDefault("Action", "");
    Action action = actions.get(name);
    if (action == null) {
      throw Refusals.of("InvalidAction", "The action %s is not valid for this web service.", name);
    }
    if (!request.region().equals(estate.region())) {
      // A key is not known in a region that the account has not enabled.
      throw new AwsRefusal(
          401, "AuthFailure", "AWS was not able to validate the provided access credentials");
    }
    Caller who = Objects.requireNonNull(caller);
    try {
      return estate
          .place()
          .clients()
          .of(request, who)
          .call(wireCall(name, form), () -> run(action, request, who, name, form));
    } catch (ProviderException e) {
      ProviderFailure failure = e.failure().orElseThrow(() -> e);
      if (failure.code().filter(Faults.NO_ANSWER::equals).isPresent()) {
        throw e;
      }
      throw name.equals("RunInstances") || name.equals("StartInstances")
          ? Refusals.ofLaunch(failure, form.containsKey("InstanceMarketOptions.MarketType"))
          : Refusals.ofTheWay(failure);
    }
  }

  private WireCall wireCall(String name, Map<String, String> form) {
    boolean filtered =
        form.keySet().stream()
            .anyMatch(it -> it.endsWith(".1") || it.contains(".1.") || it.equals("MaxResults"));
    Rate rate = Ec2Limits.rate(name, filtered, estate.cloud().limits().takesAll());
    String family = "ec2 " + name + (filtered || !Ec2Limits.reads(name) ? "" : " of all");
    String subnet =
        form.getOrDefault("SubnetId", form.getOrDefault("NetworkInterface.1.SubnetId", ""));
    String zone =
        estate
            .find(Kind.SUBNET, subnet)
            .map(it -> it.properties().get("zone"))
            .orElse(
                form.getOrDefault(
                    "Placement.AvailabilityZone", form.getOrDefault("AvailabilityZone", "")));
    return new WireCall(
        name, Targets.of(form), zone.isEmpty() ? null : zone, !Ec2Limits.reads(name), family, rate);
  }

  private AwsResponse run(
      Action action, AwsRequest request, Caller caller, String name, Map<String, String> form) {
    XmlWriter xml = new XmlWriter().open(name + "Response", NAMESPACE);
    xml.add("requestId", request.id());
    action.run(new Call(request, caller, name, Params.of(form), estate, xml));
    return AwsResponse.xml(200, xml.end());
  }

  @Override
  public AwsResponse refused(AwsRequest request, AwsRefusal refusal) {
    XmlWriter xml = new XmlWriter().open("Response").open("Errors").open("Error");
    xml.add("Code", refusal.code()).add("Message", refusal.text()).close().close();
    xml.add("RequestID", request.id());
    return AwsResponse.xml(refusal.status(), xml.end());
  }
}
