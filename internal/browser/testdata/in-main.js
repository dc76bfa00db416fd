// Tells whether the focus is in the main part of the page.
() => document.querySelector("main").contains(document.activeElement)
