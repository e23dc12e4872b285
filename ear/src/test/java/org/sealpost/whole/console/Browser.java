package org.sealpost.whole.console;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with a profile of its own, pointed at one console. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(100);
  private static final int MOST_TABS = 200;
  private static final String IS_NEXT_PAGE =
      "return !window.sealpostLeft && document.readyState === 'complete'";

  private static final Path PICTURES = Path.of("target/screenshots");
  private static final long HIGHEST = 2400;

  private final URI console;
  private final ChromeDriver driver;
  private boolean isPhone;

  /**
   * Starts it.
   *
   * @param profile an empty directory
   */
  Browser(URI console, Path profile) {
    this.console = console;
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File("/usr/bin/chromedriver"))
            .withEnvironment(Map.of("HOME", profile.toString()))
            .build();
    ChromeOptions options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en-US",
        "--window-size=1280,900",
        "--user-data-dir=" + profile.resolve("chromium"));
    driver = new ChromeDriver(service, options);
  }

  /** Opens a page of the console. */
  void open(String pathAndQuery) {
    driver.get(console.resolve(pathAndQuery).toString());
  }

  /** Path of the page that is shown. */
  String path() {
    return URI.create(driver.getCurrentUrl()).getPath();
  }

  WebElement find(By by) {
    return driver.findElement(by);
  }

  WebElement find(String id) {
    return driver.findElement(By.id(id));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  boolean has(String selector) {
    return !all(selector).isEmpty();
  }

  String text(String id) {
    return find(id).getText();
  }

  /** Empties a field and types. */
  void type(String id, String text) {
    WebElement field = find(id);
    field.clear();
    field.sendKeys(text);
  }

  /** Clicks on what leads to another page, and waits for it. */
  void follow(String id) {
    toNextPage(() -> find(id).click());
  }

  /** Clicks on what leads to another page, and waits for it. */
  void follow(WebElement link) {
    toNextPage(link::click);
  }

  /** Presses a key in the element that has the focus, which leads to another page. */
  void followWithKey(Keys key) {
    toNextPage(() -> press(key));
  }

  // The page is known by a mark on its window. To ask an element of the page that goes whether it
  // is still there fails in several ways, one of them an error of the inspector.
  private void toNextPage(Runnable step) {
    run("window.sealpostLeft = true");
    step.run();
    new WebDriverWait(driver, PATIENCE, STEP)
        .ignoring(WebDriverException.class)
        .withMessage(() -> "another page than " + driver.getCurrentUrl() + ":\n" + bodyText())
        .until(any -> (boolean) run(IS_NEXT_PAGE));
  }

  /** Waits until something is so; elements that come and go meanwhile do not matter. */
  void await(String what, BooleanSupplier condition) {
    new WebDriverWait(driver, PATIENCE, STEP)
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> what + " on " + driver.getCurrentUrl() + ":\n" + bodyText())
        .until(any -> condition.getAsBoolean());
  }

  private String bodyText() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** Runs a script in the page. */
  Object run(String script, Object... arguments) {
    Object result = driver.executeScript(script, arguments);
    return result == null ? "" : result;
  }

  /** Presses keys where the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Tab, again and again, until that element has the focus. */
  void tabTo(By target) {
    for (int i = 0; i < MOST_TABS; i++) {
      if (driver.switchTo().activeElement().equals(find(target))) {
        return;
      }
      press(Keys.TAB);
    }
    throw new AssertionError("not reached with the Tab key: " + target);
  }

  /** A window as wide as a phone's; {@link #desktop} ends it. */
  void phone() {
    isPhone = true;
    resize(740);
  }

  void desktop() {
    isPhone = false;
    resize(900);
  }

  /** Takes a picture of all of the page (the upper 2,400 pixels), to be looked at. */
  void picture(String name) throws IOException {
    Object height = run("return document.documentElement.scrollHeight");
    resize(Math.min(HIGHEST, ((Number) height).longValue()));
    Files.createDirectories(PICTURES);
    Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  private void resize(long height) {
    int width = isPhone ? 360 : 1280;
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", isPhone));
  }

  /** How many pixels the page is wider than the window. */
  long overflow() {
    Object wider =
        run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    return ((Number) wider).longValue();
  }

  /** The session cookie. */
  Cookie session() {
    Cookie cookie = driver.manage().getCookieNamed("SEALPOST");
    if (cookie == null) {
      throw new AssertionError("there is no session");
    }
    return cookie;
  }

  /** As if it had never been here. */
  void forget() {
    driver.manage().deleteAllCookies();
  }

  ChromeDriver driver() {
    return driver;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
