// Package door is what the HTML door and the JSON door share: the engine, who
// the visitor is, the headers every answer carries, the limits on what comes
// in, the log of requests, and the one place where a problem becomes a status.
// It owns Gin. It knows no route, no page and no verb.
package door

import (
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzhttp"

	"heed/internal/signin"
	"heed/web/words"
)

// Options are what a Door is built from. All are required, but BehindTLS and
// Proxies.
type Options struct {
	Words    *words.Catalogue
	Sessions *signin.Sessions
	People   People
	Now      func() time.Time
	Log      *slog.Logger
	MaxBody  int64 // bytes of one request, files included
	// BehindTLS says that browsers reach the product by https.
	BehindTLS bool
	// Proxies are the reverse proxies in front of the product, whose word on the
	// visitor's address counts.
	Proxies []netip.Prefix
	// Denied answers what another site's page tried to send here.
	Denied http.Handler
	// Fault answers a request that a panic or a broken session ended.
	Fault func(http.ResponseWriter, *http.Request, error)
}

// Door is an engine with everything around it.
type Door struct {
	Engine *gin.Engine
	o      Options
}

// New builds the engine; routes are added to its Engine.
func New(o Options) *Door {
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	engine.HandleMethodNotAllowed = true
	// Where a visitor is, is the other end of their connection: a header that
	// anybody can send would undo the limit on guesses. Only a proxy that the
	// operator named may say otherwise, in the one header that proxies add to.
	engine.RemoteIPHeaders = []string{"X-Forwarded-For"}
	if err := engine.SetTrustedProxies(written(o.Proxies)); err != nil {
		panic(err) // a prefix is always taken
	}
	engine.ContextWithFallback = true
	return &Door{Engine: engine, o: o}
}

func written(prefixes []netip.Prefix) []string {
	var texts []string
	for _, p := range prefixes {
		texts = append(texts, p.String())
	}
	return texts
}

// Handler is the engine with the shared layers around it, outermost first:
// log and rescue, headers, limits, compression, protection from other sites'
// pages, session, visitor.
func (d *Door) Handler() http.Handler {
	var h http.Handler = d.Engine
	h = d.visitors(h)
	h = d.o.Sessions.Middleware(h)
	h = d.protect(h)
	h = compress(h)
	h = d.limit(h)
	h = d.headers(h)
	return d.rescue(h)
}

// protect refuses forms that another site's page sends with our cookies.
func (d *Door) protect(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(d.o.Denied)
	return protection.Handler(next)
}

// compress answers in gzip at the fastest level: pages here are tables, which
// shrink tenfold at any level, and the processor is what two cores lack.
func compress(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.CompressionLevel(1), gzhttp.MinSize(1024))
	if err != nil {
		panic(err) // the options are constants
	}
	return wrap(next)
}

// limit bounds the body of every request; reading past it ends in an error
// that TooLarge recognises.
func (d *Door) limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, d.o.MaxBody)
		next.ServeHTTP(w, r)
	})
}

// headers are the same on every answer. Nothing of a signed-in page is kept by
// a shared cache; static files say otherwise for themselves.
func (d *Door) headers(next http.Handler) http.Handler {
	const policy = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.Set("Cache-Control", "no-store")
		if d.o.BehindTLS {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}
