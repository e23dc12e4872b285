package org.sealpost.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** The pages' own tags: what a page uses is declared once and has a file. */
class TagLibraryTest {
  private static final Path PAGES = Path.of("src/main/webapp");
  private static final Path TAGS = PAGES.resolve("WEB-INF/tags");
  private static final Path LIBRARY = PAGES.resolve("WEB-INF/sealpost.taglib.xml");
  private static final Pattern USE = Pattern.compile("<s:([\\w-]+)");

  @Test
  void eachNameIsDeclaredOnce() throws Exception {
    assertThat(declared("tag-name")).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void eachFileIsDeclaredOnceAndEachDeclarationHasItsFile() throws Exception {
    try (Stream<Path> files = Files.list(TAGS)) {
      assertThat(declared("source"))
          .containsExactlyInAnyOrderElementsOf(files.map(f -> "tags/" + f.getFileName()).toList());
    }
  }

  @Test
  void eachTagIsUsedAndEachUsedTagIsDeclared() throws Exception {
    TreeSet<String> used = new TreeSet<>();
    for (Path page : pages()) {
      Matcher use = USE.matcher(Files.readString(page));
      while (use.find()) {
        used.add(use.group(1));
      }
    }
    assertThat(used).containsExactlyElementsOf(new TreeSet<>(declared("tag-name")));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(PAGES)) {
      return files.filter(f -> f.toString().endsWith(".xhtml")).toList();
    }
  }

  private static List<String> declared(String element) throws Exception {
    NodeList found =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(LIBRARY.toFile())
            .getElementsByTagName(element);
    return Stream.iterate(0, i -> i < found.getLength(), i -> i + 1)
        .map(i -> found.item(i).getTextContent())
        .toList();
  }
}
