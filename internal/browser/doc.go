// Package browser holds the tests of the published site as its visitors meet it: in a real browser, with the
// rules of axe-core and with the Nu HTML validator. Built sites go in, findings come out, each with the page, how it
// was looked at, the rule, the element and its HTML. It knows nothing of how pages are made, and nothing of it is
// shipped.
//
// The tests need Chromium, pdftotext, npm (for the packages in testdata/package-lock.json, fetched once into the user's cache
// folder) and a Java runtime. Where one is missing they are skipped and say what to install; with CI set they
// fail. With -short nothing here starts a browser. One look alone:
//
//	go test -run TestInBrowser/keyboard ./internal/browser
package browser
