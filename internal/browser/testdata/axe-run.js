// Runs the rules of axe-core on the page, all of WCAG 2.0 to 2.2 at levels A and AA and the best practices, or only
// those that are named.
async only => {
  const options = {
    resultTypes: ["violations"],
    elementRef: true,
    preload: false, // of style sheets, for rules that are not among these
    runOnly: only?.length
      ? {type: "rule", values: only}
      : {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]},
    rules: only?.length ? {} : {"target-size": {enabled: true}},
  }
  const results = await axe.run(document, options)
  return results.violations.flatMap(rule => rule.nodes.map(node =>
    finding(rule.id, node.element ?? document.documentElement, `${rule.help}: ${node.failureSummary}`)))
}
