uniform isamplerBuffer curves;
vec4 points_at(int index) { return vec4(texelFetch(curves, index)) * (1.0 / 4096.0); }
ivec4 numbers_at(int index) { return texelFetch(curves, index) & 0xffff; }
