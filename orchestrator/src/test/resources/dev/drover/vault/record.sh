#!/bin/sh
# Makes the vaults of this directory anew with ansible-vault, which must be on PATH or named by ANSIBLE_VAULT.
# Recorded with ansible-core 2.21.5.
set -eu
cd "$(dirname "$0")"
vault=${ANSIBLE_VAULT:-ansible-vault}
printf 'correct horse' >password
printf 'battery staple, of more than sixty-four characters so that its key is hashed before it is used\n' >long-password
printf 'user: shop\npassword: "gr\303\274n {{ 1 + 1 }}"\n' | $vault encrypt --vault-password-file password --output plain-1.1.vault
printf 'of the id dev' | $vault encrypt --vault-id dev@long-password --output labelled-1.2.vault
printf '' | $vault encrypt --vault-password-file password --output empty.vault
head -c 1000 /dev/zero | $vault encrypt --vault-password-file password --output zeros.vault
ANSIBLE_VAULT_ENCRYPT_SALT=0123456789abcdef
export ANSIBLE_VAULT_ENCRYPT_SALT
printf 'always the same' | $vault encrypt --vault-id dev@password --output salted.vault
$vault encrypt_string --vault-id dev@password first second -n one -n two >strings.yml
