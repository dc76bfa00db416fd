// Tells where the focus is after a press of the Tab key, and what is wrong there.
() => {
  const element = document.activeElement
  if (!element || element === document.body || element === document.documentElement) return {At: "end", Found: []}
  const state = globalThis.keyboard ??= {reached: new Set(), first: element, last: null}
  const found = []
  if (state.reached.has(element)) {
    if (element === state.first) return {At: "end", Found: []} // round the page without a stop between
    return {At: "again", Found: [finding("keyboard trap", element, "the focus has been here before")]}
  }
  if (state.last && state.last.isConnected && !(state.last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) {
    found.push(finding("focus out of order", element, `it comes after ${describe(state.last).Selector}, which stands further down`))
  }
  state.reached.add(element)
  state.last = element

  // Some point of it must be in the window and lie on top (WCAG 2.2, 2.4.11).
  const label = element.labels?.[0]
  const own = hit => element.contains(hit) || label?.contains(hit)
  const points = [...element.getClientRects()].flatMap(r => [0.02, 0.25, 0.5, 0.75, 0.98].flatMap(x => [0.1, 0.5, 0.9].map(y => [r.left + x * r.width, r.top + y * r.height])))
    .filter(([x, y]) => x >= 0 && x < innerWidth && y >= 0 && y < innerHeight)
  const hits = points.map(([x, y]) => document.elementFromPoint(x, y)).filter(hit => hit)
  if (!points.length) found.push(finding("focus out of sight", element, "it is outside the window or has no size"))
  else if (!hits.some(own)) found.push(finding("focus is covered", element, `by ${hits.length ? describe(hits[0]).Selector : "something that cannot be pointed at"}`))

  const style = getComputedStyle(element), clear = c => /^(transparent|rgba\(.*, 0\)|.*\/ 0\))$/.test(c)
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && !clear(style.outlineColor)
  const whole = element.getBoundingClientRect(), margin = 8
  return {
    At: element.localName, Closed: element.localName === "summary" && !element.parentElement.open,
    Skips: !!element.hash && !!document.querySelector("main")?.contains(document.getElementById(element.hash.slice(1))),
    Outlined: outlined, Found: found, Missing: finding("focus is not shown", element, "no outline of 2 px, and no pixel changes"),
    Box: {X: Math.max(0, whole.left + scrollX - margin), Y: Math.max(0, whole.top + scrollY - margin), Width: whole.width + 2 * margin, Height: whole.height + 2 * margin},
  }
}
