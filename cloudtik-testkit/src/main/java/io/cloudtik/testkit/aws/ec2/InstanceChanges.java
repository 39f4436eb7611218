/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.Machine.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What can be done to instances. All that are named are there, or nothing is done to any. */
final class InstanceChanges {
  private InstanceChanges() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("TerminateInstances", InstanceChanges::terminate);
    actions.put("StartInstances", InstanceChanges::start);
    actions.put("StopInstances", InstanceChanges::stop);
    actions.put("ModifyInstanceAttribute", InstanceChanges::modify);
    actions.put("ModifyInstanceMetadataOptions", InstanceChanges::metadata);
  }

  private static List<Machine> named(Call call) {
    List<String> ids = call.params().list("InstanceId");
    if (ids.isEmpty()) {
      throw Refusals.missing("InstanceId");
    }
    for (String id : ids) {
      if (!id.matches("i-[0-9a-f]+")) {
        throw Refusals.of("InvalidInstanceID.Malformed", "Invalid id: \"%s\"", id);
      }
    }
    ids.forEach(call::mayMachine);
    call.begin();
    return ids.stream().distinct().map(call.estate()::requireMachine).toList();
  }

  private static void answer(Call call, List<Machine> machines, Consumer<List<Machine>> change) {
    List<Seen> before = new ArrayList<>();
    machines.forEach(each -> before.add(new Seen(each, each.state())));
    change.accept(machines);
    XmlWriter xml = call.xml().open("instancesSet");
    for (Seen each : before) {
      xml.open("item").add("instanceId", each.id());
      InstanceRows.state(xml, "currentState", new Seen(each.machine(), each.machine().state()));
      InstanceRows.state(xml, "previousState", each);
      xml.close();
    }
    xml.close();
  }

  private static void terminate(Call call) {
    String unused = call.params().text("Force") + call.params().text("SkipOsShutdown");
    List<Machine> machines = named(call);
    for (Machine machine : machines) {
      if (machine.property("protected").equals("true") && machine.state() != State.ENDED) {
        throw Refusals.of(
            "OperationNotPermitted",
            "The instance '%s' may not be terminated. Modify its 'disableApiTermination' instance"
                + " attribute and try again.",
            machine.id());
      }
    }
    answer(
        call,
        machines,
        all -> {
          Set<String> ids = new TreeSet<>();
          all.forEach(each -> ids.add(each.id()));
          call.estate().machines().end(ids);
        });
  }

  private static void require(List<Machine> machines, Set<State> states, String what) {
    for (Machine machine : machines) {
      if (!states.contains(machine.state())) {
        throw Refusals.of(
            "IncorrectInstanceState",
            "The instance '%s' is not in a state from which it can be %s.",
            machine.id(),
            what);
      }
    }
  }

  private static void start(Call call) {
    List<Machine> machines = named(call);
    require(machines, Set.of(State.STOPPED, State.RUNNING, State.PENDING), "started");
    answer(call, machines, all -> all.forEach(call.estate().machines()::start));
  }

  private static void stop(Call call) {
    String unused = call.params().text("Force") + call.params().text("SkipOsShutdown");
    if (call.params().flag("Hibernate", false)) {
      throw Refusals.of("UnsupportedHibernationConfiguration", "Instances do not hibernate here.");
    }
    List<Machine> machines = named(call);
    require(machines, Set.of(State.RUNNING, State.STOPPING, State.STOPPED), "stopped");
    for (Machine machine : machines) {
      if (machine.pool().spot()) {
        throw Refusals.of(
            "UnsupportedOperation",
            "You can't stop the Spot Instance '%s' because it is associated with a one-time Spot"
                + " Instance request.",
            machine.id());
      }
    }
    answer(call, machines, all -> all.forEach(call.estate().machines()::stop));
  }

  private static void modify(Call call) {
    Estate estate = call.estate();
    Params params = call.params();
    String id = params.required("InstanceId");
    String guarded = params.text("DisableApiTermination.Value");
    String shutdown = params.text("InstanceInitiatedShutdownBehavior.Value");
    String userData = params.text("UserData.Value");
    String check = params.text("SourceDestCheck.Value");
    List<String> groups = params.list("GroupId");
    call.mayMachine(id);
    groups.forEach(group -> call.may(Kind.GROUP, group));
    call.begin();
    Machine machine = estate.requireMachine(id);
    if (!userData.isEmpty()) {
      require(List.of(machine), Set.of(State.STOPPED), "given other user data");
      machine.property("userData", userData);
    }
    if (!check.isEmpty()) {
      machine.property("sourceDestCheck", check);
    }
    if (!guarded.isEmpty()) {
      machine.property("protected", guarded);
    }
    if (!shutdown.isEmpty()) {
      machine.property("shutdown", shutdown);
    }
    if (!groups.isEmpty()) {
      String all =
          String.join(
              ",", SecurityGroups.require(estate, machine.property("vpc"), groups, List.of()));
      machine.property("groups", all);
      Props.put(estate, machine.property("interface"), "groups", all);
    }
    call.done();
  }

  private static void metadata(Call call) {
    Params params = call.params();
    String id = params.required("InstanceId");
    Map<String, String> wanted =
        Props.of(
            "httpTokens", params.text("HttpTokens"),
            "httpEndpoint", params.text("HttpEndpoint"),
            "hopLimit", params.text("HttpPutResponseHopLimit"),
            "metadataIpv6", params.text("HttpProtocolIpv6"),
            "metadataTags", params.text("InstanceMetadataTags"));
    call.mayMachine(id);
    call.begin();
    Machine machine = call.estate().requireMachine(id);
    wanted.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            machine.property(name, value);
          }
        });
    call.xml().add("instanceId", id).open("instanceMetadataOptions");
    InstanceRows.metadata(call.xml(), machine);
    call.xml().close();
  }
}
