package org.sealpost.admin;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.persistence.PrePersist;
import org.jspecify.annotations.Nullable;

/**
 * Puts the door on each line of the audit log as it is written. Choice: here and not in {@link
 * AuditLog}, so that no command can forget it.
 */
public class DoorStamp {
  @Inject private @Nullable Entrance entrance;

  @PrePersist
  void stamp(AuditEntity line) {
    Entrance current = entrance;
    if (current == null) {
      return; // outside of a container
    }
    try {
      line.cameThrough(current.door(), current.token());
    } catch (ContextNotActiveException noRequest) {
      line.cameThrough(Door.SERVER, null);
    }
  }
}
