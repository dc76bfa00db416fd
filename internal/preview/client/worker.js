// One worker for all tabs holds the one connection to the preview: a browser opens no more than six to a server.
const tabs = new Set();
let last;

function tell(message) {
	for (const tab of tabs) tab.postMessage(message);
}

function connect() {
	const events = new EventSource("events");
	events.onmessage = (message) => tell((last = JSON.parse(message.data)));
	events.onerror = () => {
		tell({ lost: true });
		if (events.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
	};
}

onconnect = (event) => {
	const tab = event.ports[0];
	tabs.add(tab);
	tab.onmessage = () => tabs.delete(tab); // all that a tab ever says is goodbye
	if (last) tab.postMessage(last);
};

connect();
