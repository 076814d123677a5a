#!/bin/sh
# What pre-commit runs: the released program, loaded once and compared with the release's checksums, or one that is built with Go
# where there is no release of this very commit. Both are kept in pre-commit's own copy of this repository.
set -eu
source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
folder=$source/dist/hook
program=$folder/built/refrain
if [ ! -x "$program" ]; then
	# Inside a hook, git's variables name the repository of the commit.
	commit=$(unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE && git -C "$source" rev-parse HEAD)
	origin=$(unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE && git -C "$source" remote get-url origin |
		sed 's|^git@\([^:]*\):|https://\1/|; s|^ssh://git@|https://|; s|/*$||; s|\.git$||')
	case $origin in
	*gitlab*) downloads=$origin/-/releases/{version}/downloads ;;
	*) downloads=$origin/releases/download/{version} ;;
	esac
	code=0
	released=$(REFRAIN_DOWNLOADS=${REFRAIN_DOWNLOADS:-$downloads} REFRAIN_COMMIT=$commit sh "$source/templates/fetch.sh" "$folder") || code=$?
	if [ "$code" -eq 0 ]; then
		program=$released
	elif [ "$code" -ne 3 ]; then
		exit 2
	elif ! command -v go >/dev/null; then
		echo "refrain: hint: install Go, or refrain itself and use the hook refrain-system" >&2
		exit 2
	else
		echo "refrain: note: building it with Go, once" >&2
		mkdir -p "$folder/built"
		(cd "$source" && CGO_ENABLED=0 GOFLAGS= go build -trimpath -buildvcs=false -o "$program.$$" ./cmd/refrain)
		mv "$program.$$" "$program"
	fi
fi
exec "$program" check "$@"
