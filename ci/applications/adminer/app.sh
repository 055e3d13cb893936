# Adminer logs in with the user of the database. Its field for the server stays empty, which is PHP's default: ours.
. "$applications/php.sh"
packages="$php_packages adminer mariadb-server php-mysql"
user=app

start() {
	start_mariadb shop
	sql shop -e 'CREATE TABLE note (id INT PRIMARY KEY, words TEXT)'
	copy_program /usr/share/adminer "$work/adminer"
	serve_php "$work/adminer" "php_admin_value mysqli.default_socket $database_socket"
	url=http://127.0.0.1:$port/adminer.php
}
