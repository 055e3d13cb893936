package config

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Digest is the SHA-256, in hex, of all settings that steer gathering: recordings of equal digests were asked for the same
// thing. Of headers only their names are in it, and of a password nothing.
func (c Config) Digest() string { return digest(c.gathering()) }

// Asked are the settings that steer gathering, each by itself. What a flag or a variable said is left out: it is about one
// call, and no part of the config.
func (c Config) Asked() []recording.Asked {
	var asked []recording.Asked
	all := c.gathering()
	for _, key := range slices.Sorted(maps.Keys(all)) {
		if !c.overlaid(key) {
			asked = append(asked, recording.Asked{Key: key, Digest: digest(all[key])[:16]})
		}
	}
	return asked
}

// Unlike are the keys of the settings that steer gathering and are not as a recording was asked for.
func (c Config) Unlike(asked []recording.Asked) []string {
	var keys []string
	all := c.gathering()
	for _, then := range asked {
		if value, known := all[then.Key]; known && !c.overlaid(then.Key) && digest(value)[:16] != then.Digest {
			keys = append(keys, then.Key)
		}
	}
	return keys
}

// overlaid tells whether a flag or a variable said a setting, or part of it.
func (c Config) overlaid(key string) bool {
	return c.origins[key].said != "" || key == "login" && c.origins["login.user"].said != ""
}

// gathering are the settings that steer gathering: those of [Gathering], and those of logins. The other settings steer how it
// is judged ([Judging]) or carried out ([Running]).
func (c Config) gathering() map[string]any {
	names := []string{}
	for _, h := range c.Headers {
		names = append(names, strings.ToLower(h.Name))
	}
	slices.Sort(names)
	all := steering(c.draft)
	all["target"], all["pages"], all["max_pages"] = c.ShownTarget(), append([]string{}, c.Pages...), c.MaxPages
	all["app_path"], all["echo"], all["never"] = c.AppPath, c.Echo, append([]string{}, c.Never...)
	all["samples"], all["plain_http"], all["patience"] = c.Samples, withoutPassword(c.Plain), c.Patience
	all["http_user"], all["headers"], all["user_agent"], all["resolve"], all["insecure"] = c.HTTPUser, names, c.UserAgent, append([]string{}, c.Resolve...), c.Insecure
	all["serve"] = nil
	if c.Serve != nil { // its port is another each time
		all["target"], all["serve"] = nil, []string{c.Serve.Dir, c.Serve.Command}
	}
	return all
}

func digest(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("config: %v", err)) // strings, numbers and booleans always encode
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
