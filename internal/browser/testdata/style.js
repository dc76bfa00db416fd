// Lays a style sheet of the reader's own over the page, in place of the last one. No policy of the page concerns it.
css => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets = [sheet]
  return true
}
