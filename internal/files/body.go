package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"

	"heed/internal/domain"
)

// body is what a visitor sends. It keeps the error of reading apart from
// errors of writing, which pass through the same copy.
type body struct {
	ctx    context.Context
	reader io.Reader
	err    error
}

func (b *body) Read(into []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		b.err = err
		return 0, err
	}
	n, err := b.reader.Read(into)
	if err != nil && !errors.Is(err, io.EOF) {
		b.err = err
	}
	return n, err
}

// failure says what went wrong in reading: the sender's side, or ours.
func (b *body) failure(tooLarge error) error {
	var cut *http.MaxBytesError
	var network net.Error
	switch {
	case errors.As(b.err, &cut):
		return tooLarge
	case errors.Is(b.err, io.ErrUnexpectedEOF), errors.Is(b.err, context.Canceled),
		errors.Is(b.err, context.DeadlineExceeded), errors.As(b.err, &network):
		return domain.Bad(field, "file.broken_off", nil)
	}
	return fmt.Errorf("files: read what was sent: %w", b.err)
}
