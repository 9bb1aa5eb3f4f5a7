# cmake -DFOLDER=… -DFILES=a,b,c -DOUT=embedded.cpp -P embed.cmake
# Writes the bytes of each file as a C++ array and a table of name and bytes.
string(REPLACE "," ";" FILES "${FILES}")
set(ARRAYS "")
set(TABLE "")
set(number 0)
foreach(file IN LISTS FILES)
    file(READ "${FOLDER}/${file}" bytes HEX)
    file(SIZE "${FOLDER}/${file}" size)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    string(REGEX REPLACE "((0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,))" "\\1\n" bytes "${bytes}")
    # One byte more than the file, so that an empty file is an array too and texts end in 0.
    string(APPEND ARRAYS "constexpr unsigned char file_${number}[] = {\n${bytes}0};\n")
    string(APPEND TABLE "    {\"${file}\", file_${number}, ${size}},\n")
    math(EXPR number "${number} + 1")
endforeach()
set(COUNT ${number})
configure_file("${CMAKE_CURRENT_LIST_DIR}/embedded.cpp.in" "${OUT}" @ONLY)
