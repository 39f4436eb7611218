/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spi.provider.LaunchRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The containers of a workspace. A container is made and filled under a name of its own, and
 * becomes the machine of its slot by getting the slot's name, which only one can have: so each
 * machine is whole, and each call can be repeated after a crash. Thread-safe, also between
 * processes.
 */
final class ContainerMachines {
  private static final int TRIES = 5;
  private static final int CONSOLE_LINES = 40;

  private final DockerEngine docker;
  private final ContainerNames names;

  ContainerMachines(DockerEngine docker, ContainerNames names) {
    this.docker = docker;
    this.names = names;
  }

  /** Makes the machine of a slot, or starts the one that is there. */
  void launch(LaunchRequest request, String slot, MachineBuilder builder) {
    String uid = request.clusterUid();
    String name = names.container(uid, slot);
    for (int i = 0; i < TRIES; i++) {
      if (present(name) || make(request, slot, name, builder)) {
        if (start(name)) {
          removeUnfinished(uid, slot);
          return;
        }
      }
    }
    throw DockerErrors.failed(
        "launch machine " + name,
        ErrorCode.PROVIDER_FAILED,
        "others made, removed or used the same %d times; see docker ps -a".formatted(TRIES),
        null);
  }

  /** Says whether the slot has its machine. */
  private boolean present(String name) {
    Optional<InspectContainerResponse> found = inspect(name);
    found.ifPresent(container -> requireOurs(name, container));
    return found.isPresent();
  }

  /** Returns false if another client was faster. */
  private boolean make(LaunchRequest request, String slot, String name, MachineBuilder builder) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String unfinished =
        names.unfinished(request.clusterUid(), slot, Integer.toHexString(random.nextInt()));
    String address = builder.subnet().free(addresses(), random.nextInt());
    String id = builder.build(request, slot, unfinished, address);
    return docker.call(
        "name machine " + name,
        client -> {
          try {
            client.renameContainerCmd(id).withName(name).exec();
            return true;
          } catch (ConflictException e) {
            remove(id);
            return false;
          } catch (NotFoundException e) {
            return false;
          }
        });
  }

  /** Returns false if the machine is not there any more, or its address was taken meanwhile. */
  private boolean start(String name) {
    return docker.call(
        "start machine " + name,
        client -> {
          try {
            client.startContainerCmd(name).exec();
            return true;
          } catch (NotModifiedException e) {
            return true;
          } catch (NotFoundException e) {
            if (!String.valueOf(e.getMessage()).contains("No such container")) {
              throw e;
            }
            return false;
          } catch (DockerException e) {
            if (!String.valueOf(e.getMessage()).contains("Address already in use")) {
              throw e;
            }
            remove(name);
            return false;
          }
        });
  }

  /** Removes what launches that were killed left; whoever still works on one finds the machine. */
  private void removeUnfinished(String uid, String slot) {
    of(uid).stream()
        .filter(container -> !names.isMachine(container))
        .filter(container -> ContainerNames.label(container, ContainerNames.SLOT).equals(slot))
        .forEach(container -> remove(container.getId()));
  }

  /** Removes the containers of these slots with their anonymous volumes, whole or not. */
  void terminate(String uid, Set<String> slots) {
    for (Container container : of(uid)) {
      if (slots.contains(ContainerNames.label(container, ContainerNames.SLOT))) {
        remove(container.getId());
      }
    }
  }

  /** Removes all machines of the workspace. */
  void terminateAll() {
    list(names.labels()).forEach(container -> remove(container.getId()));
  }

  /** Returns all containers of a cluster, also those that never became whole. */
  List<Container> of(String uid) {
    return list(names.labels(uid));
  }

  /** Returns why a container does not run. */
  Optional<InspectContainerResponse> inspect(String idOrName) {
    return docker.call(
        "look at container " + idOrName,
        client -> {
          try {
            return Optional.of(client.inspectContainerCmd(idOrName).exec());
          } catch (NotFoundException e) {
            return Optional.empty();
          }
        });
  }

  /** Returns the end of what a machine printed; empty if it is not there. */
  String console(String uid, String slot) {
    String name = names.container(uid, slot);
    return docker.call(
        "read what machine " + name + " printed",
        client -> {
          StringBuilder text = new StringBuilder();
          try {
            client
                .logContainerCmd(name)
                .withStdOut(true)
                .withStdErr(true)
                .withTail(CONSOLE_LINES)
                .exec(
                    new ResultCallback.Adapter<Frame>() {
                      @Override
                      public void onNext(Frame frame) {
                        text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                      }
                    })
                .awaitCompletion();
          } catch (NotFoundException e) {
            return "";
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return text.toString();
        });
  }

  private void remove(String idOrName) {
    docker.run(
        "remove container " + idOrName,
        client -> {
          try {
            client.removeContainerCmd(idOrName).withForce(true).withRemoveVolumes(true).exec();
          } catch (NotFoundException e) {
            // It is gone, which is what was wanted.
          } catch (ConflictException e) {
            if (!String.valueOf(e.getMessage()).contains("already in progress")) {
              throw e;
            }
          }
        });
  }

  private Set<String> addresses() {
    Set<String> addresses = new HashSet<>();
    for (Container container : list(names.labels())) {
      addresses.add(ContainerNames.label(container, ContainerNames.ADDRESS));
    }
    return addresses;
  }

  private List<Container> list(Map<String, String> labels) {
    return docker.call(
        "list the machines of workspace '" + names.workspace() + "'",
        client -> client.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec());
  }

  private void requireOurs(String name, InspectContainerResponse container) {
    if (!names.marked(container.getConfig().getLabels())) {
      throw DockerErrors.failed(
          "launch machine " + name,
          ErrorCode.PERMISSION_DENIED,
          "a container of that name is there that is not a machine of this workspace, so it stays as"
              + " it is; remove it with docker rm, then try again",
          null);
    }
  }
}
