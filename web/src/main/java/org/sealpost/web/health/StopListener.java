package org.sealpost.web.health;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.sealpost.admin.Stopping;

/**
 * Says that the application is about to stop, and waits until it has.
 *
 * <p>Important: the server stops the web module before the beans, and takes the data source away
 * with it; what was under way could not be recorded any more when the beans are told.
 */
@WebListener
public class StopListener implements ServletContextListener {
  @Inject private Event<Stopping> stopping;

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    stopping.fire(new Stopping());
  }
}
