// The quick start of oidc-provider: any name and password logs in, and a page asks for consent.
import {Provider} from "oidc-provider";

const {PORT, APP} = process.env;
const provider = new Provider(`http://127.0.0.1:${PORT}`, {
	clients: [{client_id: "app", client_secret: "a secret of the application", redirect_uris: [`${APP}/callback`], post_logout_redirect_uris: [APP]}],
	cookies: {keys: ["a key that signs cookies"]},
	pkce: {required: () => false},
});
provider.listen(PORT, "127.0.0.1");
