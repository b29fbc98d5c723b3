package files_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	png  = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
	jpeg = "\xff\xd8\xff\xe0\x00\x10JFIF\x00"
)

func TestEveryKindOnTheListIsTaken(t *testing.T) {
	for name, content := range map[string]string{
		"minutes.pdf":    minutes,
		"MINUTES.PDF":    minutes,
		"minutes.docx":   openXML(wordType, "word/document.xml"),
		"figures.xlsx":   openXML(excelType, "xl/workbook.xml"),
		"slides.pptx":    openXML(slideType, "ppt/presentation.xml"),
		"minutes.odt":    openDocument("text"),
		"figures.ods":    openDocument("spreadsheet"),
		"slides.odp":     openDocument("presentation"),
		"figures.csv":    "body,posts\nRJ1,4\nRX9,2\n",
		"one-column.csv": "body\nRJ1\n",
		"notes.txt":      "The committee met in March.\n",
		"welsh.txt":      "Cyfarfu’r pwyllgor ym mis Mawrth, yng Nghaerdydd.\n",
		"mail.txt":       "From: R&D office\nSubject: induction\n\nResearch is part of it.\n",
		"windows.txt":    "\xff\xfeM\x00i\x00n\x00u\x00t\x00e\x00s\x00",
		"poster.png":     png,
		"poster.jpg":     jpeg,
		"poster.jpeg":    jpeg,
	} {
		folder, _ := newFolder(t)
		stored, err := put(folder, "one", name, content)
		require.NoError(t, err, name)
		require.NotEmpty(t, stored.MediaType, name)
		require.Equal(t, content, get(t, folder, "one", stored.Key), name)
	}
}

func TestWhatIsNotOnTheListIsRefusedWhateverItIsCalled(t *testing.T) {
	program := "MZ\x90\x00" + strings.Repeat("\x00", 60) + "PE\x00\x00"
	page := "<!DOCTYPE html><html><script>alert(1)</script></html>"
	picture := `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`
	plainZip := archive(part{"notes.txt", "notes"})
	macros := openXML("vnd.ms-word.document.macroEnabled", "word/document.xml", part{"word/vbaProject.bin", "\x00"})
	for name, content := range map[string]string{
		"page.html": page, "page.txt": page, "page.csv": page,
		"picture.svg": picture, "picture.png": picture, "picture.txt": picture,
		"program.exe": program, "program.pdf": program, "program.txt": program,
		"archive.zip": plainZip, "archive.docx": plainZip, "archive.odt": plainZip,
		"macros.docm": macros, "macros.docx": macros,
		"hidden-macros.docx": archive(part{"[Content_Types].xml",
			`<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/> ContentType="application/` + wordType + `.main+xml"`}),
		"two-lists.docx": openXML(wordType, "word/document.xml",
			part{"[Content_Types].xml", `ContentType="application/vnd.ms-office.vbaProject"`}),
		"macros.ods":       openDocument("spreadsheet", part{"Basic/Standard/Module1.xml", "Sub Main"}),
		"template.odt":     openDocument("text-template"),
		"sheet.docx":       openXML(excelType, "xl/workbook.xml"),
		"document.ods":     openDocument("text"),
		"old.doc":          "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600),
		"old.docx":         "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600),
		"script.txt":       "#!/bin/sh\nrm -rf /\n",
		"mail.eml":         "From: a@trust.example\nSubject: induction\n\nSee attached.\n",
		"cut.docx":         openXML(wordType, "word/document.xml")[:200],
		"only-a-start.odt": "PK\x03\x04",
		"many-parts.docx":  openXML(wordType, "word/document.xml", folders(10_000)...),
	} {
		folder, dir := newFolder(t)
		_, err := put(folder, "one", name, content)
		require.Error(t, err, name)
		problem := requireProblem(t, err, "file.type")
		require.Contains(t, problem.Args["Allowed"], "pdf, docx, xlsx", name)
		require.Empty(t, onDisk(t, dir), name)
	}
}
