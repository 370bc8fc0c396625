// What pages gain where a script runs; without it every one of them works as plain pages and forms.
// The fetched page is parsed by XMLHttpRequest itself, which runs no script, so no Trusted Types policy is needed.

// After an error: read the summary first; its links lead into the field, with the label in sight.
document.querySelector(".govuk-error-summary")?.focus();

document.addEventListener("click", (event) => {
  const link = event.target.closest(".govuk-error-summary a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const seen = field.closest("fieldset")?.querySelector("legend") ?? field.labels?.[0] ?? field;
  seen.scrollIntoView();
  field.focus({ preventScroll: true });
});

// [data-swap="results"]: its links and GET forms change only the region #results; the address says what is shown.
function swap(address, id) {
  const old = document.getElementById(id);
  const leave = () => location.assign(address);
  const ask = new XMLHttpRequest();
  ask.responseType = "document";
  ask.onerror = ask.onabort = ask.ontimeout = leave;
  ask.onload = () => {
    const fresh = ask.status === 200 && ask.response?.getElementById(id);
    if (!fresh || !old.isConnected) return leave();
    if (!history.state?.swapped) history.replaceState({ swapped: true }, "");
    history.pushState({ swapped: true }, "", ask.responseURL || address);
    document.title = ask.response.title;
    old.replaceWith(document.adoptNode(fresh));
    const heading = fresh.querySelector("h1, h2, h3, caption") ?? fresh;
    heading.tabIndex = -1;
    heading.focus();
    say(fresh.querySelector("[data-said]")?.textContent);
  };
  old.setAttribute("aria-busy", "true");
  ask.open("GET", address);
  ask.send();
}

function regionOf(element) {
  const id = element?.closest("[data-swap]")?.dataset.swap;
  return id && document.getElementById(id) ? id : null;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const id = regionOf(link);
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!id || !plain || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
  if (link.origin !== location.origin || link.pathname !== location.pathname || link.hash) return;
  event.preventDefault();
  swap(link.href, id);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const id = regionOf(form);
  if (!id || event.defaultPrevented || (form.getAttribute("method") ?? "get").toLowerCase() !== "get") return;
  const address = new URL(form.getAttribute("action") || location.pathname, location.href);
  if (address.origin !== location.origin) return;
  event.preventDefault();
  address.search = new URLSearchParams(new FormData(form));
  if (event.submitter?.name) address.searchParams.append(event.submitter.name, event.submitter.value);
  swap(address.href, id);
});

addEventListener("popstate", (event) => event.state?.swapped && location.reload());

// [data-rows]: up and down go from row to row; a letter presses the row's button with that data-key.
const CONTROL = "a[href], button:not(:disabled), input:not([type=hidden], :disabled), select, textarea, [tabindex='0']";
const TYPING = "input:not([type=checkbox], [type=button], [type=submit]), select, textarea, [contenteditable]";

document.addEventListener("keydown", (event) => {
  const row = event.target.closest("[data-rows] tr");
  if (!row || event.ctrlKey || event.metaKey || event.altKey || event.target.matches(TYPING)) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const rows = [...row.closest("[data-rows]").querySelectorAll("tr")].filter((one) => one.querySelector(CONTROL));
    const next = rows[rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.querySelector(CONTROL).focus();
  } else {
    const buttons = [...row.querySelectorAll("button[data-key]:not(:disabled)")];
    buttons.find((one) => one.dataset.key === event.key.toLowerCase())?.click();
  }
});

// textarea[data-count=2000][data-left="%s left"][data-over="%s too many"]: counts as the server does, line ends as two.
for (const area of document.querySelectorAll("textarea[data-count]")) {
  const shown = document.createElement("p");
  shown.className = "t-count";
  shown.setAttribute("aria-hidden", "true");
  area.after(shown);
  const count = () => {
    const left = Number(area.dataset.count) - [...area.value.replace(/\n/g, "\r\n")].length;
    const sentence = left < 0 ? area.dataset.over : area.dataset.left;
    shown.textContent = (sentence ?? "%s").replace("%s", String(Math.abs(left)));
    shown.classList.toggle("t-count--over", left < 0);
  };
  let pause;
  area.addEventListener("input", () => {
    count();
    clearTimeout(pause);
    pause = setTimeout(() => say(shown.textContent), 1000);
  });
  count();
}

// dl[data-copy="Copy"][data-copied="Copied"]: every <code> in it gets a button; without one it is selected by hand.
for (const list of document.querySelectorAll("dl[data-copy]")) {
  for (const code of navigator.clipboard ? list.querySelectorAll("dd > code") : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "t-link-button";
    button.textContent = list.dataset.copy;
    button.setAttribute("aria-label", `${list.dataset.copy}: ${code.textContent}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      say(list.dataset.copied);
      button.textContent = list.dataset.copied;
      setTimeout(() => (button.textContent = list.dataset.copy), 2000);
    });
    code.after(" ", button);
  }
}

// One polite voice for the page.
function say(text) {
  if (!text) return;
  let voice = document.getElementById("voice");
  if (!voice) {
    voice = document.createElement("p");
    voice.id = "voice";
    voice.className = "govuk-visually-hidden";
    voice.setAttribute("role", "status");
    document.body.append(voice);
  }
  setTimeout(() => (voice.textContent = text), 100);
}
