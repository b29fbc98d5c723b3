package files

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"heed/internal/domain"
)

// kind is a sort of file that is taken: what people use for the papers that
// prove something. Archives, pages that run scripts, programs, documents with
// macros and mails are not: the first can't be judged by their content, the
// rest can harm who opens them or hide who is named in them.
type kind struct {
	extension string
	media     string
	alike     []string // media types that the same content is also taken for
	main      string   // of an office document: the type of its main part
}

const (
	openXML      = "application/vnd.openxmlformats-officedocument."
	openDocument = "application/vnd.oasis.opendocument."
	plain        = "text/plain"
	commas       = "text/csv"
	tabs         = "text/tab-separated-values"
	mail         = "message/rfc822" // minutes that begin with From: and Subject: lines
)

// kinds is every kind taken, in the order in which a refusal lists them.
func kinds() []kind {
	return []kind{
		{extension: "pdf", media: "application/pdf"},
		{extension: "docx", media: openXML + "wordprocessingml.document", main: openXML + "wordprocessingml.document.main+xml"},
		{extension: "xlsx", media: openXML + "spreadsheetml.sheet", main: openXML + "spreadsheetml.sheet.main+xml"},
		{extension: "pptx", media: openXML + "presentationml.presentation", main: openXML + "presentationml.presentation.main+xml"},
		{extension: "odt", media: openDocument + "text"},
		{extension: "ods", media: openDocument + "spreadsheet"},
		{extension: "odp", media: openDocument + "presentation"},
		{extension: "csv", media: commas, alike: []string{plain, tabs}},
		{extension: "txt", media: plain, alike: []string{commas, tabs, mail}},
		{extension: "png", media: "image/png"},
		{extension: "jpg", media: "image/jpeg"},
		{extension: "jpeg", media: "image/jpeg"},
	}
}

// Extensions lists what is taken, without dots: for an upload field's accept
// attribute and hint.
func Extensions() []string {
	var all []string
	for _, k := range kinds() {
		all = append(all, k.extension)
	}
	return all
}

func wrongType() error {
	return domain.Bad(field, "file.type", domain.Args{"Allowed": strings.Join(Extensions(), ", ")})
}

// kindOf is the kind that a file's name claims.
func kindOf(name string) (kind, error) {
	extension := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	for _, k := range kinds() {
		if k.extension == extension {
			return k, nil
		}
	}
	return kind{}, wrongType()
}

// begins says that a file that begins so can be of the kind.
func (k kind) begins(head []byte) bool {
	found := mimetype.Detect(head)
	if k.isOffice() {
		for ; found != nil; found = found.Parent() {
			if found.Is("application/zip") {
				return true // which document it is, the whole must say
			}
		}
		return false
	}
	return found.Is(k.media) || slices.ContainsFunc(k.alike, found.Is)
}

func (k kind) isOffice() bool { return k.main != "" || strings.HasPrefix(k.media, openDocument) }

// holds says that the whole content is of the kind. Only office documents need
// it: they are archives, and the first bytes don't say of what.
func (k kind) holds(content io.ReaderAt, size int64) (bool, error) {
	if !k.isOffice() {
		return true, nil
	}
	few, err := fewParts(content, size)
	if !few || err != nil {
		return false, err
	}
	archive, err := zip.NewReader(content, size)
	if err != nil {
		return false, nil // not an archive, whatever it began with
	}
	if k.main != "" {
		return k.isOpenXML(archive), nil
	}
	return k.isOpenDocument(archive), nil
}

const (
	maxParts    = 10_000  // of an archive: a long slide deck has some hundreds
	maxPartRead = 1 << 20 // bytes of the one part that is read
)

// fewParts says that an archive's own count of its parts is sane, before a
// reader sets memory aside for each.
func fewParts(content io.ReaderAt, size int64) (bool, error) {
	tail := make([]byte, min(size, 1<<16+22)) // the end record and the longest comment after it
	if _, err := content.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	at := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if at < 0 || len(tail) < at+12 {
		return false, nil
	}
	return int(tail[at+10])|int(tail[at+11])<<8 <= maxParts, nil
}

// isOpenXML reads the list of part types, which says which document it is and
// whether macros come with it, whatever the file is called.
func (k kind) isOpenXML(archive *zip.Reader) bool {
	types := readPart(archive, "[Content_Types].xml")
	lower := bytes.ToLower(types)
	return bytes.Contains(types, []byte(k.main)) &&
		!bytes.Contains(lower, []byte("macroenabled")) && !bytes.Contains(lower, []byte("vbaproject"))
}

// isOpenDocument reads the part that names the type. Macros live in folders of
// their own.
func (k kind) isOpenDocument(archive *zip.Reader) bool {
	macros := slices.ContainsFunc(archive.File, func(f *zip.File) bool {
		return strings.HasPrefix(f.Name, "Basic/") || strings.HasPrefix(f.Name, "Scripts/")
	})
	return !macros && string(readPart(archive, "mimetype")) == k.media
}

// readPart is the beginning of one part; nothing where it can't be read, or
// where two have its name and readers could differ on which counts.
func readPart(archive *zip.Reader, name string) []byte {
	named := slices.DeleteFunc(slices.Clone(archive.File), func(f *zip.File) bool { return f.Name != name })
	if len(named) != 1 {
		return nil
	}
	part, err := named[0].Open()
	if err != nil {
		return nil
	}
	defer part.Close()
	content, err := io.ReadAll(io.LimitReader(part, maxPartRead))
	if err != nil {
		return nil
	}
	return content
}
