// Tells whether the page names an icon of its own.
() => !!document.querySelector("link[rel~=icon][href]")
