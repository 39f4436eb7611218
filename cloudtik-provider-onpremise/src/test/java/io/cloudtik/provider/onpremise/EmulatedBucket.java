/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.testkit.aws.EmulatedAws;
import io.cloudtik.testkit.aws.iam.AccessKey;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A service that has one bucket, and the file of somebody who may do everything in it. */
final class EmulatedBucket implements AutoCloseable {
  static final String NAME = "acme-hosts";

  private final SimulatedCloud cloud = SimulatedCloud.of(7);
  private final EmulatedAws aws = EmulatedAws.on(cloud).start();
  private final Path directory;
  private final BucketClient owner;

  /**
   * Starts it.
   *
   * @param directory for files with credentials
   */
  EmulatedBucket(Path directory) {
    this.directory = directory;
    this.owner = client();
    s3().createBucket(b -> b.bucket(NAME));
  }

  private BucketClient client() {
    return new BucketClient(
        at(aws.endpoint()), () -> new S3Keys(aws.accessKeyId(), aws.secretAccessKey(), null));
  }

  private S3Bucket at(URI endpoint) {
    return S3Bucket.of(NAME).withEndpoint(endpoint).withRegion(aws.region());
  }

  S3Client s3() {
    return owner.s3();
  }

  SimulatedCloud cloud() {
    return cloud;
  }

  String secret() {
    return aws.secretAccessKey();
  }

  /** Returns the bucket for who may do everything. */
  S3Bucket bucket() {
    return at(aws.endpoint()).withCredentialsFile(file(aws.accessKeyId(), aws.secretAccessKey()));
  }

  /** Returns the bucket for somebody with that policy. */
  S3Bucket bucketOf(String policy) {
    AccessKey key = aws.identities().user("u-" + UUID.randomUUID(), policy);
    return bucket().withCredentialsFile(file(key.id(), key.secret()));
  }

  Path file(String id, String secret) {
    return file(
        "[default]\naws_access_key_id = %s\naws_secret_access_key=%s\n".formatted(id, secret));
  }

  Path file(String text) {
    try {
      Path file = directory.resolve("credentials-" + UUID.randomUUID());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the keys of all objects. */
  List<String> objects() {
    return s3().listObjectsV2(b -> b.bucket(NAME)).contents().stream().map(S3Object::key).toList();
  }

  @Override
  public void close() {
    owner.close();
    aws.close();
    cloud.close();
  }
}
