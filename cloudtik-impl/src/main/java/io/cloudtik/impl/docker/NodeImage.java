/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.MachineAccess;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The image of a node on its machine: there, or loaded from a file, or pulled. */
public final class NodeImage {
  private static final int WHOLE = 100;
  private static final int STEP = 10;

  private final Docker docker;
  private final ContainerPlan plan;

  public NodeImage(MachineAccess machine, ContainerPlan plan) {
    this.docker = new Docker(machine);
    this.plan = plan;
  }

  /**
   * Returns the id of the image, after the machine got it.
   *
   * @param told how far it is, for people
   */
  public String ensure(Consumer<String> told) {
    return id().orElseGet(
            () -> {
              Path archive = plan.wish().archive();
              if (archive != null) {
                load(archive, told);
              } else {
                pull(told);
              }
              return id().orElseThrow(this::missing);
            });
  }

  private Optional<String> id() {
    return docker.call(
        "look for image " + plan.image(),
        client -> {
          try {
            return Optional.ofNullable(client.inspectImageCmd(plan.image()).exec().getId());
          } catch (NotFoundException e) {
            return Optional.empty();
          }
        });
  }

  private CloudTikException missing() {
    return new CloudTikException(
        ErrorCode.EXEC_FAILED,
        "image %s is not there after %s; look at the names of the images in it: docker save writes those that it is given"
            .formatted(
                plan.image(),
                plan.wish().archive() == null
                    ? "it was pulled"
                    : plan.wish().archive() + " was loaded"));
  }

  private void load(Path archive, Consumer<String> told) {
    told.accept("load image " + plan.image());
    docker.run(
        "load image " + plan.image(),
        client -> {
          try (InputStream in =
              new ProgressInput(
                  Files.newInputStream(archive),
                  Files.size(archive),
                  percent ->
                      told.accept("load image %s: %d %%".formatted(plan.image(), percent)))) {
            client.loadImageCmd(in).exec();
          } catch (IOException e) {
            throw new CloudTikException(
                ErrorCode.FILE_MISSING, "cannot read " + archive + ": " + e.getMessage(), e);
          }
        });
  }

  private void pull(Consumer<String> told) {
    String image = plan.image();
    String what = "pull image " + image;
    told.accept(what);
    // Without a tag, all of them would be pulled.
    String last = image.substring(image.lastIndexOf('/') + 1);
    String whole = last.contains(":") || last.contains("@") ? image : image + ":latest";
    Layers layers = new Layers(percent -> told.accept("%s: %d %%".formatted(what, percent)));
    docker.run(
        what,
        client -> {
          PullImageCmd pull = client.pullImageCmd(whole);
          RegistryLogins logins = plan.wish().logins();
          if (logins != null) {
            logins.of(image).ifPresent(pull::withAuthConfig);
          }
          try (layers) {
            pull.exec(layers);
            layers.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloudTikException(ErrorCode.INTERRUPTED, "interrupted in " + what, e);
          }
        });
    String error = layers.error;
    if (error != null) {
      throw DockerErrors.said(what, error, null);
    }
  }

  /** Adds up how much of the layers is there. */
  private static final class Layers implements ResultCallback<PullResponseItem> {
    private final Map<String, long[]> layers = new ConcurrentHashMap<>();
    private final Consumer<Integer> told;
    private final CountDownLatch done = new CountDownLatch(1);
    private int last;
    private volatile @Nullable Closeable stream;
    private volatile @Nullable RuntimeException failure;
    private volatile @Nullable String error;

    Layers(Consumer<Integer> told) {
      this.told = told;
    }

    @Override
    public void onStart(Closeable opened) {
      stream = opened;
    }

    @Override
    public void onError(Throwable thrown) {
      failure =
          thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
      done.countDown();
    }

    @Override
    public void onComplete() {
      done.countDown();
    }

    /** The way to Docker is closed when it takes too long. */
    void await() throws InterruptedException {
      done.await();
      RuntimeException thrown = failure;
      if (thrown != null) {
        throw thrown;
      }
    }

    @Override
    public void close() {
      Closeable open = stream;
      if (open != null) {
        try {
          open.close();
        } catch (IOException e) {
          // Nothing depends on how it ends.
          return;
        }
      }
    }

    @Override
    public void onNext(PullResponseItem item) {
      ResponseItem.ErrorDetail detail = item.getErrorDetail();
      if (detail != null) {
        error = String.valueOf(detail.getMessage());
      }
      ResponseItem.ProgressDetail progress = item.getProgressDetail();
      if (item.getId() == null || progress == null || progress.getTotal() == null) {
        return;
      }
      Long current = progress.getCurrent();
      if ("Downloading".equals(item.getStatus()) && current != null) {
        layers.put(item.getId(), new long[] {current, progress.getTotal()});
        long done = layers.values().stream().mapToLong(layer -> layer[0]).sum();
        long all = layers.values().stream().mapToLong(layer -> layer[1]).sum();
        int percent = (int) (done * WHOLE / Math.max(1, all));
        if (percent >= last + STEP) {
          last = percent;
          told.accept(percent);
        }
      }
    }
  }
}
