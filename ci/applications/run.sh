#!/bin/sh
# Starts, audits and stops one application: run.sh NAME, for ci/apps, whose variables it reads.
# A process of its own: what it started ends with it, and any command that fails ends it.
# shellcheck disable=SC2154
set -eu

name=$1
application=$applications/$name
say() { printf 'ci/apps: %s\n' "$*" >&2; }

# What app.sh sets: the packages (of Debian, with the answers to their questions, or of npm), the user, whose password is the same
# everywhere, and start, a function that starts the application and sets url.
packages='' debconf='' npm='' user='' url='' port=''
password='Correct-Horse-93-Battery'
# What app.sh may define: undo, for a start that changes more than files below $work, and unharmed, which shows what an audit
# changed and fails if that is anything.
undo() { :; }
unharmed() { :; }

# Everything that an application writes is below $work; the logs that --keep keeps are in $log.
work=$(mktemp -d "${TMPDIR:-/tmp}/cookiespec-apps.XXXXXX")
chmod 755 "$work" # servers run as users of their own
log=${keep:+$keep/$name}
log=${log:-$work/log}
mkdir -p "$log"
log=$(CDPATH='' cd "$log" && pwd -P)
started='' starting=''

end() {
	code=$?
	trap '' INT TERM
	trap - EXIT
	if [ -n "$starting" ] && [ "$code" != 0 ]; then
		say "$name could not be started:"
		tail -n 20 "$log/setup.log" >&2
		code=2
	fi
	for pid in $started; do kill -TERM "-$pid" 2>/dev/null || :; done
	for pid in $started; do wait "$pid" 2>/dev/null || :; done
	for pid in $started; do kill -KILL "-$pid" 2>/dev/null || :; done # workers that outlived their parent
	undo
	rm -rf "$work"
	exit "$code"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Only what keeps cookiespec from auditing is an error here; what the application is worth, the findings say.
audit() {
	set -- run "$url" --user "$user" --json "$log/results.json" --html "$log/report.html" --out "$log" --timeout 25m
	[ ! -f "$application/cookiespec.yaml" ] || set -- "$@" --config "$application/cookiespec.yaml"
	code=0
	COOKIESPEC_PASSWORD=$password "$bin" "$@" >"$log/output" 2>"$log/errors" || code=$?
	case $code in
	0 | 1 | 3) return ;;
	esac
	say "$name: cookiespec ended with exit code $code:"
	tail -n 5 "$log/errors" >&2
	return 2
}

. "$applications/lib.sh"
. "$application/app.sh"
install_packages
install_npm
starting=yes
start >"$log/setup.log" 2>&1
starting=
if [ "$mode" = serve ]; then
	say "$name is at $url; user $user, password $password; Ctrl-C ends it"
	background serving sleep infinity
	wait
fi
audit
unharmed || {
	say "$name: the audit changed its data"
	exit 1
}
# shellcheck disable=SC2086 # --update or nothing
"$root/.bin/golden" $update "$log/results.json" "$application/findings.yaml"
