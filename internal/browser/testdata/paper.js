// Tells what is wrong with a page on paper, which does not scroll and has no links to follow. Light text is for grounds
// that are printed, which browsers do where print-color-adjust asks for it.
() => {
  const found = [], width = document.documentElement.clientWidth
  for (const {element, boxes} of texts()) {
    if (boxes.some(b => b.right > width + 1)) found.push(finding("sticks out of the sheet", element))
    const {color, printColorAdjust} = getComputedStyle(element), [r, g, b] = color.match(/[\d.]+/g).map(Number)
    if (printColorAdjust !== "exact" && /^rgb/.test(color) && (r + g + b) / 3 > 140) found.push(finding("pale on paper", element, color))
  }
  for (const a of document.querySelectorAll(".prose a[href^=http], #links a[href^=http]")) {
    if (!getComputedStyle(a, "::after").content.includes(a.getAttribute("href"))) found.push(finding("address not on paper", a))
  }
  return found
}
