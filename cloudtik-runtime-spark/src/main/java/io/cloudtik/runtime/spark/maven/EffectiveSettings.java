/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark.maven;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/** The user's and the installation's {@code settings.xml}, merged and with passwords readable. */
final class EffectiveSettings {
  private final Settings settings;
  private final SettingsDecryptionResult decrypted;
  private final Path userSettings;

  private EffectiveSettings(Settings settings, Path userSettings) {
    this.settings = settings;
    this.decrypted = decrypt(settings, userSettings);
    this.userSettings = userSettings;
  }

  static EffectiveSettings read(JarRequest request) {
    DefaultSettingsBuildingRequest building = new DefaultSettingsBuildingRequest();
    building.setUserSettingsFile(request.userSettings().toFile());
    Path global = request.globalSettings();
    if (global != null) {
      building.setGlobalSettingsFile(global.toFile());
    }
    building.setSystemProperties(System.getProperties());
    try {
      Settings settings =
          new DefaultSettingsBuilderFactory().newInstance().build(building).getEffectiveSettings();
      return new EffectiveSettings(settings, request.userSettings());
    } catch (SettingsBuildingException e) {
      throw new CloudTikException(
          ErrorCode.ARTIFACT_UNRESOLVED,
          "the Maven settings cannot be read: " + e.getMessage() + "; correct the file",
          e);
    }
  }

  boolean offline() {
    return settings.isOffline();
  }

  /** The local repository that the settings name, or the one beside the user's settings. */
  Path localRepository() {
    String named = settings.getLocalRepository();
    return named == null || named.isBlank()
        ? Objects.requireNonNullElse(userSettings.getParent(), Path.of(".")).resolve("repository")
        : Path.of(named);
  }

  List<org.apache.maven.settings.Mirror> mirrors() {
    return settings.getMirrors();
  }

  List<org.apache.maven.settings.Proxy> proxies() {
    return decrypted.getProxies();
  }

  List<org.apache.maven.settings.Server> servers() {
    return decrypted.getServers();
  }

  /** Repositories of the profiles that are on, in the order in which Maven would ask them. */
  List<org.apache.maven.settings.Repository> repositories() {
    List<org.apache.maven.settings.Repository> repositories = new ArrayList<>();
    activeProfiles().forEach(profile -> repositories.addAll(profile.getRepositories()));
    return repositories;
  }

  private Stream<Profile> activeProfiles() {
    Map<String, Profile> byId = settings.getProfilesAsMap();
    List<String> named = settings.getActiveProfiles();
    return named.isEmpty()
        ? settings.getProfiles().stream().filter(EffectiveSettings::onByDefault)
        : named.stream().map(byId::get).filter(Objects::nonNull);
  }

  private static boolean onByDefault(Profile profile) {
    return profile.getActivation() != null && profile.getActivation().isActiveByDefault();
  }

  private static SettingsDecryptionResult decrypt(Settings settings, Path userSettings) {
    File security = userSettings.resolveSibling("settings-security.xml").toFile();
    DefaultSecDispatcher dispatcher =
        new DefaultSecDispatcher(new DefaultPlexusCipher(), Map.of(), security.getPath());
    return new DefaultSettingsDecrypter(dispatcher)
        .decrypt(new DefaultSettingsDecryptionRequest(settings));
  }
}
