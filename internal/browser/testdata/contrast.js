// Tells which texts are hard to tell from the ground they stand on (WCAG 2.2, 1.4.3). Unlike axe-core it reads the
// colours that are used where a reader forces them.
() => {
  const context = document.createElement("canvas").getContext("2d", {willReadFrequently: true})
  const pixel = color => {
    context.clearRect(0, 0, 1, 1)
    context.fillStyle = color
    context.fillRect(0, 0, 1, 1)
    return [...context.getImageData(0, 0, 1, 1).data]
  }
  const part = value => value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const color = pixel(getComputedStyle(e).backgroundColor)
      if (color[3] > 127) return color
    }
    return pixel("Canvas")
  }
  return texts().filter(t => !t.element.closest("svg")).flatMap(({element}) => {
    const ink = pixel(getComputedStyle(element).color), paper = ground(element)
    const [less, more] = [light(ink), light(paper)].sort((a, b) => a - b), ratio = (more + 0.05) / (less + 0.05)
    return ratio >= 4.5 ? [] : [finding("too little contrast", element, `${ratio.toFixed(2)}: rgb(${ink.slice(0, 3)}) on rgb(${paper.slice(0, 3)})`)]
  })
}
