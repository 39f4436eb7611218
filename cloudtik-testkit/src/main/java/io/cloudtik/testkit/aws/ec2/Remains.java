/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.MachineListener;
import io.cloudtik.testkit.cloud.Thing;

/** What becomes of the interface and the disks of an instance when it has ended. */
final class Remains implements MachineListener {
  private final Estate estate;

  Remains(Estate estate) {
    this.estate = estate;
  }

  @Override
  public void gone(Machine machine) {
    Interfaces.drop(estate, machine.property("interface"));
    estate
        .find(Kind.SPOT_REQUEST, machine.property("spotRequest"))
        .ifPresent(request -> estate.things().end(request.id()));
    InstanceRows.volumes(machine)
        .values()
        .forEach(id -> estate.find(Kind.VOLUME, id).ifPresent(this::let));
  }

  private void let(Thing volume) {
    if (prop(volume, "goes").equals("true")) {
      estate.things().end(volume.id());
    } else {
      Props.put(estate, volume.id(), "instance", "");
    }
  }
}
