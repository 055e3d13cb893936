# Roundcube on SQLite, and Dovecot for the mail of its user.
. "$applications/php.sh"
packages="$php_packages roundcube-core roundcube-sqlite3 dovecot-imapd php-sqlite3"
debconf='roundcube-core roundcube/dbconfig-install boolean false
roundcube-core roundcube/reconfigure-webserver multiselect'
user=ada

start() {
	start_dovecot
	copy_program /usr/share/roundcube "$work/roundcube"
	rm -rf "$work/roundcube/config" "$work/roundcube/temp" "$work/roundcube/logs"
	copy_program /etc/roundcube "$work/roundcube/config"
	mkdir "$work/roundcube/temp" "$work/roundcube/logs" "$work/db"
	cat >"$work/roundcube/config/config.inc.php" <<-EOF
		<?php
		\$config['db_dsnw'] = 'sqlite:///$work/db/roundcube.db?mode=0640';
		\$config['imap_host'] = '127.0.0.1:$imap_port';
		\$config['smtp_host'] = '127.0.0.1:1';
		\$config['des_key'] = '0123456789abcdef01234567';
		\$config['enable_spellcheck'] = false;
		\$config['plugins'] = [];
		\$config['log_dir'] = '$work/roundcube/logs/';
		\$config['temp_dir'] = '$work/roundcube/temp/';
	EOF
	# Debian's copy looks below /var/lib/roundcube.
	sed -i "s|/var/lib/roundcube/|$work/roundcube/|" "$work/roundcube/program/include/iniset.php"
	php -r '(new PDO("sqlite:" . $argv[1]))->exec(file_get_contents($argv[2]));' "$work/db/roundcube.db" "$work/roundcube/SQL/sqlite.initial.sql"
	chown -R www-data: "$work/roundcube/temp" "$work/roundcube/logs" "$work/db"
	serve_php "$work/roundcube"
	url=http://127.0.0.1:$port/
}

start_dovecot() {
	imap_port=$(free_port)
	mkdir -p "$work/dovecot/mail"
	chown -R mail:mail "$work/dovecot/mail"
	printf '%s:{PLAIN}%s:mail:mail::%s/dovecot/mail::\n' "$user" "$password" "$work" >"$work/dovecot/users"
	cat >"$work/dovecot/dovecot.conf" <<-EOF
		base_dir = $work/dovecot/run
		state_dir = $work/dovecot/state
		log_path = $log/dovecot-mail.log
		protocols = imap
		listen = 127.0.0.1
		ssl = no
		disable_plaintext_auth = no
		first_valid_uid = 1
		mail_location = maildir:~/Maildir
		passdb {
			driver = passwd-file
			args = $work/dovecot/users
		}
		userdb {
			driver = passwd-file
			args = $work/dovecot/users
		}
		service imap-login {
			inet_listener imap {
				port = $imap_port
			}
			inet_listener imaps {
				port = 0
			}
		}
		namespace inbox {
			inbox = yes
			mailbox Drafts {
				auto = create
			}
			mailbox Sent {
				auto = create
			}
			mailbox Trash {
				auto = create
			}
		}
	EOF
	background dovecot dovecot -F -c "$work/dovecot/dovecot.conf"
}
