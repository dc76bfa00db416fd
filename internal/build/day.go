package build

import (
	"encoding/json"
	"os"
	"time"

	"vitrin/internal/portfolio"
	"vitrin/internal/publish"
)

// midnight gives the beginning of the day for which a site is built, in its time zone.
func (o Options) midnight(s *portfolio.Settings) time.Time {
	year, month, day := o.Now.In(s.Timezone).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, s.Timezone)
}

// BuiltFor gives the beginning of the day for which the published site was built, in its time zone; the zero time where that is not
// recorded. The site itself does not say: it is the same on most days.
func BuiltFor(o Options) time.Time {
	folder, err := os.Open(o.Folder())
	if err != nil {
		return time.Time{}
	}
	defer folder.Close()
	last := publish.Recorded(folder, o.Folder(), o.publishing())
	if last == nil {
		return time.Time{}
	}
	var n note
	if err := json.Unmarshal(last.Note, &n); err != nil {
		return time.Time{} // of another version
	}
	return n.Day
}
