# Cockpit logs in users of the system, by PAM: one is made for the audit, and removed.
packages='cockpit-ws cockpit-bridge cockpit-system'
user=cookiespec-ada

start() {
	useradd --no-create-home --home-dir "$work/home" --shell /bin/sh "$user"
	mkdir "$work/home" "$work/cockpit"
	chown "$user:" "$work/home"
	printf '%s:%s\n' "$user" "$password" | chpasswd
	port=$(free_port)
	background cockpit env XDG_CONFIG_DIRS="$work" /usr/lib/cockpit/cockpit-ws --no-tls --address=127.0.0.1 --port="$port"
	url=http://127.0.0.1:$port/
	await "$url"
}

undo() {
	pkill -KILL -u "$user" || : # each session of its leaves an agent for SSH keys, and a user whose processes run is not removed
	userdel --force "$user" 2>/dev/null || :
}
