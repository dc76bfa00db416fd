package gateway_test

import (
	"net/http"
	"testing"

	"vitrin/internal/gateway"
)

// TestStart holds that there is a server, and that it answers nobody whom it does not know. It is also how the server is
// built before the tests that use it run side by side.
func TestStart(t *testing.T) {
	server := gateway.Start(t)
	resp, err := http.Get(server.Endpoint + "/" + server.Bucket + "/index.html")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusForbidden {
		t.Errorf("a stranger gets %s", resp.Status)
	}
}
