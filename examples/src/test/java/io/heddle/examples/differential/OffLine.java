package io.heddle.examples.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heddle.examples.demo.Commands;
import io.heddle.examples.differential.Comparison.Done;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The third party: what {@code heddle proxy evaluate} says of requests that were sent. */
final class OffLine {
  private static final int LIMIT_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private OffLine() {}

  /** Where what is said is not what the sidecar did; the resources must be those of then. */
  static List<String> differences(Parties parties, List<Done> done)
      throws IOException, InterruptedException {
    JsonNode answers = evaluate(question(parties, done)).path("answers");
    List<String> differences = new ArrayList<>();
    if (answers.size() != done.size()) {
      differences.add(answers.size() + " answers (expected: " + done.size() + ")");
      return differences;
    }
    for (int i = 0; i < done.size(); i++) {
      Done one = done.get(i);
      String wrong = Said.of(answers.path(i)).differsFrom(one.sidecar());
      if (!wrong.isEmpty()) {
        differences.add(
            "%s\nrequest %s\nsaid    %s: %s\nsidecar %s"
                .formatted(one.set(), one.request(), wrong, answers.path(i), one.sidecar()));
      }
    }
    return differences;
  }

  private static ObjectNode question(Parties parties, List<Done> done) throws IOException {
    ObjectNode question = JSON.createObjectNode();
    question.set("resources", parties.resources());
    ArrayNode requests = question.putArray("requests");
    for (Done one : done) {
      String service = parties.service(one.service());
      Request request = one.request();
      ObjectNode asked = requests.addObject();
      asked.put("listener", service + ".shop.svc.cluster.local:80");
      asked.put("method", request.method());
      asked.put("authority", request.authority(service));
      asked.put("path", request.target());
      ArrayNode headers = asked.putArray("headers");
      for (Field field : request.fields()) {
        if (!field.is("transfer-encoding")) {
          headers.addObject().put("name", field.name()).put("value", field.value());
        }
      }
    }
    return question;
  }

  private static JsonNode evaluate(JsonNode question) throws IOException, InterruptedException {
    Path in = Files.createTempFile("differential", ".json");
    Path out = Files.createTempFile("differential", ".json");
    try {
      JSON.writeValue(in.toFile(), question);
      List<String> command = new ArrayList<>(Commands.find().sidecar());
      command.addAll(List.of("proxy", "evaluate", in.toString()));
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      if (!ended || process.exitValue() != 0) {
        throw new IOException("evaluate: failed (expected: exit code 0)");
      }
      return JSON.readTree(out.toFile());
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }
}
