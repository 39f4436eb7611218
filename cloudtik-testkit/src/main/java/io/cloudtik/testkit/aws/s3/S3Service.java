/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.AwsRequest;
import io.cloudtik.testkit.aws.AwsResponse;
import io.cloudtik.testkit.aws.AwsService;
import io.cloudtik.testkit.aws.Caller;
import io.cloudtik.testkit.aws.Content;
import io.cloudtik.testkit.aws.ResourcePolicies;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** S3. Buckets are things of the simulated cloud; each call passes its gate. Thread-safe. */
public final class S3Service implements AwsService, ResourcePolicies {
  private static final int NOT_MODIFIED = 304;
  private static final String ARN = "arn:aws:s3:::";

  private final AwsPlace place;
  private final S3Store store;
  private final S3Rights rights;
  private final Map<String, Handler> handlers = new HashMap<>();

  /** Makes the service of an account and a region. */
  public S3Service(AwsPlace place) {
    this.place = place;
    this.store = new S3Store(place);
    this.rights = new S3Rights(place, store);
    addBuckets();
    addObjects();
  }

  /** Answers one operation, while the gate of the cloud is held. */
  private interface Handler {
    AwsResponse answer(S3Call call, Incoming incoming);
  }

  /** Answers one operation that brings no content of an object. */
  private interface Plain {
    AwsResponse answer(S3Call call);
  }

  private void add(String operation, Plain handler) {
    handlers.put(operation, (call, incoming) -> handler.answer(call));
  }

  private void addBuckets() {
    BucketCalls buckets = new BucketCalls(place, store);
    add("ListBuckets", buckets::list);
    add("CreateBucket", buckets::create);
    add("DeleteBucket", buckets::delete);
    add("HeadBucket", buckets::head);
    add("GetBucketLocation", buckets::location);
    addSetting("PublicAccessBlock", "publicAccessBlock");
    addSetting("BucketEncryption", "encryption");
    addSetting("BucketTagging", "tagging");
    addSetting("BucketVersioning", "versioning");
    addSetting("BucketOwnershipControls", "ownershipControls");
    addSetting("BucketLifecycleConfiguration", "lifecycle");
    BucketPolicies policies = new BucketPolicies(store);
    add("GetBucketPolicy", policies::get);
    add("PutBucketPolicy", policies::put);
    add("DeleteBucketPolicy", policies::delete);
    add("GetBucketPolicyStatus", policies::status);
  }

  private void addSetting(String noun, String mark) {
    BucketSettings settings = new BucketSettings(store, mark);
    add("Get" + noun, settings::get);
    add("Put" + noun, settings::put);
    if (!mark.equals("versioning")) {
      add("Delete" + noun.replace("LifecycleConfiguration", "Lifecycle"), settings::delete);
    }
  }

  private void addObjects() {
    ListCalls lists = new ListCalls(store, place.account());
    add("ListObjectsV2", lists::second);
    add("ListObjects", lists::first);
    add("ListObjectVersions", new VersionCalls(store, place.account())::list);
    ObjectCalls objects = new ObjectCalls(place, store, rights);
    handlers.put("PutObject", objects::put);
    add("GetObject", objects::read);
    add("HeadObject", objects::read);
    add("DeleteObject", objects::delete);
    add("GetObjectAttributes", objects::attributes);
    add("GetObjectTagging", objects::tagging);
    add("PutObjectTagging", objects::putTagging);
    handlers.put("DeleteObjects", new DeleteCalls(place, store, rights)::delete);
    CopyCalls copies = new CopyCalls(place, store, rights);
    add("CopyObject", copies::copy);
    UploadCalls uploads = new UploadCalls(place, store, copies, rights);
    add("CreateMultipartUpload", uploads::create);
    handlers.put("UploadPart", uploads::part);
    add("CompleteMultipartUpload", uploads::complete);
    add("AbortMultipartUpload", uploads::abort);
    add("ListParts", uploads::parts);
    add("ListMultipartUploads", uploads::uploads);
  }

  @Override
  public Set<String> calls() {
    return Set.copyOf(handlers.keySet());
  }

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public AwsResponse answer(AwsRequest request, @Nullable Caller caller) {
    S3Call call = S3Call.of(request, caller);
    Route route =
        Route.of(call)
            .orElseThrow(
                () ->
                    S3Refusals.notImplemented(
                        request.method() + " with " + request.query().keySet()));
    checkRegion(request, caller, route);
    Handler handler = handlers.get(route.operation());
    if (handler == null) {
      throw S3Refusals.notImplemented(route.operation());
    }
    Incoming incoming = route.bringsContent() ? Incoming.of(call) : Incoming.EMPTY;
    AwsResponse answer;
    try {
      answer =
          place.pass(
              request,
              caller,
              route.operation(),
              call.target(),
              route.changes(),
              S3Refusals::busy,
              () -> {
                rights.require(call, route);
                return handler.answer(call, incoming);
              });
    } catch (AwsRefusal refusal) {
      throw refusal.code().equals("OperationAborted") && Preconditions.isConditional(call)
          ? S3Refusals.conflict()
          : refusal;
    }
    return new AwsResponse(answer.status(), headers(request, answer.headers()), answer.body());
  }

  /** A signature is for one region; that of the account's buckets is the place's. */
  private void checkRegion(AwsRequest request, @Nullable Caller caller, Route route) {
    if (caller != null
        && !request.region().equals(place.region())
        && route.about() != Route.About.ACCOUNT) {
      throw new AwsRefusal(
          400,
          "AuthorizationHeaderMalformed",
          "The authorization header is malformed; the region '%s' is wrong; expecting '%s'"
              .formatted(request.region(), place.region()));
    }
  }

  private static Map<String, String> headers(AwsRequest request, Map<String, String> of) {
    Map<String, String> headers = new TreeMap<>(of);
    headers.put("x-amz-request-id", request.id());
    headers.put("x-amz-id-2", request.id());
    headers.put("server", "AmazonS3");
    return headers;
  }

  @Override
  public AwsResponse refused(AwsRequest request, AwsRefusal refusal) {
    Map<String, String> headers =
        headers(
            request,
            Map.of("content-type", "application/xml", "x-amz-bucket-region", place.region()));
    if (request.method().equals("HEAD") || refusal.status() == NOT_MODIFIED) {
      return new AwsResponse(refusal.status(), headers, Content.EMPTY);
    }
    S3Call call = S3Call.of(request, null);
    XmlWriter xml = new XmlWriter().open("Error");
    xml.add("Code", refusal.code()).add("Message", refusal.text());
    if (!call.bucket().isEmpty()) {
      xml.add("BucketName", call.bucket());
    }
    if (!call.key().isEmpty()) {
      xml.add("Key", call.key());
    }
    xml.add("RequestId", request.id()).add("HostId", request.id());
    return new AwsResponse(refusal.status(), headers, Content.of(xml.end()));
  }

  /** Returns the policy of the bucket that a resource is, or lies in. */
  @Override
  public Optional<String> policyOf(String resource) {
    if (!resource.startsWith(ARN)) {
      return Optional.empty();
    }
    String name = resource.substring(ARN.length()).replaceFirst("/.*", "");
    return Optional.ofNullable(store.find(name))
        .map(bucket -> bucket.settings().get(BucketPolicies.POLICY));
  }

  /** Returns how many objects lie in each bucket of the account, by name. */
  public Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new TreeMap<>();
    store.all().forEach(bucket -> sizes.put(bucket.name(), bucket.objects().size()));
    return sizes;
  }
}
