package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestANameThatIsNoSettingIsRefusedWithTheNearestThatIs(t *testing.T) {
	w := world{getenv: env(), environ: func() []string {
		return []string{"HEED_BASEURL=https://heed.example.org", "HEED_PROXIES=10.0.0.5", "HEED_APP_PASSWORD=hunter2", "PATH=/bin", "HEED_ADDR=127.0.0.1:80"}
	}}
	_, err := w.settings()
	require.Equal(t, badSettings{
		"HEED_BASEURL is no setting of heed; is HEED_BASE_URL meant?", "HEED_PROXIES is no setting of heed; is HEED_TRUSTED_PROXIES meant?",
	}, err)
	w.environ = func() []string { return []string{"PATH=/bin", "HEED_FILES=files"} }
	_, err = w.settings()
	require.NoError(t, err)
}
