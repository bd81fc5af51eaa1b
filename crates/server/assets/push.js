// Notifications in this browser, where it has any: shows what stands hidden for others, asks the reader on a press of the
// button and at no other time, and has the form sent with what the browser says. Read from the end.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const show = (name) => {
  for (const one of document.querySelectorAll(`[data-push="${name}"]`)) one.hidden = false;
};
const hide = (name) => {
  for (const one of document.querySelectorAll(`[data-push="${name}"]`)) one.hidden = true;
};
const { base, locale } = document.querySelector("[data-push-base]").dataset;

/** What this browser was subscribed to on this page, if anything. */
async function standing() {
  const registration = await navigator.serviceWorker.getRegistration(base);
  return registration?.scope.endsWith(base) ? registration.pushManager.getSubscription() : null;
}

/** Where what this browser hears is changed; nothing where it hears nothing, or has not said yes yet. */
async function own() {
  const subscription = await standing();
  if (!subscription) return null;
  const { endpoint, keys } = subscription.toJSON();
  const body = new URLSearchParams({ endpoint, auth: keys.auth });
  const answer = await fetch(`${base}push/mine?locale=${locale}`, { method: "POST", body });
  return answer.status === 200 ? answer.text() : null;
}

/** The browser's word, made anew where it was given to another key. */
async function subscribed() {
  const registration = await navigator.serviceWorker.register(`${base}push-worker.js`);
  await navigator.serviceWorker.ready;
  const answer = await fetch(`${base}push/key`, { method: "POST" });
  if (!answer.ok) throw new Error("no key");
  const key = await answer.text();
  const before = await registration.pushManager.getSubscription();
  const itsKey = before?.options?.applicationServerKey;
  if (before && (!itsKey || text(itsKey) === key)) return before;
  await before?.unsubscribe();
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
}

async function ask(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector("button");
  button.disabled = true;
  for (const trouble of ["denied", "failed"]) hide(trouble);
  try {
    if ((await Notification.requestPermission()) !== "granted") return show("denied");
    const { endpoint, keys } = (await subscribed()).toJSON();
    for (const [name, value] of Object.entries({ endpoint, ...keys })) {
      if (form.elements[name]) form.elements[name].value = value;
    }
    form.submit();
  } catch {
    show("failed");
  } finally {
    button.disabled = false;
  }
}

/** Waits until the browser has said yes by itself, and leads on. */
async function wait() {
  for (let tries = 0; tries < 80; tries += 1) {
    const address = await own().catch(() => null);
    if (address) return location.replace(address);
    await new Promise((done) => setTimeout(done, 1500));
  }
  show("late");
}

const can = window.isSecureContext && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
// Only Safari on a telephone or a tablet has this; false where the page does not stand on the home screen.
const home = navigator.standalone === false;
if (can) {
  show("way");
  const form = document.querySelector("form[data-push]");
  form?.addEventListener("submit", ask);
  if (document.querySelector("[data-push-wait]")) wait();
  else
    own()
      .then((address) => {
        if (!address) return;
        document.querySelector("[data-push=mine] a").href = address;
        show("mine");
      })
      .catch(() => {});
} else show(home ? "home" : "cannot");
