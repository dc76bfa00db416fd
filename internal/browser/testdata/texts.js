// texts gives every piece of text that is seen, with the boxes of its lines from the page's top left corner. What is
// drawn at an angle is left out: its boxes say little.
function texts() {
  const shown = new Map(), all = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node; (node = walker.nextNode());) {
    if (!node.data.trim() || node.parentElement.closest("[transform*=rotate], script, style, template, option")) continue
    const element = node.parentElement
    if (!shown.has(element)) shown.set(element, seen(element))
    if (!shown.get(element)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const boxes = [...range.getClientRects()].filter(r => r.width > 0 && r.height > 0)
      .map(r => ({left: r.left + scrollX, right: r.right + scrollX, top: r.top + scrollY, bottom: r.bottom + scrollY}))
    if (boxes.length) all.push({node, element, boxes})
  }
  return all
}
