/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.cloudtik.testkit.aws.iam.AccessKey;
import io.cloudtik.testkit.cloud.MachineType;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.ThingKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.sts.StsClient;

/** All services of the emulated AWS together, with signatures and policies. */
class AccountTest {
  private static final String BUCKET = "bucket-1";

  private final SimulatedCloud cloud = SimulatedCloud.of(3);
  private final EmulatedAws aws = EmulatedAws.on(cloud).atSpeed(0);
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private AwsCredentials root;

  @BeforeEach
  void start() {
    aws.start();
    root = AwsBasicCredentials.create(aws.accessKeyId(), aws.secretAccessKey());
  }

  @AfterEach
  void stop() {
    aws.close();
    cloud.close();
  }

  private <B extends AwsClientBuilder<B, C>, C> B to(B builder, AwsCredentials credentials) {
    return builder
        .endpointOverride(aws.endpoint())
        .region(Region.of(aws.region()))
        .credentialsProvider(StaticCredentialsProvider.create(credentials));
  }

  private S3Client s3(AwsCredentials credentials) {
    return to(S3Client.builder().httpClient(http), credentials).forcePathStyle(true).build();
  }

  private Ec2Client ec2(AwsCredentials credentials) {
    return to(Ec2Client.builder().httpClient(http), credentials).build();
  }

  private AwsCredentials user(String name, String policy) {
    AccessKey key = aws.identities().user(name, policy);
    return AwsBasicCredentials.create(key.id(), key.secret());
  }

  private static String allowing(String actions, String resource) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["%s"],"Resource":"%s"}]}"""
        .formatted(actions, resource);
  }

  private void createBucket() {
    s3(root)
        .createBucket(
            b ->
                b.bucket(BUCKET).createBucketConfiguration(c -> c.locationConstraint("us-west-2")));
  }

  private static void assertRefused(Runnable call, String code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).as(e.getMessage()).isEqualTo(code));
  }

  @Test
  void objectsInSignedChunksComeWhole() {
    createBucket();
    S3Client chunked =
        to(S3Client.builder().httpClient(http), root)
            .serviceConfiguration(
                S3Configuration.builder()
                    .pathStyleAccessEnabled(true)
                    .chunkedEncodingEnabled(true)
                    .build())
            .build();
    byte[] bytes = new byte[300_000];
    new java.util.Random(1).nextBytes(bytes);
    chunked.putObject(b -> b.bucket(BUCKET).key("a b+c"), RequestBody.fromBytes(bytes));
    assertThat(chunked.getObjectAsBytes(b -> b.bucket(BUCKET).key("a b+c")).asByteArray())
        .isEqualTo(bytes);
    assertThat(
            chunked
                .headObject(b -> b.bucket(BUCKET).key("a b+c").checksumMode("ENABLED"))
                .checksumCRC32())
        .isNotBlank();
  }

  @Test
  void aPresignedAddressIsGoodForWhoSignedIt() throws IOException {
    createBucket();
    s3(root).putObject(b -> b.bucket(BUCKET).key("a b"), RequestBody.fromString("text"));
    assertThat(open(presigned(root))).isEqualTo("200 text");
    assertThat(open(presigned(user("ann", allowing("s3:ListBucket", "*"))))).startsWith("403");
    URL wrong = new URL(presigned(root).toString().replace("a%20b", "other"));
    assertThat(open(wrong)).startsWith("403");
  }

  private URL presigned(AwsCredentials credentials) {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(aws.endpoint())
            .region(Region.of(aws.region()))
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      return presigner
          .presignGetObject(
              p ->
                  p.signatureDuration(Duration.ofMinutes(5))
                      .getObjectRequest(g -> g.bucket(BUCKET).key("a b")))
          .url();
    }
  }

  private static String open(URL url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    int status = connection.getResponseCode();
    if (status != 200) {
      return String.valueOf(status);
    }
    return status
        + " "
        + new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void whoDoesNotSayWhoItIsMayWhatTheBucketLetsEverybody() throws IOException {
    createBucket();
    S3Client owner = s3(root);
    owner.putObject(b -> b.bucket(BUCKET).key("key"), RequestBody.fromString("text"));
    URL url = URI.create(aws.endpoint() + "/" + BUCKET + "/key").toURL();
    assertThat(open(url)).isEqualTo("403");
    owner.deletePublicAccessBlock(b -> b.bucket(BUCKET));
    assertThat(open(url)).isEqualTo("403");
    owner.putBucketPolicy(
        b ->
            b.bucket(BUCKET)
                .policy(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",
                    "Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket-1/*",
                    "Condition":{"IpAddress":{"aws:SourceIp":"127.0.0.0/8"}}}]}"""));
    assertThat(open(url)).isEqualTo("200 text");
    assertThat(byHost("bucket-1.s3.us-west-2.amazonaws.com")).contains("200 OK").endsWith("text");
    assertThat(byHost("bucket-2.s3.us-west-2.amazonaws.com")).contains("NoSuchBucket");
    owner.putBucketPolicy(
        b ->
            b.bucket(BUCKET)
                .policy(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",
                    "Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket-1/*",
                    "Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}}]}"""));
    assertThat(open(url)).isEqualTo("403");
  }

  private String byHost(String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", aws.endpoint().getPort())) {
      String request = "GET /key HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void policiesOfIamHoldAtEveryService() {
    AwsCredentials ann = user("ann", allowing("ec2:DescribeVpcs", "*"));
    assertThat(ec2(ann).describeVpcs().vpcs()).isEmpty();
    assertRefused(
        () -> ec2(ann).createVpc(b -> b.cidrBlock("10.0.0.0/16")), "UnauthorizedOperation");
    assertRefused(() -> s3(ann).listBuckets(), "AccessDenied");
    SsmClient ssm = to(SsmClient.builder().httpClient(http), ann).build();
    assertRefused(() -> ssm.getParameter(b -> b.name("/aws/service/x")), "AccessDeniedException");
    aws.identities().user("ann", allowing("ec2:*", "*"));
    ec2(ann).createVpc(b -> b.cidrBlock("10.0.0.0/16"));
    aws.identities().organization(allowing("s3:*", "*"));
    assertRefused(() -> ec2(ann).describeVpcs(), "UnauthorizedOperation");
  }

  @Test
  void aSessionEndsAtEveryServiceInItsWords() {
    AwsCredentials ann = user("ann", allowing("*", "*"));
    StsClient sts = to(StsClient.builder().httpClient(http), ann).build();
    var given = sts.getSessionToken(b -> b.durationSeconds(900)).credentials();
    AwsCredentials session =
        AwsSessionCredentials.create(
            given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
    assertThat(s3(session).listBuckets().buckets()).isEmpty();
    IamClient iam =
        to(IamClient.builder().httpClient(http), session).region(Region.AWS_GLOBAL).build();
    assertRefused(() -> iam.listRoles(), "InvalidClientTokenId");
    cloud.time().pause(Duration.ofSeconds(901));
    assertRefused(() -> s3(session).listBuckets(), "ExpiredToken");
    assertRefused(() -> ec2(session).describeVpcs(), "RequestExpired");
    StsClient expired = to(StsClient.builder().httpClient(http), session).build();
    assertRefused(() -> expired.getCallerIdentity(), "ExpiredToken");
    SsmClient ssm = to(SsmClient.builder().httpClient(http), session).build();
    assertRefused(() -> ssm.getParameter(b -> b.name("/aws/service/x")), "ExpiredTokenException");
  }

  @Test
  void aRegionThatIsNotEnabledKnowsNoKey() {
    createBucket();
    StsClient sts = to(StsClient.builder().httpClient(http), root).region(Region.AP_EAST_1).build();
    assertRefused(() -> sts.getCallerIdentity(), "InvalidClientTokenId");
    S3Client s3 =
        to(S3Client.builder().httpClient(http), root)
            .region(Region.EU_WEST_1)
            .forcePathStyle(true)
            .build();
    assertRefused(() -> s3.listObjectsV2(b -> b.bucket(BUCKET)), "AuthorizationHeaderMalformed");
  }

  @Test
  void iamIsInOneRegionForAll() {
    IamClient iam =
        to(IamClient.builder().httpClient(http), root).region(Region.AWS_GLOBAL).build();
    assertThat(iam.listRoles().roles()).isEmpty();
    assertThat(iam.getUser().user().arn()).isEqualTo("arn:aws:iam::123456789012:root");
  }

  @Test
  void imagesAreNamedByParametersThatEverybodyMayRead() {
    SsmClient ssm = to(SsmClient.builder().httpClient(http), root).build();
    List<String> names =
        List.of(
            "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
            "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
            "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id",
            "/aws/service/canonical/ubuntu/server/22.04/stable/current/arm64/hvm/ebs-gp2/ami-id");
    var answer = ssm.getParameters(b -> b.names(with(names, "/aws/service/none")));
    assertThat(answer.invalidParameters()).containsExactly("/aws/service/none");
    assertThat(answer.parameters())
        .hasSize(4)
        .extracting(Parameter::dataType)
        .containsOnly("aws:ec2:image");
    for (Parameter each : answer.parameters()) {
      assertThat(ec2(root).describeImages(b -> b.imageIds(each.value())).images())
          .singleElement()
          .satisfies(
              image ->
                  assertThat(image.architectureAsString())
                      .isEqualTo(each.name().contains("arm64") ? "arm64" : "x86_64"));
    }
    assertRefused(() -> ssm.getParameter(b -> b.name("/none")), "ParameterNotFound");
    List<String> found = new ArrayList<>();
    ssm.getParametersByPathPaginator(
            b -> b.path("/aws/service/canonical").recursive(true).maxResults(3))
        .forEach(page -> page.parameters().forEach(each -> found.add(each.name())));
    assertThat(found).hasSize(8).doesNotHaveDuplicates();
  }

  private static List<String> with(List<String> names, String more) {
    List<String> all = new ArrayList<>(names);
    all.add(more);
    return all;
  }

  @Test
  void quotasAreThoseThatTheCloudKeeps() {
    ServiceQuotasClient quotas = to(ServiceQuotasClient.builder().httpClient(http), root).build();
    cloud.machines().quota(false, 64);
    cloud.machines().quota(true, 32);
    cloud.things().quota(ThingKind.ADDRESS, 5);
    cloud.things().quota(ThingKind.NETWORK, 1);
    assertThat(quota(quotas, "ec2", "L-1216C47A")).isEqualTo(64);
    assertThat(quota(quotas, "ec2", "L-34B43A08")).isEqualTo(32);
    assertThat(quota(quotas, "ec2", "L-0263D0A3")).isEqualTo(5);
    assertThat(quota(quotas, "vpc", "L-F678F1CE")).isEqualTo(1);
    assertThat(quotas.listServiceQuotasPaginator(b -> b.serviceCode("ec2").maxResults(2)).quotas())
        .extracting(ServiceQuota::quotaCode)
        .contains("L-1216C47A", "L-0263D0A3")
        .hasSize(7);
    assertRefused(() -> quota(quotas, "ec2", "L-NONE"), "NoSuchResourceException");
    ec2(root).createVpc(b -> b.cidrBlock("10.0.0.0/16"));
    assertRefused(() -> ec2(root).createVpc(b -> b.cidrBlock("10.1.0.0/16")), "VpcLimitExceeded");
  }

  private static double quota(ServiceQuotasClient quotas, String service, String code) {
    return quotas.getServiceQuota(b -> b.serviceCode(service).quotaCode(code)).quota().value();
  }

  @Test
  void pricesAreThoseOfTheCloud() {
    PricingClient pricing =
        to(PricingClient.builder().httpClient(http), root).region(Region.US_EAST_1).build();
    for (MachineType type : cloud.machines().types()) {
      List<String> found =
          pricing
              .getProducts(
                  b ->
                      b.serviceCode("AmazonEC2")
                          .filters(
                              term("instanceType", type.name()),
                              term("regionCode", "us-west-2"),
                              term("operatingSystem", "Linux"),
                              term("tenancy", "Shared"),
                              term("preInstalledSw", "NA"),
                              term("capacitystatus", "Used")))
              .priceList();
      assertThat(found).hasSize(1);
      JsonObject product = JsonParser.parseString(found.get(0)).getAsJsonObject();
      JsonObject terms = product.getAsJsonObject("terms").getAsJsonObject("OnDemand");
      JsonObject dimensions =
          terms
              .entrySet()
              .iterator()
              .next()
              .getValue()
              .getAsJsonObject()
              .getAsJsonObject("priceDimensions");
      JsonObject dimension = dimensions.entrySet().iterator().next().getValue().getAsJsonObject();
      assertThat(dimension.get("unit").getAsString()).isEqualTo("Hrs");
      assertThat(new BigDecimal(dimension.getAsJsonObject("pricePerUnit").get("USD").getAsString()))
          .isEqualByComparingTo(type.hourlyPrice());
    }
    assertThat(
            pricing
                .getProductsPaginator(
                    b ->
                        b.serviceCode("AmazonEC2")
                            .filters(term("productFamily", "Compute Instance")))
                .priceList())
        .hasSize(5 * cloud.machines().types().size());
    PricingClient elsewhere = to(PricingClient.builder().httpClient(http), root).build();
    assertRefused(
        () -> elsewhere.getProducts(b -> b.serviceCode("AmazonEC2")),
        "UnrecognizedClientException");
  }

  private static Filter term(String field, String value) {
    return Filter.builder().type("TERM_MATCH").field(field).value(value).build();
  }
}
