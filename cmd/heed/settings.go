package main

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
)

// settings are what an installation is run with. They come from environment
// variables and from nowhere else.
type settings struct {
	Address    string // where it listens
	Database   string // postgres:// or sqlite:
	Migrations string // as the owner of the tables, or ""
	Files      string // folder of the evidence
	MaxFile    int64  // bytes
	BaseURL    *url.URL
	Contact    string // mail address, or ""
	Proxies    []netip.Prefix
}

// The settings' names.
const (
	envAddress    = "HEED_ADDR"
	envDatabase   = "DATABASE_URL"
	envMigrations = "MIGRATE_DATABASE_URL"
	envFiles      = "HEED_FILES"
	envMaxFile    = "HEED_MAX_FILE_MB"
	envBaseURL    = "HEED_BASE_URL"
	envContact    = "HEED_CONTACT"
	envProxies    = "HEED_TRUSTED_PROXIES"
)

// badSettings says which settings make no sense and why, all of them at once.
type badSettings []string

func (b badSettings) Error() string {
	return "these settings make no sense:\n  " + strings.Join(b, "\n  ")
}

// settingsReader collects what is wrong while it reads.
type settingsReader struct {
	getenv func(string) string
	bad    badSettings
}

// readSettings reads and checks every setting. A value is never repeated in an
// error when it may hold a password.
func readSettings(getenv func(string) string) (settings, error) {
	r := settingsReader{getenv: getenv}
	s := settings{
		Address:  r.address(),
		Database: r.database(envDatabase, "sqlite:heed.db"),
		Files:    r.text(envFiles, "files"),
		MaxFile:  r.megabytes(envMaxFile, 25) << 20,
		Contact:  r.contact(),
		Proxies:  r.proxies(),
	}
	if getenv(envMigrations) != "" {
		s.Migrations = r.database(envMigrations, "")
		if strings.HasPrefix(s.Database, "sqlite:") || strings.HasPrefix(s.Migrations, "sqlite:") {
			r.refuse(envMigrations, "is for PostgreSQL, where one role owns the tables and another uses them; leave it out for SQLite")
		}
	}
	s.BaseURL = r.baseURL(s.Address)
	if len(r.bad) > 0 {
		return settings{}, r.bad
	}
	return s, nil
}

func (r *settingsReader) refuse(name, why string, args ...any) {
	r.bad = append(r.bad, name+" "+fmt.Sprintf(why, args...))
}

// text is a setting, or its default when it is empty or not there.
func (r *settingsReader) text(name, otherwise string) string {
	if value := strings.TrimSpace(r.getenv(name)); value != "" {
		return value
	}
	return otherwise
}

func (r *settingsReader) address() string {
	value := r.text(envAddress, "127.0.0.1:8080")
	if err := checkAddress(value); err != nil {
		r.refuse(envAddress, "%v", err)
	}
	return value
}

// checkAddress says what is wrong with an address to listen on.
func checkAddress(value string) error {
	_, port, err := net.SplitHostPort(value)
	if err != nil {
		return fmt.Errorf("must be a host and a port, like 127.0.0.1:8080; it is %q", value)
	}
	if no, err := strconv.ParseUint(port, 10, 16); err != nil || no == 0 {
		return fmt.Errorf("must end in a port from 1 to 65535; it is %q", value)
	}
	return nil
}

func (r *settingsReader) database(name, otherwise string) string {
	value := r.text(name, otherwise)
	scheme, rest, _ := strings.Cut(value, ":")
	switch scheme {
	case "sqlite":
		if rest == "" || strings.ContainsAny(rest, "?\x00") {
			r.refuse(name, "must name a file after sqlite:, like sqlite:/var/lib/heed/heed.db")
		}
	case "postgres", "postgresql":
		// url.Parse would repeat the whole address, and with it the password.
		if u, err := url.Parse(value); err != nil || u.Host == "" && u.Query().Get("host") == "" || strings.Trim(u.Path, "/") == "" {
			r.refuse(name, "must be a whole PostgreSQL address, like postgres://role:password@host:5432/heed")
		}
	default:
		r.refuse(name, "must begin with postgres:// or sqlite:")
	}
	return value
}

func (r *settingsReader) megabytes(name string, otherwise int64) int64 {
	value := r.text(name, strconv.FormatInt(otherwise, 10))
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil || n < 1 || n > 1024 {
		r.refuse(name, "must be a whole number of megabytes from 1 to 1024; it is %q", value)
	}
	return n
}

func (r *settingsReader) contact() string {
	value := r.text(envContact, "")
	if value == "" {
		return ""
	}
	if address, err := mail.ParseAddress(value); err != nil || address.Address != value {
		r.refuse(envContact, "must be a mail address, like research-office@example.org; it is %q", value)
	}
	return value
}

// proxies are the addresses from which X-Forwarded-For is believed. Whoever is
// in such a range chooses the address they are known by, so a range in which
// strangers would be is refused.
func (r *settingsReader) proxies() []netip.Prefix {
	var found []netip.Prefix
	for value := range strings.SplitSeq(r.text(envProxies, ""), ",") {
		value = strings.TrimSpace(value)
		if value == "" {
			continue
		}
		proxy, err := parseProxy(value)
		if err != nil {
			r.refuse(envProxies, "must be addresses or ranges of your reverse proxies, with commas between, like 10.0.0.5,192.168.7.0/24; one is %q", value)
			continue
		}
		if widest := widestProxies(proxy); proxy.Bits() < widest {
			r.refuse(envProxies, "may not name a range wider than /%d, in which others than your reverse proxies would be; one is %q", widest, value)
			continue
		}
		found = append(found, proxy)
	}
	return found
}

// widestProxies is the shortest prefix that is taken: the whole of 10.0.0.0/8 is
// one organisation's, and so is a /16 of IPv6, or a wider one that is nobody's.
func widestProxies(p netip.Prefix) int {
	if p.Addr().Is4() {
		return 8
	}
	return 16
}

// parseProxy reads an address, or a range of them. An address of IPv4 that is
// written as one of IPv6 would be a range of it in other bits, and is refused.
func parseProxy(value string) (netip.Prefix, error) {
	if strings.Contains(value, "/") {
		p, err := netip.ParsePrefix(value)
		if err == nil && p.Addr().Is4In6() {
			return p, errors.New("IPv4 is written as such")
		}
		return p, err
	}
	address, err := netip.ParseAddr(value)
	if err != nil || address.Zone() != "" {
		return netip.Prefix{}, cmp.Or(err, errors.New("a zone is of one machine alone"))
	}
	return address.Unmap().Prefix(address.Unmap().BitLen())
}

// baseURL is the address that people use. Sign-in cookies are marked for https
// alone when it says https, so that elsewhere than on this machine it must.
func (r *settingsReader) baseURL(listens string) *url.URL {
	value := r.text(envBaseURL, "")
	if value == "" {
		if !isLoopback(listens) {
			r.refuse(envBaseURL, "must be set, since %s lets others in: it is the address that people use, like https://heed.example.org", envAddress)
		}
		return &url.URL{Scheme: "http", Host: listens}
	}
	u, err := url.Parse(value)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		r.refuse(envBaseURL, "must be a web address, like https://heed.example.org")
		return nil
	case u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "":
		r.refuse(envBaseURL, "must be a host alone, with no path or anything after it, like https://heed.example.org")
	case u.Scheme == "http" && !isLoopback(u.Host):
		r.refuse(envBaseURL, "must begin with https://, or passwords would travel unprotected; http:// is for this machine alone")
	}
	u.Path = ""
	return u
}

// isLoopback says that an address, with or without a port, is reached from
// this machine alone.
func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = address
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// databaseName is the database without its password, for the log.
func (s settings) databaseName() string {
	if path, isFile := strings.CutPrefix(s.Database, "sqlite:"); isFile {
		return "sqlite:" + filepath.Clean(path)
	}
	u, err := url.Parse(s.Database)
	if err != nil {
		return "postgres"
	}
	return "postgres://" + u.Host + u.Path
}
