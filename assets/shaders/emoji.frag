flat in float opacity;
in vec3 texel;
out vec4 result;
uniform sampler2DArray emoji;

void main() { result = texture(emoji, texel) * opacity; }
