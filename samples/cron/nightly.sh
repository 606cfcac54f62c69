#!/bin/sh
# Every night: take the punch clocks' files in, judge the month of yesterday and the one before while it is open, and write
# a mail of what must be looked at. docs/cron.md tells how to set it up. Needs Linux: flock, GNU date.
#
#   sh nightly.sh [WORKSPACE [DROP]]
#
# WORKSPACE          the workspace (or from the environment)
# DROP               the folder where punch clocks leave their files; default: WORKSPACE/drop. Nothing is moved out of it.
# MAILTO             whom the mail is for; default: the account that runs this
# SENDMAIL           a program that takes the mail as `sendmail -t` does; default: none, the file is all. The same mail is
#                    handed to it once a day.
# ROSTERCTL          the command; default: rosterctl
# ROSTERCTL_LANG     zh or en, for the commands and the mail's subject
# ROSTERCTL_AS_OF    this instant instead of now, such as 2026-11-01T03:00+08:00
#
# Exit codes: 0 done, with or without exceptions; 75 another run is at work; else the first refusal's own (4 bad input, 7
# refused, …), after everything that could be done was done.
set -eu

WORKSPACE=${1:-${WORKSPACE:-}}
DROP=${2:-${DROP:-$WORKSPACE/drop}}
ROSTERCTL=${ROSTERCTL:-rosterctl}

stop() { # CODE TEXT
    echo "nightly.sh: $2" >&2
    exit "$1"
}

[ -n "$WORKSPACE" ] || stop 2 "no workspace; sh nightly.sh WORKSPACE [DROP]"
[ -f "$WORKSPACE/rosterctl.toml" ] || stop 2 "$WORKSPACE holds no rosterctl.toml; name the folder of a workspace"
[ -d "$DROP" ] || stop 2 "$DROP is no folder; make it, or name the one where punch clocks leave their files"
command -v "$ROSTERCTL" >/dev/null || stop 127 "$ROSTERCTL is not found; set PATH or ROSTERCTL"
WORKSPACE=$(cd "$WORKSPACE" && pwd)
DROP=$(cd "$DROP" && pwd)
export PYTHONUTF8=1 # cron's locale is C

# Descriptor 9 is open, and the lock held, for as long as this shell or a command that it started lives: nobody has to
# remove the file, not even after a crash.
exec 9>>"$WORKSPACE/.nightly.lock"
flock -n 9 || stop 75 "another run is at work in $WORKSPACE; nothing was done"

as_of=${ROSTERCTL_AS_OF:-$(date +%Y-%m-%dT%H:%M:%S%:z)}
today=${as_of%%T*}
yesterday=$(date -d "$today -1 day" +%Y-%m-%d) || stop 2 "ROSTERCTL_AS_OF is no instant: $as_of"
month=${yesterday%-*}
before=$(date -d "$month-01 -1 day" +%Y-%m)

mails=$WORKSPACE/out/mail
mkdir -p "$mails"
rm -rf "$mails"/.nightly.* # of a run that was killed; none is at work, for the lock is ours
work=$(mktemp -d "$mails/.nightly.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT
trap 'exit 143' TERM
refused=$work/refused
to_do=$work/exceptions
: >"$refused"
: >"$to_do"
first=0 # exit code of the first refusal

# CODE TITLE FILE: what a command said becomes a part of the mail
tell() {
    [ "$1" -eq 1 ] || [ "$first" -ne 0 ] || first=$1
    { echo "== $2 (exit code $1)"; cat "$3"; echo; } >>"$refused"
}

# each file by itself, so that a bad one keeps no other out
for file in "$DROP"/*; do
    case $file in *.part | *.tmp) continue ;; esac # still being uploaded
    [ -f "$file" ] || continue
    code=0
    "$ROSTERCTL" punch import -q -C "$WORKSPACE" --as-of "$as_of" "$file" >/dev/null 2>"$work/said" || code=$?
    [ "$code" -eq 0 ] || tell "$code" "punch import ${file##*/}" "$work/said" # 1: taken in, but for ids of nobody
done

# MONTH: closed in the ledger, and not opened again
closed() {
    [ -f "$WORKSPACE/rosterctl.db" ] || return 1
    "$ROSTERCTL" ledger log -q -C "$WORKSPACE" --format csv >"$work/log" 2>"$work/said" || {
        tell $? "ledger log" "$work/said"
        return 1
    }
    grep ",closing:$1," "$work/log" | tail -n 1 | grep -q ',period\.closed,'
}

# MONTH
judge() {
    code=0
    "$ROSTERCTL" attend run -q -C "$WORKSPACE" --month "$1" --as-of "$as_of" --fail-on never \
        >/dev/null 2>"$work/said" || code=$?
    if [ "$code" -ne 0 ]; then
        tell "$code" "attend run $1" "$work/said"
        return
    fi
    # redacted: a mail is read by more people than a workspace is
    "$ROSTERCTL" attend exceptions -q -C "$WORKSPACE" --month "$1" --as-of "$as_of" --redact --fail-on never \
        >"$work/found" 2>"$work/said" || code=$?
    if [ "$code" -ne 0 ]; then
        tell "$code" "attend exceptions $1" "$work/said"
    elif [ -s "$work/found" ]; then
        { echo "== attend exceptions $1"; cat "$work/found"; echo; } >>"$to_do"
    fi
}

# the month before only where it was ever published: a house has a first month
for one in "$WORKSPACE/rosters/$before"/v*.json; do
    if [ -f "$one" ]; then
        closed "$before" || judge "$before"
    fi
    break
done
closed "$month" || judge "$month"

mail=$mails/$today.txt
unsent=$mails/$today.unsent.txt
if [ ! -s "$refused" ] && [ ! -s "$to_do" ]; then
    rm -f "$mail" "$unsent" # what an earlier run of today found is settled
    exit 0
fi

case ${ROSTERCTL_LANG:-} in
zh*) bad=有没收进来的 && look=有待处理的异常 && join=； ;;
*) bad="not all was taken in" && look="exceptions to look at" && join="; " ;;
esac
about=
[ ! -s "$refused" ] || about=$bad
[ ! -s "$to_do" ] || about=${about:+$about$join}$look
{
    echo "To: ${MAILTO:-$(id -un)}"
    echo "Subject: =?utf-8?B?$(printf 'rosterctl %s: %s' "$today" "$about" | base64 | tr -d '\n')?="
    echo "MIME-Version: 1.0"
    echo "Content-Type: text/plain; charset=utf-8"
    echo "Content-Transfer-Encoding: 8bit"
    echo
    cat "$refused" "$to_do"
} >"$work/mail"
chmod 600 "$work/mail" # names and absences

if [ -f "$mail" ] && cmp -s "$work/mail" "$mail"; then
    exit "$first" # an earlier run of today said the same, and was heard
fi
if [ -n "${SENDMAIL:-}" ]; then
    code=0
    "$SENDMAIL" -t <"$work/mail" 9>&- || code=$? # a mailer that lives on must not keep the lock
    if [ "$code" -ne 0 ]; then
        mv "$work/mail" "$unsent" # the next run tries again
        echo "nightly.sh: $SENDMAIL ended in $code; the mail is $unsent" >&2
        [ "$first" -ne 0 ] || first=$code
        exit "$first"
    fi
fi
mv "$work/mail" "$mail"
rm -f "$unsent"
exit "$first"
