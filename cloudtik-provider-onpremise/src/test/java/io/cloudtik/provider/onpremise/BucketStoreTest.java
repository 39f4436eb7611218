/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.error.RetryAdvice;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.WriteCondition;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts whose store is a bucket. */
class BucketStoreTest {
  @TempDir private Path directory;
  private EmulatedBucket service;

  @BeforeEach
  void start() {
    service = new EmulatedBucket(directory);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static CloudProvider open(S3Bucket bucket, String workspace) {
    return open(bucket, new NotingContext(workspace, Clock.systemUTC()));
  }

  private static CloudProvider open(S3Bucket bucket, ProviderContext context) {
    return new OnPremiseFactory().open(OnPremise.hosts(bucket, SomeHosts.of(5)), context);
  }

  private static CloudProvider made(S3Bucket bucket, String workspace) {
    CloudProvider provider = open(bucket, workspace);
    provider.resources().forEach(WorkspaceResource::create);
    return provider;
  }

  private static ProviderFailure refusal(S3Bucket bucket) {
    ProviderException refused =
        catchThrowableOfType(ProviderException.class, () -> made(bucket, "analytics"));
    return refused.failure().orElseThrow();
  }

  @Test
  void aBucketThatIsNotThereIsNamedAndNotMade() {
    S3Bucket missing =
        S3Bucket.of("acme-other")
            .withEndpoint(service.bucket().endpoint().orElseThrow())
            .withRegion(service.bucket().region())
            .withCredentialsFile(service.bucket().credentialsFile().orElseThrow());

    ProviderFailure failure = refusal(missing);

    assertThat(failure.toString())
        .contains("bucket s3://acme-other/ at http://127.0.0.1", "does not exist", "make it");
    assertThat(failure.retry()).isEqualTo(RetryAdvice.AFTER_CHANGE);
    assertThat(open(missing, "analytics").preflight(ClusterSpec.builder().name("a").build()))
        .extracting(ProviderFailure::code)
        .containsExactly(Optional.of("NoSuchBucket"));
    assertThat(service.s3().listBuckets().buckets()).hasSize(1);
  }

  @Test
  void credentialsThatAreNotTakenAreNamedByTheirFile() {
    Path wrongSecret = service.file("AKIANOBODY", "not-the-secret");
    String right = read(service.bucket().credentialsFile().orElseThrow());
    Path otherSecret = service.file(right.replace(service.secret(), "another-secret"));

    assertThat(refusal(service.bucket().withCredentialsFile(wrongSecret)).toString())
        .contains("does not take the credentials of " + wrongSecret, "[InvalidAccessKeyId]")
        .doesNotContain("not-the-secret");
    assertThat(refusal(service.bucket().withCredentialsFile(otherSecret)).toString())
        .contains("does not take the credentials of " + otherSecret, "[SignatureDoesNotMatch]")
        .doesNotContain("another-secret");
  }

  private static String read(Path file) {
    return org.assertj.core.util.Files.contentOf(file.toFile(), "UTF-8");
  }

  @Test
  void aRightThatIsMissingIsNamed() {
    S3Bucket reader =
        service.bucketOf(
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*",
             "Action":["s3:GetObject","s3:ListBucket"]}]}""");

    ProviderFailure failure = refusal(reader);

    assertThat(failure.toString()).contains("may not do s3:PutObject on acme-hosts/workspaces/");
    assertThat(failure.retry()).isEqualTo(RetryAdvice.AFTER_CHANGE);
  }

  /** What the page on hosts says is enough for one prefix. */
  @Test
  void theRightsOfTheDocumentationAreEnough() {
    S3Bucket narrow =
        service
            .bucketOf(
                """
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Action":["s3:ListBucket","s3:ListBucketMultipartUploads"],
                  "Resource":"arn:aws:s3:::acme-hosts",
                  "Condition":{"StringLikeIfExists":{"s3:prefix":"etl/*"}}},
                 {"Effect":"Allow","Resource":"arn:aws:s3:::acme-hosts/etl/*",
                  "Action":["s3:GetObject","s3:PutObject","s3:DeleteObject","s3:AbortMultipartUpload"]}]}""")
            .withPrefix("etl");
    CloudProvider provider = made(narrow, "analytics");
    provider.storage().data().put("a", service.file("text"));
    provider.launch(HostRush.head(provider, "uid-1"));
    provider.terminate("uid-1", java.util.Set.of("head"));

    provider.resources().get(0).delete();

    assertThat(service.objects()).containsExactly("etl/hosts/documents/leases");
  }

  @Test
  void anEndpointThatDoesNotAnswerIsToldAtOnce() {
    S3Bucket nobody = service.bucket().withEndpoint(URI.create("http://127.0.0.1:9"));

    ProviderFailure failure =
        catchThrowableOfType(
                ProviderException.class,
                () -> open(nobody, "analytics").resources().get(0).observe())
            .failure()
            .orElseThrow();

    assertThat(failure.toString())
        .contains("at http://127.0.0.1:9 did not answer", "ConnectException");
    assertThat(failure.retry()).isEqualTo(RetryAdvice.AFTER_CHANGE);
  }

  @Test
  void aServiceThatIgnoresConditionsIsRefused() {
    refusedForIt("it ignores If-Match, and writes although no object is there");
    refusedForIt("it ignores If-None-Match", "match-absent", "match");
    refusedForIt("it ignores If-Match, and writes over", "match-absent", "none-match");
    refusedForIt("it ignores If-Match, and writes although", "match", "none-match");
  }

  private void refusedForIt(String why, String... kept) {
    try (CarelessService careless = new CarelessService(kept)) {
      S3Bucket bucket = service.bucket().withEndpoint(careless.endpoint());

      assertThat(refusal(bucket).toString())
          .contains("does not write by condition: " + why, "two clusters could take the same host");
      assertThat(careless.objects()).as("the object of the trial is gone").isEmpty();
    }
  }

  @Test
  void aServiceThatKeepsThemIsTaken() {
    try (CarelessService careful = new CarelessService("match", "match-absent", "none-match")) {
      made(service.bucket().withEndpoint(careful.endpoint()), "analytics");

      assertThat(careful.objects()).containsOnlyKeys("/acme-hosts/workspaces/analytics/workspace");
    }
  }

  @Test
  void clustersWithRuntimesAreRefused() {
    ClusterSpec spec = ClusterSpec.builder().name("etl").addRuntimes(() -> "spark").build();

    assertThat(open(service.bucket(), "analytics").validate(spec))
        .singleElement()
        .asString()
        .contains("runtimes: expected none with a store in a bucket", "got [spark]");
  }

  @Test
  void clustersOfManyClientsNeverHaveTheSameHost() throws Exception {
    S3Bucket bucket = service.bucket();
    HostRush.isTakenInTurns(name -> made(bucket, name), name -> open(bucket, name));
  }

  @Test
  void aDeletedWorkspaceLeavesTheBucketAndWhatLiesBeside() {
    service
        .s3()
        .putObject(
            b -> b.bucket(EmulatedBucket.NAME).key("of-others"),
            software.amazon.awssdk.core.sync.RequestBody.fromString("x"));
    CloudProvider first = made(service.bucket(), "first");
    CloudProvider second = made(service.bucket(), "second");
    first.storage().documents().write("a/b", "text", WriteCondition.ifAbsent(), null);
    first.storage().control().put("bundles/b", service.file("b"));
    first.storage().data().put("jobs/j/file", service.file("f"));
    String unfinished = "workspaces/first/data/large";
    service.s3().createMultipartUpload(b -> b.bucket(EmulatedBucket.NAME).key(unfinished));
    second.launch(HostRush.head(second, "uid-2"));

    first.resources().get(0).delete();

    assertThat(service.objects())
        .containsExactly("hosts/documents/leases", "of-others", "workspaces/second/workspace");
    assertThat(service.s3().listMultipartUploads(b -> b.bucket(EmulatedBucket.NAME)).uploads())
        .isEmpty();
    assertThat(second.inventory("uid-2")).hasSize(1);
    assertThatThrownBy(() -> first.launch(HostRush.head(first, "uid-1")))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("workspace 'first' does not exist in s3://acme-hosts/");
  }

  @Test
  void aHeadWorksWithWhatItWasGivenAndWithoutTheFile() throws Exception {
    CloudProvider client = made(service.bucket(), "analytics");
    client.storage().data().put("jobs/j/in put", service.file("content"));
    Map<String, String> secrets = client.secretsForHead();
    S3Bucket withoutFile = service.bucket().withCredentialsFile(Path.of("/not/here"));

    CloudProvider head = open(withoutFile, new HeadContext(secrets));

    assertThat(head.storage().data().list("")).containsExactly("jobs/j/in put");
    URI address =
        head.storage().data().readableAt("jobs/j/in put", Duration.ofMinutes(5)).orElseThrow();
    assertThat(
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body())
        .isEqualTo("content");
    assertThat(client.storage().data().readableAt("jobs/j/in put", Duration.ofMinutes(5)))
        .isEmpty();
  }

  @Test
  void aHeadWithoutCredentialsSaysSo() {
    made(service.bucket(), "analytics");

    assertThatThrownBy(
            () -> open(service.bucket(), new HeadContext(Map.of())).storage().documents().list(""))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("this head has no credentials of bucket")
        .hasMessageContaining("start the cluster again");
  }

  @Test
  void onlyTheCredentialsThatAreMeantGoToTheHead() {
    Path file =
        service.file(
            """
            # mine
            [work]
            aws_access_key_id=AKIAWORK
            aws_secret_access_key=of-work
            [default]
            AWS_ACCESS_KEY_ID = AKIAHERE
            aws_secret_access_key = a=b+/c
            region = nowhere
            [other]
            aws_access_key_id=AKIAOTHER
            aws_secret_access_key=of-other
            """);

    assertThat(
            open(service.bucket().withCredentialsFile(file), "analytics").secretsForHead().values())
        .containsExactly("aws_access_key_id=AKIAHERE\naws_secret_access_key=a=b+/c\n");
  }

  @Test
  void aFileWithCredentialsThatIsWrongIsToldWithoutThem() throws Exception {
    Path open = service.file("AKIAHERE", "of-here");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
    Path half = service.file("aws_access_key_id=AKIAHERE\nsecret=of-here\n");
    Path missing = directory.resolve("missing");

    assertThat(failureWith(open))
        .hasMessageContaining("file " + open + " with the credentials")
        .hasMessageContaining("chmod 600");
    assertThat(failureWith(half))
        .hasMessageContaining(half + ": expected a line aws_secret_access_key=...");
    assertThat(failureWith(missing)).hasMessageContaining("there is no " + missing);
    for (Path file : List.of(open, half, missing)) {
      assertThat(whole(failureWith(file))).doesNotContain("of-here", "AKIAHERE");
    }
  }

  private Throwable failureWith(Path file) {
    return catchThrowable(
        () ->
            open(service.bucket().withCredentialsFile(file), "analytics")
                .resources()
                .get(0)
                .observe());
  }

  private static String whole(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void noSecretIsInConfigOrText() {
    OnPremise config = OnPremise.hosts(service.bucket().withPrefix("a/b"), SomeHosts.of(1));
    OnPremiseFactory factory = new OnPremiseFactory();
    Map<String, String> plain = factory.encode(config);

    assertThat(plain.toString() + config + config.bucket() + factory.decode(plain))
        .contains("acme-hosts", "credentials-")
        .doesNotContain(service.secret());
    assertThat(new S3Keys("AKIAHERE", "of-here", "token")).hasToString("S3Keys[****]");
    assertThat(config)
        .hasToString(
            "OnPremise{store=s3://acme-hosts/a/b/ at %s, hosts=[h1]}"
                .formatted(service.bucket().endpoint().orElseThrow()));
  }

  @Test
  void whatIsNoBucketIsRefusedByName() {
    S3Bucket bucket = S3Bucket.of("acme-hosts");
    assertThatThrownBy(() -> OnPremise.hosts(bucket, SomeHosts.of(1)))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("provider.store.credentialsFile: expected");
    assertThatThrownBy(() -> S3Bucket.of("Acme Hosts"))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("provider.store.bucket: expected", "'Acme Hosts'");
    assertThatThrownBy(() -> bucket.withEndpoint(URI.create("https://ann:of-here@s3.acme.com")))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("provider.store.endpoint: expected http:// or https://")
        .hasMessageNotContaining("of-here");
    for (String prefix : List.of("/a", "a//b", "../a", "a/.b", "a b")) {
      assertThatThrownBy(() -> bucket.withPrefix(prefix))
          .as(prefix)
          .isInstanceOf(InvalidSpecException.class)
          .hasMessageContaining("provider.store.prefix: expected");
    }
    assertThat(bucket.withPrefix("a/b").prefix()).isEqualTo("a/b/");
    assertThat(bucket.withEndpoint(URI.create("http://s3:9000/")).endpoint())
        .contains(URI.create("http://s3:9000"));
    assertThatThrownBy(() -> bucket.withRegion(""))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("provider.store.region: expected");
  }

  @Test
  void theConfigSurvivesItsPlainForm() {
    S3Bucket plain = S3Bucket.of("acme-hosts").withCredentialsFile(Path.of("/a/b"));
    for (S3Bucket bucket :
        List.of(
            plain,
            plain.withRegion("eu-west-1"),
            plain.withPrefix("x").withEndpoint(URI.create("https://s3.acme.com:9000")))) {
      ProviderConfig config = OnPremise.hosts(bucket, SomeHosts.of(2));
      OnPremiseFactory factory = new OnPremiseFactory();
      assertThat(factory.decode(factory.encode(config))).isEqualTo(config);
    }
  }

  /** A context on a head. */
  private record HeadContext(Map<String, String> secrets) implements ProviderContext {
    @Override
    public String workspace() {
      return "analytics";
    }

    @Override
    public Clock clock() {
      return Clock.systemUTC();
    }

    @Override
    public boolean onHead() {
      return true;
    }

    @Override
    public Optional<String> secret(String name) {
      return Optional.ofNullable(secrets.get(name));
    }
  }
}
