package door

import (
	"errors"
	"net/http"

	"heed/internal/domain"
)

// Status is the one translation of an error to an HTTP status. What is no
// problem of the domain's is a fault.
func Status(err error) int {
	if TooLarge(err) {
		return http.StatusRequestEntityTooLarge
	}
	switch domain.KindOf(err) {
	case domain.Invalid:
		return http.StatusUnprocessableEntity
	case domain.NotFound:
		return http.StatusNotFound
	case domain.Forbidden:
		return http.StatusForbidden
	case domain.Conflict:
		return http.StatusConflict
	case domain.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// TooLarge says that a request's body went over the limit.
func TooLarge(err error) bool {
	var limit *http.MaxBytesError
	return errors.As(err, &limit)
}
