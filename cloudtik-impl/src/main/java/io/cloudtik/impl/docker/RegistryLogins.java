/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import com.github.dockerjava.api.model.AuthConfig;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.impl.json.PlainJson;
import io.cloudtik.spec.Names;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The logins of registries that a file of docker login has. Told to nobody but Docker. */
public final class RegistryLogins {
  /** The registry of images whose names begin with none. */
  private static final String DEFAULT = "docker.io";

  private final Map<String, AuthConfig> logins = new TreeMap<>();

  private RegistryLogins() {}

  /**
   * Reads such a file.
   *
   * @throws InvalidSpecException if it has none, or has them elsewhere; says nothing of its content
   */
  public static RegistryLogins parse(String json) {
    RegistryLogins found = new RegistryLogins();
    Map<String, @Nullable Object> file;
    try {
      file = PlainJson.read(json);
    } catch (RuntimeException e) {
      throw refused("it is not JSON");
    }
    if (file.get("auths") instanceof Map<?, ?> auths) {
      auths.forEach(
          (registry, login) -> {
            if (login instanceof Map<?, ?> entry) {
              login(String.valueOf(registry), entry)
                  .ifPresent(auth -> found.logins.put(host(String.valueOf(registry)), auth));
            }
          });
    }
    if (found.logins.isEmpty()) {
      throw refused(
          file.containsKey("credsStore") || file.containsKey("credHelpers")
              ? "its logins are in a store of this computer; log in with a file of its own: DOCKER_CONFIG=<directory> docker login, without credsStore in it"
              : "it has no logins");
    }
    return found;
  }

  private static InvalidSpecException refused(String why) {
    return InvalidSpecException.of(
        "container.registryLogins: expected a file as docker login writes it, with auths; " + why);
  }

  private static Optional<AuthConfig> login(String registry, Map<?, ?> entry) {
    AuthConfig auth = new AuthConfig().withRegistryAddress(registry);
    if (entry.get("identitytoken") instanceof String token && !token.isEmpty()) {
      auth.withIdentityToken(token);
    }
    if (entry.get("auth") instanceof String encoded && !encoded.isEmpty()) {
      String[] both;
      try {
        both =
            new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).split(":", 2);
      } catch (IllegalArgumentException e) {
        throw refused("the login for " + Names.quoted(registry) + " is not in base 64");
      }
      return both.length == 2
          ? Optional.of(auth.withUsername(both[0]).withPassword(both[1]))
          : Optional.empty();
    }
    return auth.getIdentitytoken() == null ? Optional.empty() : Optional.of(auth);
  }

  /** Returns the login for the registry of an image. */
  Optional<AuthConfig> of(String image) {
    int slash = image.indexOf('/');
    String first = slash < 0 ? "" : image.substring(0, slash);
    boolean named = first.contains(".") || first.contains(":") || first.equals("localhost");
    return Optional.ofNullable(logins.get(named ? first : DEFAULT));
  }

  private static String host(String registry) {
    String host = registry.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
    return host.equals("index.docker.io") ? DEFAULT : host;
  }

  @Override
  public String toString() {
    return "RegistryLogins" + logins.keySet();
  }
}
