# Icinga Web 2 with its users in MariaDB, and no module.
. "$applications/php.sh"
packages="$php_packages icingaweb2 mariadb-server php-mysql php-intl php-mbstring php-gd php-xml php-curl"
user=ada

start() {
	start_mariadb icingaweb
	sql icingaweb </usr/share/icingaweb2/schema/mysql.schema.sql
	hash=$(php -r 'echo password_hash($argv[1], PASSWORD_DEFAULT);' "$password")
	sql icingaweb -e "INSERT INTO icingaweb_user (name, active, password_hash) VALUES ('$user', 1, '$hash')"
	mkdir -p "$work/icinga/config/enabledModules" "$work/icinga/storage"
	cat >"$work/icinga/config/config.ini" <<-EOF
		[global]
		show_stacktraces = "1"
		config_resource = "db"
		module_path = "/usr/share/icingaweb2/modules"
		[logging]
		log = "file"
		file = "$work/icinga/storage/log"
		level = "ERROR"
	EOF
	cat >"$work/icinga/config/resources.ini" <<-EOF
		[db]
		type = "db"
		db = "mysql"
		host = "127.0.0.1"
		port = "$database_port"
		dbname = "icingaweb"
		username = "app"
		password = "$password"
		charset = "utf8mb4"
	EOF
	printf '[users]\nbackend = "db"\nresource = "db"\n' >"$work/icinga/config/authentication.ini"
	printf '[administrators]\nusers = "%s"\npermissions = "*"\n' "$user" >"$work/icinga/config/roles.ini"
	chown -R www-data: "$work/icinga"
	serve_php /usr/share/icingaweb2/public "SetEnv ICINGAWEB_CONFIGDIR $work/icinga/config
		SetEnv ICINGAWEB_STORAGEDIR $work/icinga/storage
		<Directory /usr/share/icingaweb2/public>
			RewriteEngine on
			RewriteBase /
			RewriteCond %{REQUEST_FILENAME} -s [OR]
			RewriteCond %{REQUEST_FILENAME} -d
			RewriteRule ^.*\$ - [NC,L]
			RewriteRule ^.*\$ index.php [NC,L]
		</Directory>"
	url=http://127.0.0.1:$port/
}
