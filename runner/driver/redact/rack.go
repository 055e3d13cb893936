package redact

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"strings"
	"sync"
)

// byRack: a session of Rack or Rails. Signed, it is a text and an HMAC in hex; encrypted, by AES-256-GCM, a text, its nonce and its tag. Rack
// signs with the key as it is, Rails with one that is derived of it (ActiveSupport::KeyGenerator, 1000 rounds of PBKDF2).
func byRack(value string) bool {
	switch parts := strings.Split(value, "--"); len(parts) {
	case 2:
		signature, err := hex.DecodeString(parts[1])
		if err != nil {
			return false
		}
		by := sha1.New
		if len(signature) == sha256.Size {
			by = sha256.New
		}
		if anyKey(signature, parts[0], by, asItIs) {
			return true
		}
		for _, derived := range railsKeys("signed cookie", 64) {
			if anyKey(signature, parts[0], by, func(key string) []byte { return derived[key] }) {
				return true
			}
		}
	case 3:
		var octets [3][]byte
		for i, part := range parts {
			var err error
			if octets[i], err = base64.StdEncoding.DecodeString(part); err != nil {
				return false
			}
		}
		for _, derived := range railsKeys("authenticated encrypted cookie", 32) {
			for _, key := range derived {
				if opens(key, octets[0], octets[1], octets[2]) {
					return true
				}
			}
		}
	}
	return false
}

// railsKeys are the known keys as Rails derives them for a purpose: by SHA-1, and by SHA-256 since Rails 7. That takes a moment, and is done
// once.
func railsKeys(purpose string, octets int) []map[string][]byte {
	derived, _ := derivedKeys.LoadOrStore(purpose, sync.OnceValue(func() (all []map[string][]byte) {
		for _, by := range []func() hash.Hash{sha1.New, sha256.New} {
			keys := map[string][]byte{}
			for _, key := range knownKeys {
				keys[key], _ = pbkdf2.Key(by, key, []byte(purpose), 1000, octets) // fails for lengths that none of these is
			}
			all = append(all, keys)
		}
		return all
	}))
	return derived.(func() []map[string][]byte)()
}

var derivedKeys sync.Map // purpose to what makes its keys

func opens(key, text, nonce, tag []byte) bool {
	block, err := aes.NewCipher(key)
	if err != nil {
		return false
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil || len(nonce) != gcm.NonceSize() || len(tag) != gcm.Overhead() {
		return false
	}
	_, err = gcm.Open(nil, nonce, append(text[:len(text):len(text)], tag...), nil)
	return err == nil
}
