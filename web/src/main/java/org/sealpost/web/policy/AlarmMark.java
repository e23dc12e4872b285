package org.sealpost.web.policy;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import org.sealpost.admin.HistoryView;

/** How many alarms nobody has taken note of: the mark that every page shows. */
@Named
@RequestScoped
public class AlarmMark {
  @EJB private HistoryView history;

  private long count;

  @PostConstruct
  void look() {
    count = history.countAlarms();
  }

  public long getCount() {
    return count;
  }
}
