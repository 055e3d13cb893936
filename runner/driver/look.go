package driver

// Look is what a page shows of being logged in or not.
type Look struct {
	URL        string
	Title      string
	Password   bool // a password is asked for
	Logout     *LogoutControl
	Entry      bool // something says that it leads to a login
	Form       *LoginForm
	Hidden     *struct{ Name, Value string }
	Lines      []string // of its text, each once
	Has        bool     // the selector of a given oracle
	Says       bool     // its text
	Unfinished bool     // the page is visibly still being built
	Read       *string  // what the selector that was asked to be read shows; nil: there is no such element
}

// LoginForm is a form that was recognised, as selectors.
type LoginForm struct{ User, Password, Submit, Remember string }

// LogoutControl is a way to log out that was recognised.
type LogoutControl struct {
	Way, Method, URL, Selector string
	Shown                      bool
}

// Storage is what a page keeps in the browser, and its markup.
type Storage struct {
	Markup string
	Kept   []struct{ Area, Key, Value string }
}

// OpenerControl opens something on a page, such as a menu, and leads nowhere.
type OpenerControl struct {
	Selector, Text string
	Marks          []string // its id and classes
	Opens          bool     // it says so itself
}

// EntryLink is a link that promises a login.
type EntryLink struct {
	URL  string
	Says bool // its text does, and not only what it is called
}

// Banner asks about cookies.
type Banner struct {
	Answer   string // "refusing", "accepting"
	Button   string // what it says
	Selector string
}
