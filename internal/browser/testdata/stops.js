// stops gives what the Tab key is to reach, in the order of the page: of a group of radio buttons the chosen one, or
// the first.
function stops() {
  const list = [...document.querySelectorAll("a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, audio[controls], video[controls], [contenteditable]:not([contenteditable=false]), [tabindex]")]
    .filter(e => e.tabIndex >= 0 && !e.disabled && !e.closest("[inert]") && e.checkVisibility({visibilityProperty: true}))
    .filter(e => e.localName !== "summary" || e.parentElement.localName === "details")
  const group = e => list.filter(o => o.type === "radio" && o.name === e.name && o.form === e.form)
  return list.filter(e => e.type !== "radio" || e === (group(e).find(o => o.checked) ?? group(e)[0]))
}
