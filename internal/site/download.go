package site

import "mime"

// contentDisposition names a download so that every browser keeps its name.
func contentDisposition(name string) string {
	return mime.FormatMediaType("attachment", map[string]string{"filename": name})
}
