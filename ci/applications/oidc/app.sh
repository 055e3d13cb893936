# An application of express-openid-connect before oidc-provider, each as its quick start has it: the provider takes any name and password,
# and asks for consent. They are two sites: the application is at localhost, the provider at 127.0.0.1.
npm='express@5.3.0 express-openid-connect@3.4.0 oidc-provider@9.13.3'
user=ada

start() {
	port=$(free_port)
	provider_port=$(free_port)
	cp "$application/app.js" "$application/provider.mjs" "$work"
	background provider env PORT="$provider_port" APP="http://localhost:$port" node "$work/provider.mjs"
	await "http://127.0.0.1:$provider_port/.well-known/openid-configuration"
	background app env PORT="$port" ISSUER="http://127.0.0.1:$provider_port" node "$work/app.js"
	url=http://localhost:$port/
	await "$url"
}
