uniform samplerBuffer outlines;
vec4 points_at(int index) { return texelFetch(outlines, index); }
ivec4 numbers_at(int index) { return ivec4(texelFetch(outlines, index)); }
