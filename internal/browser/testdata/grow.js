// Tells which texts do not grow with the reader's size of text, which must be twice the usual when this is called
// with the style sheet that makes it so. What is large already and follows the window's width too may grow by less,
// and the browser's zoom does the rest; text within drawings grows with the drawing.
css => {
  const size = element => parseFloat(getComputedStyle(element).fontSize)
  const before = texts().filter(t => !t.element.closest("svg")).map(t => [t.element, size(t.element)])
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets = [sheet]
  return before.filter(([element, old]) => size(element) < (old < 20 ? 1.9 : 1.25) * old)
    .map(([element, old]) => finding("text does not grow", element, `${old} px before, ${size(element)} px with text of twice the size`))
}
