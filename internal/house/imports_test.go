package house

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// rooms says what each package may import of heed's own; cmd may import
// everything. A package that is not here fails the test: whoever adds a room
// says what it may lean on.
var rooms = map[string]string{
	"internal/domain":   "",
	"policies":          "",
	"seed":              "",
	"web":               "",
	"web/locales":       "",
	"internal/graph":    "internal/domain",
	"internal/estimate": "internal/domain internal/graph",
	"internal/files":    "internal/domain",
	"internal/exchange": "internal/domain",
	"internal/form":     "internal/domain",
	"internal/signin":   "internal/domain",
	"internal/demo":     "internal/domain",
	"web/words":         "internal/domain web/locales",
	"internal/access":   "internal/domain policies",
	"internal/store":    "internal/domain",
	"internal/view":     "internal/domain internal/graph internal/estimate internal/store",
	"internal/app":      "internal/domain internal/graph internal/estimate internal/access internal/signin internal/files internal/store internal/demo",
	"web/ui":            "internal/domain internal/form web/words",
	"web/page":          "internal/domain internal/form internal/graph web/words web/ui",
	"internal/door":     "internal/domain internal/access internal/signin web/words",
	"internal/site": "internal/door internal/app internal/view internal/estimate internal/store internal/domain internal/files internal/exchange " +
		"internal/access internal/graph internal/form internal/signin web web/page web/ui web/words",
}

// benches are for tests and measurements; nothing of the product imports them.
var benches = []string{
	"internal/house", "internal/bench", "internal/browsertest", "internal/browsertest/shoot", "internal/store/pgtest",
	"internal/store/storetest", "web/pagetest",
}

// owners says which one package of the product each library belongs to; those
// with several are what every page is written in.
var owners = map[string]string{
	"github.com/gin-gonic/gin":            "internal/door internal/site",
	"gorm.io/":                            "internal/store",
	"github.com/glebarez/":                "internal/store",
	"modernc.org/sqlite":                  "internal/store",
	"github.com/jackc/pgx":                "internal/store",
	"github.com/pressly/goose":            "internal/store",
	"github.com/casbin/casbin":            "internal/access",
	"github.com/alexedwards/":             "internal/signin",
	"github.com/minio/sio":                "internal/files",
	"github.com/gabriel-vasile":           "internal/files",
	"gonum.org/":                          "internal/graph internal/estimate",
	"github.com/goccy/go-yaml":            "internal/exchange web/words",
	"github.com/xuri/excelize":            "internal/exchange",
	"github.com/fwilhe2/rechenbrett":      "internal/exchange",
	"github.com/nicksnyder/go-i18n":       "web/words",
	"golang.org/x/text":                   "web/words",
	"github.com/klauspost/compress":       "internal/door",
	"github.com/a-h/templ":                "web/page web/ui internal/site",
	"github.com/alecthomas/kong":          "cmd/heed",
	"github.com/google/uuid":              "cmd/heed",
	"golang.org/x/sync":                   "internal/view internal/store",
	"golang.org/x/time":                   "internal/signin",
	"golang.org/x/net":                    "",
	"github.com/prometheus/client_golang": "internal/door",
}

// listed is what `go list -json` says of a package.
type listed struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	command := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	command.Dir = "../.."
	out, err := command.Output()
	require.NoError(t, err)
	var all []listed
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			return all
		}
		require.NoError(t, err)
		all = append(all, p)
	}
}

func TestRoomsImportOnlyWhatTheyMay(t *testing.T) {
	for _, p := range packages(t) {
		room := strings.TrimPrefix(p.ImportPath, "heed/")
		if strings.HasPrefix(room, "cmd/") || slices.Contains(benches, room) {
			continue
		}
		allowed, known := rooms[room]
		require.True(t, known, "%s is a new room: say in this table what it may import", room)
		for _, imported := range p.Imports {
			if own, isOwn := strings.CutPrefix(imported, "heed/"); isOwn {
				require.Contains(t, strings.Fields(allowed), own, "%s may not import %s", room, own)
			}
		}
	}
}

func TestALibraryHasOneOwner(t *testing.T) {
	for _, p := range packages(t) {
		room := strings.TrimPrefix(p.ImportPath, "heed/")
		if slices.Contains(benches, room) {
			continue
		}
		for _, imported := range p.Imports {
			if !strings.Contains(strings.SplitN(imported, "/", 2)[0], ".") {
				continue // the standard library and heed's own
			}
			require.Contains(t, ownersOf(imported), room, "%s may not import %s: it has another owner, or none in this table", room, imported)
		}
	}
}

func ownersOf(imported string) []string {
	for library, rooms := range owners {
		if strings.HasPrefix(imported, library) {
			return strings.Fields(rooms)
		}
	}
	return nil
}
