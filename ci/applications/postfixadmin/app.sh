# Postfixadmin on SQLite. Its GET links switch accounts off and on: an audit must leave its data as it was.
. "$applications/php.sh"
packages="$php_packages postfixadmin php-sqlite3 php-mbstring php-imap"
debconf='postfixadmin postfixadmin/dbconfig-install boolean false'
user=ada@example.org

start() {
	database=$work/db/postfixadmin.db
	mkdir "$work/db"
	touch "$database"
	copy_program /usr/share/postfixadmin "$work/postfixadmin"
	mkdir -p "$work/postfixadmin/templates_c"
	chown -R www-data: "$work/db" "$work/postfixadmin/templates_c"
	cat >"$work/postfixadmin/config.local.php" <<-EOF
		<?php
		\$CONF['configured'] = true;
		\$CONF['database_type'] = 'sqlite';
		\$CONF['database_name'] = '$database';
		\$CONF['encrypt'] = 'php_crypt:BLOWFISH';
		\$CONF['emailcheck_resolve_domain'] = 'NO';
	EOF
	# Debian includes the database here; ours is set above.
	sed -i "s/^require_once(.dbconfig.inc.php.);/\$dbtype = \$dbserver = \$dbuser = \$dbpass = \$dbname = null;/; s|'/etc/postfixadmin/|__DIR__ . '/|" "$work/postfixadmin/config.inc.php"
	cd "$work/postfixadmin/public"
	php upgrade.php
	php ../scripts/postfixadmin-cli.php admin add "$user" --superadmin 1 --active 1 --password "$password" --password2 "$password"
	for domain in one.example two.example; do
		php ../scripts/postfixadmin-cli.php domain add "$domain" --active 1 --aliases 5 --mailboxes 5
	done
	chown -R www-data: "$work/db" "$work/postfixadmin/templates_c"
	serve_php "$work/postfixadmin/public"
	url=http://127.0.0.1:$port/
	dump >"$work/before"
}

# What is left of the database when the times of logins and the log are left out.
dump() { php -r '$db = new PDO("sqlite:" . $argv[1]); foreach (["admin", "domain", "mailbox", "alias", "fetchmail", "vacation"] as $t) foreach ($db->query("SELECT * FROM $t", PDO::FETCH_ASSOC) as $row) echo json_encode([$t => $row]), "\n";' "$database"; }

unharmed() { dump | diff "$work/before" -; }
