package site

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"heed/web"
)

// who says who may open a route at all; what they see or may do there is
// access's to say, verb by verb.
type who int

const (
	anyone who = iota
	signedIn
)

// route is one row of the table.
type route struct {
	method string
	path   string
	who    who
	handle func(*request) error
	past   bool // its page can be shown as at a past day (R19)
	table  bool // its page can be had as a file
}

// withPast is the route of a page that can be shown as at a past day.
func (r route) withPast() route {
	r.past = true
	return r
}

// withTable is the route of a page whose table can be had as a file.
func (r route) withTable() route {
	r.table = true
	return r
}

func get(path string, who who, handle func(*request) error) route {
	return route{method: http.MethodGet, path: path, who: who, handle: handle}
}

func post(path string, who who, handle func(*request) error) route {
	return route{method: http.MethodPost, path: path, who: who, handle: handle}
}

// table is every page and form of the product, by the part of the house that
// its users know.
func (s *Site) table() []route {
	var all []route
	parts := [][]route{
		s.homeRoutes(), s.publicRoutes(), s.dutyRoutes(), s.returnRoutes(), s.signRoutes(), s.evidenceRoutes(),
		s.overviewRoutes(), s.packageRoutes(), s.forecastRoutes(), s.barrierRoutes(), s.findingRoutes(),
		s.deskRoutes(), s.chaseRoutes(), s.dialogueRoutes(), s.actionRoutes(), s.partnershipRoutes(), s.libraryRoutes(),
		s.accountRoutes(), s.bodiesRoutes(), s.peopleRoutes(), s.roundRoutes(), s.oversightRoutes(), s.checkRoutes(), s.publicationRoutes(),
	}
	if s.Demo {
		parts = append(parts, s.demoRoutes())
	}
	for _, part := range parts {
		all = append(all, part...)
	}
	return all
}

func (s *Site) routes(engine *gin.Engine) {
	table := s.table()
	s.pages = pagesOf(table)
	for _, r := range table {
		handle := s.answer(r)
		engine.Handle(r.method, r.path, handle)
		if r.method == http.MethodGet {
			engine.HEAD(r.path, handle)
		}
	}
	engine.GET(s.assets+"/*file", s.static())
	engine.GET("/healthz", func(c *gin.Context) { c.String(http.StatusOK, "ok\n") })
	engine.GET("/readyz", s.ready)
	engine.NoRoute(s.answer(route{handle: noPage}))
	engine.NoMethod(s.answer(route{handle: noPage}))
}

// static serves the files that pages fetch. Their address changes with their
// content, so a browser may keep them for ever.
func (s *Site) static() gin.HandlerFunc {
	serve := http.StripPrefix(s.assets, http.FileServerFS(web.Static()))
	return func(c *gin.Context) {
		if strings.HasSuffix(c.Param("file"), "/") {
			c.Status(http.StatusNotFound)
			return
		}
		c.Header("Cache-Control", "public, max-age=31536000, immutable")
		serve.ServeHTTP(c.Writer, c.Request)
	}
}

func (s *Site) ready(c *gin.Context) {
	if err := s.Ready(c.Request); err != nil {
		s.Log.ErrorContext(c.Request.Context(), "not ready", "error", err)
		c.String(http.StatusServiceUnavailable, "not ready\n")
		return
	}
	c.String(http.StatusOK, "ready\n")
}
