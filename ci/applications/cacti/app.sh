# Cacti on MariaDB, with its database marked as that of the version that is installed, so that it does not begin with its wizard.
. "$applications/php.sh"
packages="$php_packages cacti mariadb-server php-mysql php-gmp php-ldap php-mbstring php-gd php-xml php-intl"
debconf='cacti cacti/dbconfig-install boolean false
cacti cacti/webserver select None'
user=admin

start() {
	start_mariadb cacti
	copy_program /usr/share/cacti "$work/cacti"
	mkdir -p "$work/cacti/site/log" "$work/cacti/site/rra" "$work/cacti/site/cache"
	cat >"$work/cacti/site/include/config.php" <<-EOF
		<?php
		\$database_type = 'mysql';
		\$database_default = 'cacti';
		\$database_hostname = '127.0.0.1';
		\$database_username = 'app';
		\$database_password = '$password';
		\$database_port = '$database_port';
		\$database_retries = 5;
		\$database_ssl = false;
		\$database_ssl_key = '';
		\$database_ssl_cert = '';
		\$database_ssl_ca = '';
		\$database_persist = false;
		\$poller_id = 1;
		\$url_path = '/';
		\$cacti_session_name = 'Cacti';
		\$cacti_db_session = false;
		\$disable_log_rotation = false;
	EOF
	chown -R www-data: "$work/cacti/site/log" "$work/cacti/site/rra" "$work/cacti/site/cache"
	sql cacti </usr/share/doc/cacti/cacti.sql
	hash=$(php -r 'echo password_hash($argv[1], PASSWORD_DEFAULT);' "$password")
	sql cacti -e "UPDATE version SET cacti = '$(cat "$work/cacti/site/include/cacti_version")';
		UPDATE user_auth SET password = '$hash', must_change_password = '' WHERE username = '$user'"
	serve_php "$work/cacti/site"
	url=http://127.0.0.1:$port/
}
