/* What makes the pages more comfortable. Every page works without it. */
(() => {
  "use strict";

  const LOCKED_FOR_MS = 8000;

  /* One press is one act: a second submit of the same form goes nowhere. */
  function lock(form, button) {
    form.dataset.busy = "yes";
    // After this tick, so that the button's own name and value are still sent.
    setTimeout(() => {
      if (!button) return;
      button.disabled = true;
      button.setAttribute("aria-busy", "true");
    });
    // A download leaves the page standing: give the button back.
    setTimeout(() => unlock(form), LOCKED_FOR_MS);
  }

  function unlock(form) {
    delete form.dataset.busy;
    for (const button of form.querySelectorAll("[aria-busy]")) {
      button.disabled = false;
      button.removeAttribute("aria-busy");
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.busy) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (form.method === "post") {
      lock(form, event.submitter);
    }
  }, true);

  /* A passkey that was not there, or was taken back: the page says so beside the button that asked for it. */
  document.addEventListener("allauth.error", () => {
    const words = document.querySelector("[data-passkey-failed]");
    if (words) words.hidden = false;
  });

  /* Back in the browser's history shows the page as it was left: locked. */
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-busy]").forEach(unlock));

  /* On a phone the menu is wider than the screen: the page where one is stands in sight. */
  document.querySelector(".nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });

  /* Browsers without field-sizing: a textarea grows while one types. */
  const growsByItself = CSS.supports("field-sizing", "content");

  function grow(area) {
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight + 2}px`;
  }

  document.addEventListener("input", (event) => {
    if (!growsByItself && event.target.matches("textarea")) grow(event.target);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    for (const menu of document.querySelectorAll("details.me[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.me[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  /* On paper nothing is folded away. */
  window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details:is(.more, .target):not([open])")) {
      part.open = true;
      part.dataset.folded = "yes";
    }
  });
  window.addEventListener("afterprint", () => {
    for (const part of document.querySelectorAll("details[data-folded]")) {
      part.open = false;
      delete part.dataset.folded;
    }
  });

  function welcome(root) {
    root.querySelector("[data-error-summary]")?.focus();
    root.querySelectorAll("[data-find]").forEach((field) => { field.hidden = false; });
    root.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
    if (!growsByItself) root.querySelectorAll("textarea").forEach(grow);
  }

  function say(id, show) {
    const box = document.getElementById(id);
    if (box) box.hidden = !show;
  }

  const alarm = (show) => say("alarm", show);

  /* What one types is kept on the server while one types. Of a child nothing is kept in the browser. */
  const KEPT_AFTER_MS = 1500;
  let typed;
  let underway;

  function isKept(form) {
    return form?.method === "post" && form.enctype !== "multipart/form-data"
      && form.querySelector("textarea") && form.querySelector("[name=form_token]");
  }

  function keep(form) {
    underway?.abort();
    underway = new AbortController();
    fetch(document.body.dataset.keep, { method: "POST", body: new FormData(form), signal: underway.signal })
      .catch(() => {}); // the text still stands in the page
  }

  function stopKeeping() {
    clearTimeout(typed);
    underway?.abort();
  }

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!document.body.dataset.keep || !isKept(form)) return;
    clearTimeout(typed);
    typed = setTimeout(() => keep(form), KEPT_AFTER_MS);
  });
  document.addEventListener("submit", stopKeeping, true);

  /* Without internet a form stays as it is, says so, and goes once when there is a connection: its token lets no twin
     of it through. */
  const TRIED_AGAIN_MS = 10000;

  const held = () => document.querySelectorAll("form[data-held]");

  function hold(form) {
    form.dataset.held = "yes";
    say("offline", true);
    setTimeout(sendHeld, TRIED_AGAIN_MS);
  }

  function sendHeld() {
    for (const form of held()) {
      if (!navigator.onLine) {
        setTimeout(sendHeld, TRIED_AGAIN_MS);
        continue;
      }
      delete form.dataset.held;
      unlock(form);
      form.requestSubmit();
    }
  }

  window.addEventListener("online", sendHeld);
  window.addEventListener("beforeunload", (event) => {
    if (held().length) event.preventDefault();
  });

  /* A list of names that grows shorter while one types. */
  const plain = (words) => words.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();

  document.addEventListener("input", (event) => {
    if (!event.target.dataset.finds) return;
    const word = plain(event.target.value.trim());
    for (const choice of document.querySelectorAll(`${event.target.dataset.finds} .choice`)) {
      choice.hidden = !plain(choice.textContent).includes(word) && !choice.querySelector(":checked");
    }
  });

  welcome(document);

  /* 409 and 422 are answers, not accidents: the server's page says what is the matter. So is any 4xx to a whole page
     that was sent this way; where the server itself stumbles, what was typed stays. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { status } = event.detail.xhr;
    if (![409, 422].includes(status) && !(event.detail.boosted && status >= 400 && status < 500)) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });
  document.addEventListener("htmx:beforeRequest", () => {
    alarm(false);
    say("offline", false);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest("form");
    if (form) unlock(form);
  });
  document.addEventListener("htmx:afterSettle", (event) => welcome(event.target));
  document.addEventListener("htmx:responseError", () => alarm(true));
  function notSent(event) {
    const form = event.target.closest("form[hx-boost]");
    if (form) hold(form);
    else alarm(true);
  }

  document.addEventListener("htmx:sendError", notSent);
  document.addEventListener("htmx:timeout", notSent);
})();
