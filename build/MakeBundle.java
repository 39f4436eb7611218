/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs a class path into one self-contained jar, the bundle that is placed on machines.
 *
 * <p>It runs as a single source file right after the classes of a module are compiled, so that the
 * bundle lies in {@code target/classes} for tests, IDEs and the module's jar alike. The same inputs
 * give the same bytes: entries are sorted and carry one fixed time. Options, each with one value:
 * {@code --name --version --timestamp --classpath --output}; {@code --only} (artifact names, comma
 * separated, or {@code all}), {@code --without} (artifact names), {@code --drop} (a regular
 * expression on entry names) and {@code --add} (a directory whose files go to the root, if it is
 * there). {@code --without-beside-jar a:b,c} leaves out b and c when a is on the class path as a
 * jar, because that jar carries them relocated, and not when it is there as a folder of classes.
 */
final class MakeBundle {
  private static final String HOME = "META-INF/cloudtik/bundles/";

  /** Build leftovers of the packed jars, and what holds only for the jar it came from. */
  private static final Pattern DROPPED =
      Pattern.compile(
          "(.*/)?module-info\\.class|META-INF/(MANIFEST\\.MF|INDEX\\.LIST|[^/]*\\.(SF|RSA|DSA|EC)"
              + "|maven/.*|versions/.*|proguard/.*|native-image/.*|cloudtik/bundles/.*)");

  private static final Pattern MERGED = Pattern.compile("META-INF/(services|sisu)/[^/]+");
  private static final Pattern LEGAL =
      Pattern.compile(
          "(META-INF/|about_files/)?(about|LICENSE|LICENCE|NOTICE|DEPENDENCIES|COPYRIGHT)[^/]*",
          Pattern.CASE_INSENSITIVE);

  private final Map<String, String> options;
  private final Map<String, byte[]> entries = new TreeMap<>();

  private MakeBundle(Map<String, String> options) {
    this.options = options;
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    new MakeBundle(options).run();
  }

  private void run() throws Exception {
    for (String element : classPath()) {
      Path path = Path.of(element);
      if (Files.exists(path) && wanted(path)) {
        addElement(path);
      }
    }
    Path added = Path.of(option("--add"));
    if (Files.isDirectory(added)) {
      addTree(added, "added");
    }
    write();
  }

  private boolean wanted(Path path) {
    boolean kept = option("--only").equals("all") || named(path, option("--only"));
    return kept && !named(path, option("--without")) && !named(path, carriedBesides());
  }

  private String carriedBesides() {
    String[] jarAndArtifacts = option("--without-beside-jar").split(":");
    return Arrays.stream(classPath())
            .map(Path::of)
            .anyMatch(path -> Files.isRegularFile(path) && named(path, jarAndArtifacts[0]))
        ? jarAndArtifacts[1]
        : "none";
  }

  private String[] classPath() {
    return option("--classpath").split(File.pathSeparator);
  }

  /** A jar is known by its file name, a module of this build also by its folder. */
  private static boolean named(Path path, String artifacts) {
    String file = path.getFileName().toString();
    return Arrays.stream(artifacts.split(","))
        .filter(artifact -> !artifact.isBlank())
        .anyMatch(
            artifact ->
                file.matches(Pattern.quote(artifact) + "-\\d.*\\.jar")
                    || path.endsWith(Path.of(artifact, "target", "classes")));
  }

  private void addElement(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      addTree(path, "classes");
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(path)) {
      addTree(jar.getPath("/"), path.getFileName().toString().replaceFirst("\\.jar$", ""));
    }
  }

  private void addTree(Path root, String origin) throws IOException {
    Pattern drop = Pattern.compile(option("--drop"));
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (!DROPPED.matcher(name).matches() && !drop.matcher(name).matches()) {
                  add(name, file, origin);
                }
              });
    }
  }

  private void add(String name, Path file, String origin) {
    try {
      byte[] content = Files.readAllBytes(file);
      if (LEGAL.matcher(name).matches()) {
        String plain = name.substring(name.lastIndexOf('/') + 1);
        entries.put("META-INF/licenses/" + origin + "/" + plain, content);
      } else if (MERGED.matcher(name).matches()) {
        entries.merge(name, content, MakeBundle::mergeLines);
      } else {
        byte[] before = entries.put(name, content);
        if (before != null && !Arrays.equals(before, content)) {
          throw new IllegalStateException(
              "bundle %s: %s is there twice, now from %s; leave one out with --without or --drop"
                  .formatted(option("--name"), name, origin));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] mergeLines(byte[] first, byte[] second) {
    Set<String> lines = new LinkedHashSet<>();
    for (byte[] part : List.of(first, second)) {
      new String(part, StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank())
          .forEach(lines::add);
    }
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private void write() throws Exception {
    String file = option("--name") + ".jar";
    Path folder = Files.createDirectories(Path.of(option("--output"), HOME));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    try (ZipOutputStream zip = new ZipOutputStream(new DigestOutputStream(bytes, sha256))) {
      put(zip, "META-INF/MANIFEST.MF", manifest());
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(zip, entry.getKey(), entry.getValue());
      }
    }
    replace(folder.resolve(file), bytes.toByteArray());
    String properties =
        String.join(
            "\n",
            "name=" + option("--name"),
            "file=" + HOME + file,
            "sha256=" + HexFormat.of().formatHex(sha256.digest()),
            "size=" + bytes.size(),
            "version=" + option("--version"),
            "");
    replace(
        folder.resolve(option("--name") + ".properties"),
        properties.getBytes(StandardCharsets.ISO_8859_1));
    System.out.println(
        "bundle %s: %d files, %d bytes".formatted(option("--name"), entries.size(), bytes.size()));
  }

  private byte[] manifest() {
    StringBuilder lines = new StringBuilder("Manifest-Version: 1.0\r\n");
    lines.append("Implementation-Version: ").append(option("--version")).append("\r\n");
    return lines.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    Instant time = Instant.parse(option("--timestamp"));
    entry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** Leaves an equal file untouched, so that tools which watch times see no change. */
  private static void replace(Path file, byte[] content) throws IOException {
    if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
      return;
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(content);
    }
  }

  private String option(String name) {
    String value = options.get(name);
    if (value == null) {
      throw new IllegalArgumentException("MakeBundle: " + name + " is missing");
    }
    return value;
  }
}
