/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.model.PullResponseItem;
import io.cloudtik.error.ErrorCode;
import java.util.concurrent.TimeUnit;

/** Fetches an image that Docker does not have. */
final class ImageFetch {
  private static final int MINUTES = 15;

  private ImageFetch() {}

  static void run(DockerClient client, String image) {
    String what = "fetch image " + image;
    // Without a tag, all of them would be fetched.
    String last = image.substring(image.lastIndexOf('/') + 1);
    String whole = last.contains(":") || last.contains("@") ? image : image + ":latest";
    try {
      boolean ended =
          client
              .pullImageCmd(whole)
              .exec(new ResultCallback.Adapter<PullResponseItem>())
              .awaitCompletion(MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        throw DockerErrors.failed(
            what,
            ErrorCode.DEADLINE_PASSED,
            "it took more than %d minutes; fetch it by hand with docker pull".formatted(MINUTES),
            null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DockerErrors.failed(what, ErrorCode.INTERRUPTED, "the thread was interrupted", e);
    } catch (DockerClientException e) {
      throw DockerErrors.known(what, String.valueOf(e.getMessage()), e);
    }
  }
}
