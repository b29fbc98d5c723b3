package files

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/minio/sio"

	"heed/internal/domain"
)

// DefaultMax is the largest file taken, in bytes, unless set otherwise.
const DefaultMax = 25 << 20

// field is the form field that a refusal of a file belongs to.
const field = "file"

// sniffed is how many bytes say what a file is.
const sniffed = 3072

// Folder keeps files in a local directory, each under its evidence's id.
type Folder struct {
	dir      string
	incoming string // of files still being written
	max      int64
}

// NewFolder makes the directory where it is missing and tries to write there,
// so that a wrong setting shows at the start and not at the first upload. max
// is the largest file in bytes.
func NewFolder(dir string, max int64) (*Folder, error) {
	if max <= 0 {
		return nil, fmt.Errorf("files: the largest size is %d bytes: it must be above 0", max)
	}
	f := &Folder{dir: dir, incoming: filepath.Join(dir, "incoming"), max: max}
	if err := os.MkdirAll(f.incoming, 0o700); err != nil {
		return nil, fmt.Errorf("files: make the folder: %w", err)
	}
	trial, err := os.CreateTemp(f.incoming, "trial-*")
	if err != nil {
		return nil, fmt.Errorf("files: write in the folder: %w", err)
	}
	if err := errors.Join(trial.Close(), os.Remove(trial.Name())); err != nil {
		return nil, fmt.Errorf("files: write in the folder: %w", err)
	}
	return f, nil
}

// Stored is what a row keeps of a file.
type Stored struct {
	Name      string // as it was sent
	MediaType string
	Size      int64  // bytes, before encryption
	Hash      string // SHA-256 of the same bytes, in hex
	Key       []byte // 32 bytes; without them the file is gone
}

// Put checks, encrypts and stores a file; when it returns, the bytes outlast a
// power cut. Nothing is kept of a file that it refuses. The id must be new.
// Problems, all of the field "file": "file.name", "file.type" with Allowed,
// "file.empty", "file.too_large" with Max in megabytes, "file.broken_off".
// Where the disk fails, the error holds the problem "file.away".
func (f *Folder) Put(ctx context.Context, id domain.ID, name string, r io.Reader) (Stored, error) {
	if err := CheckName(name); err != nil {
		return Stored{}, err
	}
	kind, err := kindOf(name)
	if err != nil {
		return Stored{}, err
	}
	final, err := f.path(id)
	if err != nil {
		return Stored{}, err
	}
	sent := &body{ctx: ctx, reader: r}
	head := make([]byte, sniffed)
	n, _ := io.ReadFull(sent, head)
	switch {
	case sent.err != nil:
		return Stored{}, sent.failure(f.tooLarge())
	case n == 0:
		return Stored{}, domain.Bad(field, "file.empty", nil)
	case !kind.begins(head[:n]):
		return Stored{}, wrongType()
	}
	temp, err := os.CreateTemp(f.incoming, "*")
	if err != nil {
		return Stored{}, away("begin a file", err)
	}
	stored, err := f.fill(temp, kind, io.MultiReader(bytes.NewReader(head[:n]), sent))
	if sent.err != nil {
		err = sent.failure(f.tooLarge())
	}
	if err == nil {
		err = settle(temp, final)
	}
	if err != nil {
		_ = temp.Close()
		_ = os.Remove(temp.Name()) // what stays here all the same is swept
		return Stored{}, err
	}
	stored.Name = name
	return stored, nil
}

// fill writes the encrypted content and looks at it as a whole.
func (f *Folder) fill(temp *os.File, kind kind, content io.Reader) (Stored, error) {
	stored := Stored{MediaType: kind.media, Key: make([]byte, 32)}
	rand.Read(stored.Key)               // never fails: the program ends if the system has no randomness
	writer := struct{ io.Writer }{temp} // sealing must not close the file
	sealed, err := sio.EncryptWriter(writer, cipher(stored.Key))
	if err != nil {
		return Stored{}, fmt.Errorf("files: encrypt: %w", err)
	}
	digest := sha256.New()
	stored.Size, err = io.Copy(io.MultiWriter(sealed, digest), io.LimitReader(content, f.max+1))
	if err == nil {
		err = sealed.Close()
	}
	if err != nil {
		return Stored{}, away("write a file", err)
	}
	if stored.Size > f.max {
		return Stored{}, f.tooLarge()
	}
	stored.Hash = hex.EncodeToString(digest.Sum(nil))
	whole, err := sio.DecryptReaderAt(temp, cipher(stored.Key))
	if err != nil {
		return Stored{}, fmt.Errorf("files: decrypt: %w", err)
	}
	ok, err := kind.holds(whole, stored.Size)
	if err != nil {
		return Stored{}, away("read a file back", err)
	}
	if !ok {
		return Stored{}, wrongType()
	}
	return stored, nil
}

// settle flushes a file and gives it its final name, so that a file under its
// name is always whole and stays there.
func settle(temp *os.File, final string) error {
	if _, err := os.Lstat(final); err == nil {
		return fmt.Errorf("files: %s is taken", filepath.Base(final))
	}
	if err := errors.Join(temp.Sync(), temp.Close()); err != nil {
		return away("flush a file", err)
	}
	near := filepath.Dir(final)
	for _, dir := range []string{filepath.Dir(near), near} {
		if err := makeDir(dir); err != nil {
			return away("make a folder", err)
		}
	}
	if err := os.Rename(temp.Name(), final); err != nil {
		return away("name a file", err)
	}
	if err := flushDir(near); err != nil {
		_ = os.Remove(final)
		return away("flush a folder", err)
	}
	return nil
}

// Get opens a file for reading, decrypted. Reading fails when the bytes are
// not what Put wrote. A file that isn't there, or whose key was destroyed, is
// missing.
func (f *Folder) Get(_ context.Context, id domain.ID, key []byte) (io.ReadCloser, error) {
	path, err := f.path(id)
	if err != nil || len(key) == 0 {
		return nil, domain.Missing()
	}
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) && f.present() {
		return nil, domain.Missing()
	}
	if err != nil {
		return nil, away("open a file", err)
	}
	plain, err := sio.DecryptReader(file, cipher(key))
	if err != nil {
		_ = file.Close()
		return nil, fmt.Errorf("files: decrypt: %w", err)
	}
	return struct {
		io.Reader
		io.Closer
	}{plain, file}, nil
}

// present says that the folder itself is there, as it isn't when a disk is not
// mounted: then nothing is missing, everything is away.
func (f *Folder) present() bool {
	_, err := os.Stat(f.incoming)
	return err == nil
}

// Delete destroys a file's bytes; one that isn't there is no error. Copies in
// backups go with the key in the row.
func (f *Folder) Delete(_ context.Context, id domain.ID) error {
	path, err := f.path(id)
	if err != nil {
		return err
	}
	err = os.Remove(path)
	if errors.Is(err, fs.ErrNotExist) && f.present() {
		return nil
	}
	if err != nil {
		return away("delete a file", err)
	}
	return flushDir(filepath.Dir(path))
}

// path is where a file lives: two folders by the end of its id, where a UUIDv7
// is random, and the id.
func (f *Folder) path(id domain.ID) (string, error) {
	name := string(id)
	odd := func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-')
	}
	if name == "" || len(name) > 64 || strings.ContainsFunc(name, odd) {
		return "", fmt.Errorf("files: %q is no id", name)
	}
	tail := "0000" + name
	tail = tail[len(tail)-4:]
	return filepath.Join(f.dir, tail[:2], tail[2:], name), nil
}

func (f *Folder) tooLarge() error {
	megabytes := strconv.FormatFloat(float64(f.max)/(1<<20), 'g', 3, 64)
	return domain.Bad(field, "file.too_large", domain.Args{"Max": megabytes})
}

// cipher pins the newer format: the older one can't tell a file cut short.
func cipher(key []byte) sio.Config {
	return sio.Config{MinVersion: sio.Version20, MaxVersion: sio.Version20, Key: key}
}

// away is a failure of the disk: whole in the log, and to the visitor a
// request to try later.
func away(doing string, err error) error {
	return fmt.Errorf("files: %s: %w (%w)", doing, err, &domain.Problem{Kind: domain.Unavailable, Key: "file.away"})
}

func makeDir(dir string) error {
	err := os.Mkdir(dir, 0o700)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return flushDir(filepath.Dir(dir))
}

func flushDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
