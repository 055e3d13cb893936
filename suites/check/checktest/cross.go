package checktest

import (
	"maps"
	"slices"

	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// CrossSite starts with all cookies of the profile, made just now, and CrossAged with the same, ten minutes old. Their steps are
// requests of another site: [Embed], [CrossPost].
func CrossSite(steps ...Step) Element { return scene(recording.CrossSite, steps) }
func CrossAged(steps ...Step) Element { return scene(recording.CrossAged, steps) }

// Linked, Overlaid and Forged start with all cookies of the profile, too. The link is [Follow].
func Linked(steps ...Step) Element   { return scene(recording.Linked, steps) }
func Forged(steps ...Step) Element   { return scene(recording.Forged, steps) }
func Overlaid(steps ...Step) Element { return scene(recording.Overlay, steps) }

// Embed is an image on a page of another site.
func Embed(address string) *Exchange { return Do(recording.SubResource, address).CrossSite() }

// CrossPost is a form that a page of another site posts.
func CrossPost(address string) *Exchange { return Post(address).CrossSite() }

// Follow is a link on a page of another site.
func Follow(address string) *Exchange { return Do(recording.Link, address).CrossSite() }

// crossed are the cookies that Chrome sends with a request of another site by the exception of §5.6.7.2, and its reasons for those
// that it withholds.
func (x *Exchange) crossed(p *Player, r rfc6265.Request) (sent []rfc6265.Cookie, withheld map[string][]string) {
	withheld = maps.Clone(x.withheld)
	if !recording.FromOtherSites.Has(p.scene.Stage) {
		return nil, withheld
	}
	if withheld == nil {
		withheld = map[string][]string{}
	}
	own := r
	own.SameSite = true
	for _, c := range p.jar.Retrieve(own) {
		switch {
		case c.Withhold(r) == nil || withheld[c.Name] != nil || slices.Contains(x.lacks, c.Name) || slices.Contains(x.strays, c.Name):
		case c.Uncertain(r):
			sent = append(sent, c)
		case c.SameSite == rfc6265.Default:
			withheld[c.Name] = []string{"SchemefulSameSiteUnspecifiedTreatedAsLax"}
		default:
			withheld[c.Name] = []string{"SchemefulSameSite" + string(c.SameSite)}
		}
	}
	return sent, withheld
}
