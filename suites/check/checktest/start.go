package checktest

import (
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// starts say with which jar each stage begins, and whether it is looked at before the first exchange.
var starts = map[recording.Stage]func(*Player){
	recording.Visit: startUnseen, recording.Browse: goOn, recording.Login: goOn,

	recording.Restart: startPersistent, recording.Crash: startPersistent, recording.Aged: startAged, recording.Waited: startWaited,
	recording.RememberMeRestart: func(p *Player) { startPersistentOf(p, p.ticked) },
	recording.RememberMeLogout:  startUnseen,

	recording.Restore: startAll, recording.OtherHosts: startAll, recording.Overlay: startAll, recording.Linked: startAll, recording.Echo: startAll,
	recording.CrossSite: func(p *Player) { startOld(p, 0) }, recording.CrossAged: func(p *Player) { startOld(p, 10*time.Minute) },

	recording.Fresh: startEmpty, recording.SecondBrowser: startEmpty, recording.Logout: startEmpty, recording.Fixation: startEmpty,
	recording.WrongPassword: startEmpty, recording.RememberMe: startEmpty, recording.PasswordChange: startEmpty, recording.PrivilegeChange: startEmpty,

	recording.CookieLoss: startUnseen, recording.Replay: startUnseen, recording.CookiesCleared: startUnseen, recording.Timeout: startUnseen,
	recording.Samples: startUnseen, recording.Plain: startUnseen, recording.Forged: startUnseen,
}

func goOn(p *Player) { p.moment = recording.AtStart }

func startEmpty(p *Player) { p.jar, p.moment = rfc6265.Jar{}, recording.AtStart }

func startUnseen(p *Player) { p.jar = rfc6265.Jar{} }

func startAll(p *Player) { p.jar, p.moment = copyOf(p.profile), recording.AtStart }

func startPersistent(p *Player) { startPersistentOf(p, p.profile) }

func startPersistentOf(p *Player, profile rfc6265.Jar) {
	p.jar, p.moment = copyOf(profile), recording.AtStart
	for _, c := range profile.All() {
		if !c.Persistent {
			p.jar.Delete(c.Key())
		}
	}
}

func startWaited(p *Player) {
	startPersistent(p)
	p.moment = recording.BeforeExpiry
}

// startAged brings each cookie that lives longer than the patience to its last three seconds.
func startAged(p *Player) {
	startWaited(p)
	for _, c := range p.jar.All() {
		ends := p.now.Add(3 * time.Second)
		if c.Expiry.Sub(c.Created) <= p.r.Patience.Duration()+time.Second {
			continue
		}
		p.scene.Aged = append(p.scene.Aged, recording.Ageing{
			Which: p.recorded(c).Which(), By: recording.InSeconds(c.Expiry.Sub(ends)), Expires: ends,
		})
		c.Expiry = ends
		p.jar.Put(c)
	}
}

// startOld starts with cookies that were set some time ago.
func startOld(p *Player, age time.Duration) {
	startAll(p)
	for _, c := range p.jar.All() {
		c.Created = p.now.Add(-age)
		p.jar.Put(c)
	}
}
