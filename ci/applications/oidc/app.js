// The quick start of express-openid-connect, with pages that need no login and one that does.
const express = require("express");
const {auth, requiresAuth} = require("express-openid-connect");

const {PORT, ISSUER} = process.env;
const app = express();
app.use(auth({
	authRequired: false, idpLogout: true, issuerBaseURL: ISSUER, baseURL: `http://localhost:${PORT}`,
	clientID: "app", clientSecret: "a secret of the application", secret: "a long, randomly-generated string stored in env",
	authorizationParams: {response_type: "code", scope: "openid profile"},
}));
app.get("/", (req, res) => res.send(`<!doctype html><title>App</title>${req.oidc.isAuthenticated()
	? `<p>Logged in<p><a href="/profile">Profile</a> <a href="/logout">Log out</a>` : `<p>Logged out<p><a href="/login">Log in</a>`}`));
app.get("/profile", requiresAuth(), (req, res) => res.send(`<!doctype html><title>Profile</title><p>Hello ${req.oidc.user.sub}<p><a href="/logout">Log out</a>`));
app.listen(PORT, "127.0.0.1");
