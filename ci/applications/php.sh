# Apache with PHP, MariaDB: for applications in PHP. Sourced by their app.sh.
# shellcheck shell=sh

php_packages='apache2 libapache2-mod-php php-cli'

# Serves a directory on $port, which becomes a free one if it is not set: serve_php DIRECTORY [lines for Apache's config]
serve_php() {
	[ -n "$port" ] || port=$(free_port)
	mkdir -p "$work/apache/sessions" "$work/apache/tmp"
	chown www-data: "$work/apache/sessions" "$work/apache/tmp"
	cat >"$work/apache/httpd.conf" <<-EOF
		ServerRoot $work/apache
		ServerName 127.0.0.1
		Listen 127.0.0.1:$port
		PidFile $work/apache/pid
		Mutex file:$work/apache default
		User www-data
		Group www-data
		ErrorLog $log/apache-error.log
		LogFormat "%t %s \"%r\" \"%{User-Agent}i\""
		CustomLog $log/apache-access.log "%t %s \"%r\""
		$(apache_modules mpm_prefork authz_core alias dir env headers mime rewrite setenvif)
		LoadModule php_module $(echo /usr/lib/apache2/modules/libphp*.so)
		TypesConfig /etc/mime.types
		DirectoryIndex index.php index.html
		MaxRequestWorkers 20
		AcceptPathInfo On
		<FilesMatch \.php\$>
			SetHandler application/x-httpd-php
		</FilesMatch>
		php_admin_value session.save_path $work/apache/sessions
		php_admin_value sys_temp_dir $work/apache/tmp
		DocumentRoot $1
		<Directory />
			AllowOverride All
			Require all granted
		</Directory>
		${2:-}
	EOF
	background apache apache2 -D FOREGROUND -f "$work/apache/httpd.conf"
	await "http://127.0.0.1:$port/"
}

apache_modules() {
	for module; do
		[ ! -f "/usr/lib/apache2/modules/mod_$module.so" ] ||
			echo "LoadModule ${module}_module /usr/lib/apache2/modules/mod_$module.so"
	done
}

# Starts a MariaDB server of our own with one database, and its user `app` with the password $password: start_mariadb DATABASE.
# Sets $database_port and $database_socket; `sql DATABASE` runs statements as root.
start_mariadb() {
	database_port=$(free_port)
	database_socket=$work/mariadb/socket
	mkdir -p "$work/mariadb"
	chown mysql: "$work/mariadb"
	mariadb-install-db --no-defaults --user=mysql --datadir="$work/mariadb/data" --skip-test-db \
		--auth-root-authentication-method=socket
	background mariadb mariadbd --no-defaults --user=mysql --datadir="$work/mariadb/data" --socket="$database_socket" \
		--pid-file="$work/mariadb/pid" --bind-address=127.0.0.1 --port="$database_port" --character-set-server=utf8mb4 \
		--innodb-flush-log-at-trx-commit=0
	mariadb-admin --no-defaults --socket="$database_socket" --user=root --wait=60 --connect-timeout=5 ping
	sql <<-EOF
		CREATE DATABASE $1;
		CREATE USER app@'127.0.0.1' IDENTIFIED BY '$password';
		CREATE USER app@localhost IDENTIFIED BY '$password';
		GRANT ALL ON $1.* TO app@'127.0.0.1';
		GRANT ALL ON $1.* TO app@localhost;
	EOF
}

sql() { mariadb --no-defaults --socket="$database_socket" --user=root "$@"; }
