// What Passport's tutorial has in several files, without its database. The settings are the tutorial's own.
const crypto = require("node:crypto");
const express = require("express");
const session = require("express-session");
const csrf = require("csurf");
const passport = require("passport");
const LocalStrategy = require("passport-local");
const {ensureLoggedIn} = require("connect-ensure-login");

const {PORT, NAME, PASSWORD} = process.env;
const same = (a, b) => crypto.timingSafeEqual(crypto.createHash("sha256").update(a).digest(), crypto.createHash("sha256").update(b).digest());

passport.use(new LocalStrategy((username, password, done) =>
	username === NAME && same(password, PASSWORD) ? done(null, {id: 1, username}) : done(null, false, {message: "Incorrect username or password."})));
passport.serializeUser((user, done) => process.nextTick(done, null, {id: user.id, username: user.username}));
passport.deserializeUser((user, done) => process.nextTick(done, null, user));

const app = express();
app.use(express.urlencoded({extended: false}));
app.use(session({secret: "keyboard cat", resave: false, saveUninitialized: false}));
app.use(csrf());
app.use(passport.authenticate("session"));
app.use((req, res, next) => {
	res.locals.messages = req.session.messages ?? [];
	req.session.messages = [];
	next();
});

const page = (req, body) => `<!doctype html><html lang=en><title>Todos</title>${body.replaceAll("</form>", `<input type="hidden" name="_csrf" value="${req.csrfToken()}"></form>`)}`;
const todos = (req, res) => res.send(page(req, `<p>${req.user.username}<form action="/logout" method="post"><button>Sign out</button></form>
	<h1>todos</h1><ul><li>Read</ul><a href="/active">Active</a> <a href="/completed">Completed</a>`));

app.get("/", (req, res) => req.user ? todos(req, res) : res.send(page(req, `<h1>todos</h1><a href="/login">Sign in</a>`)));
app.get(["/active", "/completed"], ensureLoggedIn(), todos);
app.get("/login", (req, res) => res.send(page(req, `<h1>Sign in</h1>${res.locals.messages.map(m => `<p>${m}</p>`).join("")}
	<form action="/login/password" method="post"><label for="username">Username</label><input id="username" name="username" autocomplete="username" required>
	<label for="current-password">Password</label><input id="current-password" name="password" type="password" autocomplete="current-password" required>
	<button type="submit">Sign in</button></form>`)));
app.post("/login/password", passport.authenticate("local", {successReturnToOrRedirect: "/", failureRedirect: "/login", failureMessage: true}));
app.post("/logout", (req, res, next) => req.logout(err => err ? next(err) : res.redirect("/")));
app.listen(PORT, "127.0.0.1");
