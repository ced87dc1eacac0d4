# Runs a program so that Ctrl-C ends it in one line, also in the moment in which Python itself starts:
# then Python would print a page of traceback. So it is started with Ctrl-C ignored, as all that a shell
# runs beside itself, and the shell asks it to end, which our programs take as Ctrl-C.
exec 3>&2 2>/dev/null # some shells tell themselves what ended
trap 'stopped=1; kill "$!"' INT
"$@" 2>&3 3>&- &
wait "$!"
status=$?
if [ -n "$stopped" ]; then
  wait "$!"
  status=$?
fi
if [ "$status" = 143 ]; then # ended while it started, before it could say so
  echo "Stopped." >&3
  status=130
fi
exit "$status"
