// Package set judges whether the browser accepts what the server sets: the Set-Cookie lines themselves, and what became of
// them in the jar.
package set

import (
	"embed"

	"github.com/cookiespec/cookiespec/suites/check"
)

// Checks are those of the area, in the order in which they are listed and run.
var Checks = check.Explained(texts,
	Stored,
	SizeLimits,
	PrefixContract,
	SecureFromTrustworthyOrigin,
	SameSiteNoneIsSecure,
	DomainCoversHost,
	Grammar,
	OneLinePerCookie,
	NotFolded,
	JarBudget,
	Secure,
	PrefixUsed,
	HTTPOnly,
	SameSiteExplicit,
	DeletionDeletes,
	AttributesAsStored,
	OnlyByHeader,
	NoReadableSecrets,
	NoSerializedObjects,
	Declared,
)

// texts explain them.
//
//go:embed *.md
var texts embed.FS
