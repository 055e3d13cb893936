package browser

import (
	"database/sql"
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestAge: only the cookie that was aged ends, and it ends when its moved dates say so.
func TestAge(t *testing.T) {
	parallel(t, 1)
	s := newSite(t, httptest.NewServer)
	here := s.Listener.Addr().String() + "/"
	profile := newProfile(t)
	b := start(t, profile)
	const twoWeeks = 14 * 24 * time.Hour
	open(t, b, s.URL+"/?set=aged%3D1%3BMax-Age%3D1209600&set=young%3D1%3BMax-Age%3D1209600&set=day%3D1%3BMax-Age%3D86400&set=session%3D1")
	set := time.Now()
	quit(t, b)

	end := set.Add(4 * time.Second)
	var rows []Row
	if err := Age(profile, func(r Row) time.Duration {
		rows = append(rows, r)
		if r.Name == "aged" {
			return r.Expires.Sub(end)
		}
		return 0
	}); err != nil {
		t.Fatal(err)
	}
	if len(rows) != 3 {
		t.Fatalf("asked for the age of %v", rows)
	}
	for _, r := range rows {
		lifetime := twoWeeks
		if r.Name == "day" {
			lifetime = 24 * time.Hour
		}
		if off := r.Expires.Sub(set.Add(lifetime)).Abs(); r.Domain != "127.0.0.1" || r.Path != "/" || off > 2*time.Second {
			t.Errorf("%+v is off by %s", r, off)
		}
	}

	b = start(t, profile)
	for _, c := range must(b.Jar(t.Context())) {
		wanted := twoWeeks
		switch c.Name {
		case "day":
			wanted = 24 * time.Hour
		case "aged":
			wanted = end.Sub(set)
		}
		if off := time.Unix(int64(c.Expires), 0).Sub(set.Add(wanted)).Abs(); off > 2*time.Second {
			t.Errorf("%s ends %s too early or too late", c.Name, off)
		}
	}
	if before := time.Until(end); before > 500*time.Millisecond { // on a slow machine its time is over already
		open(t, b, s.URL+"/")
		if time.Now().Before(end) {
			want(t, "sent before its end", s.sent(here), "aged", "day", "young")
		}
	}
	time.Sleep(time.Until(end.Add(500 * time.Millisecond))) // Chrome's clock is what is tested
	want(t, "in the jar after its end", jar(t, b), "day", "young")
	open(t, b, s.URL+"/")
	want(t, "sent after its end", s.sent(here), "day", "young")
	quit(t, b)
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// table is the cookie table of Chrome 156, as far as this package reads it.
const table = `CREATE TABLE cookies (creation_utc INTEGER, host_key TEXT, top_frame_site_key TEXT, name TEXT, path TEXT, expires_utc INTEGER,
	last_access_utc INTEGER, is_persistent INTEGER, last_update_utc INTEGER);
	INSERT INTO cookies VALUES (13400000000000000, '.shop.test', 'https://portal.test', 'a', '/', 13400000060000000, 13400000000000001, 1, 13400000000000002),
		(13400000000000000, 'shop.test', '', 's', '/', 0, 0, 0, 0),
		(13400000000000000, 'flush1.invalid', '', 'flush-1', '/', 0, 0, 0, 0);`

// withTable returns a profile with a cookie database that some SQL makes.
func withTable(t *testing.T, sql string) string {
	t.Helper()
	profile := t.TempDir()
	path := filepath.Join(profile, "Default", "Cookies")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	db := database(t, path)
	if _, err := db.Exec(sql); err != nil {
		t.Fatal(err)
	}
	return profile
}

func database(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func TestAgeMovesAllDatesOfARow(t *testing.T) {
	t.Parallel()
	for _, folder := range []string{"Default", filepath.Join("Default", "Network")} {
		profile := withTable(t, table)
		path := filepath.Join(profile, folder, "Cookies")
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.Rename(filepath.Join(profile, "Default", "Cookies"), path)); err != nil {
			t.Fatal(err)
		}
		err := Age(profile, func(r Row) time.Duration {
			if at := time.Date(2025, 8, 18, 14, 14, 20, 0, time.UTC); r.Name != "a" || r.Domain != ".shop.test" || r.Path != "/" || r.Partition != "https://portal.test" || !r.Expires.Equal(at) {
				t.Errorf("asked for the age of %+v", r)
			}
			return time.Minute + time.Microsecond
		})
		if err != nil {
			t.Fatal(err)
		}
		var got [4]int64
		row := database(t, path).QueryRow(`SELECT creation_utc, expires_utc, last_access_utc, last_update_utc FROM cookies WHERE name = 'a'`)
		if err := row.Scan(&got[0], &got[1], &got[2], &got[3]); err != nil {
			t.Fatal(err)
		}
		if want := [4]int64{13399999939999999, 13399999999999999, 13399999940000000, 13399999940000001}; got != want {
			t.Errorf("in %s: %v, want %v", folder, got, want)
		}
	}
}

func TestUnflush(t *testing.T) {
	t.Parallel()
	profile := withTable(t, table)
	if err := Unflush(profile); err != nil {
		t.Fatal(err)
	}
	var names string
	if err := database(t, jarOf(profile)).QueryRow(`SELECT group_concat(name) FROM cookies`).Scan(&names); err != nil || names != "a,s" {
		t.Errorf("%s, %v are left", names, err)
	}
}

func TestJarsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	overwrite := func(change func([]byte) []byte) func(*testing.T) string {
		return func(t *testing.T) string {
			profile := withTable(t, table+`CREATE TABLE filler AS WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i+1 FROM n LIMIT 5000) SELECT i, 'filler' FROM n;`)
			data, err := os.ReadFile(jarOf(profile))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(jarOf(profile), change(data), 0o600); err != nil {
				t.Fatal(err)
			}
			return profile
		}
	}
	for _, row := range []struct {
		name    string
		profile func(*testing.T) string
		want    string
	}{
		{"a profile that is not there", func(*testing.T) string { return "/nonexistent" }, "the profile holds no cookie database: file does not exist"},
		{"a profile without one", func(t *testing.T) string { return t.TempDir() }, "the profile holds no cookie database: file does not exist"},
		{"a file that is no database", overwrite(func([]byte) []byte { return []byte(strings.Repeat("no database ", 100)) }), "file is not a database"},
		{"a database that was cut off", overwrite(func(data []byte) []byte { return data[:4096] }), "malformed"},
		{"an empty file", overwrite(func([]byte) []byte { return nil }), "no such table: cookies (1): this Chrome keeps its cookies in another way than those known here"},
		{"garbage behind the header", overwrite(func(data []byte) []byte {
			for i := 100; i < len(data); i++ {
				data[i] = byte(i * 7)
			}
			return data
		}), "malformed"},
		{"a folder in its place", func(t *testing.T) string {
			profile := t.TempDir()
			if err := os.MkdirAll(filepath.Join(profile, "Default", "Cookies"), 0o700); err != nil {
				t.Fatal(err)
			}
			return profile
		}, "unable to open database file"},
		{"a table without the end", func(t *testing.T) string {
			return withTable(t, strings.ReplaceAll(table, "expires_utc", "ends"))
		}, "no such column: expires_utc (1): this Chrome keeps its cookies in another way than those known here"},
		{"a table without the last update", func(t *testing.T) string {
			return withTable(t, strings.ReplaceAll(table, "last_update_utc", "updated"))
		}, "no such column: last_update_utc (1): this Chrome keeps its cookies in another way than those known here"},
		{"a database that is being written", func(t *testing.T) string {
			profile := withTable(t, table)
			writer := must(database(t, jarOf(profile)).Conn(t.Context()))
			t.Cleanup(func() { writer.Close() })
			must(writer.ExecContext(t.Context(), `BEGIN EXCLUSIVE`))
			return profile
		}, "a browser has the profile open"},
		{"an end that is no number", func(t *testing.T) string { return withTable(t, table+`UPDATE cookies SET expires_utc = 'noon'`) }, "converting driver.Value type string"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			err := Age(row.profile(t), func(Row) time.Duration { return time.Hour })
			if err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("got %v\nwant %s", err, row.want)
			}
		})
	}
}

func TestFlushed(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name    string
		journal []byte
		want    bool
	}{
		{"no journal", nil, true},
		{"a journal that was cut to nothing", []byte{}, true},
		{"a journal whose head was blanked", make([]byte, 512), true},
		{"a journal that would be rolled back", []byte{0xd9, 0xd5, 0x05, 0xf9}, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			profile := withTable(t, table)
			if row.journal != nil {
				if err := os.WriteFile(jarOf(profile)+"-journal", row.journal, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if got := flushed(profile, "flush-1"); got != row.want {
				t.Errorf("flushed: %t", got)
			}
			if flushed(profile, "flush-2") || flushed(t.TempDir(), "flush-1") {
				t.Error("what is not there was flushed")
			}
		})
	}
}
