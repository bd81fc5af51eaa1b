// Finds, while somebody writes, the figure that a form asks for: one that gives a digest with so many noughts in front. Who
// runs no script presses once more instead. Read from the end.

const form = document.querySelector("#report");
const wait = document.querySelector("#report-wait");
const zeros = Number(form.dataset.zeros);
const { challenge, figure } = form.elements;
/** So many digests are asked for at once: the browser makes them beside what somebody types. */
const AT_ONCE = 256;
/** Nobody waits longer for a figure; one more press stands in for it. */
const LONGEST_MS = 15000;
const write = new TextEncoder();

/** Whether a digest has the noughts, four bits each. */
const isEnough = (bytes) => {
  for (let at = 0; at < zeros; at += 1) {
    const byte = bytes[at >> 1];
    if ((at % 2 === 0 ? byte >> 4 : byte & 15) !== 0) return false;
  }
  return true;
};

async function isFound(candidate) {
  const digest = await crypto.subtle.digest("SHA-256", write.encode(`${challenge.value}:${candidate}`));
  return isEnough(new Uint8Array(digest));
}

async function find() {
  for (let first = 0; ; first += AT_ONCE) {
    const some = Array.from({ length: AT_ONCE }, (_, at) => first + at);
    const found = await Promise.all(some.map(isFound));
    const at = found.indexOf(true);
    if (at >= 0) return String(some[at]);
  }
}

/** Sends the form once the figure is there, and only once. */
function send(event, finding) {
  const button = form.querySelector("button[type=submit]");
  event.preventDefault();
  if (button.disabled) return;
  button.disabled = true;
  wait.textContent = wait.dataset.words;
  const late = new Promise((done) => setTimeout(done, LONGEST_MS));
  Promise.race([finding, late]).then(() => form.submit());
}

// Where a browser has no digests, as over plain http, the form goes as it is.
if (globalThis.crypto?.subtle) {
  const finding = find()
    .then((found) => {
      figure.value = found;
    })
    .catch(() => {});
  form.addEventListener("submit", (event) => send(event, finding));
  // Whoever comes back by the browser's own way finds the button as it was.
  addEventListener("pageshow", () => {
    form.querySelector("button[type=submit]").disabled = false;
    wait.textContent = "";
  });
}
