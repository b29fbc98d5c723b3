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

func TestNamesThatAnOrchestratorPutsBesideAServiceArePassedOver(t *testing.T) {
	w := world{getenv: env(), environ: func() []string {
		return []string{
			"HEED_PORT=tcp://10.0.0.7:8080", "HEED_PORT_8080_TCP=tcp://10.0.0.7:8080", "HEED_PORT_8080_TCP_ADDR=10.0.0.7",
			"HEED_SERVICE_HOST=10.0.0.7", "HEED_SERVICE_PORT=8080", "HEED_SERVICE_PORT_HTTP=8080",
		}
	}}
	_, err := w.settings()
	require.NoError(t, err)
	w.environ = func() []string { return []string{"HEED_PORTS=8080", "HEED_SERVICES=1", "HEED_SERVICE_HOST=10.0.0.7"} }
	_, err = w.settings()
	var bad badSettings
	require.ErrorAs(t, err, &bad)
	require.Len(t, bad, 2)
}
