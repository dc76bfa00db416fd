// Tells whether the main part of the page has anything that the Tab key reaches.
() => stops().some(e => document.querySelector("main").contains(e))
