#!/bin/sh
# Puts the program of a release into a folder, compares it with the release's checksums, and prints where it is. What the folder
# already holds is compared again and used, so a cached folder needs no network.
#
#   fetch.sh FOLDER
#
# REFRAIN_DOWNLOADS  address of the folder with the release's files; {version} in it stands for the version
# REFRAIN_VERSION    the release, such as v0.1.0; without it, the one that this source is on its way to
# REFRAIN_COMMIT     the commit that the program must be built from; without it, any
# REFRAIN_SUMS       the SHA-256 of the release's SHA256SUMS; with it, no other release of the same name is taken
#
# Exit code 3: there is no such release for this machine, or it cannot be reached. The caller may build the program from source.
# Exit code 2: a file is not what it should be. Nothing of it may be run.
set -eu

none() {
	echo "refrain: note: no released program: $*" >&2
	exit 3
}

wrong() {
	echo "refrain: error: $*" >&2
	exit 2
}

sum() {
	if command -v sha256sum >/dev/null; then
		sha256sum <"$1"
	else
		shasum -a 256 <"$1"
	fi | cut -d ' ' -f 1
}

# load NAME loads a file that the folder lacks. No other process sees half of it.
load() {
	if [ -f "$folder/$1" ]; then
		return 0
	fi
	part=$folder/$1.$$
	if command -v curl >/dev/null; then
		set -- "$1" curl --fail --silent --show-error --location --proto-redir =https --retry 2 --connect-timeout 20 --max-time 600 --output "$part"
	elif command -v wget >/dev/null; then
		set -- "$1" wget -q -O "$part"
	else
		none "neither curl nor wget is on the PATH"
	fi
	file=$1
	shift
	"$@" "$downloads/$file" || {
		rm -f "$part"
		none "$downloads/$file cannot be loaded"
	}
	mv "$part" "$folder/$file"
}

source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
downloads=${REFRAIN_DOWNLOADS:-}
version=${REFRAIN_VERSION:-v$(sed -n 's/^const fallbackVersion = "\(.*\)"$/\1/p' "$source/cmd/refrain/version.go")}
case $version in
*[!0-9A-Za-z.-]*) wrong "$version is no version such as v0.1.0" ;;
v[0-9]*) ;;
*) wrong "$version is no version such as v0.1.0" ;;
esac
downloads=$(echo "$downloads" | sed "s|{version}|$version|")
case $(uname -s) in
Linux) system=linux ;;
Darwin) system=darwin ;;
MINGW* | MSYS* | CYGWIN*) system=windows ;;
*) none "there is none for $(uname -s)" ;;
esac
case $(uname -m) in
x86_64 | amd64) machine=amd64 ;;
aarch64 | arm64) machine=arm64 ;;
*) none "there is none for $(uname -m)" ;;
esac
name=refrain_${version#v}_${system}_$machine
archive=$name.tar.gz
folder=$1/$version
program=$folder/$name/refrain
if [ "$system" = windows ]; then
	archive=$name.zip
	program=$program.exe
fi

mkdir -p "$folder"
load SHA256SUMS
if [ -n "${REFRAIN_SUMS:-}" ] && [ "$(sum "$folder/SHA256SUMS")" != "$REFRAIN_SUMS" ]; then
	rm -f "$folder/SHA256SUMS"
	wrong "SHA256SUMS of $version is not the one that was asked for"
fi
expected=$(awk -v name="$archive" '$2 == name { print $1 }' "$folder/SHA256SUMS")
if [ -z "$expected" ]; then
	rm -f "$folder/SHA256SUMS"
	none "$version holds no $archive"
fi
load "$archive"
if [ "$(sum "$folder/$archive")" != "$expected" ]; then
	rm -f "$folder/$archive" "$folder/SHA256SUMS"
	wrong "$archive is not what SHA256SUMS of $version says; it was removed, and nothing of it was run"
fi
if [ ! -x "$program" ]; then
	mkdir -p "$folder/$$"
	case $archive in
	*.zip) unzip -q -o "$folder/$archive" -d "$folder/$$" ;;
	*) tar -xzf "$folder/$archive" -C "$folder/$$" ;;
	esac
	rm -rf "${folder:?}/$name"
	mv "$folder/$$/$name" "$folder/$name"
	rmdir "$folder/$$"
fi
if [ -n "${REFRAIN_COMMIT:-}" ]; then
	short=$(printf %.12s "$REFRAIN_COMMIT")
	case $("$program" version) in
	*"($short)"*) ;;
	*) none "$version is not built from $short" ;;
	esac
fi
echo "$program"
