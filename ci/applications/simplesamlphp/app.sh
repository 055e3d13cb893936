# SimpleSAMLphp with its example source of users, exampleauth:UserPass.
. "$applications/php.sh"
packages="$php_packages simplesamlphp php-xml php-mbstring php-sqlite3"
user=ada

start() {
	mkdir -p "$work/simplesaml" "$work/simplesaml/log" "$work/simplesaml/tmp"
	copy_program /usr/share/simplesamlphp/. "$work/simplesaml/program"
	rm -rf "$work/simplesaml/program/config"
	copy_program /etc/simplesamlphp "$work/simplesaml/program/config"
	touch "$work/simplesaml/program/modules/exampleauth/enable"
	cat >>"$work/simplesaml/program/config/config.php" <<-EOF
		\$config['baseurlpath'] = '/simplesaml/';
		\$config['secretsalt'] = '0123456789abcdef0123456789abcdef';
		\$config['auth.adminpassword'] = '$password';
		\$config['loggingdir'] = '$work/simplesaml/log/';
		\$config['logging.handler'] = 'file';
		\$config['tempdir'] = '$work/simplesaml/tmp';
		\$config['session.cookie.secure'] = false;
		\$config['session.cookie.samesite'] = 'Lax'; // the default, None, needs https
		\$config['module.enable']['exampleauth'] = true;
		\$config['enable.saml20-idp'] = false;
	EOF
	cat >"$work/simplesaml/program/config/authsources.php" <<-EOF
		<?php
		\$config = [
			'admin' => ['core:AdminPassword'],
			'example' => ['exampleauth:UserPass', '$user:$password' => ['uid' => ['$user'], 'displayName' => ['Ada']]],
		];
	EOF
	chown -R www-data: "$work/simplesaml/log" "$work/simplesaml/tmp"
	serve_php "$work/simplesaml/program/www" "Alias /simplesaml $work/simplesaml/program/www
		SetEnv SIMPLESAMLPHP_CONFIG_DIR $work/simplesaml/program/config"
	url='http://127.0.0.1:'$port'/simplesaml/module.php/core/authenticate.php?as=example'
}
