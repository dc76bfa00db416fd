// Gives what has to be on paper: the title, and the addresses that links out of the text lead to.
() => [document.querySelector("h1").textContent, ...[...document.querySelectorAll(".prose a[href^=http]")].map(a => a.getAttribute("href"))]
