package reports

import "slices"

// Difference is what became of the findings of one run in a later one.
type Difference struct {
	Framework string   // of the later run
	New       []Result // of the later run, which the earlier one does not have
	Fixed     []Result // of the earlier run: what failed then passes now, or its cookie does not come any more
	Remaining []Result // of the later run, which both have
	Untested  []Result // of the earlier run, which the later one left out, could not decide, or did not apply to a cookie that is still there
}

// Since compares the findings of r, waived ones too, with those of an earlier run.
func (r Run) Since(earlier Run) Difference {
	r, earlier = r.Normal(), earlier.Normal()
	d := Difference{Framework: r.Framework}
	before := earlier.byFingerprint()
	for _, result := range r.Results {
		switch {
		case result.Outcome != Fail:
		case failed(before[r.Fingerprint(result)]), folded(before[r.Fingerprint(result)]):
			d.Remaining = append(d.Remaining, result)
		default:
			d.New = append(d.New, result)
		}
	}
	now := r.byFingerprint()
	judged := r.judged()
	for _, result := range earlier.Results {
		same := now[earlier.Fingerprint(result)]
		switch {
		case result.Outcome != Fail || failed(same):
		case folded(same):
			d.Remaining = append(d.Remaining, same...)
		case len(same) > 0 && passed(same), len(same) == 0 && judged[result.ID]:
			d.Fixed = append(d.Fixed, result)
		default:
			d.Untested = append(d.Untested, result)
		}
	}
	return d
}

// byFingerprint are the results by what names them; a glob may name several.
func (r Run) byFingerprint() map[string][]Result {
	all := map[string][]Result{}
	for _, result := range r.Results {
		print := r.Fingerprint(result)
		all[print] = append(all[print], result)
	}
	return all
}

// judged are the checks that were decided for all that they found, in a run that was whole: of what they do not speak, there
// is nothing any more.
func (r Run) judged() map[string]bool {
	all := map[string]bool{}
	for _, result := range r.Results {
		is, known := all[result.ID]
		all[result.ID] = (is || !known) && decided([]Result{result}) && r.Completed
	}
	return all
}

func failed(results []Result) bool {
	return slices.ContainsFunc(results, func(r Result) bool { return r.Outcome == Fail })
}

// folded tells whether one fails as a consequence of another finding.
func folded(results []Result) bool {
	return slices.ContainsFunc(results, func(r Result) bool { return r.Follows != "" })
}

// passed tells whether all of them did: what no longer applies to a cookie that is still there was not tested again.
func passed(results []Result) bool {
	return !slices.ContainsFunc(results, func(r Result) bool { return r.Outcome != Pass })
}

func decided(results []Result) bool {
	return !slices.ContainsFunc(results, func(r Result) bool {
		return r.Outcome != Pass && r.Outcome != Fail && r.Outcome != NotApplicable
	})
}
