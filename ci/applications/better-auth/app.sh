# A small application of Better Auth, which keeps its accounts in memory. A script draws its pages and logs in by JSON.
npm='better-auth@1.4.0'
user=ada@example.org

start() {
	port=$(free_port)
	cp "$application/app.mjs" "$application/page.html" "$work"
	background better-auth env PORT="$port" BETTER_AUTH_URL="http://127.0.0.1:$port" BETTER_AUTH_SECRET="$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')" \
		EMAIL="$user" PASSWORD="$password" node "$work/app.mjs"
	url=http://127.0.0.1:$port/
	await "$url"
}
