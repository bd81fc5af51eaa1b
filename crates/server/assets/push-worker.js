// Shows what the page tells this browser, also while no page is open. It answers no request: pages load as without it.

const here = (path) => new URL(path, self.registration.scope);
const noted = here("push-subscription");

/** Keeps where this browser is reached, for when the browser moves it and does not say from where. */
async function note() {
  const subscription = await self.registration.pushManager.getSubscription();
  const key = subscription?.options?.applicationServerKey;
  const kept = { ...subscription?.toJSON(), key: key && [...new Uint8Array(key)] };
  await (await caches.open("push")).put(noted, new Response(JSON.stringify(kept)));
}

async function kept() {
  const found = await (await caches.open("push")).match(noted);
  return found?.json();
}

/** A question is answered first: that it could be read is the yes. */
async function answer(confirm) {
  await fetch(here(confirm), { method: "POST", body: new URLSearchParams({ deed: "confirm" }) });
  await note();
}

async function tell({ id, title, body, lang, url, tag, manage, confirm }) {
  if (confirm) await answer(confirm).catch(() => {});
  const shown = await self.registration.getNotifications({ tag });
  await self.registration.showNotification(title, {
    body,
    lang,
    tag,
    icon: "/assets/icon-192.png",
    // What comes a second time replaces the first without a sound.
    renotify: !shown.some((one) => one.data?.id === id),
    data: { id, url, manage: manage?.url },
    actions: manage ? [{ action: "manage", title: manage.label }] : [],
  });
}

/** The page, where it stands open already; else a new one. */
async function open(url) {
  const all = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const bare = (address) => address.split("#")[0];
  const standing = all.find((one) => bare(one.url) === bare(url));
  return standing ? standing.focus() : self.clients.openWindow(url);
}

/** The browser has moved: what was told there is told here. */
async function move({ oldSubscription, newSubscription }) {
  const before = await kept().catch(() => null);
  const old = oldSubscription?.toJSON() ?? before;
  if (!old?.endpoint) return;
  const key = oldSubscription?.options?.applicationServerKey ?? (before?.key && new Uint8Array(before.key));
  const options = { userVisibleOnly: true, applicationServerKey: key };
  const now = (newSubscription ?? (await self.registration.pushManager.subscribe(options))).toJSON();
  const body = new URLSearchParams({
    old_endpoint: old.endpoint,
    old_auth: old.keys.auth,
    endpoint: now.endpoint,
    p256dh: now.keys.p256dh,
    auth: now.keys.auth,
  });
  await fetch(here("push/renew"), { method: "POST", body });
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("push", (event) => event.waitUntil(tell(event.data.json())));
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(move(event)));
self.addEventListener("notificationclick", (event) => {
  const { url, manage } = event.notification.data;
  event.notification.close();
  event.waitUntil(open(event.action === "manage" ? manage : url));
});
