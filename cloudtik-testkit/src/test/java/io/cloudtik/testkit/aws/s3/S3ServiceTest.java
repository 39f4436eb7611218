/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.FailureKind;
import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.Caller;
import io.cloudtik.testkit.aws.KeyOwner;
import io.cloudtik.testkit.aws.PlainServer;
import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.ThingKind;
import io.cloudtik.testkit.cloud.ThingOrder;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/** The SDK's client against the service; everybody may do everything. */
class S3ServiceTest {
  private static final String BUCKET = "bucket-1";
  private static final int PART = 5 << 20;

  private final SimulatedCloud cloud = SimulatedCloud.of(1);
  private final CloudClient client = cloud.client("client");
  private final AwsPlace place =
      new AwsPlace(
          "111122223333",
          "us-west-2",
          cloud,
          (caller, action, resource, context) -> {},
          (request, caller) -> client,
          request -> Map.of());
  private final S3Service service = new S3Service(place);
  private PlainServer server;
  private S3Client s3;

  @BeforeEach
  void start() throws IOException {
    Caller root = new Caller("111122223333", "arn:aws:iam::111122223333:root", "root", "AKIA1");
    server = PlainServer.start(id -> new KeyOwner(root, "secret", null, null), service);
    s3 =
        S3Client.builder()
            .endpointOverride(server.uri())
            .region(Region.US_WEST_2)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA1", "secret")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    create(BUCKET);
  }

  @AfterEach
  void stop() {
    s3.close();
    server.close();
    cloud.close();
  }

  private void create(String bucket) {
    s3.createBucket(
        b -> b.bucket(bucket).createBucketConfiguration(c -> c.locationConstraint("us-west-2")));
  }

  private String put(String key, String text) {
    return s3.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromString(text)).eTag();
  }

  private String put(String key, String text, Consumer<PutObjectRequest.Builder> how) {
    return s3.putObject(b -> how.accept(b.bucket(BUCKET).key(key)), RequestBody.fromString(text))
        .eTag();
  }

  private String get(String key) {
    return s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asUtf8String();
  }

  private static void assertRefused(Runnable call, int status, String code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).as(e.getMessage()).isEqualTo(code);
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.requestId()).isNotBlank();
            });
  }

  @Test
  void aBucketIsAThingOfTheCloudAndGoneWhenThatIs() {
    assertThat(cloud.things().find(ThingKind.BUCKET, BUCKET)).isPresent();
    assertThat(s3.listBuckets().buckets()).extracting(b -> b.name()).containsExactly(BUCKET);
    assertThat(s3.headBucket(b -> b.bucket(BUCKET)).bucketRegion()).isEqualTo("us-west-2");
    assertThat(s3.getBucketLocation(b -> b.bucket(BUCKET)).locationConstraintAsString())
        .isEqualTo("us-west-2");
    put("key", "text");
    cloud.things().remove(cloud.things().find(ThingKind.BUCKET, BUCKET).orElseThrow().id());
    assertRefused(() -> get("key"), 404, "NoSuchBucket");
    assertThat(s3.listBuckets().buckets()).isEmpty();
    create(BUCKET);
    assertRefused(() -> get("key"), 404, "NoSuchKey");
  }

  @Test
  void aNameIsTakenOnce() {
    cloud
        .things()
        .put(
            new ThingOrder(
                ThingKind.BUCKET,
                "of-a-stranger",
                "",
                Map.of(),
                Map.of("owner", "999999999999"),
                Set.of()));
    assertRefused(() -> create("of-a-stranger"), 409, "BucketAlreadyExists");
    assertRefused(() -> create(BUCKET), 409, "BucketAlreadyOwnedByYou");
    assertRefused(() -> create("xn--bucket"), 400, "InvalidBucketName");
    assertRefused(
        () ->
            s3.createBucket(
                b ->
                    b.bucket("bucket-2")
                        .createBucketConfiguration(c -> c.locationConstraint("eu-west-1"))),
        400,
        "IllegalLocationConstraintException");
    assertThatThrownBy(() -> s3.headBucket(b -> b.bucket("of-a-stranger")))
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    assertThatThrownBy(() -> s3.headBucket(b -> b.bucket("of-nobody")))
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(404));
  }

  @Test
  void onlyAnEmptyBucketIsDeleted() {
    put("key", "text");
    assertRefused(() -> s3.deleteBucket(b -> b.bucket(BUCKET)), 409, "BucketNotEmpty");
    s3.deleteObject(b -> b.bucket(BUCKET).key("key"));
    s3.deleteBucket(b -> b.bucket(BUCKET));
    assertThat(cloud.leftovers()).isEmpty();
    assertRefused(() -> s3.deleteBucket(b -> b.bucket(BUCKET)), 404, "NoSuchBucket");
  }

  @Test
  void settingsAreReadAsTheyWereWritten() {
    assertThat(
            s3.getPublicAccessBlock(b -> b.bucket(BUCKET))
                .publicAccessBlockConfiguration()
                .blockPublicPolicy())
        .isTrue();
    assertThat(
            s3.getBucketEncryption(b -> b.bucket(BUCKET))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0)
                .applyServerSideEncryptionByDefault()
                .sseAlgorithmAsString())
        .isEqualTo("AES256");
    assertThat(
            s3.getBucketOwnershipControls(b -> b.bucket(BUCKET))
                .ownershipControls()
                .rules()
                .get(0)
                .objectOwnershipAsString())
        .isEqualTo("BucketOwnerEnforced");
    assertRefused(() -> s3.getBucketTagging(b -> b.bucket(BUCKET)), 404, "NoSuchTagSet");
    s3.putBucketTagging(
        b ->
            b.bucket(BUCKET)
                .tagging(t -> t.tagSet(Tag.builder().key("a key").value("ä<&>").build())));
    assertThat(s3.getBucketTagging(b -> b.bucket(BUCKET)).tagSet())
        .extracting(Tag::key, Tag::value)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("a key", "ä<&>"));
    assertThat(s3.getBucketVersioning(b -> b.bucket(BUCKET)).statusAsString()).isNull();
    s3.putBucketVersioning(
        b -> b.bucket(BUCKET).versioningConfiguration(v -> v.status("Suspended")));
    assertThat(s3.getBucketVersioning(b -> b.bucket(BUCKET)).statusAsString())
        .isEqualTo("Suspended");
    s3.deletePublicAccessBlock(b -> b.bucket(BUCKET));
    assertRefused(
        () -> s3.getPublicAccessBlock(b -> b.bucket(BUCKET)),
        404,
        "NoSuchPublicAccessBlockConfiguration");
    assertRefused(
        () -> s3.getBucketLifecycleConfiguration(b -> b.bucket(BUCKET)),
        404,
        "NoSuchLifecycleConfiguration");
    s3.putBucketLifecycleConfiguration(
        b ->
            b.bucket(BUCKET)
                .lifecycleConfiguration(
                    l ->
                        l.rules(
                            r ->
                                r.id("old")
                                    .status("Enabled")
                                    .filter(f -> f.prefix("tmp/"))
                                    .expiration(e -> e.days(1)))));
    assertThat(s3.getBucketLifecycleConfiguration(b -> b.bucket(BUCKET)).rules().get(0).id())
        .isEqualTo("old");
  }

  @Test
  void aPolicyForEverybodyIsRefusedWhilePublicAccessIsBlocked() {
    assertRefused(() -> s3.getBucketPolicy(b -> b.bucket(BUCKET)), 404, "NoSuchBucketPolicy");
    String open =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",
        "Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket-1/*"}]}""";
    assertRefused(
        () -> s3.putBucketPolicy(b -> b.bucket(BUCKET).policy(open)), 403, "AccessDenied");
    assertRefused(
        () -> s3.putBucketPolicy(b -> b.bucket(BUCKET).policy("{\"Statement\":[]}")),
        400,
        "MalformedPolicy");
    String narrow =
        open.replace(
            "\"Action\"",
            "\"Condition\":{\"StringEquals\":{\"aws:SourceVpce\":\"vpce-1\"}},\"Action\"");
    s3.putBucketPolicy(b -> b.bucket(BUCKET).policy(narrow));
    assertThat(s3.getBucketPolicy(b -> b.bucket(BUCKET)).policy()).isEqualTo(narrow);
    assertThat(s3.getBucketPolicyStatus(b -> b.bucket(BUCKET)).policyStatus().isPublic()).isFalse();
    s3.deleteBucketPolicy(b -> b.bucket(BUCKET));
    assertRefused(() -> s3.getBucketPolicy(b -> b.bucket(BUCKET)), 404, "NoSuchBucketPolicy");
  }

  @Test
  void anObjectComesBackWithAllThatWasSaidOfIt() {
    put(
        "key",
        "some text",
        b -> b.contentType("text/x-test").metadata(Map.of("purpose", "test")).cacheControl("none"));
    HeadObjectResponse head = s3.headObject(b -> b.bucket(BUCKET).key("key"));
    assertThat(head.contentLength()).isEqualTo(9);
    assertThat(head.contentType()).isEqualTo("text/x-test");
    assertThat(head.metadata()).containsExactly(Map.entry("purpose", "test"));
    assertThat(head.cacheControl()).isEqualTo("none");
    assertThat(head.serverSideEncryptionAsString()).isEqualTo("AES256");
    assertThat(head.lastModified()).isEqualTo(cloud.time().clock().instant());
    assertThat(get("key")).isEqualTo("some text");
    assertRefused(() -> get("other"), 404, "NoSuchKey");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a+b",
        "a%20b",
        "ä/ö",
        "日本/𝄞",
        "a&b=c?d#e",
        "a//b",
        "/a",
        "a/",
        "~!@$^*(),;:'[]{}|\"<>"
      })
  void keysAreAsTheyWereWritten(String key) {
    put(key, key);
    assertThat(get(key)).isEqualTo(key);
    assertThat(s3.listObjectsV2(b -> b.bucket(BUCKET)).contents())
        .extracting(S3Object::key)
        .containsExactly(key);
    assertThat(s3.listObjectsV2(b -> b.bucket(BUCKET).prefix(key).encodingType("url")).contents())
        .extracting(S3Object::key)
        .containsExactly(key);
    s3.copyObject(
        b ->
            b.sourceBucket(BUCKET)
                .sourceKey(key)
                .destinationBucket(BUCKET)
                .destinationKey("copy of " + key));
    assertThat(get("copy of " + key)).isEqualTo(key);
    s3.deleteObjects(
        b -> b.bucket(BUCKET).delete(d -> d.objects(ObjectIdentifier.builder().key(key).build())));
    assertRefused(() -> get(key), 404, "NoSuchKey");
  }

  @Test
  void partsOfAnObjectAreRead() {
    put("key", "0123456789");
    assertThat(range("bytes=2-4")).isEqualTo("234");
    assertThat(range("bytes=7-")).isEqualTo("789");
    assertThat(range("bytes=-3")).isEqualTo("789");
    assertThat(range("bytes=8-99")).isEqualTo("89");
    assertRefused(() -> range("bytes=10-"), 416, "InvalidRange");
    put("empty", "");
    assertThat(get("empty")).isEmpty();
  }

  private String range(String range) {
    return s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("key").range(range)).asUtf8String();
  }

  @Test
  void conditionsOfReadsAreKept() {
    String etag = put("key", "text");
    assertThat(s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("key").ifMatch(etag)).asUtf8String())
        .isEqualTo("text");
    assertRefused(
        () -> s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("key").ifMatch("\"other\"")),
        412,
        "PreconditionFailed");
    assertThatThrownBy(
            () -> s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("key").ifNoneMatch(etag)))
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(304));
  }

  @Test
  void aWriteThatMustBeTheFirstIsRefusedWhereSomethingIs() {
    put("key", "one", b -> b.ifNoneMatch("*"));
    assertRefused(() -> put("key", "two", b -> b.ifNoneMatch("*")), 412, "PreconditionFailed");
    assertThat(get("key")).isEqualTo("one");
  }

  @Test
  void aWriteOverOneContentIsRefusedOverAnother() {
    String one = put("key", "one");
    String two = put("key", "two", b -> b.ifMatch(one));
    assertRefused(() -> put("key", "three", b -> b.ifMatch(one)), 412, "PreconditionFailed");
    assertThat(get("key")).isEqualTo("two");
    assertRefused(() -> put("absent", "one", b -> b.ifMatch(one)), 404, "NoSuchKey");
    assertRefused(
        () -> s3.deleteObject(b -> b.bucket(BUCKET).key("key").ifMatch(one)),
        412,
        "PreconditionFailed");
    s3.deleteObject(b -> b.bucket(BUCKET).key("key").ifMatch(two));
    assertRefused(() -> get("key"), 404, "NoSuchKey");
    s3.deleteObject(b -> b.bucket(BUCKET).key("key"));
  }

  @Test
  void ofManyFirstWritesOneSucceeds() {
    long written =
        IntStream.range(0, 24)
            .parallel()
            .filter(
                i -> {
                  try {
                    put("key", "by " + i, b -> b.ifNoneMatch("*"));
                    return true;
                  } catch (AwsServiceException e) {
                    assertThat(e.statusCode()).isEqualTo(412);
                    return false;
                  }
                })
            .count();
    assertThat(written).isEqualTo(1);
  }

  @Test
  void aConditionalWriteMeetsAConflictThatATestScripts() {
    cloud.faults().on("PutObject").times(1).refuse(FailureKind.CONFLICT);
    assertRefused(
        () -> put("key", "one", b -> b.ifNoneMatch("*")), 409, "ConditionalRequestConflict");
    put("key", "one", b -> b.ifNoneMatch("*"));
  }

  @Test
  void aLostReplyIsNoAnswerAndTheWriteIsThere() {
    cloud.faults().on("PutObject").times(10).loseReply();
    assertThatThrownBy(() -> put("key", "text")).isInstanceOf(SdkClientException.class);
    assertThat(get("key")).isEqualTo("text");
    assertThat(cloud.log()).anyMatch(call -> call.name().equals("PutObject") && !call.isOk());
  }

  @Test
  void whatIsThrottledIsToldToSlowDown() {
    cloud.faults().on("GetObject").times(1).refuse(FailureKind.THROTTLED);
    put("key", "text");
    assertThat(get("key")).isEqualTo("text");
    assertThat(cloud.log())
        .filteredOn(call -> call.name().equals("GetObject"))
        .extracting(call -> call.outcome())
        .containsExactly("THROTTLED", "ok");
  }

  @Test
  void listsComeInPagesAndWithWhatNamesBeginWith() {
    for (String key : List.of("a/1", "a/2", "b", "c/1", "c/2/3", "d")) {
      put(key, key);
    }
    assertThat(keys(s3.listObjectsV2(b -> b.bucket(BUCKET).delimiter("/"))))
        .containsExactly("b", "d", "a/", "c/");
    assertThat(keys(s3.listObjectsV2(b -> b.bucket(BUCKET).prefix("c/").delimiter("/"))))
        .containsExactly("c/1", "c/2/");
    assertThat(keys(s3.listObjectsV2(b -> b.bucket(BUCKET).startAfter("b"))))
        .containsExactly("c/1", "c/2/3", "d");
    List<String> all = new ArrayList<>();
    s3.listObjectsV2Paginator(b -> b.bucket(BUCKET).delimiter("/").maxKeys(1))
        .forEach(page -> all.addAll(keys(page)));
    assertThat(all).containsExactly("a/", "b", "c/", "d");
    assertThat(s3.listObjects(b -> b.bucket(BUCKET).marker("b").maxKeys(2)).contents())
        .extracting(S3Object::key)
        .containsExactly("c/1", "c/2/3");
    assertThat(s3.listObjects(b -> b.bucket(BUCKET).delimiter("/").maxKeys(1)).nextMarker())
        .isEqualTo("a/");
  }

  private static List<String> keys(ListObjectsV2Response page) {
    List<String> keys = new ArrayList<>();
    page.contents().forEach(each -> keys.add(each.key()));
    page.commonPrefixes().forEach(each -> keys.add(each.prefix()));
    assertThat(page.keyCount()).isEqualTo(keys.size());
    return keys;
  }

  @Test
  void namesAreInTheOrderOfTheirBytes() {
    put("\uFF5E", "");
    put("\uD834\uDD1E", "");
    assertThat(keys(s3.listObjectsV2(b -> b.bucket(BUCKET))))
        .containsExactly("\uFF5E", "\uD834\uDD1E");
  }

  @Test
  void anUploadInPartsIsOneObject() {
    byte[] first = bytes(PART, 1);
    byte[] second = bytes(100, 2);
    String id =
        s3.createMultipartUpload(
                b ->
                    b.bucket(BUCKET)
                        .key("key")
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .metadata(Map.of("purpose", "test")))
            .uploadId();
    assertRefused(() -> get("key"), 404, "NoSuchKey");
    List<CompletedPart> parts = List.of(part(id, 1, first), part(id, 2, second));
    assertThat(s3.listParts(b -> b.bucket(BUCKET).key("key").uploadId(id)).parts())
        .extracting(p -> p.size())
        .containsExactly((long) PART, 100L);
    assertThat(s3.listMultipartUploads(b -> b.bucket(BUCKET)).uploads()).hasSize(1);
    String etag =
        s3.completeMultipartUpload(
                b ->
                    b.bucket(BUCKET)
                        .key("key")
                        .uploadId(id)
                        .ifNoneMatch("*")
                        .multipartUpload(m -> m.parts(parts)))
            .eTag();
    assertThat(etag).matches("\"[0-9a-f]{32}-2\"");
    byte[] all = s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("key")).asByteArray();
    assertThat(all).hasSize(PART + 100).startsWith(first).endsWith(second);
    SdkBytes across =
        SdkBytes.fromByteArray(
            s3.getObjectAsBytes(
                    b -> b.bucket(BUCKET).key("key").range("bytes=%d-".formatted(PART - 1)))
                .asByteArray());
    assertThat(across.asByteArray()).hasSize(101).endsWith(second);
    assertThat(s3.headObject(b -> b.bucket(BUCKET).key("key").partNumber(2)).contentLength())
        .isEqualTo(100);
    assertRefused(
        () -> s3.abortMultipartUpload(b -> b.bucket(BUCKET).key("key").uploadId(id)),
        404,
        "NoSuchUpload");
  }

  private CompletedPart part(String upload, int number, byte[] bytes) {
    var answer =
        s3.uploadPart(
            b -> b.bucket(BUCKET).key("key").uploadId(upload).partNumber(number),
            RequestBody.fromBytes(bytes));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(answer.eTag())
        .checksumCRC32(answer.checksumCRC32())
        .build();
  }

  private static byte[] bytes(int size, int seed) {
    byte[] bytes = new byte[size];
    new java.util.Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void partsThatAreTooSmallOrUnknownMakeNoObject() {
    String id = s3.createMultipartUpload(b -> b.bucket(BUCKET).key("key")).uploadId();
    CompletedPart one = part(id, 1, bytes(100, 1));
    CompletedPart two = part(id, 2, bytes(100, 2));
    assertRefused(() -> complete(id, one, two), 400, "EntityTooSmall");
    assertRefused(() -> complete(id, two, one), 400, "InvalidPartOrder");
    assertRefused(
        () -> complete(id, one.toBuilder().eTag("\"other\"").build()), 400, "InvalidPart");
    s3.abortMultipartUpload(b -> b.bucket(BUCKET).key("key").uploadId(id));
    assertRefused(() -> complete(id, one), 404, "NoSuchUpload");
    assertThat(s3.listMultipartUploads(b -> b.bucket(BUCKET)).uploads()).isEmpty();
  }

  private void complete(String id, CompletedPart... parts) {
    s3.completeMultipartUpload(
        b -> b.bucket(BUCKET).key("key").uploadId(id).multipartUpload(m -> m.parts(parts)));
  }

  @Test
  void digestsThatAreWrongAreSeen() {
    assertRefused(
        () -> put("key", "text", b -> b.contentMD5("AAAAAAAAAAAAAAAAAAAAAA==")), 400, "BadDigest");
    assertRefused(() -> put("key", "text", b -> b.checksumCRC32("AAAAAA==")), 400, "BadDigest");
    put("key", "text", b -> b.checksumAlgorithm(ChecksumAlgorithm.SHA256));
    assertThat(
            s3.headObject(b -> b.bucket(BUCKET).key("key").checksumMode("ENABLED"))
                .checksumSHA256())
        .isNotBlank();
  }

  @Test
  void aCopyMayHaveOtherMetadata() {
    put("key", "text", b -> b.metadata(Map.of("a", "1")));
    assertRefused(() -> copy("key", "key", "COPY", Map.of()), 400, "InvalidRequest");
    copy("key", "key", "REPLACE", Map.of("b", "2"));
    assertThat(s3.headObject(b -> b.bucket(BUCKET).key("key")).metadata())
        .containsExactly(Map.entry("b", "2"));
    copy("key", "other", "COPY", Map.of());
    assertThat(s3.headObject(b -> b.bucket(BUCKET).key("other")).metadata())
        .containsExactly(Map.entry("b", "2"));
    assertRefused(() -> copy("absent", "other", "COPY", Map.of()), 404, "NoSuchKey");
  }

  private void copy(String from, String to, String directive, Map<String, String> metadata) {
    s3.copyObject(
        b ->
            b.sourceBucket(BUCKET)
                .sourceKey(from)
                .destinationBucket(BUCKET)
                .destinationKey(to)
                .metadataDirective(MetadataDirective.fromValue(directive))
                .metadata(metadata));
  }

  @Test
  void anObjectLargerThanWhatFitsInMemoryComesBackWhole() throws Exception {
    long size = 300L << 20;
    MessageDigest sent = MessageDigest.getInstance("SHA-256");
    s3.putObject(
        b -> b.bucket(BUCKET).key("large"),
        RequestBody.fromContentProvider(
            () -> new DigestInputStream(new Noise(size), reset(sent)), size, "binary/test"));
    MessageDigest received = MessageDigest.getInstance("SHA-256");
    try (ResponseInputStream<GetObjectResponse> in =
        s3.getObject(b -> b.bucket(BUCKET).key("large"))) {
      long read =
          new DigestInputStream(in, received).transferTo(java.io.OutputStream.nullOutputStream());
      assertThat(read).isEqualTo(size);
    }
    assertThat(HexFormat.of().formatHex(received.digest()))
        .isEqualTo(HexFormat.of().formatHex(sent.digest()));
  }

  private static MessageDigest reset(MessageDigest digest) {
    digest.reset();
    return digest;
  }

  /** Bytes that never come twice, without being anywhere. */
  private static final class Noise extends InputStream {
    private long left;
    private long state = 88172645463325252L;

    Noise(long size) {
      left = size;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) {
      int some = (int) Math.min(count, left);
      for (int i = 0; i < some; i++) {
        if (i % Long.BYTES == 0) {
          state ^= state << 13;
          state ^= state >>> 7;
          state ^= state << 17;
        }
        into[offset + i] = (byte) (state >>> i % Long.BYTES * Byte.SIZE);
      }
      left -= some;
      return some == 0 && count > 0 ? -1 : some;
    }
  }

  @Test
  void whatThereIsCanBeCounted() {
    put("one", "1");
    put("two", "2");
    assertThat(service.sizes()).containsExactly(Map.entry(BUCKET, 2));
  }
}
