package org.sealpost.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.account.ChangeRefusedException;
import org.sealpost.account.PasswordRefusedException;
import org.sealpost.admin.CommandRefusedException;
import org.sealpost.config.RouteFault;
import org.sealpost.exceptions.ExceptionRefusedException;
import org.sealpost.flow.FlowRefusedException;

class RefusedExceptionTest {
  @Test
  void saysTheSentenceWithItsValues() {
    assertThat(new CommandRefusedException(Refusal.OTHER_COUNT, 12_345L, 7))
        .hasMessage("12345 recipients match now, 7 were counted.");
    assertThat(new CommandRefusedException(Refusal.NO_ADDRESS_IN_FIELD, "to", "it's {0}"))
        .hasMessage("to: “it's {0}” is no address.");
  }

  @Test
  void keepsNumbersAsNumbersAndTheBeginningOfAnyOtherText() {
    String emoji = "\uD83D\uDC68";
    RefusedException refused =
        new ChangeRefusedException(Refusal.OTHER_COUNT, 5, 6L, 'x', "x".repeat(399) + emoji);

    assertThat(refused.values()).containsExactly(5, 6L, "x", "x".repeat(399) + "…");
  }

  @Test
  void staysTheSameOverAWire() throws IOException, ClassNotFoundException {
    var octets = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(octets)) {
      out.writeObject(new FlowRefusedException(Refusal.TOO_MANY_SERVERS, 5));
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(octets.toByteArray()))) {
      RefusedException read = (RefusedException) in.readObject();
      assertThat(read).hasMessage("A route has at most 5 servers.");
      assertThat(read.reason()).isEqualTo(Refusal.TOO_MANY_SERVERS);
      assertThat(read.values()).containsExactly(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRouteThatIsNoneIsRefusedWithItsFault(RouteFault fault) {
    assertThat(new FlowRefusedException(Refusal.of(fault), "x"))
        .hasMessage("x is no route: " + fault.text() + ".");
  }

  @Test
  void nothingIsRefusedInFreeWords() {
    List<Class<? extends RefusedException>> all =
        List.of(
            CommandRefusedException.class,
            ChangeRefusedException.class,
            PasswordRefusedException.class,
            FlowRefusedException.class,
            ExceptionRefusedException.class);
    assertThat(all)
        .allSatisfy(
            each ->
                assertThat(each.getDeclaredConstructors())
                    .extracting(Constructor::getParameterTypes)
                    .allMatch(types -> Arrays.asList(types).contains(Refusal.class)));
  }
}
