// heed's own script. Every page is complete without it; it starts the design
// system's and saves drafts while they are typed. It holds no sentence: what it
// says stands in the page, in the form's data attributes.
import { initAll } from "./vendor/nhsuk-frontend/nhsuk-frontend.min.js";

const quiet = 1500; // milliseconds without a key before a draft is saved

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();
revealing();
for (const form of document.querySelectorAll("form[data-autosave]")) {
  autosave(form);
}

// revealing hides what belongs to answers that are not chosen.
function revealing() {
  const options = [...document.querySelectorAll("[data-reveals]")];
  const show = () => {
    for (const option of options) {
      document.getElementById(option.dataset.reveals).hidden = !option.checked;
    }
  };
  show();
  document.addEventListener("change", show);
  window.addEventListener("pageshow", show);
}

function autosave(form) {
  const status = form.querySelector("[data-autosave-status]");
  const guard = form.elements.namedItem("version");
  let timer = 0;
  let saving = null; // the save under way
  let changed = false;
  let stopped = false;

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", send);
  window.addEventListener("pageshow", back);
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", leave);

  // leave saves what the pause of typing has not saved yet.
  function leave() {
    if (changed && document.visibilityState === "hidden") {
      clearTimeout(timer);
      start();
    }
  }

  // back is where the browser shows the page as it was left: what it saved on
  // leaving has a newer version than the form, so it is fetched again.
  function back(event) {
    stopped = false;
    if (event.persisted) {
      location.reload();
    }
  }

  function later() {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(start, quiet);
  }

  function start() {
    if (stopped || saving) {
      return;
    }
    saving = save().finally(() => {
      saving = null;
      if (changed) {
        later();
      }
    });
  }

  // send waits for a save under way: otherwise the form would carry the version
  // from before it, and clash with its own draft.
  function send(event) {
    stopped = true;
    clearTimeout(timer);
    if (saving) {
      event.preventDefault();
      saving.finally(() => form.requestSubmit(event.submitter));
    }
  }

  async function save() {
    changed = false;
    try {
      told(await fetch(form.dataset.autosave, {
        method: "POST",
        body: draft(form),
        headers: { "X-Heed-Autosave": "1" },
        redirect: "error",
        keepalive: document.visibilityState === "hidden", // it may outlive the page
      }));
    } catch {
      say(form.dataset.autosaveFailed, true);
    }
  }

  function told(answer) {
    if (answer.status === 409) {
      stopped = true;
      say(form.dataset.autosaveClash, true);
      return;
    }
    if (!answer.ok) {
      say(form.dataset.autosaveFailed, true);
      return;
    }
    const version = answer.headers.get("X-Heed-Version");
    if (guard && version) {
      guard.value = version;
    }
    say(form.dataset.autosaveDone.replace("%{time}", clock(new Date())), false);
  }

  function say(text, failed) {
    if (!status) {
      return;
    }
    status.classList.toggle("heed-saved--failed", failed);
    status.textContent = text;
  }
}

// draft is the form's fields without its files, which go up when it is sent.
function draft(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") {
      fields.append(name, value);
    }
  }
  return fields;
}

function clock(at) {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" }).format(at);
}
