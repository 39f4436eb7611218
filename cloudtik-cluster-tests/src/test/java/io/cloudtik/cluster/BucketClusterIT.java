/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.JobResult;
import io.cloudtik.Workspace;
import io.cloudtik.event.Event;
import io.cloudtik.provider.onpremise.Host;
import io.cloudtik.provider.onpremise.OnPremise;
import io.cloudtik.provider.onpremise.S3Bucket;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.JobPlacement;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.testkit.aws.EmulatedAws;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.machines.LabMachine;
import io.cloudtik.testkit.machines.MachineLab;
import io.cloudtik.testkit.machines.TestImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Hosts that share no directory meet in a bucket, of which only the head has the credentials. */
class BucketClusterIT {
  private static final Duration SOON = Duration.ofMinutes(4);
  private static final String BUCKET = "acme-hosts";

  /** Neither in what is searched nor what searches. */
  private static final String PATTERN = "/srv/pattern";

  @TempDir Path here;
  private final List<LabMachine> machines = new ArrayList<>();
  private final List<Event> told = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aClusterLivesAndLosesItsHeadAndLeavesTheBucketAsItWas() throws IOException {
    try (SimulatedCloud cloud = SimulatedCloud.of(3);
        EmulatedAws aws = EmulatedAws.on(cloud).start();
        MachineLab lab =
            MachineLab.open(Files.createDirectory(here.resolve("keys")), TestImage.JAVA);
        S3Client s3 = client(aws)) {
      s3.createBucket(b -> b.bucket(BUCKET));
      s3.putObject(b -> b.bucket(BUCKET).key("etl/of-others"), RequestBody.fromString("x"));
      OnPremise provider = hosts(bucket(aws, lab), lab);
      try (Workspace workspace =
          Workspace.create("demo", provider, options -> options.addListeners(told::add))) {
        live(workspace, aws.secretAccessKey());
        workspace.delete();
      }

      assertThat(s3.listObjectsV2(b -> b.bucket(BUCKET)).contents())
          .extracting(S3Object::key)
          .containsExactly("etl/hosts/documents/leases", "etl/of-others");
      assertThat(s3.listMultipartUploads(b -> b.bucket(BUCKET)).uploads()).isEmpty();
      for (LabMachine machine : machines) {
        assertThat(machine.exec("sh", "-c", "ls -A /var/lib/cloudtik 2>/dev/null; true")).isEmpty();
      }
    }
  }

  private void live(Workspace workspace, String secret) throws IOException {
    Cluster cluster =
        workspace
            .cluster("etl")
            .withWorkers(w -> w.cpus(1).min(1).max(1))
            .withFile(Files.writeString(here.resolve("of-cluster"), "of all\n"), "in/all.txt")
            .start()
            .await(SOON);
    assertThat(aJob(cluster, "first")).isEqualTo("first\n");
    onlyTheHeadHasTheCredentials(workspace, cluster, secret);

    LabMachine head = machine(workspace, cluster, "head");
    head.stop();
    head.start();
    head.exec("rm", "-rf", "/var/lib/cloudtik");
    cluster.awaitStatus("no head", s -> s.state() == ClusterState.UNREACHABLE, SOON);
    Cluster again = cluster.recover().await(SOON);

    assertThat(again.uid()).isEqualTo(cluster.uid());
    assertThat(aJob(again, "second")).isEqualTo("second\n");
    onlyTheHeadHasTheCredentials(workspace, again, secret);
    assertThat(again.terminate().leftBehind()).isEmpty();
    assertThat(told.toString()).doesNotContain(secret);
  }

  /** Runs a job with a file, and returns its result. */
  private String aJob(Cluster cluster, String text) throws IOException {
    Path file = Files.writeString(here.resolve(text), text + "\n");
    JobResult result =
        cluster
            .submit(
                JobSpec.command("sh", "-c", "cat 'in put.txt' > \"$CLOUDTIK_JOB_RESULT\"; id -u")
                    .with(job -> job.putFiles("in put.txt", file)))
            .await(SOON);
    assertThat(result.succeeded()).as(result.toString() + result.output()).isTrue();
    assertThat(result.output()).as("jobs are not root").isNotEqualTo("0\n");
    return result.result().orElse("");
  }

  private void onlyTheHeadHasTheCredentials(Workspace workspace, Cluster cluster, String secret)
      throws IOException {
    String directory = "/var/lib/cloudtik/demo/%s/head/".formatted(cluster.uid());
    String file = directory + "secrets/provider-s3-credentials";
    LabMachine head = machine(workspace, cluster, "head");
    assertThat(head.exec("stat", "-c", "%a %U", file)).isEqualTo("600 root");
    assertThat(found(head, secret)).isEqualTo(file);
    assertThat(head.exec("sh", "-c", "ls " + directory + "bundle/*.jar"))
        .contains("provider-onpremise-s3.jar");

    LabMachine worker = machine(workspace, cluster, "workers-1");
    assertThat(found(worker, secret)).isEmpty();
    assertThat(worker.exec("sh", "-c", "ls /var/lib/cloudtik/demo/*/*/bundle"))
        .contains("node.jar")
        .doesNotContain("provider-");

    JobResult thief =
        cluster
            .submit(
                JobSpec.command("sh", "-c", "cat " + file + " 2>&1")
                    .with(job -> job.placement(JobPlacement.HEAD)))
            .await(SOON);
    assertThat(thief.succeeded()).isFalse();
    assertThat(thief.output()).contains("Permission denied").doesNotContain(secret);
  }

  /** Returns the files, arguments and environments on a machine that have a text in them. */
  private String found(LabMachine machine, String text) throws IOException {
    machine.put(Files.writeString(here.resolve("pattern"), text), PATTERN);
    return machine.exec(
        "sh",
        "-c",
        "grep -rlaF -f "
            + PATTERN
            + " /opt /var /etc /home /root /run /tmp /proc/[0-9]*/environ /proc/[0-9]*/cmdline"
            + " 2>/dev/null; true");
  }

  private LabMachine machine(Workspace workspace, Cluster cluster, String node) {
    String host = TestMachines.slot(workspace, cluster.uid(), node).address().orElseThrow().host();
    return machines.stream().filter(each -> each.host().equals(host)).findFirst().orElseThrow();
  }

  private S3Bucket bucket(EmulatedAws aws, MachineLab lab) throws IOException {
    // Clients and heads must reach it under one address.
    URI endpoint = aws.listenOn(lab.gateway());
    Path file =
        Files.createFile(
            here.resolve("credentials"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        "aws_access_key_id=%s\naws_secret_access_key=%s\n"
            .formatted(aws.accessKeyId(), aws.secretAccessKey()));
    return S3Bucket.of(BUCKET)
        .withEndpoint(endpoint)
        .withRegion(aws.region())
        .withPrefix("etl")
        .withCredentialsFile(file);
  }

  private static S3Client client(EmulatedAws aws) {
    return S3Client.builder()
        .endpointOverride(aws.endpoint())
        .region(Region.of(aws.region()))
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(aws.accessKeyId(), aws.secretAccessKey())))
        .build();
  }

  private OnPremise hosts(S3Bucket bucket, MachineLab lab) {
    for (String name : List.of("h1", "h2")) {
      machines.add(lab.start(name));
    }
    return OnPremise.hosts(
        bucket,
        machines.stream()
            .map(
                machine ->
                    Host.builder()
                        .name("h" + machines.indexOf(machine))
                        .address(machine.host())
                        .addHostKeys(machine.hostKey())
                        .identityFile(lab.identity())
                        .cpus(2)
                        .memory(DataSize.gib(2))
                        .build())
            .collect(Collectors.toList()));
  }
}
