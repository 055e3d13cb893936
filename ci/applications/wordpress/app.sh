# WordPress, installed by its own installer's form.
. "$applications/php.sh"
packages="$php_packages wordpress wordpress-theme-twentytwentythree mariadb-server php-mysql"
user=ada

start() {
	start_mariadb wordpress
	copy_program /usr/share/wordpress "$work/wordpress"
	rm -rf "$work/wordpress/wp-config.php"
	sed -e "s/database_name_here/wordpress/; s/username_here/app/; s/password_here/$password/; s/localhost/127.0.0.1:$database_port/" \
		"$work/wordpress/wp-config-sample.php" >"$work/wordpress/wp-config.php"
	# As the sample says: phrases of one's own.
	perl -i -pe 's/put your unique phrase here/join "", map { ("a".."z")[rand 26] } 1..64/ge' "$work/wordpress/wp-config.php"
	cat >>"$work/wordpress/wp-config.php" <<-'EOF'
		define('WP_HTTP_BLOCK_EXTERNAL', true);
		define('DISABLE_WP_CRON', true);
	EOF
	chown -R www-data: "$work/wordpress"
	serve_php "$work/wordpress"
	url=http://127.0.0.1:$port/
	curl -sS -o "$log/install.html" "${url}wp-admin/install.php?step=2" --data-urlencode "admin_password=$password" \
		--data-urlencode "admin_password2=$password" -d 'weblog_title=Lab&pw_weak=on&admin_email=ada@example.org&blog_public=0' \
		-d "user_name=$user"
	grep -q wp-login.php "$log/install.html"
}
