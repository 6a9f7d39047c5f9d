package io.heddle.proxy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.proxy.config.HeaderEdits.Header;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InputReaderTest {
  @Test
  void readsResourcesAndRequests() throws UnreadableInputException {
    Input input =
        InputReader.read(
            """
            {"resources": [{"typeUrl": "t", "name": "n", "version": "1", "value": "AQI="}],
             "requests": [{"listener": "a:80", "port": 81, "applicationProtocol": "h", "method": "PUT",
               "authority": "a", "path": "/p?q", "scheme": "https",
               "headers": [{"name": "x", "value": "1"}, {"name": "x", "value": ""}]},
              {"listener": "b:80", "authority": "", "path": "*"}]}
            """);

    assertThat(input.resources()).hasSize(1);
    assertThat(input.resources().getFirst().typeUrl()).isEqualTo("t");
    assertThat(input.resources().getFirst().name()).isEqualTo("n");
    assertThat(input.resources().getFirst().value()).containsExactly(1, 2);
    Header[] headers = {new Header("x", "1"), new Header("x", "")};
    assertThat(input.questions())
        .containsExactly(
            new Question("a:80", 81, "h", "PUT", "a", "/p?q", "https", List.of(headers)),
            new Question("b:80", 0, "", "GET", "", "*", "http", List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "7                                          | input: 7 (expected: an object)",
        "[]                                         | input: nested (expected: an object)",
        "{\"request\": []}                          | request: unknown (expected: one of [requests, resources])",
        "{\"requests\": {}}                         | requests: nested (expected: an array)",
        "{\"requests\": [3]}                        | requests[0]: 3 (expected: an object)",
        "{\"requests\": [{\"listener\": \"a\"}]}    | requests[0].authority: none (expected: text)",
        "{\"requests\": [{\"listener\": 5}]}        | requests[0].listener: 5 (expected: text)",
        "{\"requests\": [{\"listener\": \"a\", \"port\": 65536}]} | requests[0].port: 65536 (expected: 0-65535)",
        "{\"requests\": [{\"listener\": \"a\", \"authority\": \"a\", \"path\": \"/\", \"scheme\": \"ftp\"}]} | requests[0].scheme: ftp (expected: http or https)",
        "{\"requests\": [{\"listener\": \"a\", \"authority\": \"a\", \"path\": \"/\\r\\nx: y\"}]} | requests[0].path: has other characters (expected: one line of ISO-8859-1)",
        "{\"resources\": [{\"typeUrl\": \"t\", \"name\": \"n\", \"value\": \"%%%%\"}]} | resources[0].value: Illegal base64 character 25 (expected: base64)",
      })
  void saysWhereItCannotRead(String json, String message) {
    assertThatThrownBy(() -> InputReader.read(json))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessage(message);
  }

  @Test
  void saysThatItIsNoJson() {
    assertThatThrownBy(() -> InputReader.read("{\"requests\": ["))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageStartingWith("input: ");
  }
}
