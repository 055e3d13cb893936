// Better Auth as its guide for Node.js has it: all below /api/auth/ is its own, and everything else is one page.
import {readFileSync} from "node:fs";
import {createServer} from "node:http";
import {betterAuth} from "better-auth";
import {memoryAdapter} from "better-auth/adapters/memory";
import {toNodeHandler} from "better-auth/node";

const {PORT, EMAIL, PASSWORD} = process.env;
const auth = betterAuth({
	database: memoryAdapter({user: [], session: [], account: [], verification: []}),
	emailAndPassword: {enabled: true},
	telemetry: {enabled: false},
});
await auth.api.signUpEmail({body: {name: "Ada", email: EMAIL, password: PASSWORD}});

const answer = toNodeHandler(auth);
const page = readFileSync(new URL("page.html", import.meta.url));
createServer((request, response) => {
	if (request.url.startsWith("/api/auth/")) return answer(request, response);
	response.writeHead(request.url === "/" ? 200 : 404, {"Content-Type": "text/html; charset=utf-8"}).end(page);
}).listen(PORT, "127.0.0.1");
