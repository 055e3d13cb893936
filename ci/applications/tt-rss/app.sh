# Tiny Tiny RSS on MariaDB. Its only user at first is admin, whose password is `password`.
. "$applications/php.sh"
packages="$php_packages tt-rss mariadb-server php-mysql php-curl"
debconf='tt-rss tt-rss/dbconfig-install boolean false
tt-rss tt-rss/reconfigure-webserver multiselect'
user=admin

start() {
	start_mariadb ttrss
	copy_program /usr/share/tt-rss/www "$work/ttrss"
	rm -rf "$work/ttrss/feed-icons"
	mkdir -p "$work/ttrss/feed-icons" "$work/lock" "$work/cache/images" "$work/cache/upload" "$work/cache/export" \
		"$work/cache/js" "$work/cache/feeds" "$work/cache/starred-images"
	chown -R www-data: "$work/ttrss/feed-icons" "$work/lock" "$work/cache"
	sql ttrss </usr/share/tt-rss/schema/ttrss_schema_mysql.sql
	salt=0123456789abcdef
	hash=$(php -r 'echo hash("sha256", $argv[1] . $argv[2]);' "$salt" "$password")
	sql ttrss -e "UPDATE ttrss_users SET salt='$salt', pwd_hash='MODE2:$hash' WHERE login='$user'"
	port=$(free_port)
	sed -e "s|^\tinclude_once.*|\t\$dbtype = 'mysql'; \$dbserver = '127.0.0.1'; \$dbport = '$database_port'; \$dbuser = 'app'; \$dbname = 'ttrss'; \$dbpass = '$password';|" \
		-e "s|%SELF_URL_PATH|http://127.0.0.1:$port/|; s|/var/lib/tt-rss|$work/lock|; s|/var/cache/tt-rss|$work/cache|" \
		/etc/tt-rss/config.php >"$work/ttrss/config.php"
	serve_php "$work/ttrss"
	url=http://127.0.0.1:$port/
}
