flat in vec4 colour;
flat in float weight;
in vec3 texel;
out vec4 result;
uniform sampler2DArray small;

void main() { result = colour * min(texture(small, texel).r * weight, 1.0); }
