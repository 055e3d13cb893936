# DokuWiki keeps pages and users in files. Debian's package spreads them; here they are together, below a copy of the program.
. "$applications/php.sh"
packages="$php_packages dokuwiki php-xml php-gd"
user=ada

start() {
	copy_program /usr/share/dokuwiki "$work/dokuwiki"
	rm -rf "$work/dokuwiki/conf" "$work/dokuwiki/data" "$work/dokuwiki/inc/preload.php"
	copy_program /etc/dokuwiki "$work/dokuwiki/conf"
	mkdir -p "$work/dokuwiki/data"
	(cd "$work/dokuwiki/data" && mkdir attic cache index locks log media media_attic media_meta meta pages tmp)
	rm -f "$work/dokuwiki/conf/local.php" "$work/dokuwiki/conf/local.protected.php"
	cat >"$work/dokuwiki/conf/local.php" <<-'EOF'
		<?php
		$conf['title'] = 'Lab';
		$conf['useacl'] = 1;
		$conf['superuser'] = '@admin';
		$conf['savedir'] = './data';
	EOF
	hash=$(php -r 'echo password_hash($argv[1], PASSWORD_BCRYPT);' "$password")
	printf '%s:%s:Ada:ada@example.org:admin,user\n' "$user" "$hash" >"$work/dokuwiki/conf/users.auth.php"
	printf '* @ALL 1\n* @user 8\n' >"$work/dokuwiki/conf/acl.auth.php"
	echo '====== Welcome ======' >"$work/dokuwiki/data/pages/start.txt"
	chown -R www-data: "$work/dokuwiki"
	serve_php "$work/dokuwiki"
	url=http://127.0.0.1:$port/doku.php
}
