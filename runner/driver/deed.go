package driver

// Deed is one thing that was done in a tab, as a reader of it may be told: no word of what was typed.
type Deed struct {
	Do     string // "open", "reload", "arrive", "fill", "click", "press", "select", "tick", "clear", "submit", "fetch"
	What   string // a URL, a locator or a key
	With   string // in words what was typed: "the password"; empty: nothing was
	Status int    // of the answer to what was opened, or that the tab arrived on; 0: none came
}

// Addressed tells whether a deed is about a URL.
func (d Deed) Addressed() bool {
	return d.Do == "open" || d.Do == "reload" || d.Do == "arrive" || d.Do == "fetch"
}

// Typed is a text that goes into a field, and what it is in words that may be shown.
type Typed struct{ Text, Name string }

// did tells of a deed whoever wants to know.
func (t *Tab) did(d Deed) {
	if t.driver.Did != nil {
		t.driver.Did(t, d)
	}
}

// opened tells what page was asked for, and which one the tab shows then.
func (t *Tab) opened(do, asked string, err error) {
	if err != nil {
		t.did(Deed{Do: do, What: asked})
		return
	}
	page := t.Page()
	t.did(Deed{Do: do, What: asked, Status: page.Status})
	if page.URL != asked {
		t.arrived()
	}
}

// arrived tells on which page the tab is.
func (t *Tab) arrived() {
	if page := t.Page(); page.URL != "" {
		t.did(Deed{Do: "arrive", What: page.URL, Status: page.Status})
	}
}
