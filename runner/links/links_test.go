package links

import (
	"cmp"
	"strings"
	"testing"
	"time"
)

// addresses are paths and queries of which nobody may ask for those that are refused. By whom the others may be asked for.
var addresses = []struct {
	address string
	may     string // "both", "stranger" (a user not), or "" for nobody
}{
	// Pages that only read.
	{"/", "both"},
	{"/account", "both"},
	{"/account/orders", "both"},
	{"/my/page", "both"},
	{"/users/ada/profile", "both"},
	{"/address", "both"},
	{"/additional-services", "both"},
	{"/runners/marathon", "both"},
	{"/closest-shop", "both"},
	{"/unlocked-doors", "both"},
	{"/presets", "both"},
	{"/posts/2024/01/15", "both"},
	{"/changelog", "both"},
	{"/releases", "both"},
	{"/addons", "both"},
	{"/likelihood", "both"},
	{"/votes", "both"},
	{"/archives", "both"},
	{"/sender", "both"},
	{"/blog/post/5", "both"},
	{"/list.do", "both"},
	{"/cgi-bin/index.pl", "both"},
	{"/session/new", "both"},
	{"/users/sign_in", "both"},
	{"/wp-login.php", "both"},
	{"/?p=2", "both"},
	{"/news?page=2&sort=up", "both"},
	{"/help?page=2", "both"},
	{"/search?q=green+tea", "both"},
	{"/item?id=42", "both"},
	{"/?page_id=7", "both"},
	{"/shop?category=tea&color=green&max=20", "both"},
	{"/?lang=de", "both"},
	{"/calendar?date=2024-01-15", "both"},
	{"/index.php?title=Special:Preferences", "both"},
	{"/index.php?title=Main_Page&action=history", "both"},
	{"/doku.php?id=start", ""}, // in doubt not: the page is called as a command
	{"/doku.php?id=wiki:syntax&do=login", "both"},
	{"/index.php?route=/server/databases", "both"},
	{"/page?size=20&start=40", "both"},
	{"/?theme=dark", "both"},
	{"/?utm_source=x&utm_medium=y", "both"},
	// In doubt, a user does not.
	{"/page?foo=7", "stranger"},
	{"/page?wide=x", "stranger"},
	{"/orders/64b7f0c2a9e8d1f3b5a7c9e1", "stranger"},
	{"/o/550e8400-e29b-41d4-a716-446655440000", "stranger"},
	{"/orders/13/frobnicate", "stranger"},
	{"/orders/13/items", "both"},
	{"/users/3/profile", "both"},
	{"/2024/05/a-long-title", "both"},
	// Words of change in the path, however written.
	{"/orders/13/refund", ""},
	{"/members/5/evict", ""},
	{"/editactive.php", ""},
	{"/edit-active.php", ""},
	{"/edit_active.php", ""},
	{"/editActive.php", ""},
	{"/userDelete", ""},
	{"/user/delete/7", ""},
	{"/deleteuser.cgi", ""},
	{"/users/7/lock", ""},
	{"/users/7/unlock", ""},
	{"/lockuser?id=7", ""},
	{"/adduser", ""},
	{"/cron/run", ""},
	{"/runcron.php", ""},
	{"/reset", ""},
	{"/resetPassword", ""},
	{"/account/close", ""},
	{"/closeaccount", ""},
	{"/toggle?item=9", ""},
	{"/su?to=bob", ""},
	{"/subscriptions/2/stop", ""},
	{"/cart/add/5", ""},
	{"/admin/plugins/install", ""},
	{"/restart", ""},
	{"/users/impersonate/3", ""},
	{"/switch-user/3", ""},
	{"/logout", ""},
	{"/log-out", ""},
	{"/user/logOut", ""},
	{"/signout", ""},
	{"/wp-admin/update-core.php", ""},
	{"/post/5/like", ""},
	{"/vote/up/5", ""},
	{"/messages/markallread", "both"}, // glued from three words: seen by its text, if at all
	{"/messages/mark-all-read", ""},
	{"/new", ""},
	{"/exports/export.csv", ""},
	{"/newsletter/unsubscribe", ""},
	{"/konto/l%C3%B6schen", ""},
	{"/konto/loeschen", ""},
	{"/benutzerSperren", ""},
	{"/compte/supprimer", ""},
	{"/cuenta/eliminar", ""},
	{"/konto/usu%C5%84", ""},
	{"/%D1%83%D0%B4%D0%B0%D0%BB%D0%B8%D1%82%D1%8C", ""},
	// Words of change in the query.
	{"/index?action=purge", ""},
	{"/index.php?title=Main_Page&action=edit", ""},
	{"/index.php?title=Special:UserLogout", ""},
	{"/post.php?post=1&action=trash", ""},
	{"/doku.php?do=admin&page=extension", ""},
	{"/doku.php?id=x&do=logout", ""},
	{"/?op=frobnicate", ""},
	{"/?cmd=9", ""},
	{"/?task=user.7", ""},
	{"/?mode=x", ""},
	{"/list?delete=7", ""},
	{"/list?deleteUser=7", ""},
	{"/list?delete", ""},
	{"/?p=logout", ""},
	{"/sql?sql_query=DROP+TABLE+users", ""},
	{"/?route=/logout", ""},
	{"/list?active=0", ""},
	{"/list?table=admin&enabled=false", ""},
	{"/list?status=closed", ""},
	{"/list?markRead=1", ""},
	// Tokens.
	{"/list?sort=up&csrf_token=x", ""},
	{"/list?csrfToken=x", ""},
	{"/list?X-XSRF-TOKEN=x", ""},
	{"/list?_csrf=x", ""},
	{"/list?csrfmiddlewaretoken=x", ""},
	{"/list?authenticity_token=x", ""},
	{"/list?_wpnonce=1234567890", ""},
	{"/prefs?lang=de&sesskey=ab12cd34ef", ""},
	{"/doku.php?id=a&sectok=", ""},
	{"/list?form_key=x", ""},
	{"/page;jsessionid=0A1B2C3D", ""},
	{"/view?id=3&t=9f86d081884c7d659a2feaa0c55ad015", ""},
	{"/view?id=3&t=4fa2b81c9e", ""},
	{"/view?id=3&t=Zm9vYmFyYmF6MTIz", ""},
	{"/view?id=3&t=ldvqhh7227rseslgnibgpeflnh", ""},
	{"/view?id=3&t=fbbx4vribbflglzb", ""},
	{"/view?id=3&t=jxbnupnrprtsgvfzcmth", ""},
	{"/view?id=3&t=ik95negc", ""},
	{"/view?t=1717171717", ""}, // from a clock
	{"/view?f3a9c0b7d2e1", ""},
	{"/view?id=64b7f0c2a9e8d1f3b5a7c9e1", ""},
	// Nothing to ask for.
	{"javascript:void(0)", ""},
	{"mailto:a@b.test", ""},
	{"ftp://a.test/", ""},
	{"/x?a=%zz", ""},
	{"", ""},
}

func TestAddresses(t *testing.T) {
	for _, row := range addresses {
		address := row.address
		if strings.HasPrefix(address, "/") {
			address = "https://shop.test" + address
		}
		for who, name := range map[Visitor]string{Stranger: "stranger", User: "user"} {
			may := row.may == "both" || row.may == name
			if why := Refusal(address, who); (why == "") != may {
				t.Errorf("%s as a %s: may %v, but %q", row.address, name, may, why)
			}
		}
	}
}

// texts are what links to a page without a word of its own say. May a visitor follow them?
var texts = map[bool][]string{
	true: {
		"Account", "My orders", "Settings", "Address", "Additional services", "Runners", "The closest shop", "Unlocked doors", "Closed issues of last year",
		"How we decided to move to a new house and like it", "Getting started", "Start page", "Changelog", "Recent changes", "Log in", "Sign in", "Register",
		"Anmelden", "Iniciar sesión", "Accedi", "Inloggen", "Votes", "Senders", "Archives", "Mein Konto", "Startseite", "Übersicht", "Mes commandes passées",
		"Mis pedidos", "Profiel", "Moje zamówienia", "Мои заказы", "マイページ", "我的账户", "Siparişlerim", "Mitt konto", "Mine ordrer", "Omat tilaukset",
		"Můj účet", "Moje objednávky", "Fiókom", "Contul meu", "Ο λογαριασμός μου", "Мої замовлення", "내 계정", "주문 목록", "حسابي", "החשבון שלי", "Tài khoản của tôi", "Akun saya",
		"Las Vegas", "Ruby gems", "La vie en rose", "Esta semana", "Tom", "Meet them", "Contact moi", "Importers", "GUI", "Platinum", "Kunder", "Startside", "Om oss", "Page 2", "42", "",
	},
	false: {
		"Delete", "DELETE", "Delete this entry", "Remove", "Lock", "Unlock", "Disable", "Enable", "on/off", "Active", "YES", "Enabled", "Unlocked", "Toggle sidebar",
		"Purge cache", "Empty", "Reset", "Close my account", "Approve", "Reject", "Run now", "Start", "Stop", "Restart", "Install", "Uninstall", "Upgrade",
		"Become bob", "Switch user", "Log in as bob", "Vote", "Like", "Add", "+ Add user", "Create", "Edit", "Send", "Confirm", "Revoke", "Archive", "Publish",
		"Unsubscribe", "Mark as read", "Mark all as read", "Clear", "Flush", "Ban", "Block", "Kick", "Move", "Merge", "Rebuild", "Reindex", "Backup", "Restore",
		"Import", "Log out", "Logout", "Sign out", "If you are sure that this is what you want, you can delete your account here",
		"Löschen", "Konto löschen", "Kontolöschung", "Entfernen", "Sperren", "Deaktivieren", "Hinzufügen", "Abmelden", "Zurücksetzen", "Als gelesen markieren",
		"Supprimer", "Désactiver", "Verrouiller", "Ajouter", "Déconnexion", "Se déconnecter", "Mettre à jour", "J'aime",
		"Eliminar", "Borrar", "Desactivar", "Bloquear", "Añadir", "Cerrar sesión", "Elimina", "Rimuovi", "Disattiva", "Blocca", "Aggiungi", "Esci",
		"Verwijderen", "Uitschakelen", "Vergrendelen", "Toevoegen", "Uitloggen", "Excluir", "Remover", "Desativar", "Bloquear", "Adicionar",
		"Usuń", "Wyłącz", "Zablokuj", "Dodaj", "Удалить", "Отключить", "Заблокировать", "Добавить", "Выйти",
		"削除", "アカウントを削除する", "無効にする", "ロック", "追加", "ログアウト", "删除", "删除账户", "禁用", "锁定", "添加", "退出登录",
		"Ta bort", "Radera konto", "Slet", "Fjern", "Poista", "Smazat", "Odstranit", "Zmazať", "Törlés", "Șterge", "Διαγραφή", "Видалити", "Изтрий", "Obriši",
		"삭제", "계정 삭제하기", "حذف", "حذف الحساب", "מחק", "Xóa", "Hapus", "Godkänn", "Hyväksy", "Uložit", "Schválit", "Підтвердити", "إرسال",
		"Sil", "Kaldır", "Devre dışı bırak", "Kilitle", "Ekle", "Çıkış yap",
	},
}

func TestTexts(t *testing.T) {
	for may, all := range texts {
		for _, text := range all {
			for place, link := range map[string]Link{"text": {Text: text}, "name": {Text: "7", Name: text}, "title": {Text: "7", Title: text}} {
				link.URL = "https://shop.test/entries/7"
				if why := link.Refusal(Stranger); (why == "") != may {
					t.Errorf("%s %q: may %v, but %q", place, text, may, why)
				}
			}
		}
	}
}

func TestLinks(t *testing.T) {
	attribute := func(name, value string) Link {
		return Link{Text: "seven", Attributes: map[string]string{name: value}}
	}
	for name, row := range map[string]struct {
		link           Link
		stranger, user bool
	}{
		"an ordinary link":                    {Link{Text: "seven"}, true, true},
		"one that opens a window":             {attribute("target", "_blank"), true, true},
		"data-method":                         {attribute("data-method", "delete"), false, false},
		"data-turbo-method":                   {attribute("data-turbo-method", "patch"), false, false},
		"data-confirm":                        {attribute("data-confirm", "Sure?"), false, false},
		"data-turbo-confirm":                  {attribute("data-turbo-confirm", "Sure?"), false, false},
		"htmx":                                {attribute("hx-post", "/x"), false, false},
		"htmx by data":                        {attribute("data-hx-get", "/x"), false, false},
		"onclick with confirm":                {attribute("onclick", "return confirm('Sure?')"), false, false},
		"onclick that sends a form":           {attribute("onclick", "f.submit()"), false, false},
		"onclick that counts":                 {attribute("onclick", "track(this)"), true, false},
		"a download":                          {attribute("download", ""), false, false},
		"a button":                            {attribute("role", "button"), true, false},
		"a switch":                            {attribute("role", "switch"), false, false},
		"a switch by its state":               {attribute("aria-pressed", "true"), false, false},
		"an action in data":                   {attribute("data-action", "delete-row"), false, false},
		"data of any kind":                    {attribute("data-id", "7"), true, true},
		"a change in data":                    {attribute("data-target", "#confirmDelete"), true, false},
		"a command in data that counts":       {attribute("data-label", "edit"), true, true},
		"one of many":                         {Link{Text: "seven", URL: "https://shop.test/entries/7"}, true, false},
		"one of many, with a name":            {Link{Text: "seven", URL: "https://shop.test/entries/7-seven/x"}, true, false},
		"one of many, by the query":           {Link{Text: "seven", URL: "https://shop.test/entries?entryId=7"}, true, false},
		"one of many, and the user's":         {Link{Text: "My orders", URL: "https://shop.test/users/7"}, true, true},
		"one of many, by its address":         {Link{Text: "seven", URL: "https://shop.test/users/7/profile"}, true, true},
		"a page by its number":                {Link{Text: "2", URL: "https://shop.test/entries?page=2"}, true, false},
		"a number that counts":                {Link{Text: "+1"}, true, false},
		"a symbol":                            {Link{Text: "🗑️"}, false, false},
		"a symbol with a count":               {Link{Text: "👍 3"}, false, false},
		"a symbol beside words":               {Link{Text: "★ New arrivals"}, true, false},
		"a symbol that nobody knows":          {Link{Text: "🏠️"}, true, false},
		"a house beside words":                {Link{Text: "🏠 Home"}, true, true},
		"a language that nobody knows":        {Link{Text: "წაშლა"}, true, false},
		"a class that warns":                  {Link{Text: "seven", Marks: []string{"btn btn-danger"}}, false, false},
		"nofollow":                            {Link{Text: "seven", Rel: "noopener NoFollow"}, false, false},
		"another relation":                    {Link{Text: "seven", Rel: "noopener"}, true, true},
		"an icon named by aria-label":         {Link{Name: "Delete entry 7", Marks: []string{"icon"}}, false, false},
		"an icon without a name":              {Link{Marks: []string{"fa fa-trash"}}, false, false},
		"an icon with another":                {Link{Marks: []string{"fa fa-user"}}, true, false},
		"an icon by its file":                 {Link{Text: "7", Marks: []string{"/img/delete.png"}}, false, false},
		"a class that says so":                {Link{Text: "7", Marks: []string{"js-remove-row"}}, false, false},
		"a class of a menu":                   {Link{Text: "Menu", Marks: []string{"dropdown-toggle", "btn-close"}}, true, true},
		"a login with a lock":                 {Link{Text: "Log in", Marks: []string{"fa-lock"}}, true, true},
		"a link without any word, to a user":  {Link{Text: " "}, true, false},
		"one whose name is that of its image": {Link{Name: "Profile"}, true, true},
	} {
		row.link.URL = cmp.Or(row.link.URL, "https://shop.test/entries/seven")
		for who, may := range map[Visitor]bool{Stranger: row.stranger, User: row.user} {
			if why := row.link.Refusal(who); (why == "") != may {
				t.Errorf("%s, visitor %d: may %v, but %q", name, who, may, why)
			}
		}
	}
}

// TestRefusalsHoldNoValue: a reason goes into reports, a token must not.
func TestRefusalsHoldNoValue(t *testing.T) {
	const secret = "9f86d081884c7d65"
	for _, address := range []string{"/?token=" + secret, "/?t=" + secret, "/?" + secret, "/a/" + secret, "/;s=" + secret, "/?active=" + secret} {
		if why := Refusal("https://shop.test"+address, User); why == "" || strings.Contains(why, secret) {
			t.Errorf("%s: %q", address, why)
		}
	}
}

func TestWordsFile(t *testing.T) {
	for _, kind := range []string{"changes", "commands", "path", "nouns", "harmless", "states", "secrets", "verbs", "reads", "reading", "account", "icons", "layout", "alarms"} {
		if vocabularies[kind] == nil {
			t.Errorf("words.txt has no %s", kind)
		}
	}
	if len(vocabularies) != 14 {
		t.Errorf("words.txt has %d kinds, some of which nobody asks for", len(vocabularies))
	}
}

// FuzzRefusal: whatever a page says, the answer comes soon, is the same each time, and a user may follow no more than a stranger.
func FuzzRefusal(f *testing.F) {
	for _, row := range addresses {
		f.Add("https://shop.test"+row.address, "Delete", "onclick", "confirm()")
	}
	f.Add("https://shop.test/?a;b=%zz&&=&=x", "删除\xff", "\x00", "İ")
	f.Fuzz(func(t *testing.T, address, text, name, value string) {
		l := Link{URL: address, Text: text, Marks: []string{value}, Attributes: map[string]string{name: value}}
		began := time.Now()
		stranger, user := l.Refusal(Stranger), l.Refusal(User)
		if stranger != "" && user == "" {
			t.Errorf("a user may follow %+v, a stranger not: %s", l, stranger)
		}
		if again := l.Refusal(User); again != user {
			t.Errorf("%q, then %q", user, again)
		}
		if took := time.Since(began); took > time.Second && len(address)+len(text)+len(value) < 10000 {
			t.Errorf("it took %s", took)
		}
	})
}

// TestRefusalToEnter: what may be in the path of a link that says that it logs in.
func TestRefusalToEnter(t *testing.T) {
	for address, may := range map[string]bool{
		"https://shop.test/oauth2/start":                                    true,
		"https://shop.test/auth/google/start":                               true,
		"https://shop.test/connect/google":                                  true,
		"https://shop.test/login":                                           true,
		"https://shop.test/start/delete":                                    false,
		"https://shop.test/restart":                                         false,
		"https://shop.test/start?token=1":                                   false,
		"https://shop.test/doku.php?id=start&do=login&sectok=":              true,
		"https://shop.test/doku.php?id=start&do=login&sectok=0a1b2c3d":      false,
		"https://shop.test/index.php?title=Special:UserLogin&returnto=Main": true,
		"https://shop.test/index.php?do=delete&sectok=":                     false,
		"https://shop.test/login?next=/posts/delete/3":                      false,
		"https://shop.test/login?ticket":                                    true,
	} {
		if got := (Link{URL: address, Text: "Log in with Campus", Rel: "nofollow"}).RefusalToEnter(); (got == "") != may {
			t.Errorf("%s: refused %q", address, got)
		}
	}
}
