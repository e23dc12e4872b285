package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sealpost.queue.QueueDatabase;

/** The database itself keeps the audit log as it is. */
final class AuditAppendOnlyTest {
  @Test
  void neitherChangesNorRemovesALine() {
    try (QueueDatabase database = new QueueDatabase()) {
      database.transact(em -> new AuditLog(em, "ada").add("hold", null, "a", "b", null));
      for (String statement :
          new String[] {
            "update audit_entry set actor = 'eve'",
            "delete from audit_entry",
            "delete from audit_entry where action = 'hold'"
          }) {
        assertThatThrownBy(
                () -> database.transact(em -> em.createNativeQuery(statement).executeUpdate()))
            .as(statement)
            .rootCause()
            .message()
            .containsIgnoringCase("audit_log_is_append_only");
      }
      AuditRow row =
          database.inTransaction(
              em ->
                  em.createQuery("select a from AuditEntity a", AuditEntity.class)
                      .getSingleResult()
                      .toRow());
      assertThat(row.actor()).isEqualTo("ada");
      assertThat(row.door()).isEqualTo("SERVER");
    }
  }
}
