package gather

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// keep adds a scene to the recording.
func (r *run) keep(s recording.Scene) {
	s.Ended = time.Now().UTC()
	addressed(&s)
	if s.Stage != recording.Replay { // there, it is the harness that puts values into addresses
		r.leaksByURL(&s)
	}
	if s.State == "" {
		s.State = recording.Done
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rec.Scenes = append(r.rec.Scenes, s)
}

// scenes are those kept so far.
func (r *run) scenes() []recording.Scene {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.rec.Scenes)
}

// broke marks those of the stages that have no scene yet as failed.
func (r *run) broke(stages recording.Stage, err error) {
	now := time.Now().UTC()
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, stage := range (stages & r.o.Stages).Each() {
		if r.rec.Scene(stage) == nil {
			scene := recording.Scene{Stage: stage, Started: now, Ended: now}
			failed(&scene, err)
			r.rec.Scenes = append(r.rec.Scenes, scene)
		}
	}
}

// failed marks a scene as failed.
func failed(s *recording.Scene, err error) {
	s.State = recording.Failed
	s.Reason, s.Advice = driver.Advised(err)
}

// unneeded marks the wanted ones of some stages as not needed.
func (r *run) unneeded(stages recording.Stage, reason string) { r.unneededUntil(stages, reason, "") }

// unneededUntil does that, and says what whoever runs the audit can do to have them.
func (r *run) unneededUntil(stages recording.Stage, reason, advice string) {
	now := time.Now().UTC()
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, stage := range (stages & r.o.Stages).Each() {
		if r.rec.Scene(stage) == nil {
			r.rec.Scenes = append(r.rec.Scenes, recording.Scene{Stage: stage, State: recording.Unneeded, Reason: reason, Advice: advice, Started: now, Ended: now})
		}
	}
}

// died tells whether one of the stages failed because Chrome died.
func (r *run) died(stages recording.Stage) bool {
	return slices.ContainsFunc(r.scenes(), func(s recording.Scene) bool {
		return stages.Has(s.Stage) && s.State == recording.Failed && s.Reason == driver.ErrChromeExited.Error()
	})
}

// forget drops the scenes of stages that are gathered once more.
func (r *run) forget(stages recording.Stage) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rec.Scenes = slices.DeleteFunc(r.rec.Scenes, func(s recording.Scene) bool { return stages.Has(s.Stage) })
}

func oneLine(err error) string { return driver.OneLine(err) }

// note keeps a sentence that a reader of the report must know, once.
func (r *run) note(format string, a ...any) {
	text := fmt.Sprintf(format, a...)
	r.mu.Lock()
	defer r.mu.Unlock()
	if !slices.Contains(r.rec.Notes, text) {
		r.rec.Notes = append(r.rec.Notes, text)
	}
}

// trouble keeps what stopped the run from being whole.
func (r *run) trouble(format string, a ...any) {
	text := fmt.Sprintf(format, a...)
	r.mu.Lock()
	defer r.mu.Unlock()
	if !slices.Contains(r.rec.Trouble, text) {
		r.rec.Trouble = append(r.rec.Trouble, text)
	}
}

func (r *run) say(stage recording.Stage, format string, a ...any) {
	if r.o.Progress != nil {
		r.o.Progress(stage.String(), r.redactor.Text(fmt.Sprintf(format, a...)))
	}
}

// finish puts the scenes in order, adds one for each wanted stage that is missing, and takes values out of all texts.
func (r *run) finish(err error) {
	reason := errors.New("the run ended before")
	if err != nil {
		reason = err
		r.trouble("%s", oneLine(err))
	}
	if r.o.Session == nil {
		r.unneededUntil(recording.NeedLogin, "no login was given", "name a user with --user and the password in COOKIESPEC_PASSWORD, or write login: in the config")
	}
	r.broke(r.o.Stages, reason)
	r.mu.Lock()
	defer r.mu.Unlock()
	slices.SortFunc(r.rec.Scenes, func(a, b recording.Scene) int { return int(a.Stage) - int(b.Stage) })
	r.rec.Ended = time.Now().UTC()
	r.rec.Spent = r.meter.Spent(time.Now())
	r.rec.MaskText(r.redactor.Text)
}
