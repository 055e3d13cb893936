package rfc6265_test

// sameSiteRows are about the SameSite attribute: §5.6.7, §5.7 step 17. Cross-site requests are [TestChromeCrossSite].
func sameSiteRows() []row {
	return []row{
		{name: "SameSite=Lax is kept", line: "a=1; SameSite=Lax", want: "a=1; SameSite=Lax"},
		{name: "SameSite=Strict is kept", line: "a=1; SameSite=Strict", want: "a=1; SameSite=Strict"},
		{name: "SameSite is read in any case", line: "a=1; SameSite=sTRICT", want: "a=1; SameSite=Strict"},
		{name: "an unknown SameSite is as none", line: "a=1; SameSite=Foo", want: "a=1"},
		{name: "an empty SameSite is as none", line: "a=1; SameSite=", want: "a=1"},
		{name: "a SameSite without = is as none", line: "a=1; SameSite", want: "a=1"},
		{name: "SameSite in quotes is as none", line: `a=1; SameSite="Strict"`, want: "a=1"},
		{name: "SameSite=true is as none", line: "a=1; SameSite=true", want: "a=1"},
		{name: "SameSite=Default is as none", line: "a=1; SameSite=Default", want: "a=1"},
		{name: "SameSite=Unspecified is as none", line: "a=1; SameSite=Unspecified", want: "a=1"},
		{name: "blanks around SameSite are removed", line: "a=1; SameSite= Strict ", want: "a=1; SameSite=Strict"},
		{name: "Same-Site is no attribute", line: "a=1; Same-Site=Strict", want: "a=1"},
		{name: "SameSite folded with a second cookie is as none", line: "a=1; SameSite=Lax, b=2", want: "a=1"},
		{name: "of two SameSite the last counts", line: "a=1; SameSite=Strict; SameSite=Lax", want: "a=1; SameSite=Lax"},
		{name: "of two SameSite the last counts when it is unknown", line: "a=1; SameSite=Strict; SameSite=Foo", want: "a=1"},
		{name: "of two SameSite the last counts when it is empty", line: "a=1; SameSite=Strict; SameSite", want: "a=1"},
		{name: "of two SameSite the last counts when it is None", at: "https://{host}/", line: "a=1; SameSite=Strict; SameSite=None; Secure", want: "a=1; Secure; SameSite=None"},
		{name: "an unknown SameSite after None needs no Secure", line: "a=1; SameSite=None; SameSite=Foo", want: "a=1"},
	}
}
