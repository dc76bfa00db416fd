package publish

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// Owner says which site is published. A folder that is marked as another one's is refused: both, its folder and its address, as
// far as they are known, have to be others for that, since a site may move, and its address change.
type Owner struct {
	Folder  string // the site's folder, which exists; "": not known
	Address string // where visitors see it; "": not known, or one that many sites have
	Preview string // why the site is not yet for visitors, in a few words, such as "it holds drafts"; "": it is
}

// Owned is how a published site says whose it is, in public: the folder is a hash of its path.
type Owned struct {
	Folder  string `json:"folder,omitempty"`
	Address string `json:"address,omitempty"`
}

// IsOther tells whether something is surely another site's.
func (o Owned) IsOther(than Owned) bool {
	if o == (Owned{}) || than == (Owned{}) {
		return false
	}
	sameFolder := o.Folder != "" && o.Folder == than.Folder
	sameAddress := o.Address != "" && o.Address == than.Address
	return !sameFolder && !sameAddress
}

// String names the site for people, as well as can be.
func (o Owned) String() string {
	switch {
	case o.Address != "":
		return "another site, " + o.Address
	case o.Folder != "":
		return "another site, made in another folder"
	}
	return "another site"
}

// lines names those lines of a marker that say whose a site is.
func (o Owned) lines() string {
	folder, address := strconv.Quote(strings.TrimSpace(markFolder)), strconv.Quote(strings.TrimSpace(markAddress))
	switch {
	case o.Address == "":
		return "the line that begins with " + folder
	case o.Folder == "":
		return "the line that begins with " + address
	}
	return "the lines that begin with " + folder + " and " + address
}

// The beginnings of the marker's lines that say whose a site is, and why it is not for visitors.
const (
	markFolder  = "folder: "
	markAddress = "address: "
	markPreview = "preview: "
)

// maxMark is how many bytes of a marker are read.
const maxMark = 8 << 10

// ReadMarker gives what the marker of the site in a folder, which is open as root, says of whose it is, and why it is not for
// visitors, as [Owner] has it.
func ReadMarker(root *os.Root, dir string) (o Owned, preview string, err error) {
	file, err := root.Open(Marker)
	if err != nil {
		return o, "", err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxMark))
	if err != nil {
		return o, "", err
	}
	return readMarker(dir, text)
}

// readMarker reads the marker of the site in dir.
func readMarker(dir string, mark []byte) (o Owned, preview string, err error) {
	for lines := bufio.NewScanner(bytes.NewReader(mark)); lines.Scan(); {
		if folder, ok := strings.CutPrefix(lines.Text(), markFolder); ok {
			if o.Folder = folder; isAbove(folder) {
				o.Folder, err = hashOfFolder(filepath.Join(dir, filepath.FromSlash(folder)))
			}
		}
		if address, ok := strings.CutPrefix(lines.Text(), markAddress); ok {
			o.Address = address
		}
		if why, ok := strings.CutPrefix(lines.Text(), markPreview); ok {
			preview = why
		}
	}
	return o, preview, err
}

// isAbove tells whether a path is "..", "../..", and so on.
func isAbove(folder string) bool {
	return strings.Trim(folder, "./") == "" && path.Base(folder) == ".."
}

func hashOfFolder(dir string) (string, error) {
	real, err := resolve(dir)
	sum := sha256.Sum256([]byte(real))
	return hex.EncodeToString(sum[:8]), err
}

// ownedAt gives how a site says whose it is, and the lines with which its marker at a target does. That it lies in the site's own
// folder is said by the way there, which is the same when both are moved.
func (o Owner) ownedAt(target string) (owned Owned, lines string, err error) {
	if o.Folder != "" {
		if owned.Folder, err = hashOfFolder(o.Folder); err != nil {
			return owned, "", err
		}
		real, err := resolve(o.Folder)
		if err != nil {
			return owned, "", err
		}
		lines = markFolder + owned.Folder + "\n"
		if way, err := filepath.Rel(target, real); err == nil && isAbove(filepath.ToSlash(way)) {
			lines = markFolder + filepath.ToSlash(way) + "\n"
		}
	}
	if owned.Address = o.Address; o.Address != "" {
		lines += markAddress + o.Address + "\n"
	}
	if o.Preview != "" {
		lines += markPreview + o.Preview + "\n"
	}
	return owned, lines, nil
}

// checkOwner refuses a target that is marked as another site's.
func (t target) checkOwner() error {
	root, err := os.OpenRoot(t.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	there, _, err := ReadMarker(root, t.dir)
	if errors.Is(err, fs.ErrPermission) {
		return nil // the marker is made anew
	}
	if err != nil {
		return err
	}
	if there.IsOther(t.owned) {
		return t.refuse("it holds "+there.String(), "choose another folder; if this is the same site, which has moved, delete in "+
			filepath.Join(t.dir, Marker)+" "+there.lines()+", and build again")
	}
	return nil
}
