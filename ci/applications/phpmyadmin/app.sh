# phpMyAdmin logs in with the user of the database, and keeps the password in an encrypted cookie.
. "$applications/php.sh"
packages="$php_packages phpmyadmin mariadb-server php-mysql"
debconf='phpmyadmin phpmyadmin/dbconfig-install boolean false
phpmyadmin phpmyadmin/reconfigure-webserver multiselect'
user=app

start() {
	start_mariadb shop
	sql shop -e 'CREATE TABLE note (id INT PRIMARY KEY, words TEXT)'
	copy_program /usr/share/phpmyadmin "$work/phpmyadmin"
	mkdir "$work/phpmyadmin/tmp"
	chown www-data: "$work/phpmyadmin/tmp"
	cat >"$work/phpmyadmin/config.inc.php" <<-EOF
		<?php
		\$cfg['blowfish_secret'] = '0123456789abcdef0123456789abcdef';
		\$cfg['TempDir'] = '$work/phpmyadmin/tmp';
		\$cfg['Servers'][1] = ['auth_type' => 'cookie', 'host' => '127.0.0.1', 'port' => '$database_port'];
	EOF
	# Debian's paths are those below /etc and /var/lib.
	sed -i "s|/etc/phpmyadmin/config.inc.php|$work/phpmyadmin/config.inc.php|; s|/var/lib/phpmyadmin/tmp/|$work/phpmyadmin/tmp/|" \
		"$work/phpmyadmin/libraries/vendor_config.php"
	serve_php "$work/phpmyadmin"
	url=http://127.0.0.1:$port/
}
