// Names what pages have left in the browser, once they have drawn themselves and are at rest.
async () => {
  await new Promise(done => requestAnimationFrame(() => requestIdleCallback(done)))
  return [
    ...Object.keys(localStorage).map(k => "localStorage " + k),
    ...Object.keys(sessionStorage).map(k => "sessionStorage " + k),
    ...(await indexedDB.databases()).map(d => "indexedDB " + d.name),
    ...(await caches.keys()).map(k => "cache " + k),
    ...(await navigator.serviceWorker.getRegistrations()).map(r => "service worker " + r.scope),
  ]
}
