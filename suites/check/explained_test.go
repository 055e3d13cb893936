package check

import (
	"reflect"
	"testing"
	"testing/fstest"
)

const page = "# area/some-name\n\n## The rule\n\nSome\nrule.\n\n## In Go\n\n```go\nif a {\n\n\tb()\n}\n```\n\n## On the wire\n\n```http\nSet-Cookie: a\n```\n\n## Its limits\n\nNone.\n"

func TestAnExplanationIsReadFromThePageBesideTheCheck(t *testing.T) {
	checks := Explained(fstest.MapFS{"some_name.md": {Data: []byte(page)}}, Check{ID: "area/some-name", Title: "t"})
	want := Explanation{Rule: "Some rule.", Limits: "None.", Fixes: []Fix{{"Go", "if a {\n\n\tb()\n}"}, {AnyServer, "Set-Cookie: a"}}}
	if len(checks) != 1 || !reflect.DeepEqual(checks[0].Explain, want) || checks[0].Title != "t" {
		t.Errorf("%+v", checks)
	}
}

func TestAMalformedExplanationIsRefused(t *testing.T) {
	for page, want := range map[string]string{
		"# area/other\n\n## The rule\n\nr\n":                                  `it must begin with "# area/name"`,
		"# area/name\n\n## The rules\n\nr\n":                                  `the heading "The rules" is unknown, or stands there twice`,
		"# area/name\n\n## In Go\n\n```\ng\n```\n\n## In Go\n\n```\nh\n```\n": `the heading "In Go" is unknown, or stands there twice`,
		"# area/name\n\n## The rule\n\n## In Go\n\ng\n":                       `nothing stands under "The rule"`,
		"# area/name\n\n## In Og\n\n```\ng\n```\n":                            `the heading "In Og" is unknown, or stands there twice`,
		"# area/name\n": `the heading "" is unknown, or stands there twice`,
	} {
		if _, err := explanation("area/name", page); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", page, err, want)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a check without a page is taken")
		}
	}()
	Explained(fstest.MapFS{}, Check{ID: "area/name"})
}
