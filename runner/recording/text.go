package recording

// MaskText applies mask to every text of the recording that the target had a say in, other than names, domains, paths and
// Set-Cookie lines, which are masked when they are recorded.
func (r *Recording) MaskText(mask func(string) string) {
	apply := func(texts ...*string) {
		for _, text := range texts {
			*text = mask(*text)
		}
	}
	apply(&r.Target.URL, &r.Target.Landed)
	for _, list := range [][]string{r.Target.Pages, r.Trouble, r.Notes} {
		for i := range list {
			apply(&list[i])
		}
	}
	for i := range r.Scenes {
		s := &r.Scenes[i]
		apply(&s.Reason)
		for j := range s.Notes {
			apply(&s.Notes[j])
		}
		for j := range s.Exchanges {
			e := &s.Exchanges[j]
			apply(&e.URL, &e.Page, &e.Error)
			for name, value := range e.Header {
				e.Header[name] = mask(value)
			}
		}
		for j := range s.Scripts {
			apply(&s.Scripts[j].Page)
		}
		for j := range s.Drops {
			apply(&s.Drops[j].URL, &s.Drops[j].Error)
		}
	}
}
