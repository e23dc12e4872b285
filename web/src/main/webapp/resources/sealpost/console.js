"use strict";
/* What the pages do in the browser: dialogs, local times, and the refresh of the queue. */
const sealpost = (() => {
  const REFRESH_RESTS_MILLIS = 2000;
  let lastTouch = 0;
  let focused = null;
  let paused = false;

  /* Times: the server writes UTC, the reader sees the local time and, on hover, UTC and the distance. */
  function two(number) {
    return String(number).padStart(2, "0");
  }

  function local(at) {
    return at.getFullYear() + "-" + two(at.getMonth() + 1) + "-" + two(at.getDate())
      + " " + two(at.getHours()) + ":" + two(at.getMinutes()) + ":" + two(at.getSeconds());
  }

  function distance(at) {
    const seconds = Math.round((at.getTime() - Date.now()) / 1000);
    const steps = [["day", 86400], ["hour", 3600], ["minute", 60]];
    const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", { numeric: "auto" });
    const step = steps.find(([, length]) => Math.abs(seconds) >= length);
    return step ? words.format(Math.trunc(seconds / step[1]), step[0]) : words.format(seconds, "second");
  }

  function showLocalTimes() {
    document.querySelectorAll("time[datetime]:not([data-local])").forEach((element) => {
      const at = new Date(element.dateTime);
      element.title = element.textContent + ", " + distance(at);
      /* In lists the minute is enough. */
      element.textContent = element.closest("table") ? local(at).slice(0, 16) : local(at);
      element.dataset.local = "true";
    });
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
    return chosen !== null && (dialog.dataset.weaker || "").split(" ").includes(chosen.value);
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
      place.textContent = local(new Date()).slice(11);
    }
  }

  function pause(button) {
    paused = !paused;
    button.setAttribute("aria-pressed", String(paused));
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
    if (button.dataset.sets) {
      document.getElementById(button.dataset.sets).value = button.dataset.value;
    }
    if (button.dataset.ask) {
      ask(button.dataset.ask);
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
    document.addEventListener("change", (event) => {
      const dialog = event.target.closest("dialog.weighs");
      if (dialog) {
        showWeakening(dialog);
      }
    });
    document.querySelectorAll("dialog.weighs").forEach(showWeakening);
    document.querySelectorAll("dialog[data-open=true]").forEach((dialog) => ask(dialog.id));
    showUnsorted();
    new MutationObserver(() => { showLocalTimes(); countSelected(); showUnsorted(); })
      .observe(document.body, { childList: true, subtree: true });
  }

  document.addEventListener("DOMContentLoaded", start);
  return { refreshing, refreshed, finished };
})();
