// Tells where a page's title or the texts of its main part are not seen at all.
() => {
  const all = texts().map(t => t.element), has = e => e && all.some(t => e.contains(t))
  return [["title not seen", document.querySelector("h1")], ["no text seen", document.querySelector("main") ?? document.body]]
    .filter(([, e]) => !has(e)).map(([rule, e]) => finding(rule, e ?? document.body))
}
