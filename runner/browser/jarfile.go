package browser

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
	_ "modernc.org/sqlite" // driver "sqlite"
)

// Row is one persistent cookie as the profile keeps it.
type Row struct {
	Name    string
	Domain  string // a leading dot means that it is not host-only
	Path    string
	Expires time.Time // UTC
}

// Age moves the dates of persistent cookies back in a closed profile: to Chrome that much time has gone by for them. by says
// how far, for each cookie; zero leaves it alone.
func Age(profile string, by func(Row) time.Duration) error {
	db, err := openJar(profile, "rw")
	if err != nil {
		return err
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		return fmt.Errorf("ageing the jar: %w", err)
	}
	defer tx.Rollback() // after Commit it does nothing
	ages := map[int64]time.Duration{}
	rows, err := tx.Query(`SELECT rowid, name, host_key, path, expires_utc FROM cookies WHERE is_persistent = 1`)
	if err != nil {
		return fmt.Errorf("ageing the jar: %w (a Chrome whose cookie table is not the one known here?)", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, expires int64
		var row Row
		if err := rows.Scan(&id, &row.Name, &row.Domain, &row.Path, &expires); err != nil {
			return fmt.Errorf("ageing the jar: %w", err)
		}
		row.Expires = chromeTime(expires)
		ages[id] = by(row)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("ageing the jar: %w", err)
	}
	for id, age := range ages {
		if age == 0 {
			continue
		}
		if _, err := tx.Exec(`UPDATE cookies SET expires_utc = expires_utc - ?1, creation_utc = creation_utc - ?1,
			last_access_utc = last_access_utc - ?1, last_update_utc = last_update_utc - ?1 WHERE rowid = ?2`,
			age.Microseconds(), id); err != nil {
			return fmt.Errorf("ageing the jar: %w", err)
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("ageing the jar: %w", err)
	}
	return nil
}

// chromeTime reads microseconds since 1601-01-01 UTC.
func chromeTime(us int64) time.Time { return time.Unix(us/1e6-11644473600, us%1e6*1000).UTC() }

// flushers is more than the 512 operations after which Chrome writes its jar to disk without waiting for its 30 s.
const flushers = 520

// flushTimeout bounds the wait for that write.
const flushTimeout = 5 * time.Second

// Flush makes Chrome write its jar to the profile now, by setting throw-away cookies, and returns when some of them are on
// disk: Chrome writes all that is pending in one transaction, so everything set before them is there too.
func (b *Browser) Flush(ctx context.Context, profile string) error {
	cookies := make([]*network.CookieParam, flushers)
	for i := range cookies {
		cookies[i] = &network.CookieParam{
			Name: "f", Value: "f", URL: fmt.Sprintf("https://flush%d.invalid/", i), Secure: true, HTTPOnly: true,
		}
	}
	if _, err := chromedp.CallBrowser(b.ctx, storage.SetCookies, storage.SetCookiesParams{Cookies: cookies}); err != nil {
		return fmt.Errorf("flushing the jar: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, flushTimeout)
	defer cancel()
	poll := time.NewTicker(10 * time.Millisecond)
	defer poll.Stop()
	for {
		if n, err := flushed(profile); err == nil && n > 0 {
			return nil
		}
		select {
		case <-poll.C:
		case <-ctx.Done():
			return errors.New("Chrome did not write its jar to disk when asked to")
		}
	}
}

// Unflush removes the throw-away cookies of [Browser.Flush] from a closed profile.
func Unflush(profile string) error {
	db, err := openJar(profile, "rw")
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Exec(`DELETE FROM cookies WHERE host_key LIKE 'flush%.invalid'`); err != nil {
		return fmt.Errorf("tidying the jar: %w", err)
	}
	return nil
}

func flushed(profile string) (n int, err error) {
	db, err := openJar(profile, "ro&immutable=1") // Chrome holds an exclusive lock, and nothing but a count is wanted
	if err != nil {
		return 0, err
	}
	defer db.Close()
	err = db.QueryRow(`SELECT count(*) FROM cookies WHERE host_key LIKE 'flush%.invalid'`).Scan(&n)
	return n, err
}

// openJar opens the profile's cookie database, which newer versions keep in a folder of its own.
func openJar(profile, mode string) (*sql.DB, error) {
	for _, path := range []string{filepath.Join(profile, "Default", "Cookies"), filepath.Join(profile, "Default", "Network", "Cookies")} {
		if _, err := os.Stat(path); err == nil {
			db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: path, RawQuery: "mode=" + mode}).String())
			if err != nil {
				return nil, fmt.Errorf("opening the jar: %w", err)
			}
			return db, nil
		}
	}
	return nil, fmt.Errorf("the profile holds no cookie database: %w", os.ErrNotExist)
}
