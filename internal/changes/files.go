package changes

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"path"
	"strings"
	"time"
)

// fileKinds are the changes of pictures and documents, and those of a file's times.
func fileKinds() []Kind {
	return []Kind{
		{Name: "picture", Share: 5, make: (*edit).changePicture},
		{Name: "picture removed", Share: 1, make: (*edit).removePicture},
		{Name: "document", Share: 4, make: (*edit).changeDocument},
		{Name: "touched", Share: 2, make: (*edit).touch},
		{Name: "same size and time", Share: 4, make: (*edit).changeUnseen},
		{Name: "same size and time, another file", Share: 3, make: (*edit).replaceUnseen},
		{Name: "older copy", Share: 4, make: (*edit).restore},
		{Name: "there and back", Share: 2, make: (*edit).thereAndBack},
		{Name: "odd time", Share: 1, make: (*edit).oddTime},
	}
}

// picture gives a small picture that no other is, with a colour in each of its corners.
func (e *edit) picture(ext string) string {
	m := image.NewNRGBA(image.Rect(0, 0, 24+e.r.IntN(16), 24))
	for i := range m.Pix {
		m.Pix[i] = uint8(e.r.Uint32())
		if i%4 == 3 {
			m.Pix[i] = 255
		}
	}
	m.Set(0, 0, color.White)
	var b bytes.Buffer
	if ext == ".jpg" {
		e.note(jpeg.Encode(&b, m, nil))
	} else {
		e.note(png.Encode(&b, m))
	}
	return b.String()
}

// file gives a document of its own length.
func (e *edit) file() string {
	return "%PDF-1.4\n" + strings.Repeat(e.word()+"\n", 1+e.r.IntN(400))
}

// changePicture gives a picture other bytes, or adds one.
func (e *edit) changePicture() string {
	files := e.withExt("content", ".png", ".jpg")
	if len(files) == 0 || e.chance(3) {
		name := "content/bilder/" + e.word()[2:8] + pick(e, []string{".png", ".jpg"})
		e.write(name, e.picture(path.Ext(name)))
		return "picture " + name
	}
	name := pick(e, files)
	e.write(name, e.picture(path.Ext(name)))
	return "other picture " + name
}

func (e *edit) removePicture() string {
	files := e.withExt("content", ".png", ".jpg")
	if len(files) == 0 {
		return ""
	}
	name := pick(e, files)
	e.remove(name)
	return "removed " + name
}

func (e *edit) changeDocument() string {
	name := fmt.Sprintf("content/dokument/rapport-%d.pdf", e.r.IntN(6))
	e.write(name, e.file())
	return "document " + name
}

// one picks any file that a site is made of.
func (e *edit) one(of func(name string) bool) (string, bool) {
	var all []string
	for _, folder := range []string{"content", "templates", "static"} {
		for _, name := range e.files(folder) {
			if info := e.regular(name); info && (of == nil || of(name)) {
				all = append(all, name)
			}
		}
	}
	if len(all) == 0 {
		return "", false
	}
	return pick(e, all), true
}

func (e *edit) touch() string {
	name, ok := e.one(nil)
	if !ok {
		return ""
	}
	e.setTime(name, e.modified(name).Add(time.Hour))
	return "touched " + name
}

// hasWord tells whether a file holds a word that can be exchanged for another one.
func (e *edit) hasWord(name string) bool { return wordForm.MatchString(e.read(name)) }

// otherWord exchanges one word of a text for one that is as long.
func (e *edit) otherWord(text string) string {
	found := wordForm.FindAllStringIndex(text, -1)
	at := pick(e, found)
	return text[:at[0]] + e.word() + text[at[1]:]
}

// changeUnseen changes a file in its place, and leaves its size and the time of its last change as they were.
func (e *edit) changeUnseen() string {
	name, ok := e.one(e.hasWord)
	if !ok {
		return ""
	}
	was := e.modified(name)
	e.write(name, e.otherWord(e.read(name)))
	e.setTime(name, was)
	return "unseen change of " + name
}

// replaceUnseen puts another file in a file's place, with its size and the time of its last change.
func (e *edit) replaceUnseen() string {
	name, ok := e.one(e.hasWord)
	if !ok {
		return ""
	}
	was, beside := e.modified(name), path.Join(path.Dir(name), ".between")
	e.write(beside, e.otherWord(e.read(name)))
	e.keep(name)
	e.rename(beside, name)
	e.setTime(name, was)
	return "unseen replacement of " + name
}

// restore brings a file back as it was, with its time, as from a backup.
func (e *edit) restore() string {
	if len(e.older) == 0 {
		return ""
	}
	name := pick(e, sorted(e.older))
	was := e.older[name]
	e.write(name, was.text)
	e.setTime(name, was.modified)
	return "older copy of " + name
}

// thereAndBack changes a file and takes the change back.
func (e *edit) thereAndBack() string {
	name, ok := e.one(nil)
	if !ok {
		return ""
	}
	text := e.read(name)
	e.write(name, text+"\n"+e.word())
	e.write(name, text)
	return "there and back " + name
}

func (e *edit) oddTime() string {
	name, ok := e.one(nil)
	if !ok {
		return ""
	}
	to := pick(e, []time.Time{time.Unix(0, 0), time.Date(2071, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
	e.setTime(name, to)
	return fmt.Sprintf("%s is of %d", name, to.Year())
}
