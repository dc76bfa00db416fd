// Tells what of the page lies outside the window, is cut off, or lies over something else. What scrolls sideways by
// itself may reach further, where it holds what has two dimensions: a table, code or a drawing.
() => {
  const found = [], width = document.documentElement.clientWidth
  const scroller = document.scrollingElement
  if (scroller.scrollWidth > width) {
    found.push({Rule: "page scrolls sideways", Selector: "", HTML: "", Detail: `it is ${scroller.scrollWidth} px wide in a window of ${width} px`})
  }

  const around = element => { // the elements around one that show no more than fits
    const list = []
    for (let e = element; e && e !== document.body; e = e.parentElement) {
      const style = getComputedStyle(e)
      if (style.overflowX !== "visible" || style.overflowY !== "visible") list.push({e, x: style.overflowX, y: style.overflowY})
      if (style.position === "fixed") break
    }
    return list
  }
  const inside = (e) => {
    const r = e.getBoundingClientRect()
    return {left: r.left + scrollX + e.clientLeft, right: r.left + scrollX + e.clientLeft + e.clientWidth, top: r.top + scrollY + e.clientTop, bottom: r.top + scrollY + e.clientTop + e.clientHeight}
  }

  // place tells where a box of an element is cut off by those around it, from the given one outwards, or sticks out of
  // the window, and gives what remains of it to be seen.
  const place = (element, box, from) => {
    let left = {...box}, scrolled = false
    for (const {e, x, y} of around(from)) {
      const room = inside(e), slack = (box.bottom - box.top) / 4
      const cutX = !scrolled && /hidden|clip/.test(x) && (left.right > room.right + 1 || left.left < room.left - 1)
      const cutY = !scrolled && /hidden|clip/.test(y) && (left.bottom > room.bottom + slack || left.top < room.top - slack)
      if (cutX || cutY) found.push(finding("cut off", element, `by ${describe(e).Selector}`))
      if (/auto|scroll/.test(x) || /auto|scroll/.test(y)) scrolled = true
      left = {left: Math.max(left.left, room.left), right: Math.min(left.right, room.right), top: Math.max(left.top, room.top), bottom: Math.min(left.bottom, room.bottom)}
    }
    if (left.right > width + 1 || left.left < -1) {
      found.push(finding("sticks out of the window", element, `from ${Math.round(left.left)} to ${Math.round(left.right)} px in a window of ${width} px`))
    }
    return left
  }

  const lines = []
  for (const {node, element, boxes} of texts()) {
    for (const box of boxes) {
      const rest = place(element, box, element), height = box.bottom - box.top
      const middle = {left: rest.left + 1, right: rest.right - 1, top: Math.max(rest.top, box.top + height / 4), bottom: Math.min(rest.bottom, box.bottom - height / 4), node, element}
      if (middle.left < middle.right && middle.top < middle.bottom) lines.push(middle)
    }
  }
  for (const element of document.querySelectorAll("img, svg, input, select, textarea, button, video, iframe")) {
    const r = element.getBoundingClientRect()
    if (r.width && seen(element)) place(element, {left: r.left + scrollX, right: r.right + scrollX, top: r.top + scrollY, bottom: r.bottom + scrollY}, element.parentElement)
  }

  lines.sort((a, b) => a.top - b.top)
  lines.forEach((a, i) => {
    for (let k = i + 1; k < lines.length && lines[k].top < a.bottom; k++) {
      const b = lines[k]
      if (a.node !== b.node && a.left < b.right && b.left < a.right) {
        found.push(finding("text over text", a.element, `and ${describe(b.element).HTML}`))
      }
    }
  })

  for (const element of document.querySelectorAll("body *")) {
    if (scrolls(element) && element.scrollWidth > element.clientWidth && seen(element) && !element.matches("pre, pre *") && !element.querySelector("table, pre, svg, img")) {
      found.push(finding("scrolls sideways", element, "though it holds no table, code or drawing"))
    }
  }
  return found
}
