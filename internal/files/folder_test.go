package files_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"heed/internal/domain"
	"heed/internal/files"
)

func TestWhatGoesInComesOut(t *testing.T) {
	folder, dir := newFolder(t)
	for i, content := range []string{
		minutes,
		"%PDF-1.7\n" + noise(64<<10-9), // one whole piece of the cipher
		"%PDF-1.7\n" + noise(200_000),
		"%PDF-1.7\n" + noise(limit-9), // the largest that is taken
	} {
		id := domain.ID(fmt.Sprintf("01936b0e-0000-7000-8000-00000000000%d", i))
		stored, err := put(folder, id, "minutes.pdf", content)
		require.NoError(t, err)
		sum := sha256.Sum256([]byte(content))
		require.Equal(t, hex.EncodeToString(sum[:]), stored.Hash)
		require.EqualValues(t, len(content), stored.Size)
		require.Equal(t, "minutes.pdf", stored.Name)
		require.Equal(t, "application/pdf", stored.MediaType)
		require.Equal(t, content, get(t, folder, id, stored.Key))
		require.FileExists(t, filepath.Join(dir, "00", fmt.Sprintf("0%d", i), string(id)))
	}
	require.Len(t, onDisk(t, dir), 4, "and nothing else lies about")
}

func TestR2_WithoutItsKeyAFileIsGone(t *testing.T) {
	folder, dir := newFolder(t)
	stored, err := put(folder, "one", "minutes.pdf", minutes)
	require.NoError(t, err)
	other, err := put(folder, "two", "minutes.pdf", minutes)
	require.NoError(t, err)
	require.NotEqual(t, stored.Key, other.Key, "each file has its own")

	for _, path := range onDisk(t, dir) {
		bytesOnDisk, err := os.ReadFile(path)
		require.NoError(t, err)
		require.False(t, bytes.Contains(bytesOnDisk, []byte("committee")), path)
		require.False(t, bytes.Contains(bytesOnDisk, stored.Key), path)
	}
	file, err := folder.Get(t.Context(), "one", other.Key)
	require.NoError(t, err)
	content, err := io.ReadAll(file)
	require.Error(t, err)
	require.Empty(t, content)
	require.NoError(t, file.Close())

	_, err = folder.Get(t.Context(), "one", nil)
	require.Equal(t, domain.NotFound, domain.KindOf(err), "a destroyed key reads as no file")
}

func TestChangedAndShortenedBytesAreNotHandedOut(t *testing.T) {
	folder, dir := newFolder(t)
	content := "%PDF-1.7\n" + noise(150_000)
	stored, err := put(folder, "one", "minutes.pdf", content)
	require.NoError(t, err)
	path := onDisk(t, dir)[0]
	whole, err := os.ReadFile(path)
	require.NoError(t, err)
	flipped := bytes.Clone(whole)
	flipped[100_000] ^= 1
	for name, damaged := range map[string][]byte{
		"a bit flipped": flipped, "cut within a piece": whole[:140_000],
		"cut between pieces": whole[:2*(1<<16+32)], "emptied": nil,
	} {
		require.NoError(t, os.WriteFile(path, damaged, 0o600))
		file, err := folder.Get(t.Context(), "one", stored.Key)
		require.NoError(t, err)
		_, err = io.ReadAll(file)
		require.Error(t, err, name)
		require.NoError(t, file.Close())
	}
}

func TestARefusedFileLeavesNothing(t *testing.T) {
	broken := func(content string, err error) io.Reader {
		return io.MultiReader(strings.NewReader(content), iotest.ErrReader(err))
	}
	long := "%PDF-1.7\n" + noise(200_000)
	for name, c := range map[string]struct {
		file string
		body io.Reader
		key  string
	}{
		"empty":                {"a.pdf", strings.NewReader(""), "file.empty"},
		"one byte too many":    {"a.pdf", strings.NewReader("%PDF-1.7\n" + noise(limit-8)), "file.too_large"},
		"cut by the server":    {"a.pdf", broken(long, &http.MaxBytesError{Limit: 1}), "file.too_large"},
		"broken off":           {"a.pdf", broken(long, io.ErrUnexpectedEOF), "file.broken_off"},
		"broken off at once":   {"a.pdf", broken("", io.ErrUnexpectedEOF), "file.broken_off"},
		"broken off, wrapped":  {"a.pdf", broken(long, fmt.Errorf("multipart: %w", io.ErrUnexpectedEOF)), "file.broken_off"},
		"connection lost":      {"a.pdf", broken(long, &net.OpError{Op: "read", Err: syscall.ECONNRESET}), "file.broken_off"},
		"the reader fails":     {"a.pdf", broken(long, errors.New("odd")), ""},
		"no extension":         {"minutes", strings.NewReader(minutes), "file.type"},
		"another extension":    {"minutes.exe", strings.NewReader(minutes), "file.type"},
		"path parts":           {"../minutes.pdf", strings.NewReader(minutes), "file.name"},
		"content of another":   {"minutes.png", strings.NewReader(minutes), "file.type"},
		"found out at the end": {"a.docx", strings.NewReader(archive(part{"notes.txt", noise(200_000)})), "file.type"},
	} {
		t.Run(name, func(t *testing.T) {
			folder, dir := newFolder(t)
			stored, err := folder.Put(t.Context(), "one", c.file, c.body)
			require.Error(t, err)
			require.Empty(t, stored)
			if c.key == "" {
				require.Empty(t, domain.AsProblems(err), "a fault, not the sender's to mend")
			} else {
				require.Equal(t, "file", requireProblem(t, err, c.key).Field)
			}
			require.Empty(t, onDisk(t, dir))
		})
	}
}

func TestAVisitorWhoLeavesMidwayLeavesNothing(t *testing.T) {
	folder, dir := newFolder(t)
	ctx, leave := context.WithCancel(t.Context())
	pages := strings.NewReader("%PDF-1.7\n" + noise(500_000))
	body := readerFunc(func(into []byte) (int, error) {
		if pages.Len() < 250_000 {
			leave()
		}
		return pages.Read(into)
	})
	_, err := folder.Put(ctx, "one", "a.pdf", body)
	requireProblem(t, err, "file.broken_off")
	require.Empty(t, onDisk(t, dir))
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(into []byte) (int, error) { return f(into) }

func TestTooLargeSaysHowLargeAFileMayBe(t *testing.T) {
	folder, _ := newFolder(t)
	_, err := put(folder, "one", "a.pdf", "%PDF-1.7\n"+noise(limit))
	require.Equal(t, "1", requireProblem(t, err, "file.too_large").Args["Max"])
}

func TestManyAtOnceStayApart(t *testing.T) {
	folder, dir := newFolder(t)
	var all sync.WaitGroup
	for i := range 24 {
		all.Go(func() {
			id, content := domain.ID(fmt.Sprintf("evidence-%d", i)), fmt.Sprintf("%s%d", minutes, i)
			stored, err := put(folder, id, "minutes.pdf", content)
			if err != nil || content != get(t, folder, id, stored.Key) {
				t.Errorf("%s: %v", id, err)
			}
		})
	}
	all.Wait()
	require.Len(t, onDisk(t, dir), 24)
}

func TestAnIdIsUsedOnceAndIsNeverAPlace(t *testing.T) {
	folder, dir := newFolder(t)
	stored, err := put(folder, "one", "a.pdf", minutes)
	require.NoError(t, err)
	_, err = put(folder, "one", "b.pdf", minutes+"other")
	require.Error(t, err)
	require.Equal(t, minutes, get(t, folder, "one", stored.Key))
	for _, id := range []domain.ID{"", "../one", "a/b", "..", "a\x00b", domain.ID(strings.Repeat("a", 65))} {
		_, err := put(folder, id, "a.pdf", minutes)
		require.Error(t, err, "%q", id)
		_, err = folder.Get(t.Context(), id, stored.Key)
		require.Equal(t, domain.NotFound, domain.KindOf(err), "%q", id)
	}
	require.Len(t, onDisk(t, dir), 1)
}

func TestADeletedFileIsMissing(t *testing.T) {
	folder, dir := newFolder(t)
	stored, err := put(folder, "one", "a.pdf", minutes)
	require.NoError(t, err)
	for range 2 { // again is no error
		require.NoError(t, folder.Delete(t.Context(), "one"))
	}
	require.Empty(t, onDisk(t, dir))
	_, err = folder.Get(t.Context(), "one", stored.Key)
	require.Equal(t, domain.NotFound, domain.KindOf(err))
}

func TestAFolderThatIsGoneIsAwayNotEmpty(t *testing.T) {
	folder, dir := newFolder(t)
	stored, err := put(folder, "one", "a.pdf", minutes)
	require.NoError(t, err)
	require.NoError(t, os.Rename(dir, dir+"-unmounted"))

	_, err = folder.Get(t.Context(), "one", stored.Key)
	require.Equal(t, domain.Unavailable, domain.KindOf(err))
	_, err = put(folder, "two", "a.pdf", minutes)
	require.Equal(t, domain.Unavailable, domain.KindOf(err))
	require.Equal(t, domain.Unavailable, domain.KindOf(folder.Delete(t.Context(), "one")))

	require.NoError(t, os.Rename(dir+"-unmounted", dir))
	require.Equal(t, minutes, get(t, folder, "one", stored.Key), "and it is back by itself")
}

func TestSettingsThatMakeNoSenseAreRefusedAtTheStart(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, err := files.NewFolder(file, limit)
	require.ErrorContains(t, err, file)
	_, err = files.NewFolder(t.TempDir(), 0)
	require.ErrorContains(t, err, "0 bytes")
}

func TestACrashBeforeTheNameIsGivenLeavesNothingVisible(t *testing.T) {
	folder, dir := newFolder(t)
	left := filepath.Join(dir, "incoming", "123456") // as a killed process leaves it
	require.NoError(t, os.WriteFile(left, []byte("half"), 0o600))
	_, err := folder.Get(t.Context(), "123456", make([]byte, 32))
	require.Equal(t, domain.NotFound, domain.KindOf(err))

	swept, err := folder.Sweep(t.Context(), knowing(), time.Now().Add(time.Hour))
	require.NoError(t, err)
	require.Equal(t, 1, swept)
	require.Empty(t, onDisk(t, dir))
}

func knowing(ids ...domain.ID) func(context.Context, domain.ID) (bool, error) {
	return func(_ context.Context, id domain.ID) (bool, error) {
		for _, known := range ids {
			if id == known {
				return true, nil
			}
		}
		return false, nil
	}
}

func TestTheSweepTakesOldFilesWithoutARowAndNothingElse(t *testing.T) {
	folder, dir := newFolder(t)
	kept, err := put(folder, "kept", "a.pdf", minutes)
	require.NoError(t, err)
	_, err = put(folder, "orphan", "a.pdf", minutes)
	require.NoError(t, err)
	foreign := filepath.Join(dir, "README")
	require.NoError(t, os.WriteFile(foreign, []byte("the operator's own"), 0o600))

	swept, err := folder.Sweep(t.Context(), knowing("kept"), time.Now().Add(-time.Hour))
	require.NoError(t, err)
	require.Zero(t, swept, "young files wait for their row")

	later := time.Now().Add(time.Hour)
	_, err = folder.Sweep(t.Context(), func(context.Context, domain.ID) (bool, error) {
		return false, errors.New("the database is away")
	}, later)
	require.Error(t, err)
	require.Len(t, onDisk(t, dir), 3, "who can't say what is known deletes nothing")

	swept, err = folder.Sweep(t.Context(), knowing("kept"), later)
	require.NoError(t, err)
	require.Equal(t, 1, swept)
	require.Equal(t, minutes, get(t, folder, "kept", kept.Key))
	require.FileExists(t, foreign)
}

func BenchmarkPut(b *testing.B) {
	folder, _ := newFolder(b)
	content := []byte("%PDF-1.7\n" + noise(1_000_000))
	b.SetBytes(int64(len(content)))
	for i := 0; b.Loop(); i++ {
		_, err := folder.Put(b.Context(), domain.ID(fmt.Sprintf("evidence-%08d", i)), "a.pdf", bytes.NewReader(content))
		require.NoError(b, err)
	}
}
