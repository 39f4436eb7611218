/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.provider.aws.AwsCalls;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.provider.aws.CallFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The images of machines: the one that the user names, or the newest of a system by its public
 * parameter. Only a client asks for parameters; heads launch what the client of their last start
 * handed on, so the workers of a cluster are like its head. Thread-safe.
 */
final class Images {
  private final AwsClients clients;
  private final AwsCalls calls;
  private final MachineOptions options;
  private final HandedOn handedOn;
  private final boolean client;
  private final Map<Architecture, Image> known = new EnumMap<>(Architecture.class);

  /** Makes it; on a head, which may not ask for parameters, not for a client. */
  Images(
      AwsClients clients,
      AwsCalls calls,
      MachineOptions options,
      HandedOn handedOn,
      boolean client) {
    this.clients = clients;
    this.calls = calls;
    this.options = options;
    this.handedOn = handedOn;
    this.client = client;
  }

  /**
   * Returns the image for machines of an architecture.
   *
   * @throws ProviderException with {@code CONFIGURATION} if there is none
   */
  synchronized Image of(Architecture architecture) {
    Image image = known.get(architecture);
    if (image == null) {
      String given = options.image();
      if (given != null) {
        given(given);
      } else {
        newest(architecture);
      }
      image = known.get(architecture);
    }
    if (image == null) {
      throw none(architecture);
    }
    return image;
  }

  /** Returns those that were looked up, for heads. */
  synchronized List<Image> known() {
    return List.copyOf(known.values());
  }

  private void given(String id) {
    try {
      describe(List.of(id)).values().forEach(image -> known.put(image.architecture(), image));
    } catch (ProviderException e) {
      if (!SdkCodes.of(e).startsWith("InvalidAMIID")) {
        throw e;
      }
    }
  }

  private void newest(Architecture architecture) {
    Optional<Image> told =
        client ? Optional.empty() : handedOn.image(options.system(), architecture);
    if (told.isPresent()) {
      known.put(architecture, told.get());
    } else if (client) {
      describe(List.copyOf(Parameters.images(clients, calls, options.system())))
          .values()
          .forEach(image -> known.put(image.architecture(), image));
    }
  }

  /** Apart, so that this class can be loaded where the client of parameters is missing. */
  private static final class Parameters {
    private Parameters() {}

    static List<String> images(AwsClients clients, AwsCalls calls, ImageSystem system) {
      List<String> names = Arrays.stream(Architecture.values()).map(system::parameter).toList();
      List<String> ids = new ArrayList<>();
      calls
          .call(
              CallFamily.OTHER,
              "GetParameters",
              "images of " + system.code(),
              () -> clients.ssm().getParameters(it -> it.names(names)))
          .parameters()
          .forEach(parameter -> ids.add(parameter.value()));
      return ids;
    }
  }

  private Map<String, Image> describe(List<String> ids) {
    Map<String, Image> images = new TreeMap<>();
    if (ids.isEmpty()) {
      return images;
    }
    calls
        .call(
            CallFamily.EC2_READ,
            "DescribeImages",
            String.join(",", ids),
            () -> clients.ec2().describeImages(it -> it.imageIds(ids)))
        .images()
        .forEach(
            image ->
                Architecture.among(List.of(image.architectureAsString()))
                    .ifPresent(
                        architecture ->
                            images.put(
                                image.imageId(),
                                new Image(image.imageId(), architecture, image.rootDeviceName()))));
    return images;
  }

  private ProviderException none(Architecture architecture) {
    String region = clients.config().region();
    return new ProviderException(
        Machines.PROVIDER,
        ProviderFailure.builder()
            .kind(FailureKind.CONFIGURATION)
            .message(
                Optional.ofNullable(options.image())
                    .map(
                        id ->
                            "image %s in %s: expected one for %s, got %s"
                                .formatted(
                                    id,
                                    region,
                                    architecture.code(),
                                    known.isEmpty() ? "none" : "one for " + known.keySet()))
                    .orElseGet(
                        () ->
                            "expected an image of %s for %s in %s, found none"
                                .formatted(options.system().code(), architecture.code(), region)))
            .remedy("name an image of that region and architecture, or other instance types")
            .build(),
        null);
  }
}
