package org.sealpost.web.rest;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sealpost.admin.QueueSort;
import org.sealpost.queue.NotificationKind;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.TlsRequirement;

/** The OpenAPI document (3.0.3) of the interface, read from its classes. */
final class ApiDocument {
  static final List<Class<?>> RESOURCES =
      List.of(
          AccountsResource.class,
          AlarmsResource.class,
          AliasesResource.class,
          AuditResource.class,
          BackupResource.class,
          BulksResource.class,
          DashboardResource.class,
          DnsRecordsResource.class,
          DomainChecks.class,
          ExceptionsResource.class,
          FlowResource.class,
          HostedDomainsResource.class,
          MailboxesResource.class,
          MeResource.class,
          MessagesResource.class,
          NotificationsResource.class,
          OptOutsResource.class,
          QueueResource.class,
          RoutesResource.class,
          SettingsResource.class,
          SubmissionQueuesResource.class,
          SuppressionResource.class,
          TlsReportsResource.class,
          TokensResource.class,
          UsersResource.class);

  /** Parameters that have to be there, wherever they are. */
  private static final Set<String> REQUIRED = Set.of("reason", "type");

  private static final String PROBLEM = "application/problem+json";

  private final Schemas schemas = new Schemas();
  private final Map<String, Object> paths = new TreeMap<>();
  private final Map<String, Object> problems = new TreeMap<>();

  static String text() {
    return new ApiDocument().write();
  }

  private String write() {
    schemas.of(Problem.class);
    for (Class<?> resource : RESOURCES) {
      Arrays.stream(resource.getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(Operation.class))
          .sorted(Comparator.comparing(ApiDocument::operationId))
          .forEach(method -> add(resource, method));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.0.3");
    document.put("info", info());
    document.put("security", List.of(Map.of("token", List.of())));
    document.put("paths", paths);
    Map<String, Object> scheme = new LinkedHashMap<>();
    scheme.put("type", "http");
    scheme.put("scheme", "bearer");
    scheme.put("description", "A token, made in the console under Tokens.");
    Map<String, Object> components = new LinkedHashMap<>();
    components.put("securitySchemes", Map.of("token", scheme));
    components.put("responses", problems);
    components.put("schemas", schemas.named());
    document.put("components", components);
    return JsonText.of(document);
  }

  private static Map<String, Object> info() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("title", "Sealpost");
    info.put("description", "The operations of the console, for programs. See docs/rest.md.");
    info.put("version", "1");
    return info;
  }

  private void add(Class<?> resource, Method method) {
    Path sub = method.getAnnotation(Path.class);
    String path =
        "/api/v1" + resource.getAnnotation(Path.class).value() + (sub == null ? "" : sub.value());
    @SuppressWarnings("unchecked")
    Map<String, Object> item =
        (Map<String, Object>) paths.computeIfAbsent(path, key -> new TreeMap<>());
    String verb = verb(method).toLowerCase(Locale.ROOT);
    if (item.get(verb) instanceof Map<?, ?> before) {
      merge(before, method); // the same with another kind of body
      return;
    }
    Operation said = method.getAnnotation(Operation.class);
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", said.operationId());
    operation.put("summary", said.summary());
    if (!said.description().isEmpty()) {
      operation.put("description", said.description());
    }
    operation.put("tags", List.of(resource.getAnnotation(Tag.class).name()));
    operation.put("parameters", parameters(method, true));
    body(method).ifPresent(body -> operation.put("requestBody", body));
    operation.put("responses", responses(method));
    item.put(verb, operation);
  }

  @SuppressWarnings("unchecked")
  private void merge(Map<?, ?> operation, Method other) {
    Map<String, Object> body = (Map<String, Object>) member(operation, "requestBody");
    Map<String, Object> content = (Map<String, Object>) member(body, "content");
    content.putAll((Map<String, Object>) member(body(other).orElseThrow(), "content"));
    List<Object> parameters = (List<Object>) member(operation, "parameters");
    parameters(other, false).stream()
        .filter(each -> !member((Map<?, ?>) each, "in").equals("header"))
        .forEach(parameters::add);
  }

  private static Object member(Map<?, ?> object, String name) {
    return Objects.requireNonNull(object.get(name), name);
  }

  private List<Object> parameters(Method method, boolean all) {
    List<Object> parameters = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(BeanParam.class)) {
        parameters.addAll(ofBean(parameter.getType()));
      }
      PathParam inPath = parameter.getAnnotation(PathParam.class);
      QueryParam inQuery = parameter.getAnnotation(QueryParam.class);
      if (inPath != null) {
        parameters.add(parameter("path", inPath.value(), schemas.of(parameter.getType())));
      } else if (inQuery != null) {
        parameters.add(
            parameter(
                "query",
                inQuery.value(),
                query(inQuery.value(), schemas.of(parameter.getParameterizedType()))));
      }
    }
    if (all && isWrite(method) && !isSecret(method)) {
      Map<String, Object> key = new LinkedHashMap<>();
      key.put("type", "string");
      key.put("maxLength", 128);
      parameters.add(parameter("header", "Idempotency-Key", key));
    }
    if (operationId(method).equals("changeRequirement")) {
      parameters.add(parameter("header", "If-Match", Map.of("type", "string")));
    }
    return parameters;
  }

  private List<Object> ofBean(Class<?> bean) {
    return Arrays.stream(bean.getDeclaredFields())
        .map(field -> field.getAnnotation(QueryParam.class))
        .filter(Objects::nonNull)
        .map(QueryParam::value)
        .<Object>map(name -> parameter("query", name, query(name, schemas.of(String.class))))
        .toList();
  }

  private static Map<String, Object> parameter(String in, String name, Map<String, Object> schema) {
    Map<String, Object> parameter = new LinkedHashMap<>();
    parameter.put("name", name);
    parameter.put("in", in);
    parameter.put("required", in.equals("path") || REQUIRED.contains(name));
    parameter.put("schema", schema);
    return parameter;
  }

  private Map<String, Object> query(String name, Map<String, Object> otherwise) {
    return switch (name) {
      case "requirement" -> schemas.of(TlsRequirement.class);
      case "state" -> schemas.of(RecipientState.class);
      case "kind" -> schemas.of(NotificationKind.class);
      case "sort" -> schemas.of(QueueSort.Column.class);
      case "order" -> Schemas.oneOf(List.of("asc", "desc"));
      case "unfinished" -> Map.of("type", "boolean");
      case "limit" -> {
        Map<String, Object> limit = new LinkedHashMap<>();
        limit.put("type", "integer");
        limit.put("minimum", 1);
        limit.put("maximum", Page.MOST);
        limit.put("default", Page.USUAL);
        yield limit;
      }
      default -> otherwise;
    };
  }

  private Optional<Map<String, Object>> body(Method method) {
    return Arrays.stream(method.getParameters())
        .filter(
            each ->
                !each.isAnnotationPresent(PathParam.class)
                    && !each.isAnnotationPresent(QueryParam.class)
                    && !each.isAnnotationPresent(BeanParam.class)
                    && !each.isAnnotationPresent(Context.class))
        .findFirst()
        .map(
            body -> {
              Map<String, Object> content = new LinkedHashMap<>();
              String type = method.getAnnotation(Consumes.class).value()[0];
              content.put(type, Map.of("schema", schemas.of(body.getType())));
              Map<String, Object> all = new LinkedHashMap<>();
              all.put("required", true);
              all.put("content", content);
              return all;
            });
  }

  private Map<String, Object> responses(Method method) {
    Map<String, Object> responses = new TreeMap<>();
    Answers answers = method.getAnnotation(Answers.class);
    AlsoAnswers also = method.getAnnotation(AlsoAnswers.class);
    Produces produces = method.getAnnotation(Produces.class);
    if (produces != null) {
      responses.put("200", response("As it is.", produces.value()[0], octets()));
    } else if (answers == null) {
      responses.put("200", ofJson(schemas.of(method.getGenericReturnType())));
    }
    if (answers != null) {
      responses.put(
          Integer.toString(answers.status()),
          answers.value() == Void.class
              ? Map.of("description", "Done.")
              : ofJson(schemas.of(answers.value())));
    }
    if (also != null) {
      responses.put(Integer.toString(also.status()), ofJson(schemas.of(also.value())));
    }
    problem(responses, "401", "No token, or none that counts.");
    problem(responses, "403", "The role of the token does not allow it.");
    problem(responses, "404", "There is no such thing, or it is not the caller's to see.");
    problem(responses, "422", "Something about the request is not right; the fields are listed.");
    if (isWrite(method)) {
      problem(responses, "400", "The request cannot be read.");
      problem(responses, "409", "The first request with that key is still being carried out.");
      problem(responses, "413", "The body is too long.");
      problem(responses, "415", "A body of another media type is needed.");
    }
    if (operationId(method).equals("changeRequirement")) {
      problem(responses, "412", "The message has changed since.");
    }
    problem(responses, "default", "Another problem, for example 429, 500 or 503.");
    return responses;
  }

  private static Map<String, Object> ofJson(Map<String, Object> schema) {
    return response("As asked for.", "application/json", schema);
  }

  private static Map<String, Object> octets() {
    Map<String, Object> octets = new LinkedHashMap<>();
    octets.put("type", "string");
    octets.put("format", "binary");
    return octets;
  }

  private void problem(Map<String, Object> responses, String status, String what) {
    String name = "Problem-" + status;
    problems.put(name, response(what, PROBLEM, Map.of("$ref", "#/components/schemas/Problem")));
    responses.put(status, Map.of("$ref", "#/components/responses/" + name));
  }

  private static Map<String, Object> response(
      String description, String type, Map<String, Object> schema) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("description", description);
    response.put("content", Map.of(type, Map.of("schema", schema)));
    return response;
  }

  private static boolean isWrite(Method method) {
    return !verb(method).equals("GET");
  }

  private static boolean isSecret(Method method) {
    Answers answers = method.getAnnotation(Answers.class);
    return answers != null && answers.value() == OneTimeSecret.class;
  }

  private static String operationId(Method method) {
    return method.getAnnotation(Operation.class).operationId();
  }

  private static String verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .map(type -> type.getAnnotation(HttpMethod.class))
        .flatMap(verb -> verb == null ? Stream.empty() : Stream.of(verb))
        .map(HttpMethod::value)
        .findFirst()
        .orElseThrow();
  }
}
