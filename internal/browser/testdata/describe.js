// describe tells of an element: which it is, and how its HTML begins.
function describe(element) {
  const name = e => e.localName + (e.id ? "#" + e.id : "") + [...e.classList].map(c => "." + c).join("")
  const way = []
  for (let e = element; e && e !== document.body && e !== document.documentElement && way.length < 4; e = e.parentElement) {
    way.unshift(name(e))
    if (e.id) break
  }
  const html = element.outerHTML.replace(/\s+/g, " ")
  return {Selector: way.join(" > ") || name(element), HTML: html.length > 240 ? html.slice(0, 240) + "…" : html}
}

// finding tells what is wrong with an element.
function finding(rule, element, detail) {
  return {Rule: rule, ...describe(element), Detail: detail ?? ""}
}

// seen tells whether something of an element is shown to those who see: not hidden, and neither shrunk to a point
// nor put outside the page for those who only listen.
function seen(element) {
  if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) return false
  for (let e = element; e; e = e.parentElement) {
    const style = getComputedStyle(e), box = e.getBoundingClientRect()
    if (/inset\(50%\)/.test(style.clipPath)) return false
    if (style.position === "absolute" || style.position === "fixed") {
      if (style.clip !== "auto" && box.width <= 1 && box.height <= 1) return false
      if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return false
    }
  }
  return true
}

// scrolls tells whether an element scrolls sideways by itself.
function scrolls(element) {
  return /auto|scroll/.test(getComputedStyle(element).overflowX) && element !== document.scrollingElement && element !== document.body
}
