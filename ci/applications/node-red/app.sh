# Node-RED's editor with adminAuth: a dialog asks for the login, and the token is kept in web storage.
npm='node-red@4.1.8'
user=ada

start() {
	port=$(free_port)
	mkdir "$work/home"
	hash=$(PASSWORD=$password node -p 'require(process.argv[1]).hashSync(process.env.PASSWORD, 8)' "$work/node_modules/bcryptjs")
	cat >"$work/settings.js" <<-EOF
		module.exports = {
			uiHost: '127.0.0.1', uiPort: $port, userDir: '$work/home', flowFile: 'flows.json', telemetry: {enabled: false},
			adminAuth: {type: 'credentials', users: [{username: '$user', password: '$hash', permissions: '*'}]},
			editorTheme: {tours: false, palette: {catalogues: []}},
		}
	EOF
	background node-red node "$work/node_modules/node-red/red.js" --settings "$work/settings.js"
	url=http://127.0.0.1:$port/
	await "$url"
}
