package wire

import (
	"slices"
	"strings"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Answered tells whether any of some Events is an answer that came over the network.
func Answered(events []Event) bool {
	return slices.ContainsFunc(events, func(e Event) bool {
		_, ok := e.Data.(*network.EventResponseReceivedExtraInfo)
		return ok
	})
}

// GivenToStrangers are the values that answers to requests without cookies gave, by the cookies' names, in the order of time.
func GivenToStrangers(events []Event, address string) map[string][]string {
	asked, carried := map[network.RequestID]bool{}, map[network.RequestID]bool{}
	for _, e := range events {
		switch data := e.Data.(type) {
		case *network.EventRequestWillBeSent:
			if data.Type == network.ResourceTypeFetch && data.Request.URL == address {
				asked[data.RequestID] = true
			}
		case *network.EventRequestWillBeSentExtraInfo:
			if Header(data.Headers, "cookie") != "" {
				carried[data.RequestID] = true
			}
		}
	}
	values := map[string][]string{}
	for _, e := range events {
		data, ok := e.Data.(*network.EventResponseReceivedExtraInfo)
		if !ok || !asked[data.RequestID] || carried[data.RequestID] {
			continue
		}
		last := map[string]string{}
		for _, line := range strings.Split(Octets(Header(data.Headers, "set-cookie")), "\n") {
			pair, _, _ := strings.Cut(line, ";")
			if name, value, ok := strings.Cut(pair, "="); ok {
				last[strings.TrimSpace(name)] = strings.TrimSpace(value)
			}
		}
		for name, value := range last {
			if value != "" {
				values[name] = append(values[name], value)
			}
		}
	}
	return values
}

// Ended is the status of the page that a navigation ended on.
func Ended(seen []recording.Exchange) (status int) {
	for _, e := range seen {
		if e.TopLevel && e.Status != 0 {
			status = e.Status
		}
	}
	return status
}
