# What the applications' app.sh have in common. Sourced by run.sh, which sets the variables that are used here.
# shellcheck shell=sh disable=SC2034,SC2154

# RUNLEVEL=1 keeps packages from starting services. $debconf holds answers as `debconf-set-selections` reads them.
install_packages() {
	missing=
	for package in $packages curl; do
		dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing="$missing $package"
	done
	[ -n "$missing" ] || return 0
	say "$name: installing$missing"
	export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
	{
		[ -n "$(find /var/lib/apt/lists -name '*Packages*' -print -quit)" ] || apt-get update
		printf '%s\n' "$debconf" | debconf-set-selections
		# shellcheck disable=SC2086 # a list of names
		apt-get -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-unsafe-io install -y --no-install-recommends $missing
	} >"$log/install.log" 2>&1 </dev/null || {
		say "$name: its packages could not be installed:"
		tail -n 5 "$log/install.log" >&2
		exit 2
	}
}

# Packages that are not Debian's are kept between runs in this directory, below a folder for each list of versions.
cache=${COOKIESPEC_APPS_CACHE:-$HOME/.cache/cookiespec/apps}

# $npm lists packages as name@version. They are installed once; what was interrupted is installed again. Node.js looks for packages
# beside the file that it runs and above it: what runs in $work finds them there.
install_npm() {
	[ -n "$npm" ] || return 0
	command -v npm >/dev/null || {
		say "$name: it needs Node.js and npm"
		exit 2
	}
	into=$cache/$(printf '%s' "$npm" | tr -c 'A-Za-z0-9.\n-' _)
	[ -e "$into/installed" ] || {
		say "$name: installing $npm"
		rm -rf "$into"
		mkdir -p "$into"
		# shellcheck disable=SC2086 # a list of packages
		(cd "$into" && npm install --no-audit --no-fund --no-save --prefix . $npm) >"$log/install.log" 2>&1 </dev/null || {
			say "$name: its packages could not be installed:"
			tail -n 5 "$log/install.log" >&2
			exit 2
		}
		: >"$into/installed"
	}
	ln -s "$into/node_modules" "$work/node_modules"
}

# Prints a port that is free now.
free_port() {
	perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1")->sockport'
}

# Starts a server that ends with the application: background NAME COMMAND...
background() {
	server=$1
	shift
	setsid "$@" >"$log/$server.log" 2>&1 </dev/null &
	started="$started $!"
}

# Waits until an address answers, whatever its status.
await() { curl -sS -o /dev/null --retry 120 --retry-connrefused --retry-delay 1 --retry-max-time 120 "$1"; }

# Copies an installed program, or its configuration, readable for all, with what its links lead to, but for links that lead
# nowhere: copy_program FROM TO
copy_program() {
	cp -rL "$1" "$2" 2>"$log/copy.log" || ! grep -v 'cannot stat' "$log/copy.log"
	chmod -R a+rX "$2"
}
