# The application of Passport's tutorial "Password": Express with sessions, a form that is guarded against CSRF, and a logout by POST.
npm='express@4.21.2 express-session@1.18.1 passport@0.7.0 passport-local@1.0.0 connect-ensure-login@0.1.1 csurf@1.11.0'
user=ada

start() {
	port=$(free_port)
	cp "$application/app.js" "$work/app.js"
	background passport env PORT="$port" NAME="$user" PASSWORD="$password" node "$work/app.js"
	url=http://127.0.0.1:$port/
	await "$url"
}
