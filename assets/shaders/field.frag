flat in vec4 colour;
flat in float sharpness;
in vec3 texel;
out vec4 result;
uniform sampler2DArray fields;

void main() { result = colour * clamp((texture(fields, texel).r - 0.5) * sharpness + 0.5, 0.0, 1.0); }
