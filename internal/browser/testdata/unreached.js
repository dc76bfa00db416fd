// Tells what the Tab key has not reached on its way through the page.
() => stops().filter(e => !globalThis.keyboard?.reached.has(e)).map(e => finding("not reached by keyboard", e))
