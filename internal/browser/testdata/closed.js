// Tells whether details are still closed when the key that opens them was pressed on their summary.
() => {
  const summary = document.activeElement
  return summary.parentElement.open ? [] : [finding("cannot be opened by keyboard", summary)]
}
