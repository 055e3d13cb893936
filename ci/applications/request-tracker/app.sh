# Request Tracker on SQLite, with its own server. Its user root is there from the beginning.
packages='request-tracker5 rt5-standalone rt5-db-sqlite'
debconf='request-tracker5 request-tracker5/dbconfig-install boolean false'
user=root

start() {
	port=$(free_port)
	mkdir -p "$work/rt/config.d" "$work/rt/mason" "$work/rt/sessions"
	cat >"$work/rt/RT_SiteConfig.pm" <<-EOF
		Set(\$rtname, 'lab');
		Set(\$Organization, 'lab.example');
		Set(\$WebDomain, '127.0.0.1');
		Set(\$WebPort, $port);
		Set(\$WebPath, '');
		Set(\$DatabaseType, 'SQLite');
		Set(\$DatabaseName, '$work/rt/database');
		Set(\$LogToSyslog, undef);
		Set(\$LogToSTDERR, 'warning');
		Set(\$SendmailPath, '/bin/true');
		\$RT::MasonDataDir = '$work/rt/mason';
		\$RT::MasonSessionDir = '$work/rt/sessions';
		1;
	EOF
	export RT_SITE_CONFIG="$work/rt/RT_SiteConfig.pm" RT_SITE_CONFIG_DIR="$work/rt/config.d"
	/usr/sbin/rt-setup-database-5 --action init --skip-create </dev/null
	/usr/bin/perl -I/usr/share/request-tracker5/lib -MRT=-init -e '
		my $root = RT::User->new(RT->SystemUser);
		$root->Load("root");
		my ($ok, $why) = $root->SetPassword(shift);
		die $why unless $ok' "$password"
	background rt /usr/share/request-tracker5/libexec/rt-server --port "$port" --host 127.0.0.1
	url=http://127.0.0.1:$port/
	await "$url"
}
