package bucket

import (
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"strings"
)

// Scheme is how the address of a bucket begins.
const Scheme = "s3:"

// Location says where files lie: in which bucket of which store.
type Location struct {
	Bucket   string
	Prefix   string   // of all names, without slash at either end; may be empty
	Endpoint *url.URL // scheme and host of the store
	Region   string   // empty: the store is asked
	Instance bool     // the credentials are those of the machine, which its own service gives
}

// amazon is where buckets lie if nothing else is said.
const amazon = "s3.amazonaws.com"

// hintSyntax tells how a location is written.
const hintSyntax = "write s3://BUCKET/PREFIX?endpoint=https://HOST&region=NAME, of which only s3://BUCKET must be there"

// Parse reads the address of a bucket, s3://BUCKET/PREFIX?endpoint=URL&region=NAME&credentials=instance. What it does not say
// is taken from the environment, given by getenv: AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_REGION, AWS_DEFAULT_REGION.
// Without an endpoint it is a bucket of AWS. plain allows http where it leads over a network. The error is an [*Error], and
// never shows what may be a password.
func Parse(address string, getenv func(string) string, plain bool) (Location, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme+":" != Scheme || u.Host == "" || u.Opaque != "" || u.Fragment != "" {
		return Location{}, &Error{Reason: "the target is not the address of a bucket", Hint: hintSyntax, Use: true}
	}
	if u.User != nil || strings.Contains(u.Host, ":") {
		return Location{}, &Error{Reason: "the target holds a user, a password or a port", Hint: hintCredentials + "; the port belongs to the endpoint", Use: true}
	}
	at := Location{Bucket: u.Host, Prefix: strings.Trim(u.Path, "/")}
	if at.Prefix != "" && !fs.ValidPath(at.Prefix) {
		return Location{}, &Error{Reason: fmt.Sprintf("%q cannot be a prefix: it has an empty part, or a part \".\" or \"..\"", at.Prefix), Hint: hintSyntax, Use: true}
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return Location{}, &Error{Reason: "what follows the ? in the target cannot be read", Hint: hintSyntax, Use: true}
	}
	for key := range query {
		if key != "endpoint" && key != "region" && key != "credentials" {
			return Location{}, &Error{Reason: fmt.Sprintf("a target has no %q", key), Hint: hintSyntax, Use: true}
		}
	}
	switch query.Get("credentials") {
	case "":
	case "instance":
		at.Instance = true
	default:
		return Location{}, &Error{Reason: "credentials in a target can only be \"instance\"", Hint: hintCredentials, Use: true}
	}
	at.Region = first(query.Get("region"), getenv("AWS_REGION"), getenv("AWS_DEFAULT_REGION"))
	at.Endpoint, err = endpoint(first(query.Get("endpoint"), getenv("AWS_ENDPOINT_URL_S3"), getenv("AWS_ENDPOINT_URL")), plain)
	return at, err
}

// endpoint reads where a store answers. A host alone is asked by https.
func endpoint(stated string, plain bool) (*url.URL, error) {
	if stated == "" {
		return &url.URL{Scheme: "https", Host: amazon}, nil
	}
	if !strings.Contains(stated, "://") {
		stated = "https://" + stated
	}
	u, err := url.Parse(stated)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" {
		return nil, &Error{Reason: "the endpoint is no address", Hint: "write it as https://s3.example.org", Use: true}
	}
	if u.User != nil {
		return nil, &Error{Reason: "the endpoint holds a user or a password", Hint: hintCredentials, Use: true}
	}
	if strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return nil, &Error{Reason: fmt.Sprintf("the endpoint %s has more than a host", u.Host), Hint: "the bucket and the prefix stand first: s3://BUCKET/PREFIX?endpoint=https://HOST", Use: true}
	}
	if u.Scheme == "http" && !plain && !loopback(u.Hostname()) {
		return nil, &Error{
			Reason: fmt.Sprintf("%s would be asked by http, which everybody on the way can read and change", u.Host),
			Hint:   "write https://, or say --plain-http where the network is your own", Use: true,
		}
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host}, nil
}

// loopback tells whether a host is this machine (RFC 6761, section 6.3, for the name).
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// amazon tells whether the store is one of AWS.
func (l Location) amazon() bool {
	host := l.Endpoint.Hostname()
	return strings.HasSuffix(host, ".amazonaws.com") || strings.HasSuffix(host, ".amazonaws.com.cn")
}

// String gives the address without what the environment adds but the endpoint, for people.
func (l Location) String() string {
	s := "s3://" + l.Bucket
	if l.Prefix != "" {
		s += "/" + l.Prefix
	}
	if !l.amazon() {
		s += " at " + l.Endpoint.Host
	}
	return s
}
