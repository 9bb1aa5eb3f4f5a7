flat in vec4 colour;
in vec3 texel;
out vec4 result;
uniform sampler2DArray small;

void main() { result = colour * texture(small, texel).r; }
