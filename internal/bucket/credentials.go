package bucket

import (
	"errors"
	"io/fs"
	"net/http"
	"time"

	"github.com/minio/minio-go/v7/pkg/credentials"
)

const hintCredentials = "credentials come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or from ~/.aws/credentials with AWS_PROFILE"

// find gives the credentials of one place, so that what is wrong there can be told: of the machine's service if the location
// says so, else of the environment if it has any, else of the files of the AWS command line. What a file holds that cannot be
// read is not told, since it may be a secret.
func find(at Location, getenv func(string) string) (*credentials.Credentials, error) {
	client := &http.Client{Timeout: 10 * time.Second} // for services that give credentials
	id, secret := getenv("AWS_ACCESS_KEY_ID"), getenv("AWS_SECRET_ACCESS_KEY")
	var found *credentials.Credentials
	from := ""
	switch {
	case at.Instance:
		found, from = credentials.NewIAM(""), "the service of this machine gives no credentials"
	case id != "" && secret != "":
		return credentials.NewStaticV4(id, secret, getenv("AWS_SESSION_TOKEN")), nil
	case id != "" || secret != "":
		return nil, &Error{Reason: "of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY only one is set", Hint: hintCredentials, Use: true}
	default:
		found, from = credentials.NewFileAWSCredentials("", ""), "the files of the AWS command line give no credentials"
	}
	value, err := found.GetWithContext(&credentials.CredContext{Client: client})
	if err != nil && !at.Instance && !errors.Is(err, fs.ErrNotExist) {
		from += ": the profile is not there, cannot be read, or has to be logged in to"
	}
	if err != nil || value.AccessKeyID == "" || value.SecretAccessKey == "" {
		return nil, &Error{Reason: from, Hint: hintCredentials, Use: true}
	}
	return found, nil
}
