package door

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"
)

// errPanic is what a fault is that a panic ended.
var errPanic = errors.New("door: panic")

// StatusLeft is what a request is logged with whose visitor broke off before it
// was answered: nobody is there to be shown a page, and nothing is at fault.
const StatusLeft = 499

// Left says that an error is no more than that the visitor broke off. A panic
// is a fault all the same.
func Left(r *http.Request, err error) bool {
	return errors.Is(r.Context().Err(), context.Canceled) && !errors.Is(err, errPanic)
}

// rescue logs every request once it is answered, and turns a panic into a
// fault: logged whole, shown as a plain page.
func (d *Door) rescue(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now() // the machine's own clock: a duration, not a date
		noted := &noting{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			if what := recover(); what != nil {
				if what == http.ErrAbortHandler {
					panic(what)
				}
				err := fmt.Errorf("%w: %v\n%s", errPanic, what, debug.Stack())
				if noted.begun {
					d.o.Log.ErrorContext(r.Context(), "fault after the answer began", slog.Any("error", err))
				} else {
					d.o.Fault(noted, r, err)
				}
			}
			d.o.Log.InfoContext(r.Context(), "request", slog.String("method", r.Method), slog.String("path", r.URL.Path),
				slog.Int("status", noted.status), slog.Duration("took", time.Since(began)))
		}()
		next.ServeHTTP(noted, r)
	})
}

// noting remembers the status of an answer.
type noting struct {
	http.ResponseWriter
	status int
	begun  bool
}

func (n *noting) WriteHeader(status int) {
	if !n.begun {
		n.status, n.begun = status, true
	}
	n.ResponseWriter.WriteHeader(status)
}

func (n *noting) Write(bytes []byte) (int, error) {
	n.begun = true
	return n.ResponseWriter.Write(bytes)
}

// Unwrap lets http.ResponseController reach the connection.
func (n *noting) Unwrap() http.ResponseWriter { return n.ResponseWriter }
