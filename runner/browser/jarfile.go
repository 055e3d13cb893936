package browser

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/storage"
	_ "modernc.org/sqlite" // driver "sqlite"
)

// Row is one persistent cookie as the profile keeps it.
type Row struct {
	Name      string
	Domain    string // a leading dot means that it is not host-only
	Path      string
	Partition string    // top-level site of a partitioned cookie
	Expires   time.Time // UTC
}

// Age moves the dates of persistent cookies back in a closed profile: to Chrome that much time has gone by for them. by says
// how far, for each cookie; zero leaves it alone. After an error the jar is as it was.
func Age(profile string, by func(Row) time.Duration) error {
	db, err := openJar(profile, "rw")
	if err != nil {
		return err
	}
	defer db.Close()
	if err := age(db, by); err != nil {
		return fmt.Errorf("ageing the jar: %w", strange(err))
	}
	return nil
}

func age(db *sql.DB, by func(Row) time.Duration) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback() // after Commit it does nothing
	ages := map[int64]time.Duration{}
	rows, err := tx.Query(`SELECT rowid, name, host_key, path, top_frame_site_key, expires_utc FROM cookies WHERE is_persistent = 1`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, expires int64
		var row Row
		if err := rows.Scan(&id, &row.Name, &row.Domain, &row.Path, &row.Partition, &expires); err != nil {
			return err
		}
		row.Expires = chromeTime(expires)
		ages[id] = by(row)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for id, age := range ages {
		if age == 0 {
			continue
		}
		if _, err := tx.Exec(`UPDATE cookies SET expires_utc = expires_utc - ?1, creation_utc = creation_utc - ?1,
			last_access_utc = last_access_utc - ?1, last_update_utc = last_update_utc - ?1 WHERE rowid = ?2`,
			age.Microseconds(), id); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// Born makes all cookies of a closed profile as old as if they had been set at a time, in the order in which they were. When they
// end stays as it is.
func Born(profile string, at time.Time) error {
	db, err := openJar(profile, "rw")
	if errors.Is(err, os.ErrNotExist) {
		return nil // no cookie was ever set
	}
	if err != nil {
		return err
	}
	defer db.Close()
	// Chrome takes no two cookies of one time. All are ranked before the first is changed.
	if _, err := db.Exec(`UPDATE cookies SET creation_utc = ?1 - ranked.later
		FROM (SELECT rowid AS id, row_number() OVER (ORDER BY creation_utc DESC, rowid DESC) - 1 AS later FROM cookies) AS ranked
		WHERE cookies.rowid = ranked.id`, inChrome(at)); err != nil {
		return fmt.Errorf("ageing the jar: %w", strange(err))
	}
	return nil
}

// inChrome is the inverse of [chromeTime].
func inChrome(t time.Time) int64 { return t.UnixMicro() + 11644473600*1e6 }

// chromeTime reads microseconds since 1601-01-01 UTC.
func chromeTime(us int64) time.Time { return time.Unix(us/1e6-11644473600, us%1e6*1000).UTC() }

// flushers is more than the 512 operations after which Chrome writes its jar to disk without waiting for its 30 s.
const flushers = 520

// flushTimeout bounds the wait for that write.
const flushTimeout = 5 * time.Second

// Flush makes Chrome write its jar to the profile now, by setting throw-away cookies, and returns when they are on disk for
// good: Chrome writes all that is pending in one transaction, so everything set before them is there too.
func (b *Browser) Flush(ctx context.Context, profile string) error {
	mark := fmt.Sprintf("flush-%d", time.Now().UnixNano())
	cookies := make([]*network.CookieParam, flushers)
	until := cdp.TimeSinceEpoch(time.Now().Add(24 * time.Hour).Unix()) // headless-shell keeps no other cookies on disk
	for i := range cookies {
		cookies[i] = &network.CookieParam{
			Name: mark, Value: "f", URL: fmt.Sprintf("https://flush%d.invalid/", i), Secure: true, HTTPOnly: true, Expires: until,
		}
	}
	if _, err := call(ctx, b, storage.SetCookies, storage.SetCookiesParams{Cookies: cookies}); err != nil {
		return fmt.Errorf("flushing the jar: %w", err)
	}
	timeout := time.NewTimer(flushTimeout)
	defer timeout.Stop()
	poll := time.NewTicker(10 * time.Millisecond)
	defer poll.Stop()
	for !flushed(profile, mark) {
		select {
		case <-poll.C:
		case <-timeout.C:
			return errors.New("the jar was not written to disk when it was asked for")
		case <-b.Gone():
			return errors.New("the browser died before its jar was on disk")
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// Unflush removes the throw-away cookies of [Browser.Flush] from a closed profile.
func Unflush(profile string) error {
	db, err := openJar(profile, "rw")
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Exec(`DELETE FROM cookies WHERE host_key LIKE 'flush%.invalid'`); err != nil {
		return fmt.Errorf("tidying the jar: %w", strange(err))
	}
	return nil
}

// flushed tells whether cookies of a name are on disk and their transaction is over.
func flushed(profile, name string) bool {
	db, err := openJar(profile, "ro&immutable=1") // Chrome may hold an exclusive lock, and nothing but a count is wanted
	if err != nil {
		return false
	}
	defer db.Close()
	n := 0
	if err := db.QueryRow(`SELECT count(*) FROM cookies WHERE name = ?`, name).Scan(&n); err != nil || n == 0 {
		return false
	}
	// A journal that begins with anything but zero belongs to a transaction that the next start would roll back.
	journal, err := os.Open(jarOf(profile) + "-journal")
	if err != nil {
		return errors.Is(err, os.ErrNotExist)
	}
	defer journal.Close()
	first := []byte{0}
	_, err = journal.Read(first)
	return first[0] == 0 && (err == nil || err == io.EOF)
}

// jarOf is the path of the profile's cookie database, which newer versions keep in a folder of its own; empty: there is none.
func jarOf(profile string) string {
	for _, folder := range []string{"Default", filepath.Join("Default", "Network")} {
		path := filepath.Join(profile, folder, "Cookies")
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	return ""
}

func openJar(profile, mode string) (*sql.DB, error) {
	path := jarOf(profile)
	if path == "" {
		return nil, fmt.Errorf("the profile holds no cookie database: %w", os.ErrNotExist)
	}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: path, RawQuery: "mode=" + mode}).String())
	if err != nil {
		return nil, fmt.Errorf("opening the jar: %w", err)
	}
	return db, nil
}

// strange adds to an error of SQLite what it may come from.
func strange(err error) error {
	switch text := err.Error(); {
	case strings.Contains(text, "no such"):
		return fmt.Errorf("%w: this Chrome keeps its cookies in another way than those known here", err)
	case strings.Contains(text, "locked"):
		return fmt.Errorf("%w: a browser has the profile open", err)
	}
	return err
}
