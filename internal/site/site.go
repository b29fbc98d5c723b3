// Package site is the HTML door: one table of routes, one file per page. A
// handler reads its form, asks view or the store's Reader for what the page
// shows, calls one verb of app for what it changes, and hands a page what it
// needs, every decision made. It decides nothing itself: access says who may,
// domain what may happen, form what is well formed.
//
// It may import door, app, view, the store's Reader, domain, files, exchange,
// form, signin and web; never Write, a driver or Casbin.
package site

import (
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"heed/internal/app"
	"heed/internal/domain"
	"heed/internal/door"
	"heed/internal/signin"
	"heed/internal/store"
	"heed/internal/view"
	"heed/web"
	"heed/web/words"
)

// Options are what a Site is built from.
type Options struct {
	App         *app.App
	Views       *view.Views
	Reader      *store.Reader
	SessionRows signin.SessionRows
	Words       *words.Catalogue
	Now         func() time.Time
	Log         *slog.Logger
	Contact     string // a mail address for the footer and the accessibility statement
	Report      string // key of the report that the pages show
	Demo        bool   // the database's own mark, never a setting (R20)
	// MaxFile is the size of one evidence file in bytes.
	MaxFile int64
	// BaseURL is the address that people use, without a path: one-time links are
	// made from it, never from what a request says of itself.
	BaseURL string
	// Proxies are the reverse proxies that are believed about whom they speak for.
	Proxies []netip.Prefix
	// Ready says whether the database answers.
	Ready func(*http.Request) error
}

// behindTLS says that browsers reach the product by https, so that cookies are
// marked for it alone.
func (o Options) behindTLS() bool { return strings.HasPrefix(o.BaseURL, "https://") }

// Site answers with pages.
type Site struct {
	Options
	Sessions *signin.Sessions
	assets   string
	pages    pages
}

// New is the whole door: routes, and the layers that door puts around them.
func New(o Options) http.Handler {
	s := &Site{Options: o, assets: web.AssetsPath()}
	s.Sessions = signin.NewSessions(signin.Options{Rows: o.SessionRows, Now: o.Now, Secure: o.behindTLS(), Fail: s.fault})
	d := door.New(door.Options{
		Words: o.Words, Sessions: s.Sessions, People: o.Reader, Now: o.Now, Log: o.Log,
		MaxBody: 4*o.MaxFile + 1<<20, BehindTLS: o.behindTLS(), Proxies: o.Proxies,
		Denied: http.HandlerFunc(s.denied), Fault: s.fault,
	})
	s.routes(d.Engine)
	return d.Handler()
}

// day is the London day of a request.
func (r *request) day() domain.Day { return domain.DayOf(r.visitor.Now) }
