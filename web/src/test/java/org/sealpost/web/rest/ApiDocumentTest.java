package org.sealpost.web.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document at {@code /openapi} is that of the classes. */
class ApiDocumentTest {
  private static final java.nio.file.Path FILE =
      java.nio.file.Path.of("src/main/resources/META-INF/openapi.json");

  @Test
  void saysWhatTheClassesDo() throws IOException {
    String document = ApiDocument.text();
    if ("write".equals(System.getProperty("openapi"))) {
      Files.writeString(FILE, document, UTF_8);
    }
    assertThat(document)
        .as("write it anew: -Dtest=ApiDocumentTest -Dopenapi=write")
        .isEqualTo(Files.readString(FILE, UTF_8));
  }

  @Test
  void leavesNoResourceOut() {
    TreeSet<String> found =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.sealpost.web.rest")
                .stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .map(type -> type.getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
    assertThat(ApiDocument.RESOURCES).extracting(Class::getSimpleName).hasSameElementsAs(found);
  }
}
