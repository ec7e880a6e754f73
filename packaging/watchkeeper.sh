#!/bin/sh
# Starts Watchkeeper from the folder that this script lies in, with a JDK 25 or newer that it finds by itself.
set -u
self=$0
while [ -h "$self" ]; do
    link=$(readlink -- "$self")
    case $link in
        /*) self=$link ;;
        *) self=$(dirname -- "$self")/$link ;;
    esac
done
# With a CDPATH, cd would print a folder and might go elsewhere.
home=$(CDPATH='' cd -- "$(dirname -- "$self")/.." && pwd -P) || exit 3

# Prints the feature release of a Java home from its release file, without starting it; 0 when it has none.
release_of() {
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
    echo "${version:-0}"
}

find_java() {
    on_path=$(command -v java 2>/dev/null) && on_path=$(readlink -f "$on_path") && on_path=${on_path%/bin/java}
    for candidate in "$home/runtime" "${WATCHKEEPER_JAVA_HOME:-}" "${JAVA_HOME:-}" "${on_path:-}" \
            /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "${HOME:-}"/.sdkman/candidates/java/* \
            "${HOME:-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -n "$candidate" ] && [ -x "$candidate/bin/java" ] && [ "$(release_of "$candidate")" -ge 25 ]; then
            echo "$candidate/bin/java"
            return
        fi
    done
    return 1
}

if ! java=$(find_java); then
    echo "watchkeeper: needs Java 25 or newer and found none. Install a JDK 25, or name one: WATCHKEEPER_JAVA_HOME=/path/to/jdk" >&2
    exit 3
fi
# In one order whatever the locale: the cache is for the very class path that it was made with.
class_path=$(
    LC_ALL=C
    for jar in "$home"/lib/*.jar; do printf '%s:' "$jar"; done
)
# What Java learned of its classes when this was built. One that fits no more (files copied without their dates, another Java) it
# passes over; what it says of that goes with the rest of its own log, which would stand in the middle of a report.
set -- dev.watchkeeper.app.Launcher "$@"
if [ -r "$home/watchkeeper.aot" ]; then
    set -- "-XX:AOTCache=$home/watchkeeper.aot" "$@"
fi
# Each thread's own pool of freed native memory would keep tens of megabytes.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
set -f
# shellcheck disable=SC2086 # WATCHKEEPER_JAVA_OPTIONS holds several words on purpose
exec "$java" --enable-native-access=ALL-UNNAMED -Xlog:disable -XX:+UseSerialGC -XX:+UseCompactObjectHeaders \
    -XX:TieredStopAtLevel=1 -Xms64m -XX:MaxNewSize=32m -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40 -XX:-ShrinkHeapInSteps \
    ${WATCHKEEPER_JAVA_OPTIONS:-} -cp "${class_path%:}" "$@"
