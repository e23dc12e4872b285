package org.sealpost.web.flow;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import org.sealpost.admin.FlowView;

/** Whether everything is paused: the banner that every page shows. */
@Named
@RequestScoped
public class PauseMark {
  @EJB private FlowView flow;

  public boolean isEverything() {
    return flow.isEverythingPaused();
  }
}
