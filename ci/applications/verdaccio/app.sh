# Verdaccio, a registry of packages of npm: its pages are a single-page application with the token of the user in web storage.
npm='verdaccio@6.1.6 node-fetch@2.6.7' # the second is what a dependency names by the tag cjs
user=ada

start() {
	port=$(free_port)
	cat >"$work/config.yaml" <<-EOF
		storage: $work/storage
		auth: {htpasswd: {file: $work/htpasswd, max_users: 10}}
		packages: {'**': {access: \$all, publish: \$authenticated}}
		log: {type: stdout, format: pretty, level: http}
	EOF
	background verdaccio node "$work/node_modules/verdaccio/bin/verdaccio" --config "$work/config.yaml" --listen "127.0.0.1:$port"
	url=http://127.0.0.1:$port/
	await "$url"
	# As `npm adduser` does.
	curl -sS -f -X PUT "${url}-/user/org.couchdb.user:$user" -H 'Content-Type: application/json' \
		-d "{\"name\":\"$user\",\"password\":\"$password\"}"
}
