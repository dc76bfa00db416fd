package bucket

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"slices"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// Error says why a bucket cannot be used. It holds no credentials.
type Error struct {
	Doing  string // what was to be done, with the bucket; may be empty
	Reason string
	Hint   string // how to mend it; may be empty
	Use    bool   // the mistake is in what was asked for, or in the environment; nothing was asked of the store
	Err    error  // the cause, where it is nothing that a store said
}

// Error gives what was to be done and the reason.
func (e *Error) Error() string {
	if e.Doing == "" {
		return e.Reason
	}
	return e.Doing + ": " + e.Reason
}

// Advice gives the hint.
func (e *Error) Advice() string { return e.Hint }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// hints are what to do about errors that stores tell by a code. The codes are those of S3's "List of error codes".
func hint(code string) string {
	switch code {
	case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken", "InvalidClientTokenId",
		"XAdminUserNotFound": // so versitygw says it
		return "the store does not take these credentials; " + hintCredentials
	case "AccessDenied", "AllAccessDisabled", "AccountProblem":
		return "the credentials must allow ListBucket, GetObject, PutObject and DeleteObject there"
	case "NoSuchBucket", "InvalidBucketName":
		return "make the bucket first, or look at its name and the endpoint"
	case "AuthorizationHeaderMalformed", "InvalidRegion", "PermanentRedirect", "IllegalLocationConstraintException":
		return "say with region=NAME in the target in which region the bucket lies"
	case "RequestTimeTooSkewed":
		return "set the clock of this machine"
	case "SlowDown", "ServiceUnavailable", "InternalError":
		return "try again later; what has been stored is not sent again"
	}
	return ""
}

// explain makes an error of what the client returned. The error of a reader, and the end of a context, stay to be found.
func (b *Bucket) explain(doing string, err error) error {
	e := &Error{Doing: fmt.Sprintf("cannot %s in %s", doing, b.at), Reason: err.Error()}
	said := minio.ToErrorResponse(err)
	network, timeout := new(url.Error), net.Error(nil)
	switch {
	case errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		e.Err = err
	case said.Code != "":
		e.Hint = hint(said.Code)
	case errors.As(err, &network):
		// Its own words have the whole address of the request in them.
		e.Reason = fmt.Sprintf("%s cannot be reached: %v", b.at.Endpoint.Host, network.Err)
		e.Hint = "look at the endpoint and the network; what has been stored is not sent again"
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &timeout):
		e.Hint = "the connection broke; run it again: what has been stored is not sent again"
	default:
		e.Err = err
	}
	return b.conceal(e)
}

// conceal takes secrets out of an error. A store has no reason to send them back, but some may do so.
func (b *Bucket) conceal(e *Error) *Error {
	var secrets []string
	if value, err := b.creds.GetWithContext(&credentials.CredContext{}); err == nil {
		secrets = append(secrets, value.SecretAccessKey, value.SessionToken)
	}
	for _, name := range []string{"AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"} {
		secrets = append(secrets, b.getenv(name))
	}
	secrets = slices.DeleteFunc(secrets, func(s string) bool { return s == "" })
	for _, secret := range secrets {
		if strings.Contains(e.Error(), secret) {
			e.Reason, e.Doing, e.Err = strings.ReplaceAll(e.Reason, secret, "***"), strings.ReplaceAll(e.Doing, secret, "***"), nil
		}
	}
	return e
}
