# Redmine on SQLite, served by Puma. Its user admin is there from the beginning.
packages='redmine redmine-sqlite puma'
debconf='redmine redmine/instances/default/dbconfig-install boolean false'
user=admin

start() {
	copy_program /usr/share/redmine "$work/redmine"
	instance=$work/redmine/instances/default
	rm -rf "$work/redmine/instances" "$work/redmine/Gemfile.lock" "$work/redmine/config/database.yml"
	mkdir -p "$instance/config" "$instance/tmp/cache" "$instance/log" "$instance/files"
	printf 'production:\n  adapter: sqlite3\n  database: %s/redmine.db\n' "$work" | tee "$instance/config/database.yml" \
		>"$work/redmine/config/database.yml"
	head -c 40 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$instance/config/secret_key.txt"
	echo "gem 'puma'" >"$work/redmine/Gemfile.local"
	export RAILS_ENV=production REDMINE_LANG=en RAILS_LOG_TO_STDOUT=1
	cd "$work/redmine"
	/usr/bin/ruby -S bundle install --local --quiet
	/usr/bin/ruby -S bundle exec rake db:migrate
	/usr/bin/ruby -rsqlite3 -rdigest/sha1 -e '
		database, user, password = ARGV
		hash = Digest::SHA1.hexdigest("salt" + Digest::SHA1.hexdigest(password))
		SQLite3::Database.new(database).execute("UPDATE users SET hashed_password = ?, salt = ?, must_change_passwd = 0 WHERE login = ?", [hash, "salt", user])
	' "$work/redmine.db" "$user" "$password"
	port=$(free_port)
	background puma /usr/bin/ruby -S bundle exec puma --environment production --bind "tcp://127.0.0.1:$port" config.ru
	url=http://127.0.0.1:$port/login
	await "$url"
}
