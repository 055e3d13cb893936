# MediaWiki on SQLite, installed by its own script.
. "$applications/php.sh"
packages="$php_packages mediawiki php-sqlite3 php-intl php-mbstring php-xml php-apcu"
user=Ada

start() {
	port=$(free_port)
	mkdir -p "$work/wiki/data" "$work/wiki/images"
	php /usr/share/mediawiki/maintenance/install.php --confpath "$work/wiki" --dbtype sqlite --dbpath "$work/wiki/data" \
		--scriptpath '' --server "http://127.0.0.1:$port" --pass "$password" Lab "$user"
	printf '$wgUploadDirectory = "%s/wiki/images";\n' "$work" >>"$work/wiki/LocalSettings.php"
	chown -R www-data: "$work/wiki"
	serve_php /usr/share/mediawiki "SetEnv MW_CONFIG_FILE $work/wiki/LocalSettings.php"
	url=http://127.0.0.1:$port/index.php
}
