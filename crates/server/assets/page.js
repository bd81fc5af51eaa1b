// What the public page gains where a script may run. Without it nothing is missing.
// Read in order: each function is one thing; the list at the end says which run.

/** The reader's own time beside the page's, where their clocks differ at that instant. */
function ownTimes() {
  const { format } = document.documentElement.dataset;
  const own = new Intl.DateTimeFormat(format).resolvedOptions().timeZone;
  const clock = new Intl.DateTimeFormat(format, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const dated = new Intl.DateTimeFormat(format, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  let differs = false;
  for (const time of document.querySelectorAll("main time[datetime*='T']")) {
    const written = time.dateTime.match(/^(\d+)-(\d+)-(\d+)T.*?([+-])(\d\d):(\d\d)$/);
    const at = new Date(time.dateTime);
    if (!written || Number.isNaN(at.getTime())) continue;
    const [, , , on, sign, hours, minutes] = written;
    const offset = (sign === "-" ? -1 : 1) * (hours * 60 + +minutes);
    if (-at.getTimezoneOffset() === offset) continue;
    differs = true;
    const isSameDay = at.getDate() === +on;
    const beside = document.createElement("span");
    beside.className = "own-time";
    beside.textContent = ` (${(isSameDay ? clock : dated).format(at)})`;
    time.append(beside);
  }
  const note = document.querySelector("#own-zone");
  if (!note || !differs) return;
  note.querySelector("span").textContent = own.replaceAll("_", " ");
  note.hidden = false;
}

/** The page as it is now, whenever the server says that it has changed. */
function liveChanges() {
  const { events, changed } = document.documentElement.dataset;
  if (!events) return;
  const main = document.querySelector("main");
  let shown = main.innerHTML;
  const renew = async () => {
    const answer = await fetch(location.href, { cache: "no-cache" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = fresh.querySelector("main");
    if (now.innerHTML === shown) return;
    shown = now.innerHTML;
    const opened = [...main.querySelectorAll("details")].map((one) => one.open);
    const focused = main.contains(document.activeElement) ? document.activeElement.id : "";
    main.replaceChildren(...now.childNodes);
    const details = [...main.querySelectorAll("details")];
    if (details.length === opened.length) details.forEach((one, at) => (one.open = opened[at]));
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    document.title = fresh.title;
    ownTimes();
    document.querySelector("#changed").textContent = changed;
  };
  // Offline for a while: the browser connects again by itself, and the first line renews the page.
  new EventSource(events).addEventListener("change", () => renew().catch(() => {}));
}

// Changes first: it remembers the page as the server sent it.
for (const enhance of [liveChanges, ownTimes]) enhance();
