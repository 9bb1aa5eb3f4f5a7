#!/usr/bin/env bash
# Refuses an include that points against the layers (sessions <- render <- app) or at an outside library that belongs
# to other files. First shows, on made files, that a wrong include is refused and a right one is not.
set -euo pipefail
cd "$(dirname "$0")/.."

# what is included (after #include < or ") | which files may
rules=(
    '(render)/                                     only in ^(render|app|tests)/'
    '(app)/                                        only in ^(app|tests)/'
    '(tests)/                                      only in ^tests/'
    '(cereal)/                                     only in ^sessions/(storage|archive)[^/]*$|^tests/'
    '(xxhash\.h)                                   only in ^sessions/|^tests/'
    '(nlohmann)/                                   only in ^(sessions|app|tests)/'
    '(pango|cairo|fontconfig|freetype|ft2build|hb) only in ^render/|^tests/'
    '(png\.h)                                      only in ^render/|^tests/'
    '(epoxy|GL|EGL)/                               only in ^render/gpu[^/]*$|^app/(window|chrome_gl)[^/]*$|^tests/'
    '(stb)                                         only in ^render/image[^/]*$|^tests/'
    '(imgui|imstb)                                 only in ^app/|^tests/'
    '(GLFW|X11|xcb)/                               only in ^app/(window|touch)[^/]*$|^tests/'
    '(CLI|spdlog|fmt)/                             only in ^app/|^tests/'
)

# wrong_includes FOLDER: prints one sentence for each, nothing when all is well.
wrong_includes() {
    local place include rule what who
    cd "$1"
    grep -rnE '^[ \t]*#[ \t]*include' --include='*.cpp' --include='*.hpp' app render sessions assets tests 2>/dev/null |
        sed -E 's/^([^:]+):([0-9]+):[ \t]*#[ \t]*include[ \t]*/\1:\2 /' |
        while read -r place include; do
            if [[ $include == \"* && ! $include =~ ^\"(app|render|sessions|assets|tests)/ ]]; then
                echo "$place: $include is not named from the root"
            fi
            for rule in "${rules[@]}"; do
                what=${rule%% *} who=${rule##* }
                if [[ $include =~ ^[\<\"]$what && ! ${place%:*} =~ $who ]]; then
                    echo "$place: $include does not belong in this layer or file"
                fi
            done
        done
}

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
write() { mkdir -p "$made/${1%/*}" && printf '#include %s\n' "$2" >"$made/$1"; }
refused() {
    write "$@"
    [[ -n $(wrong_includes "$made") ]] || { echo "The check let $2 pass in $1."; exit 1; }
    rm "$made/$1"
}
accepted() {
    write "$@"
    [[ -z $(wrong_includes "$made") ]] || { echo "The check refused $2 in $1."; exit 1; }
    rm "$made/$1"
}
refused sessions/edit.hpp '"render/layout.hpp"'
refused sessions/edit.hpp '"app/app.hpp"'
refused render/scene.cpp '"app/intent.hpp"'
refused render/scene.cpp '"tests/hand.hpp"'
refused render/scene.cpp '"scene.hpp"'
refused sessions/edit.cpp '<cereal/cereal.hpp>'
refused sessions/edit.cpp '<pango/pango.h>'
refused render/scene.cpp '<imgui.h>'
refused render/scene.cpp '<epoxy/gl.h>'
refused render/gpu.cpp '<GLFW/glfw3.h>'
refused app/app.cpp '<X11/Xlib.h>'
refused app/app.cpp '<epoxy/gl.h>'
refused app/panels.cpp '<stb_image.h>'
refused sessions/storage.cpp '<fmt/format.h>'
accepted render/scene.cpp '"sessions/journey.hpp"'
accepted app/app.cpp '"render/scene.hpp"'
accepted app/panels.cpp '<imgui.h>'
accepted app/window.cpp '<GLFW/glfw3.h>'
accepted render/gpu_text.cpp '<epoxy/gl.h>'
accepted sessions/storage_read.cpp '<cereal/cereal.hpp>'
accepted tests/app/notes_test.cpp '"app/frame.hpp"'

found=$(wrong_includes .)
if [[ $found ]]; then
    echo "$found"
    exit 1
fi
echo "Every include points the right way."
