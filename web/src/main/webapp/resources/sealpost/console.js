"use strict";
/* What the pages do in the browser: dialogs, local times, and the refresh of the queue. */
const sealpost = (() => {
  const REFRESH_RESTS_MILLIS = 2000;
  let lastTouch = 0;
  let focused = null;
  let paused = false;

  /* Times: the server writes UTC, the reader sees the local time and, on hover, UTC and the distance. */
  /* The page's language, with the region that the browser says for it. */
  function language() {
    const page = document.documentElement.lang || "en";
    return navigator.languages.find((each) => each.split("-")[0] === page) || page;
  }

  /* The month is a word, so that nobody takes it for the day. */
  function local(at, parts) {
    return new Intl.DateTimeFormat(language(), { hourCycle: "h23", hour: "2-digit", minute: "2-digit", ...parts })
      .format(at);
  }

  const DAY = { year: "numeric", month: "short", day: "numeric" };

  function distance(at) {
    const seconds = Math.round((at.getTime() - Date.now()) / 1000);
    const steps = [["day", 86400], ["hour", 3600], ["minute", 60]];
    const words = new Intl.RelativeTimeFormat(language(), { numeric: "auto" });
    const step = steps.find(([, length]) => Math.abs(seconds) >= length);
    return step ? words.format(Math.trunc(seconds / step[1]), step[0]) : words.format(seconds, "second");
  }

  function showLocalTimes() {
    document.querySelectorAll("time[datetime]:not([data-local])").forEach((element) => {
      if (!element.dateTime.includes("T")) {
        return; /* A day, which is one in UTC whoever looks. */
      }
      const at = new Date(element.dateTime);
      element.title = element.textContent + ", " + distance(at);
      /* In lists the minute is enough. */
      element.textContent = local(at, element.closest("table") ? DAY : { ...DAY, second: "2-digit" });
      element.dataset.local = "true";
    });
  }

  /* The pages, on a narrow window. */
  function unfold(menu, isOpen) {
    menu.setAttribute("aria-expanded", String(isOpen));
  }

  /* Dialogs. */
  function ask(id) {
    const dialog = document.getElementById(id);
    dialog.showModal();
    const first = dialog.querySelector("input:checked") || dialog.querySelector("textarea, input");
    if (first) {
      first.focus();
    }
  }

  function isSatisfied(field) {
    return field.type === "checkbox" ? field.checked : field.value.trim() !== "";
  }

  function isAsked(field) {
    return field.closest("[hidden]") === null && (!field.dataset.onlyWeaker || isWeaker(field.closest("dialog")));
  }

  /* The server checks the same; this spares the way there and says it beside the field. */
  function mayGo(dialog) {
    const missing = [...dialog.querySelectorAll("[data-required]")]
      .find((field) => isAsked(field) && !isSatisfied(field));
    if (!missing) {
      return true;
    }
    missing.setCustomValidity(missing.dataset.required);
    missing.reportValidity();
    missing.addEventListener("input", () => missing.setCustomValidity(""), { once: true });
    return false;
  }

  function isWeaker(dialog) {
    const chosen = dialog.querySelector("input[type=radio]:checked");
    const known = dialog.querySelector("[data-weaker]") || dialog;
    return chosen !== null && (known.dataset.weaker || "").split(" ").includes(chosen.value);
  }

  /* Of what was foreseen for each choice, only that of the one chosen. */
  function showForesight(dialog) {
    const chosen = dialog.querySelector("input[type=radio]:checked");
    dialog.querySelectorAll("[data-when-chosen]").forEach((part) => {
      part.hidden = chosen === null || part.dataset.whenChosen !== chosen.value;
    });
  }

  function foreseen(id) {
    const dialog = document.getElementById(id);
    dialog.classList.remove("is-working");
    showForesight(dialog);
    showWeakening(dialog);
  }

  /* What was counted, or looked up, is there. */
  function counted(id) {
    const dialog = document.getElementById(id);
    dialog.classList.remove("is-working");
    showChosen(dialog);
  }

  /* Of the fields of a dialog, those that belong to the action that is chosen. */
  function showChosen(dialog) {
    const action = dialog.querySelector("[data-chooses]");
    if (!action) {
      return;
    }
    dialog.querySelectorAll("[data-for]").forEach((part) => { part.hidden = part.dataset.for !== action.value; });
    const wanted = dialog.querySelector("[data-foresees]");
    dialog.querySelectorAll("[data-when-chosen]").forEach((part) => { part.hidden = part.dataset.whenChosen !== wanted.value; });
  }

  /* A time is typed in the reader's zone and sent in UTC. */
  function sendInstant(field) {
    const at = new Date(field.value);
    document.getElementById(field.dataset.instant).value = Number.isNaN(at.getTime()) ? "" : at.toISOString();
  }

  function showWeakening(dialog) {
    const weaker = isWeaker(dialog);
    dialog.querySelectorAll(".weakening, [data-when=weaker]").forEach((part) => { part.hidden = !weaker; });
    dialog.querySelectorAll("[data-when=same]").forEach((part) => { part.hidden = weaker; });
  }

  /* Selection and refresh of the queue. */
  function countSelected() {
    const place = document.getElementById("selected");
    if (!place) {
      return;
    }
    const count = document.querySelectorAll(".queue tbody tr.ui-state-highlight").length;
    const text = count === 0 ? place.dataset.none : count + " " + place.dataset.some;
    if (place.textContent !== text) {
      place.textContent = text;
    }
  }

  /* PrimeFaces 15.0.13 cancels the click on a native tick box, which takes the tick back though the
     row is selected: put the boxes right after the click has run its course. */
  function showSelection() {
    document.querySelectorAll(".queue tbody tr[data-rk]").forEach((row) => {
      const box = row.querySelector(".col-select input");
      const chosen = row.classList.contains("ui-state-highlight");
      if (box.checked !== chosen) {
        box.checked = chosen;
      }
      box.setAttribute("aria-checked", String(chosen));
    });
    countSelected();
  }

  /* On a phone a list is sorted by choosing: until one has chosen, it must not look as if. */
  function showUnsorted() {
    document.querySelectorAll(".ui-reflow-dropdown").forEach((choice) => {
      const sorted = choice.closest(".ui-datatable").querySelector("th[aria-sort=ascending], th[aria-sort=descending]");
      if (!sorted && choice.options.length > 0 && choice.options[0].value !== "") {
        const none = new Option("\u2013", "", true, true);
        none.disabled = true;
        choice.prepend(none);
        none.selected = true;
      }
    });
  }

  function refreshing() {
    if (paused || document.querySelector("dialog[open]") || Date.now() - lastTouch < REFRESH_RESTS_MILLIS) {
      return false;
    }
    const row = document.activeElement.closest(".queue tbody tr[data-rk]");
    focused = row && { key: row.dataset.rk, box: document.activeElement.type === "checkbox" };
    return true;
  }

  function refreshed() {
    if (focused && document.activeElement === document.body) {
      const row = document.querySelector(".queue tbody tr[data-rk='" + CSS.escape(focused.key) + "']");
      const again = row && row.querySelector(focused.box ? "input[type=checkbox]" : "a");
      if (again) {
        again.focus({ preventScroll: true });
      }
    }
    focused = null;
    const place = document.getElementById("refreshed");
    if (place) {
      place.textContent = local(new Date(), { second: "2-digit" });
    }
  }

  function pause(button) {
    paused = !paused;
    button.setAttribute("aria-pressed", String(paused));
  }

  /* Something takes a while: says so until the answer replaces this part of the page. */
  function working(id) {
    document.getElementById(id).classList.add("is-working");
  }

  function finished(dialogId, args) {
    if (dialogId && args && args.done) {
      const dialog = document.getElementById(dialogId);
      dialog.close();
      dialog.querySelectorAll("textarea").forEach((field) => { field.value = ""; });
    }
    window.scrollTo({ top: 0 });
  }

  function onClick(event) {
    if (event.target.closest(".queue .col-select")) {
      setTimeout(showSelection);
    }
    const button = event.target.closest("button");
    if (!button) {
      return;
    }
    if (button.id === "menu") {
      unfold(button, button.getAttribute("aria-expanded") !== "true");
      return;
    }
    if (button.dataset.sets) {
      document.getElementById(button.dataset.sets).value = button.dataset.value;
    }
    if (button.dataset.needsSelection && !document.querySelector(".queue tbody tr.ui-state-highlight")) {
      return;
    }
    if (button.dataset.foresee) {
      working(button.dataset.foresee);
      window.sealpostForesee();
      return;
    }
    if (button.dataset.ask) {
      ask(button.dataset.ask);
      showChosen(document.getElementById(button.dataset.ask));
      if (button.dataset.preview) {
        working(button.dataset.ask);
        window[button.dataset.preview]();
      }
    } else if (button.dataset.close) {
      document.getElementById(button.dataset.close).close();
    } else if (button.dataset.refresh === "now") {
      window.sealpostRefresh();
    } else if (button.dataset.refresh === "pause") {
      pause(button);
    } else if (button.closest("dialog") && !mayGo(button.closest("dialog"))) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  /* Enter in a tick box would press the first button of the form, whatever that does. */
  function onKey(event) {
    lastTouch = Date.now();
    const menu = document.querySelector("#menu[aria-expanded=true]");
    if (event.key === "Escape" && menu && !document.querySelector("dialog[open]")) {
      unfold(menu, false);
      menu.focus();
    }
    if (event.key === "Enter" && event.target.matches("input[type=checkbox], input[type=radio]")) {
      event.preventDefault();
    }
  }

  function start() {
    showLocalTimes();
    countSelected();
    document.addEventListener("click", onClick, true);
    document.addEventListener("keydown", onKey, true);
    document.addEventListener("pointerdown", () => { lastTouch = Date.now(); }, true);
    document.addEventListener("input", (event) => {
      if (event.target.dataset.instant) {
        sendInstant(event.target);
      }
    });
    document.addEventListener("change", (event) => {
      if (event.target.closest("#bulkDialog")) {
        showChosen(document.getElementById("bulkDialog"));
      }
      const dialog = event.target.closest("dialog.weighs");
      if (dialog) {
        showWeakening(dialog);
        showForesight(dialog);
      }
    });
    document.querySelectorAll("dialog.weighs").forEach(showWeakening);
    document.querySelectorAll("dialog[data-open=true]").forEach((dialog) => ask(dialog.id));
    showUnsorted();
    new MutationObserver(() => { showLocalTimes(); countSelected(); showUnsorted(); })
      .observe(document.body, { childList: true, subtree: true });
  }

  document.addEventListener("DOMContentLoaded", start);
  return { refreshing, refreshed, finished, working, foreseen, counted };
})();
