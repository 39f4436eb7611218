/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostLinesTest {
  @TempDir private Path directory;

  private List<Host> read(String... lines) throws IOException {
    Path file = Files.writeString(directory.resolve("hosts"), String.join("\n", lines) + "\n");
    return HostLines.read(file);
  }

  @Test
  void aLineSaysAllOfAHost() throws IOException {
    List<Host> hosts =
        read(
            "# the machines in the cellar",
            "",
            "name=gate gateway=true address=gate.acme.com port=2222 user=ann",
            "name=h1 address=10.0.0.5 user=ubuntu identityFile=keys/id via=gate cpus=8"
                + " memory=32GiB gpus=2 type=big label=rack=b label=\"owner=the \\\"data\\\" team\""
                + " directory=\"/data disk/cloudtik\" hostKey=\"%s\" # the fast one"
                    .formatted(SomeHosts.KEY));

    assertThat(hosts)
        .containsExactly(
            Host.builder()
                .name("h1")
                .address("10.0.0.5")
                .user("ubuntu")
                .identityFile(directory.resolve("keys/id"))
                .via(
                    Host.gateway("gate.acme.com")
                        .name("gate")
                        .address("gate.acme.com")
                        .port(2222)
                        .user("ann")
                        .build())
                .cpus(8)
                .memory(DataSize.gib(32))
                .gpus(2)
                .type("big")
                .putLabels("rack", "b")
                .putLabels("owner", "the \"data\" team")
                .directory(Path.of("/data disk/cloudtik"))
                .addHostKeys(SomeHosts.KEY)
                .build());
  }

  @Test
  void whatALineDoesNotSayIsTheDefault() throws IOException {
    Host host = read("name=h1 cpus=2 memory=4GiB").get(0);

    assertThat(host.address()).isEqualTo("h1");
    assertThat(host.port()).isEqualTo(22);
    assertThat(host.user()).isEqualTo("root");
    assertThat(host.type()).isEqualTo("host");
    assertThat(host.gone()).isFalse();
    assertThat(host.anyHostKey()).isFalse();
    assertThat(host.directory()).isEqualTo(Path.of("/var/lib/cloudtik"));
  }

  @Test
  void keysOfTheHomeAreFoundThere() throws IOException {
    assertThat(read("name=h1 cpus=2 memory=4GiB identityFile=~/.ssh/id").get(0).identityFile())
        .contains(Path.of(System.getProperty("user.home"), ".ssh/id"));
  }

  @Test
  void whatIsWrittenIsReadAsItWas() {
    Host gate = Host.gateway("gate").user("o'brien \"$x\" \\").build();
    List<Host> hosts =
        List.of(
            SomeHosts.host("h1; rm -rf /", 4, 8).via(gate).putLabels("it's", "a=b # c").build(),
            SomeHosts.host("hü \"2\"", 4, 8).via(gate).gone(true).anyHostKey(true).build(),
            SomeHosts.host("h3", 1, 1).identityFile(Path.of("/a b/\\c")).gpus(3).build());

    assertThat(HostLines.parse("there", null, HostLines.write(hosts))).isEqualTo(hosts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      value = {
        "name=a cpus=1 -> expected cpus and memory of the host",
        "cpus=1 memory=1GiB -> expected the name of the host",
        "name=a cpus=x memory=1GiB -> cpus: expected a number, got 'x'",
        "name=a cpus=0 memory=1GiB -> host.cpus: expected 1 to 65536, got 0",
        "name=a cpus=1 memory=much -> memory: size: expected a number with a unit",
        "name=a cpus=1 memory=1GiB port=99999 -> host.port: expected 1 to 65535, got 99999",
        "name=a cpus=1 memory=1GiB colour=red -> expected name, address, port",
        "name=a cpus=1 memory=1GiB gone=maybe -> gone: expected true or false, got 'maybe'",
        "name=a cpus=1 memory=1GiB via=b -> via: expected the name of a host that a line before",
        "name=a cpus=1 memory=1GiB cpus=2 -> cpus: expected once, got it again",
        "name=a cpus=1 memory=1GiB label=x -> label: expected key=value, got 'x'",
        "name=a cpus=1 memory=1GiB label=x=1 label=x=2 -> label: expected each key once, got 'x'",
        "name=a cpus=1 memory=1GiB hostKey=AAAA -> host.hostKeys: expected a key such as",
        "name=a cpus=1 memory=1GiB directory=x -> host.directory: expected an absolute path",
        "name=a cpus=1 memory=1GiB type=any -> host.type: expected none with",
        "name=a\"b -> expected a closing quote",
        "name -> expected settings as name=value, got 'name'",
        "name=first cpus=1 memory=1GiB -> expected each name once, got 'first' again"
      })
  void whatIsWrongIsToldWithFileAndLine(String line, String expected) {
    assertThatThrownBy(() -> read("# head", "name=first cpus=1 memory=1GiB", line))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining(directory.resolve("hosts") + ":3: ")
        .hasMessageContaining(expected);
  }

  @Test
  void aFileThatCannotBeReadIsTold() throws IOException {
    assertThatThrownBy(() -> HostLines.read(directory.resolve("none")))
        .asInstanceOf(type(CloudTikException.class))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.FILE_MISSING))
        .satisfies(e -> assertThat(e).hasMessageContaining(directory.resolve("none").toString()));
    Path binary = Files.write(directory.resolve("binary"), new byte[] {'a', (byte) 0xff, '\n'});
    assertThatThrownBy(() -> HostLines.read(binary))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("UTF-8");
  }
}
