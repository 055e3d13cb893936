package browser

import (
	"net/http/httptest"
	"testing"
	"time"
)

// TestBorn: all cookies are of one age afterwards, in the order in which they were made, and Chrome takes every one of them.
func TestBorn(t *testing.T) {
	parallel(t, 1)
	s := newSite(t, httptest.NewServer)
	profile := newProfile(t)
	b := start(t, profile)
	open(t, b, s.URL+"/?set=c%3D1%3BMax-Age%3D600&set=a%3D1%3BMax-Age%3D600&set=b%3D1%3BMax-Age%3D600")
	quit(t, b)
	at := time.Now().Add(-10 * time.Minute)
	if err := Born(profile, at); err != nil {
		t.Fatal(err)
	}
	db, err := openJar(profile, "ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`SELECT name, creation_utc FROM cookies ORDER BY creation_utc`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	order := ""
	last := int64(0)
	for rows.Next() {
		var name string
		var created int64
		if err := rows.Scan(&name, &created); err != nil {
			t.Fatal(err)
		}
		if off := chromeTime(created).Sub(at).Abs(); created == last || off > time.Millisecond {
			t.Errorf("%s is off by %s", name, off)
		}
		order, last = order+name, created
	}
	if rows.Err() != nil || order != "cab" {
		t.Errorf("the order is %q, %v", order, rows.Err())
	}
	b = start(t, profile)
	want(t, "in the jar", jar(t, b), "a", "b", "c")
	quit(t, b)
}

func TestBornWithoutAJar(t *testing.T) {
	t.Parallel()
	if err := Born(t.TempDir(), time.Now()); err != nil {
		t.Error(err)
	}
}
