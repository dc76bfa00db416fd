package bucket

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vitrin/internal/diag"
)

func environment(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

// TestParse holds what addresses of buckets mean.
func TestParse(t *testing.T) {
	for _, test := range []struct {
		address string
		getenv  func(string) string
		want    string // bucket, prefix, endpoint, region
		shown   string
	}{
		{"s3://b", environment(), "b|||https://s3.amazonaws.com|", "s3://b"},
		{"s3://b/", environment(), "b|||https://s3.amazonaws.com|", "s3://b"},
		{"s3://b.example.org/a/b/", environment("AWS_REGION", "eu-north-1"), "b.example.org|a/b||https://s3.amazonaws.com|eu-north-1", "s3://b.example.org/a/b"},
		{"s3://b/%C3%A5%20+%25", environment("AWS_DEFAULT_REGION", "x"), "b|å +%||https://s3.amazonaws.com|x", "s3://b/å +%"},
		{"s3://b?region=r&endpoint=s3.example.org", environment("AWS_REGION", "no", "AWS_ENDPOINT_URL", "https://no"), "b|||https://s3.example.org|r", "s3://b at s3.example.org"},
		{"s3://b", environment("AWS_ENDPOINT_URL", "https://two.example.org:8443/", "AWS_ENDPOINT_URL_S3", "https://one.example.org"), "b|||https://one.example.org|", "s3://b at one.example.org"},
		{"s3://b", environment("AWS_ENDPOINT_URL", "https://two.example.org:8443/"), "b|||https://two.example.org:8443|", "s3://b at two.example.org:8443"},
		{"s3://b?endpoint=http://127.0.0.2:9000", environment(), "b|||http://127.0.0.2:9000|", "s3://b at 127.0.0.2:9000"},
		{"s3://b?endpoint=http://[::1]:9000", environment(), "b|||http://[::1]:9000|", "s3://b at [::1]:9000"},
		{"s3://b?endpoint=http://localhost", environment(), "b|||http://localhost|", "s3://b at localhost"},
		{"s3://b?credentials=instance", environment(), "b||instance|https://s3.amazonaws.com|", "s3://b"},
	} {
		at, err := Parse(test.address, test.getenv, false)
		if err != nil {
			t.Errorf("%s: %v", test.address, err)
			continue
		}
		instance := map[bool]string{true: "instance"}[at.Instance]
		if got := strings.Join([]string{at.Bucket, at.Prefix, instance, at.Endpoint.String(), at.Region}, "|"); got != test.want {
			t.Errorf("%s is %s, not %s", test.address, got, test.want)
		}
		if at.String() != test.shown {
			t.Errorf("%s is shown as %s, not %s", test.address, at, test.shown)
		}
	}
}

// TestParseRefuses holds what is no address of a bucket, and that it is not shown where it may be a password.
func TestParseRefuses(t *testing.T) {
	const secret = "hemligt"
	for address, reason := range map[string]string{
		"s3:":                                    "is not the address of a bucket",
		"s3://":                                  "is not the address of a bucket",
		"s3:/b":                                  "is not the address of a bucket",
		"s3://b#hemligt":                         "is not the address of a bucket",
		"s3://id:hemligt@b":                      "holds a user",
		"s3://hemligt@b/c":                       "holds a user",
		"s3://id:hemli%zzgt@b":                   "is not the address of a bucket",
		"s3://b:9000/c":                          "or a port",
		"s3://b/../c":                            "cannot be a prefix",
		"s3://b/a//c":                            "cannot be a prefix",
		"s3://b?secret=hemligt":                  `has no "secret"`,
		"s3://b?%zz=hemligt":                     "cannot be read",
		"s3://b?credentials=hemligt":             `can only be "instance"`,
		"s3://b?endpoint=https://a:hemligt@x":    "the endpoint holds a user",
		"s3://b?endpoint=https://a:hem%2zligt@x": "cannot be read",
		"s3://b?endpoint=ftp://x":                "the endpoint is no address",
		"s3://b?endpoint=https://":               "the endpoint is no address",
		"s3://b?endpoint=https://x/b":            "has more than a host",
		"s3://b?endpoint=http://x":               "asked by http",
		"s3://b?endpoint=http://localhost.x":     "asked by http",
		"s3://b?endpoint=http://10.0.0.1":        "asked by http",
	} {
		_, err := Parse(address, environment(), false)
		told, ok := errors.AsType[*Error](err)
		if !ok || !told.Use || !strings.Contains(told.Reason, reason) || told.Hint == "" {
			t.Errorf("%s: %v, hint %q", address, err, diag.Advice(err))
		}
		if all := fmt.Sprintf("%+v %s", err, diag.Advice(err)); strings.Contains(all, secret) {
			t.Errorf("%s is shown: %s", address, all)
		}
	}
	if _, err := Parse("s3://b?endpoint=http://10.0.0.1", environment(), true); err != nil {
		t.Error(err)
	}
	if _, err := Parse("s3://b", environment("AWS_ENDPOINT_URL", "http://u:hemligt@x"), true); err == nil || strings.Contains(err.Error(), secret) {
		t.Errorf("%v", err)
	}
}

// TestCredentials holds where credentials come from, and that no file's text is shown.
func TestCredentials(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"AWS_PROFILE", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"} {
		t.Setenv(name, "")
	}
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	at, err := Parse("s3://b", environment(), false)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(home, ".aws", "credentials")
	write := func(text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	without := func(reason string, getenv func(string) string) {
		t.Helper()
		_, err := find(at, getenv)
		told, ok := errors.AsType[*Error](err)
		if !ok || !told.Use || told.Hint != hintCredentials || !strings.Contains(told.Reason, reason) || strings.Contains(fmt.Sprintf("%+v %v", told, told.Err), "hemligt") {
			t.Errorf("%v", err)
		}
	}
	with := func(id, secret, token string, getenv func(string) string) {
		t.Helper()
		found, err := find(at, getenv)
		if err != nil {
			t.Error(err)
			return
		}
		if value, err := found.GetWithContext(nil); err != nil || value.AccessKeyID != id || value.SecretAccessKey != secret || value.SessionToken != token {
			t.Errorf("%+v, %v", value, err)
		}
	}
	without("give no credentials", environment())
	without("only one is set", environment("AWS_ACCESS_KEY_ID", "a"))
	without("only one is set", environment("AWS_SECRET_ACCESS_KEY", "hemligt"))
	with("a", "b", "c", environment("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b", "AWS_SESSION_TOKEN", "c"))
	write("aws_secret_access_key hemligt\n")
	without("cannot be read", environment())
	write("[default]\naws_access_key_id = d\naws_secret_access_key = e\n[other]\naws_access_key_id = f\naws_secret_access_key = g\n")
	with("d", "e", "", environment())
	with("a", "b", "", environment("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b"))
	t.Setenv("AWS_PROFILE", "other")
	with("f", "g", "", environment())
	t.Setenv("AWS_PROFILE", "none")
	without("the profile is not there", environment())
}
