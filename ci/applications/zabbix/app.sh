# Zabbix' frontend on MariaDB, without the server that it shows. Its user Admin is in the data that come with it.
. "$applications/php.sh"
packages="$php_packages zabbix-frontend-php zabbix-server-mysql mariadb-server php-mysql php-bcmath php-gd php-mbstring php-xml php-ldap"
user=Admin

start() {
	start_mariadb zabbix
	sql -e 'ALTER DATABASE zabbix CHARACTER SET utf8mb4 COLLATE utf8mb4_bin'
	for part in schema images data; do
		zcat "/usr/share/zabbix-server-mysql/$part.sql.gz" | sql zabbix
	done
	hash=$(php -r 'echo password_hash($argv[1], PASSWORD_BCRYPT);' "$password")
	sql zabbix -e "UPDATE users SET passwd = '$hash' WHERE username = '$user'"
	copy_program /usr/share/zabbix "$work/zabbix"
	cat >"$work/zabbix.conf.php" <<-EOF
		<?php
		\$DB = ['TYPE' => 'MYSQL', 'SERVER' => '127.0.0.1', 'PORT' => '$database_port', 'DATABASE' => 'zabbix', 'USER' => 'app',
			'PASSWORD' => '$password', 'SCHEMA' => '', 'ENCRYPTION' => false, 'KEY_FILE' => '', 'CERT_FILE' => '', 'CA_FILE' => '',
			'VERIFY_HOST' => false, 'CIPHER_LIST' => '', 'VAULT_URL' => '', 'VAULT_DB_PATH' => '', 'VAULT_TOKEN' => '', 'DOUBLE_IEEE754' => true];
		\$ZBX_SERVER_NAME = 'Lab';
		\$IMAGE_FORMAT_DEFAULT = IMAGE_FORMAT_PNG;
	EOF
	sed -i "s|/etc/zabbix/zabbix.conf.php|$work/zabbix.conf.php|" "$work/zabbix/include/classes/core/CConfigFile.php"
	serve_php "$work/zabbix" 'php_value max_execution_time 300
		php_value post_max_size 16M
		php_value max_input_time 300
		php_value date.timezone UTC'
	url=http://127.0.0.1:$port/
}
